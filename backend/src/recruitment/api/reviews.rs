//! Review: assignments, own scores first, then those of others.

use std::collections::HashMap;

use actix_web::{get, post, put};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::identity;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ManageOpenings, ReviewApplications, ViewApplications};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;
use crate::recruitment::queries::{self, Asked, ReviewRow};
use crate::recruitment::rules::{ApplicationState, AssignmentState};
use crate::recruitment::service::{self, Sight};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignReviewers {
    /// People with the role of reviewer, in the network or in the opening's region.
    #[validate(length(min = 2, max = 50))]
    #[schema(min_items = 2, max_items = 50)]
    reviewer_ids: Vec<Id>,
    /// How many reviewers each application gets; 2 unless told.
    #[validate(range(min = 2, max = 10))]
    #[schema(minimum = 2, maximum = 10, example = 2)]
    reviewers_per_application: Option<u32>,
}

/// How many applications a reviewer has.
#[derive(Serialize, ToSchema)]
pub struct ReviewerShare {
    reviewer_id: Id,
    #[schema(example = "Rosa Reviewer")]
    reviewer_name: String,
    /// Assigned just now.
    newly_assigned: usize,
    /// Assigned in this opening altogether.
    assigned: usize,
}

#[derive(Serialize, ToSchema)]
pub struct ReviewerShares {
    items: Vec<ReviewerShare>,
}

/// Assign reviewers to every application that waits for a decision, evenly
///
/// Nobody reviews an application from their own institution, from an address of their own domain (public mail providers
/// aside), one with which a conflict is declared, or one that they stepped back from. Doing it again after more applications
/// came in, or after somebody stepped back, fills the gaps only.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("manage_openings"))),
    params(("id" = Id, Path, description = "The opening")),
    request_body = AssignReviewers,
    responses((status = 200, description = "How many each reviewer has", body = ReviewerShares)))]
#[post("/openings/{id}/reviewers")]
pub async fn assign_reviewers(
    auth: Authorized<ManageOpenings>,
    id: PathId,
    body: Valid<AssignReviewers>,
) -> Answer {
    auth.post(body, move |w, body| {
        let each = body.reviewers_per_application.unwrap_or(2) as usize;
        let shares = service::assign_reviewers(w, id.0, &body.reviewer_ids, each)?;
        let items = shares
            .into_iter()
            .map(|share| ReviewerShare {
                reviewer_id: share.reviewer.id,
                reviewer_name: share.reviewer.name,
                newly_assigned: share.newly_assigned,
                assigned: share.assigned,
            })
            .collect();
        Reply::ok(&ReviewerShares { items })
    })
    .await
}

#[derive(Serialize, ToSchema)]
pub struct ScoreView {
    criterion_id: Id,
    #[schema(example = 4)]
    score: i32,
}

