//! Who was in a round when it was solved.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use crate::matching::rules::{EnrolmentRole, EnrolmentState};
use crate::on_backend;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{enrolments, round_members};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = round_members)]
pub struct MemberRow {
    pub round_id: Id,
    pub enrolment_id: Id,
    pub person_id: Id,
    pub region_id: Id,
    pub role: EnrolmentRole,
    /// What a mentor had to give, and 1 for a mentee, when they were counted last; 0: no part of the question then.
    pub seats: i32,
    pub enrolment_version: i64,
}

pub fn insert_all(conn: &mut AnyConnection, rows: &[MemberRow]) -> Result<(), Problem> {
    for some in rows.chunks(1000) {
        on_backend!(conn, |c| diesel::insert_into(round_members::table).values(some).execute(c)?);
    }
    Ok(())
}

pub fn delete_of_round(conn: &mut AnyConnection, round: Id) -> QueryResult<usize> {
    diesel::delete(round_members::table.filter(round_members::round_id.eq(round))).execute(conn)
}

/// By enrolment. No scope: the round's question holds everybody.
pub fn of_round(conn: &mut AnyConnection, round: Id) -> QueryResult<HashMap<Id, MemberRow>> {
    let rows: Vec<MemberRow> = round_members::table
        .filter(round_members::round_id.eq(round))
        .select(MemberRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.enrolment_id, row)).collect())
}

/// The enrolment counts as it is now.
pub fn set_counted(conn: &mut AnyConnection, row: &MemberRow) -> QueryResult<usize> {
    diesel::update(round_members::table.filter(
        round_members::round_id.eq(row.round_id).and(round_members::enrolment_id.eq(row.enrolment_id)),
    ))
    .set((round_members::seats.eq(row.seats), round_members::enrolment_version.eq(row.enrolment_version)))
    .execute(conn)
}

/// Mentors of a round's question with something to give, of one's regions, in the order of their enrolments.
pub fn mentors_with_seats(
    conn: &mut AnyConnection,
    scope: &Scope,
    round: Id,
    region: Option<Id>,
    window: &Window<Id>,
    left: &HashSet<Id>,
) -> QueryResult<Vec<MemberRow>> {
    let mut query = round_members::table
        .filter(round_members::round_id.eq(round).and(round_members::role.eq(EnrolmentRole::Mentor)))
        .filter(round_members::seats.gt(0))
        .into_boxed();
    if !scope.network {
        query = query.filter(round_members::region_id.eq_any(scope.regions.clone()));
    }
    if let Some(region) = region {
        query = query.filter(round_members::region_id.eq(region));
    }
    if let Some(after) = window.after {
        query = query.filter(round_members::enrolment_id.gt(after));
    }
    let rows: Vec<MemberRow> =
        query.order(round_members::enrolment_id).select(MemberRow::as_select()).load(conn)?;
    let fetch = usize::try_from(window.fetch()).unwrap_or(usize::MAX);
    Ok(rows.into_iter().filter(|row| !left.contains(&row.enrolment_id)).take(fetch).collect())
}

/// An enrolment as far as a round has to know whether it changed.
#[derive(Debug, Clone, Queryable)]
pub struct EnrolmentNow {
    pub id: Id,
    pub state: EnrolmentState,
    pub capacity: i32,
    pub version: i64,
}

/// All enrolments of a cycle. No scope: the caller was found to reach the round.
pub fn enrolments_now(conn: &mut AnyConnection, cycle: Id) -> QueryResult<Vec<EnrolmentNow>> {
    enrolments::table
        .filter(enrolments::cycle_id.eq(cycle))
        .select((enrolments::id, enrolments::state, enrolments::capacity, enrolments::version))
        .load(conn)
}
