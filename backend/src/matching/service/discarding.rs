//! Rounds that nobody will publish: discarded by a coordinator, by a newer rematch, or with the end of their cycle. What was
//! asked already stays asked; what was decided in them (vetoes) still counts in the cycle.

use serde_json::json;

use super::rounds::find_round;
use super::workbench;
use crate::matching::queries::cycles;
use crate::matching::queries::rounds::{self, RoundRow};
use crate::matching::rules::RoundState;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Discards a ready round.
///
/// # Errors
/// 404 outside the scope; 403 for a national round in a region's name; 409 when it is not ready.
pub fn discard(work: &mut Work<'_>, id: Id) -> Result<RoundRow, Problem> {
    let found = find_round(work, id)?;
    if !workbench::leads(work, &found) {
        return Err(Problem::forbidden("Only the task force discards a round of the nation."));
    }
    cycles::lock(work, found.cycle_id)?;
    let round = find_round(work, id)?;
    if round.state != RoundState::Ready {
        let detail = format!("The round is {}; only a ready one is discarded.", round.state);
        return Err(Problem::conflict(detail));
    }
    set_discarded(work, round, "asked_for")
}

/// A closed cycle publishes nothing any more.
///
/// # Errors
/// When the database refuses.
pub fn discard_all_of_cycle(work: &mut Work<'_>, cycle: Id) -> Result<(), Problem> {
    for round in rounds::ready_in(work.conn, cycle)? {
        set_discarded(work, round, "cycle_closed")?;
    }
    Ok(())
}

/// Somebody new is looked for: what was found for the same person before, and not published, is not to be published beside it.
///
/// # Errors
/// When the database refuses.
pub fn discard_rematches_of(work: &mut Work<'_>, cycle: Id, enrolment: Id) -> Result<(), Problem> {
    for round in rounds::ready_rematches(work.conn, cycle, enrolment)? {
        set_discarded(work, round, "rematched_anew")?;
    }
    Ok(())
}

/// A round that was solved while its cycle was being closed.
///
/// # Errors
/// When the database refuses.
pub fn discard_at_birth(work: &mut Work<'_>, round: RoundRow) -> Result<RoundRow, Problem> {
    set_discarded(work, round, "cycle_closed")
}

fn set_discarded(work: &mut Work<'_>, round: RoundRow, because: &str) -> Result<RoundRow, Problem> {
    let row = RoundRow {
        state: RoundState::Discarded,
        updated_at: work.stamp(),
        version: round.version + 1,
        ..round
    };
    rounds::update(work.conn, &row)?;
    let data = json!({ "cycle_id": row.cycle_id, "because": because });
    work.record(Change::new("round.discarded", row.id).in_region(row.region_id).with(data))?;
    Ok(row)
}
