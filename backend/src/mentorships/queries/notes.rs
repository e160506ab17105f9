//! Rows of notes. Every query says who reads: a private note is found by its author alone.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::mentorships::rules::NoteKind;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::pairing_notes;

#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = pairing_notes)]
pub struct NoteRow {
    pub id: Id,
    pub pairing_id: Id,
    pub kind: NoteKind,
    pub body: String,
    pub author_id: Id,
    pub edited_by_id: Option<Id>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// The note, whoever asks: `rules::reads_note` decides.
pub fn note(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<NoteRow>> {
    pairing_notes::table.filter(pairing_notes::id.eq(id)).select(NoteRow::as_select()).first(conn).optional()
}

/// The shared notes of a pairing that `reader` is part of, and the reader's own private ones, newest first.
pub fn list_notes(
    conn: &mut AnyConnection,
    pairing: Id,
    reader: Id,
    kind: Option<NoteKind>,
    window: &Window<Id>,
) -> QueryResult<Vec<NoteRow>> {
    let mut query = pairing_notes::table
        .filter(pairing_notes::pairing_id.eq(pairing))
        .filter(pairing_notes::kind.eq(NoteKind::Shared).or(pairing_notes::author_id.eq(reader)))
        .into_boxed();
    if let Some(kind) = kind {
        query = query.filter(pairing_notes::kind.eq(kind));
    }
    if let Some(after) = window.after {
        query = query.filter(pairing_notes::id.lt(after));
    }
    query.order(pairing_notes::id.desc()).limit(window.fetch()).select(NoteRow::as_select()).load(conn)
}

pub fn insert_note(conn: &mut AnyConnection, row: &NoteRow) -> Result<(), Problem> {
    diesel::insert_into(pairing_notes::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// 412 when the row moved on since `row` was read.
pub fn update_note(conn: &mut AnyConnection, row: &NoteRow) -> Result<(), Problem> {
    let rows = diesel::update(
        pairing_notes::table
            .filter(pairing_notes::id.eq(row.id).and(pairing_notes::version.eq(row.version - 1))),
    )
    .set((
        pairing_notes::body.eq(&row.body),
        pairing_notes::edited_by_id.eq(row.edited_by_id),
        pairing_notes::updated_at.eq(row.updated_at),
        pairing_notes::version.eq(row.version),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// 412 when the note moved on since `row` was read.
pub fn delete_note(conn: &mut AnyConnection, row: &NoteRow) -> Result<(), Problem> {
    let rows = diesel::delete(
        pairing_notes::table.filter(pairing_notes::id.eq(row.id).and(pairing_notes::version.eq(row.version))),
    )
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}
