//! The demo's training: one cohort with two sessions and a requirement, its members partly through.

use chrono::{Days, NaiveDate};

use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::training::{
    self, AttendanceState, NewCohort, NewRequirement, NewSession, RequirementKind, TrainingSessionKind,
};

/// # Errors
/// When the database refuses.
pub fn fill(work: &mut Work<'_>, completed: &[Id], in_training: &[Id]) -> Result<(), Problem> {
    let today = work.now.date_naive();
    let cohort = training::create_cohort(
        work,
        NewCohort {
            name: "Autumn cohort".into(),
            description: "Coordinators of all regions, trained together over Zoom.".into(),
            starts_on: today - Days::new(40),
            ends_on: today + Days::new(30),
        },
    )?;
    training::create_requirement(
        work,
        cohort.id,
        NewRequirement {
            title: "Both workshops".into(),
            description: "Listening and matching are the two things that every coordinator does.".into(),
            kind: RequirementKind::Attendance,
            allowed_absences: 0,
        },
    )?;
    let listening = session(work, cohort.id, "Listening before advising", today - Days::new(30))?;
    let matching = session(work, cohort.id, "Reading a round before publishing", today - Days::new(9))?;
    session(work, cohort.id, "Handing over well", today + Days::new(12))?;
    let mut first = Vec::new();
    let mut second = Vec::new();
    for person in completed {
        let member = training::add_member(work, cohort.id, *person)?;
        first.push((member.id, AttendanceState::Present));
        second.push((member.id, AttendanceState::Present));
    }
    for person in in_training {
        let member = training::add_member(work, cohort.id, *person)?;
        first.push((member.id, AttendanceState::Present));
        second.push((member.id, AttendanceState::Excused));
    }
    training::record_attendance(work, listening, &first)?;
    training::record_attendance(work, matching, &second)?;
    Ok(())
}

fn session(work: &mut Work<'_>, cohort: Id, title: &str, on: NaiveDate) -> Result<Id, Problem> {
    let row = training::create_session(
        work,
        cohort,
        NewSession {
            title: title.to_owned(),
            kind: TrainingSessionKind::Workshop,
            starts_at_local: format!("{on}T14:00"),
            time_zone: "America/Chicago".into(),
            duration_minutes: 90,
            link: Some("https://zoom.example/j/perennial".into()),
            capacity: None,
        },
    )?;
    Ok(row.id)
}
