//! Openings, as those who manage them and the reviewers see them.

use actix_web::{get, patch, post};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::criteria::{CriterionBody, CriterionView, criteria_from, criteria_of};
use crate::network;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ManageOpenings, ViewApplications};
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, PathId, Valid, present};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;
use crate::recruitment::queries::{self, OpeningFilter, OpeningRow};
use crate::recruitment::rules::{
    self, BOOK_UNTIL_HOURS, CHANGE_UNTIL_HOURS, MOST_HOURS_BEFORE, OpeningSeatState, OpeningState, SEATS_MAX,
};
use crate::recruitment::service::{self, NewOpening, OpeningChanges, OpeningSeat};

/// Whether an application is taken at this moment.
pub fn accepts_applications(opening: &OpeningRow, now: NaiveDateTime) -> bool {
    opening.state == OpeningState::Published && rules::end_of_day_everywhere(opening.closes_on) > now
}

/// One of the seats that an opening fills.
#[derive(Serialize, ToSchema)]
pub struct OpeningSeatView {
    seat_id: Id,
    #[schema(example = "First seat")]
    name: String,
    /// `null` for reviewers.
    state: Option<OpeningSeatState>,
    /// The term of who accepted it; `null` for reviewers.
    term_id: Option<Id>,
}

impl OpeningSeatView {
    fn of(seat: OpeningSeat, decides: bool) -> Self {
        Self {
            seat_id: seat.seat,
            name: seat.name,
            state: decides.then_some(seat.state),
            term_id: seat.term.filter(|_| decides),
        }
    }
}

/// One seat or several to fill in a region, for a term.
#[derive(Serialize, ToSchema)]
pub struct OpeningView {
    id: Id,
    region_id: Id,
    #[schema(example = "Great Lakes")]
    region_name: String,
    seats: Vec<OpeningSeatView>,
    #[schema(example = "Mentorship coordinator, Great Lakes")]
    title: String,
    description: String,
    term_starts_on: NaiveDate,
    /// The first day after the term.
    term_ends_on: NaiveDate,
    /// The last day on which applications are taken, until it has ended everywhere.
    closes_on: NaiveDate,
    /// The term may overlap with the outgoing one, as many days as the network allows.
    handover: bool,
    state: OpeningState,
    /// Reviewers are not told whose application they read, only its number.
    blind_review: bool,
    /// Published, and the closing day is not over.
    accepts_applications: bool,
    /// Applications; for a reviewer, those assigned.
    applications: i64,
    /// References that an application comes with, 0 to 3.
    references_asked: i32,
    /// Until so many hours before it begins an applicant chooses a time for an interview.
    #[schema(example = 4)]
    book_until_hours: i32,
    /// Until so many hours before it begins an applicant moves or cancels an interview.
    #[schema(example = 24)]
    change_until_hours: i32,
    version: i64,
}

impl Versioned for OpeningView {
    fn version(&self) -> i64 {
        self.version
    }
}

#[derive(Serialize, ToSchema)]
pub struct OpeningDetail {
    #[serde(flatten)]
    opening: OpeningView,
    criteria: Vec<CriterionView>,
}

impl Versioned for OpeningDetail {
    fn version(&self) -> i64 {
        self.opening.version
    }
}

fn views(work: &mut Work<'_>, rows: Vec<OpeningRow>) -> Result<Vec<OpeningView>, Problem> {
    let regions = network::region_names(work.conn)?;
    let scope = service::reading_scope(work);
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let counts = queries::count_applications(work.conn, &scope, &ids)?;
    let decides = service::decides(work);
    let mut seats = service::seats_of(work, &ids)?;
    let now = work.stamp();
    Ok(rows
        .into_iter()
        .map(|row| OpeningView {
            region_name: regions.get(&row.region_id).cloned().unwrap_or_default(),
            accepts_applications: accepts_applications(&row, now),
            applications: counts.get(&row.id).copied().unwrap_or_default(),
            id: row.id,
            region_id: row.region_id,
            seats: seats
                .remove(&row.id)
                .unwrap_or_default()
                .into_iter()
                .map(|seat| OpeningSeatView::of(seat, decides))
                .collect(),
            title: row.title,
            description: row.description,
            term_starts_on: row.term_starts_on,
            term_ends_on: row.term_ends_on,
            closes_on: row.closes_on,
            handover: row.handover,
            state: row.state,
            blind_review: row.blind_review,
            references_asked: row.references_asked,
            book_until_hours: row.book_until_hours,
            change_until_hours: row.change_until_hours,
            version: row.version,
        })
        .collect())
}

