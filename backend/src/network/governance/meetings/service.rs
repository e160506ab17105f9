//! Use cases of meetings: plan, move, write up, record who was there, cancel.

use std::collections::HashMap;

use chrono::{NaiveDate, TimeDelta};
use serde_json::json;

use super::letters::{self, News};
use super::queries::{self, AttendanceRow, MeetingRow};
use super::rules::{self, Presence, TaskForceMeetingState as State, Wanted};
use crate::identity;
use crate::network::governance::decisions;
use crate::network::governance::seating;
use crate::platform::db::Id;
use crate::platform::local_time::agreed_time;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// A meeting to plan. `starts_at_local` is `2027-03-01T14:00` in `time_zone` (IANA).
pub struct NewMeeting {
    pub title: String,
    pub starts_at_local: String,
    pub time_zone: String,
    pub duration_minutes: i32,
    pub link: Option<String>,
    pub place: Option<String>,
    pub agenda: String,
}

/// What an edit changes; `Some(None)` clears.
#[derive(Default)]
pub struct MeetingChanges {
    pub title: Option<String>,
    pub starts_at_local: Option<String>,
    pub time_zone: Option<String>,
    pub duration_minutes: Option<i32>,
    pub link: Option<Option<String>>,
    pub place: Option<Option<String>>,
    pub agenda: Option<String>,
    pub minutes: Option<Option<String>>,
}

/// # Errors
/// 404 when there is none.
pub fn find_meeting(work: &mut Work<'_>, id: Id) -> Result<MeetingRow, Problem> {
    queries::find_meeting(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("meeting"))
}

fn allowed(meeting: &MeetingRow, wanted: Wanted) -> Result<(), Problem> {
    rules::refusal(meeting.state, wanted).map_or(Ok(()), |why| Err(Problem::conflict(why)))
}

