//! The charter of the task force, in its versions.

use actix_web::{get, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::{Validate, ValidationError};

use crate::network::governance::queries::{self, CharterRow};
use crate::network::governance::service;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ChangePlan, ViewPlan};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::{calendar_day, written};
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::reply::{Answer, Reply, Versioned};

/// One adopted version of the charter.
#[derive(Serialize, ToSchema)]
pub struct CharterView {
    id: Id,
    /// Counts up with each version.
    #[schema(example = 2)]
    number: i32,
    #[schema(example = "Every librarian finds a mentor, wherever they work.")]
    mission: String,
    #[schema(example = json!(["A coordinator in every region", "Evidence that others may check"]))]
    goals: Vec<String>,
    #[schema(example = "Nine members, two-year seats, a meeting each month.")]
    structure: String,
    adopted_on: NaiveDate,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for CharterView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl From<CharterRow> for CharterView {
    fn from(row: CharterRow) -> Self {
        Self {
            id: row.id,
            number: row.number,
            goals: row.goals(),
            mission: row.mission,
            structure: row.structure,
            adopted_on: row.adopted_on,
            created_at: utc(row.created_at),
            version: row.version,
        }
    }
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListCharters {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the versions of the charter, newest first
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_plan"))), params(ListCharters),
    responses((status = 200, description = "Versions of the charter", body = Page<CharterView>)))]
#[get("/charters")]
pub async fn list_charters(auth: Authorized<ViewPlan>, query: Params<ListCharters>) -> Answer {
    auth.list(move |w| {
        let window = window(w.cursors, "charters", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_charters(w.conn, w.scope, &window)?;
        window.page(w.cursors, "charters", rows, |c| c.number, CharterView::from)
    })
    .await
}

/// Read a version of the charter
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_plan"))),
    params(("id" = Id, Path, description = "The version of the charter")),
    responses((status = 200, description = "The version of the charter", body = CharterView)))]
#[get("/charters/{id}")]
pub async fn get_charter(auth: Authorized<ViewPlan>, id: PathId) -> Answer {
    auth.show(move |w| Ok(CharterView::from(service::find_charter(w, id.0)?))).await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateCharter {
    #[validate(length(max = 4000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 4000, pattern = r"\S")]
    #[schema(example = "Every librarian finds a mentor, wherever they work.")]
    mission: String,
    /// 1 to 20 sentences of at most 500 characters.
    #[validate(length(min = 1, max = 20), custom(function = "sentences"))]
    #[schema(min_items = 1, max_items = 20)]
    #[schema(example = json!(["A coordinator in every region", "Evidence that others may check"]))]
    goals: Vec<String>,
    #[validate(length(max = 8000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 8000, pattern = r"\S")]
    #[schema(example = "Nine members, two-year seats, a meeting each month.")]
    structure: String,
    #[validate(custom(function = "calendar_day"))]
    #[schema(example = "2026-02-01")]
    adopted_on: NaiveDate,
}

fn sentences(goals: &[String]) -> Result<(), ValidationError> {
    if goals.iter().all(|goal| !goal.trim().is_empty() && goal.chars().count() <= 500) {
        return Ok(());
    }
    Err(ValidationError::new("length").with_message("Each goal has between 1 and 500 characters.".into()))
}

/// Adopt a new version of the charter
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    request_body = CreateCharter,
    responses((status = 201, description = "Adopted", body = CharterView)))]
#[post("/charters")]
pub async fn create_charter(auth: Authorized<ChangePlan>, body: Valid<CreateCharter>) -> Answer {
    auth.post(body, |w, body| {
        let charter =
            service::create_charter(w, &body.mission, &body.goals, &body.structure, body.adopted_on)?;
        Reply::created(&format!("/charters/{}", charter.id), &CharterView::from(charter))
    })
    .await
}
