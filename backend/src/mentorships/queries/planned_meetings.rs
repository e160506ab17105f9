//! Rows of planned meetings.

use std::collections::HashMap;

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use diesel::prelude::*;

use crate::mentorships::rules::{LONGEST_PLANNED, PlannedMeetingState, Span};
use crate::platform::clock::utc;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{pairings, planned_meetings};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = planned_meetings)]
pub struct PlannedMeetingRow {
    pub id: Id,
    pub pairing_id: Id,
    pub starts_at: NaiveDateTime,
    pub duration_minutes: i32,
    pub place: Option<String>,
    pub link: Option<String>,
    /// For the two alone.
    pub note: Option<String>,
    pub planned_by: Id,
    pub state: PlannedMeetingState,
    /// Grows with every change that calendars show.
    pub sequence: i32,
    pub meeting_id: Option<Id>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

impl PlannedMeetingRow {
    #[must_use]
    pub fn starts_at(&self) -> DateTime<Utc> {
        utc(self.starts_at)
    }

    #[must_use]
    pub fn ends_at(&self) -> DateTime<Utc> {
        self.starts_at() + Duration::minutes(i64::from(self.duration_minutes))
    }
}

pub fn insert_planned(conn: &mut AnyConnection, row: &PlannedMeetingRow) -> Result<(), Problem> {
    diesel::insert_into(planned_meetings::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// A planned meeting by its id. No scope: whoever asks looks for its pairing next.
pub fn planned_meeting(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<PlannedMeetingRow>> {
    planned_meetings::table
        .filter(planned_meetings::id.eq(id))
        .select(PlannedMeetingRow::as_select())
        .first(conn)
        .optional()
}

/// The planned meeting that has become a logged one.
pub fn planned_as(conn: &mut AnyConnection, meeting: Id) -> QueryResult<Option<PlannedMeetingRow>> {
    planned_meetings::table
        .filter(planned_meetings::meeting_id.eq(Some(meeting)))
        .select(PlannedMeetingRow::as_select())
        .first(conn)
        .optional()
}

/// Writes what a step changes; 412 when the row moved on since `row` was read.
pub fn update_planned(conn: &mut AnyConnection, row: &PlannedMeetingRow) -> Result<(), Problem> {
    let rows = diesel::update(
        planned_meetings::table
            .filter(planned_meetings::id.eq(row.id).and(planned_meetings::version.eq(row.version - 1))),
    )
    .set((
        planned_meetings::starts_at.eq(row.starts_at),
        planned_meetings::duration_minutes.eq(row.duration_minutes),
        planned_meetings::place.eq(&row.place),
        planned_meetings::link.eq(&row.link),
        planned_meetings::note.eq(&row.note),
        planned_meetings::state.eq(row.state),
        planned_meetings::sequence.eq(row.sequence),
        planned_meetings::meeting_id.eq(row.meeting_id),
        planned_meetings::updated_at.eq(row.updated_at),
        planned_meetings::version.eq(row.version),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// The planned meetings of a pairing that the caller was found to reach, earliest first.
pub fn list_planned(
    conn: &mut AnyConnection,
    pairing: Id,
    state: Option<PlannedMeetingState>,
    window: &Window<(NaiveDateTime, Id)>,
) -> QueryResult<Vec<PlannedMeetingRow>> {
    let mut query = planned_meetings::table.filter(planned_meetings::pairing_id.eq(pairing)).into_boxed();
    if let Some(state) = state {
        query = query.filter(planned_meetings::state.eq(state));
    }
    if let Some((starts, id)) = window.after {
        query = query.filter(
            planned_meetings::starts_at
                .gt(starts)
                .or(planned_meetings::starts_at.eq(starts).and(planned_meetings::id.gt(id))),
        );
    }
    query
        .order((planned_meetings::starts_at, planned_meetings::id))
        .limit(window.fetch())
        .select(PlannedMeetingRow::as_select())
        .load(conn)
}

/// What is planned, neither held nor cancelled, in several pairings, earliest first.
pub fn still_planned(
    conn: &mut AnyConnection,
    pairings: &[Id],
) -> QueryResult<HashMap<Id, Vec<PlannedMeetingRow>>> {
    let rows: Vec<PlannedMeetingRow> = planned_meetings::table
        .filter(planned_meetings::pairing_id.eq_any(pairings.to_vec()))
        .filter(planned_meetings::state.eq(PlannedMeetingState::Planned))
        .order((planned_meetings::starts_at, planned_meetings::id))
        .select(PlannedMeetingRow::as_select())
        .load(conn)?;
    let mut found: HashMap<Id, Vec<PlannedMeetingRow>> = HashMap::new();
    for row in rows {
        found.entry(row.pairing_id).or_default().push(row);
    }
    Ok(found)
}

/// When a person has planned meetings about that time, in any pairing; the one with the id `but` is left out.
pub fn taken_about(
    conn: &mut AnyConnection,
    person: Id,
    (starts, ends): Span,
    but: Option<Id>,
) -> QueryResult<Vec<Span>> {
    let from = starts - Duration::minutes(LONGEST_PLANNED);
    let rows: Vec<PlannedMeetingRow> = planned_meetings::table
        .inner_join(pairings::table)
        .filter(pairings::mentor_id.eq(person).or(pairings::mentee_id.eq(person)))
        .filter(planned_meetings::state.eq(PlannedMeetingState::Planned))
        .filter(planned_meetings::starts_at.gt(from.naive_utc()))
        .filter(planned_meetings::starts_at.lt(ends.naive_utc()))
        .select(PlannedMeetingRow::as_select())
        .load(conn)?;
    let others = rows.into_iter().filter(|row| Some(row.id) != but);
    Ok(others.map(|row| (row.starts_at(), row.ends_at())).collect())
}
