//! Rows of the code of conduct and of who accepted it.

use chrono::NaiveDateTime;
use diesel::dsl::max;
use diesel::prelude::*;

use crate::on_backend;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{conduct_acceptances, conduct_versions};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = conduct_versions)]
pub struct ConductRow {
    pub version: i64,
    pub text: String,
    pub note: Option<String>,
    pub written_by: Option<Id>,
    pub created_at: NaiveDateTime,
}

/// The version in force. There is always one.
pub fn newest_conduct(conn: &mut AnyConnection) -> QueryResult<ConductRow> {
    conduct_versions::table
        .order(conduct_versions::version.desc())
        .select(ConductRow::as_select())
        .first(conn)
}

/// Newest first.
pub fn list_conduct_versions(conn: &mut AnyConnection, window: &Window<i64>) -> QueryResult<Vec<ConductRow>> {
    let mut query = conduct_versions::table.into_boxed();
    if let Some(after) = window.after {
        query = query.filter(conduct_versions::version.lt(after));
    }
    query
        .order(conduct_versions::version.desc())
        .limit(window.fetch())
        .select(ConductRow::as_select())
        .load(conn)
}

pub fn insert_conduct(conn: &mut AnyConnection, row: &ConductRow) -> Result<(), Problem> {
    diesel::insert_into(conduct_versions::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// The newest version that somebody has accepted.
pub fn accepted_conduct(conn: &mut AnyConnection, person: Id) -> QueryResult<Option<i64>> {
    conduct_acceptances::table
        .filter(conduct_acceptances::person_id.eq(person))
        .select(max(conduct_acceptances::version))
        .first(conn)
}

/// When somebody accepted a version.
pub fn conduct_accepted_at(
    conn: &mut AnyConnection,
    person: Id,
    version: i64,
) -> QueryResult<Option<NaiveDateTime>> {
    conduct_acceptances::table
        .filter(conduct_acceptances::person_id.eq(person).and(conduct_acceptances::version.eq(version)))
        .select(conduct_acceptances::accepted_at)
        .first(conn)
        .optional()
}

/// Writes an acceptance down, once.
pub fn accept_conduct(work: &mut Work<'_>, person: Id, version: i64) -> Result<bool, Problem> {
    let now = work.stamp();
    let written = on_backend!(work.conn, |c| diesel::insert_into(conduct_acceptances::table)
        .values((
            conduct_acceptances::person_id.eq(person),
            conduct_acceptances::version.eq(version),
            conduct_acceptances::accepted_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(c)?);
    Ok(written == 1)
}

/// Every acceptance of a person: version and when, newest version first.
pub fn conduct_acceptances_of(
    conn: &mut AnyConnection,
    person: Id,
) -> QueryResult<Vec<(i64, NaiveDateTime)>> {
    conduct_acceptances::table
        .filter(conduct_acceptances::person_id.eq(person))
        .order(conduct_acceptances::version.desc())
        .select((conduct_acceptances::version, conduct_acceptances::accepted_at))
        .load(conn)
}
