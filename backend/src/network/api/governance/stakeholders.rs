//! Stakeholders and experts whom the task force wants to win over.

use actix_web::{delete, get, patch, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::identity;
use crate::network::governance::stakeholders::queries::{self, StakeholderFilter, StakeholderRow};
use crate::network::governance::stakeholders::rules::{StakeholderKind, StakeholderState};
use crate::network::governance::stakeholders::service::{self, NewStakeholder, StakeholderChanges};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ChangePlan, ViewTaskForce};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::{calendar_day, written};
use crate::platform::input::{Params, PathId, Valid, nullable, present};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// Somebody whom the task force wants to win over.
#[derive(Serialize, ToSchema)]
pub struct StakeholderView {
    id: Id,
    #[schema(example = "Dr. Ruth Chen")]
    name: String,
    #[schema(example = "American Association of School Librarians")]
    organisation: String,
    #[schema(example = "ruth@aasl.example")]
    email: Option<String>,
    kind: StakeholderKind,
    /// What they would bring: expertise, standing, access.
    #[schema(example = "Knows how school libraries run their own programs.")]
    brings: String,
    state: StakeholderState,
    /// The member of the task force who talks to them.
    owner_id: Option<Id>,
    owner_name: Option<String>,
    next_step: Option<String>,
    next_step_on: Option<NaiveDate>,
    /// The day of the next step has passed (UTC).
    overdue: bool,
    invited_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    version: i64,
}

/// A step that was taken with somebody.
#[derive(Serialize, ToSchema)]
pub struct StakeholderStep {
    /// What they became, or stayed.
    state: StakeholderState,
    note: Option<String>,
    /// Who recorded it; `null` when they answered by their link.
    person_name: Option<String>,
    happened_at: DateTime<Utc>,
}

/// Somebody with every step that was taken, latest first.
#[derive(Serialize, ToSchema)]
pub struct StakeholderDetail {
    #[serde(flatten)]
    stakeholder: StakeholderView,
    steps: Vec<StakeholderStep>,
}

impl Versioned for StakeholderDetail {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.stakeholder.version
    }
}

fn views(work: &mut Work<'_>, rows: Vec<StakeholderRow>) -> Result<Vec<StakeholderView>, Problem> {
    let owners: Vec<Id> = rows.iter().filter_map(|row| row.owner_id).collect();
    let names = identity::person_names(work.conn, &owners)?;
    let today = work.now.date_naive();
    Ok(rows
        .into_iter()
        .map(|row| StakeholderView {
            owner_name: row.owner_id.and_then(|owner| names.get(&owner).cloned()),
            overdue: row.next_step_on.is_some_and(|day| day < today),
            id: row.id,
            name: row.name,
            organisation: row.organisation,
            email: row.email,
            kind: row.kind,
            brings: row.brings,
            state: row.state,
            owner_id: row.owner_id,
            next_step: row.next_step,
            next_step_on: row.next_step_on,
            invited_at: row.invited_at.map(utc),
            created_at: utc(row.created_at),
            updated_at: utc(row.updated_at),
            version: row.version,
        })
        .collect())
}

fn detail(work: &mut Work<'_>, row: StakeholderRow) -> Result<StakeholderDetail, Problem> {
    let steps = queries::steps(work.conn, row.id)?;
    let people: Vec<Id> = steps.iter().filter_map(|step| step.person_id).collect();
    let names = identity::person_names(work.conn, &people)?;
    let steps = steps
        .into_iter()
        .map(|step| StakeholderStep {
            state: step.state,
            note: step.note,
            person_name: step.person_id.and_then(|person| names.get(&person).cloned()),
            happened_at: utc(step.happened_at),
        })
        .collect();
    let stakeholder = views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("stakeholder"))?;
    Ok(StakeholderDetail { stakeholder, steps })
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListStakeholders {
    kind: Option<StakeholderKind>,
    state: Option<StakeholderState>,
    owner_id: Option<Id>,
    /// Part of the name or of the organisation.
    #[validate(length(min = 1, max = 200))]
    #[param(min_length = 1, max_length = 200, example = "school")]
    q: Option<String>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List stakeholders and experts, by name
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_task_force"))), params(ListStakeholders),
    responses((status = 200, description = "Stakeholders and experts", body = Page<StakeholderView>)))]
#[get("/stakeholders")]
pub async fn list_stakeholders(auth: Authorized<ViewTaskForce>, query: Params<ListStakeholders>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window(w.cursors, "stakeholders", query.cursor.as_deref(), query.limit)?;
        let filter =
            StakeholderFilter { kind: query.kind, state: query.state, owner: query.owner_id, words: query.q };
        let rows = queries::list_stakeholders(w.conn, w.scope, &filter, &window)?;
        let page = window.page(w.cursors, "stakeholders", rows, |s| (s.name.clone(), s.id), |s| s)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read a stakeholder or an expert
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_task_force"))),
    params(("id" = Id, Path, description = "The stakeholder or expert")),
    responses((status = 200, description = "With every step that was taken", body = StakeholderDetail)))]
#[get("/stakeholders/{id}")]
pub async fn get_stakeholder(auth: Authorized<ViewTaskForce>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = service::find_stakeholder(w, id.0)?;
        detail(w, row)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateStakeholder {
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", example = "Dr. Ruth Chen")]
    name: String,
    #[serde(default)]
    #[validate(length(max = 200))]
    #[schema(max_length = 200, example = "American Association of School Librarians")]
    organisation: String,
    #[validate(email, length(max = 254))]
    #[schema(format = "email", max_length = 254, example = "ruth@aasl.example")]
    email: Option<String>,
    kind: StakeholderKind,
    /// What they would bring: expertise, standing, access.
    #[serde(default)]
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000, example = "Knows how school libraries run their own programs.")]
    brings: String,
    /// The member of the task force who talks to them.
    owner_id: Option<Id>,
    #[validate(length(max = 500), custom(function = "written"))]
    #[schema(max_length = 500, pattern = r"\S", example = "Call her after the conference")]
    next_step: Option<String>,
    #[validate(custom(function = "calendar_day"))]
    #[schema(example = "2027-04-01")]
    next_step_on: Option<NaiveDate>,
}

