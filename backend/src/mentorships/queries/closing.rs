//! The pairings that end when their cycle is closed. No scope: for the job that ends them, and for those who manage cycles.

use chrono::{NaiveDate, NaiveDateTime};
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

/// How many pairings of a cycle last beyond it: those that end on a later day.
pub fn count_lasting_beyond(conn: &mut AnyConnection, cycle: Id, ends_on: NaiveDate) -> QueryResult<i64> {
    pairings::table
        .filter(pairings::cycle_id.eq(cycle).and(pairings::state.ne(PairingState::Ended)))
        .filter(pairings::ends_on.gt(ends_on))
        .count()
        .get_result(conn)
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
