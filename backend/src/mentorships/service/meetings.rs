//! Meetings: logged by either of the two.

use chrono::NaiveDate;
use serde_json::json;

use super::open_to_the_two;
use crate::mentorships::queries::{self, MeetingRow};
use crate::mentorships::rules::{self, MeetingChannel};
use crate::platform::db::Id;
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

/// # Errors
/// 404 outside the scope, 409 when the pairing has ended or is suspended, 422 for a day outside it.
pub fn log_meeting(work: &mut Work<'_>, pairing: Id, new: NewMeeting) -> Result<MeetingRow, Problem> {
    let me = work.caller.require_person()?;
    let pairing = open_to_the_two(work, pairing)?;
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
