//! Interviews that will not take place: called off by themselves, or with the application.

use super::moves::{occasion, record};
use super::{Arranged, decided_interview, held_slot};
use crate::identity::Contact;
use crate::platform::db::Id;
use crate::platform::jobs;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::recruitment::letters::interviews::{self as letters, CalledOff, News};
use crate::recruitment::letters::invitations::invitation_taken_back;
use crate::recruitment::queries::{self, ApplicationRow, InterviewRow, SlotRow, Written};
use crate::recruitment::rules::{ApplicationState, CancelledBy, InterviewState};

/// How an applicant hears that the interview is called off with the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// By a letter about the interview.
    OfItsOwn,
    /// The letter about the decision says so: nobody gets two at once.
    WithTheDecision,
}

/// Calls an interview off on the task force's behalf; whoever would come is told, with the reason.
///
/// # Errors
/// 404 outside the scope, 409 when it is over or cancelled already.
pub fn cancel(work: &mut Work<'_>, id: Id, reason: &str) -> Result<Arranged, Problem> {
    let arranged = decided_interview(work, id)?;
    call_off(work, arranged, CancelledBy::TaskForce, reason.trim())
}

/// Ends an interview that has not taken place, frees its slot and tells who would have come.
///
/// # Errors
/// 409 when it is over or cancelled already.
pub fn call_off(
    work: &mut Work<'_>,
    arranged: Arranged,
    by: CancelledBy,
    reason: &str,
) -> Result<Arranged, Problem> {
    let (arranged, held) = end(work, arranged, by, reason)?;
    if let Some((slot, panel)) = &held {
        letters::to_applicant(work, &occasion(&arranged, slot, panel), News::CalledOff(reason), None)?;
    } else if by == CancelledBy::TaskForce && arranged.application.state == ApplicationState::InReview {
        // Whose application is decided hears of the decision, and of nothing else.
        invitation_taken_back(work, &arranged.opening, &arranged.application, reason)?;
    }
    Ok(arranged)
}

/// An application that is decided or withdrawn needs no interview: one that is still to come is called off. Answers what the
/// letter about the decision is to say of it; nothing when the applicant had no time or hears of it by a letter of its own.
///
/// # Errors
/// When the database refuses.
pub fn end_with_application(
    work: &mut Work<'_>,
    application: &ApplicationRow,
    by: CancelledBy,
    notice: Notice,
) -> Result<Option<CalledOff>, Problem> {
    let Some(interview) = queries::interviews_of(work.conn, &[application.id])?.remove(&application.id)
    else {
        return Ok(None);
    };
    let open = matches!(interview.state, InterviewState::Invited | InterviewState::Booked);
    if !open || has_begun(work, &interview)? {
        return Ok(None);
    }
    let arranged = super::arranged(work.conn, interview)?;
    if notice == Notice::OfItsOwn {
        call_off(work, arranged, by, "")?;
        return Ok(None);
    }
    let (arranged, held) = end(work, arranged, by, "")?;
    Ok(held.map(|(slot, panel)| letters::called_off(work, &occasion(&arranged, &slot, &panel))))
}

fn has_begun(work: &mut Work<'_>, interview: &InterviewRow) -> Result<bool, Problem> {
    let held = held_slot(work, interview)?;
    Ok(held.is_some_and(|(slot, _)| slot.starts_at <= work.stamp()))
}

/// Ends it and tells the panel. Answers the slot that it held, with that panel.
fn end(
    work: &mut Work<'_>,
    arranged: Arranged,
    by: CancelledBy,
    reason: &str,
) -> Result<(Arranged, Option<(SlotRow, Vec<Contact>)>), Problem> {
    let state = arranged.interview.state;
    if !state.may_become(InterviewState::Cancelled) {
        return Err(Problem::conflict(format!("The interview is {state} already.")));
    }
    let held = held_slot(work, &arranged.interview)?;
    if let Some(job) = arranged.interview.reminder_job_id {
        jobs::withdraw(work, job)?;
    }
    let interview = InterviewRow {
        sequence: arranged.interview.sequence + i32::from(held.is_some()),
        cancel_reason: Some(reason.to_owned()).filter(|reason| !reason.is_empty()),
        ..cancelled(&arranged.interview, by, work)
    };
    if queries::update_interview(work.conn, &interview)? != Written::Done {
        return Err(Problem::conflict("The interview has changed just now. Read it again."));
    }
    let arranged = Arranged { interview, ..arranged };
    if let Some((slot, panel)) = &held {
        queries::touch_slot(work.conn, slot, work.stamp())?;
        let about = occasion(&arranged, slot, panel);
        for who in panel {
            letters::to_panelist(work, &about, who, News::CalledOff(reason))?;
        }
    }
    record(work, "interview.cancelled", &arranged, held.as_ref().map(|(slot, _)| slot))?;
    Ok((arranged, held))
}

fn cancelled(before: &InterviewRow, by: CancelledBy, work: &Work<'_>) -> InterviewRow {
    InterviewRow {
        state: InterviewState::Cancelled,
        slot_id: None,
        booked_at: None,
        cancelled_by: Some(by),
        reminder_job_id: None,
        updated_at: work.stamp(),
        version: before.version + 1,
        ..before.clone()
    }
}
