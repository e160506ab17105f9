//! The applicant's own side: by the mailed link they choose a time, move it, call it off.

use chrono::Duration;

use super::calling_off::call_off;
use super::moves::{TAKEN, move_time, take_time, while_in_review};
use super::{Arranged, arranged, held_slot, in_conflict, panel_of};
use crate::identity::Contact;
use crate::platform::calendar::Method;
use crate::platform::db::Id;
use crate::platform::local_time::time_zone;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::recruitment::letters::interviews::{self as letters, Occasion};
use crate::recruitment::queries::{self, SlotRow};
use crate::recruitment::rules::{self, ApplicationState, CancelledBy, InterviewState, OpeningState};

/// What the holder of a link finds.
pub struct LinkedInterview {
    pub arranged: Arranged,
    /// The time that is agreed, with the panel.
    pub held: Option<(SlotRow, Vec<Contact>)>,
    /// What can be chosen, in the order of time.
    pub free: Vec<SlotRow>,
    /// A first time can be chosen.
    pub may_book: bool,
    /// The time can be moved or cancelled.
    pub may_change: bool,
}

/// Most free slots that are shown at once: the next ones.
const MOST_SHOWN: usize = 200;

fn linked(work: &mut Work<'_>) -> Result<Arranged, Problem> {
    let interview = queries::find_linked_interview(work.conn, work.scope)?
        .ok_or_else(|| Problem::not_found("interview"))?;
    arranged(work.conn, interview)
}

/// Whether the search still goes on, for this applicant.
fn goes_on(arranged: &Arranged) -> bool {
    arranged.application.state == ApplicationState::InReview
        && matches!(arranged.opening.state, OpeningState::Published | OpeningState::Closed)
}

/// The interview of the caller's link, and what can be chosen.
///
/// # Errors
/// 404 when it is gone.
pub fn linked_interview(work: &mut Work<'_>) -> Result<LinkedInterview, Problem> {
    let arranged = linked(work)?;
    view_of(work, arranged)
}

fn view_of(work: &mut Work<'_>, arranged: Arranged) -> Result<LinkedInterview, Problem> {
    let held = held_slot(work, &arranged.interview)?;
    let now = work.stamp();
    let open = goes_on(&arranged);
    let may_book = open && arranged.interview.state == InterviewState::Invited;
    let may_change = open
        && arranged.interview.state == InterviewState::Booked
        && held.as_ref().is_some_and(|(slot, _)| arranged.change_until(slot) >= now);
    let free = if may_book || may_change { choices(work, &arranged)? } else { Vec::new() };
    Ok(LinkedInterview { arranged, held, free, may_book, may_change })
}

/// The free slots whose panel may interview this applicant.
fn choices(work: &mut Work<'_>, arranged: &Arranged) -> Result<Vec<SlotRow>, Problem> {
    let from = work.stamp() + Duration::hours(arranged.opening.book_until_hours.into());
    let free = queries::free_slots(work.conn, arranged.opening.id, from)?;
    let ids: Vec<Id> = free.iter().map(|slot| slot.id).collect();
    let panels = queries::panels_of(work.conn, &ids)?;
    let mut everybody: Vec<Id> = panels.values().flatten().copied().collect();
    everybody.sort_unstable();
    everybody.dedup();
    let contacts = crate::identity::contacts(work.conn, &everybody)?;
    let barred: Vec<Id> = in_conflict(work, &arranged.application, contacts.into_values())?
        .into_iter()
        .map(|contact| contact.id)
        .collect();
    Ok(free
        .into_iter()
        .filter(|slot| panels.get(&slot.id).is_none_or(|panel| panel.iter().all(|who| !barred.contains(who))))
        .take(MOST_SHOWN)
        .collect())
}

