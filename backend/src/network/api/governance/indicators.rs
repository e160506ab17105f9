//! Indicators of objectives, as they are bound. What their figures are now is read in reporting.

use actix_web::{delete, patch, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::network::governance::indicators::queries::IndicatorRow;
use crate::network::governance::indicators::rules::{Figure, FigureUnit, TargetDirection};
use crate::network::governance::indicators::service::{self, IndicatorChanges, NewIndicator};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ChangePlan;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::{calendar_day, written};
use crate::platform::input::{PathId, Valid, nullable, present};
use crate::platform::reply::{Answer, Reply, Versioned};

/// What tells whether an objective is reached: a figure, and the value it should have.
#[derive(Serialize, ToSchema)]
pub struct IndicatorView {
    pub id: Id,
    pub objective_id: Id,
    pub figure: Figure,
    pub unit: FigureUnit,
    /// `null` when it is called by its figure.
    #[schema(example = "Seats with a coordinator")]
    pub title: Option<String>,
    /// What the figure was when the objective was set.
    #[schema(example = 0.5)]
    pub baseline: Option<f64>,
    #[schema(example = 1.0)]
    pub target: f64,
    pub direction: TargetDirection,
    /// The last day to reach the target.
    pub due_on: NaiveDate,
    /// Its place among the indicators of the objective, smallest first.
    pub position: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

impl Versioned for IndicatorView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl From<IndicatorRow> for IndicatorView {
    fn from(row: IndicatorRow) -> Self {
        Self {
            unit: row.figure.unit(),
            id: row.id,
            objective_id: row.objective_id,
            figure: row.figure,
            title: row.title,
            baseline: row.baseline,
            target: row.target,
            direction: row.direction,
            due_on: row.due_on,
            position: row.position,
            created_at: utc(row.created_at),
            updated_at: utc(row.updated_at),
            version: row.version,
        }
    }
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateIndicator {
    /// One of `GET /figures`.
    figure: Figure,
    /// Called by its figure unless told.
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", example = "Seats with a coordinator")]
    title: Option<String>,
    /// What the figure was when the objective was set.
    #[schema(minimum = 0, example = 0.5)]
    baseline: Option<f64>,
    /// A share lies between 0 and 1, a count is a whole number.
    #[schema(minimum = 0, example = 1.0)]
    target: f64,
    direction: TargetDirection,
    #[validate(custom(function = "calendar_day"))]
    #[schema(example = "2027-12-31")]
    due_on: NaiveDate,
    /// Its place among the indicators of the objective; at the end unless told.
    #[validate(range(min = 1, max = 10000))]
    #[schema(minimum = 1, maximum = 10000, example = 1)]
    position: Option<i32>,
}

/// Add an indicator to an objective
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    params(("id" = Id, Path, description = "The objective")),
    request_body = CreateIndicator,
    responses((status = 201, description = "Added", body = IndicatorView)))]
#[post("/objectives/{id}/indicators")]
pub async fn create_indicator(
    auth: Authorized<ChangePlan>,
    id: PathId,
    body: Valid<CreateIndicator>,
) -> Answer {
    auth.post(body, move |w, body| {
        let CreateIndicator { figure, title, baseline, target, direction, due_on, position } = body;
        let new = NewIndicator { figure, title, baseline, target, direction, due_on, position };
        let row = service::create_indicator(w, id.0, new)?;
        Reply::created(&format!("/indicators/{}", row.id), &IndicatorView::from(row))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateIndicator {
    /// `null` calls it by its figure.
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200, pattern = r"\S")]
    title: Option<Option<String>>,
    /// `null` leaves it without.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<f64>, minimum = 0)]
    baseline: Option<Option<f64>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = f64, required = false, minimum = 0)]
    target: Option<f64>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = TargetDirection, required = false)]
    direction: Option<TargetDirection>,
    #[serde(default, deserialize_with = "present")]
    #[validate(custom(function = "calendar_day"))]
    #[schema(value_type = NaiveDate, required = false, example = "2027-12-31")]
    due_on: Option<NaiveDate>,
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 1, max = 10000))]
    #[schema(value_type = i32, required = false, minimum = 1, maximum = 10000, example = 2)]
    position: Option<i32>,
}

/// Change what is wanted of an indicator
///
/// The figure stays: another figure is another indicator.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    params(("id" = Id, Path, description = "The indicator")),
    request_body = UpdateIndicator,
    responses((status = 200, description = "The changed indicator", body = IndicatorView)))]
#[patch("/indicators/{id}")]
pub async fn update_indicator(
    auth: Authorized<ChangePlan>,
    id: PathId,
    body: Valid<UpdateIndicator>,
) -> Answer {
    auth.change(move |w, expected| {
        let row = service::find_indicator(w, id.0)?;
        expected.check(row.version)?;
        let UpdateIndicator { title, baseline, target, direction, due_on, position } = body.value;
        let changes = IndicatorChanges { title, baseline, target, direction, due_on, position };
        Reply::updated(&IndicatorView::from(service::update_indicator(w, row, changes)?))
    })
    .await
}

/// Take an indicator away
///
/// What its figure was on earlier days stays.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    params(("id" = Id, Path, description = "The indicator")),
    responses((status = 204, description = "It is no longer in the plan")))]
#[delete("/indicators/{id}")]
pub async fn delete_indicator(auth: Authorized<ChangePlan>, id: PathId) -> Answer {
    auth.change(move |w, expected| {
        service::delete_indicator(w, id.0, &expected)?;
        Ok(Reply::no_content())
    })
    .await
}
