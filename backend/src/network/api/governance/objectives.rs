//! Objectives of the strategic plan.

use actix_web::{delete, get, patch, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::network::governance::queries::{self, ObjectiveRow};
use crate::network::governance::rules::MilestoneState;
use crate::network::governance::service::{self, ObjectiveChanges};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ChangePlan, ViewPlan};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, PathId, Valid, present};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// How many milestones an objective has in each state.
#[derive(Serialize, ToSchema)]
pub struct MilestoneCounts {
    planned: i64,
    in_progress: i64,
    done: i64,
    dropped: i64,
}

/// What the task force wants to reach.
#[derive(Serialize, ToSchema)]
pub struct ObjectiveView {
    id: Id,
    #[schema(example = "A coordinator in every region")]
    title: String,
    description: String,
    /// Its place in the plan, smallest first.
    position: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for ObjectiveView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl From<ObjectiveRow> for ObjectiveView {
    fn from(row: ObjectiveRow) -> Self {
        Self {
            id: row.id,
            title: row.title,
            description: row.description,
            position: row.position,
            created_at: utc(row.created_at),
            updated_at: utc(row.updated_at),
            version: row.version,
        }
    }
}

/// An objective in the list of the plan. The counts belong to no version, so the single one has none.
#[derive(Serialize, ToSchema)]
pub struct PlannedObjectiveView {
    #[serde(flatten)]
    objective: ObjectiveView,
    milestones: MilestoneCounts,
}

fn planned(work: &mut Work<'_>, rows: Vec<ObjectiveRow>) -> Result<Vec<PlannedObjectiveView>, Problem> {
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let counts = queries::milestone_counts(work.conn, &ids)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let in_state = |state| {
                counts.iter().find(|(id, s, _)| *id == row.id && *s == state).map_or(0, |(_, _, n)| *n)
            };
            PlannedObjectiveView {
                milestones: MilestoneCounts {
                    planned: in_state(MilestoneState::Planned),
                    in_progress: in_state(MilestoneState::InProgress),
                    done: in_state(MilestoneState::Done),
                    dropped: in_state(MilestoneState::Dropped),
                },
                objective: row.into(),
            }
        })
        .collect())
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListObjectives {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the objectives, in the order of the plan
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_plan"))), params(ListObjectives),
    responses((status = 200, description = "Objectives", body = Page<PlannedObjectiveView>)))]
#[get("/objectives")]
pub async fn list_objectives(auth: Authorized<ViewPlan>, query: Params<ListObjectives>) -> Answer {
    auth.list(move |w| {
        let window = window(w.cursors, "objectives", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_objectives(w.conn, w.scope, &window)?;
        let page = window.page(w.cursors, "objectives", rows, |o| (o.position, o.id), |o| o)?;
        Ok(Page { items: planned(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read an objective
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_plan"))),
    params(("id" = Id, Path, description = "The objective")),
    responses((status = 200, description = "The objective", body = ObjectiveView)))]
#[get("/objectives/{id}")]
pub async fn get_objective(auth: Authorized<ViewPlan>, id: PathId) -> Answer {
    auth.show(move |w| Ok(ObjectiveView::from(service::find_objective(w, id.0)?))).await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateObjective {
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", example = "A coordinator in every region")]
    title: String,
    #[serde(default)]
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000, example = "Nine regions, each with one seat filled and one in training.")]
    description: String,
    /// Its place in the plan; at the end unless told.
    #[validate(range(min = 1, max = 10000))]
    #[schema(minimum = 1, maximum = 10000, example = 1)]
    position: Option<i32>,
}

/// Add an objective to the plan
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    request_body = CreateObjective,
    responses((status = 201, description = "Added", body = ObjectiveView)))]
#[post("/objectives")]
pub async fn create_objective(auth: Authorized<ChangePlan>, body: Valid<CreateObjective>) -> Answer {
    auth.post(body, |w, body| {
        let row = service::create_objective(w, &body.title, &body.description, body.position)?;
        Reply::created(&format!("/objectives/{}", row.id), &ObjectiveView::from(row))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateObjective {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 200, pattern = r"\S")]
    title: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 4000))]
    #[schema(value_type = String, required = false, max_length = 4000)]
    description: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 1, max = 10000))]
    #[schema(value_type = i32, required = false, minimum = 1, maximum = 10000, example = 2)]
    position: Option<i32>,
}

/// Change an objective
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    params(("id" = Id, Path, description = "The objective")),
    request_body = UpdateObjective,
    responses((status = 200, description = "The changed objective", body = ObjectiveView)))]
#[patch("/objectives/{id}")]
pub async fn update_objective(
    auth: Authorized<ChangePlan>,
    id: PathId,
    body: Valid<UpdateObjective>,
) -> Answer {
    auth.change(move |w, expected| {
        let row = service::find_objective(w, id.0)?;
        expected.check(row.version)?;
        let UpdateObjective { title, description, position } = body.value;
        let row = service::update_objective(w, row, ObjectiveChanges { title, description, position })?;
        Reply::updated(&ObjectiveView::from(row))
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeleteObjective {
    /// Its milestones and indicators go with it. Without it an objective that has any stays.
    with_contents: Option<bool>,
}

/// Take an objective out of the plan that was entered wrongly
///
/// What was given up belongs to the plan and is a dropped milestone; this is for what should never have stood there. What the
/// figures of its indicators were on earlier days stays.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    params(("id" = Id, Path, description = "The objective"), DeleteObjective),
    responses((status = 204, description = "It is no longer in the plan")))]
#[delete("/objectives/{id}")]
pub async fn delete_objective(
    auth: Authorized<ChangePlan>,
    id: PathId,
    query: Params<DeleteObjective>,
) -> Answer {
    auth.change(move |w, expected| {
        let with_contents = query.0.with_contents.unwrap_or(false);
        service::delete_objective(w, id.0, &expected, with_contents)?;
        Ok(Reply::no_content())
    })
    .await
}
