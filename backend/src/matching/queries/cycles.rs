//! Rows of cycles. Cycles are facts of the whole network; only drafts are kept from most.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::matching::rules::{CycleState, EnrolmentRole, EnrolmentState};
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{cycles, enrolments};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = cycles)]
pub struct CycleRow {
    pub id: Id,
    pub name: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub state: CycleState,
    pub answer_within_days: i32,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
    /// What somebody has to have passed before being matched.
    pub orientation_requirement_id: Option<Id>,
}

pub fn insert(conn: &mut AnyConnection, row: &CycleRow) -> Result<(), Problem> {
    diesel::insert_into(cycles::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// `drafts`: whether cycles that are not announced yet exist for the caller.
pub fn find(conn: &mut AnyConnection, _: &Scope, drafts: bool, id: Id) -> QueryResult<Option<CycleRow>> {
    let row: Option<CycleRow> =
        cycles::table.filter(cycles::id.eq(id)).select(CycleRow::as_select()).first(conn).optional()?;
    Ok(row.filter(|row| drafts || row.state != CycleState::Draft))
}

/// All that are closed; there are few in a year.
pub fn closed(conn: &mut AnyConnection) -> QueryResult<Vec<CycleRow>> {
    cycles::table.filter(cycles::state.eq(CycleState::Closed)).select(CycleRow::as_select()).load(conn)
}

/// Newest first.
pub fn list(
    conn: &mut AnyConnection,
    _: &Scope,
    drafts: bool,
    state: Option<CycleState>,
    window: &Window<(NaiveDate, Id)>,
) -> QueryResult<Vec<CycleRow>> {
    let mut query = cycles::table.into_boxed();
    if !drafts {
        query = query.filter(cycles::state.ne(CycleState::Draft));
    }
    if let Some(state) = state {
        query = query.filter(cycles::state.eq(state));
    }
    if let Some((day, id)) = window.after {
        query = query.filter(cycles::starts_on.lt(day).or(cycles::starts_on.eq(day).and(cycles::id.lt(id))));
    }
    query
        .order((cycles::starts_on.desc(), cycles::id.desc()))
        .limit(window.fetch())
        .select(CycleRow::as_select())
        .load(conn)
}

/// Writes the editable columns; 412 when the row moved on since `row` was read.
pub fn update(conn: &mut AnyConnection, row: &CycleRow) -> Result<(), Problem> {
    let rows =
        diesel::update(cycles::table.filter(cycles::id.eq(row.id).and(cycles::version.eq(row.version - 1))))
            .set((
                cycles::name.eq(&row.name),
                cycles::starts_on.eq(row.starts_on),
                cycles::ends_on.eq(row.ends_on),
                cycles::state.eq(row.state),
                cycles::answer_within_days.eq(row.answer_within_days),
                cycles::orientation_requirement_id.eq(row.orientation_requirement_id),
                cycles::updated_at.eq(row.updated_at),
                cycles::version.eq(row.version),
            ))
            .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// Takes the cycle for this transaction: whoever spends seats waits here for whoever does so too.
///
/// # Errors
/// 404 when there is no such cycle.
pub fn lock(work: &mut Work<'_>, id: Id) -> Result<CycleRow, Problem> {
    diesel::update(cycles::table.filter(cycles::id.eq(id)))
        .set(cycles::updated_at.eq(cycles::updated_at))
        .execute(work.conn)?;
    find(work.conn, work.scope, true, id)?.ok_or_else(|| Problem::not_found("cycle"))
}

/// How many are enrolled in a cycle, and how many seats their mentors offer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub mentors: i64,
    pub mentees: i64,
    pub seats: i64,
}

pub fn counts(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<HashMap<Id, Counts>> {
    use diesel::dsl::{count_star, sum};
    let rows: Vec<(Id, EnrolmentRole, i64, Option<i64>)> = enrolments::table
        .filter(enrolments::cycle_id.eq_any(ids.to_vec()).and(enrolments::state.eq(EnrolmentState::Enrolled)))
        .group_by((enrolments::cycle_id, enrolments::role))
        .select((enrolments::cycle_id, enrolments::role, count_star(), sum(enrolments::capacity)))
        .load(conn)?;
    let mut found: HashMap<Id, Counts> = HashMap::new();
    for (cycle, role, people, seats) in rows {
        let counts = found.entry(cycle).or_default();
        match role {
            EnrolmentRole::Mentor => {
                counts.mentors = people;
                counts.seats = seats.unwrap_or(0);
            }
            EnrolmentRole::Mentee => counts.mentees = people,
        }
    }
    Ok(found)
}
