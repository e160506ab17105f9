//! Studies.

use actix_web::{get, patch, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::evaluation::queries::{self, StudyRow};
use crate::evaluation::service::{self, NewStudy, StudyChanges};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ManageStudies, ViewStudies};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::{calendar_day, written};
use crate::platform::input::{Params, PathId, Valid, nullable, present};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};

/// An evaluation with its protocol.
#[derive(Serialize, ToSchema)]
pub struct StudyView {
    id: Id,
    #[schema(example = "How mentoring reaches rural libraries")]
    title: String,
    #[schema(example = "IRB-2026-014")]
    irb_number: Option<String>,
    consent_text: String,
    /// Counts up when the consent text changes.
    #[schema(minimum = 1)]
    consent_version: i32,
    data_use_terms: String,
    expires_on: NaiveDate,
    /// Counts of 1 to k - 1, and whatever would reveal them, are hidden.
    #[schema(minimum = 5, example = 10)]
    k: i32,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for StudyView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl From<StudyRow> for StudyView {
    fn from(row: StudyRow) -> Self {
        Self {
            id: row.id,
            title: row.title,
            irb_number: row.irb_number,
            consent_text: row.consent_text,
            consent_version: row.consent_version,
            data_use_terms: row.data_use_terms,
            expires_on: row.expires_on,
            k: row.k,
            created_at: utc(row.created_at),
            version: row.version,
        }
    }
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListStudies {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List studies
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("view_studies"))), params(ListStudies),
    responses((status = 200, description = "Studies, oldest first", body = Page<StudyView>)))]
#[get("/studies")]
pub async fn list_studies(auth: Authorized<ViewStudies>, query: Params<ListStudies>) -> Answer {
    auth.list(move |w| {
        let window = window::<Id>(w.cursors, "studies", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_studies(w.conn, w.scope, &window)?;
        window.page(w.cursors, "studies", rows, |row| row.id, StudyView::from)
    })
    .await
}

/// Read a study
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("view_studies"))),
    params(("id" = Id, Path, description = "The study")),
    responses((status = 200, description = "The study", body = StudyView)))]
#[get("/studies/{id}")]
pub async fn get_study(auth: Authorized<ViewStudies>, id: PathId) -> Answer {
    auth.show(move |w| {
        queries::find_study(w.conn, w.scope, id.0)?
            .map(StudyView::from)
            .ok_or_else(|| Problem::not_found("study"))
    })
    .await
}

const fn default_k() -> i32 {
    10
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateStudy {
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(
        min_length = 1,
        pattern = r"\S",
        max_length = 200,
        example = "How mentoring reaches rural libraries"
    )]
    title: String,
    #[validate(length(max = 100), custom(function = "written"))]
    #[schema(min_length = 1, pattern = r"\S", max_length = 100, example = "IRB-2026-014")]
    irb_number: Option<String>,
    #[validate(length(max = 20000), custom(function = "written"))]
    #[schema(
        min_length = 1,
        pattern = r"\S",
        max_length = 20000,
        example = "Taking part is voluntary. Your answers are kept under a random name."
    )]
    consent_text: String,
    #[validate(length(max = 20000), custom(function = "written"))]
    #[schema(
        min_length = 1,
        pattern = r"\S",
        max_length = 20000,
        example = "For the evaluation of this program only."
    )]
    data_use_terms: String,
    /// The last day on which answers are taken and datasets read.
    #[schema(example = "2030-12-31")]
    #[validate(custom(function = "calendar_day"))]
    expires_on: NaiveDate,
    #[serde(default = "default_k")]
    #[validate(range(min = 5, max = 100))]
    #[schema(minimum = 5, maximum = 100, default = 10, example = 10, required = false)]
    k: i32,
}

/// Begin a study
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("manage_studies"))),
    request_body = CreateStudy,
    responses((status = 201, description = "Begun", body = StudyView)))]
#[post("/studies")]
pub async fn create_study(auth: Authorized<ManageStudies>, body: Valid<CreateStudy>) -> Answer {
    auth.post(body, |w, body| {
        let new = NewStudy {
            title: body.title,
            irb_number: body.irb_number,
            consent_text: body.consent_text,
            data_use_terms: body.data_use_terms,
            expires_on: body.expires_on,
            k: body.k,
        };
        let row = service::create_study(w, new)?;
        Reply::created(&format!("/studies/{}", row.id), &StudyView::from(row))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateStudy {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, pattern = r"\S", max_length = 200)]
    title: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 100), custom(function = "written"))]
    #[schema(value_type = Option<String>, min_length = 1, pattern = r"\S", max_length = 100)]
    irb_number: Option<Option<String>>,
    /// Another text is another version of the consent.
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 20000), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, pattern = r"\S", max_length = 20000)]
    consent_text: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 20000), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, pattern = r"\S", max_length = 20000)]
    data_use_terms: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, format = Date, required = false)]
    #[validate(custom(function = "calendar_day"))]
    expires_on: Option<NaiveDate>,
    /// Fixed once a wave of the study has been opened.
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 5, max = 100))]
    #[schema(value_type = i32, required = false, minimum = 5, maximum = 100)]
    k: Option<i32>,
}

/// Change a study
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("manage_studies"))),
    params(("id" = Id, Path, description = "The study")),
    request_body = UpdateStudy,
    responses((status = 200, description = "The changed study", body = StudyView)))]
#[patch("/studies/{id}")]
pub async fn update_study(auth: Authorized<ManageStudies>, id: PathId, body: Valid<UpdateStudy>) -> Answer {
    auth.change(move |w, expected| {
        let body = body.value;
        let changes = StudyChanges {
            title: body.title,
            irb_number: body.irb_number,
            consent_text: body.consent_text,
            data_use_terms: body.data_use_terms,
            expires_on: body.expires_on,
            k: body.k,
        };
        Reply::updated(&StudyView::from(service::update_study(w, id.0, &expected, changes)?))
    })
    .await
}
