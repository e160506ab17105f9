//! Graduation criteria.

use actix_web::{get, patch};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{GraduateCoordinators, ViewSuccession};
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{PathId, Valid, present};
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::succession::queries::{self, CriterionRow};
use crate::succession::rules::CriterionCode;
use crate::succession::service;

/// What graduation asks for.
#[derive(Serialize, ToSchema)]
pub struct GraduationCriterionView {
    id: Id,
    code: CriterionCode,
    label: String,
    /// The least that meets it; 0 asks for nothing.
    #[schema(minimum = 0, example = 365)]
    threshold: i32,
    version: i64,
}

impl Versioned for GraduationCriterionView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl From<CriterionRow> for GraduationCriterionView {
    fn from(row: CriterionRow) -> Self {
        Self { id: row.id, code: row.code, label: row.label, threshold: row.threshold, version: row.version }
    }
}

#[derive(Serialize, ToSchema)]
pub struct GraduationCriterionList {
    items: Vec<GraduationCriterionView>,
    next_cursor: Option<String>,
}

/// List what graduation asks for
#[utoipa::path(tag = "Succession", extensions(("x-permission" = json!("view_succession"))),
    responses((status = 200, description = "The criteria, in their order", body = GraduationCriterionList)))]
#[get("/graduation-criteria")]
pub async fn list_graduation_criteria(auth: Authorized<ViewSuccession>) -> Answer {
    auth.view(|w| {
        let rows = queries::list_criteria(w.conn, w.scope)?;
        let items = rows.into_iter().map(GraduationCriterionView::from).collect();
        Ok(GraduationCriterionList { items, next_cursor: None })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateGraduationCriterion {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, pattern = r"\S", max_length = 200)]
    label: Option<String>,
    /// For percentages at most 100, for days at most 3660.
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 0, max = 10000))]
    #[schema(value_type = i32, required = false, minimum = 0, maximum = 10000, example = 20)]
    threshold: Option<i32>,
}

/// Change what graduation asks for
#[utoipa::path(tag = "Succession", extensions(("x-permission" = json!("graduate_coordinators"))),
    params(("id" = Id, Path, description = "The criterion")),
    request_body = UpdateGraduationCriterion,
    responses((status = 200, description = "The changed criterion", body = GraduationCriterionView)))]
#[patch("/graduation-criteria/{id}")]
pub async fn update_graduation_criterion(
    auth: Authorized<GraduateCoordinators>,
    id: PathId,
    body: Valid<UpdateGraduationCriterion>,
) -> Answer {
    auth.change(move |w, expected| {
        let UpdateGraduationCriterion { label, threshold } = body.value;
        let row = service::update_criterion(w, id.0, &expected, label, threshold)?;
        Reply::updated(&GraduationCriterionView::from(row))
    })
    .await
}
