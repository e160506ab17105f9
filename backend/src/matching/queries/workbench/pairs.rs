//! Writing the pairs of a round anew after a step: what stays keeps its row.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::matching::queries::proposals::ProposalRow;
use crate::matching::queries::workbench::rows::Served;
use crate::matching::rules::{ProposalAnswer, ProposalState};
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::schema::{proposals, unmatched};

/// The step that writes.
#[derive(Debug, Clone, Copy)]
pub struct At {
    pub seq: i64,
    pub now: NaiveDateTime,
}

/// Sets pairs aside that the outcome does not hold any more.
pub fn set_aside(conn: &mut AnyConnection, ids: &[Id], at: At) -> QueryResult<usize> {
    let mut written = 0;
    for some in ids.chunks(500) {
        written += diesel::update(proposals::table.filter(proposals::id.eq_any(some.to_vec())))
            .set((
                proposals::state.eq(ProposalState::Replaced),
                proposals::locked.eq(false),
                proposals::changed_seq.eq(at.seq),
                proposals::updated_at.eq(at.now),
                proposals::version.eq(proposals::version + 1),
            ))
            .execute(conn)?;
    }
    Ok(written)
}

/// Writes a pair that the outcome holds over the row it has, as nobody was asked about it.
pub fn hold(conn: &mut AnyConnection, row: &ProposalRow, locked: bool, at: At) -> QueryResult<usize> {
    diesel::update(proposals::table.filter(proposals::id.eq(row.id)))
        .set((
            proposals::state.eq(ProposalState::Proposed),
            proposals::points.eq(row.points),
            proposals::points_possible.eq(row.points_possible),
            proposals::factors.eq(&row.factors),
            proposals::alternatives.eq(&row.alternatives),
            proposals::mentor_answer.eq(None::<ProposalAnswer>),
            proposals::mentee_answer.eq(None::<ProposalAnswer>),
            proposals::answer_by.eq(None::<NaiveDateTime>),
            proposals::locked.eq(locked),
            proposals::changed_seq.eq(at.seq),
            proposals::updated_at.eq(at.now),
            proposals::version.eq(proposals::version + 1),
        ))
        .execute(conn)
}

/// What a step tells of a pair that it has just inserted.
pub fn mark_new(conn: &mut AnyConnection, ids: &[(Id, bool)], seq: i64) -> QueryResult<usize> {
    let mut written = 0;
    for is_locked in [false, true] {
        let those: Vec<Id> = ids.iter().filter(|id| id.1 == is_locked).map(|id| id.0).collect();
        for some in those.chunks(500) {
            written += diesel::update(proposals::table.filter(proposals::id.eq_any(some.to_vec())))
                .set((proposals::locked.eq(is_locked), proposals::changed_seq.eq(seq)))
                .execute(conn)?;
        }
    }
    Ok(written)
}

/// Lets go whom the round left out before.
pub fn delete_unmatched(conn: &mut AnyConnection, round: Id) -> QueryResult<usize> {
    diesel::delete(unmatched::table.filter(unmatched::round_id.eq(round))).execute(conn)
}

/// Whom a round leaves out, all of them.
pub fn unmatched_of(conn: &mut AnyConnection, round: Id) -> QueryResult<Vec<Id>> {
    unmatched::table.filter(unmatched::round_id.eq(round)).select(unmatched::enrolment_id).load(conn)
}

/// The mentees of one's regions whom a round left out.
pub fn left_out(conn: &mut AnyConnection, scope: &Scope, round: Id) -> QueryResult<Vec<Served>> {
    let mut query = unmatched::table.filter(unmatched::round_id.eq(round)).into_boxed();
    if !scope.network {
        query = query.filter(unmatched::region_id.eq_any(scope.regions.clone()));
    }
    let rows: Vec<(Id, Id)> = query.select((unmatched::enrolment_id, unmatched::region_id)).load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(mentee_enrolment_id, region_id)| Served {
            mentee_enrolment_id,
            region_id,
            mentor_enrolment_id: None,
            points: None,
            stands: true,
        })
        .collect())
}

/// Publishes these and answers how many.
pub fn publish(
    conn: &mut AnyConnection,
    ids: &[Id],
    answer_by: NaiveDateTime,
    now: NaiveDateTime,
) -> QueryResult<usize> {
    let mut written = 0;
    for some in ids.chunks(500) {
        let those = proposals::table
            .filter(proposals::id.eq_any(some.to_vec()).and(proposals::state.eq(ProposalState::Proposed)));
        written += diesel::update(those)
            .set((
                proposals::state.eq(ProposalState::Published),
                proposals::answer_by.eq(Some(answer_by)),
                proposals::updated_at.eq(now),
                proposals::version.eq(proposals::version + 1),
            ))
            .execute(conn)?;
    }
    Ok(written)
}
