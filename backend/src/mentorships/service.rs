//! Use cases of mentorships: begin, agree, sign, meet, end.

use chrono::NaiveDate;
use serde_json::json;

use super::letters;
use super::queries::{self, AgreementRow, MeetingRow, PairingRow};
use super::rules::{self, Cadence, EndReason, MeetingChannel, PairingState};
use crate::identity;
use crate::matching::{self, ProposalRow};
use crate::platform::db::Id;
use crate::platform::problem::{Kind, Problem};
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
    let row = PairingRow {
        id: work.new_id(),
        cycle_id: proposal.cycle_id,
        proposal_id: proposal.id,
        region_id: proposal.region_id,
        mentor_id: proposal.mentor_id,
        mentee_id: proposal.mentee_id,
        state: PairingState::Active,
        started_on: today,
        ends_on: rules::pairing_end(accepted.cycle_ends_on, today),
        ended_on: None,
        end_reason: None,
        ended_by: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert(work.conn, &row)?;
    work.record(Change::new("pairing.started", row.id).in_region(row.region_id).with(json!({
        "cycle_id": row.cycle_id, "proposal_id": row.proposal_id,
        "mentor_id": row.mentor_id, "mentee_id": row.mentee_id,
    })))?;
    introduce(work, &row)?;
    Ok((proposal, Some(row)))
}

fn introduce(work: &mut Work<'_>, row: &PairingRow) -> Result<(), Problem> {
    let contacts = identity::contacts(work.conn, &[row.mentor_id, row.mentee_id])?;
    let (Some(mentor), Some(mentee)) = (contacts.get(&row.mentor_id), contacts.get(&row.mentee_id)) else {
        return Ok(());
    };
    letters::introduced(work, row, mentor, mentee, "mentee")?;
    letters::introduced(work, row, mentee, mentor, "mentor")
}

/// # Errors
/// 404 outside the caller's scope.
pub fn find_pairing(work: &mut Work<'_>, id: Id) -> Result<PairingRow, Problem> {
    queries::find(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("pairing"))
}

/// The pairing, to be changed, while it lasts.
fn lasting(work: &mut Work<'_>, id: Id) -> Result<PairingRow, Problem> {
    find_pairing(work, id)?;
    queries::touch(work, id)?;
    let row = find_pairing(work, id)?;
    match row.state {
        PairingState::Active => Ok(row),
        PairingState::Ended => Err(Problem::conflict("The pairing has ended.")),
    }
}

/// What the two agree on.
pub struct AgreementTerms {
    pub goals: Vec<String>,
    pub cadence: Cadence,
    pub confidentiality: String,
    pub ends_on: NaiveDate,
}

/// Writes the agreement. New words clear both signatures; the same words change nothing. `expected`
/// is asked about the present version, 0 while there is none.
///
/// # Errors
/// 404 outside the scope, 409 when the pairing has ended, 412 when it moved on, 422 for a wrong end.
pub fn set_agreement(
    work: &mut Work<'_>,
    pairing: Id,
    terms: AgreementTerms,
    expected: &dyn Fn(i64) -> Result<(), Problem>,
) -> Result<AgreementRow, Problem> {
    let pairing = lasting(work, pairing)?;
    let old = queries::agreement(work.conn, pairing.id)?;
    expected(old.as_ref().map_or(0, |row| row.version))?;
    let wrong = rules::agreement_problems(terms.ends_on, pairing.started_on);
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let goals = json!(terms.goals).to_string();
    let row = match old {
        Some(old)
            if old.goals == goals
                && old.cadence == terms.cadence
                && old.confidentiality == terms.confidentiality
                && old.ends_on == terms.ends_on =>
        {
            return Ok(old);
        }
        Some(old) => {
            let row = AgreementRow {
                goals,
                cadence: terms.cadence,
                confidentiality: terms.confidentiality,
                ends_on: terms.ends_on,
                mentor_signed_at: None,
                mentee_signed_at: None,
                updated_at: work.stamp(),
                version: old.version + 1,
                ..old
            };
            queries::update_agreement(work.conn, &row)?;
            row
        }
        None => {
            let row = AgreementRow {
                id: work.new_id(),
                pairing_id: pairing.id,
                goals,
                cadence: terms.cadence,
                confidentiality: terms.confidentiality,
                ends_on: terms.ends_on,
                mentor_signed_at: None,
                mentee_signed_at: None,
                created_at: work.stamp(),
                updated_at: work.stamp(),
                version: 1,
            };
            queries::insert_agreement(work.conn, &row)?;
            row
        }
    };
    work.record(
        Change::new("agreement.written", row.id)
            .in_region(pairing.region_id)
            .with(json!({ "pairing_id": pairing.id })),
    )?;
    Ok(row)
}

