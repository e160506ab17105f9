//! Rows of wordings that coordinators keep.

use std::collections::HashSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::message_templates;

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = message_templates)]
pub struct TemplateRow {
    pub id: Id,
    /// `None`: the whole network's.
    pub region_id: Option<Id>,
    pub name: String,
    pub subject: String,
    pub body: String,
    pub archived_at: Option<NaiveDateTime>,
    pub written_by: Option<Id>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
    /// The version that it reads as.
    pub number: i64,
}

impl TemplateRow {
    pub fn reads_as(&self, name: &str, subject: &str, body: &str) -> bool {
        (self.name.as_str(), self.subject.as_str(), self.body.as_str()) == (name, subject, body)
    }
}

/// Those of the whole network, and of one's regions.
fn within(scope: &Scope) -> message_templates::BoxedQuery<'static, MultiBackend> {
    let query = message_templates::table.into_boxed();
    if scope.network {
        return query;
    }
    let regions: Vec<Option<Id>> = scope.regions.iter().map(|id| Some(*id)).collect();
    query.filter(message_templates::region_id.is_null().or(message_templates::region_id.eq_any(regions)))
}

pub fn find_template(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<TemplateRow>> {
    within(scope).filter(message_templates::id.eq(id)).select(TemplateRow::as_select()).first(conn).optional()
}

/// Those of these that the scope reads.
pub fn templates_within(conn: &mut AnyConnection, scope: &Scope, ids: &[Id]) -> QueryResult<HashSet<Id>> {
    let rows: Vec<Id> = within(scope)
        .filter(message_templates::id.eq_any(ids.to_vec()))
        .select(message_templates::id)
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Oldest first; those archived alone, or those in use.
pub fn list_templates(
    conn: &mut AnyConnection,
    scope: &Scope,
    archived: bool,
    window: &Window<Id>,
) -> QueryResult<Vec<TemplateRow>> {
    let mut query = within(scope);
    query = if archived {
        query.filter(message_templates::archived_at.is_not_null())
    } else {
        query.filter(message_templates::archived_at.is_null())
    };
    if let Some(after) = window.after {
        query = query.filter(message_templates::id.gt(after));
    }
    query.order(message_templates::id).limit(window.fetch()).select(TemplateRow::as_select()).load(conn)
}

pub fn insert_template(conn: &mut AnyConnection, row: &TemplateRow) -> Result<(), Problem> {
    diesel::insert_into(message_templates::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// 412 when the row moved on since `row` was read.
pub fn update_template(conn: &mut AnyConnection, row: &TemplateRow) -> Result<(), Problem> {
    let rows = diesel::update(
        message_templates::table
            .filter(message_templates::id.eq(row.id).and(message_templates::version.eq(row.version - 1))),
    )
    .set((
        message_templates::name.eq(&row.name),
        message_templates::subject.eq(&row.subject),
        message_templates::body.eq(&row.body),
        message_templates::archived_at.eq(row.archived_at),
        message_templates::written_by.eq(row.written_by),
        message_templates::updated_at.eq(row.updated_at),
        message_templates::version.eq(row.version),
        message_templates::number.eq(row.number),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}
