//! Rows of proposals, and the seats that they hold.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::matching::circles;
use crate::matching::rules::{CycleState, DeclineReason, ProposalAnswer, ProposalState};
use crate::on_backend;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{cycles, proposals};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = proposals)]
pub struct ProposalRow {
    pub id: Id,
    pub round_id: Id,
    pub cycle_id: Id,
    /// The mentee's region, which is responsible for the pair.
    pub region_id: Id,
    pub mentor_enrolment_id: Id,
    pub mentee_enrolment_id: Id,
    pub mentor_id: Id,
    pub mentee_id: Id,
    pub points: i32,
    pub points_possible: i32,
    /// A list of [`matcher::FactorPoints`] as JSON.
    pub factors: String,
    /// A list of [`StoredAlternative`] as JSON.
    pub alternatives: String,
    pub state: ProposalState,
    pub mentor_answer: Option<ProposalAnswer>,
    pub mentee_answer: Option<ProposalAnswer>,
    pub decline_reason: Option<DeclineReason>,
    pub answer_by: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// Another mentor whom the mentee could have had.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct StoredAlternative {
    pub enrolment_id: Id,
    pub person_id: Id,
    pub points: u32,
    pub full: bool,
}

type ProposalQuery = proposals::BoxedQuery<'static, MultiBackend>;

/// Those of one's regions and, once they were published, one's own.
fn within(scope: &Scope) -> ProposalQuery {
    let query = proposals::table.into_boxed();
    if scope.network {
        return query;
    }
    let regional = proposals::region_id.eq_any(scope.regions.clone());
    match scope.own {
        None => query.filter(regional),
        Some(own) => query.filter(
            regional.or(proposals::answer_by
                .is_not_null()
                .and(proposals::mentor_id.eq(own).or(proposals::mentee_id.eq(own)))),
        ),
    }
}

pub fn find(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<ProposalRow>> {
    within(scope).filter(proposals::id.eq(id)).select(ProposalRow::as_select()).first(conn).optional()
}

/// Takes the proposal for this transaction, so that two who answer at once do it one after the other.
pub fn lock(work: &mut Work<'_>, id: Id) -> Result<(), Problem> {
    diesel::update(proposals::table.filter(proposals::id.eq(id)))
        .set(proposals::updated_at.eq(proposals::updated_at))
        .execute(work.conn)?;
    Ok(())
}

pub fn insert_all(conn: &mut AnyConnection, rows: &[ProposalRow]) -> Result<(), Problem> {
    for some in rows.chunks(500) {
        on_backend!(conn, |c| diesel::insert_into(proposals::table).values(some).execute(c)?);
    }
    Ok(())
}

pub fn in_state(query: ProposalQuery, state: ProposalState, now: NaiveDateTime) -> ProposalQuery {
    match state {
        ProposalState::Published => {
            query.filter(proposals::state.eq(state).and(proposals::answer_by.gt(Some(now))))
        }
        ProposalState::Expired => query.filter(
            proposals::state
                .eq(state)
                .or(proposals::state.eq(ProposalState::Published).and(proposals::answer_by.le(Some(now)))),
        ),
        state => query.filter(proposals::state.eq(state)),
    }
}

/// The published proposals of a person, newest first.
pub fn list_of_person(
    conn: &mut AnyConnection,
    person: Id,
    state: Option<(ProposalState, NaiveDateTime)>,
    window: &Window<Id>,
) -> QueryResult<Vec<ProposalRow>> {
    let own = Scope { own: Some(person), ..Scope::default() };
    let mut query = within(&own);
    if let Some((state, now)) = state {
        query = in_state(query, state, now);
    }
    if let Some(after) = window.after {
        query = query.filter(proposals::id.lt(after));
    }
    query.order(proposals::id.desc()).limit(window.fetch()).select(ProposalRow::as_select()).load(conn)
}

/// All proposals of a round, in the order they were made. No scope: for services that checked.
pub fn of_round(conn: &mut AnyConnection, round: Id) -> QueryResult<Vec<ProposalRow>> {
    proposals::table
        .filter(proposals::round_id.eq(round))
        .order(proposals::id)
        .select(ProposalRow::as_select())
        .load(conn)
}

/// Seats held in a cycle, by enrolment of either side: by pairings and places in circles, and by questions still open.
pub fn seats_held(conn: &mut AnyConnection, cycle: Id, now: NaiveDateTime) -> QueryResult<HashMap<Id, i32>> {
    let rows: Vec<(Id, Id)> = proposals::table
        .filter(proposals::cycle_id.eq(cycle))
        .filter(
            proposals::state
                .eq(ProposalState::Accepted)
                .or(proposals::state.eq(ProposalState::Published).and(proposals::answer_by.gt(Some(now)))),
        )
        .select((proposals::mentor_enrolment_id, proposals::mentee_enrolment_id))
        .load(conn)?;
    let mut held = circles::seats_held(conn, cycle, now)?;
    for (mentor, mentee) in rows {
        *held.entry(mentor).or_insert(0) += 1;
        *held.entry(mentee).or_insert(0) += 1;
    }
    Ok(held)
}

/// Pairs (mentee, mentor) that were tried in this cycle and came to nothing.
pub fn barred_pairs(conn: &mut AnyConnection, cycle: Id) -> QueryResult<Vec<(Id, Id)>> {
    barred(conn, proposals::table.filter(proposals::cycle_id.eq(cycle)).into_boxed())
}

/// Of those the ones of earlier rounds than this one.
pub fn barred_pairs_before(conn: &mut AnyConnection, cycle: Id, round: Id) -> QueryResult<Vec<(Id, Id)>> {
    let earlier = proposals::table.filter(proposals::cycle_id.eq(cycle).and(proposals::round_id.lt(round)));
    barred(conn, earlier.into_boxed())
}

fn barred(conn: &mut AnyConnection, query: ProposalQuery) -> QueryResult<Vec<(Id, Id)>> {
    let rows: Vec<(ProposalState, Id, Id)> = query
        .filter(proposals::state.ne(ProposalState::Proposed))
        .select((proposals::state, proposals::mentee_id, proposals::mentor_id))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter(|(state, ..)| state.bars_the_pair())
        .map(|(_, mentee, mentor)| (mentee, mentor))
        .collect())
}

