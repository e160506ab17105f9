//! Offers: made by the task force, answered by the holder of the mailed link.

use chrono::NaiveDate;
use serde_json::json;

use super::applications::find_application;
use super::assignments::refuse_the_recused;
use super::interviews::{Notice, end_with_application};
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
    self, ApplicationState, CancelledBy, OfferObstacle, OfferState, OfferStep, OpeningSeatState, OpeningState,
};

/// Takes a step with an offer, from what it is at this moment.
///
/// # Errors
/// 409 when the offer is past that step, 412 when it moved on at this very moment.
fn take_step(
    work: &mut Work<'_>,
    offer: &OfferRow,
    step: OfferStep,
    term: Option<Id>,
) -> Result<(), Problem> {
    let next = after(work, offer, step)?;
    queries::update_offer(work, offer, next, term)
}

fn after(work: &Work<'_>, offer: &OfferRow, step: OfferStep) -> Result<OfferState, Problem> {
    let state = offer.state.at(offer.expires_at, work.stamp());
    state.after(step).ok_or_else(|| Problem::conflict(format!("The offer is {state}.")))
}

/// With an application that comes to its end, the offer of it that nobody has answered ends too: its link leads nowhere.
pub fn end_offers(work: &mut Work<'_>, application: &ApplicationRow, step: OfferStep) -> Result<(), Problem> {
    for offer in queries::unanswered_offers(work.conn, application.opening_id)? {
        if offer.application_id == application.id {
            take_step(work, &offer, step, None)?;
            link::revoke_all(work, LinkPurpose::Offer, offer.id)?;
        }
    }
    Ok(())
}

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
    let opening = find_opening(work, application.opening_id)?;
    refuse_obstacles(work, &application, &opening)?;
    write_down_lapsed(work, opening.id)?;
    let seat = free_seat(work, &opening, seat)?;
    // A new version of the opening, so that of two offers made at once only one is kept.
    let state = opening.state;
    let opening = move_on(work, opening, state)?;
    let offer = new_offer(work, &application, seat.seat, expires_on);
    queries::insert_offer(work.conn, &offer)?;
    let row = queries::update_application(work, &application, ApplicationState::Offered, Some(reason))?;
    let token = link::create(work, LinkPurpose::Offer, offer.id, offer.expires_at - work.stamp())?;
    letters::offered(work, &opening, &row, &seat.name, expires_on, &token)?;
    work.record(
        Change::new("application.offered", row.id)
            .in_region(row.region_id)
            .with(json!({ "opening_id": opening.id, "seat_id": seat.seat, "expires_on": expires_on })),
    )?;
    Ok(row)
}

fn refuse_obstacles(
    work: &mut Work<'_>,
    application: &ApplicationRow,
    opening: &OpeningRow,
) -> Result<(), Problem> {
    let last = queries::latest_offers(work.conn, &[application.id])?.remove(&application.id);
    let last = last.map(|offer| offer.state.at(offer.expires_at, work.stamp()));
    let because = match rules::offer_obstacle(application.state, opening.state, last) {
        None => return Ok(()),
        Some(OfferObstacle::Application(state)) => format!(
            "The application is {state}: a seat is offered to somebody whose application is in review."
        ),
        Some(OfferObstacle::Opening(state)) => format!("The opening is {state}."),
        Some(OfferObstacle::OpenOffer) => {
            "This application has an open offer: wait for its answer.".to_owned()
        }
    };
    Err(Problem::conflict(because))
}

/// Offers of the opening that nobody answered in time are expired from now on in writing too.
fn write_down_lapsed(work: &mut Work<'_>, opening: Id) -> Result<(), Problem> {
    for offer in queries::unanswered_offers(work.conn, opening)? {
        if after(work, &offer, OfferStep::Lapse).is_ok() {
            take_step(work, &offer, OfferStep::Lapse, None)?;
        }
    }
    Ok(())
}

fn new_offer(work: &mut Work<'_>, application: &ApplicationRow, seat: Id, expires_on: NaiveDate) -> OfferRow {
    let now = work.stamp();
    OfferRow {
        id: work.new_id(),
        application_id: application.id,
        state: OfferState::Open,
        expires_at: rules::end_of_day_everywhere(expires_on),
        answered_at: None,
        term_id: None,
        created_at: now,
        updated_at: now,
        version: 1,
        seat_id: seat,
    }
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

/// Accepts: the applicant becomes a person of the network, is appointed to the term, is granted the
/// role in the region, and with the last seat the opening is filled; all of it or nothing. Answers whether the person had
/// no password yet and was mailed an invitation.
///
/// # Errors
/// 409 when the offer was answered or taken back, or when the seat has another term in those days.
pub fn accept_offer(work: &mut Work<'_>) -> Result<bool, Problem> {
    let (offer, application, opening) = linked_offer(work)?;
    after(work, &offer, OfferStep::Accept)?;
    link::consume(work)?;
    if !application.state.may_become(ApplicationState::Appointed)
        || !opening.state.may_become(OpeningState::Filled)
    {
        return Err(Problem::conflict(format!(
            "The application is {} and the opening {}.",
            application.state, opening.state
        )));
    }
    let person = person_of(work, &application, &opening)?;
    let term = appoint(work, &opening, offer.seat_id, person)?;
    take_step(work, &offer, OfferStep::Accept, Some(term))?;
    let row = queries::update_application(work, &application, ApplicationState::Appointed, None)?;
    let opening = with_seat_filled(work, opening)?;
    letters::appointed(work, &opening, &row)?;
    let invited = identity::invite_unless_signed_up(work, person)?;
    work.record(
        Change::new("application.appointed", row.id)
            .in_region(opening.region_id)
            .with(json!({ "opening_id": opening.id, "person_id": person, "term_id": term })),
    )?;
    Ok(invited)
}

/// The person of the network whose address the application names; a new one when there is none.
fn person_of(work: &mut Work<'_>, application: &ApplicationRow, opening: &OpeningRow) -> Result<Id, Problem> {
    if let Some(person) = identity::person_by_email(work, &application.email)? {
        return Ok(person);
    }
    identity::create_account(
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
    )
}

/// Appoints the person to the opening's term on the seat, with the role that goes with it; answers the term.
fn appoint(work: &mut Work<'_>, opening: &OpeningRow, seat: Id, person: Id) -> Result<Id, Problem> {
    let appointment = Appointment {
        seat,
        person,
        starts_on: opening.term_starts_on,
        ends_on: opening.term_ends_on,
        handover: opening.handover,
    };
    let term = work.with_scope(&Scope::everything(), |w| network::appoint(w, &appointment))?;
    identity::grant_role(work, person, Role::Coordinator, ScopeKind::Region, Some(opening.region_id))?;
    Ok(term.id)
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
    after(work, &offer, OfferStep::Decline)?;
    link::consume(work)?;
    take_step(work, &offer, OfferStep::Decline, None)?;
    let row = queries::update_application(work, &application, ApplicationState::Withdrawn, None)?;
    end_with_application(work, &row, CancelledBy::Applicant, Notice::OfItsOwn)?;
    references::cancel(work, row.id)?;
    work.record(
        Change::new("application.withdrawn", row.id)
            .in_region(row.region_id)
            .with(json!({ "opening_id": row.opening_id })),
    )
}
