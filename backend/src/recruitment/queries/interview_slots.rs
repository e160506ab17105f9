//! Slots of interviews and their panels. Whoever calls these has read the opening in scope.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{interview_panelists, interview_slots, interviews};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = interview_slots)]
pub struct SlotRow {
    pub id: Id,
    pub opening_id: Id,
    pub starts_at_local: NaiveDateTime,
    pub time_zone: String,
    /// UTC, derived from the two before it.
    pub starts_at: NaiveDateTime,
    /// UTC: so many minutes later.
    pub ends_at: NaiveDateTime,
    pub duration_minutes: i32,
    pub link: Option<String>,
    pub place: Option<String>,
    pub note: Option<String>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// The database refuses a person on two panels at once; what was checked before may have changed meanwhile.
fn unless_overlapping(error: diesel::result::Error) -> Problem {
    let said = error.to_string();
    if said.contains("overlap") || said.contains("exclusion constraint") {
        Problem::conflict("Somebody of the panel has been put on another panel at that time just now.")
    } else {
        Problem::from(error)
    }
}

pub fn insert_slot(conn: &mut AnyConnection, row: &SlotRow, panel: &[Id]) -> Result<(), Problem> {
    diesel::insert_into(interview_slots::table).values(row.clone()).execute(conn)?;
    seat_panel(conn, row, panel)
}

fn seat_panel(conn: &mut AnyConnection, slot: &SlotRow, panel: &[Id]) -> Result<(), Problem> {
    for person in panel {
        diesel::insert_into(interview_panelists::table)
            .values((
                interview_panelists::slot_id.eq(slot.id),
                interview_panelists::person_id.eq(*person),
                interview_panelists::starts_at.eq(slot.starts_at),
                interview_panelists::ends_at.eq(slot.ends_at),
            ))
            .execute(conn)
            .map_err(unless_overlapping)?;
    }
    Ok(())
}

/// Writes the editable columns and the panel (`row.version` is the new one); 412 when the row moved on.
pub fn update_slot(conn: &mut AnyConnection, row: &SlotRow, panel: &[Id]) -> Result<(), Problem> {
    let rows = diesel::update(
        interview_slots::table
            .filter(interview_slots::id.eq(row.id).and(interview_slots::version.eq(row.version - 1))),
    )
    .set((
        interview_slots::starts_at_local.eq(row.starts_at_local),
        interview_slots::time_zone.eq(&row.time_zone),
        interview_slots::starts_at.eq(row.starts_at),
        interview_slots::ends_at.eq(row.ends_at),
        interview_slots::duration_minutes.eq(row.duration_minutes),
        interview_slots::link.eq(&row.link),
        interview_slots::place.eq(&row.place),
        interview_slots::note.eq(&row.note),
        interview_slots::updated_at.eq(row.updated_at),
        interview_slots::version.eq(row.version),
    ))
    .execute(conn)?;
    if rows != 1 {
        return Err(Problem::stale());
    }
    diesel::delete(interview_panelists::table.filter(interview_panelists::slot_id.eq(row.id)))
        .execute(conn)?;
    seat_panel(conn, row, panel)
}

/// Notes that the slot was taken or given back; `false` when it moved on since it was read.
pub fn touch_slot(conn: &mut AnyConnection, row: &SlotRow, now: NaiveDateTime) -> Result<bool, Problem> {
    let rows = diesel::update(
        interview_slots::table
            .filter(interview_slots::id.eq(row.id).and(interview_slots::version.eq(row.version))),
    )
    .set((interview_slots::updated_at.eq(now), interview_slots::version.eq(row.version + 1)))
    .execute(conn)?;
    Ok(rows == 1)
}

/// 412 when the slot moved on; the database refuses while an interview holds it.
pub fn delete_slot(conn: &mut AnyConnection, row: &SlotRow) -> Result<(), Problem> {
    diesel::delete(interview_panelists::table.filter(interview_panelists::slot_id.eq(row.id)))
        .execute(conn)?;
    let rows = diesel::delete(
        interview_slots::table
            .filter(interview_slots::id.eq(row.id).and(interview_slots::version.eq(row.version))),
    )
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// Without its scope: the caller of this reads the opening in scope next.
pub fn find_slot(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<SlotRow>> {
    interview_slots::table
        .filter(interview_slots::id.eq(id))
        .select(SlotRow::as_select())
        .first(conn)
        .optional()
}

/// In the order of time.
pub fn list_slots(
    conn: &mut AnyConnection,
    opening: Id,
    window: &Window<(NaiveDateTime, Id)>,
) -> QueryResult<Vec<SlotRow>> {
    let mut query = interview_slots::table.filter(interview_slots::opening_id.eq(opening)).into_boxed();
    if let Some((at, id)) = window.after {
        query = query.filter(
            interview_slots::starts_at
                .gt(at)
                .or(interview_slots::starts_at.eq(at).and(interview_slots::id.gt(id))),
        );
    }
    query
        .order((interview_slots::starts_at, interview_slots::id))
        .limit(window.fetch())
        .select(SlotRow::as_select())
        .load(conn)
}

pub fn count_slots(conn: &mut AnyConnection, opening: Id) -> QueryResult<i64> {
    interview_slots::table.filter(interview_slots::opening_id.eq(opening)).count().get_result(conn)
}

/// The slots of an opening that begin at `from` or later and that no interview holds, in the order of time.
pub fn free_slots(conn: &mut AnyConnection, opening: Id, from: NaiveDateTime) -> QueryResult<Vec<SlotRow>> {
    interview_slots::table
        .left_join(interviews::table)
        .filter(interview_slots::opening_id.eq(opening).and(interview_slots::starts_at.ge(from)))
        .filter(interviews::id.nullable().is_null())
        .order((interview_slots::starts_at, interview_slots::id))
        .select(SlotRow::as_select())
        .load(conn)
}

pub fn slots_by_id(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<HashMap<Id, SlotRow>> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let rows: Vec<SlotRow> = interview_slots::table
            .filter(interview_slots::id.eq_any(some.to_vec()))
            .select(SlotRow::as_select())
            .load(conn)?;
        found.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok(found)
}

/// Who sits on the panel of each of these slots.
pub fn panels_of(conn: &mut AnyConnection, slots: &[Id]) -> QueryResult<HashMap<Id, Vec<Id>>> {
    let mut found: HashMap<Id, Vec<Id>> = HashMap::new();
    for some in slots.chunks(500) {
        let rows: Vec<(Id, Id)> = interview_panelists::table
            .filter(interview_panelists::slot_id.eq_any(some.to_vec()))
            .order((interview_panelists::slot_id, interview_panelists::person_id))
            .select((interview_panelists::slot_id, interview_panelists::person_id))
            .load(conn)?;
        for (slot, person) in rows {
            found.entry(slot).or_default().push(person);
        }
    }
    Ok(found)
}

/// Whoever puts these people on panels takes turns from here to the end of the transaction: otherwise two who put one
/// person on overlapping panels at once would wait for each other. SQLite has one writer anyway.
pub fn take_turns(conn: &mut AnyConnection, people: &[Id]) -> QueryResult<()> {
    let AnyConnection::Postgres(postgres) = conn else { return Ok(()) };
    let mut people = people.to_vec();
    people.sort_unstable();
    people.dedup();
    for person in people {
        diesel::sql_query("SELECT pg_advisory_xact_lock(hashtext($1))")
            .bind::<diesel::sql_types::Text, _>(format!("panel of {person}"))
            .execute(postgres)?;
    }
    Ok(())
}

/// When these people sit on panels between two moments, of whatever opening; `except` is a slot that does not count.
pub fn busy(
    conn: &mut AnyConnection,
    people: &[Id],
    (from, until): (NaiveDateTime, NaiveDateTime),
    except: Option<Id>,
) -> QueryResult<Vec<(Id, NaiveDateTime, NaiveDateTime)>> {
    let rows: Vec<(Id, Id, NaiveDateTime, NaiveDateTime)> = interview_panelists::table
        .filter(interview_panelists::person_id.eq_any(people.to_vec()))
        .filter(interview_panelists::starts_at.lt(until).and(interview_panelists::ends_at.gt(from)))
        .order((interview_panelists::starts_at, interview_panelists::person_id))
        .select((
            interview_panelists::slot_id,
            interview_panelists::person_id,
            interview_panelists::starts_at,
            interview_panelists::ends_at,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter(|(slot, ..)| Some(*slot) != except)
        .map(|(_, person, from, until)| (person, from, until))
        .collect())
}
