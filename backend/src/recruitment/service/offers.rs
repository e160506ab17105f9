//! Offers: made by the task force, answered by the holder of the mailed link.

use chrono::NaiveDate;
use serde_json::json;

use super::applications::find_application;
use super::assignments::refuse_the_recused;
use super::interviews::end_with_application;
use super::openings::{find_opening, move_on};
use super::references;
use super::seats::{free_seat, seats_of};
use crate::identity::{self, NewAccount};
use crate::network::{self, Appointment};
use crate::platform::auth::{Role, Scope, ScopeKind};
use crate::platform::db::Id;
use crate::platform::link::{self, LinkPurpose};
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::letters::applications as letters;
use crate::recruitment::queries::{self, ApplicationRow, OfferRow, OpeningRow};
use crate::recruitment::rules::{
    self, ApplicationState, CancelledBy, OfferState, OpeningSeatState, OpeningState,
};

/// Offers a seat of the opening (the first free one unless told) to an applicant and mails a link to
/// answer.
///
/// # Errors
/// 409 when the application is not in review or has an open offer, the opening is filled, no seat is free,
/// or the caller has recused themself from the application; 422 for an expiry that is past or too far
/// away, and for a seat of another opening.
pub fn offer_seat(
    work: &mut Work<'_>,
    application: Id,
    seat: Option<Id>,
    expires_on: NaiveDate,
    reason: String,
) -> Result<ApplicationRow, Problem> {
    let application = find_application(work, application)?;
    refuse_the_recused(work, application.id)?;
    let wrong = rules::offer_problems(expires_on, work.now.date_naive());
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    if !application.state.may_become(ApplicationState::Offered) {
        return Err(Problem::conflict(format!(
            "The application is {}: a seat is offered to somebody whose application is in review.",
            application.state
        )));
    }
    let opening = find_opening(work, application.opening_id)?;
    if !opening.state.may_become(OpeningState::Filled) {
        return Err(Problem::conflict(format!("The opening is {}.", opening.state)));
    }
    let now = work.stamp();
    for offer in queries::unanswered_offers(work.conn, opening.id)? {
        match offer.state.at(offer.expires_at, now) {
            OfferState::Open if offer.application_id == application.id => {
                return Err(Problem::conflict("This application has an open offer: wait for its answer."));
            }
            OfferState::Open => {}
            _ => queries::update_offer(work, &offer, OfferState::Expired, None)?,
        }
    }
    let seat = free_seat(work, &opening, seat)?;
    // A new version of the opening, so that of two offers made at once only one is kept.
    let state = opening.state;
    let opening = move_on(work, opening, state)?;
    let offer = OfferRow {
        id: work.new_id(),
        application_id: application.id,
        state: OfferState::Open,
        expires_at: rules::end_of_day_everywhere(expires_on),
        answered_at: None,
        term_id: None,
        created_at: now,
        updated_at: now,
        version: 1,
        seat_id: seat.seat,
    };
    queries::insert_offer(work.conn, &offer)?;
    let row = queries::update_application(work, &application, ApplicationState::Offered, Some(reason))?;
    let token = link::create(work, LinkPurpose::Offer, offer.id, offer.expires_at - now)?;
    letters::offered(work, &opening, &row, &seat.name, expires_on, &token)?;
    work.record(
        Change::new("application.offered", row.id)
            .in_region(row.region_id)
            .with(json!({ "opening_id": opening.id, "seat_id": seat.seat, "expires_on": expires_on })),
    )?;
    Ok(row)
}

/// The offer of the caller's link, with what it is about.
///
/// # Errors
/// 404 when it is gone.
pub fn linked_offer(work: &mut Work<'_>) -> Result<(OfferRow, ApplicationRow, OpeningRow), Problem> {
    let gone = || Problem::not_found("offer");
    let everything = Scope::everything();
    let offer = queries::find_linked_offer(work.conn, work.scope)?.ok_or_else(gone)?;
    let application =
        queries::find_application(work.conn, &everything, offer.application_id)?.ok_or_else(gone)?;
    let opening = queries::find_opening(work.conn, &everything, application.opening_id)?.ok_or_else(gone)?;
    Ok((offer, application, opening))
}

