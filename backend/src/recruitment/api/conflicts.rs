//! Conflicts of interest that those who decide declare beforehand.

use actix_web::{delete, get, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::identity;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::DecideApplications;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;
use crate::recruitment::queries::{self, ConflictRow, OpeningRow};
use crate::recruitment::service::{self, Sight};

/// A reviewer who must not review an application.
#[derive(Serialize, ToSchema)]
pub struct ConflictView {
    id: Id,
    application_id: Id,
    /// What the application is called in blind review; `null` before reviewers are assigned.
    #[schema(example = 7)]
    number: Option<i32>,
    /// `Application 7` where the applicant is hidden from you.
    #[schema(example = "Ana Flores")]
    applicant_name: String,
    reviewer_id: Id,
    #[schema(example = "Rosa Reviewer")]
    reviewer_name: String,
    /// `null` where the applicant is hidden from you.
    #[schema(example = "Supervised her thesis.")]
    reason: Option<String>,
    /// Who declared it; `null` for the operator.
    declared_by: Option<Id>,
    declared_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for ConflictView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn views(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    rows: Vec<ConflictRow>,
) -> Result<Vec<ConflictView>, Problem> {
    let sight = Sight::of(work, opening)?;
    let reviewers: Vec<Id> = rows.iter().map(|row| row.reviewer_id).collect();
    let names = identity::person_names(work.conn, &reviewers)?;
    let ids: Vec<Id> = rows.iter().map(|row| row.application_id).collect();
    let applications = queries::applications_by_id(work.conn, &ids)?;
    let view = |row: ConflictRow| {
        let application = applications.get(&row.application_id)?;
        Some(ConflictView {
            id: row.id,
            application_id: row.application_id,
            number: application.review_number,
            applicant_name: sight.name(application),
            reviewer_name: names.get(&row.reviewer_id).cloned().unwrap_or_default(),
            reviewer_id: row.reviewer_id,
            reason: Some(row.reason).filter(|_| !sight.hides(application)),
            declared_by: row.declared_by,
            declared_at: utc(row.created_at),
            version: row.version,
        })
    };
    Ok(rows.into_iter().filter_map(view).collect())
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListConflicts {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the declared conflicts of interest between reviewers and applications of an opening
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The opening"), ListConflicts),
    responses((status = 200, description = "Conflicts, in the order they were declared", body = Page<ConflictView>)))]
#[get("/openings/{id}/conflicts")]
pub async fn list_opening_conflicts(
    auth: Authorized<DecideApplications>,
    id: PathId,
    query: Params<ListConflicts>,
) -> Answer {
    auth.list(move |w| {
        let opening = service::find_opening(w, id.0)?;
        let window = window::<Id>(w.cursors, "conflicts", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_conflicts(w.conn, opening.id, &window)?;
        let page = window.page(w.cursors, "conflicts", rows, |row| row.id, |row| row)?;
        Ok(Page { items: views(w, &opening, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclareConflict {
    reviewer_id: Id,
    /// Read by those who decide, and by nobody else.
    #[validate(length(max = 2000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 2000, pattern = r"\S", example = "Supervised her thesis.")]
    reason: String,
}

/// Declare that a person must not review an application, with the reason
///
/// For what the network cannot know: the same institution and addresses of the same domain are excluded anyway. An assignment
/// that waits is taken back.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The application")),
    request_body = DeclareConflict,
    responses((status = 201, description = "Declared", body = ConflictView)))]
#[post("/applications/{id}/conflicts")]
pub async fn declare_conflict(
    auth: Authorized<DecideApplications>,
    id: PathId,
    body: Valid<DeclareConflict>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::declare_conflict(w, id.0, body.reviewer_id, body.reason)?;
        let application = service::find_application(w, row.application_id)?;
        let opening = service::find_opening(w, application.opening_id)?;
        let view = views(w, &opening, vec![row])?.pop().ok_or_else(|| Problem::not_found("conflict"))?;
        Reply::created(&format!("/openings/{}/conflicts", opening.id), &view)
    })
    .await
}

/// Withdraw a declared conflict
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The conflict")),
    responses((status = 204, description = "Withdrawn")))]
#[delete("/review-conflicts/{id}")]
pub async fn withdraw_conflict(auth: Authorized<DecideApplications>, id: PathId) -> Answer {
    auth.change(move |w, expected| {
        service::withdraw_conflict(w, id.0, &expected)?;
        Ok(Reply::no_content())
    })
    .await
}
