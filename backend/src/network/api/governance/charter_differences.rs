//! What is different between two versions of the charter.

use actix_web::get;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::network::governance::queries::CharterRow;
use crate::network::governance::rules::differences::{
    self, GoalChange, GoalDifference, Segment, SegmentKind,
};
use crate::network::governance::service;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ViewPlan;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId};
use crate::platform::problem::ProblemDocument;
use crate::platform::reply::Answer;

/// Words that stand in both versions, in the older alone or in the newer alone.
#[derive(Serialize, ToSchema)]
pub struct CharterSegmentView {
    kind: SegmentKind,
    #[schema(example = "Nine members")]
    text: String,
}

impl From<Segment> for CharterSegmentView {
    fn from(segment: Segment) -> Self {
        Self { kind: segment.kind, text: segment.text }
    }
}

/// What became of a goal.
#[derive(Serialize, ToSchema)]
pub struct CharterGoalDifferenceView {
    change: GoalChange,
    /// Its place in the newer version, from 1 on; `null` when it was removed.
    #[schema(minimum = 1, example = 1)]
    place: Option<usize>,
    /// Its place in the older version, from 1 on; `null` when it was added.
    #[schema(minimum = 1, example = 2)]
    former_place: Option<usize>,
    segments: Vec<CharterSegmentView>,
}

impl From<GoalDifference> for CharterGoalDifferenceView {
    fn from(goal: GoalDifference) -> Self {
        Self {
            change: goal.change,
            place: goal.place,
            former_place: goal.former_place,
            segments: goal.segments.into_iter().map(CharterSegmentView::from).collect(),
        }
    }
}

/// One of the two versions.
#[derive(Serialize, ToSchema)]
pub struct ComparedCharterView {
    id: Id,
    #[schema(example = 2)]
    number: i32,
    adopted_on: NaiveDate,
}

impl From<&CharterRow> for ComparedCharterView {
    fn from(row: &CharterRow) -> Self {
        Self { id: row.id, number: row.number, adopted_on: row.adopted_on }
    }
}

/// How the words of a version of the charter differ from another's. Segments that are the same or added make the
/// newer text, those that are the same or removed the older.
#[derive(Serialize, ToSchema)]
pub struct CharterDifferencesView {
    /// `null` for the first version, all of which is added.
    from: Option<ComparedCharterView>,
    to: ComparedCharterView,
    mission: Vec<CharterSegmentView>,
    /// In the order of `to`; then those that it has no more.
    goals: Vec<CharterGoalDifferenceView>,
    structure: Vec<CharterSegmentView>,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CompareCharters {
    /// The version to compare with; the one before unless told.
    from: Option<Id>,
}

/// Read what is different between two versions of the charter
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_plan"))),
    params(("id" = Id, Path, description = "The version of the charter"), CompareCharters),
    responses((status = 200, description = "The differences", body = CharterDifferencesView),
        (status = 422, description = "There is no such version to compare with",
            body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/charters/{id}/differences")]
pub async fn get_charter_differences(
    auth: Authorized<ViewPlan>,
    id: PathId,
    query: Params<CompareCharters>,
) -> Answer {
    auth.view(move |w| {
        let (older, charter) = service::charters_to_compare(w, id.0, query.0.from)?;
        let texts = |older: &str, newer: &str| {
            differences::segments(older, newer).into_iter().map(CharterSegmentView::from).collect()
        };
        let (mission, goals, structure) = older
            .as_ref()
            .map_or_else(Default::default, |row| (row.mission.clone(), row.goals(), row.structure.clone()));
        Ok(CharterDifferencesView {
            from: older.as_ref().map(ComparedCharterView::from),
            mission: texts(&mission, &charter.mission),
            goals: differences::goals(&goals, &charter.goals())
                .into_iter()
                .map(CharterGoalDifferenceView::from)
                .collect(),
            structure: texts(&structure, &charter.structure),
            to: ComparedCharterView::from(&charter),
        })
    })
    .await
}
