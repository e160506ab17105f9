//! Cohorts and their members.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{count_star, max};
use diesel::prelude::*;
use uuid::Uuid;

use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{cohort_members, cohorts};
use crate::training::rules::CohortMemberState;

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = cohorts)]
pub struct CohortRow {
    pub id: Id,
    pub name: String,
    pub description: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = cohort_members)]
pub struct MemberRow {
    pub id: Id,
    pub cohort_id: Id,
    pub person_id: Id,
    pub region_id: Option<Id>,
    pub state: CohortMemberState,
    pub completed_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// Nobody's id, for a scope without a person of its own.
fn own(scope: &Scope) -> Id {
    scope.own.unwrap_or(Id(Uuid::nil()))
}

#[diesel::dsl::auto_type]
fn reached_cohorts(regions: Vec<Id>, person: Id) -> _ {
    cohort_members::table
        .filter(cohort_members::region_id.eq_any(regions).or(cohort_members::person_id.eq(person)))
        .select(cohort_members::cohort_id)
}

pub fn insert_cohort(conn: &mut AnyConnection, row: &CohortRow) -> Result<(), Problem> {
    diesel::insert_into(cohorts::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// The latest to start first.
pub fn list_cohorts(
    conn: &mut AnyConnection,
    scope: &Scope,
    window: &Window<(NaiveDate, Id)>,
) -> QueryResult<Vec<CohortRow>> {
    let mut query = cohorts::table.into_boxed();
    if !scope.network {
        query = query.filter(cohorts::id.eq_any(reached_cohorts(scope.regions.clone(), own(scope))));
    }
    if let Some((day, id)) = window.after {
        query =
            query.filter(cohorts::starts_on.lt(day).or(cohorts::starts_on.eq(day).and(cohorts::id.lt(id))));
    }
    query
        .order((cohorts::starts_on.desc(), cohorts::id.desc()))
        .limit(window.fetch())
        .select(CohortRow::as_select())
        .load(conn)
}

pub fn find_cohort(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<CohortRow>> {
    let mut query = cohorts::table.filter(cohorts::id.eq(id)).into_boxed();
    if !scope.network {
        query = query.filter(cohorts::id.eq_any(reached_cohorts(scope.regions.clone(), own(scope))));
    }
    query.select(CohortRow::as_select()).first(conn).optional()
}

pub fn insert_member(conn: &mut AnyConnection, row: &MemberRow) -> Result<(), Problem> {
    diesel::insert_into(cohort_members::table).values(row.clone()).execute(conn)?;
    Ok(())
}

pub fn count_members(conn: &mut AnyConnection, cohort: Id) -> QueryResult<i64> {
    cohort_members::table.filter(cohort_members::cohort_id.eq(cohort)).count().get_result(conn)
}

/// (cohort, state) with the number of members that the scope reaches.
pub fn member_counts(
    conn: &mut AnyConnection,
    scope: &Scope,
    cohorts: &[Id],
) -> QueryResult<HashMap<(Id, CohortMemberState), i64>> {
    let theirs = cohort_members::table.filter(cohort_members::cohort_id.eq_any(cohorts.to_vec()));
    let grouped = (cohort_members::cohort_id, cohort_members::state);
    let counted = (cohort_members::cohort_id, cohort_members::state, count_star());
    let rows: Vec<(Id, CohortMemberState, i64)> = if scope.network {
        theirs.group_by(grouped).select(counted).load(conn)?
    } else {
        theirs
            .filter(
                cohort_members::region_id
                    .eq_any(scope.regions.clone())
                    .or(cohort_members::person_id.eq(own(scope))),
            )
            .group_by(grouped)
            .select(counted)
            .load(conn)?
    };
    Ok(rows.into_iter().map(|(cohort, state, n)| ((cohort, state), n)).collect())
}

/// In the order in which they joined.
pub fn list_members(conn: &mut AnyConnection, scope: &Scope, cohort: Id) -> QueryResult<Vec<MemberRow>> {
    let mut query = cohort_members::table.filter(cohort_members::cohort_id.eq(cohort)).into_boxed();
    if !scope.network {
        query = query.filter(
            cohort_members::region_id
                .eq_any(scope.regions.clone())
                .or(cohort_members::person_id.eq(own(scope))),
        );
    }
    query.order(cohort_members::id).select(MemberRow::as_select()).load(conn)
}

pub fn find_member(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<MemberRow>> {
    let mut query = cohort_members::table.filter(cohort_members::id.eq(id)).into_boxed();
    if !scope.network {
        query = query.filter(
            cohort_members::region_id
                .eq_any(scope.regions.clone())
                .or(cohort_members::person_id.eq(own(scope))),
        );
    }
    query.select(MemberRow::as_select()).first(conn).optional()
}

pub fn is_member(conn: &mut AnyConnection, cohort: Id, person: Id) -> QueryResult<bool> {
    let count: i64 = cohort_members::table
        .filter(cohort_members::cohort_id.eq(cohort).and(cohort_members::person_id.eq(person)))
        .count()
        .get_result(conn)?;
    Ok(count > 0)
}

/// A person's memberships, newest first.
pub fn memberships(conn: &mut AnyConnection, person: Id) -> QueryResult<Vec<MemberRow>> {
    cohort_members::table
        .filter(cohort_members::person_id.eq(person))
        .order(cohort_members::id.desc())
        .limit(50)
        .select(MemberRow::as_select())
        .load(conn)
}

/// When the person last completed a training.
pub fn last_completion(conn: &mut AnyConnection, person: Id) -> QueryResult<Option<NaiveDateTime>> {
    cohort_members::table
        .filter(cohort_members::person_id.eq(person))
        .filter(cohort_members::state.eq(CohortMemberState::Completed))
        .select(max(cohort_members::completed_at))
        .first(conn)
}

/// 412 when the member moved on since it was read.
pub fn complete_member(work: &mut Work<'_>, row: &MemberRow) -> Result<MemberRow, Problem> {
    let now = work.stamp();
    let next = MemberRow {
        state: CohortMemberState::Completed,
        completed_at: Some(now),
        updated_at: now,
        version: row.version + 1,
        ..row.clone()
    };
    let rows = diesel::update(
        cohort_members::table
            .filter(cohort_members::id.eq(row.id).and(cohort_members::version.eq(row.version))),
    )
    .set((
        cohort_members::state.eq(next.state),
        cohort_members::completed_at.eq(next.completed_at),
        cohort_members::updated_at.eq(next.updated_at),
        cohort_members::version.eq(next.version),
    ))
    .execute(work.conn)?;
    if rows == 1 { Ok(next) } else { Err(Problem::stale()) }
}
