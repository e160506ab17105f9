//! Adjustments.

use std::collections::HashMap;

use actix_web::{get, patch, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::evaluation::queries::{self, AdjustmentFilter, AdjustmentRow};
use crate::evaluation::rules::AdjustmentState;
use crate::evaluation::service::{self, AdjustmentChanges, NewAdjustment};
use crate::identity;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ManageAdjustments, ViewFindings};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::{calendar_day, written};
use crate::platform::input::{Params, PathId, Valid, nullable, present};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// What the program changes because of a finding.
#[derive(Serialize, ToSchema)]
pub struct AdjustmentView {
    id: Id,
    finding_id: Id,
    #[schema(example = "Send an agenda before the first meeting")]
    title: String,
    owner_id: Id,
    #[schema(example = "Ana Flores")]
    owner_name: String,
    due_on: NaiveDate,
    state: AdjustmentState,
    /// What was observed afterwards: a difference, not an effect.
    observed: Option<String>,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for AdjustmentView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl AdjustmentView {
    fn of(row: AdjustmentRow, names: &HashMap<Id, String>) -> Self {
        Self {
            owner_name: names.get(&row.owner_id).cloned().unwrap_or_default(),
            id: row.id,
            finding_id: row.finding_id,
            title: row.title,
            owner_id: row.owner_id,
            due_on: row.due_on,
            state: row.state,
            observed: row.observed,
            created_at: utc(row.created_at),
            version: row.version,
        }
    }

    fn one(work: &mut Work<'_>, row: AdjustmentRow) -> Result<Self, Problem> {
        let names = identity::person_names(work.conn, &[row.owner_id])?;
        Ok(Self::of(row, &names))
    }
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateAdjustment {
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(
        min_length = 1,
        pattern = r"\S",
        max_length = 200,
        example = "Send an agenda before the first meeting"
    )]
    title: String,
    owner_id: Id,
    #[schema(example = "2026-09-30")]
    #[validate(custom(function = "calendar_day"))]
    due_on: NaiveDate,
}

/// Plan an adjustment because of a finding
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("manage_adjustments"))),
    params(("id" = Id, Path, description = "The finding")),
    request_body = CreateAdjustment,
    responses((status = 201, description = "Planned", body = AdjustmentView)))]
#[post("/findings/{id}/adjustments")]
pub async fn create_adjustment(
    auth: Authorized<ManageAdjustments>,
    id: PathId,
    body: Valid<CreateAdjustment>,
) -> Answer {
    auth.post(body, move |w, body| {
        let new =
            NewAdjustment { finding: id.0, title: body.title, owner: body.owner_id, due_on: body.due_on };
        let row = service::create_adjustment(w, new)?;
        let path = format!("/adjustments?finding_id={}", row.finding_id);
        Reply::created(&path, &AdjustmentView::one(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAdjustments {
    finding_id: Option<Id>,
    owner_id: Option<Id>,
    state: Option<AdjustmentState>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List adjustments
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("view_findings"))),
    params(ListAdjustments),
    responses((status = 200, description = "Adjustments, oldest first", body = Page<AdjustmentView>)))]
#[get("/adjustments")]
pub async fn list_adjustments(auth: Authorized<ViewFindings>, query: Params<ListAdjustments>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window::<Id>(w.cursors, "adjustments", query.cursor.as_deref(), query.limit)?;
        let filter =
            AdjustmentFilter { finding: query.finding_id, owner: query.owner_id, state: query.state };
        let rows = queries::list_adjustments(w.conn, w.scope, &filter, &window)?;
        let owners: Vec<Id> = rows.iter().map(|row| row.owner_id).collect();
        let names = identity::person_names(w.conn, &owners)?;
        window.page(w.cursors, "adjustments", rows, |row| row.id, |row| AdjustmentView::of(row, &names))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateAdjustment {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, pattern = r"\S", max_length = 200)]
    title: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Id, required = false)]
    owner_id: Option<Id>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, format = Date, required = false)]
    #[validate(custom(function = "calendar_day"))]
    due_on: Option<NaiveDate>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = AdjustmentState, required = false)]
    state: Option<AdjustmentState>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 5000), custom(function = "written"))]
    #[schema(value_type = Option<String>, min_length = 1, pattern = r"\S", max_length = 5000)]
    observed: Option<Option<String>>,
}

/// Change an adjustment, or say what was observed after it
#[utoipa::path(tag = "Evaluation", extensions(("x-permission" = json!("manage_adjustments"))),
    params(("id" = Id, Path, description = "The adjustment")),
    request_body = UpdateAdjustment,
    responses((status = 200, description = "The changed adjustment", body = AdjustmentView)))]
#[patch("/adjustments/{id}")]
pub async fn update_adjustment(
    auth: Authorized<ManageAdjustments>,
    id: PathId,
    body: Valid<UpdateAdjustment>,
) -> Answer {
    auth.change(move |w, expected| {
        let body = body.value;
        let changes = AdjustmentChanges {
            title: body.title,
            owner: body.owner_id,
            due_on: body.due_on,
            state: body.state,
            observed: body.observed,
        };
        let row = service::update_adjustment(w, id.0, &expected, changes)?;
        Reply::updated(&AdjustmentView::one(w, row)?)
    })
    .await
}
