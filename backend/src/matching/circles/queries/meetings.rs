//! Rows of the meetings of circles, and of who was there.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::on_backend;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{circle_attendance, circle_meetings};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = circle_meetings)]
pub struct CircleMeetingRow {
    pub id: Id,
    pub circle_id: Id,
    pub held_on: NaiveDate,
    pub duration_minutes: i32,
    /// For those who sit there.
    pub shared_note: Option<String>,
    pub logged_by: Id,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = circle_attendance)]
struct AttendanceRow {
    meeting_id: Id,
    place_id: Id,
}

/// No scope: for services that find the circle in the caller's.
pub fn find(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<CircleMeetingRow>> {
    circle_meetings::table
        .filter(circle_meetings::id.eq(id))
        .select(CircleMeetingRow::as_select())
        .first(conn)
        .optional()
}

/// The meetings of a circle that the caller was found to reach, latest first.
pub fn list(
    conn: &mut AnyConnection,
    circle: Id,
    window: &Window<(NaiveDate, Id)>,
) -> QueryResult<Vec<CircleMeetingRow>> {
    let mut query = circle_meetings::table.filter(circle_meetings::circle_id.eq(circle)).into_boxed();
    if let Some((day, id)) = window.after {
        query = query.filter(
            circle_meetings::held_on
                .lt(day)
                .or(circle_meetings::held_on.eq(day).and(circle_meetings::id.lt(id))),
        );
    }
    query
        .order((circle_meetings::held_on.desc(), circle_meetings::id.desc()))
        .limit(window.fetch())
        .select(CircleMeetingRow::as_select())
        .load(conn)
}

/// How many meetings each circle has had, and the last day of them.
pub fn counts_of(
    conn: &mut AnyConnection,
    circles: &[Id],
) -> QueryResult<HashMap<Id, (i64, Option<NaiveDate>)>> {
    use diesel::dsl::{count_star, max};
    let mut found = HashMap::new();
    for some in circles.chunks(500) {
        let rows: Vec<(Id, i64, Option<NaiveDate>)> = circle_meetings::table
            .filter(circle_meetings::circle_id.eq_any(some.to_vec()))
            .group_by(circle_meetings::circle_id)
            .select((circle_meetings::circle_id, count_star(), max(circle_meetings::held_on)))
            .load(conn)?;
        found.extend(rows.into_iter().map(|(id, count, last)| (id, (count, last))));
    }
    Ok(found)
}

/// The places of those who were at each of several meetings.
pub fn attendance(conn: &mut AnyConnection, meetings: &[Id]) -> QueryResult<HashMap<Id, Vec<Id>>> {
    let rows: Vec<AttendanceRow> = circle_attendance::table
        .filter(circle_attendance::meeting_id.eq_any(meetings.to_vec()))
        .order((circle_attendance::meeting_id, circle_attendance::place_id))
        .select(AttendanceRow::as_select())
        .load(conn)?;
    let mut found: HashMap<Id, Vec<Id>> = HashMap::new();
    for row in rows {
        found.entry(row.meeting_id).or_default().push(row.place_id);
    }
    Ok(found)
}

pub fn insert(conn: &mut AnyConnection, row: &CircleMeetingRow, places: &[Id]) -> Result<(), Problem> {
    diesel::insert_into(circle_meetings::table).values(row.clone()).execute(conn)?;
    attend(conn, row.id, places)
}

/// Writes what can change; 412 when the row moved on since `row` was read.
pub fn update(conn: &mut AnyConnection, row: &CircleMeetingRow, places: &[Id]) -> Result<(), Problem> {
    let this = circle_meetings::table
        .filter(circle_meetings::id.eq(row.id).and(circle_meetings::version.eq(row.version - 1)));
    let rows = diesel::update(this)
        .set((
            circle_meetings::held_on.eq(row.held_on),
            circle_meetings::duration_minutes.eq(row.duration_minutes),
            circle_meetings::shared_note.eq(&row.shared_note),
            circle_meetings::updated_at.eq(row.updated_at),
            circle_meetings::version.eq(row.version),
        ))
        .execute(conn)?;
    if rows != 1 {
        return Err(Problem::stale());
    }
    forget_attendance(conn, row.id)?;
    attend(conn, row.id, places)
}

/// 412 when it moved on since `version` was read.
pub fn delete(conn: &mut AnyConnection, id: Id, version: i64) -> Result<(), Problem> {
    forget_attendance(conn, id)?;
    let this =
        circle_meetings::table.filter(circle_meetings::id.eq(id).and(circle_meetings::version.eq(version)));
    if diesel::delete(this).execute(conn)? == 1 { Ok(()) } else { Err(Problem::stale()) }
}

fn attend(conn: &mut AnyConnection, meeting: Id, places: &[Id]) -> Result<(), Problem> {
    let rows: Vec<AttendanceRow> =
        places.iter().map(|place| AttendanceRow { meeting_id: meeting, place_id: *place }).collect();
    on_backend!(conn, |c| diesel::insert_into(circle_attendance::table).values(&rows).execute(c)?);
    Ok(())
}

fn forget_attendance(conn: &mut AnyConnection, meeting: Id) -> QueryResult<usize> {
    diesel::delete(circle_attendance::table.filter(circle_attendance::meeting_id.eq(meeting))).execute(conn)
}
