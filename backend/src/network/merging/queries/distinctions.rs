//! Rows of pairs that look like one institution and are two, as somebody said.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::schema::institution_distinctions as distinctions;

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = distinctions)]
pub struct DistinctionRow {
    pub id: Id,
    /// The lesser of the two, so that a pair is told apart once.
    pub one_id: Id,
    pub other_id: Id,
    pub told_by: Option<Id>,
    pub created_at: NaiveDateTime,
    pub version: i64,
}

pub fn insert_distinction(conn: &mut AnyConnection, row: &DistinctionRow) -> QueryResult<usize> {
    diesel::insert_into(distinctions::table).values(row.clone()).execute(conn)
}

/// Institutions are public facts; who may change them sees what was said of them.
pub fn find_distinction(conn: &mut AnyConnection, _: &Scope, id: Id) -> QueryResult<Option<DistinctionRow>> {
    distinctions::table
        .filter(distinctions::id.eq(id))
        .select(DistinctionRow::as_select())
        .first(conn)
        .optional()
}

/// Newest first.
pub fn list_distinctions(
    conn: &mut AnyConnection,
    _: &Scope,
    window: &Window<Id>,
) -> QueryResult<Vec<DistinctionRow>> {
    let mut query = distinctions::table.into_boxed();
    if let Some(after) = window.after {
        query = query.filter(distinctions::id.lt(after));
    }
    query.order(distinctions::id.desc()).limit(window.fetch()).select(DistinctionRow::as_select()).load(conn)
}

/// Whether it was still there, in the version that was read.
pub fn delete_distinction(conn: &mut AnyConnection, row: &DistinctionRow) -> QueryResult<bool> {
    let read = distinctions::id.eq(row.id).and(distinctions::version.eq(row.version));
    Ok(diesel::delete(distinctions::table.filter(read)).execute(conn)? == 1)
}
