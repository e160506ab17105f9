//! The pairings that end when their cycle is closed. No scope: for the job that ends them, and for those who manage cycles.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{count_star, max};
use diesel::prelude::*;

use crate::mentorships::queries::PlannedMeetingRow;
use crate::mentorships::rules::{PairingState, PlannedMeetingState};
use crate::platform::clock::utc;
use crate::platform::db::{AnyConnection, Id};
use crate::schema::{pairings, planned_meetings};

/// Pairings of a cycle that last, and were to end with it (on `ends_on` or before): in the order of their ids.
pub fn ending_with_cycle(conn: &mut AnyConnection, cycle: Id, ends_on: NaiveDate) -> QueryResult<Vec<Id>> {
    pairings::table
        .filter(pairings::cycle_id.eq(cycle).and(pairings::state.ne(PairingState::Ended)))
        .filter(pairings::ends_on.le(ends_on))
        .order(pairings::id)
        .select(pairings::id)
        .load(conn)
}

/// How many pairings of a cycle last beyond it, which are those that end on a later day, and the latest of these days.
pub fn lasting_beyond(
    conn: &mut AnyConnection,
    cycle: Id,
    ends_on: NaiveDate,
) -> QueryResult<(i64, Option<NaiveDate>)> {
    pairings::table
        .filter(pairings::cycle_id.eq(cycle).and(pairings::state.ne(PairingState::Ended)))
        .filter(pairings::ends_on.gt(ends_on))
        .select((count_star(), max(pairings::ends_on)))
        .first(conn)
}

/// Pairings of several cycles that last, in the order of their ids: each with its cycle and its own last day.
pub fn lasting_in_cycles(conn: &mut AnyConnection, cycles: &[Id]) -> QueryResult<Vec<(Id, Id, NaiveDate)>> {
    pairings::table
        .filter(pairings::cycle_id.eq_any(cycles.to_vec()).and(pairings::state.ne(PairingState::Ended)))
        .order(pairings::id)
        .select((pairings::id, pairings::cycle_id, pairings::ends_on))
        .load(conn)
}

/// How many meetings to come are planned in the pairings that end with a cycle.
pub fn count_meetings_ending_with_cycle(
    conn: &mut AnyConnection,
    cycle: Id,
    ends_on: NaiveDate,
    now: NaiveDateTime,
) -> QueryResult<usize> {
    let rows: Vec<PlannedMeetingRow> = planned_meetings::table
        .inner_join(pairings::table)
        .filter(pairings::cycle_id.eq(cycle).and(pairings::state.ne(PairingState::Ended)))
        .filter(pairings::ends_on.le(ends_on))
        .filter(planned_meetings::state.eq(PlannedMeetingState::Planned))
        .select(PlannedMeetingRow::as_select())
        .load(conn)?;
    Ok(rows.iter().filter(|row| row.ends_at() > utc(now)).count())
}
