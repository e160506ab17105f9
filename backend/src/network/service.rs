//! Seats and terms: what recruitment and succession call in their own transaction.

use chrono::NaiveDate;
use serde_json::json;

use super::queries::{self, SeatRow, TermRow};
use super::rules::{self, TermState};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// # Errors
/// 422 when there is no such region.
pub fn open_seat(work: &mut Work<'_>, region: Id, name: &str) -> Result<SeatRow, Problem> {
    if queries::find_region(work.conn, work.scope, region)?.is_none() {
        return Err(Problem::field("/region_id", "unknown", "There is no such region."));
    }
    let seat = SeatRow {
        id: work.new_id(),
        region_id: region,
        name: name.trim().to_owned(),
        closed_at: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_seat(work.conn, &seat)?;
    work.record(Change::new("seat.opened", seat.id).in_region(region).with(json!({ "name": seat.name })))?;
    Ok(seat)
}

/// # Errors
/// 404 outside the caller's scope.
pub fn find_seat(work: &mut Work<'_>, id: Id) -> Result<SeatRow, Problem> {
    queries::find_seat(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("seat"))
}

/// # Errors
/// 404 outside the caller's scope.
pub fn find_term(work: &mut Work<'_>, id: Id) -> Result<TermRow, Problem> {
    queries::find_term(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("term"))
}

/// # Errors
/// When the database does not answer.
pub fn terms_of_person(work: &mut Work<'_>, person: Id) -> Result<Vec<TermRow>, Problem> {
    Ok(queries::terms_of_person(work.conn, person)?)
}

/// Who is appointed to which seat, for `[starts_on, ends_on)`.
pub struct Appointment {
    pub seat: Id,
    pub person: Id,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub handover: bool,
}

/// Appoints a person to a term, first in training.
///
/// # Errors
/// 409 when the seat has another term in those days and no handover is declared.
pub fn appoint(work: &mut Work<'_>, appointment: &Appointment) -> Result<TermRow, Problem> {
    let wrong = rules::term_problems(appointment.starts_on, appointment.ends_on);
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let seat = find_seat(work, appointment.seat)?;
    let term = TermRow {
        id: work.new_id(),
        seat_id: seat.id,
        region_id: seat.region_id,
        person_id: appointment.person,
        starts_on: appointment.starts_on,
        ends_on: appointment.ends_on,
        state: TermState::InTraining,
        handover: appointment.handover,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_term(work.conn, &term).map_err(|error| {
        let said = error.to_string();
        if said.contains("overlap") || said.contains("exclusion constraint") {
            Problem::conflict("The seat has another term in those days, and no handover is declared.")
        } else {
            Problem::from(error)
        }
    })?;
    work.record(Change::new("term.appointed", term.id).in_region(term.region_id).with(json!({
        "person_id": term.person_id, "seat_id": term.seat_id,
        "starts_on": term.starts_on, "ends_on": term.ends_on,
    })))?;
    Ok(term)
}

/// Moves a term to another state.
///
/// # Errors
/// 409 when that state cannot follow; 412 when the term moved on meanwhile.
pub fn set_term_state(work: &mut Work<'_>, term: &TermRow, state: TermState) -> Result<TermRow, Problem> {
    if !term.state.may_become(state) {
        return Err(Problem::conflict(format!("The term is {}; it cannot become {state}.", term.state)));
    }
    queries::update_term_state(work, term, state)?;
    work.record(
        Change::new("term.state_changed", term.id).in_region(term.region_id).with(json!({ "state": state })),
    )?;
    Ok(TermRow { state, version: term.version + 1, ..term.clone() })
}
