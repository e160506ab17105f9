//! What became of the mentees of a cycle so far, for those who wait.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::matching::rules::{ProposalState, RoundState};
use crate::platform::db::{AnyConnection, Id};
use crate::schema::{pairings, proposals, rounds, unmatched};

/// A proposal as far as waiting is concerned.
#[derive(Debug, Clone, Queryable)]
pub struct Earlier {
    pub mentee_enrolment_id: Id,
    pub round_id: Id,
    pub state: ProposalState,
    pub answer_by: Option<NaiveDateTime>,
    pub updated_at: NaiveDateTime,
}

/// All proposals of a cycle but those replaced, oldest round first.
pub fn proposals_of_cycle(conn: &mut AnyConnection, cycle: Id) -> QueryResult<Vec<Earlier>> {
    proposals::table
        .filter(proposals::cycle_id.eq(cycle).and(proposals::state.ne(ProposalState::Replaced)))
        .order((proposals::round_id, proposals::id))
        .select((
            proposals::mentee_enrolment_id,
            proposals::round_id,
            proposals::state,
            proposals::answer_by,
            proposals::updated_at,
        ))
        .load(conn)
}

/// How a pairing ends that came to the end which was meant for it, in the words of the pairings.
const NATURAL_ENDS: [&str; 2] = ["completed", "cycle_closed"];

/// Mentees whose pairing in a cycle came to its natural end: nobody waits for another mentor after that.
pub fn mentees_who_are_done(conn: &mut AnyConnection, cycle: Id) -> QueryResult<HashSet<Id>> {
    let rows: Vec<Id> = pairings::table
        .filter(pairings::cycle_id.eq(cycle).and(pairings::end_reason.eq_any(NATURAL_ENDS)))
        .select(pairings::mentee_id)
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Rounds of a cycle that were solved and are not published.
pub fn ready_rounds(conn: &mut AnyConnection, cycle: Id) -> QueryResult<Vec<Id>> {
    rounds::table
        .filter(rounds::cycle_id.eq(cycle).and(rounds::state.eq(RoundState::Ready)))
        .select(rounds::id)
        .load(conn)
}

/// Why the newest round that left somebody out did so.
pub struct LeftOut {
    pub round_id: Id,
    /// A [`matcher::UnmatchedReason`] as JSON.
    pub reason: String,
    /// It asked mentors of its region alone.
    pub of_region: bool,
}

pub fn newest_reasons(conn: &mut AnyConnection, enrolments: &[Id]) -> QueryResult<HashMap<Id, LeftOut>> {
    let mut found: HashMap<Id, LeftOut> = HashMap::new();
    for some in enrolments.chunks(500) {
        let rows: Vec<(Id, Id, String, Option<Id>, Option<Id>)> = unmatched::table
            .inner_join(rounds::table.on(rounds::id.eq(unmatched::round_id)))
            .filter(unmatched::enrolment_id.eq_any(some.to_vec()))
            .order(unmatched::round_id)
            .select((
                unmatched::enrolment_id,
                unmatched::round_id,
                unmatched::reason,
                rounds::region_id,
                rounds::rematch_of_enrolment_id,
            ))
            .load(conn)?;
        found.extend(rows.into_iter().map(|(enrolment, round_id, reason, region, rematch_of)| {
            let of_region = region.is_some() && rematch_of.is_none();
            (enrolment, LeftOut { round_id, reason, of_region })
        }));
    }
    Ok(found)
}
