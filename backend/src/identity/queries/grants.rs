//! Rows of grants, and the names of what they are granted in.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::on_backend;
use crate::platform::auth::{Role, ScopeKind};
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{associations, grants, regions, studies};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = grants)]
pub struct GrantRow {
    pub id: Id,
    pub person_id: Id,
    pub role: Role,
    pub scope_kind: ScopeKind,
    pub scope_id: Option<Id>,
    pub created_at: NaiveDateTime,
    pub version: i64,
    /// From this day on it is none; `None`: until somebody revokes it.
    pub ends_on: Option<NaiveDate>,
}

/// Those that nobody has revoked and that have not ended by `today`.
pub fn list_grants(
    conn: &mut AnyConnection,
    today: NaiveDate,
    person: Option<Id>,
    after: Option<Id>,
    fetch: i64,
) -> QueryResult<Vec<GrantRow>> {
    let mut query = grants::table
        .filter(grants::revoked_at.is_null())
        .filter(grants::ends_on.is_null().or(grants::ends_on.gt(Some(today))))
        .into_boxed();
    if let Some(person) = person {
        query = query.filter(grants::person_id.eq(person));
    }
    if let Some(after) = after {
        query = query.filter(grants::id.gt(after));
    }
    query.order(grants::id).limit(fetch).select(GrantRow::as_select()).load(conn)
}

/// # Errors
/// When the database does not answer.
pub fn find_grant(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<GrantRow>> {
    grants::table
        .filter(grants::id.eq(id).and(grants::revoked_at.is_null()))
        .select(GrantRow::as_select())
        .first(conn)
        .optional()
}

pub fn insert_grant(
    work: &mut Work<'_>,
    person: Id,
    role: Role,
    kind: ScopeKind,
    scope: Option<Id>,
    ends_on: Option<NaiveDate>,
) -> Result<Id, Problem> {
    let id = work.new_id();
    diesel::insert_into(grants::table)
        .values((
            grants::id.eq(id),
            grants::person_id.eq(person),
            grants::role.eq(role),
            grants::scope_kind.eq(kind),
            grants::scope_id.eq(scope),
            grants::created_at.eq(work.stamp()),
            grants::version.eq(1_i64),
            grants::ends_on.eq(ends_on),
        ))
        .execute(work.conn)?;
    Ok(id)
}

pub fn set_end_of_grant(conn: &mut AnyConnection, id: Id, ends_on: Option<NaiveDate>) -> QueryResult<usize> {
    diesel::update(grants::table.filter(grants::id.eq(id).and(grants::revoked_at.is_null())))
        .set((grants::ends_on.eq(ends_on), grants::version.eq(grants::version + 1)))
        .execute(conn)
}

pub fn insert_grants(conn: &mut AnyConnection, rows: &[GrantRow]) -> Result<(), Problem> {
    for some in rows.chunks(1000) {
        on_backend!(conn, |c| diesel::insert_into(grants::table).values(some).execute(c)?);
    }
    Ok(())
}

pub fn revoke_grant(conn: &mut AnyConnection, id: Id, now: NaiveDateTime) -> QueryResult<usize> {
    diesel::update(grants::table.filter(grants::id.eq(id).and(grants::revoked_at.is_null())))
        .set((grants::revoked_at.eq(Some(now)), grants::version.eq(grants::version + 1)))
        .execute(conn)
}

/// What a grant's scope is called, so that people can read it; `None` also when it does not exist.
pub fn scope_name(conn: &mut AnyConnection, kind: ScopeKind, id: Option<Id>) -> QueryResult<Option<String>> {
    let Some(id) = id else { return Ok(None) };
    match kind {
        ScopeKind::Network => Ok(None),
        ScopeKind::Region => {
            regions::table.filter(regions::id.eq(id)).select(regions::name).first(conn).optional()
        }
        ScopeKind::Association => associations::table
            .filter(associations::id.eq(id))
            .select(associations::name)
            .first(conn)
            .optional(),
        ScopeKind::Study => {
            studies::table.filter(studies::id.eq(id)).select(studies::title).first(conn).optional()
        }
    }
}

pub fn holders_for_network(conn: &mut AnyConnection, role: Role, today: NaiveDate) -> QueryResult<Vec<Id>> {
    grants::table
        .filter(grants::role.eq(role).and(grants::scope_kind.eq(ScopeKind::Network)))
        .filter(grants::revoked_at.is_null())
        .filter(grants::ends_on.is_null().or(grants::ends_on.gt(Some(today))))
        .select(grants::person_id)
        .distinct()
        .load(conn)
}
