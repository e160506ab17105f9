//! Planned meetings: planned, moved, cancelled, and turned into logged ones. Both of the pair get each change as a calendar entry.

use chrono::{DateTime, NaiveDate, Timelike, Utc};
use serde_json::json;

use super::meetings::day_for_caller;
use super::{NewMeeting, find_own_pairing, lasting, log_meeting, suspending};
use crate::mentorships::letters;
use crate::mentorships::queries::{self, PairingRow, PlannedMeetingRow};
use crate::mentorships::rules::{
    MeetingChannel, PairingState, PlannedMeetingState, likely_channel, planning_problem,
};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// A meeting to plan.
pub struct NewPlan {
    pub starts_at: DateTime<Utc>,
    pub duration_minutes: i32,
    pub place: Option<String>,
    pub link: Option<String>,
    /// For the two alone.
    pub note: Option<String>,
}

/// What is to be another.
#[derive(Default)]
pub struct PlanChange {
    pub starts_at: Option<DateTime<Utc>>,
    pub duration_minutes: Option<i32>,
    pub place: Option<Option<String>>,
    pub link: Option<Option<String>>,
    pub note: Option<Option<String>>,
}

/// What differs from the plan where it took place.
pub struct HeldAs {
    pub held_on: Option<NaiveDate>,
    pub duration_minutes: Option<i32>,
    pub channel: Option<MeetingChannel>,
    /// For the two alone; what was noted when it was planned, unless told.
    pub shared_note: Option<String>,
}

