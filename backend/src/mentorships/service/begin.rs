//! How a pairing begins: both have accepted, or somebody who may has made it.

use chrono::NaiveDate;
use serde_json::json;

use crate::identity::{self, Contact};
use crate::matching::{self, ProposalRow};
use crate::mentorships::letters;
use crate::mentorships::queries::{self, PairingRow};
use crate::mentorships::rules::{self, PairingOrigin, PairingState};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Accepts a proposal in the caller's name. When both have accepted the pairing begins in the same
/// transaction and is answered too.
///
/// # Errors
/// 404 when the proposal is not the caller's; 409 when it cannot be answered.
pub fn accept(work: &mut Work<'_>, proposal: Id) -> Result<(ProposalRow, Option<PairingRow>), Problem> {
    let accepted = matching::accept_side(work, proposal)?;
    let proposal = accepted.proposal;
    if !accepted.both {
        return Ok((proposal, None));
    }
    let today = work.now.date_naive();
    let ends_on = rules::pairing_end(accepted.cycle_ends_on, today);
    let row = begin(work, &proposal, PairingOrigin::Round, today, ends_on)?;
    introduce(work, &row, letters::introduced)?;
    Ok((proposal, Some(row)))
}

/// Makes the pairing of a proposal that holds its seats, and mails nobody.
///
/// # Errors
/// When the database refuses.
pub(super) fn begin(
    work: &mut Work<'_>,
    proposal: &ProposalRow,
    made_by: PairingOrigin,
    started_on: NaiveDate,
    ends_on: NaiveDate,
) -> Result<PairingRow, Problem> {
    let row = PairingRow {
        id: work.new_id(),
        cycle_id: proposal.cycle_id,
        proposal_id: proposal.id,
        region_id: proposal.region_id,
        mentor_id: proposal.mentor_id,
        mentee_id: proposal.mentee_id,
        state: PairingState::Active,
        started_on,
        ends_on,
        ended_on: None,
        end_reason: None,
        ended_by: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
        paused_at: None,
        paused_until: None,
        pause_reason: None,
        resumed_on: None,
        ended_by_side: None,
        made_by,
        agreement_reminded_at: None,
        end_told_for: None,
    };
    queries::insert(work.conn, &row)?;
    work.record(Change::new("pairing.started", row.id).in_region(row.region_id).with(json!({
        "cycle_id": row.cycle_id, "proposal_id": row.proposal_id,
        "mentor_id": row.mentor_id, "mentee_id": row.mentee_id, "made_by": row.made_by,
    })))?;
    Ok(row)
}

type Introduction = fn(&mut Work<'_>, &PairingRow, &Contact, &Contact, &str) -> Result<(), Problem>;

/// Writes to each of the two who the other is.
pub(super) fn introduce(work: &mut Work<'_>, row: &PairingRow, letter: Introduction) -> Result<(), Problem> {
    let contacts = identity::contacts(work.conn, &[row.mentor_id, row.mentee_id])?;
    let (Some(mentor), Some(mentee)) = (contacts.get(&row.mentor_id), contacts.get(&row.mentee_id)) else {
        return Ok(());
    };
    letter(work, row, mentor, mentee, "mentee")?;
    letter(work, row, mentee, mentor, "mentor")
}
