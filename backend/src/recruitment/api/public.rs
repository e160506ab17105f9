//! The public page: openings that anybody may read and apply to.

use actix_web::{get, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::openings::{CriterionView, accepts_applications, criteria_of};
use crate::network;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{Apply, ViewPublicPages};
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;
use crate::recruitment::queries::{self, OpeningRow};
use crate::recruitment::rules::OpeningState;
use crate::recruitment::service::{self, NewApplication};

/// An opening on the public page.
#[derive(Serialize, ToSchema)]
pub struct PublicOpeningView {
    id: Id,
    #[schema(example = "Mentorship coordinator, Great Lakes")]
    title: String,
    description: String,
    #[schema(example = "Great Lakes")]
    region_name: String,
    /// How many seats are to be filled.
    #[schema(example = 1)]
    seats: usize,
    term_starts_on: NaiveDate,
    /// The first day after the term.
    term_ends_on: NaiveDate,
    /// The last day on which applications are taken, until it has ended everywhere.
    closes_on: NaiveDate,
    state: OpeningState,
    /// Whether an application is taken now.
    accepts_applications: bool,
    /// Reviewers are not told who applied: leave your name and your institution out of the texts.
    blind_review: bool,
    version: i64,
}

#[derive(Serialize, ToSchema)]
pub struct PublicOpeningDetail {
    #[serde(flatten)]
    opening: PublicOpeningView,
    criteria: Vec<CriterionView>,
}

impl Versioned for PublicOpeningDetail {
    fn version(&self) -> i64 {
        self.opening.version
    }
}

fn views(work: &mut Work<'_>, rows: Vec<OpeningRow>) -> Result<Vec<PublicOpeningView>, Problem> {
    let regions = network::region_names(work.conn)?;
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let seats = queries::seats_of(work.conn, &ids)?;
    let now = work.stamp();
    Ok(rows
        .into_iter()
        .map(|row| PublicOpeningView {
            accepts_applications: accepts_applications(&row, now),
            region_name: regions.get(&row.region_id).cloned().unwrap_or_default(),
            seats: seats.get(&row.id).map_or(0, Vec::len),
            id: row.id,
            title: row.title,
            description: row.description,
            term_starts_on: row.term_starts_on,
            term_ends_on: row.term_ends_on,
            closes_on: row.closes_on,
            state: row.state,
            blind_review: row.blind_review,
            version: row.version,
        })
        .collect())
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListPublicOpenings {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the published openings, the next to close first
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("view_public_pages"))),
    params(ListPublicOpenings),
    responses((status = 200, description = "Openings", body = Page<PublicOpeningView>)))]
#[get("/public/openings")]
pub async fn list_public_openings(
    auth: Authorized<ViewPublicPages>,
    query: Params<ListPublicOpenings>,
) -> Answer {
    auth.list(move |w| {
        let window = window(w.cursors, "public-openings", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_public_openings(w.conn, &window)?;
        let page = window.page(w.cursors, "public-openings", rows, |o| (o.closes_on, o.id), |o| o)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read a published, closed or filled opening with its criteria
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("view_public_pages"))),
    params(("id" = Id, Path, description = "The opening")),
    responses((status = 200, description = "The opening", body = PublicOpeningDetail)))]
#[get("/public/openings/{id}")]
pub async fn get_public_opening(auth: Authorized<ViewPublicPages>, id: PathId) -> Answer {
    auth.show(move |w| {
        let gone = || Problem::not_found("opening");
        let row = queries::find_public_opening(w.conn, id.0)?.ok_or_else(gone)?;
        let criteria = criteria_of(w, row.id)?;
        let opening = views(w, vec![row])?.pop().ok_or_else(gone)?;
        Ok(PublicOpeningDetail { opening, criteria })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitApplication {
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", example = "Ana Flores")]
    name: String,
    #[validate(email, length(max = 254))]
    #[schema(format = Email, max_length = 254, example = "ana@library.example")]
    email: String,
    /// Where you work or study.
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", example = "Anchor Point Public Library")]
    institution: String,
    #[validate(length(max = 10_000), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 10000,
        pattern = r"\S",
        example = "Nine years in public libraries, four as a mentor."
    )]
    experience: String,
    #[validate(length(max = 10_000), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 10000,
        pattern = r"\S",
        example = "I chaired our state association's mentoring committee."
    )]
    leadership: String,
    #[validate(length(max = 10_000), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 10000,
        pattern = r"\S",
        example = "My director supports four hours a week for two years."
    )]
    commitment: String,
    /// Anything that could bias your work or its review.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000, example = "A member of the task force is my former colleague.")]
    conflict_of_interest: Option<String>,
}

/// The same for every application, so that nobody learns who else applied.
#[derive(Serialize, ToSchema)]
pub struct ApplicationReceived {
    #[schema(example = "Thank you. We have written to the address you gave.")]
    message: &'static str,
}

/// Apply to an opening
///
/// One application per address and opening. The answer is the same for a second one, which changes
/// nothing; only the owner of the address is told, by mail.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("apply"))),
    params(("id" = Id, Path, description = "The opening")),
    request_body = SubmitApplication,
    responses((status = 202, description = "Received", body = ApplicationReceived)))]
#[post("/public/openings/{id}/applications")]
pub async fn submit_application(
    auth: Authorized<Apply>,
    id: PathId,
    body: Valid<SubmitApplication>,
) -> Answer {
    auth.post(body, move |w, body| {
        let new = NewApplication {
            name: body.name,
            email: body.email,
            institution: body.institution,
            experience: body.experience,
            leadership: body.leadership,
            commitment: body.commitment,
            conflict_of_interest: body.conflict_of_interest,
        };
        service::submit_application(w, id.0, new)?;
        let received = ApplicationReceived { message: "Thank you. We have written to the address you gave." };
        Ok(Reply { status: 202, ..Reply::ok(&received)? })
    })
    .await
}