fn detail(work: &mut Work<'_>, row: OpeningRow) -> Result<OpeningDetail, Problem> {
    let criteria = criteria_of(work, row.id)?;
    let opening = views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("opening"))?;
    Ok(OpeningDetail { opening, criteria })
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListOpenings {
    state: Option<OpeningState>,
    region_id: Option<Id>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List openings, newest first
///
/// A reviewer sees those with applications assigned to them.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("view_applications"))),
    params(ListOpenings),
    responses((status = 200, description = "Openings", body = Page<OpeningView>)))]
#[get("/openings")]
pub async fn list_openings(auth: Authorized<ViewApplications>, query: Params<ListOpenings>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window::<Id>(w.cursors, "openings", query.cursor.as_deref(), query.limit)?;
        let filter = OpeningFilter { state: query.state, region: query.region_id };
        let scope = service::reading_scope(w);
        let rows = queries::list_openings(w.conn, &scope, &filter, &window)?;
        let page = window.page(w.cursors, "openings", rows, |o| o.id, |o| o)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read an opening with its criteria
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("view_applications"))),
    params(("id" = Id, Path, description = "The opening")),
    responses((status = 200, description = "The opening", body = OpeningDetail)))]
#[get("/openings/{id}")]
pub async fn get_opening(auth: Authorized<ViewApplications>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = service::find_opening(w, id.0)?;
        detail(w, row)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateOpening {
    region_id: Id,
    /// The seats to fill, all of that region.
    #[validate(length(min = 1, max = SEATS_MAX))]
    #[schema(min_items = 1, max_items = 20)]
    seat_ids: Vec<Id>,
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 200,
        pattern = r"\S",
        example = "Mentorship coordinator, Great Lakes"
    )]
    title: String,
    #[validate(length(max = 20_000))]
    #[schema(
        max_length = 20000,
        example = "You support the pairs of five states and guide those who follow you."
    )]
    description: String,
    #[schema(example = "2027-07-01")]
    term_starts_on: NaiveDate,
    /// The first day after the term.
    #[schema(example = "2029-07-01")]
    term_ends_on: NaiveDate,
    /// The last day on which applications are taken.
    #[schema(example = "2027-05-15")]
    closes_on: NaiveDate,
    /// Declares that the term overlaps with the outgoing one, as many days as the network allows.
    #[serde(default)]
    #[schema(required = false)]
    handover: bool,
    /// Experience, leadership and commitment unless told otherwise.
    #[validate(length(min = 1, max = 12), nested)]
    #[schema(min_items = 1, max_items = 12)]
    criteria: Option<Vec<CriterionBody>>,
    /// Reviewers are not told whose application they read: neither name, address, institution nor declared conflict of
    /// interest, and those words are left out of the texts. Those who decide are. `false` unless told otherwise.
    #[serde(default)]
    #[schema(required = false, default = false)]
    blind_review: bool,
    /// How many references are asked for by mail, 0 to 3; none unless told.
    #[validate(range(min = 0, max = 3))]
    #[schema(minimum = 0, maximum = 3, example = 2)]
    references_asked: Option<i32>,
    /// Until so many hours before it begins an applicant chooses a time for an interview; 4 unless told.
    #[validate(range(min = 0, max = "MOST_HOURS_BEFORE"))]
    #[schema(minimum = 0, maximum = 336, example = 4)]
    book_until_hours: Option<i32>,
    /// Until so many hours before it begins an applicant moves or cancels an interview; 24 unless told.
    #[validate(range(min = 0, max = "MOST_HOURS_BEFORE"))]
    #[schema(minimum = 0, maximum = 336, example = 24)]
    change_until_hours: Option<i32>,
}

/// Draft an opening for one seat or several
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("manage_openings"))),
    request_body = CreateOpening,
    responses((status = 201, description = "Drafted", body = OpeningDetail)))]
