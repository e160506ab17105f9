//! Cycles and their states.

use actix_web::{get, patch, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::policy::{self, MatchingPolicy};
use crate::matching::queries::cycles::{self, Counts, CycleRow};
use crate::matching::rules::{CycleState, PolicyLevel};
use crate::matching::service::cycles::{self as service, NewCycle};
use crate::matching::service::policies::{self, InForce};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ManageCycles, ViewCycles};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid, nullable, present};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// One season of mentoring.
#[derive(Serialize, ToSchema)]
pub struct CycleView {
    id: Id,
    #[schema(example = "Spring 2027")]
    name: String,
    starts_on: NaiveDate,
    /// The day after its last.
    ends_on: NaiveDate,
    state: CycleState,
    /// The states that may follow now.
    next_states: Vec<CycleState>,
    /// What rounds of the nation go by: the cycle's own policy, else that of the network. A region's own comes before the
    /// network's in rounds of that region: `/cycles/{id}/policy`.
    policy: MatchingPolicy,
    /// Whose policy it is.
    policy_level: PolicyLevel,
    /// Its version, counted from 1 at its level; 0 when nobody has saved any.
    policy_number: i64,
    /// Days to answer a proposal.
    #[schema(example = 14)]
    answer_within_days: i32,
    /// Mentors enrolled.
    mentors: i64,
    /// Mentees enrolled.
    mentees: i64,
    /// Seats that the mentors offer.
    seats: i64,
    /// The requirement of a training that one has to have passed before being matched; `null`: none.
    orientation_requirement_id: Option<Id>,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for CycleView {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.version
    }
}

fn view(row: CycleRow, counts: Counts, found: InForce) -> CycleView {
    CycleView {
        policy: found.policy.into(),
        policy_level: found.level,
        policy_number: found.number,
        orientation_requirement_id: row.orientation_requirement_id,
        next_states: CycleState::ALL.iter().copied().filter(|next| row.state.may_become(*next)).collect(),
        id: row.id,
        name: row.name,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        state: row.state,
        answer_within_days: row.answer_within_days,
        mentors: counts.mentors,
        mentees: counts.mentees,
        seats: counts.seats,
        created_at: utc(row.created_at),
        version: row.version,
    }
}

fn view_of(work: &mut Work<'_>, row: CycleRow) -> Result<CycleView, Problem> {
    let counts = cycles::counts(work.conn, &[row.id])?.remove(&row.id).unwrap_or_default();
    let found = policies::in_force(work, Some(row.id), None)?;
    Ok(view(row, counts, found))
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateCycle {
    #[schema(min_length = 1, max_length = 120, example = "Spring 2027")]
    name: String,
    #[schema(example = "2027-02-01")]
    starts_on: NaiveDate,
    /// The day after its last.
    #[schema(example = "2027-08-01")]
    ends_on: NaiveDate,
    /// The cycle's own; what is left out of it takes its default. Without any the network's policy counts, or a region's in
    /// rounds of that region.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = MatchingPolicy, required = false)]
    policy: Option<MatchingPolicy>,
    /// Days to answer a proposal; 14 unless told.
    #[serde(default = "two_weeks")]
    #[schema(required = false, minimum = 1, maximum = 60, example = 14)]
    answer_within_days: i32,
    /// The requirement of a training that one has to have passed before being matched.
    #[serde(default)]
    #[schema(required = false)]
    orientation_requirement_id: Option<Id>,
}

const fn two_weeks() -> i32 {
    14
}

/// Plan a cycle
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("manage_cycles"))),
    request_body = CreateCycle,
    responses((status = 201, description = "Planned, as a draft", body = CycleView)))]
