//! Rules of training: what attendance amounts to, what is still open.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

pub use crate::platform::local_time::agreed_time as session_time;
use crate::platform::problem::FieldError;

crate::text_enum! {
    /// Where a member of a cohort is.
    pub enum CohortMemberState {
        InTraining = "in_training",
        Completed = "completed",
    }
}

crate::text_enum! {
    /// What happens in a session.
    pub enum TrainingSessionKind {
        Workshop = "workshop",
        Seminar = "seminar",
        /// Members share agenda, notes and strategies.
        Collaborative = "collaborative",
    }
}

crate::text_enum! {
    /// Whether a member was in a session.
    pub enum AttendanceState {
        Present = "present",
        Absent = "absent",
        /// Away with good reason: no absence, and no presence either.
        Excused = "excused",
    }
}

crate::text_enum! {
    /// Who says so.
    pub enum AttendanceSource {
        Hand = "hand",
    }
}

crate::text_enum! {
    /// How a requirement is met.
    pub enum RequirementKind {
        /// Computed from the attendance of the cohort's sessions.
        Attendance = "attendance",
        /// Judged by whoever trains.
        Task = "task",
    }
}

crate::text_enum! {
    /// How far a member is with a requirement.
    pub enum RequirementState {
        NotEvaluated = "not_evaluated",
        Passed = "passed",
        Failed = "failed",
        AskedToRepeat = "asked_to_repeat",
    }
}

/// Most members, sessions and requirements of one cohort: what is read with it in one piece.
pub const MOST_MEMBERS: i64 = 200;
pub const MOST_SESSIONS: i64 = 200;
pub const MOST_REQUIREMENTS: i64 = 50;

/// What attendance amounts to, given what is recorded for one member out of `sessions`.
///
/// Failed as soon as there are more absences than allowed; passed when every session is recorded and
/// the member was in at least one; otherwise not evaluated yet.
#[must_use]
pub fn attendance_state(sessions: usize, recorded: &[AttendanceState], allowed: i32) -> RequirementState {
    let all = recorded.len() >= sessions && sessions > 0;
    let present = recorded.contains(&AttendanceState::Present);
    if absences(recorded) > allowed || (all && !present) {
        RequirementState::Failed
    } else if all {
        RequirementState::Passed
    } else {
        RequirementState::NotEvaluated
    }
}

#[must_use]
pub fn absences(recorded: &[AttendanceState]) -> i32 {
    let absent = recorded.iter().filter(|state| **state == AttendanceState::Absent).count();
    i32::try_from(absent).unwrap_or(i32::MAX)
}

/// Whether `state` can be recorded for a session that starts at `starts_at`: somebody can be excused
/// beforehand, but nobody was there before it began.
#[must_use]
pub fn may_record(state: AttendanceState, starts_at: NaiveDateTime, now: NaiveDateTime) -> bool {
    state == AttendanceState::Excused || starts_at <= now
}

/// Everything that is wrong with the days of a cohort.
#[must_use]
pub fn cohort_problems(starts_on: NaiveDate, ends_on: NaiveDate) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    for (pointer, day) in [("/starts_on", starts_on), ("/ends_on", ends_on)] {
        if !(2000..2200).contains(&day.year()) {
            wrong.push(FieldError::new(pointer, "range", "Use a year from 2000 to 2199."));
        }
    }
    if starts_on > ends_on {
        wrong.push(FieldError::new("/ends_on", "order", "A cohort does not end before it starts."));
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::AttendanceState::{Absent, Excused, Present};
    use super::*;

    /// Every set of records for up to three sessions, each with up to two allowed absences.
    #[test]
    fn attendance_is_passed_failed_or_open_and_never_two_of_them() {
        let choices: &[Option<AttendanceState>] = &[None, Some(Present), Some(Absent), Some(Excused)];
        for a in choices {
            for b in choices {
                for c in choices {
                    let recorded: Vec<_> = [a, b, c].into_iter().copied().flatten().collect();
                    for allowed in 0..3 {
                        let absent = recorded.iter().filter(|s| **s == Absent).count() as i32;
                        let there = recorded.contains(&Present);
                        let expected = match recorded.len() {
                            _ if absent > allowed => RequirementState::Failed,
                            3 if there => RequirementState::Passed,
                            3 => RequirementState::Failed,
                            _ => RequirementState::NotEvaluated,
                        };
                        assert_eq!(
                            attendance_state(3, &recorded, allowed),
                            expected,
                            "{recorded:?} {allowed}"
                        );
                    }
                }
            }
        }
        assert_eq!(attendance_state(0, &[], 0), RequirementState::NotEvaluated, "no session yet");
    }

    #[test]
    fn nobody_was_there_before_it_began() {
        let now = "2027-03-01T14:00:00".parse::<NaiveDateTime>().unwrap();
        let later = now + chrono::Duration::minutes(1);
        assert!(may_record(Present, now, now));
        assert!(!may_record(Present, later, now));
        assert!(!may_record(Absent, later, now));
        assert!(may_record(Excused, later, now));
    }

    #[test]
    fn a_cohort_does_not_end_before_it_starts() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert!(cohort_problems(day("2027-01-01"), day("2027-01-01")).is_empty());
        assert_eq!(cohort_problems(day("2027-01-02"), day("2027-01-01"))[0].pointer, "/ends_on");
        assert_eq!(cohort_problems(day("1027-01-02"), day("2027-01-01"))[0].pointer, "/starts_on");
    }
}
