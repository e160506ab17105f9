//! Milestones: what is to be done for an objective, by whom, until when.

use actix_web::{get, patch, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::identity;
use crate::network::governance::queries::{self, MilestoneFilter, MilestoneRow};
use crate::network::governance::rules::{self, MilestoneState};
use crate::network::governance::service::{self, MilestoneChanges};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ChangePlan, ViewPlan};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::{calendar_day, written};
use crate::platform::input::{Params, PathId, Valid, nullable, present};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// A step of the plan.
#[derive(Serialize, ToSchema)]
pub struct MilestoneView {
    id: Id,
    objective_id: Id,
    #[schema(example = "A coordinator in every region")]
    objective_title: String,
    #[schema(example = "Openings published in all nine regions")]
    title: String,
    owner_id: Option<Id>,
    #[schema(example = "Ana Flores")]
    owner_name: Option<String>,
    due_on: NaiveDate,
    state: MilestoneState,
    /// Open, and its day has passed (UTC).
    overdue: bool,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for MilestoneView {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.version
    }
}

fn views(work: &mut Work<'_>, rows: Vec<MilestoneRow>) -> Result<Vec<MilestoneView>, Problem> {
    let objectives: Vec<Id> = rows.iter().map(|row| row.objective_id).collect();
    let titles = queries::objective_titles(work.conn, &objectives)?;
    let owners: Vec<Id> = rows.iter().filter_map(|row| row.owner_id).collect();
    let names = identity::person_names(work.conn, &owners)?;
    let today = work.now.date_naive();
    Ok(rows
        .into_iter()
        .map(|row| MilestoneView {
            objective_title: titles.get(&row.objective_id).cloned().unwrap_or_default(),
            owner_name: row.owner_id.and_then(|owner| names.get(&owner).cloned()),
            overdue: rules::is_overdue(row.state, row.due_on, today),
            id: row.id,
            objective_id: row.objective_id,
            title: row.title,
            owner_id: row.owner_id,
            due_on: row.due_on,
            state: row.state,
            created_at: utc(row.created_at),
            updated_at: utc(row.updated_at),
            version: row.version,
        })
        .collect())
}

fn view(work: &mut Work<'_>, row: MilestoneRow) -> Result<MilestoneView, Problem> {
    views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("milestone"))
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMilestones {
    objective_id: Option<Id>,
    state: Option<MilestoneState>,
    owner_id: Option<Id>,
    /// Only those due on an earlier day.
    #[validate(custom(function = "calendar_day"))]
    due_before: Option<NaiveDate>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List milestones, by the day they are due
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_plan"))), params(ListMilestones),
    responses((status = 200, description = "Milestones", body = Page<MilestoneView>)))]
#[get("/milestones")]
pub async fn list_milestones(auth: Authorized<ViewPlan>, query: Params<ListMilestones>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window(w.cursors, "milestones", query.cursor.as_deref(), query.limit)?;
        let filter = MilestoneFilter {
            objective: query.objective_id,
            state: query.state,
            owner: query.owner_id,
            due_before: query.due_before,
        };
        let rows = queries::list_milestones(w.conn, w.scope, &filter, &window)?;
        let page = window.page(w.cursors, "milestones", rows, |m| (m.due_on, m.id), |m| m)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read a milestone
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_plan"))),
    params(("id" = Id, Path, description = "The milestone")),
    responses((status = 200, description = "The milestone", body = MilestoneView)))]
#[get("/milestones/{id}")]
pub async fn get_milestone(auth: Authorized<ViewPlan>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = service::find_milestone(w, id.0)?;
        view(w, row)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateMilestone {
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S")]
    #[schema(example = "Openings published in all nine regions")]
    title: String,
    /// Who answers for it.
    owner_id: Option<Id>,
    #[validate(custom(function = "calendar_day"))]
    #[schema(example = "2027-01-31")]
    due_on: NaiveDate,
}

/// Add a milestone to an objective
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    params(("id" = Id, Path, description = "The objective")),
    request_body = CreateMilestone,
    responses((status = 201, description = "Added", body = MilestoneView)))]
#[post("/objectives/{id}/milestones")]
pub async fn create_milestone(
    auth: Authorized<ChangePlan>,
    id: PathId,
    body: Valid<CreateMilestone>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::create_milestone(w, id.0, &body.title, body.owner_id, body.due_on)?;
        Reply::created(&format!("/milestones/{}", row.id), &view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateMilestone {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 200, pattern = r"\S")]
    title: Option<String>,
    /// `null` leaves it without an owner.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<Id>)]
    owner_id: Option<Option<Id>>,
    #[serde(default, deserialize_with = "present")]
    #[validate(custom(function = "calendar_day"))]
    #[schema(value_type = NaiveDate, required = false, example = "2027-03-31")]
    due_on: Option<NaiveDate>,
    /// planned -> in_progress -> done; dropped from either; done reopens to in_progress, dropped to planned.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = MilestoneState, required = false)]
    state: Option<MilestoneState>,
}

/// Change a milestone or move it to another state
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    params(("id" = Id, Path, description = "The milestone")),
    request_body = UpdateMilestone,
    responses((status = 200, description = "The changed milestone", body = MilestoneView)))]
#[patch("/milestones/{id}")]
pub async fn update_milestone(
    auth: Authorized<ChangePlan>,
    id: PathId,
    body: Valid<UpdateMilestone>,
) -> Answer {
    auth.change(move |w, expected| {
        let row = service::find_milestone(w, id.0)?;
        expected.check(row.version)?;
        let UpdateMilestone { title, owner_id, due_on, state } = body.value;
        let changes = MilestoneChanges { title, owner: owner_id, due_on, state };
        let row = service::update_milestone(w, row, changes)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}
