//! Notes of coordinators on proposals: every wording is kept, and neither of the two ever reads one.

use crate::matching::queries::proposals::{self, ProposalRow};
use crate::matching::queries::workbench::marks;
use crate::matching::queries::workbench::notes::{self, NoteRow};
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// The proposal, when the caller coordinates it and is not one of the two.
fn coordinated(work: &mut Work<'_>, id: Id) -> Result<ProposalRow, Problem> {
    let me = work.caller.person();
    proposals::find(work.conn, work.scope, id)?
        .filter(|row| Some(row.mentor_id) != me && Some(row.mentee_id) != me)
        .filter(|row| work.scope.reaches_region(row.region_id))
        .ok_or_else(|| Problem::not_found("proposal"))
}

/// Its wordings, newest first.
///
/// # Errors
/// 404 outside the scope, and for the two.
pub fn of_proposal(work: &mut Work<'_>, id: Id) -> Result<Vec<NoteRow>, Problem> {
    coordinated(work, id)?;
    Ok(notes::of_proposal(work.conn, id)?)
}

/// Writes the next wording; an empty one clears the note.
///
/// # Errors
/// As [`of_proposal`]; 412 when somebody wrote meanwhile.
pub fn write(work: &mut Work<'_>, id: Id, expected: &IfMatch, body: &str) -> Result<Vec<NoteRow>, Problem> {
    let proposal = coordinated(work, id)?;
    proposals::lock(work, id)?;
    let last = notes::of_proposal(work.conn, id)?.first().map_or(0, |note| note.version);
    expected.check(last)?;
    let row = NoteRow {
        id: work.new_id(),
        proposal_id: id,
        version: last + 1,
        body: body.trim().to_owned(),
        written_by: work.caller.person(),
        written_at: work.stamp(),
    };
    notes::insert(work.conn, &row)?;
    marks::set_has_note(work.conn, id, !row.body.is_empty())?;
    work.record(Change::new("proposal.noted", id).in_region(proposal.region_id))?;
    Ok(notes::of_proposal(work.conn, id)?)
}
