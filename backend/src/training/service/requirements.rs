//! Requirements, and how far members are: judged for tasks, computed for attendance.

use std::collections::HashMap;

use serde_json::json;

use super::cohorts::{find_cohort, members_by_id};
use super::sessions::record_problems;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::training::queries::{self, ProgressRow, RequirementRow};
use crate::training::rules::{self, AttendanceState, MOST_REQUIREMENTS, RequirementKind, RequirementState};

/// What a cohort's members have to do.
pub struct NewRequirement {
    pub title: String,
    pub description: String,
    pub kind: RequirementKind,
    /// For attendance.
    pub allowed_absences: i32,
}

/// One judgement in a bulk.
pub struct ProgressRecord {
    pub member: Id,
    pub state: RequirementState,
    /// The member reads it too.
    pub note: Option<String>,
}

/// How far one member is with one requirement.
#[derive(Debug, Clone)]
pub struct Progress {
    pub requirement: Id,
    pub title: String,
    pub kind: RequirementKind,
    pub state: RequirementState,
    /// For attendance.
    pub absences: Option<i32>,
    pub note: Option<String>,
}

/// # Errors
/// 404 outside the caller's scope; 409 when the cohort has too many; 422 for absences of a task.
pub fn create_requirement(
    work: &mut Work<'_>,
    cohort: Id,
    new: NewRequirement,
) -> Result<RequirementRow, Problem> {
    let cohort = find_cohort(work, cohort)?;
    if new.kind == RequirementKind::Task && new.allowed_absences > 0 {
        return Err(Problem::field("/allowed_absences", "unfit", "Only attendance has allowed absences."));
    }
    let set = queries::requirement_counts(work.conn, &[cohort.id])?.get(&cohort.id).copied();
    if set.unwrap_or_default() >= MOST_REQUIREMENTS {
        return Err(Problem::conflict(format!("A cohort has at most {MOST_REQUIREMENTS} requirements.")));
    }
    let row = RequirementRow {
        id: work.new_id(),
        cohort_id: cohort.id,
        title: new.title.trim().to_owned(),
        description: new.description,
        kind: new.kind,
        allowed_absences: new.allowed_absences,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_requirement(work.conn, &row)?;
    work.record(Change::new("requirement.created", row.id).with(json!({ "cohort_id": cohort.id })))?;
    Ok(row)
}

/// A requirement of a cohort that the caller reaches.
///
/// # Errors
/// 404 outside the caller's scope.
pub fn find_requirement(work: &mut Work<'_>, id: Id) -> Result<RequirementRow, Problem> {
    let gone = || Problem::not_found("requirement");
    let requirement = queries::find_requirement(work.conn, id)?.ok_or_else(gone)?;
    queries::find_cohort(work.conn, work.scope, requirement.cohort_id)?.ok_or_else(gone)?;
    Ok(requirement)
}

/// Records how far members are with a task; what was recorded before is replaced.
///
/// # Errors
/// 404 outside the caller's scope; 409 for attendance, which is computed; 422 naming records of
/// nobody in the cohort, or two of one member.
pub fn record_progress(
    work: &mut Work<'_>,
    requirement: Id,
    records: &[ProgressRecord],
) -> Result<RequirementRow, Problem> {
    let requirement = find_requirement(work, requirement)?;
    if requirement.kind == RequirementKind::Attendance {
        return Err(Problem::conflict(
            "This requirement is computed from attendance: record the attendance of the sessions.",
        ));
    }
    let members = members_by_id(work, requirement.cohort_id)?;
    let wrong = record_problems(records.iter().map(|r| r.member), |id| members.contains_key(&id));
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let row = queries::touch_requirement(work, &requirement)?;
    for record in records {
        let progress = ProgressRow {
            requirement_id: row.id,
            member_id: record.member,
            state: record.state,
            note: record.note.clone().filter(|note| !note.trim().is_empty()),
            recorded_at: work.stamp(),
        };
        queries::save_progress(work.conn, &progress)?;
    }
    work.record(
        Change::new("requirement.progress_recorded", row.id)
            .with(json!({ "cohort_id": row.cohort_id, "records": records.len() })),
    )?;
    Ok(row)
}

/// How far each of these members of a cohort is with each of its requirements.
///
/// # Errors
/// When the database does not answer.
pub fn progress_of(
    work: &mut Work<'_>,
    cohort: Id,
    members: &[Id],
) -> Result<HashMap<Id, Vec<Progress>>, Problem> {
    let requirements = queries::list_requirements(work.conn, cohort)?;
    let sessions = queries::list_sessions(work.conn, cohort)?.len();
    let mut attended: HashMap<Id, Vec<AttendanceState>> = HashMap::new();
    for row in queries::attendance_of_cohort(work.conn, cohort)? {
        attended.entry(row.member_id).or_default().push(row.state);
    }
    let judged: HashMap<(Id, Id), ProgressRow> = queries::progress_of_cohort(work.conn, cohort)?
        .into_iter()
        .map(|row| ((row.member_id, row.requirement_id), row))
        .collect();
    let of = |member: Id, requirement: &RequirementRow| {
        let recorded = attended.get(&member).map(Vec::as_slice).unwrap_or_default();
        let row = judged.get(&(member, requirement.id));
        let (state, absences) = match requirement.kind {
            RequirementKind::Attendance => (
                rules::attendance_state(sessions, recorded, requirement.allowed_absences),
                Some(rules::absences(recorded)),
            ),
            RequirementKind::Task => (row.map_or(RequirementState::NotEvaluated, |row| row.state), None),
        };
        Progress {
            requirement: requirement.id,
            title: requirement.title.clone(),
            kind: requirement.kind,
            state,
            absences,
            note: row.and_then(|row| row.note.clone()),
        }
    };
    Ok(members
        .iter()
        .map(|member| (*member, requirements.iter().map(|requirement| of(*member, requirement)).collect()))
        .collect())
}
