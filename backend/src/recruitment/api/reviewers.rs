//! The reviewers of an opening: how far each is, and how each marks.

use actix_web::get;
use serde::Serialize;
use utoipa::ToSchema;

use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::DecideApplications;
use crate::platform::db::Id;
use crate::platform::input::PathId;
use crate::platform::reply::Answer;
use crate::recruitment::queries;
use crate::recruitment::rules::Severity;
use crate::recruitment::service::{self, Progress, Sight};

/// A reviewer's scores beside what others gave to the same applications.
#[derive(Serialize, ToSchema)]
pub struct SeverityView {
    /// Mean of the scores that can be compared, 1 to 5.
    #[schema(example = 3.1)]
    mean: f64,
    /// Mean of what others gave on the same applications and criteria.
    #[schema(example = 3.8)]
    others_mean: f64,
    /// `mean` less `others_mean`: below 0 is harder than the others, above 0 softer.
    #[schema(example = -0.7)]
    difference: f64,
    /// Scores compared. With few of them a difference is chance.
    #[schema(example = 36)]
    scores: usize,
    /// Applications that they belong to.
    #[schema(example = 12)]
    applications: usize,
}

impl From<Severity> for SeverityView {
    fn from(of: Severity) -> Self {
        Self {
            mean: of.mean,
            others_mean: of.others_mean,
            difference: of.difference,
            scores: of.scores,
            applications: of.applications,
        }
    }
}

/// Somebody who may review in this opening, or was asked to.
#[derive(Serialize, ToSchema)]
pub struct OpeningReviewer {
    reviewer_id: Id,
    #[schema(example = "Rosa Reviewer")]
    reviewer_name: String,
    #[schema(example = "rosa@library.example")]
    email: String,
    /// Holds the role of reviewer in the network or in the opening's region: can be assigned.
    may_review: bool,
    /// Applications assigned here, stepped back from left out.
    assigned: usize,
    /// Reviews written.
    reviewed: usize,
    /// Reviews still to be written here.
    waiting: usize,
    /// Applications that this person stepped back from.
    recused: usize,
    /// Reviews of this person that are set aside, since a conflict was found later.
    set_aside: usize,
    /// Reviews still to be written in other openings.
    waiting_elsewhere: i64,
    /// `null` when no score can be compared, and while figures are withheld from you.
    severity: Option<SeverityView>,
}

impl From<Progress> for OpeningReviewer {
    fn from(of: Progress) -> Self {
        Self {
            reviewer_id: of.reviewer.id,
            reviewer_name: of.reviewer.name,
            email: of.reviewer.email,
            may_review: of.may_review,
            assigned: of.assigned,
            reviewed: of.reviewed,
            waiting: of.waiting,
            recused: of.recused,
            set_aside: of.set_aside,
            waiting_elsewhere: of.waiting_elsewhere,
            severity: of.severity.map(SeverityView::from),
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct OpeningReviewers {
    items: Vec<OpeningReviewer>,
    next_cursor: Option<String>,
    /// You have a review of this opening to write yourself: how others mark is shown after your last one.
    withheld: bool,
}

/// List who may review in an opening, how far they are, and how hard they mark
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The opening")),
    responses((status = 200, description = "Reviewers, by name", body = OpeningReviewers)))]
#[get("/openings/{id}/reviewers")]
pub async fn list_opening_reviewers(auth: Authorized<DecideApplications>, id: PathId) -> Answer {
    auth.view(move |w| {
        let opening = service::find_opening(w, id.0)?;
        let applications = queries::applications_of(w.conn, opening.id)?;
        let withheld = Sight::of(w, &opening)?.owes_a_review(&applications);
        let scored = if withheld { None } else { Some(service::scores(w, opening.id, &applications)?) };
        let items = service::progress(w, &opening, &applications, scored.as_deref())?;
        Ok(OpeningReviewers {
            items: items.into_iter().map(OpeningReviewer::from).collect(),
            next_cursor: None,
            withheld,
        })
    })
    .await
}
