//! Notes of the two: private ones that the author alone reads, shared ones. Nothing of them goes into events or the
//! audit log, not even that there is one.

use super::find_own_pairing;
use crate::mentorships::queries::{self, NoteRow};
use crate::mentorships::rules::{NoteKind, PairingState, reads_note};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// # Errors
/// 404 for everybody who does not read it.
pub fn find_note(work: &mut Work<'_>, id: Id) -> Result<NoteRow, Problem> {
    let me = work.caller.require_person()?;
    let unknown = || Problem::not_found("note");
    let row = queries::note(work.conn, id)?.ok_or_else(unknown)?;
    let of_the_pair = find_own_pairing(work, row.pairing_id).is_ok();
    if reads_note(row.kind, row.author_id, me, of_the_pair) { Ok(row) } else { Err(unknown()) }
}

/// # Errors
/// 404 for everybody but the two; 409 for a shared note of a pairing that has ended.
pub fn write_note(
    work: &mut Work<'_>,
    pairing: Id,
    kind: NoteKind,
    body: String,
) -> Result<NoteRow, Problem> {
    let pairing = find_own_pairing(work, pairing)?;
    if kind == NoteKind::Shared && pairing.state == PairingState::Ended {
        return Err(Problem::conflict("The pairing has ended: write a private note."));
    }
    let row = NoteRow {
        id: work.new_id(),
        pairing_id: pairing.id,
        kind,
        body,
        author_id: work.caller.require_person()?,
        edited_by_id: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_note(work.conn, &row)?;
    Ok(row)
}

/// # Errors
/// 404 for everybody who does not read it; 412 when the other one edited it meanwhile.
pub fn edit_note(
    work: &mut Work<'_>,
    id: Id,
    body: String,
    expected: &dyn Fn(i64) -> Result<(), Problem>,
) -> Result<NoteRow, Problem> {
    let before = find_note(work, id)?;
    expected(before.version)?;
    let row = NoteRow {
        body,
        edited_by_id: work.caller.person(),
        updated_at: work.stamp(),
        version: before.version + 1,
        ..before
    };
    queries::update_note(work.conn, &row)?;
    Ok(row)
}

/// # Errors
/// 404 for everybody who does not read it; 403 for a note that the other one wrote; 412 when it was edited meanwhile.
pub fn delete_note(
    work: &mut Work<'_>,
    id: Id,
    expected: &dyn Fn(i64) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let row = find_note(work, id)?;
    if Some(row.author_id) != work.caller.person() {
        return Err(Problem::forbidden("Only whoever wrote a note removes it."));
    }
    expected(row.version)?;
    queries::delete_note(work.conn, &row)
}
