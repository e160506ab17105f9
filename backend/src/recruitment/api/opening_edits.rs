//! Openings as they are written: drafted, edited, extended.

use actix_web::{patch, post};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::criteria::{CriterionBody, criteria_from};
use super::opening_views::{OpeningDetail, detail};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ManageOpenings;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{PathId, Valid, present};
use crate::platform::reply::{Answer, Reply};
use crate::recruitment::rules::{BOOK_UNTIL_HOURS, CHANGE_UNTIL_HOURS, MOST_HOURS_BEFORE, SEATS_MAX};
use crate::recruitment::service::{self, NewOpening, OpeningChanges};

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
/// field in the body is a 409. Unsent drafts are kept as long after the new day as they would have been after the old, and the
/// links that were mailed for them open them until then. A closed or filled opening is not edited.
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
