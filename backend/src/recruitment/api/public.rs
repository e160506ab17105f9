//! The public page: openings that anybody may read and apply to.

use actix_web::{get, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::criteria::{CriterionView, criteria_of};
use super::opening_views::accepts_applications;
use super::references::RefereeBody;
use crate::network;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{Apply, ViewPublicPages};
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::form_token;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;
use crate::recruitment::queries::{self, OpeningRow};
use crate::recruitment::rules::{self, OpeningState, Referee};
use crate::recruitment::service::{self, NewApplication, Stranger};

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
    /// References that an application comes with, 0 to 3.
    references_asked: i32,
    /// The last day for which an unfinished application is kept.
    drafts_kept_until: NaiveDate,
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
            references_asked: row.references_asked,
            drafts_kept_until: rules::draft_kept_until(row.closes_on),
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
    /// As many as the opening asks for. They are mailed once you have opened the link that we mail you.
    #[validate(length(max = 3), nested)]
    #[schema(max_items = 3)]
    references: Option<Vec<RefereeBody>>,
    /// The code of the campaign whose link led here; one that is not known is ignored.
    #[validate(length(max = 40))]
    #[schema(max_length = 40, example = "k7m2pq")]
    from: Option<String>,
    /// From `GET /public/openings/{id}/form`, at least three seconds and at most a day old.
    #[validate(length(max = 400))]
    #[schema(max_length = 400, example = "Yc0mB1n3dT0k3n")]
    form_token: String,
    /// A trap for programs: leave it out or empty.
    #[validate(length(max = 1000))]
    #[schema(max_length = 1000, example = "")]
    leave_empty: Option<String>,
}

/// The same for every application, so that nobody learns who else applied.
#[derive(Serialize, ToSchema)]
pub struct ApplicationReceived {
    #[schema(example = "Thank you. We have written to the address you gave.")]
    pub message: &'static str,
}

/// What a public form sends along.
#[derive(Serialize, ToSchema)]
pub struct OpenedForm {
    #[schema(example = "Yc0mB1n3dT0k3n")]
    form_token: String,
    /// A form that comes back sooner is taken for a program's.
    #[schema(example = 3)]
    wait_seconds: i64,
    /// A form that comes back later needs a new token.
    #[schema(example = 86400)]
    lasts_seconds: i64,
}

/// Open the form to apply: draw a token that is sent along
///
/// Nothing is kept of it: the token is signed. It serves this opening for a day.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("apply"))),
    params(("id" = Id, Path, description = "The opening")),
    responses((status = 200, description = "The token", body = OpenedForm)))]
#[get("/public/openings/{id}/form")]
pub async fn open_application_form(auth: Authorized<Apply>, id: PathId) -> Answer {
    auth.view(move |w| {
        Ok(OpenedForm {
            form_token: service::open_form(w, id.0)?,
            wait_seconds: form_token::LEAST_AGE.num_seconds(),
            lasts_seconds: form_token::GREATEST_AGE.num_seconds(),
        })
    })
    .await
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
    let client = auth.address().to_owned();
    auth.post(body, move |w, body| {
        let stranger = Stranger {
            client,
            email: body.email.clone(),
            form_token: body.form_token,
            leave_empty: body.leave_empty,
        };
        service::admit(w, id.0, &stranger)?;
        let new = NewApplication {
            name: body.name,
            email: body.email,
            institution: body.institution,
            experience: body.experience,
            leadership: body.leadership,
            commitment: body.commitment,
            conflict_of_interest: body.conflict_of_interest,
        };
        let referees = body.references.unwrap_or_default().into_iter().map(Referee::from).collect();
        service::submit_with(w, id.0, new, referees, body.from.as_deref())?;
        let received = ApplicationReceived { message: "Thank you. We have written to the address you gave." };
        Ok(Reply { status: 202, ..Reply::ok(&received)? })
    })
    .await
}
