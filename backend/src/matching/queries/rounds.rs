//! Rows of rounds and of those whom they left unmatched.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::matching::rules::{RoundObjective, RoundState};
use crate::on_backend;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{rounds, rounds_by_hand, unmatched};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = rounds)]
pub struct RoundRow {
    pub id: Id,
    pub cycle_id: Id,
    /// `None`: the whole nation.
    pub region_id: Option<Id>,
    pub state: RoundState,
    pub objective: RoundObjective,
    /// The [`matcher::Policy`] it ran with, as JSON.
    pub policy: String,
    pub job_id: Option<Id>,
    pub mentors: i32,
    pub mentees: i32,
    pub matched: i32,
    pub total_points: i64,
    /// `total_points` plus the gap of the certificate.
    pub dual_bound: i64,
    pub published_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
    /// The saved version that `policy` comes from; `None` when nobody had saved any.
    pub policy_version_id: Option<Id>,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = unmatched)]
pub struct UnmatchedRow {
    pub round_id: Id,
    pub enrolment_id: Id,
    pub region_id: Id,
    pub person_id: Id,
    /// A [`matcher::UnmatchedReason`] as JSON.
    pub reason: String,
}

pub fn insert(conn: &mut AnyConnection, row: &RoundRow) -> Result<(), Problem> {
    diesel::insert_into(rounds::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// Rounds of one's regions and national ones, which hold pairs of one's regions too.
fn within(scope: &Scope) -> rounds::BoxedQuery<'static, MultiBackend> {
    // The pairs made by hand are in no round that anybody ran.
    let by_hand = rounds_by_hand::table.select(rounds_by_hand::round_id);
    let query = rounds::table.filter(rounds::id.ne_all(by_hand)).into_boxed();
    if scope.network {
        return query;
    }
    let regional = rounds::region_id.eq_any(scope.regions.clone());
    if scope.regions.is_empty() {
        return query.filter(regional);
    }
    query.filter(rounds::region_id.is_null().or(regional))
}

pub fn find(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<RoundRow>> {
    within(scope).filter(rounds::id.eq(id)).select(RoundRow::as_select()).first(conn).optional()
}

/// Newest first.
pub fn list(
    conn: &mut AnyConnection,
    scope: &Scope,
    cycle: Id,
    window: &Window<Id>,
) -> QueryResult<Vec<RoundRow>> {
    let mut query = within(scope).filter(rounds::cycle_id.eq(cycle));
    if let Some(after) = window.after {
        query = query.filter(rounds::id.lt(after));
    }
    query.order(rounds::id.desc()).limit(window.fetch()).select(RoundRow::as_select()).load(conn)
}

/// The number of each round of some cycles: counted from 1 in its cycle, in the order in which they were made.
pub fn numbers(conn: &mut AnyConnection, cycles: &[Id]) -> QueryResult<HashMap<Id, i64>> {
    let rows: Vec<(Id, Id)> = within(&Scope::everything())
        .filter(rounds::cycle_id.eq_any(cycles.to_vec()))
        .order((rounds::cycle_id, rounds::id))
        .select((rounds::cycle_id, rounds::id))
        .load(conn)?;
    let mut last: HashMap<Id, i64> = HashMap::new();
    Ok(rows
        .into_iter()
        .map(|(cycle, round)| {
            let number = last.entry(cycle).or_insert(0);
            *number += 1;
            (round, *number)
        })
        .collect())
}

/// Rounds of a cycle that wait to be published. No scope: for services that checked.
pub fn ready_in(conn: &mut AnyConnection, cycle: Id) -> QueryResult<Vec<RoundRow>> {
    rounds::table
        .filter(rounds::cycle_id.eq(cycle).and(rounds::state.eq(RoundState::Ready)))
        .order(rounds::id)
        .select(RoundRow::as_select())
        .load(conn)
}

/// Of those the ones that looked for somebody new for one enrolment.
pub fn ready_rematches(conn: &mut AnyConnection, cycle: Id, enrolment: Id) -> QueryResult<Vec<RoundRow>> {
    rounds::table
        .filter(rounds::cycle_id.eq(cycle).and(rounds::state.eq(RoundState::Ready)))
        .filter(rounds::rematch_of_enrolment_id.eq(Some(enrolment)))
        .order(rounds::id)
        .select(RoundRow::as_select())
        .load(conn)
}

pub fn set_job(conn: &mut AnyConnection, id: Id, job: Id) -> QueryResult<usize> {
    diesel::update(rounds::table.filter(rounds::id.eq(id))).set(rounds::job_id.eq(Some(job))).execute(conn)
}

/// Writes the outcome or the publication; 412 when the row moved on since `row` was read.
pub fn update(conn: &mut AnyConnection, row: &RoundRow) -> Result<(), Problem> {
    let rows =
        diesel::update(rounds::table.filter(rounds::id.eq(row.id).and(rounds::version.eq(row.version - 1))))
            .set((
                rounds::state.eq(row.state),
                rounds::mentors.eq(row.mentors),
                rounds::mentees.eq(row.mentees),
                rounds::matched.eq(row.matched),
                rounds::total_points.eq(row.total_points),
                rounds::dual_bound.eq(row.dual_bound),
                rounds::published_at.eq(row.published_at),
                rounds::updated_at.eq(row.updated_at),
                rounds::version.eq(row.version),
            ))
            .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

pub fn insert_unmatched(conn: &mut AnyConnection, rows: &[UnmatchedRow]) -> Result<(), Problem> {
    for some in rows.chunks(1000) {
        on_backend!(conn, |c| diesel::insert_into(unmatched::table).values(some).execute(c)?);
    }
    Ok(())
}

/// Those of one's regions whom a round left unmatched.
pub fn list_unmatched(
    conn: &mut AnyConnection,
    scope: &Scope,
    round: Id,
    region: Option<Id>,
    window: &Window<Id>,
) -> QueryResult<Vec<UnmatchedRow>> {
    let mut query = unmatched::table.filter(unmatched::round_id.eq(round)).into_boxed();
    if !scope.network {
        query = query.filter(unmatched::region_id.eq_any(scope.regions.clone()));
    }
    if let Some(region) = region {
        query = query.filter(unmatched::region_id.eq(region));
    }
    if let Some(after) = window.after {
        query = query.filter(unmatched::enrolment_id.gt(after));
    }
    query.order(unmatched::enrolment_id).limit(window.fetch()).select(UnmatchedRow::as_select()).load(conn)
}
