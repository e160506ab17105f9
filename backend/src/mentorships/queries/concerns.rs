//! Rows of confidential concerns. They are found by those alone who were named to read them.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::mentorships::rules::{ConcernOutcome, ConcernState, ConcernStep};
use crate::platform::db::{AnyConnection, Id};
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
pub fn readable_concerns(conn: &mut AnyConnection, reader: &ConcernReader) -> QueryResult<Vec<Id>> {
    let named: Vec<(Id, Id)> = concerns::table
        .inner_join(concern_readers::table)
        .filter(concern_readers::person_id.eq(reader.person))
        .filter(concerns::about_person_id.is_null().or(concerns::about_person_id.ne(reader.person)))
        .select((concerns::id, concerns::pairing_id))
        .load(conn)?;
    let of: Vec<Id> = named.iter().map(|(_, pairing)| *pairing).collect();
    let theirs =
        || people::table.filter(people::region_id.eq_any(reader.coordinates.clone())).select(people::id);
    let involved: HashSet<Id> = pairings::table
        .filter(pairings::id.eq_any(of))
        .filter(
            pairings::region_id
                .eq_any(reader.coordinates.clone())
                .or(pairings::mentor_id.eq_any(theirs()))
                .or(pairings::mentee_id.eq_any(theirs())),
        )
        .select(pairings::id)
        .load(conn)?
        .into_iter()
        .collect();
    Ok(named.into_iter().filter(|(_, pairing)| !involved.contains(pairing)).map(|(id, _)| id).collect())
}

/// The concern, if the reader may read it.
pub fn find_concern(
    conn: &mut AnyConnection,
    reader: &ConcernReader,
    id: Id,
) -> QueryResult<Option<ConcernRow>> {
    if !readable_concerns(conn, reader)?.contains(&id) {
        return Ok(None);
    }
    concerns::table.find(id).select(ConcernRow::as_select()).first(conn).optional()
}

/// Those that the reader may read, newest first.
pub fn list_concerns(
    conn: &mut AnyConnection,
    reader: &ConcernReader,
    state: Option<ConcernState>,
    window: &Window<Id>,
) -> QueryResult<Vec<ConcernRow>> {
    let readable = readable_concerns(conn, reader)?;
    let mut query = concerns::table.filter(concerns::id.eq_any(readable)).into_boxed();
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
