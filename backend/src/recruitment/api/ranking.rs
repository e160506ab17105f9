//! The ranking of an opening's applications, and what other weights would make of it.

use std::collections::{HashMap, HashSet};

use actix_web::get;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::identity;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::DecideApplications;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId};
use crate::platform::problem::{Problem, ProblemDocument};
use crate::platform::reply::Answer;
use crate::platform::work::Work;
use crate::recruitment::queries::{self, ApplicationRow, CriterionRow};
use crate::recruitment::rules::{self, ApplicationState, Cause, Line, Place, Ranked, Scored};
use crate::recruitment::service::{self, Sight};

#[derive(Serialize, ToSchema)]
pub struct CriterionMeanView {
    criterion_id: Id,
    #[schema(example = "experience")]
    code: String,
    /// 1 to 5, over those who scored it; `null` when nobody did.
    #[schema(example = 4.5)]
    mean: Option<f64>,
    n: usize,
}

/// One application in the ranking.
#[derive(Serialize, ToSchema)]
pub struct RankedApplication {
    application_id: Id,
    /// What it is called in blind review; `null` before reviewers are assigned.
    #[schema(example = 7)]
    number: Option<i32>,
    /// You are not told whose application it is, since you have your own review to write first.
    applicant_hidden: bool,
    /// `Application 7` where the applicant is hidden from you.
    #[schema(example = "Ana Flores")]
    name: String,
    state: ApplicationState,
    /// 1 is best; equal means share a rank and the next is left out (1, 2, 2, 4). `null` without scores.
    #[schema(example = 1)]
    rank: Option<usize>,
    tied: bool,
    /// 1 to 5: the mean of the criteria's means, by the weights of this ranking. `null` without scores.
    #[schema(example = 4.2)]
    weighted_mean: Option<f64>,
    /// The rank under the opening's own weights; `null` without scores.
    #[schema(example = 2)]
    opening_rank: Option<usize>,
    /// 1 to 5: the mean under the opening's own weights; `null` without scores.
    #[schema(example = 4.1)]
    opening_weighted_mean: Option<f64>,
    /// Where it stands when the seats go to the best by the weights of this ranking; `null` without scores, for a declined
    /// application, which takes no seat, and while `line` is `null`.
    place: Option<Place>,
    /// Reviews written.
    reviews: usize,
    /// Reviews asked for.
    assigned: usize,
    /// Scores asked for and not given (yet).
    missing_scores: usize,
    /// Reviews that are written and do not count, since a conflict was found later.
    set_aside: usize,
    criteria: Vec<CriterionMeanView>,
    /// You are asked for a review of this one yourself: figures are shown after your own. Or you decide, and have stepped
    /// back from reviewing it.
    withheld: bool,
}

/// The weight of a criterion in this ranking.
#[derive(Serialize, ToSchema)]
pub struct RankingWeight {
    criterion_id: Id,
    #[schema(example = "experience")]
    code: String,
    /// In this ranking; weights are relative to each other.
    #[schema(example = 50)]
    weight: i32,
    /// As the opening says.
    #[schema(example = 40)]
    opening_weight: i32,
}

crate::text_enum! {
    /// What is changed to see whether the order holds.
    pub enum LineCause {
        /// All reviews of one reviewer are left out.
        WithoutReviewer = "without_reviewer",
        /// One criterion's share is raised or lowered.
        Weight = "weight",
    }
}

/// An application whose place is another after a change.
#[derive(Serialize, ToSchema)]
pub struct MovedApplication {
    application_id: Id,
    #[schema(example = "Ana Flores")]
    name: String,
    /// `null`: without any score.
    from: Option<Place>,
    to: Option<Place>,
}

/// A single change that moves somebody across the line, onto it or off it.
#[derive(Serialize, ToSchema)]
pub struct LineChangeView {
    cause: LineCause,
    /// Whose reviews are left out; `null` for a weight.
    reviewer_id: Option<Id>,
    #[schema(example = "Rosa Reviewer")]
    reviewer_name: Option<String>,
    /// Whose share is changed; `null` for a reviewer.
    criterion_id: Option<Id>,
    #[schema(example = "leadership")]
    criterion_code: Option<String>,
    /// By how many percentage points of the whole: 10 or -10, as far as 0 and 100 allow.
    #[schema(example = 10)]
    points: Option<i32>,
    moved: Vec<MovedApplication>,
}

/// How firm the order is at the line between those who get a seat and those who do not.
#[derive(Serialize, ToSchema)]
pub struct LineView {
    /// Seats that go to the best of those not declined.
    #[schema(example = 1)]
    seats: usize,
    /// How many reviewers were left out, one at a time.
    reviewers_left_out: usize,
    /// How many other weights were tried: each criterion's share raised and lowered by 10 percentage points, the others
    /// keeping their proportions.
    weights_tried: usize,
    /// Those that make a difference; empty when the order at the line holds under all of them.
    changes: Vec<LineChangeView>,
}

