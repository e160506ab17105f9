//! What is told of figures and indicators.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::catalogue::described;
use crate::network::{Figure, FigureMissing, FigureUnit, IndicatorState, IndicatorView, ObservationRow};
use crate::platform::reply::Versioned;

/// A figure that an indicator can be bound to.
#[derive(Serialize, ToSchema)]
pub struct PlanFigureView {
    key: Figure,
    unit: FigureUnit,
    #[schema(example = "Guides")]
    title: &'static str,
    /// What is counted, of whom, over which days.
    #[schema(example = "People who hold the role of guide today.")]
    definition: &'static str,
    /// How many days back it looks; `null` for what is today.
    #[schema(example = 90)]
    days: Option<i32>,
}

impl From<Figure> for PlanFigureView {
    fn from(key: Figure) -> Self {
        let words = described(key);
        Self { key, unit: key.unit(), title: words.title, definition: words.definition, days: words.days }
    }
}

/// The closed list of figures.
#[derive(Serialize, ToSchema)]
pub struct PlanFigureListView {
    pub items: Vec<PlanFigureView>,
}

/// What a figure was on a day.
#[derive(Serialize, ToSchema)]
pub struct FigureObservationView {
    observed_on: NaiveDate,
    /// `null` where it could not be measured; `missing` says why.
    #[schema(example = 0.5)]
    value: Option<f64>,
    missing: Option<FigureMissing>,
}

impl From<ObservationRow> for FigureObservationView {
    fn from(row: ObservationRow) -> Self {
        Self { observed_on: row.observed_on, value: row.value, missing: row.missing }
    }
}

/// An indicator with what its figure is now.
#[derive(Serialize, ToSchema)]
pub struct MeasuredIndicatorView {
    #[serde(flatten)]
    pub indicator: IndicatorView,
    #[schema(example = "Share of seats with a coordinator")]
    pub figure_title: &'static str,
    /// `null` where it cannot be measured, which is not 0; `missing` says why.
    #[schema(example = 0.75)]
    pub value: Option<f64>,
    pub missing: Option<FigureMissing>,
    /// What was counted, for a share.
    #[schema(example = 6)]
    pub numerator: Option<i64>,
    /// Of how many, for a share.
    #[schema(example = 8)]
    pub denominator: Option<i64>,
    pub computed_at: DateTime<Utc>,
    pub state: IndicatorState,
    /// `null` where the figure has no value.
    pub reached: Option<bool>,
    /// How much of the way from the baseline to the target has been made, 0 to 1; `null` without a baseline.
    #[schema(minimum = 0, maximum = 1, example = 0.5)]
    pub progress: Option<f64>,
    /// Of the last 90 days, one a day at most, the oldest first.
    pub history: Vec<FigureObservationView>,
}

impl Versioned for MeasuredIndicatorView {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.indicator.version
    }
}
