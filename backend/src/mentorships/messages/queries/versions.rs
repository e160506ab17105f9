//! Rows of what wordings said: written once, never changed.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::message_template_versions;

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = message_template_versions)]
pub struct TemplateVersionRow {
    pub id: Id,
    pub template_id: Id,
    pub number: i64,
    pub name: String,
    pub subject: String,
    pub body: String,
    pub written_by: Option<Id>,
    pub created_at: NaiveDateTime,
}

pub fn insert_version(conn: &mut AnyConnection, row: &TemplateVersionRow) -> Result<(), Problem> {
    diesel::insert_into(message_template_versions::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// Newest first, of a wording that the caller was found to read.
pub fn list_versions(
    conn: &mut AnyConnection,
    template: Id,
    window: &Window<i64>,
) -> QueryResult<Vec<TemplateVersionRow>> {
    let mut query = message_template_versions::table
        .filter(message_template_versions::template_id.eq(template))
        .into_boxed();
    if let Some(after) = window.after {
        query = query.filter(message_template_versions::number.lt(after));
    }
    query
        .order(message_template_versions::number.desc())
        .limit(window.fetch())
        .select(TemplateVersionRow::as_select())
        .load(conn)
}

/// Of a wording that the caller was found to read.
pub fn find_version(
    conn: &mut AnyConnection,
    template: Id,
    number: i64,
) -> QueryResult<Option<TemplateVersionRow>> {
    message_template_versions::table
        .filter(message_template_versions::template_id.eq(template))
        .filter(message_template_versions::number.eq(number))
        .select(TemplateVersionRow::as_select())
        .first(conn)
        .optional()
}

/// By their ids, whoever asks: what messages were begun with.
pub fn versions_of(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<Vec<TemplateVersionRow>> {
    message_template_versions::table
        .filter(message_template_versions::id.eq_any(ids.to_vec()))
        .select(TemplateVersionRow::as_select())
        .load(conn)
}
