//! Requirements of a cohort and how far members are.

use actix_web::{get, post, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ManageTraining, RecordAttendance, ViewTraining};
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{PathId, Valid};
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::training::queries::{self, RequirementRow};
use crate::training::rules::{RequirementKind, RequirementState};
use crate::training::service::{self, NewRequirement, ProgressRecord};

/// What the members of a cohort have to do.
#[derive(Serialize, ToSchema)]
pub struct RequirementView {
    id: Id,
    cohort_id: Id,
    #[schema(example = "Attend the sessions")]
    title: String,
    description: String,
    kind: RequirementKind,
    /// For attendance.
    allowed_absences: i32,
    version: i64,
}

impl Versioned for RequirementView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl From<RequirementRow> for RequirementView {
    fn from(row: RequirementRow) -> Self {
        Self {
            id: row.id,
            cohort_id: row.cohort_id,
            title: row.title,
            description: row.description,
            kind: row.kind,
            allowed_absences: row.allowed_absences,
            version: row.version,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct RequirementList {
    items: Vec<RequirementView>,
    next_cursor: Option<String>,
}

/// List the requirements of a cohort
#[utoipa::path(tag = "Training", extensions(("x-permission" = json!("view_training"))),
    params(("id" = Id, Path, description = "The cohort")),
    responses((status = 200, description = "All requirements", body = RequirementList)))]
#[get("/cohorts/{id}/requirements")]
pub async fn list_requirements(auth: Authorized<ViewTraining>, id: PathId) -> Answer {
    auth.view(move |w| {
        let cohort = service::find_cohort(w, id.0)?;
        let items = queries::list_requirements(w.conn, cohort.id)?.into_iter().map(Into::into).collect();
        Ok(RequirementList { items, next_cursor: None })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateRequirement {
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", example = "Attend the sessions")]
    title: String,
    #[validate(length(max = 5000))]
    #[schema(max_length = 5000, example = "Both sessions; one may be missed.")]
    description: String,
    /// Attendance is computed from the cohort's sessions, a task is judged.
    kind: RequirementKind,
    /// Only for attendance; none unless told.
    #[validate(range(min = 0, max = 200))]
    #[schema(minimum = 0, maximum = 200, example = 1)]
    allowed_absences: Option<i32>,
}

/// Set a requirement for a cohort
#[utoipa::path(tag = "Training", extensions(("x-permission" = json!("manage_training"))),
    params(("id" = Id, Path, description = "The cohort")),
    request_body = CreateRequirement,
    responses((status = 201, description = "Set", body = RequirementView)))]
#[post("/cohorts/{id}/requirements")]
pub async fn create_requirement(
    auth: Authorized<ManageTraining>,
    id: PathId,
    body: Valid<CreateRequirement>,
) -> Answer {
    auth.post(body, move |w, body| {
        let new = NewRequirement {
            title: body.title,
            description: body.description,
            kind: body.kind,
            allowed_absences: body.allowed_absences.unwrap_or_default(),
        };
        let row = service::create_requirement(w, id.0, new)?;
        Reply::created(&format!("/cohorts/{}/requirements", row.cohort_id), &RequirementView::from(row))
    })
    .await
}

#[derive(Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgressRecordBody {
    member_id: Id,
    state: RequirementState,
    /// The member reads it too.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000, example = "A clear plan; tell more about the first month.")]
    note: Option<String>,
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordProgressBody {
    /// Some or all members; who is not named stays as recorded before.
    #[validate(length(min = 1, max = 200), nested)]
    #[schema(min_items = 1, max_items = 200)]
    records: Vec<ProgressRecordBody>,
}

/// Record how far members are with a task
///
/// Send `If-Match` with the requirement's version. Attendance is computed and refused here. The
/// cohort shows the progress.
#[utoipa::path(tag = "Training", extensions(("x-permission" = json!("record_attendance"))),
    params(("id" = Id, Path, description = "The requirement")),
    request_body = RecordProgressBody,
    responses((status = 200, description = "Recorded", body = RequirementView)))]
#[put("/requirements/{id}/progress")]
pub async fn record_requirement_progress(
    auth: Authorized<RecordAttendance>,
    id: PathId,
    body: Valid<RecordProgressBody>,
) -> Answer {
    auth.change(move |w, expected| {
        expected.check(service::find_requirement(w, id.0)?.version)?;
        let records: Vec<ProgressRecord> = body
            .value
            .records
            .into_iter()
            .map(|r| ProgressRecord { member: r.member_id, state: r.state, note: r.note })
            .collect();
        let row = service::record_progress(w, id.0, &records)?;
        Reply::updated(&RequirementView::from(row))
    })
    .await
}
