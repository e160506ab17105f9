//! The workbench: a ready round edited by hand, asked what a change would cost, compared, approved, published in part.
//!
//! The truth are the rows: who was in the round, and what was decided since. Every question is put to the matcher anew
//! from them ([`question`]), so that several processes cannot disagree; what was solved before is remembered by the
//! question itself ([`solved`]), so that nothing remembered can be out of date.

pub mod alternatives;
pub mod approval;
pub mod comparison;
pub mod costs;
pub mod edits;
pub mod fairness;
pub mod keeping;
pub mod listing;
pub mod mentors_left;
pub mod notes;
mod one_by_one;
pub mod outcome;
pub mod pairs;
pub mod pauses;
pub mod preview;
pub mod question;
pub mod rematch;
pub mod solved;
pub mod stale;
pub mod summary;
pub mod taken_over;
pub mod waitlist;
pub mod weighing;

use crate::matching::queries::cycles;
use crate::matching::queries::rounds::RoundRow;
use crate::matching::queries::workbench::marks;
use crate::matching::rules::RoundState;
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// Whether the caller leads the whole round: it is of their region, or the network is theirs.
#[must_use]
pub fn leads(work: &Work<'_>, round: &RoundRow) -> bool {
    round.region_id.map_or(work.scope.network, |region| work.scope.reaches_region(region))
}

/// Whether the round asked people of its region alone; a rematch is of a region and looks everywhere.
///
/// # Errors
/// When the database does not answer.
pub fn is_of_region(work: &mut Work<'_>, round: &RoundRow) -> Result<bool, Problem> {
    let marks = marks::of_round(work.conn, round.id)?;
    Ok(round.region_id.is_some() && marks.rematch_of_enrolment_id.is_none())
}

/// Whether the round can be edited now.
///
/// # Errors
/// When the database does not answer.
pub fn is_editable(work: &mut Work<'_>, round: &RoundRow) -> Result<bool, Problem> {
    let cycle = cycle_of(work, round.cycle_id)?;
    Ok(round.state == RoundState::Ready && cycle.state.matches_people())
}

/// The cycle of a round that was found in the caller's scope.
pub fn cycle_of(work: &mut Work<'_>, id: Id) -> Result<cycles::CycleRow, Problem> {
    cycles::find(work.conn, &Scope::everything(), true, id)?.ok_or_else(|| Problem::not_found("cycle"))
}

/// A ready round that the caller may ask about.
///
/// # Errors
/// 404 outside the scope, 409 when it is not ready.
pub fn ready_round(work: &mut Work<'_>, id: Id) -> Result<RoundRow, Problem> {
    let round = super::rounds::find_round(work, id)?;
    if !is_editable(work, &round)? {
        return Err(not_editable(&round));
    }
    Ok(round)
}

/// 409: the state forbids it.
#[must_use]
pub fn not_editable(round: &RoundRow) -> Problem {
    match round.state {
        RoundState::Ready => Problem::conflict("The cycle matches nobody now; its rounds stay as they are."),
        state => Problem::conflict(format!("The round is {state}; only a ready one can be edited or asked.")),
    }
}