fn still_open(work: &Work<'_>, offer: &OfferRow) -> Result<(), Problem> {
    match offer.state.at(offer.expires_at, work.stamp()) {
        OfferState::Open => Ok(()),
        state => Err(Problem::conflict(format!("The offer is {state}."))),
    }
}

/// Accepts: the applicant becomes a person of the network, is appointed to the term, is granted the
/// role in the region, and with the last seat the opening is filled; all of it or nothing. Answers whether the person had
/// no password yet and was mailed an invitation.
///
/// # Errors
/// 409 when the offer was answered or taken back, or when the seat has another term in those days.
pub fn accept_offer(work: &mut Work<'_>) -> Result<bool, Problem> {
    let (offer, application, opening) = linked_offer(work)?;
    still_open(work, &offer)?;
    link::consume(work)?;
    if !application.state.may_become(ApplicationState::Appointed)
        || !opening.state.may_become(OpeningState::Filled)
    {
        return Err(Problem::conflict(format!(
            "The application is {} and the opening {}.",
            application.state, opening.state
        )));
    }
    let person = match identity::person_by_email(work, &application.email)? {
        Some(person) => person,
        None => identity::create_account(
            work,
            NewAccount {
                name: &application.name,
                email: &application.email,
                password_hash: None,
                institution: None,
                jurisdiction: None,
                region: Some(opening.region_id),
                time_zone: "America/New_York",
            },
        )?,
    };
    let appointment = Appointment {
        seat: offer.seat_id,
        person,
        starts_on: opening.term_starts_on,
        ends_on: opening.term_ends_on,
        handover: opening.handover,
    };
    let term = work.with_scope(&Scope::everything(), |w| network::appoint(w, &appointment))?;
    let region = opening.region_id;
    identity::grant_role(work, person, Role::Coordinator, ScopeKind::Region, Some(region))?;
    queries::update_offer(work, &offer, OfferState::Accepted, Some(term.id))?;
    let row = queries::update_application(work, &application, ApplicationState::Appointed, None)?;
    let opening = with_seat_filled(work, opening)?;
    letters::appointed(work, &opening, &row)?;
    let invited = identity::invite_unless_signed_up(work, person)?;
    work.record(
        Change::new("application.appointed", row.id)
            .in_region(region)
            .with(json!({ "opening_id": opening.id, "person_id": person, "term_id": term.id })),
    )?;
    Ok(invited)
}

/// After an acceptance: filled once every seat is, and in any case a new version.
fn with_seat_filled(work: &mut Work<'_>, opening: OpeningRow) -> Result<OpeningRow, Problem> {
    let seats = seats_of(work, &[opening.id])?.remove(&opening.id).unwrap_or_default();
    if seats.iter().any(|seat| seat.state != OpeningSeatState::Filled) {
        let state = opening.state;
        return move_on(work, opening, state);
    }
    let opening = move_on(work, opening, OpeningState::Filled)?;
    work.record(Change::new("opening.filled", opening.id).in_region(opening.region_id))?;
    Ok(opening)
}

/// Declines: the applicant steps back, and the seat can be offered to the next.
///
/// # Errors
/// 409 when the offer was answered or taken back.
pub fn decline_offer(work: &mut Work<'_>) -> Result<(), Problem> {
    let (offer, application, _) = linked_offer(work)?;
    still_open(work, &offer)?;
    link::consume(work)?;
    queries::update_offer(work, &offer, OfferState::Declined, None)?;
    let row = queries::update_application(work, &application, ApplicationState::Withdrawn, None)?;
    end_with_application(work, &row, CancelledBy::Applicant)?;
    references::cancel(work, row.id)?;
    work.record(
        Change::new("application.withdrawn", row.id)
            .in_region(row.region_id)
            .with(json!({ "opening_id": row.opening_id })),
    )
}
