//! Rows of associations.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::AssociationKind;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend, lower};
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
    pub short_name: Option<String>,
    pub kind: AssociationKind,
    pub closed_at: Option<NaiveDateTime>,
}

/// What a list of associations is narrowed by.
#[derive(Default)]
pub struct AssociationFilter {
    pub words: Option<String>,
    pub kind: Option<AssociationKind>,
    pub closed: Option<bool>,
}

type AssociationQuery = associations::BoxedQuery<'static, MultiBackend>;

/// Which associations exist is a public fact, as regions are; but whoever speaks for one alone sees no other.
fn within(scope: &Scope) -> AssociationQuery {
    let query = associations::table.into_boxed();
    if scope.is_of_associations_alone() {
        query.filter(associations::id.eq_any(scope.associations.clone()))
    } else {
        query
    }
}

/// By name.
pub fn list_associations(
    conn: &mut AnyConnection,
    scope: &Scope,
    filter: &AssociationFilter,
    window: &Window<(String, Id)>,
) -> QueryResult<Vec<AssociationRow>> {
    let mut query = within(scope);
    if let Some(words) = &filter.words {
        let pattern = format!("%{}%", words.to_lowercase().replace(['%', '_'], " "));
        query = query.filter(
            lower(associations::name)
                .like(pattern.clone())
                .or(lower(associations::short_name.assume_not_null()).like(pattern)),
        );
    }
    if let Some(kind) = filter.kind {
        query = query.filter(associations::kind.eq(kind));
    }
    match filter.closed {
        Some(true) => query = query.filter(associations::closed_at.is_not_null()),
        Some(false) => query = query.filter(associations::closed_at.is_null()),
        None => {}
    }
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

pub fn find_association(
    conn: &mut AnyConnection,
    scope: &Scope,
    id: Id,
) -> QueryResult<Option<AssociationRow>> {
    within(scope).filter(associations::id.eq(id)).select(AssociationRow::as_select()).first(conn).optional()
}

pub fn insert_association(conn: &mut AnyConnection, row: &AssociationRow) -> QueryResult<usize> {
    diesel::insert_into(associations::table).values(row.clone()).execute(conn)
}

/// Writes what can be edited, unless the row moved on from version `before`.
pub fn update_association(conn: &mut AnyConnection, row: &AssociationRow, before: i64) -> QueryResult<usize> {
    diesel::update(
        associations::table.filter(associations::id.eq(row.id).and(associations::version.eq(before))),
    )
    .set((
        associations::name.eq(&row.name),
        associations::short_name.eq(&row.short_name),
        associations::kind.eq(row.kind),
        associations::website.eq(&row.website),
        associations::closed_at.eq(row.closed_at),
        associations::updated_at.eq(row.updated_at),
        associations::version.eq(row.version),
    ))
    .execute(conn)
}
