//! From one time of an interview to the next, whoever moves it: a time taken, a time moved; and who is told.

use chrono::{Duration, NaiveDateTime};
use serde_json::json;

use super::{Arranged, decided_interview, find_interview, held_slot, in_conflict, panel_of};
use crate::identity::Contact;
use crate::platform::calendar::Method;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::jobs;
use crate::platform::link::{self, LinkPurpose};
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::REMIND_OF_INTERVIEW;
use crate::recruitment::letters::interviews::{self as letters, News, Occasion};
use crate::recruitment::queries::{self, ApplicationRow, InterviewRow, SlotRow, Written};
use crate::recruitment::rules::{self, ApplicationState, InterviewState};

/// What somebody who came second reads.
pub const TAKEN: &str = "This time has just been taken. Choose another one.";

/// Writes the interview in its new slot. Of two who want the slot, and of two tries of one applicant, the database lets one.
fn settle(
    work: &mut Work<'_>,
    before: &InterviewRow,
    slot: &SlotRow,
    zone: Option<String>,
) -> Result<InterviewRow, Problem> {
    let now = work.stamp();
    let sequence = before.sequence + 1;
    if let Some(job) = before.reminder_job_id {
        jobs::withdraw(work, job)?;
    }
    let reminder = match rules::remind_at(slot.starts_at, now) {
        Some(at) => {
            let payload = json!({ "interview_id": before.id, "sequence": sequence });
            Some(jobs::schedule(work, REMIND_OF_INTERVIEW, &payload, at)?)
        }
        None => None,
    };
    let row = InterviewRow {
        state: InterviewState::Booked,
        slot_id: Some(slot.id),
        applicant_time_zone: zone.or_else(|| before.applicant_time_zone.clone()),
        sequence,
        booked_at: Some(now),
        reminder_job_id: reminder,
        reminded_at: None,
        updated_at: now,
        version: before.version + 1,
        ..before.clone()
    };
    match queries::update_interview(work.conn, &row)? {
        Written::Done => {}
        Written::SlotTaken => return Err(Problem::conflict(TAKEN)),
        Written::Stale => {
            return Err(Problem::conflict(
                "The interview has changed just now: another time was chosen, or it was cancelled. Read it again.",
            ));
        }
    }
    // Whoever edits the slot at this very moment loses, or makes this lose.
    if !queries::touch_slot(work.conn, slot, now)? {
        return Err(Problem::conflict("This time has just been changed. Read the times again."));
    }
    Ok(row)
}

/// A link for a letter that lasts until the interview is over.
fn link_until(work: &mut Work<'_>, interview: Id, ends_at: NaiveDateTime) -> Result<String, Problem> {
    let lasts = ends_at - work.stamp() + Duration::days(1);
    link::create(work, LinkPurpose::Interview, interview, lasts)
}

/// A first time is taken; everybody is told.
///
/// # Errors
/// 409 when the slot or the interview moved on meanwhile.
pub fn take_time(
    work: &mut Work<'_>,
    arranged: Arranged,
    slot: &SlotRow,
    panel: &[Contact],
    zone: String,
) -> Result<Arranged, Problem> {
    let interview = settle(work, &arranged.interview, slot, Some(zone))?;
    let token = link_until(work, interview.id, slot.ends_at)?;
    let arranged = Arranged { interview, ..arranged };
    let about = occasion(&arranged, slot, panel);
    letters::to_applicant(work, &about, News::Booked, Some(&token))?;
    for who in panel {
        letters::to_panelist(work, &about, who, News::Booked)?;
    }
    record(work, "interview.booked", &arranged, Some(slot))?;
    Ok(arranged)
}

