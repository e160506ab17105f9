//! What is the caller's own: proposals to answer, pairings, sessions.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{count_star, max};
use diesel::prelude::*;

use super::Waiting;
use crate::matching::ProposalState;
use crate::mentorships::PairingState;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::schema::{agreements, cohort_members, meetings, pairings, proposals, training_sessions};

#[derive(Debug, Queryable)]
pub struct OwnProposalRow {
    pub id: Id,
    pub cycle_id: Id,
    pub mentor_id: Id,
    pub mentee_id: Id,
    pub points: i32,
    pub points_possible: i32,
    pub answer_by: Option<NaiveDateTime>,
}

/// Published proposals that wait for the caller's own answer, soonest first.
pub fn own_proposals(
    conn: &mut AnyConnection,
    scope: &Scope,
    now: NaiveDateTime,
) -> QueryResult<Vec<OwnProposalRow>> {
    let Some(person) = scope.own else { return Ok(Vec::new()) };
    let as_mentor = proposals::mentor_id.eq(person).and(proposals::mentor_answer.is_null());
    let as_mentee = proposals::mentee_id.eq(person).and(proposals::mentee_answer.is_null());
    proposals::table
        .filter(proposals::state.eq(ProposalState::Published).and(proposals::answer_by.gt(now)))
        .filter(as_mentor.or(as_mentee))
        .order((proposals::answer_by, proposals::id))
        .limit(50)
        .select((
            proposals::id,
            proposals::cycle_id,
            proposals::mentor_id,
            proposals::mentee_id,
            proposals::points,
            proposals::points_possible,
            proposals::answer_by,
        ))
        .load(conn)
}

#[derive(Debug, Queryable)]
pub struct OwnPairingRow {
    pub id: Id,
    pub cycle_id: Id,
    pub mentor_id: Id,
    pub mentee_id: Id,
    pub state: PairingState,
    pub started_on: NaiveDate,
    pub ends_on: NaiveDate,
}

/// The caller's pairings that have not ended, oldest first.
pub fn own_pairings(conn: &mut AnyConnection, scope: &Scope) -> QueryResult<Vec<OwnPairingRow>> {
    let Some(person) = scope.own else { return Ok(Vec::new()) };
    pairings::table
        .filter(pairings::mentor_id.eq(person).or(pairings::mentee_id.eq(person)))
        .filter(pairings::state.ne(PairingState::Ended))
        .order(pairings::id)
        .limit(50)
        .select((
            pairings::id,
            pairings::cycle_id,
            pairings::mentor_id,
            pairings::mentee_id,
            pairings::state,
            pairings::started_on,
            pairings::ends_on,
        ))
        .load(conn)
}

/// Pairing, and whether mentor and mentee have signed its agreement.
pub fn signatures(conn: &mut AnyConnection, pairings: &[Id]) -> QueryResult<Vec<(Id, bool, bool)>> {
    agreements::table
        .filter(agreements::pairing_id.eq_any(pairings.to_vec()))
        .select((
            agreements::pairing_id,
            agreements::mentor_signed_at.is_not_null(),
            agreements::mentee_signed_at.is_not_null(),
        ))
        .load(conn)
}

/// Pairing, how often and when last it has met.
pub fn meetings_of(
    conn: &mut AnyConnection,
    pairings: &[Id],
) -> QueryResult<Vec<(Id, i64, Option<NaiveDate>)>> {
    meetings::table
        .filter(meetings::pairing_id.eq_any(pairings.to_vec()))
        .group_by(meetings::pairing_id)
        .select((meetings::pairing_id, count_star(), max(meetings::held_on)))
        .load(conn)
}

/// Sessions of the caller's cohorts that begin between `from` and `to`.
pub fn sessions_between(
    conn: &mut AnyConnection,
    scope: &Scope,
    from: NaiveDateTime,
    to: NaiveDateTime,
) -> QueryResult<Waiting> {
    let Some(person) = scope.own else { return Ok(Waiting::default()) };
    let cohorts =
        cohort_members::table.filter(cohort_members::person_id.eq(person)).select(cohort_members::cohort_id);
    let rows: Vec<(Id, String, NaiveDateTime)> = training_sessions::table
        .filter(training_sessions::cohort_id.eq_any(cohorts))
        .filter(training_sessions::starts_at.ge(from).and(training_sessions::starts_at.lt(to)))
        .order((training_sessions::starts_at, training_sessions::id))
        .limit(50)
        .select((training_sessions::id, training_sessions::title, training_sessions::starts_at))
        .load(conn)?;
    Ok(Waiting {
        count: i64::try_from(rows.len()).unwrap_or(i64::MAX),
        earliest_on: rows.first().map(|row| row.2.date()),
        first: rows.into_iter().take(5).map(|(id, title, _)| (id, title)).collect(),
    })
}
