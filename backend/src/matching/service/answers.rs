//! Answers to proposals, and the seats that they take and give back.

use chrono::NaiveDate;
use serde_json::json;

use crate::identity;
use crate::matching::letters;
use crate::matching::queries::cycles;
use crate::matching::queries::proposals::{self, ProposalRow};
use crate::matching::rules::{DeclineReason, EnrolmentRole, ProposalAnswer, ProposalState};
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// What came of an acceptance.
pub struct Acceptance {
    pub proposal: ProposalRow,
    /// Both sides have accepted: the pairing can begin.
    pub both: bool,
    /// The last day of the cycle is the day before.
    pub cycle_ends_on: NaiveDate,
}

/// The proposal, its cycle held, if it is the caller's to answer now; and as which side.
fn to_answer(work: &mut Work<'_>, id: Id) -> Result<(ProposalRow, EnrolmentRole), Problem> {
    let person = work.caller.require_person()?;
    let own = Scope { own: Some(person), ..Scope::default() };
    let found = proposals::find(work.conn, &own, id)?.ok_or_else(|| Problem::not_found("proposal"))?;
    // Seats are spent one after the other: nobody edits, publishes, withdraws or closes the cycle meanwhile.
    let cycle = cycles::lock(work, found.cycle_id)?;
    let row = proposals::find(work.conn, &own, id)?.ok_or_else(|| Problem::not_found("proposal"))?;
    let now = work.stamp();
    match row.state.shown(row.answer_by, now) {
        ProposalState::Published if cycle.state.matches_people() => {}
        ProposalState::Published => {
            return Err(Problem::conflict(format!("The cycle is {}; nothing can be answered.", cycle.state)));
        }
        state => {
            return Err(Problem::conflict(format!(
                "The proposal is {state}; it cannot be answered any more."
            )));
        }
    }
    let side = if row.mentor_id == person { EnrolmentRole::Mentor } else { EnrolmentRole::Mentee };
    Ok((row, side))
}

fn answered(row: &ProposalRow, side: EnrolmentRole) -> Option<ProposalAnswer> {
    match side {
        EnrolmentRole::Mentor => row.mentor_answer,
        EnrolmentRole::Mentee => row.mentee_answer,
    }
}

fn answer(
    work: &mut Work<'_>,
    row: &mut ProposalRow,
    side: EnrolmentRole,
    answer: ProposalAnswer,
) -> Result<(), Problem> {
    match side {
        EnrolmentRole::Mentor => row.mentor_answer = Some(answer),
        EnrolmentRole::Mentee => row.mentee_answer = Some(answer),
    }
    row.updated_at = work.stamp();
    row.version += 1;
    proposals::update(work.conn, row)?;
    work.record(
        Change::new("proposal.answered", row.id)
            .in_region(row.region_id)
            .with(json!({ "side": side, "answer": answer })),
    )
}

/// Accepts in the caller's name. When both have, the proposal holds its seat until
/// [`release_seat`]; the caller of this makes the pairing in the same transaction.
///
/// # Errors
/// 404 when the proposal is not the caller's; 409 when it cannot be answered or was by this side.
pub fn accept_side(work: &mut Work<'_>, id: Id) -> Result<Acceptance, Problem> {
    let (mut row, side) = to_answer(work, id)?;
    if answered(&row, side).is_some() {
        return Err(Problem::conflict("You have accepted; the other side has still to answer."));
    }
    let other = match side {
        EnrolmentRole::Mentor => row.mentee_answer,
        EnrolmentRole::Mentee => row.mentor_answer,
    };
    let both = other == Some(ProposalAnswer::Accepted);
    if both {
        row.state = ProposalState::Accepted;
    }
    answer(work, &mut row, side, ProposalAnswer::Accepted)?;
    let cycle = cycles::find(work.conn, work.scope, true, row.cycle_id)?
        .ok_or_else(|| Problem::not_found("cycle"))?;
    Ok(Acceptance { proposal: row, both, cycle_ends_on: cycle.ends_on })
}

/// Declines in the caller's name: both are free for the next round, and not proposed to each other
/// again in this cycle. Who had accepted may still decline until the other answers.
///
/// # Errors
/// 404 when the proposal is not the caller's; 409 when it cannot be answered.
pub fn decline_side(work: &mut Work<'_>, id: Id, reason: DeclineReason) -> Result<ProposalRow, Problem> {
    let (mut row, side) = to_answer(work, id)?;
    row.state = ProposalState::Declined;
    row.decline_reason = Some(reason);
    answer(work, &mut row, side, ProposalAnswer::Declined)?;
    let (decliner, other) = match side {
        EnrolmentRole::Mentor => (row.mentor_id, row.mentee_id),
        EnrolmentRole::Mentee => (row.mentee_id, row.mentor_id),
    };
    let contacts = identity::contacts(work.conn, &[decliner, other])?;
    if let (Some(decliner), Some(other)) = (contacts.get(&decliner), contacts.get(&other)) {
        letters::will_not_be(work, &[other], decliner)?;
    }
    Ok(row)
}

/// Gives the seats of an ended pairing back.
///
/// # Errors
/// 404 when there is no such proposal.
pub fn release_seat(work: &mut Work<'_>, id: Id) -> Result<(), Problem> {
    proposals::lock(work, id)?;
    let everything = Scope::everything();
    let mut row =
        proposals::find(work.conn, &everything, id)?.ok_or_else(|| Problem::not_found("proposal"))?;
    if row.state != ProposalState::Accepted {
        return Ok(());
    }
    row.state = ProposalState::Ended;
    row.updated_at = work.stamp();
    row.version += 1;
    proposals::update(work.conn, &row)
}