/// The proposals of an enrolment, as either side.
pub fn of_enrolment(conn: &mut AnyConnection, enrolment: Id) -> QueryResult<Vec<ProposalRow>> {
    proposals::table
        .filter(proposals::mentor_enrolment_id.eq(enrolment).or(proposals::mentee_enrolment_id.eq(enrolment)))
        .order(proposals::id)
        .select(ProposalRow::as_select())
        .load(conn)
}

/// The questions of a cycle that are open, or of those the ones whose time was over at a moment. No scope: their time passes
/// whoever looks.
pub fn published_in(
    conn: &mut AnyConnection,
    cycle: Id,
    over_at: Option<NaiveDateTime>,
) -> QueryResult<Vec<ProposalRow>> {
    let mut query = proposals::table
        .filter(proposals::cycle_id.eq(cycle).and(proposals::state.eq(ProposalState::Published)))
        .into_boxed();
    if let Some(moment) = over_at {
        query = query.filter(proposals::answer_by.le(Some(moment)));
    }
    query.order(proposals::id).select(ProposalRow::as_select()).load(conn)
}

/// Cycles with questions whose time is over.
pub fn cycles_with_overdue(conn: &mut AnyConnection, now: NaiveDateTime) -> QueryResult<Vec<Id>> {
    proposals::table
        .filter(proposals::state.eq(ProposalState::Published).and(proposals::answer_by.le(Some(now))))
        .select(proposals::cycle_id)
        .distinct()
        .order(proposals::cycle_id)
        .load(conn)
}

/// Open questions whose time ends between two moments, each with the state of its cycle and the days that one has to answer.
pub fn due_between(
    conn: &mut AnyConnection,
    from: NaiveDateTime,
    until: NaiveDateTime,
) -> QueryResult<Vec<(ProposalRow, CycleState, i32)>> {
    proposals::table
        .inner_join(cycles::table.on(cycles::id.eq(proposals::cycle_id)))
        .filter(proposals::state.eq(ProposalState::Published))
        .filter(proposals::answer_by.gt(Some(from)).and(proposals::answer_by.le(Some(until))))
        .order((proposals::answer_by, proposals::id))
        .select((ProposalRow::as_select(), cycles::state, cycles::answer_within_days))
        .load(conn)
}

/// Moves questions to expired.
pub fn expire(work: &mut Work<'_>, ids: &[Id]) -> QueryResult<usize> {
    let now = work.stamp();
    let mut written = 0;
    for some in ids.chunks(500) {
        let those = proposals::table
            .filter(proposals::id.eq_any(some.to_vec()).and(proposals::state.eq(ProposalState::Published)));
        written += diesel::update(those)
            .set((
                proposals::state.eq(ProposalState::Expired),
                proposals::updated_at.eq(now),
                proposals::version.eq(proposals::version + 1),
            ))
            .execute(work.conn)?;
    }
    Ok(written)
}

/// Writes state and answers; 412 when the row moved on since `row` was read.
pub fn update(conn: &mut AnyConnection, row: &ProposalRow) -> Result<(), Problem> {
    let rows = diesel::update(
        proposals::table.filter(proposals::id.eq(row.id).and(proposals::version.eq(row.version - 1))),
    )
    .set((
        proposals::state.eq(row.state),
        proposals::mentor_answer.eq(row.mentor_answer),
        proposals::mentee_answer.eq(row.mentee_answer),
        proposals::decline_reason.eq(row.decline_reason),
        proposals::updated_at.eq(row.updated_at),
        proposals::version.eq(row.version),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// Lets go what an attempt that was cut off may have left.
pub fn delete_of_round(conn: &mut AnyConnection, round: Id) -> QueryResult<usize> {
    diesel::delete(proposals::table.filter(proposals::round_id.eq(round))).execute(conn)
}