/// Plans a meeting. Members are invited by mail, unless it has begun: then it is only written down.
///
/// # Errors
/// 422 for a time that does not happen in its zone.
pub fn create_meeting(work: &mut Work<'_>, new: NewMeeting) -> Result<MeetingRow, Problem> {
    let (starts_at_local, starts_at) =
        agreed_time(&new.starts_at_local, &new.time_zone).map_err(Problem::invalid)?;
    let row = MeetingRow {
        id: work.new_id(),
        title: new.title.trim().to_owned(),
        starts_at_local,
        time_zone: new.time_zone,
        starts_at,
        ends_at: starts_at + TimeDelta::minutes(new.duration_minutes.into()),
        duration_minutes: new.duration_minutes,
        link: new.link,
        place: new.place,
        agenda: new.agenda.trim().to_owned(),
        minutes: None,
        state: State::Planned,
        cancelled_because: None,
        sequence: 0,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_meeting(work.conn, &row)?;
    tell_members(work, &row, News::Planned)?;
    record(work, "task_force_meeting.planned", &row)?;
    Ok(row)
}

fn record(work: &mut Work<'_>, kind: &str, row: &MeetingRow) -> Result<(), Problem> {
    work.record(Change::new(kind, row.id).with(json!({ "starts_at": row.starts_at.and_utc() })))
}

/// Tells everybody who sits in the task force today, as long as the meeting is still to come.
fn tell_members(work: &mut Work<'_>, meeting: &MeetingRow, news: News) -> Result<(), Problem> {
    if meeting.starts_at <= work.stamp() {
        return Ok(());
    }
    let members = seating::service::members(work)?.everybody();
    let contacts = identity::contacts(work.conn, &members)?;
    for member in members.iter().filter_map(|member| contacts.get(member)) {
        letters::tell(work, meeting, member, news)?;
    }
    Ok(())
}

/// Changes a meeting; who was invited is told when it has another title, time or place.
///
/// # Errors
/// 409 when it was held or cancelled and that cannot change any more, 412 when it moved on, 422 for a time that does not
/// happen in its zone.
pub fn update_meeting(
    work: &mut Work<'_>,
    before: MeetingRow,
    changes: MeetingChanges,
) -> Result<MeetingRow, Problem> {
    allowed(&before, Wanted::Write)?;
    let zone = changes.time_zone.unwrap_or_else(|| before.time_zone.clone());
    let local = changes
        .starts_at_local
        .unwrap_or_else(|| before.starts_at_local.format("%Y-%m-%dT%H:%M:%S").to_string());
    let (starts_at_local, starts_at) = agreed_time(&local, &zone).map_err(Problem::invalid)?;
    let duration_minutes = changes.duration_minutes.unwrap_or(before.duration_minutes);
    let mut after = MeetingRow {
        title: changes.title.map_or_else(|| before.title.clone(), |title| title.trim().to_owned()),
        starts_at_local,
        time_zone: zone,
        starts_at,
        ends_at: starts_at + TimeDelta::minutes(duration_minutes.into()),
        duration_minutes,
        link: changes.link.unwrap_or_else(|| before.link.clone()),
        place: changes.place.unwrap_or_else(|| before.place.clone()),
        agenda: changes.agenda.map_or_else(|| before.agenda.clone(), |agenda| agenda.trim().to_owned()),
        minutes: changes.minutes.unwrap_or_else(|| before.minutes.clone()),
        updated_at: work.stamp(),
        version: before.version + 1,
        ..before.clone()
    };
    let moved = (after.starts_at, after.ends_at) != (before.starts_at, before.ends_at)
        || (&after.link, &after.place) != (&before.link, &before.place);
    if moved {
        allowed(&before, Wanted::Move)?;
    }
    let told = moved || (after.title != before.title && before.state == State::Planned);
    if told {
        after.sequence += 1;
    }
    queries::update_meeting(work.conn, &after)?;
    if told {
        tell_members(work, &after, News::Moved)?;
    }
    record(work, if moved { "task_force_meeting.moved" } else { "task_force_meeting.updated" }, &after)?;
    Ok(after)
}

/// Records who was there: for everybody who sat in the task force on that day, at once. The meeting counts as held from
/// then on.
///
/// # Errors
/// 409 before it begins and when it is cancelled, 412 when it moved on, 422 naming records of others, or two of one.
pub fn record_attendance(
    work: &mut Work<'_>,
    before: MeetingRow,
    records: &[(Id, Presence)],
) -> Result<MeetingRow, Problem> {
    allowed(&before, Wanted::Record)?;
    if before.starts_at > work.stamp() {
        let begins = before.starts_at.format("%Y-%m-%d %H:%M");
        return Err(Problem::conflict(format!(
            "The meeting begins at {begins} UTC: until then nobody was there."
        )));
    }
    let members: HashMap<Id, bool> = members_on(work, before.starts_at.date())?.into_iter().collect();
    let wrong = record_problems(records, &members);
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let after =
        MeetingRow { state: State::Held, updated_at: work.stamp(), version: before.version + 1, ..before };
    queries::update_meeting(work.conn, &after)?;
    let rows: Vec<AttendanceRow> = records
        .iter()
        .map(|(person, presence)| AttendanceRow {
            meeting_id: after.id,
            person_id: *person,
            presence: *presence,
        })
        .collect();
    queries::replace_attendance(work.conn, after.id, &rows)?;
    record(work, "task_force_meeting.attendance_recorded", &after)?;
    Ok(after)
}

fn record_problems(records: &[(Id, Presence)], members: &HashMap<Id, bool>) -> Vec<FieldError> {
    let mut seen = std::collections::HashSet::new();
    let mut wrong = Vec::new();
    for (index, (person, _)) in records.iter().enumerate() {
        let pointer = format!("/records/{index}/person_id");
        if !members.contains_key(person) {
            let said = "This person held no seat of the task force on that day.";
            wrong.push(FieldError::new(&pointer, "unknown", said));
        } else if !seen.insert(*person) {
            wrong.push(FieldError::new(&pointer, "duplicate", "This person has another record here."));
        }
    }
    wrong
}

/// Who sat in the task force on a day, and whether they voted.
///
/// # Errors
/// When the database does not answer.
pub fn members_on(work: &mut Work<'_>, day: NaiveDate) -> Result<Vec<(Id, bool)>, Problem> {
    Ok(seating::queries::members_on(work.conn, day)?)
}

/// How many voting members were in a meeting, so far as it is recorded.
///
/// # Errors
/// When the database does not answer.
pub fn voting_members_present(work: &mut Work<'_>, meeting: &MeetingRow) -> Result<i32, Problem> {
    let voting: HashMap<Id, bool> = members_on(work, meeting.starts_at.date())?.into_iter().collect();
    let present = queries::attendance(work.conn, meeting.id)?
        .into_iter()
        .filter(|row| row.presence == Presence::Present && voting.get(&row.person_id) == Some(&true))
        .count();
    Ok(i32::try_from(present).unwrap_or(i32::MAX))
}

/// # Errors
/// 409 when it was held, is cancelled already, or decisions are put to it; 412 when it moved on.
pub fn cancel_meeting(
    work: &mut Work<'_>,
    before: MeetingRow,
    reason: Option<String>,
) -> Result<MeetingRow, Problem> {
    allowed(&before, Wanted::Cancel)?;
    let waiting = decisions::queries::open_numbers_of_meeting(work.conn, before.id)?;
    if !waiting.is_empty() {
        let numbers: Vec<String> = waiting.iter().map(ToString::to_string).collect();
        return Err(Problem::conflict(format!(
            "Decisions are put to this meeting (number {}): withdraw them, or put them elsewhere, first.",
            numbers.join(", ")
        )));
    }
    let after = MeetingRow {
        state: State::Cancelled,
        cancelled_because: reason.map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty()),
        sequence: before.sequence + 1,
        updated_at: work.stamp(),
        version: before.version + 1,
        ..before
    };
    queries::update_meeting(work.conn, &after)?;
    tell_members(work, &after, News::Cancelled)?;
    record(work, "task_force_meeting.cancelled", &after)?;
    Ok(after)
}
