//! Meetings: logged by either of the two, corrected or taken back by whoever logged them.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::{find_own_pairing, find_pairing, open_to_the_two, suspending};
use crate::identity;
use crate::mentorships::queries::{self, MeetingRow, PairingRow};
use crate::mentorships::rules::{self, MeetingChannel};
use crate::platform::db::Id;
use crate::platform::http::idempotency;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// A meeting that was held.
pub struct NewMeeting {
    pub held_on: NaiveDate,
    pub duration_minutes: i32,
    pub channel: MeetingChannel,
    /// For the two alone.
    pub shared_note: Option<String>,
}

/// What was wrong about a meeting.
#[derive(Default)]
pub struct MeetingCorrection {
    pub held_on: Option<NaiveDate>,
    pub duration_minutes: Option<i32>,
    pub channel: Option<MeetingChannel>,
    /// `Some(None)` takes the note away.
    pub shared_note: Option<Option<String>>,
}

fn said(note: Option<String>) -> Option<String> {
    note.filter(|note| !note.trim().is_empty())
}

fn check_day(work: &mut Work<'_>, pairing: &PairingRow, held_on: NaiveDate) -> Result<(), Problem> {
    let today = day_for_caller(work, work.now)?;
    let wrong = rules::meeting_problems(held_on, pairing.started_on, pairing.last_day(), today);
    if wrong.is_empty() { Ok(()) } else { Err(Problem::invalid(wrong)) }
}

/// The day on which something was, where the caller is.
pub(super) fn day_for_caller(work: &mut Work<'_>, at: DateTime<Utc>) -> Result<NaiveDate, Problem> {
    let me = work.caller.require_person()?;
    let contacts = identity::contacts(work.conn, &[me])?;
    let zone = contacts.get(&me).and_then(|me| me.time_zone.parse::<chrono_tz::Tz>().ok());
    Ok(at.with_timezone(&zone.unwrap_or(chrono_tz::Tz::UTC)).date_naive())
}

/// The event tells when and how long, and nothing of a note.
pub(super) fn record_meeting(
    work: &mut Work<'_>,
    what: &'static str,
    row: &MeetingRow,
    region: Id,
) -> Result<(), Problem> {
    work.record(Change::new(what, row.id).in_region(region).with(json!({
        "pairing_id": row.pairing_id, "held_on": row.held_on, "duration_minutes": row.duration_minutes,
    })))
}

/// # Errors
/// 404 outside the scope, 409 when the pairing has ended or is suspended, 422 for a day outside it.
pub fn log_meeting(work: &mut Work<'_>, pairing: Id, new: NewMeeting) -> Result<MeetingRow, Problem> {
    let me = work.caller.require_person()?;
    let pairing = open_to_the_two(work, pairing)?;
    check_day(work, &pairing, new.held_on)?;
    let row = MeetingRow {
        id: work.new_id(),
        pairing_id: pairing.id,
        held_on: new.held_on,
        duration_minutes: new.duration_minutes,
        channel: new.channel,
        shared_note: said(new.shared_note),
        logged_by: me,
        created_at: work.stamp(),
        version: 1,
    };
    queries::insert_meeting(work.conn, &row)?;
    record_meeting(work, "meeting.logged", &row, pairing.region_id)?;
    Ok(row)
}

/// # Errors
/// 404 outside the scope.
pub fn find_meeting(work: &mut Work<'_>, id: Id) -> Result<(MeetingRow, PairingRow), Problem> {
    let unknown = || Problem::not_found("meeting");
    let row = queries::find_meeting(work.conn, id)?.ok_or_else(unknown)?;
    let pairing = find_pairing(work, row.pairing_id).map_err(|_| unknown())?;
    Ok((row, pairing))
}

/// The meeting, taken with its pairing by whoever logged it. Also after the end: the certificate tells what was logged, and a
/// slip must not stay on it.
fn to_correct(work: &mut Work<'_>, id: Id) -> Result<(MeetingRow, PairingRow), Problem> {
    let (row, _) = find_meeting(work, id)?;
    find_own_pairing(work, row.pairing_id).map_err(|_| Problem::not_found("meeting"))?;
    if Some(row.logged_by) != work.caller.person() {
        return Err(Problem::forbidden("Only whoever logged a meeting corrects it or takes it back."));
    }
    queries::touch(work, row.pairing_id)?;
    let (row, pairing) = find_meeting(work, id)?;
    suspending::refuse_the_two(work, &pairing)?;
    Ok((row, pairing))
}

/// What was answered when it was logged is not kept for longer than the note as it was.
fn forget_answers(work: &mut Work<'_>, row: &MeetingRow) -> Result<(), Problem> {
    idempotency::forget(work.conn, row.logged_by, &format!("/meetings/{}", row.id))
}

/// Corrects a meeting.
///
/// # Errors
/// 404 for everybody but the two, 403 for the one who did not log it, 412 when it was corrected meanwhile, 422 for a day
/// outside the pairing.
pub fn correct_meeting(
    work: &mut Work<'_>,
    id: Id,
    correction: MeetingCorrection,
    expected: &dyn Fn(i64) -> Result<(), Problem>,
) -> Result<MeetingRow, Problem> {
    let (before, pairing) = to_correct(work, id)?;
    expected(before.version)?;
    let held_on = correction.held_on.unwrap_or(before.held_on);
    if held_on != before.held_on {
        check_day(work, &pairing, held_on)?;
    }
    let row = MeetingRow {
        held_on,
        duration_minutes: correction.duration_minutes.unwrap_or(before.duration_minutes),
        channel: correction.channel.unwrap_or(before.channel),
        shared_note: correction.shared_note.map_or_else(|| before.shared_note.clone(), said),
        ..before.clone()
    };
    if row == before {
        return Ok(before);
    }
    let row = MeetingRow { version: before.version + 1, ..row };
    queries::update_meeting(work.conn, &row)?;
    forget_answers(work, &row)?;
    record_meeting(work, "meeting.corrected", &row, pairing.region_id)?;
    Ok(row)
}

/// Takes a meeting back. A plan that had become it is cancelled: it did not take place, or not as it was said.
///
/// # Errors
/// 404 for everybody but the two, 403 for the one who did not log it, 412 when it was corrected meanwhile.
pub fn take_meeting_back(
    work: &mut Work<'_>,
    id: Id,
    expected: &dyn Fn(i64) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let (row, pairing) = to_correct(work, id)?;
    expected(row.version)?;
    super::planned_meetings::not_held(work, row.id, &pairing)?;
    queries::delete_meeting(work.conn, &row)?;
    forget_answers(work, &row)?;
    record_meeting(work, "meeting.deleted", &row, pairing.region_id)
}
