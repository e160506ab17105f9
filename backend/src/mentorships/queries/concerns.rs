//! Rows of confidential concerns. They are found by those alone who were named to read them.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::mentorships::rules::{ConcernOutcome, ConcernState, ConcernStep};
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{concern_readers, concern_steps, concerns, pairings, people};

// No Debug: nothing of it may stand in a log.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = concerns)]
pub struct ConcernRow {
    pub id: Id,
    pub pairing_id: Id,
    pub about_person_id: Option<Id>,
    pub raised_by_id: Id,
    pub text: String,
    pub state: ConcernState,
    pub outcome: Option<ConcernOutcome>,
    pub outcome_note: Option<String>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
    /// What whoever raised it was told at its end.
    pub told_to_reporter: Option<String>,
}

#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = concern_steps)]
pub struct ConcernStepRow {
    pub id: Id,
    pub concern_id: Id,
    pub what: ConcernStep,
    pub person_id: Id,
    pub happened_at: NaiveDateTime,
}

pub fn insert_concern(conn: &mut AnyConnection, row: &ConcernRow, readers: &[Id]) -> Result<(), Problem> {
    diesel::insert_into(concerns::table).values(row.clone()).execute(conn)?;
    for reader in readers {
        diesel::insert_into(concern_readers::table)
            .values((concern_readers::concern_id.eq(row.id), concern_readers::person_id.eq(*reader)))
            .execute(conn)?;
    }
    Ok(())
}

/// Somebody who is named to receive concerns at this moment, and the regions that they coordinate.
pub struct ConcernReader {
    pub person: Id,
    pub coordinates: Vec<Id>,
}

/// Those that the reader was named to read when they were raised and has no part in now: they coordinate neither the responsible
/// region nor that of one of the two.
fn readable(reader: &ConcernReader) -> concerns::BoxedQuery<'static, MultiBackend> {
    let named = concern_readers::table
        .filter(concern_readers::person_id.eq(reader.person))
        .select(concern_readers::concern_id);
    let theirs = || people::table.filter(people::region_id.eq_any(reader.coordinates.clone())).select(people::id);
    let involved = pairings::table
        .filter(
            pairings::region_id
                .eq_any(reader.coordinates.clone())
                .or(pairings::mentor_id.eq_any(theirs()))
                .or(pairings::mentee_id.eq_any(theirs())),
        )
        .select(pairings::id);
    let all: concerns::BoxedQuery<'static, MultiBackend> = concerns::table.into_boxed();
    all.filter(concerns::id.eq_any(named))
        .filter(concerns::pairing_id.ne_all(involved))
        .filter(concerns::about_person_id.is_null().or(concerns::about_person_id.ne(reader.person)))
}

/// The concern, if the reader may read it.
pub fn find_concern(
    conn: &mut AnyConnection,
    reader: &ConcernReader,
    id: Id,
) -> QueryResult<Option<ConcernRow>> {
    readable(reader).filter(concerns::id.eq(id)).select(ConcernRow::as_select()).first(conn).optional()
}

/// All that the reader may read.
pub fn readable_concerns(conn: &mut AnyConnection, reader: &ConcernReader) -> QueryResult<Vec<Id>> {
    readable(reader).select(concerns::id).load(conn)
}

/// Those that the reader may read, newest first.
pub fn list_concerns(
    conn: &mut AnyConnection,
    reader: &ConcernReader,
    state: Option<ConcernState>,
    window: &Window<Id>,
) -> QueryResult<Vec<ConcernRow>> {
    let mut query = readable(reader);
    if let Some(state) = state {
        query = query.filter(concerns::state.eq(state));
    }
    if let Some(after) = window.after {
        query = query.filter(concerns::id.lt(after));
    }
    query.order(concerns::id.desc()).limit(window.fetch()).select(ConcernRow::as_select()).load(conn)
}

/// Those that somebody has raised, newest first.
pub fn concerns_raised_by(
    conn: &mut AnyConnection,
    person: Id,
    window: &Window<Id>,
) -> QueryResult<Vec<ConcernRow>> {
    let mut query = concerns::table.filter(concerns::raised_by_id.eq(person)).into_boxed();
    if let Some(after) = window.after {
        query = query.filter(concerns::id.lt(after));
    }
    query.order(concerns::id.desc()).limit(window.fetch()).select(ConcernRow::as_select()).load(conn)
}

/// Other concerns about the pairing for which it rests still.
pub fn other_suspensions(conn: &mut AnyConnection, pairing: Id, but: Id) -> QueryResult<i64> {
    concerns::table
        .filter(concerns::pairing_id.eq(pairing).and(concerns::id.ne(but)))
        .filter(concerns::state.eq(ConcernState::Suspended))
        .count()
        .get_result(conn)
}

/// 412 when the row moved on since `row` was read.
pub fn update_concern(conn: &mut AnyConnection, row: &ConcernRow) -> Result<(), Problem> {
    let rows = diesel::update(
        concerns::table.filter(concerns::id.eq(row.id).and(concerns::version.eq(row.version - 1))),
    )
    .set((
        concerns::state.eq(row.state),
        concerns::outcome.eq(row.outcome),
        concerns::outcome_note.eq(&row.outcome_note),
        concerns::told_to_reporter.eq(&row.told_to_reporter),
        concerns::updated_at.eq(row.updated_at),
        concerns::version.eq(row.version),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

pub fn insert_concern_step(conn: &mut AnyConnection, row: &ConcernStepRow) -> Result<(), Problem> {
    diesel::insert_into(concern_steps::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// What was done about concerns that the caller was found to reach, oldest first.
pub fn concern_steps_of(
    conn: &mut AnyConnection,
    concerns: &[Id],
) -> QueryResult<HashMap<Id, Vec<ConcernStepRow>>> {
    let rows: Vec<ConcernStepRow> = concern_steps::table
        .filter(concern_steps::concern_id.eq_any(concerns.to_vec()))
        .order(concern_steps::id)
        .select(ConcernStepRow::as_select())
        .load(conn)?;
    let mut found: HashMap<Id, Vec<ConcernStepRow>> = HashMap::new();
    for row in rows {
        found.entry(row.concern_id).or_default().push(row);
    }
    Ok(found)
}