#[post("/cycles")]
pub async fn create_cycle(auth: Authorized<ManageCycles>, body: Valid<CreateCycle>) -> Answer {
    auth.post(body, |w, body| {
        let row = service::create_cycle(
            w,
            &NewCycle {
                name: &body.name,
                starts_on: body.starts_on,
                ends_on: body.ends_on,
                policy: body.policy.map(Into::into),
                answer_within_days: body.answer_within_days,
                orientation_requirement: body.orientation_requirement_id,
            },
        )?;
        Reply::created(&format!("/cycles/{}", row.id), &view_of(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListCycles {
    state: Option<CycleState>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List cycles, latest start first
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_cycles"))), params(ListCycles),
    responses((status = 200, description = "Cycles; drafts only for those who manage them", body = Page<CycleView>)))]
#[get("/cycles")]
pub async fn list_cycles(auth: Authorized<ViewCycles>, query: Params<ListCycles>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window(w.cursors, "cycles", query.cursor.as_deref(), query.limit)?;
        let drafts = service::sees_drafts(w);
        let rows = cycles::list(w.conn, w.scope, drafts, query.state, &window)?;
        let page = window.page(w.cursors, "cycles", rows, |c| (c.starts_on, c.id), |c| c)?;
        let ids: Vec<Id> = page.items.iter().map(|row| row.id).collect();
        let counts = cycles::counts(w.conn, &ids)?;
        let mut found = policies::in_force_in(w, &ids)?;
        let items = page
            .items
            .into_iter()
            .filter_map(|row| {
                let counts = counts.get(&row.id).copied().unwrap_or_default();
                found.remove(&row.id).map(|found| view(row, counts, found))
            })
            .collect();
        Ok(Page { items, next_cursor: page.next_cursor })
    })
    .await
}

/// Read a cycle
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_cycles"))),
    params(("id" = Id, Path, description = "The cycle")),
    responses((status = 200, description = "The cycle", body = CycleView)))]
#[get("/cycles/{id}")]
pub async fn get_cycle(auth: Authorized<ViewCycles>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = service::find_cycle(w, id.0)?;
        view_of(w, row)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateCycle {
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 120)]
    name: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = NaiveDate, required = false)]
    starts_on: Option<NaiveDate>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = NaiveDate, required = false)]
    ends_on: Option<NaiveDate>,
    /// Merged into the policy that counts now, and saved as a version of the cycle's own; rounds that ran keep theirs.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = MatchingPolicy, required = false)]
    policy: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = i32, required = false, minimum = 1, maximum = 60)]
    answer_within_days: Option<i32>,
    /// `null`: nothing has to be passed.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<Id>, required = false)]
    orientation_requirement_id: Option<Option<Id>>,
}

/// Change a cycle's name, dates, policy, orientation or time to answer
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("manage_cycles"))),
    params(("id" = Id, Path, description = "The cycle")), request_body = UpdateCycle,
    responses((status = 200, description = "The changed cycle", body = CycleView)))]
#[patch("/cycles/{id}")]
pub async fn update_cycle(auth: Authorized<ManageCycles>, id: PathId, body: Valid<UpdateCycle>) -> Answer {
    auth.change(move |w, expected| {
        let mut row = service::find_cycle(w, id.0)?;
        expected.check(row.version)?;
        let UpdateCycle { name, starts_on, ends_on, policy, answer_within_days, orientation_requirement_id } =
            body.value;
        let policy = match policy {
            Some(patch) => Some(policy::patched(policies::in_force(w, Some(row.id), None)?.policy, &patch)?),
            None => None,
        };
        row.name = name.unwrap_or(row.name);
        row.starts_on = starts_on.unwrap_or(row.starts_on);
        row.ends_on = ends_on.unwrap_or(row.ends_on);
        row.answer_within_days = answer_within_days.unwrap_or(row.answer_within_days);
        row.orientation_requirement_id = orientation_requirement_id.unwrap_or(row.orientation_requirement_id);
        let row = service::update_cycle(w, row, policy.as_ref())?;
        Reply::updated(&view_of(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetCycleState {
    state: CycleState,
}

/// Move a cycle to another state
///
/// draft, enrolling, matching, mentoring, closed: onwards or one step back, and never back from closed.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("manage_cycles"))),
    params(("id" = Id, Path, description = "The cycle")), request_body = SetCycleState,
    responses((status = 200, description = "The cycle in its new state", body = CycleView)))]
#[post("/cycles/{id}/state")]
pub async fn set_cycle_state(
    auth: Authorized<ManageCycles>,
    id: PathId,
    body: Valid<SetCycleState>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::set_cycle_state(w, id.0, body.state)?;
        Reply::updated(&view_of(w, row)?)
    })
    .await
}
