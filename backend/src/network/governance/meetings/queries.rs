//! Rows of meetings and of who was there. The task force is the whole network's: no scope narrows it.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::rules::{Presence, TaskForceMeetingState};
use crate::on_backend;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{task_force_attendance, task_force_meetings};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = task_force_meetings)]
pub struct MeetingRow {
    pub id: Id,
    pub title: String,
    pub starts_at_local: NaiveDateTime,
    pub time_zone: String,
    /// UTC, derived from the two before it.
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    pub duration_minutes: i32,
    pub link: Option<String>,
    pub place: Option<String>,
    pub agenda: String,
    pub minutes: Option<String>,
    pub state: TaskForceMeetingState,
    pub cancelled_because: Option<String>,
    /// Counts up with each change of what stands in calendars.
    pub sequence: i32,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = task_force_attendance)]
pub struct AttendanceRow {
    pub meeting_id: Id,
    pub person_id: Id,
    pub presence: Presence,
}

/// Latest first.
pub fn list_meetings(
    conn: &mut AnyConnection,
    _: &Scope,
    state: Option<TaskForceMeetingState>,
    window: &Window<(NaiveDateTime, Id)>,
) -> QueryResult<Vec<MeetingRow>> {
    let mut query = task_force_meetings::table.into_boxed();
    if let Some(state) = state {
        query = query.filter(task_force_meetings::state.eq(state));
    }
    if let Some((starts_at, id)) = window.after {
        query = query.filter(
            task_force_meetings::starts_at
                .lt(starts_at)
                .or(task_force_meetings::starts_at.eq(starts_at).and(task_force_meetings::id.lt(id))),
        );
    }
    query
        .order((task_force_meetings::starts_at.desc(), task_force_meetings::id.desc()))
        .limit(window.fetch())
        .select(MeetingRow::as_select())
        .load(conn)
}

pub fn find_meeting(conn: &mut AnyConnection, _: &Scope, id: Id) -> QueryResult<Option<MeetingRow>> {
    task_force_meetings::table
        .filter(task_force_meetings::id.eq(id))
        .select(MeetingRow::as_select())
        .first(conn)
        .optional()
}

/// The titles of meetings, for views of what was put to them.
pub fn meeting_titles(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<HashMap<Id, String>> {
    let rows: Vec<(Id, String)> = task_force_meetings::table
        .filter(task_force_meetings::id.eq_any(ids.to_vec()))
        .select((task_force_meetings::id, task_force_meetings::title))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

pub fn insert_meeting(conn: &mut AnyConnection, row: &MeetingRow) -> QueryResult<usize> {
    diesel::insert_into(task_force_meetings::table).values(row.clone()).execute(conn)
}

/// Writes over the version before: 412 when it moved on.
pub fn update_meeting(conn: &mut AnyConnection, row: &MeetingRow) -> Result<(), Problem> {
    let target = task_force_meetings::table.filter(task_force_meetings::id.eq(row.id));
    let rows = diesel::update(target.filter(task_force_meetings::version.eq(row.version - 1)))
        .set((
            task_force_meetings::title.eq(&row.title),
            task_force_meetings::starts_at_local.eq(row.starts_at_local),
            task_force_meetings::time_zone.eq(&row.time_zone),
            task_force_meetings::starts_at.eq(row.starts_at),
            task_force_meetings::ends_at.eq(row.ends_at),
            task_force_meetings::duration_minutes.eq(row.duration_minutes),
            task_force_meetings::link.eq(&row.link),
            task_force_meetings::place.eq(&row.place),
            task_force_meetings::agenda.eq(&row.agenda),
            task_force_meetings::minutes.eq(&row.minutes),
            task_force_meetings::state.eq(row.state),
            task_force_meetings::cancelled_because.eq(&row.cancelled_because),
            task_force_meetings::sequence.eq(row.sequence),
            task_force_meetings::updated_at.eq(row.updated_at),
            task_force_meetings::version.eq(row.version),
        ))
        .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

pub fn attendance(conn: &mut AnyConnection, meeting: Id) -> QueryResult<Vec<AttendanceRow>> {
    task_force_attendance::table
        .filter(task_force_attendance::meeting_id.eq(meeting))
        .select(AttendanceRow::as_select())
        .load(conn)
}

/// What was recorded before is replaced.
pub fn replace_attendance(conn: &mut AnyConnection, meeting: Id, rows: &[AttendanceRow]) -> QueryResult<()> {
    diesel::delete(task_force_attendance::table.filter(task_force_attendance::meeting_id.eq(meeting)))
        .execute(conn)?;
    on_backend!(conn, |c| diesel::insert_into(task_force_attendance::table).values(rows).execute(c)?);
    Ok(())
}
