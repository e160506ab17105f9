//! Sessions and who was there. The scope is applied where their cohort and members are read.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::on_backend;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{attendances, training_sessions};
use crate::training::rules::{AttendanceSource, AttendanceState, TrainingSessionKind};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = training_sessions)]
pub struct SessionRow {
    pub id: Id,
    pub cohort_id: Id,
    pub title: String,
    pub kind: TrainingSessionKind,
    pub starts_at_local: NaiveDateTime,
    pub time_zone: String,
    /// UTC, derived from the two before it.
    pub starts_at: NaiveDateTime,
    pub duration_minutes: i32,
    pub link: Option<String>,
    pub capacity: Option<i32>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = attendances)]
pub struct AttendanceRow {
    pub session_id: Id,
    pub member_id: Id,
    pub state: AttendanceState,
    pub source: AttendanceSource,
    pub recorded_at: NaiveDateTime,
}

pub fn insert_session(conn: &mut AnyConnection, row: &SessionRow) -> Result<(), Problem> {
    diesel::insert_into(training_sessions::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// In the order of time.
pub fn list_sessions(conn: &mut AnyConnection, cohort: Id) -> QueryResult<Vec<SessionRow>> {
    training_sessions::table
        .filter(training_sessions::cohort_id.eq(cohort))
        .order((training_sessions::starts_at, training_sessions::id))
        .select(SessionRow::as_select())
        .load(conn)
}

pub fn session_counts(conn: &mut AnyConnection, cohorts: &[Id]) -> QueryResult<HashMap<Id, i64>> {
    let rows: Vec<(Id, i64)> = training_sessions::table
        .filter(training_sessions::cohort_id.eq_any(cohorts.to_vec()))
        .group_by(training_sessions::cohort_id)
        .select((training_sessions::cohort_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Without its scope: the caller of this reads the cohort in scope next.
pub fn find_session(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<SessionRow>> {
    training_sessions::table
        .filter(training_sessions::id.eq(id))
        .select(SessionRow::as_select())
        .first(conn)
        .optional()
}

/// Writes the editable columns (`row.version` is the new one); 412 when the row moved on.
pub fn update_session(conn: &mut AnyConnection, row: &SessionRow) -> Result<(), Problem> {
    let rows = diesel::update(
        training_sessions::table
            .filter(training_sessions::id.eq(row.id).and(training_sessions::version.eq(row.version - 1))),
    )
    .set((
        training_sessions::title.eq(&row.title),
        training_sessions::kind.eq(row.kind),
        training_sessions::starts_at_local.eq(row.starts_at_local),
        training_sessions::time_zone.eq(&row.time_zone),
        training_sessions::starts_at.eq(row.starts_at),
        training_sessions::duration_minutes.eq(row.duration_minutes),
        training_sessions::link.eq(&row.link),
        training_sessions::capacity.eq(row.capacity),
        training_sessions::updated_at.eq(row.updated_at),
        training_sessions::version.eq(row.version),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// What is recorded for all sessions of a cohort.
pub fn attendance_of_cohort(conn: &mut AnyConnection, cohort: Id) -> QueryResult<Vec<AttendanceRow>> {
    attendances::table
        .inner_join(training_sessions::table)
        .filter(training_sessions::cohort_id.eq(cohort))
        .select(AttendanceRow::as_select())
        .load(conn)
}

pub fn attendance_of_session(conn: &mut AnyConnection, session: Id) -> QueryResult<Vec<AttendanceRow>> {
    attendances::table
        .filter(attendances::session_id.eq(session))
        .select(AttendanceRow::as_select())
        .load(conn)
}

/// Records, or records anew.
pub fn save_attendance(
    work: &mut Work<'_>,
    session: Id,
    member: Id,
    state: AttendanceState,
) -> Result<(), Problem> {
    let row = AttendanceRow {
        session_id: session,
        member_id: member,
        state,
        source: AttendanceSource::Hand,
        recorded_at: work.stamp(),
    };
    on_backend!(work.conn, |c| diesel::insert_into(attendances::table)
        .values(&row)
        .on_conflict((attendances::session_id, attendances::member_id))
        .do_update()
        .set((
            attendances::state.eq(row.state),
            attendances::source.eq(row.source),
            attendances::recorded_at.eq(row.recorded_at),
        ))
        .execute(c)?);
    Ok(())
}
