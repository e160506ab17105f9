//! Interviews. In a reading scope, `network` is every row, `own` those whose panel this person sits on, and `link` the
//! one that a mailed link is for.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::recruitment::rules::{CancelledBy, InterviewState};
use crate::schema::{interview_panelists, interview_slots, interviews};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = interviews)]
pub struct InterviewRow {
    pub id: Id,
    pub opening_id: Id,
    pub application_id: Id,
    pub state: InterviewState,
    pub slot_id: Option<Id>,
    /// The zone in which the applicant chose a time.
    pub applicant_time_zone: Option<String>,
    /// The calendar's: grows with every change of the time.
    pub sequence: i32,
    pub invited_at: NaiveDateTime,
    pub booked_at: Option<NaiveDateTime>,
    pub cancelled_by: Option<CancelledBy>,
    pub cancel_reason: Option<String>,
    pub reminder_job_id: Option<Id>,
    pub reminded_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// What came of writing an interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    Done,
    /// It moved on since it was read.
    Stale,
    /// Another interview holds the slot: the unique index says so, whoever came first.
    SlotTaken,
}

pub fn insert_interview(conn: &mut AnyConnection, row: &InterviewRow) -> Result<(), Problem> {
    diesel::insert_into(interviews::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// Writes an interview whose `version` is the new one.
pub fn update_interview(conn: &mut AnyConnection, row: &InterviewRow) -> Result<Written, Problem> {
    let written = diesel::update(
        interviews::table.filter(interviews::id.eq(row.id).and(interviews::version.eq(row.version - 1))),
    )
    .set((
        interviews::state.eq(row.state),
        interviews::slot_id.eq(row.slot_id),
        interviews::applicant_time_zone.eq(&row.applicant_time_zone),
        interviews::sequence.eq(row.sequence),
        interviews::invited_at.eq(row.invited_at),
        interviews::booked_at.eq(row.booked_at),
        interviews::cancelled_by.eq(row.cancelled_by),
        interviews::cancel_reason.eq(&row.cancel_reason),
        interviews::reminder_job_id.eq(row.reminder_job_id),
        interviews::reminded_at.eq(row.reminded_at),
        interviews::updated_at.eq(row.updated_at),
        interviews::version.eq(row.version),
    ))
    .execute(conn);
    match written {
        Ok(1) => Ok(Written::Done),
        Ok(_) => Ok(Written::Stale),
        Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(Written::SlotTaken),
        Err(error) => Err(error.into()),
    }
}

/// Notes that the reminder goes out; `false` when it did already, or when the time it is for has been moved or called
/// off meanwhile.
pub fn claim_reminder(
    conn: &mut AnyConnection,
    id: Id,
    sequence: i32,
    now: NaiveDateTime,
) -> Result<bool, Problem> {
    let rows = diesel::update(
        interviews::table
            .filter(
                interviews::id
                    .eq(id)
                    .and(interviews::sequence.eq(sequence))
                    .and(interviews::reminded_at.is_null()),
            )
            .filter(interviews::state.eq(InterviewState::Booked)),
    )
    .set(interviews::reminded_at.eq(Some(now)))
    .execute(conn)?;
    Ok(rows == 1)
}

#[diesel::dsl::auto_type]
fn on_panels_of(person: Id) -> _ {
    interview_panelists::table
        .filter(interview_panelists::person_id.eq(person))
        .select(interview_panelists::slot_id.nullable())
}

pub fn find_interview(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<InterviewRow>> {
    let mut query = interviews::table.filter(interviews::id.eq(id)).into_boxed();
    if !scope.network {
        let Some(person) = scope.own else { return Ok(None) };
        query = query.filter(interviews::slot_id.eq_any(on_panels_of(person)));
    }
    query.select(InterviewRow::as_select()).first(conn).optional()
}

/// The interview that the caller's mailed link is for.
pub fn find_linked_interview(conn: &mut AnyConnection, scope: &Scope) -> QueryResult<Option<InterviewRow>> {
    let Some(id) = scope.link else { return Ok(None) };
    interviews::table.filter(interviews::id.eq(id)).select(InterviewRow::as_select()).first(conn).optional()
}

/// The interviews of these applications.
pub fn interviews_of(
    conn: &mut AnyConnection,
    applications: &[Id],
) -> QueryResult<HashMap<Id, InterviewRow>> {
    let mut found = HashMap::new();
    for some in applications.chunks(500) {
        let rows: Vec<InterviewRow> = interviews::table
            .filter(interviews::application_id.eq_any(some.to_vec()))
            .select(InterviewRow::as_select())
            .load(conn)?;
        found.extend(rows.into_iter().map(|row| (row.application_id, row)));
    }
    Ok(found)
}

/// The interviews that hold these slots.
pub fn interviews_in(conn: &mut AnyConnection, slots: &[Id]) -> QueryResult<HashMap<Id, InterviewRow>> {
    let mut found = HashMap::new();
    for some in slots.chunks(500) {
        let rows: Vec<InterviewRow> = interviews::table
            .filter(interviews::slot_id.eq_any(some.iter().copied().map(Some).collect::<Vec<_>>()))
            .select(InterviewRow::as_select())
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(|row| Some((row.slot_id?, row))));
    }
    Ok(found)
}

/// In the order of the invitations.
pub fn list_interviews(
    conn: &mut AnyConnection,
    opening: Id,
    window: &Window<Id>,
) -> QueryResult<Vec<InterviewRow>> {
    let mut query = interviews::table.filter(interviews::opening_id.eq(opening)).into_boxed();
    if let Some(after) = window.after {
        query = query.filter(interviews::id.gt(after));
    }
    query.order(interviews::id).limit(window.fetch()).select(InterviewRow::as_select()).load(conn)
}

/// The interviews whose panel somebody sits on, the latest time first.
pub fn list_interviews_of_panelist(
    conn: &mut AnyConnection,
    person: Id,
    window: &Window<(NaiveDateTime, Id)>,
) -> QueryResult<Vec<(InterviewRow, NaiveDateTime)>> {
    let mut query = interviews::table
        .inner_join(interview_slots::table.inner_join(interview_panelists::table))
        .filter(interview_panelists::person_id.eq(person))
        .into_boxed();
    if let Some((at, id)) = window.after {
        query = query.filter(
            interview_slots::starts_at
                .lt(at)
                .or(interview_slots::starts_at.eq(at).and(interviews::id.lt(id))),
        );
    }
    query
        .order((interview_slots::starts_at.desc(), interviews::id.desc()))
        .limit(window.fetch())
        .select((InterviewRow::as_select(), interview_slots::starts_at))
        .load(conn)
}
