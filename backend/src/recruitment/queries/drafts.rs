//! Applications that nobody has sent yet.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::schema::application_drafts as drafts;

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = drafts)]
pub struct DraftRow {
    pub id: Id,
    pub opening_id: Id,
    pub campaign_id: Option<Id>,
    pub email: String,
    pub name: String,
    pub institution: String,
    pub experience: String,
    pub leadership: String,
    pub commitment: String,
    pub conflict_of_interest: String,
    /// JSON: name, email and relation of each.
    pub referees: String,
    pub expires_at: NaiveDateTime,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

pub fn insert_draft(conn: &mut AnyConnection, row: &DraftRow) -> Result<(), Problem> {
    diesel::insert_into(drafts::table).values(row.clone()).execute(conn)?;
    Ok(())
}

pub fn count_drafts(conn: &mut AnyConnection, opening: Id, email: &str) -> QueryResult<i64> {
    drafts::table.filter(drafts::opening_id.eq(opening).and(drafts::email.eq(email))).count().get_result(conn)
}

/// The draft that the caller's mailed link is for, unless its time is over.
pub fn find_linked_draft(
    conn: &mut AnyConnection,
    scope: &Scope,
    now: NaiveDateTime,
) -> QueryResult<Option<DraftRow>> {
    let Some(id) = scope.link else { return Ok(None) };
    drafts::table
        .filter(drafts::id.eq(id).and(drafts::expires_at.gt(now)))
        .select(DraftRow::as_select())
        .first(conn)
        .optional()
}

/// Writes what can be edited; 412 when the draft moved on since it was read (`row.version` is the new one).
pub fn update_draft(conn: &mut AnyConnection, row: &DraftRow) -> Result<(), Problem> {
    let rows =
        diesel::update(drafts::table.filter(drafts::id.eq(row.id).and(drafts::version.eq(row.version - 1))))
            .set((
                drafts::name.eq(&row.name),
                drafts::institution.eq(&row.institution),
                drafts::experience.eq(&row.experience),
                drafts::leadership.eq(&row.leadership),
                drafts::commitment.eq(&row.commitment),
                drafts::conflict_of_interest.eq(&row.conflict_of_interest),
                drafts::referees.eq(&row.referees),
                drafts::updated_at.eq(row.updated_at),
                drafts::version.eq(row.version),
            ))
            .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// 412 when the draft moved on since it was read.
pub fn delete_draft(conn: &mut AnyConnection, row: &DraftRow) -> Result<(), Problem> {
    let rows =
        diesel::delete(drafts::table.filter(drafts::id.eq(row.id).and(drafts::version.eq(row.version))))
            .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// The ids of the drafts of an address for an opening.
pub fn drafts_of(conn: &mut AnyConnection, opening: Id, email: &str) -> QueryResult<Vec<Id>> {
    drafts::table
        .filter(drafts::opening_id.eq(opening).and(drafts::email.eq(email)))
        .select(drafts::id)
        .load(conn)
}

pub fn delete_drafts(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<usize> {
    diesel::delete(drafts::table.filter(drafts::id.eq_any(ids.to_vec()))).execute(conn)
}

/// Some of the drafts whose time is over: id, opening.
pub fn expired_drafts(conn: &mut AnyConnection, now: NaiveDateTime) -> QueryResult<Vec<(Id, Id)>> {
    drafts::table
        .filter(drafts::expires_at.le(now))
        .order(drafts::expires_at)
        .limit(200)
        .select((drafts::id, drafts::opening_id))
        .load(conn)
}

/// Brings the end of an opening's drafts forward, never back.
pub fn end_drafts_by(conn: &mut AnyConnection, opening: Id, at: NaiveDateTime) -> QueryResult<usize> {
    diesel::update(drafts::table.filter(drafts::opening_id.eq(opening).and(drafts::expires_at.gt(at))))
        .set(drafts::expires_at.eq(at))
        .execute(conn)
}

/// Puts the end of an opening's drafts off, never forward, and answers which. One whose time is over stays so.
pub fn keep_drafts_until(
    conn: &mut AnyConnection,
    opening: Id,
    at: NaiveDateTime,
    now: NaiveDateTime,
) -> QueryResult<Vec<Id>> {
    let kept: Vec<Id> = drafts::table
        .filter(drafts::opening_id.eq(opening))
        .filter(drafts::expires_at.gt(now).and(drafts::expires_at.lt(at)))
        .select(drafts::id)
        .load(conn)?;
    for some in kept.chunks(500) {
        diesel::update(drafts::table.filter(drafts::id.eq_any(some.to_vec())))
            .set(drafts::expires_at.eq(at))
            .execute(conn)?;
    }
    Ok(kept)
}