/// The digest of what an agreement says now.
#[must_use]
pub fn digest_of(row: &AgreementRow) -> String {
    rules::terms_digest(&row.goals(), row.cadence, &row.confidentiality, row.ends_on)
}

/// Signs for the caller. When both have, the pairing ends when the agreement says.
///
/// # Errors
/// 404 outside the scope, 409 when there is nothing to sign or it is signed, 412 when the words are
/// not those that the caller read.
pub fn sign_agreement(work: &mut Work<'_>, pairing: Id, digest: &str) -> Result<AgreementRow, Problem> {
    let me = work.caller.require_person()?;
    let mut pairing = lasting(work, pairing)?;
    let Some(mut row) = queries::agreement(work.conn, pairing.id)? else {
        return Err(Problem::conflict("There is no agreement yet: write it first."));
    };
    if digest_of(&row) != digest {
        return Err(Problem::new(
            Kind::StaleVersion,
            "The agreement says something else than what you read: read it again before you sign.",
        ));
    }
    let now = Some(work.stamp());
    let (side, signed) = if pairing.mentor_id == me {
        ("mentor", &mut row.mentor_signed_at)
    } else {
        ("mentee", &mut row.mentee_signed_at)
    };
    if signed.is_some() {
        return Err(Problem::conflict("You have signed this agreement."));
    }
    *signed = now;
    row.updated_at = work.stamp();
    row.version += 1;
    queries::update_agreement(work.conn, &row)?;
    work.record(
        Change::new("agreement.signed", row.id)
            .in_region(pairing.region_id)
            .with(json!({ "pairing_id": pairing.id, "side": side })),
    )?;
    if row.mentor_signed_at.is_some() && row.mentee_signed_at.is_some() && pairing.ends_on != row.ends_on {
        pairing.ends_on = row.ends_on;
        pairing.updated_at = work.stamp();
        pairing.version += 1;
        queries::update(work.conn, &pairing)?;
    }
    Ok(row)
}

/// A meeting that was held.
pub struct NewMeeting {
    pub held_on: NaiveDate,
    pub duration_minutes: i32,
    pub channel: MeetingChannel,
    /// For the two alone.
    pub shared_note: Option<String>,
}

/// # Errors
/// 404 outside the scope, 409 when the pairing has ended, 422 for a day outside it.
pub fn log_meeting(work: &mut Work<'_>, pairing: Id, new: NewMeeting) -> Result<MeetingRow, Problem> {
    let me = work.caller.require_person()?;
    let pairing = lasting(work, pairing)?;
    let wrong = rules::meeting_problems(new.held_on, pairing.started_on, work.now.date_naive());
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let row = MeetingRow {
        id: work.new_id(),
        pairing_id: pairing.id,
        held_on: new.held_on,
        duration_minutes: new.duration_minutes,
        channel: new.channel,
        shared_note: new.shared_note.filter(|note| !note.trim().is_empty()),
        logged_by: me,
        created_at: work.stamp(),
        version: 1,
    };
    queries::insert_meeting(work.conn, &row)?;
    work.record(Change::new("meeting.logged", row.id).in_region(pairing.region_id).with(json!({
        "pairing_id": pairing.id, "held_on": row.held_on, "duration_minutes": row.duration_minutes,
    })))?;
    Ok(row)
}

/// Ends a pairing and gives its seats back.
///
/// # Errors
/// 404 outside the scope, 409 when it has ended.
pub fn end_pairing(work: &mut Work<'_>, id: Id, reason: EndReason) -> Result<PairingRow, Problem> {
    let mut row = lasting(work, id)?;
    let today = work.now.date_naive();
    row.state = PairingState::Ended;
    row.ended_on = Some(today.max(row.started_on));
    row.end_reason = Some(reason);
    row.ended_by = work.caller.person();
    row.updated_at = work.stamp();
    row.version += 1;
    queries::update(work.conn, &row)?;
    matching::release_seat(work, row.proposal_id)?;
    work.record(
        Change::new("pairing.ended", row.id)
            .in_region(row.region_id)
            .with(json!({ "cycle_id": row.cycle_id, "reason": reason })),
    )?;
    Ok(row)
}
