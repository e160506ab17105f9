//! Notes of the two: private ones that the author alone reads, shared ones. Nothing of them goes into events or the
//! audit log, not even that there is one.

use super::{find_own_pairing, suspending};
use crate::mentorships::queries::{self, NoteRow};
use crate::mentorships::rules::{NoteKind, PairingState, reads_note};
use crate::platform::db::Id;
use crate::platform::http::idempotency;
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

/// What the two share is as it was when their pairing ended, and while it is suspended: nobody adds to it, changes it or takes it
/// away.
fn not_frozen(work: &mut Work<'_>, kind: NoteKind, pairing: Id) -> Result<(), Problem> {
    if kind == NoteKind::Private {
        return Ok(());
    }
    queries::hold(work.conn, &[pairing])?;
    let pairing = find_own_pairing(work, pairing)?;
    match pairing.state {
        PairingState::Active | PairingState::Paused => suspending::refuse_the_two(work, &pairing),
        PairingState::Ended => {
            Err(Problem::conflict("The pairing has ended: what you two share stays as it is."))
        }
    }
}

/// What was answered when the note was written is not kept for longer than the note as it was.
fn forget_answers(work: &mut Work<'_>, row: &NoteRow) -> Result<(), Problem> {
    idempotency::forget(work.conn, row.author_id, &format!("/notes/{}", row.id))
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
    not_frozen(work, kind, pairing.id)?;
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
/// 404 for everybody who does not read it; 409 for a shared note of a pairing that has ended; 412 when the other one edited
/// it meanwhile.
pub fn edit_note(
    work: &mut Work<'_>,
    id: Id,
    body: String,
    expected: &dyn Fn(i64) -> Result<(), Problem>,
) -> Result<NoteRow, Problem> {
    let before = find_note(work, id)?;
    not_frozen(work, before.kind, before.pairing_id)?;
    expected(before.version)?;
    let row = NoteRow {
        body,
        edited_by_id: work.caller.person(),
        updated_at: work.stamp(),
        version: before.version + 1,
        ..before
    };
    queries::update_note(work.conn, &row)?;
    forget_answers(work, &row)?;
    Ok(row)
}

/// # Errors
/// 404 for everybody who does not read it; 403 for a note that the other one wrote; 409 for a shared note of a pairing that has
/// ended; 412 when it was edited meanwhile.
pub fn delete_note(
    work: &mut Work<'_>,
    id: Id,
    expected: &dyn Fn(i64) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let row = find_note(work, id)?;
    if Some(row.author_id) != work.caller.person() {
        return Err(Problem::forbidden("Only whoever wrote a note removes it."));
    }
    not_frozen(work, row.kind, row.pairing_id)?;
    expected(row.version)?;
    queries::delete_note(work.conn, &row)?;
    forget_answers(work, &row)
}