#[post("/openings")]
pub async fn create_opening(auth: Authorized<ManageOpenings>, body: Valid<CreateOpening>) -> Answer {
    auth.post(body, |w, body| {
        let new = NewOpening {
            region: body.region_id,
            seats: body.seat_ids,
            title: body.title,
            description: body.description,
            term_starts_on: body.term_starts_on,
            term_ends_on: body.term_ends_on,
            closes_on: body.closes_on,
            handover: body.handover,
            criteria: criteria_from(body.criteria),
            blind_review: body.blind_review,
            references_asked: body.references_asked.unwrap_or(0),
            book_until_hours: body.book_until_hours.unwrap_or(BOOK_UNTIL_HOURS),
            change_until_hours: body.change_until_hours.unwrap_or(CHANGE_UNTIL_HOURS),
        };
        let row = service::create_opening(w, new)?;
        Reply::created(&format!("/openings/{}", row.id), &detail(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateOpening {
    /// All seats anew.
    #[serde(default, deserialize_with = "present")]
    #[validate(length(min = 1, max = SEATS_MAX))]
    #[schema(value_type = Vec<Id>, required = false, min_items = 1, max_items = 20)]
    seat_ids: Option<Vec<Id>>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 200, pattern = r"\S")]
    title: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 20_000))]
    #[schema(value_type = String, required = false, max_length = 20000)]
    description: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = NaiveDate, required = false)]
    term_starts_on: Option<NaiveDate>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = NaiveDate, required = false)]
    term_ends_on: Option<NaiveDate>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = NaiveDate, required = false, example = "2027-05-31")]
    closes_on: Option<NaiveDate>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    handover: Option<bool>,
    /// All criteria anew.
    #[serde(default, deserialize_with = "present")]
    #[validate(length(min = 1, max = 12), nested)]
    #[schema(value_type = Vec<CriterionBody>, required = false, min_items = 1, max_items = 12)]
    criteria: Option<Vec<CriterionBody>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    blind_review: Option<bool>,
    /// How many references are asked for by mail.
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 0, max = 3))]
    #[schema(value_type = i32, required = false, minimum = 0, maximum = 3, example = 2)]
    references_asked: Option<i32>,
    /// Until so many hours before it begins an applicant chooses a time for an interview.
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 0, max = "MOST_HOURS_BEFORE"))]
    #[schema(value_type = i32, required = false, minimum = 0, maximum = 336, example = 4)]
    book_until_hours: Option<i32>,
    /// Until so many hours before it begins an applicant moves or cancels an interview.
    #[serde(default, deserialize_with = "present")]
    #[validate(range(min = 0, max = "MOST_HOURS_BEFORE"))]
    #[schema(value_type = i32, required = false, minimum = 0, maximum = 336, example = 24)]
    change_until_hours: Option<i32>,
}

/// Edit a draft; extend or reword a published opening
///
/// Of a published opening `title` and `description` may be reworded, and `closes_on` may move to a later day; any other
/// field in the body is a 409. A closed or filled opening is not edited.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("manage_openings"))),
    params(("id" = Id, Path, description = "The opening")),
    request_body = UpdateOpening,
    responses((status = 200, description = "The changed opening", body = OpeningDetail)))]
#[patch("/openings/{id}")]
pub async fn update_opening(
    auth: Authorized<ManageOpenings>,
    id: PathId,
    body: Valid<UpdateOpening>,
) -> Answer {
    auth.change(move |w, expected| {
        let body = body.value;
        let changes = OpeningChanges {
            seats: body.seat_ids,
            title: body.title,
            description: body.description,
            term_starts_on: body.term_starts_on,
            term_ends_on: body.term_ends_on,
            closes_on: body.closes_on,
            handover: body.handover,
            criteria: criteria_from(body.criteria),
            blind_review: body.blind_review,
            references_asked: body.references_asked,
            book_until_hours: body.book_until_hours,
            change_until_hours: body.change_until_hours,
        };
        let row = service::update_opening(w, id.0, &expected, changes)?;
        Reply::updated(&detail(w, row)?)
    })
    .await
}

/// Publish a draft on the public page
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("manage_openings"))),
    params(("id" = Id, Path, description = "The opening")),
    responses((status = 200, description = "Published", body = OpeningDetail)))]
#[post("/openings/{id}/publish")]
pub async fn publish_opening(auth: Authorized<ManageOpenings>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = service::publish_opening(w, id.0)?;
        Reply::updated(&detail(w, row)?)
    })
    .await
}

/// Close an opening: it takes no more applications
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("manage_openings"))),
    params(("id" = Id, Path, description = "The opening")),
    responses((status = 200, description = "Closed", body = OpeningDetail)))]
#[post("/openings/{id}/close")]
pub async fn close_opening(auth: Authorized<ManageOpenings>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = service::close_opening(w, id.0)?;
        Reply::updated(&detail(w, row)?)
    })
    .await
}
