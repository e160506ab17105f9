//! The life of a pairing: paused, resumed, extended, ended; and never again.

use chrono::NaiveDate;
use serde_json::json;

use super::agreements::draft_follows_extension;
use super::planned_meetings::{Stopping, call_off};
use super::{find_own_pairing, locked, suspending};
use crate::matching::{self, CycleRow};
use crate::mentorships::ASK_AT_END;
use crate::mentorships::letters;
use crate::mentorships::queries::{self, PairingRow};
use crate::mentorships::rules::{
    self, EndReason, NaturalEnd, PairingSide, PairingState, PairingStep, PauseReason, natural_end,
    next_pairing_state,
};
use crate::platform::db::Id;
use crate::platform::jobs;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// The pairing, taken for this transaction and moved by a step; nothing is written yet.
fn stepped(work: &mut Work<'_>, id: Id, step: PairingStep) -> Result<PairingRow, Problem> {
    let mut row = locked(work, id)?;
    row.state = next_pairing_state(row.state, step).map_err(Problem::conflict)?;
    Ok(row)
}

pub(super) fn written(work: &mut Work<'_>, mut row: PairingRow) -> Result<PairingRow, Problem> {
    row.updated_at = work.stamp();
    row.version += 1;
    queries::update(work.conn, &row)?;
    Ok(row)
}

/// Lets a pairing rest until a day. What was asked of the two is asked no more.
///
/// # Errors
/// 404 outside the scope; 409 when it is not active; 422 for a day that makes no sense.
pub fn pause_pairing(
    work: &mut Work<'_>,
    id: Id,
    reason: PauseReason,
    until: NaiveDate,
) -> Result<PairingRow, Problem> {
    let row = stepped(work, id, PairingStep::Pause)?;
    if let Some(wrong) = rules::pause_problem(until, work.now.date_naive(), row.ends_on) {
        return Err(Problem::invalid(vec![wrong]));
    }
    rested_and_told(work, row, reason, until)
}

/// Writes the pause of a pairing whose state has been moved there. The event does not say whose doing it is: a pairing that is
/// suspended in confidence looks like any other that is paused.
pub(super) fn rested_and_told(
    work: &mut Work<'_>,
    row: PairingRow,
    reason: PauseReason,
    until: NaiveDate,
) -> Result<PairingRow, Problem> {
    queries::close_pair_question(work, row.id)?;
    call_off(work, &row, Stopping::ToCome)?;
    let paused_at = Some(work.stamp());
    let (paused_until, pause_reason) = (Some(until), Some(reason));
    let row = written(work, PairingRow { paused_at, paused_until, pause_reason, ..row })?;
    work.record(
        Change::new("pairing.paused", row.id)
            .in_region(row.region_id)
            .with(json!({ "reason": reason, "until": until })),
    )?;
    letters::paused(work, &row)?;
    Ok(row)
}

/// Ends a pause. The time that the network waits for a sign of the two begins anew.
///
/// # Errors
/// 404 outside the scope; 409 when it is not paused.
pub fn resume_pairing(work: &mut Work<'_>, id: Id) -> Result<PairingRow, Problem> {
    let row = stepped(work, id, PairingStep::Resume)?;
    match suspending::resume_in_vain(work, id)? {
        Some(resting) => Ok(resting),
        None => going_on(work, row),
    }
}

/// Ends a pause whose day has come; answers whether the pairing goes on.
pub(super) fn end_of_pause(work: &mut Work<'_>, id: Id) -> Result<bool, Problem> {
    if suspending::holds(work, id)? {
        return Ok(false);
    }
    let row = stepped(work, id, PairingStep::Resume)?;
    going_on(work, row)?;
    Ok(true)
}

pub(super) fn going_on(work: &mut Work<'_>, row: PairingRow) -> Result<PairingRow, Problem> {
    let row = PairingRow {
        paused_at: None,
        paused_until: None,
        pause_reason: None,
        resumed_on: Some(work.now.date_naive()),
        ..row
    };
    let row = written(work, row)?;
    work.record(Change::new("pairing.resumed", row.id).in_region(row.region_id))?;
    letters::resumed(work, &row)?;
    Ok(row)
}

/// Lets a pairing last longer.
///
/// # Errors
/// 404 outside the scope; 409 when it has ended or is suspended; 422 for a day that is not later, or beyond two years.
pub fn extend_pairing(work: &mut Work<'_>, id: Id, ends_on: NaiveDate) -> Result<PairingRow, Problem> {
    let row = stepped(work, id, PairingStep::Extend)?;
    suspending::refuse_the_two(work, &row)?;
    if let Some(wrong) = rules::extension_problem(ends_on, row.ends_on, row.started_on) {
        return Err(Problem::invalid(vec![wrong]));
    }
    let row = lengthened(work, row, ends_on)?;
    letters::extended(work, &row)?;
    Ok(row)
}

/// Writes a later end, and mails nobody.
pub(super) fn lengthened(
    work: &mut Work<'_>,
    row: PairingRow,
    ends_on: NaiveDate,
) -> Result<PairingRow, Problem> {
    let before = row.ends_on;
    let row = written(work, PairingRow { ends_on, ..row })?;
    letters::extension_overtakes(work, &row)?;
    work.record(
        Change::new("pairing.extended", row.id)
            .in_region(row.region_id)
            .with(json!({ "from": before, "ends_on": row.ends_on })),
    )?;
    draft_follows_extension(work, &row)?;
    Ok(row)
}

