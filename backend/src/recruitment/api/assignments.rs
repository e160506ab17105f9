//! Assignments of reviewers: as those who decide see them, and stepping back from one.

use std::collections::HashMap;

use actix_web::{delete, get, post, put};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::identity;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{DecideApplications, ReviewApplications};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;
use crate::recruitment::queries::{self, ApplicationRow, AssignmentFilter, AssignmentRow};
use crate::recruitment::rules::AssignmentState;
use crate::recruitment::service::{self, Sight};

/// A reviewer's assignment to an application.
#[derive(Serialize, ToSchema)]
pub struct AssignmentView {
    id: Id,
    application_id: Id,
    /// What the application is called in blind review.
    #[schema(example = 7)]
    number: Option<i32>,
    /// `Application 7` where the applicant is hidden from you.
    #[schema(example = "Ana Flores")]
    applicant_name: String,
    reviewer_id: Id,
    #[schema(example = "Rosa Reviewer")]
    reviewer_name: String,
    state: AssignmentState,
    /// Why the reviewer stepped back; `null` otherwise, and where the applicant is hidden from you.
    #[schema(example = "We wrote a book together.")]
    recusal_reason: Option<String>,
    /// Why the written review does not count; `null` otherwise, and where the applicant is hidden from you.
    #[schema(example = "They worked together until last year.")]
    set_aside_reason: Option<String>,
    assigned_at: DateTime<Utc>,
    /// When it was last assigned, reviewed, stepped back from or set aside.
    updated_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for AssignmentView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn views(
    work: &mut Work<'_>,
    rows: Vec<AssignmentRow>,
    applications: &HashMap<Id, ApplicationRow>,
    sight: &Sight,
) -> Result<Vec<AssignmentView>, Problem> {
    let reviewers: Vec<Id> = rows.iter().map(|row| row.reviewer_id).collect();
    let names = identity::person_names(work.conn, &reviewers)?;
    let view = |row: AssignmentRow| {
        let application = applications.get(&row.application_id)?;
        Some(AssignmentView {
            id: row.id,
            application_id: row.application_id,
            number: application.review_number,
            applicant_name: sight.name(application),
            reviewer_name: names.get(&row.reviewer_id).cloned().unwrap_or_default(),
            reviewer_id: row.reviewer_id,
            state: row.state,
            // A reason is about the applicant, and who wrote it did not write for the blind.
            recusal_reason: row.recusal_reason.filter(|_| !sight.hides(application)),
            set_aside_reason: row.set_aside_reason.filter(|_| !sight.hides(application)),
            assigned_at: utc(row.created_at),
            updated_at: utc(row.updated_at),
            version: row.version,
        })
    };
    Ok(rows.into_iter().filter_map(view).collect())
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAssignments {
    application_id: Option<Id>,
    reviewer_id: Option<Id>,
    state: Option<AssignmentState>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the assignments of an opening, with who stepped back and why
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The opening"), ListAssignments),
    responses((status = 200, description = "Assignments, in the order they were made", body = Page<AssignmentView>)))]
#[get("/openings/{id}/assignments")]
pub async fn list_opening_assignments(
    auth: Authorized<DecideApplications>,
    id: PathId,
    query: Params<ListAssignments>,
) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let opening = service::find_opening(w, id.0)?;
        let window = window::<Id>(w.cursors, "assignments", query.cursor.as_deref(), query.limit)?;
        let filter = AssignmentFilter {
            application: query.application_id,
            reviewer: query.reviewer_id,
            state: query.state,
        };
        let rows = queries::list_opening_assignments(w.conn, opening.id, &filter, &window)?;
        let page = window.page(w.cursors, "assignments", rows, |row| row.id, |row| row)?;
        let ids: Vec<Id> = page.items.iter().map(|row| row.application_id).collect();
        let applications = queries::applications_by_id(w.conn, &ids)?;
        let sight = Sight::of(w, &opening)?;
        Ok(Page { items: views(w, page.items, &applications, &sight)?, next_cursor: page.next_cursor })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Recuse {
    /// Read by those who decide, and by nobody else.
    #[validate(length(max = 2000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 2000, pattern = r"\S", example = "We wrote a book together.")]
    reason: String,
}

/// Step back from reviewing an application, with the reason
///
/// The application is out of your sight at once. Somebody else is asked when reviewers are assigned again, and you are not,
/// unless somebody who decides gives it back. Once you have scored it you cannot step back.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("review_applications"))),
    params(("id" = Id, Path, description = "The application")),
    request_body = Recuse,
    responses((status = 204, description = "Stepped back")))]
#[post("/applications/{id}/recuse")]
pub async fn recuse_from_application(
    auth: Authorized<ReviewApplications>,
    id: PathId,
    body: Valid<Recuse>,
) -> Answer {
    auth.post(body, move |w, body| {
        service::recuse(w, id.0, body.reason)?;
        Ok(Reply::no_content())
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetAside {
    /// Read by those who decide, and by nobody else.
    #[validate(length(max = 2000), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 2000,
        pattern = r"\S",
        example = "They worked together until last year."
    )]
    reason: String,
}

/// Set a written review aside, with the reason
///
/// When a conflict is found later. The scores leave the ranking and the agreement at once and stay readable as set aside to
/// those who decide; the reviewer is told by mail, without the reason, and no longer sees the application. Assigning
/// reviewers again fills the gap with somebody else.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The assignment")),
    request_body = SetAside,
    responses((status = 200, description = "Set aside", body = AssignmentView)))]
#[put("/review-assignments/{id}/set-aside")]
pub async fn set_review_aside(
    auth: Authorized<DecideApplications>,
    id: PathId,
    body: Valid<SetAside>,
) -> Answer {
    auth.change(move |w, expected| {
        let row = service::set_aside(w, id.0, &expected, body.value.reason)?;
        Reply::updated(&one(w, row)?)
    })
    .await
}

fn one(work: &mut Work<'_>, row: AssignmentRow) -> Result<AssignmentView, Problem> {
    let application = service::find_application(work, row.application_id)?;
    let opening = service::find_opening(work, application.opening_id)?;
    let sight = Sight::of(work, &opening)?;
    let applications = HashMap::from([(application.id, application)]);
    let view = views(work, vec![row], &applications, &sight)?.pop();
    view.ok_or_else(|| Problem::not_found("assignment"))
}

/// Lift a recusal: the reviewer is asked again; or count a review again that was set aside
///
/// For a step back, or a setting aside, by mistake. Who stepped back is told by mail, and may step back again. Nobody does so
/// for themselves.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The assignment")),
    responses((status = 200, description = "Assigned, or counted, again", body = AssignmentView)))]
#[post("/review-assignments/{id}/reinstate")]
pub async fn reinstate_reviewer(auth: Authorized<DecideApplications>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = service::reinstate(w, id.0)?;
        Reply::updated(&one(w, row)?)
    })
    .await
}

/// Take an assignment back while nothing was scored
///
/// The reviewer may be given the application again; declare a conflict if they must not.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The assignment")),
    responses((status = 204, description = "Taken back")))]
#[delete("/review-assignments/{id}")]
pub async fn take_back_assignment(auth: Authorized<DecideApplications>, id: PathId) -> Answer {
    auth.change(move |w, expected| {
        service::take_back(w, id.0, &expected)?;
        Ok(Reply::no_content())
    })
    .await
}