/// A slot that this applicant may choose, with its panel.
fn chosen(work: &mut Work<'_>, arranged: &Arranged, slot: Id) -> Result<(SlotRow, Vec<Contact>), Problem> {
    let now = work.stamp();
    let hours = arranged.opening.book_until_hours;
    let slot = queries::find_slot(work.conn, slot)?
        .filter(|slot| {
            slot.opening_id == arranged.opening.id && rules::is_offered(slot.starts_at, hours, now)
        })
        .ok_or_else(|| Problem::conflict("This time is not offered any more. Choose another one."))?;
    let panel = panel_of(work, slot.id)?;
    if !in_conflict(work, &arranged.application, panel.clone())?.is_empty() {
        // Who sits on it is told with a booked time only.
        return Err(Problem::conflict("This time is not offered to you. Choose another one."));
    }
    // Said early where it is known; the unique index has the last word.
    let holder = queries::interviews_in(work.conn, &[slot.id])?;
    if holder.values().any(|interview| interview.id != arranged.interview.id) {
        return Err(Problem::conflict(TAKEN));
    }
    Ok((slot, panel))
}

/// Books a slot for the holder of the link, who reads times in `zone` (IANA).
///
/// # Errors
/// 409 when somebody else was quicker, the slot is not offered any more, or the interview is not waiting for a time; 422
/// for an unknown zone.
pub fn book(work: &mut Work<'_>, slot: Id, zone: String) -> Result<LinkedInterview, Problem> {
    time_zone(&zone).map_err(|wrong| Problem::invalid(vec![wrong]))?;
    let arranged = linked(work)?;
    while_in_review(&arranged.application)?;
    let state = arranged.interview.state;
    if state != InterviewState::Invited {
        return Err(Problem::conflict(format!("Your interview is {state}: no first time can be chosen.")));
    }
    super::while_selecting(&arranged.opening)?;
    let (slot, panel) = chosen(work, &arranged, slot)?;
    let arranged = take_time(work, arranged, &slot, &panel, zone)?;
    view_of(work, arranged)
}

/// Whether the holder of the link may still move or cancel: the time has come too near otherwise.
fn in_time(work: &mut Work<'_>, arranged: &Arranged) -> Result<(), Problem> {
    let Some((slot, _)) = held_slot(work, &arranged.interview)? else { return Ok(()) };
    if arranged.change_until(&slot) >= work.stamp() {
        return Ok(());
    }
    Err(Problem::conflict(format!(
        "The interview is booked and begins in less than {}: write to the task force instead.",
        letters::hours(arranged.opening.change_until_hours)
    )))
}

/// Moves the booked interview of the link to another slot.
///
/// # Errors
/// 409 when it is too late, when it is not booked, or when the slot is not to be had; 422 for an unknown zone.
pub fn rebook(work: &mut Work<'_>, slot: Id, zone: String) -> Result<LinkedInterview, Problem> {
    time_zone(&zone).map_err(|wrong| Problem::invalid(vec![wrong]))?;
    let arranged = linked(work)?;
    while_in_review(&arranged.application)?;
    let state = arranged.interview.state;
    if state != InterviewState::Booked {
        return Err(Problem::conflict(format!("Your interview is {state}: there is no time to move.")));
    }
    super::while_selecting(&arranged.opening)?;
    in_time(work, &arranged)?;
    if Some(slot) == arranged.interview.slot_id {
        return Err(Problem::conflict("Your interview is booked at this time already."));
    }
    let (slot, panel) = chosen(work, &arranged, slot)?;
    let arranged = move_time(work, arranged, &slot, &panel, Some(zone))?;
    view_of(work, arranged)
}

/// Calls the interview of the link off.
///
/// # Errors
/// 409 when it is too late, or when it is over or cancelled already.
pub fn cancel_by_link(work: &mut Work<'_>, reason: &str) -> Result<LinkedInterview, Problem> {
    let arranged = linked(work)?;
    in_time(work, &arranged)?;
    let arranged = call_off(work, arranged, CancelledBy::Applicant, reason.trim())?;
    view_of(work, arranged)
}

/// The calendar file of the booked interview of the link.
///
/// # Errors
/// 404 while no time is agreed.
pub fn calendar_by_link(work: &mut Work<'_>) -> Result<String, Problem> {
    let arranged = linked(work)?;
    let Some((slot, panel)) = held_slot(work, &arranged.interview)? else {
        return Err(Problem::not_found("time of this interview"));
    };
    let about = Occasion {
        opening: &arranged.opening,
        application: &arranged.application,
        interview: &arranged.interview,
        slot: &slot,
        panel: &panel,
    };
    Ok(letters::calendar_for_applicant(work, &about, Method::Publish))
}
