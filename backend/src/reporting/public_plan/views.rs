//! The public page of the task force. What is not shown is `null`.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::network::{
    Figure, FigureMissing, FigureUnit, IndicatorState, MilestoneState, PlanPublication, TargetDirection,
};
use crate::platform::reply::Versioned;

#[derive(Serialize, ToSchema)]
pub struct PublicCharterView {
    #[schema(example = 2)]
    pub number: i32,
    #[schema(example = "Every librarian finds a mentor, wherever they work.")]
    pub mission: String,
    #[schema(example = json!(["A coordinator in every region", "Evidence that others may check"]))]
    pub goals: Vec<String>,
    #[schema(example = "Nine members, two-year seats, a meeting each month.")]
    pub structure: String,
    pub adopted_on: NaiveDate,
}

/// A seat of the task force that is held today.
#[derive(Serialize, ToSchema)]
pub struct PublicMemberView {
    #[schema(example = "Chair")]
    pub title: String,
    /// `null` unless the member lets it be read.
    #[schema(example = "Ana Flores")]
    pub name: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct PublicMilestoneView {
    #[schema(example = "Openings published in all nine regions")]
    pub title: String,
    pub due_on: NaiveDate,
    pub state: MilestoneState,
    /// Open, and its day has passed (UTC).
    pub overdue: bool,
}

/// An indicator as strangers read it.
#[derive(Serialize, ToSchema)]
pub struct PublicIndicatorView {
    pub figure: Figure,
    /// `null` when it is called by its figure.
    #[schema(example = "Seats that are served")]
    pub title: Option<String>,
    #[schema(example = "Share of seats with a coordinator")]
    pub figure_title: &'static str,
    pub definition: &'static str,
    pub unit: FigureUnit,
    #[schema(example = 1.0)]
    pub target: f64,
    pub direction: TargetDirection,
    pub due_on: NaiveDate,
    /// `null` when it is suppressed or cannot be measured.
    #[schema(example = 0.75)]
    pub value: Option<f64>,
    /// A count of people below 10 could be worked out from it. Then the state is withheld as well.
    pub suppressed: bool,
    pub missing: Option<FigureMissing>,
    pub state: Option<IndicatorState>,
}

#[derive(Serialize, ToSchema)]
pub struct PublicObjectiveView {
    #[schema(example = "A coordinator in every region")]
    pub title: String,
    pub description: String,
    pub milestones: Vec<PublicMilestoneView>,
    pub indicators: Option<Vec<PublicIndicatorView>>,
}

/// What the task force shows of itself.
#[derive(Serialize, ToSchema)]
pub struct PublicPlanView {
    /// The day this is about (UTC).
    pub on: NaiveDate,
    pub charter: Option<PublicCharterView>,
    pub members: Option<Vec<PublicMemberView>>,
    pub objectives: Option<Vec<PublicObjectiveView>>,
    /// Made of everything above: other words or figures have another.
    #[serde(skip)]
    pub digest: i64,
}

impl Versioned for PublicPlanView {
    fn version(&self) -> i64 {
        self.digest
    }
}

/// Which pages there are for strangers beside the openings.
#[derive(Serialize, ToSchema)]
pub struct PublicPagesView {
    /// Whether `GET /public/plan` has anything to read.
    pub plan: bool,
}

impl From<PlanPublication> for PublicPagesView {
    fn from(publication: PlanPublication) -> Self {
        Self { plan: publication.pieces().any() }
    }
}
