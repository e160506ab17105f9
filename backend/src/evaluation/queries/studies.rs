//! Studies. An evaluator sees the studies of the grants.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::studies;

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = studies)]
pub struct StudyRow {
    pub id: Id,
    pub title: String,
    pub irb_number: Option<String>,
    pub consent_text: String,
    pub consent_version: i32,
    pub data_use_terms: String,
    pub expires_on: NaiveDate,
    pub k: i32,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

fn studies_in(scope: &Scope) -> studies::BoxedQuery<'static, MultiBackend> {
    let query = studies::table.into_boxed();
    if scope.network { query } else { query.filter(studies::id.eq_any(scope.studies.clone())) }
}

pub fn list_studies(
    conn: &mut AnyConnection,
    scope: &Scope,
    window: &Window<Id>,
) -> QueryResult<Vec<StudyRow>> {
    let mut query = studies_in(scope);
    if let Some(after) = window.after {
        query = query.filter(studies::id.gt(after));
    }
    query.order(studies::id).limit(window.fetch()).select(StudyRow::as_select()).load(conn)
}

pub fn find_study(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<StudyRow>> {
    studies_in(scope).filter(studies::id.eq(id)).select(StudyRow::as_select()).first(conn).optional()
}

/// Without a scope: the study of a wave that was found in scope, or of a respondent's own invitation.
pub fn get_study(conn: &mut AnyConnection, id: Id) -> Result<StudyRow, Problem> {
    let row = studies::table.filter(studies::id.eq(id)).select(StudyRow::as_select()).first(conn);
    row.optional()?.ok_or_else(|| Problem::not_found("study"))
}

pub fn insert_study(conn: &mut AnyConnection, row: &StudyRow) -> Result<(), Problem> {
    diesel::insert_into(studies::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// Writes the editable columns; 412 when the row moved on since it was read.
pub fn update_study(conn: &mut AnyConnection, row: &StudyRow) -> Result<(), Problem> {
    let rows = diesel::update(
        studies::table.filter(studies::id.eq(row.id).and(studies::version.eq(row.version - 1))),
    )
    .set((
        studies::title.eq(row.title.clone()),
        studies::irb_number.eq(row.irb_number.clone()),
        studies::consent_text.eq(row.consent_text.clone()),
        studies::consent_version.eq(row.consent_version),
        studies::data_use_terms.eq(row.data_use_terms.clone()),
        studies::expires_on.eq(row.expires_on),
        studies::k.eq(row.k),
        studies::updated_at.eq(row.updated_at),
        studies::version.eq(row.version),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}