/// Another time is taken; those who are on one panel only learn what concerns them.
///
/// # Errors
/// 409 when the slot or the interview moved on meanwhile.
pub fn move_time(
    work: &mut Work<'_>,
    arranged: Arranged,
    slot: &SlotRow,
    panel: &[Contact],
    zone: Option<String>,
) -> Result<Arranged, Problem> {
    let Some((old_slot, old_panel)) = held_slot(work, &arranged.interview)? else {
        return Err(Problem::internal("a booked interview without a slot"));
    };
    let interview = settle(work, &arranged.interview, slot, zone)?;
    // The old slot's version moves on too: it is free again.
    queries::touch_slot(work.conn, &old_slot, work.now.naive_utc())?;
    let token = link_until(work, interview.id, slot.ends_at)?;
    let arranged = Arranged { interview, ..arranged };
    let about = occasion(&arranged, slot, panel);
    letters::to_applicant(work, &about, News::Moved, Some(&token))?;
    for who in panel {
        let news = if old_panel.iter().any(|old| old.id == who.id) { News::Moved } else { News::Booked };
        letters::to_panelist(work, &about, who, news)?;
    }
    let before = occasion(&arranged, &old_slot, &old_panel);
    for who in old_panel.iter().filter(|old| panel.iter().all(|who| who.id != old.id)) {
        letters::to_panelist(work, &before, who, News::CalledOff(""))?;
    }
    record(work, "interview.rescheduled", &arranged, Some(slot))?;
    Ok(arranged)
}

pub fn occasion<'a>(arranged: &'a Arranged, slot: &'a SlotRow, panel: &'a [Contact]) -> Occasion<'a> {
    Occasion {
        opening: &arranged.opening,
        application: &arranged.application,
        interview: &arranged.interview,
        slot,
        panel,
    }
}

pub fn record(
    work: &mut Work<'_>,
    kind: &str,
    arranged: &Arranged,
    slot: Option<&SlotRow>,
) -> Result<(), Problem> {
    work.record(Change::new(kind, arranged.interview.id).in_region(arranged.opening.region_id).with(json!({
        "opening_id": arranged.opening.id,
        "application_id": arranged.application.id,
        "starts_at": slot.map(|slot| utc(slot.starts_at)),
    })))
}

/// Moves a booked interview to another free slot of the opening.
///
/// # Errors
/// 404 outside the scope; 409 when it is not booked or the slot was taken; 422 for a slot of another opening, one that is
/// over, or one whose panel has a conflict of interest (named).
pub fn reschedule(work: &mut Work<'_>, id: Id, slot: Id) -> Result<Arranged, Problem> {
    let arranged = decided_interview(work, id)?;
    let state = arranged.interview.state;
    if state != InterviewState::Booked {
        return Err(Problem::conflict(format!("The interview is {state}: only a booked one is moved.")));
    }
    while_in_review(&arranged.application)?;
    let refuse = |code: &str, text: String| Problem::invalid(vec![FieldError::new("/slot_id", code, text)]);
    let slot = queries::find_slot(work.conn, slot)?
        .filter(|slot| slot.opening_id == arranged.opening.id)
        .ok_or_else(|| refuse("unknown", "This is no slot of this opening.".into()))?;
    if Some(slot.id) == arranged.interview.slot_id {
        return Err(refuse("same", "The interview is in this slot already.".into()));
    }
    if slot.starts_at <= work.stamp() {
        return Err(refuse("past", "This time is over.".into()));
    }
    let panel = panel_of(work, slot.id)?;
    let barred = in_conflict(work, &arranged.application, panel.clone())?;
    if !barred.is_empty() {
        let names: Vec<&str> = barred.iter().map(|contact| contact.name.as_str()).collect();
        return Err(refuse(
            "conflict",
            format!("A conflict of interest on this panel: {}.", names.join(", ")),
        ));
    }
    move_time(work, arranged, &slot, &panel, None)
}

pub fn while_in_review(application: &ApplicationRow) -> Result<(), Problem> {
    if application.state == ApplicationState::InReview {
        return Ok(());
    }
    Err(Problem::conflict(format!(
        "The application is {}: interviews are for those in review.",
        application.state
    )))
}

/// The calendar file of an interview, for a member of its panel or those who decide.
///
/// # Errors
/// 404 outside the scope or while no time is agreed.
pub fn calendar_for_panel(work: &mut Work<'_>, id: Id) -> Result<String, Problem> {
    let arranged = find_interview(work, id)?;
    let me = work.caller.require_person()?;
    let Some((slot, panel)) = held_slot(work, &arranged.interview)? else {
        return Err(Problem::not_found("time of this interview"));
    };
    let me = crate::identity::contacts(work.conn, &[me])?
        .remove(&me)
        .ok_or_else(|| Problem::not_found("person"))?;
    Ok(letters::calendar_for_panelist(work, &occasion(&arranged, &slot, &panel), &me, Method::Publish))
}
