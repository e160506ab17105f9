//! A round that prefers the pairs of an earlier one.

use crate::matching::queries::proposals;
use crate::matching::queries::rounds;
use crate::matching::queries::workbench::marks;
use crate::matching::rules::ProposalState;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// Points by which pairs are preferred when nobody says.
pub const USUAL_KEEP: i32 = 10;

/// The pairs (mentee, mentor) that an earlier round proposes or proposed, as the matcher names people.
///
/// # Errors
/// When the database does not answer.
pub fn pairs_of(work: &mut Work<'_>, round: Id) -> Result<Vec<(String, String)>, Problem> {
    let rows = proposals::of_round(work.conn, round)?;
    Ok(rows
        .into_iter()
        .filter(|row| row.state == ProposalState::Proposed || row.state == ProposalState::Expired)
        .map(|row| (row.mentee_id.to_string(), row.mentor_id.to_string()))
        .collect())
}

/// Has a new round prefer the pairs of an earlier one of its cycle by so many points.
///
/// # Errors
/// 422 when there is no such round, or it has no outcome.
pub fn keep_from(
    work: &mut Work<'_>,
    cycle: Id,
    round: Id,
    from: Id,
    points: Option<i32>,
) -> Result<(), Problem> {
    let earlier = rounds::find(work.conn, work.scope, from)?.filter(|earlier| earlier.cycle_id == cycle);
    if !earlier.is_some_and(|earlier| earlier.state.has_outcome()) {
        let detail = "There is no such round of this cycle with an outcome.";
        return Err(Problem::field("/keep_from_round_id", "unknown", detail));
    }
    marks::set_kept(work.conn, round, from, points.unwrap_or(USUAL_KEEP))?;
    Ok(())
}
