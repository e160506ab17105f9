//! Rows of decisions and votes. A secret ballot lies apart from who voted, and nothing joins the two.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::rules::{DecisionState, Majority, Tally, VoteChoice};
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{decision_ballots, decision_votes, decisions};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = decisions)]
pub struct DecisionRow {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub motion: String,
    /// Put to this meeting; to a written vote without one.
    pub meeting_id: Option<Id>,
    pub majority: Majority,
    pub secret: bool,
    pub state: DecisionState,
    /// Until when a written vote is open.
    pub closes_at: Option<NaiveDateTime>,
    pub closed_at: Option<NaiveDateTime>,
    pub withdrawn_because: Option<String>,
    /// How many could vote when it was closed.
    pub eligible: Option<i32>,
    pub quorum: Option<i32>,
    pub took_part: Option<i32>,
    pub yes: Option<i32>,
    pub no: Option<i32>,
    pub abstain: Option<i32>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// Members of the task force see all; others what is carried or rejected, as the outcome is theirs too.
fn visible(scope: &Scope) -> decisions::BoxedQuery<'static, MultiBackend> {
    let query = decisions::table.into_boxed();
    if scope.network {
        return query;
    }
    query.filter(decisions::state.eq_any([DecisionState::Carried, DecisionState::Rejected]))
}

/// What a list of decisions is narrowed by.
#[derive(Default)]
pub struct DecisionFilter {
    pub state: Option<DecisionState>,
    pub meeting: Option<Id>,
}

/// Latest first.
pub fn list_decisions(
    conn: &mut AnyConnection,
    scope: &Scope,
    filter: &DecisionFilter,
    window: &Window<i32>,
) -> QueryResult<Vec<DecisionRow>> {
    let mut query = visible(scope);
    if let Some(state) = filter.state {
        query = query.filter(decisions::state.eq(state));
    }
    if let Some(meeting) = filter.meeting {
        query = query.filter(decisions::meeting_id.eq(meeting));
    }
    if let Some(number) = window.after {
        query = query.filter(decisions::number.lt(number));
    }
    query.order(decisions::number.desc()).limit(window.fetch()).select(DecisionRow::as_select()).load(conn)
}

