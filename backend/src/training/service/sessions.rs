//! Sessions: planned in local time, attended by members.

use serde_json::json;

use super::cohorts::{find_cohort, members_by_id};
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::training::queries::{self, SessionRow};
use crate::training::rules::{self, AttendanceState, MOST_SESSIONS, TrainingSessionKind};

/// A session to plan. `starts_at_local` is `2027-03-01T14:00` in `time_zone` (IANA).
pub struct NewSession {
    pub title: String,
    pub kind: TrainingSessionKind,
    pub starts_at_local: String,
    pub time_zone: String,
    pub duration_minutes: i32,
    pub link: Option<String>,
    pub capacity: Option<i32>,
}

/// What an edit changes; `Some(None)` clears.
#[derive(Default)]
pub struct SessionChanges {
    pub title: Option<String>,
    pub kind: Option<TrainingSessionKind>,
    pub starts_at_local: Option<String>,
    pub time_zone: Option<String>,
    pub duration_minutes: Option<i32>,
    pub link: Option<Option<String>>,
    pub capacity: Option<Option<i32>>,
}

/// A session of a cohort that the caller reaches.
///
/// # Errors
/// 404 outside the caller's scope.
pub fn find_session(work: &mut Work<'_>, id: Id) -> Result<SessionRow, Problem> {
    let gone = || Problem::not_found("session");
    let session = queries::find_session(work.conn, id)?.ok_or_else(gone)?;
    queries::find_cohort(work.conn, work.scope, session.cohort_id)?.ok_or_else(gone)?;
    Ok(session)
}

/// # Errors
/// 404 outside the caller's scope; 409 when the cohort has too many; 422 for a time that does not
/// happen in its zone.
pub fn create_session(work: &mut Work<'_>, cohort: Id, new: NewSession) -> Result<SessionRow, Problem> {
    let cohort = find_cohort(work, cohort)?;
    let (starts_at_local, starts_at) =
        rules::session_time(&new.starts_at_local, &new.time_zone).map_err(Problem::invalid)?;
    let planned = queries::session_counts(work.conn, &[cohort.id])?.get(&cohort.id).copied();
    if planned.unwrap_or_default() >= MOST_SESSIONS {
        return Err(Problem::conflict(format!("A cohort has at most {MOST_SESSIONS} sessions.")));
    }
    let row = SessionRow {
        id: work.new_id(),
        cohort_id: cohort.id,
        title: new.title.trim().to_owned(),
        kind: new.kind,
        starts_at_local,
        time_zone: new.time_zone,
        starts_at,
        duration_minutes: new.duration_minutes,
        link: new.link,
        capacity: new.capacity,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_session(work.conn, &row)?;
    work.record(
        Change::new("training_session.created", row.id)
            .with(json!({ "cohort_id": cohort.id, "starts_at": starts_at.and_utc() })),
    )?;
    Ok(row)
}

/// # Errors
/// 412 when the session moved on, 422 for a time that does not happen in its zone.
pub fn update_session(
    work: &mut Work<'_>,
    session: SessionRow,
    changes: SessionChanges,
) -> Result<SessionRow, Problem> {
    let zone = changes.time_zone.unwrap_or(session.time_zone);
    let local = changes
        .starts_at_local
        .unwrap_or_else(|| session.starts_at_local.format("%Y-%m-%dT%H:%M:%S").to_string());
    let (starts_at_local, starts_at) = rules::session_time(&local, &zone).map_err(Problem::invalid)?;
    let row = SessionRow {
        title: changes.title.map_or(session.title, |title| title.trim().to_owned()),
        kind: changes.kind.unwrap_or(session.kind),
        starts_at_local,
        time_zone: zone,
        starts_at,
        duration_minutes: changes.duration_minutes.unwrap_or(session.duration_minutes),
        link: changes.link.unwrap_or(session.link),
        capacity: changes.capacity.unwrap_or(session.capacity),
        updated_at: work.stamp(),
        version: session.version + 1,
        ..session
    };
    queries::update_session(work.conn, &row)?;
    work.record(
        Change::new("training_session.updated", row.id)
            .with(json!({ "cohort_id": row.cohort_id, "starts_at": starts_at.and_utc() })),
    )?;
    Ok(row)
}

/// Records who was there, for some or all members; what was recorded before is replaced.
///
/// # Errors
/// 404 outside the caller's scope; 409 for who was there before it began; 422 naming records of
/// nobody in the cohort, or two of one member.
pub fn record_attendance(
    work: &mut Work<'_>,
    session: Id,
    records: &[(Id, AttendanceState)],
) -> Result<SessionRow, Problem> {
    let session = find_session(work, session)?;
    let members = members_by_id(work, session.cohort_id)?;
    let wrong = record_problems(records.iter().map(|(member, _)| *member), |id| members.contains_key(&id));
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let now = work.stamp();
    if records.iter().any(|(_, state)| !rules::may_record(*state, session.starts_at, now)) {
        return Err(Problem::conflict(format!(
            "The session begins at {} UTC: until then members can only be excused.",
            session.starts_at.format("%Y-%m-%d %H:%M")
        )));
    }
    let row = SessionRow { updated_at: now, version: session.version + 1, ..session };
    queries::update_session(work.conn, &row)?;
    for (member, state) in records {
        queries::save_attendance(work, row.id, *member, *state)?;
    }
    work.record(
        Change::new("training_session.attendance_recorded", row.id)
            .with(json!({ "cohort_id": row.cohort_id, "records": records.len() })),
    )?;
    Ok(row)
}

/// What is wrong with the members that bulk records name.
pub fn record_problems(members: impl Iterator<Item = Id>, known: impl Fn(Id) -> bool) -> Vec<FieldError> {
    let mut seen = std::collections::HashSet::new();
    let mut wrong = Vec::new();
    for (index, member) in members.enumerate() {
        let pointer = format!("/records/{index}/member_id");
        if !known(member) {
            wrong.push(FieldError::new(&pointer, "unknown", "This is no member of the cohort."));
        } else if !seen.insert(member) {
            wrong.push(FieldError::new(&pointer, "duplicate", "This member has another record here."));
        }
    }
    wrong
}