/// How somebody ends a pairing.
#[derive(Debug, Clone, Copy)]
pub struct Ending {
    pub reason: EndReason,
    /// Confidential: whoever ends it wants never to be paired with the other again.
    pub never_again: bool,
}

/// Ends a pairing, gives its seats back and tells those who did not do it.
///
/// # Errors
/// 404 outside the scope; 409 when it has ended; 422 when a coordinator asks for never again, or for a reason that nobody chooses.
pub fn end_pairing(work: &mut Work<'_>, id: Id, ending: Ending) -> Result<PairingRow, Problem> {
    if ending.reason == EndReason::CycleClosed {
        let detail = "Pairings end with their cycle when it is closed; nobody chooses this reason.";
        return Err(Problem::field("/reason", "not_yours", detail));
    }
    let row = stepped(work, id, PairingStep::End)?;
    let side = row.side_of(work.caller.person());
    if ending.never_again {
        let Some(me) = work.caller.person().filter(|_| side != PairingSide::Coordinator) else {
            let detail = "Only the two themselves can ask never to be paired again.";
            return Err(Problem::field("/never_again", "not_yours", detail));
        };
        matching::never_pair_again(work, me, row.other_than(me))?;
    }
    let today = work.now.date_naive();
    call_off(work, &row, Stopping::ToCome)?;
    let row = closed(work, row, ending.reason, Some(side), today)?;
    ask_at_end(work, &row)?;
    letters::ended(work, &row)?;
    Ok(row)
}

/// Ends a pairing of a closed cycle that lasts still and has come to its end, and tells both. Answers whether it did.
///
/// # Errors
/// 404 outside the scope.
pub(super) fn end_by_itself(work: &mut Work<'_>, id: Id, cycle: &CycleRow) -> Result<bool, Problem> {
    let mut row = locked(work, id)?;
    // It may have been extended, or ended, since it was found.
    let Some(end) = natural_end(row.ends_on, cycle.ends_on, work.now) else { return Ok(false) };
    let Ok(ended) = next_pairing_state(row.state, PairingStep::End) else { return Ok(false) };
    row.state = ended;
    let on = match end {
        NaturalEnd::WithCycle => work.now.date_naive(),
        NaturalEnd::OnItsDay => row.ends_on,
    };
    call_off(work, &row, Stopping::ToCome)?;
    let row = closed(work, row, EndReason::CycleClosed, None, on)?;
    ask_at_end(work, &row)?;
    match end {
        NaturalEnd::WithCycle => letters::ended_with_cycle(work, &row, &cycle.name)?,
        NaturalEnd::OnItsDay => letters::came_to_its_end(work, &row)?,
    }
    Ok(true)
}

/// Has the two asked how it was, if anybody asks: surveys come after pairings, and find them by this job.
fn ask_at_end(work: &mut Work<'_>, row: &PairingRow) -> Result<(), Problem> {
    let payload = json!({
        "cycle_id": row.cycle_id, "region_id": row.region_id,
        "mentor_id": row.mentor_id, "mentee_id": row.mentee_id,
    });
    jobs::enqueue(work, ASK_AT_END, &payload).map(|_| ())
}

/// Ends a pairing because the two have to be separated, and bars them from each other.
///
/// # Errors
/// 404 outside the scope.
pub(super) fn separate_in_confidence(work: &mut Work<'_>, id: Id, asker: Id) -> Result<(), Problem> {
    let mut row = locked(work, id)?;
    matching::never_pair_again(work, asker, row.other_than(asker))?;
    if row.state == PairingState::Ended {
        return Ok(());
    }
    row.state = PairingState::Ended;
    let today = work.now.date_naive();
    call_off(work, &row, Stopping::ToCome)?;
    // None of those who may end a pairing did: it names nobody's side.
    let row = closed(work, row, EndReason::Other, None, today)?;
    letters::ended(work, &row)
}

/// Writes the end of a pairing whose state has been moved there, gives its seats back, and mails nobody.
pub(super) fn closed(
    work: &mut Work<'_>,
    row: PairingRow,
    reason: EndReason,
    side: Option<PairingSide>,
    on: NaiveDate,
) -> Result<PairingRow, Problem> {
    queries::close_pair_question(work, row.id)?;
    queries::delete_suspension(work.conn, row.id)?;
    call_off(work, &row, Stopping::Rest)?;
    let row = PairingRow {
        state: PairingState::Ended,
        ended_on: Some(on.max(row.started_on)),
        end_reason: Some(reason),
        ended_by: work.caller.person(),
        ended_by_side: side,
        paused_at: None,
        paused_until: None,
        pause_reason: None,
        ..row
    };
    let row = written(work, row)?;
    letters::end_overtakes(work, &row)?;
    matching::release_seat(work, row.proposal_id)?;
    work.record(Change::new("pairing.ended", row.id)
            .in_region(row.region_id)
            // Enough to ask the two how it was, for whoever follows events.
            .with(json!({
                "cycle_id": row.cycle_id, "reason": reason, "side": side, "early": !reason.is_natural(),
                "mentor_id": row.mentor_id, "mentee_id": row.mentee_id,
                "started_on": row.started_on, "ended_on": row.ended_on,
            })))?;
    Ok(row)
}

/// Asks never to be paired with the other one again. Nobody is told, and nothing is written down of it but
/// what the matcher reads.
///
/// # Errors
/// 404 for everybody but the two.
pub fn never_again(work: &mut Work<'_>, id: Id) -> Result<(), Problem> {
    let row = find_own_pairing(work, id)?;
    let me = work.caller.require_person()?;
    matching::never_pair_again(work, me, row.other_than(me))
}