fn said(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// # Errors
/// 404 outside the caller's scope.
pub fn find_planned(work: &mut Work<'_>, id: Id) -> Result<(PlannedMeetingRow, PairingRow), Problem> {
    let unknown = || Problem::not_found("planned meeting");
    let row = queries::planned_meeting(work.conn, id)?.ok_or_else(unknown)?;
    let pairing = queries::find(work.conn, work.scope, row.pairing_id)?.ok_or_else(unknown)?;
    Ok((row, pairing))
}

/// The planned meeting of one's pairing, both taken for this transaction, while it is neither held nor cancelled.
fn open_plan(work: &mut Work<'_>, id: Id) -> Result<(PlannedMeetingRow, PairingRow), Problem> {
    let (row, _) = find_planned(work, id)?;
    let pairing = lasting(work, row.pairing_id)?;
    let (row, _) = find_planned(work, id)?;
    match row.state {
        PlannedMeetingState::Planned => Ok((row, pairing)),
        state => Err(Problem::conflict(format!("The meeting is {state}."))),
    }
}

/// Refuses a time that is over or at which the caller has another planned meeting. What the other one has in other pairings
/// is not looked at: it would tell about them.
fn check_time(work: &mut Work<'_>, row: &PlannedMeetingRow, but: Option<Id>) -> Result<(), Problem> {
    let me = work.caller.require_person()?;
    let span = (row.starts_at(), row.ends_at());
    let others = queries::taken_about(work.conn, me, span, but)?;
    match planning_problem(span, &others, work.now) {
        Some(wrong) => Err(Problem::invalid(vec![wrong])),
        None => Ok(()),
    }
}

fn record(
    work: &mut Work<'_>,
    what: &'static str,
    row: &PlannedMeetingRow,
    of: &PairingRow,
) -> Result<(), Problem> {
    work.record(Change::new(what, row.id).in_region(of.region_id).with(json!({
        "pairing_id": of.id, "starts_at": row.starts_at(), "duration_minutes": row.duration_minutes,
    })))
}

const PAUSED: &str = "The pairing is paused: nothing is planned until it goes on.";

/// Plans a meeting of one's pairing and invites both.
///
/// # Errors
/// 404 for everybody but the two, 409 when it rests or has ended, 422 for a time that is over or taken.
pub fn plan_meeting(work: &mut Work<'_>, pairing: Id, new: NewPlan) -> Result<PlannedMeetingRow, Problem> {
    find_own_pairing(work, pairing)?;
    let pairing = lasting(work, pairing)?;
    if pairing.state == PairingState::Paused {
        return Err(Problem::conflict(PAUSED));
    }
    let row = PlannedMeetingRow {
        id: work.new_id(),
        pairing_id: pairing.id,
        starts_at: whole_seconds(new.starts_at),
        duration_minutes: new.duration_minutes,
        place: said(new.place),
        link: said(new.link),
        note: said(new.note),
        planned_by: work.caller.require_person()?,
        state: PlannedMeetingState::Planned,
        sequence: 1,
        meeting_id: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    check_time(work, &row, None)?;
    queries::insert_planned(work.conn, &row)?;
    record(work, "planned_meeting.planned", &row, &pairing)?;
    letters::meeting_planned(work, &pairing, &row)?;
    Ok(row)
}

fn whole_seconds(time: DateTime<Utc>) -> chrono::NaiveDateTime {
    time.with_nanosecond(0).unwrap_or(time).naive_utc()
}

fn written(work: &mut Work<'_>, mut row: PlannedMeetingRow) -> Result<PlannedMeetingRow, Problem> {
    row.updated_at = work.stamp();
    row.version += 1;
    queries::update_planned(work.conn, &row)?;
    Ok(row)
}

/// Moves a planned meeting, or changes where it is or what is noted. Both get the change, unless only the note is another.
///
/// # Errors
/// 404 for everybody but the two, 409 when it is held or cancelled or the pairing rests, 412 when it moved on, 422 for a time
/// that is over or taken.
pub fn change_plan(
    work: &mut Work<'_>,
    id: Id,
    change: PlanChange,
    expected: &dyn Fn(i64) -> Result<(), Problem>,
) -> Result<PlannedMeetingRow, Problem> {
    let (before, pairing) = open_plan(work, id)?;
    expected(before.version)?;
    let mut row = before.clone();
    row.starts_at = change.starts_at.map_or(row.starts_at, whole_seconds);
    row.duration_minutes = change.duration_minutes.unwrap_or(row.duration_minutes);
    row.place = change.place.map_or(row.place, said);
    row.link = change.link.map_or(row.link, said);
    row.note = change.note.map_or(row.note, said);
    let same_time = row.starts_at == before.starts_at && row.duration_minutes == before.duration_minutes;
    let same_place = row.place == before.place && row.link == before.link;
    suspending::refuse_the_two(work, &pairing)?;
    if same_time && same_place {
        return if row.note == before.note { Ok(before) } else { noted(work, row, &pairing) };
    }
    if pairing.state == PairingState::Paused {
        return Err(Problem::conflict(PAUSED));
    }
    check_time(work, &row, Some(row.id))?;
    row.sequence += 1;
    let row = written(work, row)?;
    record(work, "planned_meeting.moved", &row, &pairing)?;
    letters::meeting_moved(work, &pairing, &row, &before)?;
    Ok(row)
}

fn noted(work: &mut Work<'_>, row: PlannedMeetingRow, of: &PairingRow) -> Result<PlannedMeetingRow, Problem> {
    let row = written(work, row)?;
    record(work, "planned_meeting.noted", &row, of)?;
    Ok(row)
}

/// Cancels a planned meeting, before it or when it did not take place, and takes it out of both calendars.
///
/// # Errors
/// 404 for everybody but the two, 409 when it is held or cancelled.
pub fn cancel_plan(work: &mut Work<'_>, id: Id) -> Result<PlannedMeetingRow, Problem> {
    let (row, pairing) = open_plan(work, id)?;
    cancelled(work, row, &pairing, true)
}

fn cancelled(
    work: &mut Work<'_>,
    mut row: PlannedMeetingRow,
    of: &PairingRow,
    told: bool,
) -> Result<PlannedMeetingRow, Problem> {
    row.state = PlannedMeetingState::Cancelled;
    row.sequence += 1;
    let row = written(work, row)?;
    record(work, "planned_meeting.cancelled", &row, of)?;
    if told {
        letters::meeting_cancelled(work, of, &row)?;
    }
    Ok(row)
}

/// Logs a planned meeting as held, as it was planned where nothing else is told.
///
/// # Errors
/// 404 for everybody but the two, 409 when it is held or cancelled or has not begun, 422 for a day outside the pairing.
pub fn hold_plan(work: &mut Work<'_>, id: Id, as_held: HeldAs) -> Result<PlannedMeetingRow, Problem> {
    let (mut row, pairing) = open_plan(work, id)?;
    if row.starts_at() > work.now {
        return Err(Problem::conflict("The meeting has not begun yet."));
    }
    let planned_on = day_for_caller(work, row.starts_at())?;
    let channel = likely_channel(row.link.is_some(), row.place.is_some());
    let new = NewMeeting {
        held_on: as_held.held_on.unwrap_or(planned_on),
        duration_minutes: as_held.duration_minutes.unwrap_or(row.duration_minutes),
        channel: as_held.channel.unwrap_or(channel),
        shared_note: as_held.shared_note.or_else(|| row.note.clone()),
    };
    let meeting = log_meeting(work, pairing.id, new)?;
    row.state = PlannedMeetingState::Held;
    row.meeting_id = Some(meeting.id);
    let row = written(work, row)?;
    record(work, "planned_meeting.held", &row, &pairing)?;
    Ok(row)
}

/// Cancels the plan that had become a meeting which is taken back, without a word: its time is over.
pub(super) fn not_held(work: &mut Work<'_>, meeting: Id, of: &PairingRow) -> Result<(), Problem> {
    let Some(row) = queries::planned_as(work.conn, meeting)? else { return Ok(()) };
    cancelled(work, PlannedMeetingRow { meeting_id: None, ..row }, of, false)?;
    Ok(())
}

/// Which planned meetings go when a pairing stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stopping {
    /// Those to come, and both are told. What is over may still have taken place.
    ToCome,
    /// Whatever is left, without a word: nobody can log it any more.
    Rest,
}

/// Cancels the planned meetings of a pairing that rests or ends, in the same transaction.
pub(super) fn call_off(work: &mut Work<'_>, of: &PairingRow, which: Stopping) -> Result<(), Problem> {
    let rows = queries::still_planned(work.conn, &[of.id])?.remove(&of.id).unwrap_or_default();
    for row in rows {
        match which {
            Stopping::ToCome if row.ends_at() <= work.now => {}
            Stopping::ToCome | Stopping::Rest => {
                cancelled(work, row, of, which == Stopping::ToCome)?;
            }
        }
    }
    Ok(())
}
