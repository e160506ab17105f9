//! Rows of meetings.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::mentorships::rules::MeetingChannel;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::meetings;

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = meetings)]
pub struct MeetingRow {
    pub id: Id,
    pub pairing_id: Id,
    pub held_on: NaiveDate,
    pub duration_minutes: i32,
    pub channel: MeetingChannel,
    /// For the two alone.
    pub shared_note: Option<String>,
    pub logged_by: Id,
    pub created_at: NaiveDateTime,
    pub version: i64,
}

pub fn insert_meeting(conn: &mut AnyConnection, row: &MeetingRow) -> Result<(), Problem> {
    diesel::insert_into(meetings::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// The meetings of a pairing that the caller was found to reach, latest first.
pub fn list_meetings(
    conn: &mut AnyConnection,
    pairing: Id,
    window: &Window<(NaiveDate, Id)>,
) -> QueryResult<Vec<MeetingRow>> {
    let mut query = meetings::table.filter(meetings::pairing_id.eq(pairing)).into_boxed();
    if let Some((day, id)) = window.after {
        query =
            query.filter(meetings::held_on.lt(day).or(meetings::held_on.eq(day).and(meetings::id.lt(id))));
    }
    query
        .order((meetings::held_on.desc(), meetings::id.desc()))
        .limit(window.fetch())
        .select(MeetingRow::as_select())
        .load(conn)
}

/// How many meetings each pairing has had, and the last day of them.
pub fn meetings_of(
    conn: &mut AnyConnection,
    pairings: &[Id],
) -> QueryResult<HashMap<Id, (i64, Option<NaiveDate>)>> {
    use diesel::dsl::{count_star, max};
    let rows: Vec<(Id, i64, Option<NaiveDate>)> = meetings::table
        .filter(meetings::pairing_id.eq_any(pairings.to_vec()))
        .group_by(meetings::pairing_id)
        .select((meetings::pairing_id, count_star(), max(meetings::held_on)))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, n, last)| (id, (n, last))).collect())
}

/// Minutes met in all.
pub fn minutes_of(conn: &mut AnyConnection, pairing: Id) -> QueryResult<i64> {
    let minutes: Vec<i32> = meetings::table
        .filter(meetings::pairing_id.eq(pairing))
        .select(meetings::duration_minutes)
        .load(conn)?;
    Ok(minutes.into_iter().map(i64::from).sum())
}

/// 412 when the row moved on since `row` was read.
pub fn update_meeting(conn: &mut AnyConnection, row: &MeetingRow) -> Result<(), Problem> {
    let rows = diesel::update(
        meetings::table.filter(meetings::id.eq(row.id).and(meetings::version.eq(row.version - 1))),
    )
    .set((
        meetings::held_on.eq(row.held_on),
        meetings::duration_minutes.eq(row.duration_minutes),
        meetings::channel.eq(row.channel),
        meetings::shared_note.eq(&row.shared_note),
        meetings::version.eq(row.version),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// 412 when the row moved on since `row` was read.
pub fn delete_meeting(conn: &mut AnyConnection, row: &MeetingRow) -> Result<(), Problem> {
    let rows = diesel::delete(
        meetings::table.filter(meetings::id.eq(row.id).and(meetings::version.eq(row.version))),
    )
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// A meeting by its id, whoever may see it.
pub fn find_meeting(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<MeetingRow>> {
    meetings::table.filter(meetings::id.eq(id)).select(MeetingRow::as_select()).first(conn).optional()
}
