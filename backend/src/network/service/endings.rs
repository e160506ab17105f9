//! Terms that end before their day: resignation, removal, graduation.

use chrono::NaiveDate;
use serde_json::json;

use super::appointments::role_follows_terms;
use super::{find_term, letters};
use crate::network::queries::{self, TermEndingRow, TermRow};
use crate::network::rules::TermState;
use crate::network::rules::terms::{self, Days, EndedEarly, EndingKind, EndingReason};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// How a term ends before its day.
pub struct NewEnding {
    pub kind: EndingKind,
    pub reason: EndingReason,
    /// Confidential.
    pub note: Option<String>,
    /// The first day that is not served any more.
    pub ends_on: NaiveDate,
}

/// One of the caller's own terms.
///
/// # Errors
/// 404 when it is somebody else's or there is none.
pub fn own_term(work: &mut Work<'_>, id: Id) -> Result<TermRow, Problem> {
    queries::get_term(work.conn, id)?
        .filter(|term| work.scope.is_own(term.person_id))
        .ok_or_else(|| Problem::not_found("term"))
}

/// Ends a term of the caller's scope.
///
/// # Errors
/// 404 outside the scope, 409 when it is over, 422 for a day on which it cannot end.
pub fn end_term(work: &mut Work<'_>, id: Id, ending: &NewEnding) -> Result<TermRow, Problem> {
    let term = find_term(work, id)?;
    end(work, &term, ending)
}

/// The coordinator gives up a term of their own.
///
/// # Errors
/// 404 when it is not theirs, 409 when it is over, 422 for a day on which it cannot end.
pub fn resign(work: &mut Work<'_>, id: Id, ending: &NewEnding) -> Result<TermRow, Problem> {
    let term = own_term(work, id)?;
    end(work, &term, ending)
}

fn end(work: &mut Work<'_>, term: &TermRow, ending: &NewEnding) -> Result<TermRow, Problem> {
    queries::lock_seat(work.conn, term.seat_id)?;
    let term = queries::get_term(work.conn, term.id)?.ok_or_else(|| Problem::not_found("term"))?;
    let today = work.now.date_naive();
    if term.is_over(today) || !term.state.may_become(TermState::Ended) {
        return Err(Problem::conflict(format!(
            "The term is over: it is {}, to {}.",
            term.state, term.ends_on
        )));
    }
    let early = terms::ended_early(term.days(), ending.ends_on, today, ending.kind)
        .map_err(|wrong| Problem::invalid(vec![wrong]))?;
    let state = if early.over { TermState::Ended } else { term.state };
    let row = TermEndingRow {
        id: work.new_id(),
        term_id: term.id,
        kind: ending.kind,
        reason: ending.reason,
        note: ending.note.as_deref().map(str::trim).filter(|note| !note.is_empty()).map(str::to_owned),
        effective_on: ending.ends_on,
        until_then_ends_on: term.ends_on,
        recorded_by: work.caller.person(),
        created_at: work.stamp(),
    };
    queries::insert_term_ending(work.conn, &row)?;
    let after = free(work, &term, state, early)?;
    work.record(
        Change::new(
            if ending.kind == EndingKind::Resigned { "term.resigned" } else { "term.removed" },
            term.id,
        )
        .in_region(term.region_id)
        .with(json!({
            "person_id": term.person_id, "seat_id": term.seat_id, "ends_on": ending.ends_on,
        })),
    )?;
    letters::ended(work, &after, ending)?;
    Ok(after)
}

/// Writes the new days of a term, hands the seat to who was to take over, takes back renewals that were to follow,
/// and lets the role end with the last term.
fn free(
    work: &mut Work<'_>,
    term: &TermRow,
    state: TermState,
    early: EndedEarly,
) -> Result<TermRow, Problem> {
    let after = queries::update_term(work, term, state, early.days)?;
    let served_until = if early.days.counts() { early.days.ends_on } else { term.starts_on };
    for other in queries::terms_on_seat(work.conn, term.seat_id)? {
        let takes_over = other.handover
            && other.id != term.id
            && other.starts_on < term.ends_on
            && other.alone_from == term.ends_on;
        if takes_over && other.days().counts() {
            let days = terms::alone_after(other.days(), served_until);
            queries::update_term(work, &other, other.state, days)?;
        }
    }
    for link in queries::renewals(work.conn)? {
        if link.renews != term.id || link.state.is_final() {
            continue;
        }
        if let Some(renewal) = queries::get_term(work.conn, link.id)? {
            let never =
                EndedEarly { days: Days { alone_from: renewal.ends_on, ..renewal.days() }, over: true };
            free(work, &renewal, TermState::Ended, never)?;
            work.record(
                Change::new("term.renewal_withdrawn", renewal.id)
                    .in_region(renewal.region_id)
                    .with(json!({ "person_id": renewal.person_id, "seat_id": renewal.seat_id })),
            )?;
        }
    }
    role_follows_terms(work, term.person_id, term.region_id)?;
    Ok(after)
}

/// Moves a term to another state. One that nothing follows frees its seat from today on.
///
/// # Errors
/// 409 when that state cannot follow; 412 when the term moved on meanwhile.
pub fn set_term_state(work: &mut Work<'_>, term: &TermRow, state: TermState) -> Result<TermRow, Problem> {
    if !term.state.may_become(state) {
        return Err(Problem::conflict(format!("The term is {}; it cannot become {state}.", term.state)));
    }
    let today = work.now.date_naive();
    let after = match terms::ended_early(term.days(), today, today, EndingKind::Removed) {
        Ok(early) if state.is_final() => {
            queries::lock_seat(work.conn, term.seat_id)?;
            free(work, term, state, early)?
        }
        _ => queries::update_term(work, term, state, term.days())?,
    };
    if state.is_final() {
        role_follows_terms(work, term.person_id, term.region_id)?;
    }
    work.record(
        Change::new("term.state_changed", term.id).in_region(term.region_id).with(json!({ "state": state })),
    )?;
    Ok(after)
}