pub fn find_decision(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<DecisionRow>> {
    visible(scope).filter(decisions::id.eq(id)).select(DecisionRow::as_select()).first(conn).optional()
}

/// Numbers of what is put to a meeting and not closed.
pub fn open_numbers_of_meeting(conn: &mut AnyConnection, meeting: Id) -> QueryResult<Vec<i32>> {
    decisions::table
        .filter(decisions::meeting_id.eq(meeting).and(decisions::state.eq(DecisionState::Open)))
        .order(decisions::number)
        .select(decisions::number)
        .load(conn)
}

pub fn last_number(conn: &mut AnyConnection) -> QueryResult<i32> {
    let last: Option<i32> = decisions::table.select(diesel::dsl::max(decisions::number)).first(conn)?;
    Ok(last.unwrap_or(0))
}

pub fn insert_decision(conn: &mut AnyConnection, row: &DecisionRow) -> QueryResult<usize> {
    diesel::insert_into(decisions::table).values(row.clone()).execute(conn)
}

/// Writes over the version before: 412 when it moved on.
pub fn update_decision(conn: &mut AnyConnection, row: &DecisionRow) -> Result<(), Problem> {
    let target = decisions::table.filter(decisions::id.eq(row.id));
    let rows = diesel::update(target.filter(decisions::version.eq(row.version - 1)))
        .set((
            decisions::title.eq(&row.title),
            decisions::motion.eq(&row.motion),
            decisions::meeting_id.eq(row.meeting_id),
            decisions::state.eq(row.state),
            decisions::closes_at.eq(row.closes_at),
            decisions::closed_at.eq(row.closed_at),
            decisions::withdrawn_because.eq(&row.withdrawn_because),
            decisions::eligible.eq(row.eligible),
            decisions::quorum.eq(row.quorum),
            decisions::took_part.eq(row.took_part),
            decisions::yes.eq(row.yes),
            decisions::no.eq(row.no),
            decisions::abstain.eq(row.abstain),
            decisions::updated_at.eq(row.updated_at),
            decisions::version.eq(row.version),
        ))
        .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// Keeps a decision open until this transaction ends, so that no vote arrives while it is being closed, and none is
/// counted twice: `false` when it is open no more.
pub fn hold_open(conn: &mut AnyConnection, id: Id) -> QueryResult<bool> {
    let target = decisions::table.filter(decisions::id.eq(id).and(decisions::state.eq(DecisionState::Open)));
    Ok(diesel::update(target).set(decisions::state.eq(DecisionState::Open)).execute(conn)? == 1)
}

/// The numbers of the decisions that are open.
pub fn open_numbers(conn: &mut AnyConnection) -> QueryResult<Vec<i32>> {
    decisions::table
        .filter(decisions::state.eq(DecisionState::Open))
        .order(decisions::number)
        .select(decisions::number)
        .load(conn)
}

/// Open written votes, the first to end first.
pub fn open_written_votes(conn: &mut AnyConnection, now: NaiveDateTime) -> QueryResult<Vec<DecisionRow>> {
    decisions::table
        .filter(decisions::state.eq(DecisionState::Open).and(decisions::closes_at.gt(now)))
        .order((decisions::closes_at, decisions::number))
        .select(DecisionRow::as_select())
        .load(conn)
}

/// Who has voted, and how (`None` in a secret ballot).
pub fn votes(conn: &mut AnyConnection, decisions: &[Id]) -> QueryResult<Vec<(Id, Id, Option<VoteChoice>)>> {
    decision_votes::table
        .filter(decision_votes::decision_id.eq_any(decisions.to_vec()))
        .order((decision_votes::decision_id, decision_votes::person_id))
        .select((decision_votes::decision_id, decision_votes::person_id, decision_votes::choice))
        .load(conn)
}

pub fn insert_vote(
    conn: &mut AnyConnection,
    decision: Id,
    person: Id,
    choice: Option<VoteChoice>,
) -> QueryResult<usize> {
    diesel::insert_into(decision_votes::table)
        .values((
            decision_votes::decision_id.eq(decision),
            decision_votes::person_id.eq(person),
            decision_votes::choice.eq(choice),
        ))
        .execute(conn)
}

pub fn change_vote(
    conn: &mut AnyConnection,
    decision: Id,
    person: Id,
    choice: VoteChoice,
) -> QueryResult<usize> {
    let target = decision_votes::table
        .filter(decision_votes::decision_id.eq(decision).and(decision_votes::person_id.eq(person)));
    diesel::update(target).set(decision_votes::choice.eq(Some(choice))).execute(conn)
}

/// `id` is of chance: no order of ids tells who voted when.
pub fn insert_ballot(
    conn: &mut AnyConnection,
    id: Id,
    decision: Id,
    choice: VoteChoice,
) -> QueryResult<usize> {
    diesel::insert_into(decision_ballots::table)
        .values((
            decision_ballots::id.eq(id),
            decision_ballots::decision_id.eq(decision),
            decision_ballots::choice.eq(choice),
        ))
        .execute(conn)
}

pub fn secret_tally(conn: &mut AnyConnection, decision: Id) -> QueryResult<Tally> {
    let rows: Vec<(VoteChoice, i64)> = decision_ballots::table
        .filter(decision_ballots::decision_id.eq(decision))
        .group_by(decision_ballots::choice)
        .select((decision_ballots::choice, diesel::dsl::count_star()))
        .load(conn)?;
    let mut tally = Tally::default();
    for (choice, votes) in rows {
        tally.add(choice, i32::try_from(votes).unwrap_or(i32::MAX));
    }
    Ok(tally)
}
