//! What the workbench keeps beside a round and beside a proposal.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::matching::rules::ProposalState;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::schema::{proposals, rounds};

/// Of a round: how often it was edited, whose pairs it keeps, for whom it was made.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = rounds)]
pub struct RoundMarks {
    pub id: Id,
    /// The number of the last edit, undo or redo; 0 before the first.
    pub edit_seq: i64,
    pub keep_from_round_id: Option<Id>,
    pub keep_points: i32,
    pub rematch_of_enrolment_id: Option<Id>,
}

pub fn of_rounds(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<HashMap<Id, RoundMarks>> {
    let rows: Vec<RoundMarks> =
        rounds::table.filter(rounds::id.eq_any(ids.to_vec())).select(RoundMarks::as_select()).load(conn)?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

pub fn of_round(conn: &mut AnyConnection, id: Id) -> Result<RoundMarks, Problem> {
    of_rounds(conn, &[id])?.remove(&id).ok_or_else(|| Problem::not_found("round"))
}

pub fn set_edit_seq(conn: &mut AnyConnection, id: Id, seq: i64) -> QueryResult<usize> {
    diesel::update(rounds::table.filter(rounds::id.eq(id))).set(rounds::edit_seq.eq(seq)).execute(conn)
}

pub fn set_kept(conn: &mut AnyConnection, id: Id, from: Id, points: i32) -> QueryResult<usize> {
    diesel::update(rounds::table.filter(rounds::id.eq(id)))
        .set((rounds::keep_from_round_id.eq(Some(from)), rounds::keep_points.eq(points)))
        .execute(conn)
}

pub fn set_rematch_of(conn: &mut AnyConnection, id: Id, enrolment: Id) -> QueryResult<usize> {
    diesel::update(rounds::table.filter(rounds::id.eq(id)))
        .set(rounds::rematch_of_enrolment_id.eq(Some(enrolment)))
        .execute(conn)
}

/// Of a proposal: what coordinators did to it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = proposals)]
pub struct ProposalMarks {
    pub id: Id,
    pub locked: bool,
    /// The number of the round's step that changed it last; 0: as the round made it.
    pub changed_seq: i64,
    pub has_note: bool,
    pub approved_at: Option<NaiveDateTime>,
}

pub fn of_proposals(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<HashMap<Id, ProposalMarks>> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let rows: Vec<ProposalMarks> = proposals::table
            .filter(proposals::id.eq_any(some.to_vec()))
            .select(ProposalMarks::as_select())
            .load(conn)?;
        found.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok(found)
}

pub fn of_round_proposals(conn: &mut AnyConnection, round: Id) -> QueryResult<HashMap<Id, ProposalMarks>> {
    let rows: Vec<ProposalMarks> = proposals::table
        .filter(proposals::round_id.eq(round))
        .select(ProposalMarks::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Marks proposals that wait to be published as approved, or open again. Answers how many were not so before.
pub fn set_approved(
    conn: &mut AnyConnection,
    round: Id,
    ids: &[Id],
    approval: Option<(NaiveDateTime, Option<Id>)>,
) -> QueryResult<usize> {
    let mut changed = 0;
    for some in ids.chunks(500) {
        let those = proposals::table
            .filter(proposals::round_id.eq(round).and(proposals::state.eq(ProposalState::Proposed)))
            .filter(proposals::id.eq_any(some.to_vec()));
        let marks = (
            proposals::approved_at.eq(approval.map(|approval| approval.0)),
            proposals::approved_by.eq(approval.and_then(|approval| approval.1)),
        );
        changed += if approval.is_some() {
            diesel::update(those.filter(proposals::approved_at.is_null())).set(marks).execute(conn)?
        } else {
            diesel::update(those.filter(proposals::approved_at.is_not_null())).set(marks).execute(conn)?
        };
    }
    Ok(changed)
}

/// Takes the approval of a pair back: it was for a question that has been asked.
pub fn forget_approval(conn: &mut AnyConnection, id: Id) -> QueryResult<usize> {
    diesel::update(proposals::table.filter(proposals::id.eq(id)))
        .set((proposals::approved_at.eq(None::<NaiveDateTime>), proposals::approved_by.eq(None::<Id>)))
        .execute(conn)
}

pub fn set_has_note(conn: &mut AnyConnection, proposal: Id, has_note: bool) -> QueryResult<usize> {
    diesel::update(proposals::table.filter(proposals::id.eq(proposal)))
        .set(proposals::has_note.eq(has_note))
        .execute(conn)
}

/// How the proposals of rounds stand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Standing {
    pub proposed: i64,
    /// Of those proposed.
    pub approved: i64,
    /// Asked at some time, whatever came of it.
    pub asked: i64,
}

pub fn standings(conn: &mut AnyConnection, rounds: &[Id]) -> QueryResult<HashMap<Id, Standing>> {
    standings_within(conn, &Scope::everything(), rounds)
}

/// The same of the proposals of some regions.
pub fn standings_within(
    conn: &mut AnyConnection,
    scope: &Scope,
    rounds: &[Id],
) -> QueryResult<HashMap<Id, Standing>> {
    use diesel::dsl::{count, count_star};
    // Approved are those whose mark is there: counting a column leaves out what is NULL.
    let mut query = proposals::table
        .filter(proposals::round_id.eq_any(rounds.to_vec()))
        .group_by((proposals::round_id, proposals::state))
        .select((proposals::round_id, proposals::state, count_star(), count(proposals::approved_at)))
        .into_boxed();
    if !scope.network {
        query = query.filter(proposals::region_id.eq_any(scope.regions.clone()));
    }
    let rows: Vec<(Id, ProposalState, i64, i64)> = query.load(conn)?;
    let mut found: HashMap<Id, Standing> = HashMap::new();
    for (round, state, all, approved) in rows {
        let standing = found.entry(round).or_default();
        match state {
            ProposalState::Proposed => {
                standing.proposed = all;
                standing.approved = approved;
            }
            ProposalState::Replaced | ProposalState::Withdrawn => {}
            _ => standing.asked += all,
        }
    }
    Ok(found)
}
