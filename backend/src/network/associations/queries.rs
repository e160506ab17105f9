//! Rows of associations.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::schema::associations;

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = associations)]
pub struct AssociationRow {
    pub id: Id,
    pub name: String,
    pub website: Option<String>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// By name. Which associations exist is a public fact, as regions are.
pub fn list_associations(
    conn: &mut AnyConnection,
    _: &Scope,
    window: &Window<(String, Id)>,
) -> QueryResult<Vec<AssociationRow>> {
    let mut query = associations::table.into_boxed();
    if let Some((name, id)) = &window.after {
        query = query.filter(
            associations::name
                .gt(name.clone())
                .or(associations::name.eq(name.clone()).and(associations::id.gt(*id))),
        );
    }
    query
        .order((associations::name, associations::id))
        .limit(window.fetch())
        .select(AssociationRow::as_select())
        .load(conn)
}

pub fn find_association(conn: &mut AnyConnection, _: &Scope, id: Id) -> QueryResult<Option<AssociationRow>> {
    associations::table
        .filter(associations::id.eq(id))
        .select(AssociationRow::as_select())
        .first(conn)
        .optional()
}

pub fn insert_association(conn: &mut AnyConnection, row: &AssociationRow) -> QueryResult<usize> {
    diesel::insert_into(associations::table).values(row.clone()).execute(conn)
}