#[derive(Serialize, ToSchema)]
pub struct Ranking {
    items: Vec<RankedApplication>,
    next_cursor: Option<String>,
    /// One for each criterion, in order.
    weights: Vec<RankingWeight>,
    /// Some weight is another than the opening's.
    other_weights: bool,
    /// `null` without scores, and while you have a review of this opening to write yourself.
    line: Option<LineView>,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GetRanking {
    /// Other weights for this answer: `code:weight`, comma between. Weights are whole numbers from 0 to 100; criteria that are
    /// not named keep the opening's.
    #[validate(length(min = 1, max = 600))]
    #[param(
        min_length = 1,
        max_length = 600,
        pattern = "^[a-z][a-z0-9_]*:[0-9]{1,3}(,[a-z][a-z0-9_]*:[0-9]{1,3})*$",
        example = "experience:50,leadership:20"
    )]
    weights: Option<String>,
    /// Seats to fill, for `line` and `place`; those of the opening unless told.
    #[validate(range(min = 1, max = 50))]
    #[param(minimum = 1, maximum = 50)]
    seats: Option<usize>,
}

/// Rank an opening's applications by their reviews
///
/// A criterion's mean is taken over the reviewers who scored it; the weighted mean over the criteria
/// that anybody scored. Withdrawn applications, and reviews that are set aside, are left out. With `weights` the answer ranks by these and tells the rank under
/// the opening's own beside it; nothing is changed. `line` tells whether leaving one reviewer out, or changing one criterion's
/// share by 10 percentage points, would change who is above the line.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The opening"), GetRanking),
    responses((status = 200, description = "Best first, those without scores last", body = Ranking),
        (status = 422, description = "The weights name no criterion of the opening, or are no weights",
            body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/openings/{id}/ranking")]
pub async fn get_opening_ranking(
    auth: Authorized<DecideApplications>,
    id: PathId,
    query: Params<GetRanking>,
) -> Answer {
    auth.view(move |w| {
        let opening = service::find_opening(w, id.0)?;
        let criteria = queries::list_criteria(w.conn, opening.id)?;
        let own: Vec<i32> = criteria.iter().map(|c| c.weight).collect();
        let weights = match &query.0.weights {
            Some(asked) => asked_weights(asked, &criteria)?,
            None => own.clone(),
        };
        let mut applications = queries::applications_of(w.conn, opening.id)?;
        applications.retain(|a| a.state != ApplicationState::Withdrawn);
        let sight = Sight::of(w, &opening)?;
        let scored = service::scores(w, opening.id, &applications)?;
        let other_weights = weights != own;
        let ranked = rules::ranking(&of_criteria(&criteria, &weights), &scored);
        let by_opening: HashMap<Id, Ranked> = rules::ranking(&of_criteria(&criteria, &own), &scored)
            .into_iter()
            .map(|ranked| (ranked.application, ranked))
            .collect();
        let line = if sight.owes_a_review(&applications) || ranked.iter().all(|r| r.rank.is_none()) {
            None
        } else {
            let competing = competing(&applications, scored);
            let to_fill = queries::seats_of(w.conn, &[id.0])?.remove(&id.0).map_or(1, |seats| seats.len());
            let seats = query.0.seats.unwrap_or(to_fill);
            Some((rules::line(&of_criteria(&criteria, &weights), &competing, seats), seats))
        };
        let places: HashMap<Id, Option<Place>> =
            line.iter().flat_map(|(line, _)| line.places.iter().copied()).collect();
        let known: HashMap<Id, &ApplicationRow> = applications.iter().map(|a| (a.id, a)).collect();
        let aside = service::set_aside_of(w, opening.id)?;
        let view = Views { criteria: &criteria, applications: &known, sight: &sight, aside: &aside };
        let items = ranked
            .into_iter()
            .filter_map(|one| {
                let place = places.get(&one.application).copied().flatten();
                let own = by_opening.get(&one.application)?;
                view.ranked(one, own, place)
            })
            .collect();
        Ok(Ranking {
            items,
            next_cursor: None,
            weights: criteria
                .iter()
                .zip(&weights)
                .map(|(criterion, weight)| RankingWeight {
                    criterion_id: criterion.id,
                    code: criterion.code.clone(),
                    weight: *weight,
                    opening_weight: criterion.weight,
                })
                .collect(),
            other_weights,
            line: line.map(|(line, seats)| view.line(w, line, seats)).transpose()?,
        })
    })
    .await
}

/// 400 naming the parameter when a weight is not right.
fn asked_weights(asked: &str, criteria: &[CriterionRow]) -> Result<Vec<i32>, Problem> {
    let own: Vec<(&str, i32)> = criteria.iter().map(|c| (c.code.as_str(), c.weight)).collect();
    rules::weights_from(asked, &own).map_err(Problem::invalid)
}

fn of_criteria(criteria: &[CriterionRow], weights: &[i32]) -> Vec<(Id, i32)> {
    criteria.iter().zip(weights).map(|(criterion, weight)| (criterion.id, *weight)).collect()
}

/// The scores of those who could take a seat: nobody who is declined. `scored` are those of `applications`, in their order.
fn competing(applications: &[ApplicationRow], scored: Vec<Scored>) -> Vec<Scored> {
    let declined = |at: usize| applications[at].state == ApplicationState::Declined;
    scored.into_iter().enumerate().filter(|(at, _)| !declined(*at)).map(|(_, scored)| scored).collect()
}

/// What the views of a ranking are made of.
struct Views<'a> {
    criteria: &'a [CriterionRow],
    applications: &'a HashMap<Id, &'a ApplicationRow>,
    sight: &'a Sight,
    /// (application, reviewer)
    aside: &'a HashSet<(Id, Id)>,
}

impl Views<'_> {
    fn code(&self, criterion: Id) -> String {
        let found = self.criteria.iter().find(|c| c.id == criterion);
        found.map(|c| c.code.clone()).unwrap_or_default()
    }

    fn ranked(&self, ranked: Ranked, own: &Ranked, place: Option<Place>) -> Option<RankedApplication> {
        let application = self.applications.get(&ranked.application)?;
        let visible = self.sight.sees_reviews(ranked.application);
        let means = ranked.criteria.into_iter().filter(|_| visible);
        Some(RankedApplication {
            application_id: ranked.application,
            number: application.review_number,
            applicant_hidden: self.sight.hides(application),
            name: self.sight.name(application),
            state: application.state,
            rank: ranked.rank.filter(|_| visible),
            tied: ranked.tied && visible,
            weighted_mean: ranked.weighted_mean.filter(|_| visible),
            opening_rank: own.rank.filter(|_| visible),
            opening_weighted_mean: own.weighted_mean.filter(|_| visible),
            place: place.filter(|_| visible),
            reviews: ranked.reviews,
            assigned: ranked.assigned,
            missing_scores: ranked.missing_scores,
            set_aside: self
                .aside
                .iter()
                .filter(|(application, _)| *application == ranked.application)
                .count(),
            criteria: means
                .map(|c| CriterionMeanView {
                    code: self.code(c.criterion),
                    criterion_id: c.criterion,
                    mean: c.mean,
                    n: c.n,
                })
                .collect(),
            withheld: !visible,
        })
    }

    fn line(&self, work: &mut Work<'_>, line: Line, seats: usize) -> Result<LineView, Problem> {
        let reviewer_of = |cause: Cause| match cause {
            Cause::WithoutReviewer(reviewer) => Some(reviewer),
            Cause::Weight { .. } => None,
        };
        let reviewers: Vec<Id> = line.changes.iter().filter_map(|change| reviewer_of(change.cause)).collect();
        let names = identity::person_names(work.conn, &reviewers)?;
        let changes = line.changes.into_iter().map(|change| {
            let reviewer = reviewer_of(change.cause);
            let weight = match change.cause {
                Cause::Weight { criterion, points } => Some((criterion, points)),
                Cause::WithoutReviewer(_) => None,
            };
            let moved = change.moved.into_iter().filter(|moved| self.sight.sees_reviews(moved.application));
            LineChangeView {
                cause: if reviewer.is_some() { LineCause::WithoutReviewer } else { LineCause::Weight },
                reviewer_id: reviewer,
                reviewer_name: reviewer.and_then(|id| names.get(&id).cloned()),
                criterion_id: weight.map(|(criterion, _)| criterion),
                criterion_code: weight.map(|(criterion, _)| self.code(criterion)),
                points: weight.map(|(_, points)| points),
                moved: moved
                    .filter_map(|moved| {
                        let application = self.applications.get(&moved.application)?;
                        Some(MovedApplication {
                            application_id: moved.application,
                            name: self.sight.name(application),
                            from: moved.from,
                            to: moved.to,
                        })
                    })
                    .collect(),
            }
        });
        Ok(LineView {
            seats,
            reviewers_left_out: line.reviewers_left_out,
            weights_tried: line.weights_tried,
            changes: changes.filter(|change| !change.moved.is_empty()).collect(),
        })
    }
}