/// Write down a stakeholder or an expert
///
/// Nobody is mailed. They are considered first.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    request_body = CreateStakeholder,
    responses((status = 201, description = "Written down", body = StakeholderDetail)))]
#[post("/stakeholders")]
pub async fn create_stakeholder(auth: Authorized<ChangePlan>, body: Valid<CreateStakeholder>) -> Answer {
    auth.post(body, |w, body| {
        let new = NewStakeholder {
            name: body.name,
            organisation: body.organisation,
            email: body.email,
            kind: body.kind,
            brings: body.brings,
            owner: body.owner_id,
            next_step: body.next_step,
            next_step_on: body.next_step_on,
        };
        let row = service::create_stakeholder(w, new)?;
        Reply::created(&format!("/stakeholders/{}", row.id), &detail(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateStakeholder {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 200, pattern = r"\S")]
    name: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 200))]
    #[schema(value_type = String, required = false, max_length = 200)]
    organisation: Option<String>,
    /// `null` clears it. A link that was mailed to the address before ends.
    #[serde(default, deserialize_with = "nullable")]
    #[validate(email, length(max = 254))]
    #[schema(value_type = Option<String>, required = false, format = "email", max_length = 254)]
    email: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = StakeholderKind, required = false)]
    kind: Option<StakeholderKind>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 4000))]
    #[schema(value_type = String, required = false, max_length = 4000)]
    brings: Option<String>,
    /// `null` leaves them without one.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<Id>, required = false)]
    owner_id: Option<Option<Id>>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 500), custom(function = "written"))]
    #[schema(value_type = Option<String>, required = false, max_length = 500, pattern = r"\S")]
    next_step: Option<Option<String>>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(custom(function = "calendar_day"))]
    #[schema(value_type = Option<NaiveDate>, required = false, example = "2027-04-01")]
    next_step_on: Option<Option<NaiveDate>>,
}

/// Change what is written down of a stakeholder or an expert
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    params(("id" = Id, Path, description = "The stakeholder or expert")),
    request_body = UpdateStakeholder,
    responses((status = 200, description = "As changed", body = StakeholderDetail)))]
#[patch("/stakeholders/{id}")]
pub async fn update_stakeholder(
    auth: Authorized<ChangePlan>,
    id: PathId,
    body: Valid<UpdateStakeholder>,
) -> Answer {
    auth.change(move |w, expected| {
        let row = service::find_stakeholder(w, id.0)?;
        expected.check(row.version)?;
        let body = body.value;
        let changes = StakeholderChanges {
            name: body.name,
            organisation: body.organisation,
            email: body.email,
            kind: body.kind,
            brings: body.brings,
            owner: body.owner_id,
            next_step: body.next_step,
            next_step_on: body.next_step_on,
        };
        let row = service::update_stakeholder(w, row, changes)?;
        Reply::updated(&detail(w, row)?)
    })
    .await
}

/// Remove somebody who was written down wrongly
///
/// Every step that was taken goes too, and a link that was mailed to them ends. Whom the task force asks no more is moved to
/// withdrawn instead.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    params(("id" = Id, Path, description = "The stakeholder or expert")),
    responses((status = 204, description = "Nothing of them is kept")))]
#[delete("/stakeholders/{id}")]
pub async fn delete_stakeholder(auth: Authorized<ChangePlan>, id: PathId) -> Answer {
    auth.change(move |w, expected| {
        service::delete_stakeholder(w, id.0, &expected)?;
        Ok(Reply::no_content())
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveStakeholder {
    state: StakeholderState,
    /// What was said or agreed.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000, example = "Told us by telephone that she joins from May on.")]
    note: Option<String>,
}

/// Move a stakeholder or an expert to another state
///
/// Considered, nominated, invited, accepted or declined, withdrawn. Answers that came by telephone are recorded so too.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    params(("id" = Id, Path, description = "The stakeholder or expert")),
    request_body = MoveStakeholder,
    responses((status = 200, description = "As moved", body = StakeholderDetail)))]
#[post("/stakeholders/{id}/move")]
pub async fn move_stakeholder(
    auth: Authorized<ChangePlan>,
    id: PathId,
    body: Valid<MoveStakeholder>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::find_stakeholder(w, id.0)?;
        let row = service::move_stakeholder(w, row, body.state, body.note)?;
        Reply::updated(&detail(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InviteStakeholder {
    /// Goes into the letter as it is written.
    #[validate(length(max = 4000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 4000, pattern = r"\S")]
    #[schema(example = "We would like to hear from you how school libraries would join.")]
    message: String,
}

/// Invite a stakeholder or an expert by mail
///
/// The link in the letter takes their answer, once, for thirty days; an earlier one ends.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    params(("id" = Id, Path, description = "The stakeholder or expert")),
    request_body = InviteStakeholder,
    responses((status = 200, description = "Invited", body = StakeholderDetail)))]
#[post("/stakeholders/{id}/invite")]
pub async fn invite_stakeholder(
    auth: Authorized<ChangePlan>,
    id: PathId,
    body: Valid<InviteStakeholder>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::find_stakeholder(w, id.0)?;
        let row = service::invite_stakeholder(w, row, &body.message)?;
        Reply::updated(&detail(w, row)?)
    })
    .await
}