/// One reviewer's scores and comment.
#[derive(Serialize, ToSchema)]
pub struct ReviewView {
    id: Id,
    application_id: Id,
    reviewer_id: Id,
    #[schema(example = "Rosa Reviewer")]
    reviewer_name: String,
    scores: Vec<ScoreView>,
    comment: String,
    /// It does not count: a conflict was found later.
    set_aside: bool,
    /// Why, for those who decide; `null` for everybody else, and while it counts.
    #[schema(example = "They worked together until last year.")]
    set_aside_reason: Option<String>,
    updated_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for ReviewView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn views(
    work: &mut Work<'_>,
    rows: Vec<ReviewRow>,
    comment: impl Fn(&ReviewRow) -> String,
) -> Result<Vec<ReviewView>, Problem> {
    let reviewers: Vec<Id> = rows.iter().map(|row| row.reviewer_id).collect();
    let names = identity::person_names(work.conn, &reviewers)?;
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let mut scores = queries::scores_of(work.conn, &ids)?;
    Ok(rows
        .into_iter()
        .map(|row| ReviewView {
            reviewer_name: names.get(&row.reviewer_id).cloned().unwrap_or_default(),
            scores: scores
                .remove(&row.id)
                .unwrap_or_default()
                .into_iter()
                .map(|(criterion_id, score)| ScoreView { criterion_id, score })
                .collect(),
            id: row.id,
            application_id: row.application_id,
            reviewer_id: row.reviewer_id,
            comment: comment(&row),
            set_aside: false,
            set_aside_reason: None,
            updated_at: utc(row.updated_at),
            version: row.version,
        })
        .collect())
}

fn in_own_words(review: &ReviewRow) -> String {
    review.comment.clone()
}

/// An application that the signed-in reviewer is asked to review.
#[derive(Serialize, ToSchema)]
pub struct MyReviewView {
    /// The assignment.
    id: Id,
    application_id: Id,
    opening_id: Id,
    #[schema(example = "Mentorship coordinator, Great Lakes")]
    opening_title: String,
    /// What it is called in blind review, in the order of arrival.
    #[schema(example = 7)]
    number: Option<i32>,
    /// You are not told whose application it is.
    applicant_hidden: bool,
    /// `Application 7` where the applicant is hidden from you.
    #[schema(example = "Ana Flores")]
    applicant_name: String,
    /// `null` where the applicant is hidden from you.
    #[schema(example = "Anchor Point Public Library")]
    applicant_institution: Option<String>,
    application_state: ApplicationState,
    /// `recused` ones are not listed.
    state: AssignmentState,
    /// One's own review; `null` before it is written.
    review: Option<ReviewView>,
    /// For `If-Match` when writing the review: 0 before the first.
    version: i64,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMyReviews {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the applications that the signed-in reviewer is asked to review
///
/// Those that the reviewer stepped back from are gone.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("review_applications"))),
    params(ListMyReviews),
    responses((status = 200, description = "Assignments, newest first", body = Page<MyReviewView>)))]
#[get("/reviews/mine")]
pub async fn list_my_reviews(auth: Authorized<ReviewApplications>, query: Params<ListMyReviews>) -> Answer {
    auth.list(move |w| {
        let me = w.caller.require_person()?;
        let window = window::<Id>(w.cursors, "my-reviews", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_assignments(w.conn, me, &window)?;
        let page = window.page(w.cursors, "my-reviews", rows, |asked| asked.assignment.id, |asked| asked)?;
        let applications: Vec<Id> = page.items.iter().map(|asked| asked.application.id).collect();
        let mine: Vec<ReviewRow> = queries::reviews_of(w.conn, &applications)?
            .into_iter()
            .filter(|review| review.reviewer_id == me)
            .collect();
        let mut reviews: HashMap<Id, ReviewView> =
            views(w, mine, in_own_words)?.into_iter().map(|review| (review.application_id, review)).collect();
        let items = page
            .items
            .into_iter()
            .map(|Asked { assignment, application, opening_title, blind_review }| {
                let review = reviews.remove(&application.id);
                let sight = Sight::of_own(w, blind_review, application.id, assignment.state);
                MyReviewView {
                    id: assignment.id,
                    application_id: application.id,
                    opening_id: application.opening_id,
                    opening_title,
                    number: application.review_number,
                    applicant_hidden: sight.hides(&application),
                    applicant_name: sight.name(&application),
                    applicant_institution: sight.institution(&application),
                    application_state: application.state,
                    state: assignment.state,
                    version: review.as_ref().map_or(0, |review| review.version),
                    review,
                }
            })
            .collect();
        Ok(Page { items, next_cursor: page.next_cursor })
    })
    .await
}

#[derive(Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScoreBody {
    criterion_id: Id,
    #[validate(range(min = 1, max = 5))]
    #[schema(minimum = 1, maximum = 5, example = 4)]
    score: i32,
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveReview {
    /// One for each criterion that you can judge; the others are shown as missing.
    #[validate(length(min = 1, max = 12), nested)]
    #[schema(min_items = 1, max_items = 12)]
    scores: Vec<ScoreBody>,
    #[validate(length(max = 5000))]
    #[schema(max_length = 5000, example = "Clear about how the time will be found.")]
    comment: String,
}

/// Write one's own review of an assigned application
///
/// Send `If-Match` with the review's version, `"0"` before the first, or `*`.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("review_applications"))),
    params(("id" = Id, Path, description = "The application")),
    request_body = SaveReview,
    responses((status = 200, description = "One's review", body = ReviewView)))]
#[put("/applications/{id}/review")]
pub async fn save_review(
    auth: Authorized<ReviewApplications>,
    id: PathId,
    body: Valid<SaveReview>,
) -> Answer {
    auth.change(move |w, expected| {
        let SaveReview { scores, comment } = body.value;
        let scores: Vec<(Id, i32)> = scores.into_iter().map(|s| (s.criterion_id, s.score)).collect();
        let row = service::save_review(w, id.0, &expected, &scores, &comment)?;
        let view = views(w, vec![row], in_own_words)?.pop().ok_or_else(|| Problem::not_found("review"))?;
        Reply::updated(&view)
    })
    .await
}

#[derive(Serialize, ToSchema)]
pub struct ReviewList {
    items: Vec<ReviewView>,
    next_cursor: Option<String>,
    /// You are asked for a review yourself: those of others are shown after your own. Or you decide, and have stepped back
    /// from reviewing this one.
    withheld: bool,
}

/// List the reviews of an application
///
/// Whoever is asked for a review sees the others' after writing their own; who stepped back does not see them. What is set
/// aside is listed and marked.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("view_applications"))),
    params(("id" = Id, Path, description = "The application")),
    responses((status = 200, description = "Reviews, oldest first", body = ReviewList)))]
#[get("/applications/{id}/reviews")]
pub async fn list_application_reviews(auth: Authorized<ViewApplications>, id: PathId) -> Answer {
    auth.view(move |w| {
        let application = service::find_application(w, id.0)?;
        let opening = service::find_opening(w, application.opening_id)?;
        let sight = Sight::of(w, &opening)?;
        let visible = sight.sees_reviews(application.id);
        let rows = if visible { queries::reviews_of(w.conn, &[application.id])? } else { Vec::new() };
        let me = w.caller.person();
        let mut items = views(w, rows, |review| match Some(review.reviewer_id) == me {
            true => in_own_words(review),
            false => sight.text(&application, &review.comment),
        })?;
        let decides = service::decides(w) && !sight.hides(&application);
        let mut aside = queries::set_aside_reasons(w.conn, application.id)?;
        for review in &mut items {
            let reason = aside.remove(&review.reviewer_id);
            review.set_aside = reason.is_some();
            review.set_aside_reason = reason.filter(|_| decides);
        }
        Ok(ReviewList { items, next_cursor: None, withheld: !visible })
    })
    .await
}
