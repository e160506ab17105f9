//! Offers: made by the task force, read and answered by the holder of the mailed link.

use actix_web::{get, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::applications::{ApplicationView, view};
use crate::network;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{AnswerOffer, DecideApplications};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{PathId, Valid};
use crate::platform::reply::{Answer, Reply};
use crate::recruitment::rules::OfferState;
use crate::recruitment::service;

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfferSeat {
    /// A free seat of the opening; the first free one unless told.
    seat_id: Option<Id>,
    /// The last day to answer, at most 90 days from today.
    #[schema(example = "2027-06-15")]
    expires_on: NaiveDate,
    /// For the record; the applicant is not told.
    #[validate(length(max = 2000), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 2000,
        pattern = r"\S",
        example = "First in the ranking, and both reviewers agree."
    )]
    reason: String,
}

/// Offer the seat to an applicant, with the reason
///
/// Mails a link to accept or decline. A seat has one open offer at a time, and so has an application.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The application")),
    request_body = OfferSeat,
    responses((status = 201, description = "Offered", body = ApplicationView)))]
#[post("/applications/{id}/offer")]
pub async fn offer_seat(auth: Authorized<DecideApplications>, id: PathId, body: Valid<OfferSeat>) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::offer_seat(w, id.0, body.seat_id, body.expires_on, body.reason)?;
        Reply::created(&format!("/applications/{}", row.id), &view(w, row)?)
    })
    .await
}

/// What is offered to the holder of the link.
#[derive(Serialize, ToSchema)]
pub struct PublicOfferView {
    #[schema(example = "Ana Flores")]
    name: String,
    #[schema(example = "Mentorship coordinator, Great Lakes")]
    opening_title: String,
    description: String,
    #[schema(example = "Great Lakes")]
    region_name: String,
    #[schema(example = "First seat")]
    seat_name: String,
    term_starts_on: NaiveDate,
    /// The first day after the term.
    term_ends_on: NaiveDate,
    expires_at: DateTime<Utc>,
    state: OfferState,
}

/// Read the offer behind a mailed link
///
/// Reading changes nothing, so that mail scanners may follow the link.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("answer_offer"))),
    responses((status = 200, description = "The offer", body = PublicOfferView)))]
#[get("/public/offer")]
pub async fn get_public_offer(auth: Authorized<AnswerOffer>) -> Answer {
    auth.view(|w| {
        let (offer, application, opening) = service::linked_offer(w)?;
        let region_name = network::region_names(w.conn)?.remove(&opening.region_id).unwrap_or_default();
        let seat_name =
            network::seat_names(w.conn, &[offer.seat_id])?.remove(&offer.seat_id).unwrap_or_default();
        Ok(PublicOfferView {
            name: application.name,
            opening_title: opening.title,
            description: opening.description,
            region_name,
            seat_name,
            term_starts_on: opening.term_starts_on,
            term_ends_on: opening.term_ends_on,
            expires_at: utc(offer.expires_at),
            state: offer.state.at(offer.expires_at, w.stamp()),
        })
    })
    .await
}

/// What came of an answered offer.
#[derive(Serialize, ToSchema)]
pub struct OfferAnswered {
    state: OfferState,
    /// A mail with a link to choose a password is on its way.
    invited: bool,
}

/// Accept the offer: be appointed to the term
///
/// Makes an account when there is none and grants the role of coordinator in the region; with its last
/// seat the opening is filled. All of it or nothing.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("answer_offer"))),
    responses((status = 200, description = "Appointed", body = OfferAnswered)))]
#[post("/public/offer/accept")]
pub async fn accept_offer(auth: Authorized<AnswerOffer>) -> Answer {
    auth.act(|w| {
        let invited = service::accept_offer(w)?;
        Reply::ok(&OfferAnswered { state: OfferState::Accepted, invited })
    })
    .await
}

/// Decline the offer: the application is withdrawn
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("answer_offer"))),
    responses((status = 200, description = "Declined", body = OfferAnswered)))]
#[post("/public/offer/decline")]
pub async fn decline_offer(auth: Authorized<AnswerOffer>) -> Answer {
    auth.act(|w| {
        service::decline_offer(w)?;
        Reply::ok(&OfferAnswered { state: OfferState::Declined, invited: false })
    })
    .await
}
