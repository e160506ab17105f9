//! The demo's task force at work: a meeting that was held, one that is planned, a motion carried, one that is voted on,
//! and people it wants to win over.

use chrono::{Days, NaiveDate};

use crate::network::decisions::rules::{Majority, Tally};
use crate::network::decisions::service::{self as decisions, NewDecision};
use crate::network::meetings::rules::Presence;
use crate::network::meetings::service::{self as meetings, MeetingChanges, NewMeeting};
use crate::network::stakeholders::rules::{StakeholderKind, StakeholderState};
use crate::network::stakeholders::service::{self as stakeholders, NewStakeholder};
use crate::network::{self, NewTaskForceSeat};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

type Wanted = (&'static str, &'static str, StakeholderKind, &'static str, &'static [StakeholderState]);

/// Name, organisation, kind, what they would bring, the states on their way.
const WANTED: &[Wanted] = &[
    (
        "Dr. Ruth Chen",
        "Association of school librarians",
        StakeholderKind::Expert,
        "Knows how school libraries run programs of their own.",
        &[StakeholderState::Nominated, StakeholderState::Invited, StakeholderState::Accepted],
    ),
    (
        "Walter Sandoval",
        "State library of New Mexico",
        StakeholderKind::Stakeholder,
        "Speaks for state libraries of the Southwest.",
        &[StakeholderState::Nominated],
    ),
    ("Imani Brooks", "Tribal archives consortium", StakeholderKind::Stakeholder, "", &[]),
];

/// # Errors
/// When the database refuses.
pub fn fill(work: &mut Work<'_>, chair: Id, guide: Id) -> Result<(), Problem> {
    let today = work.now.date_naive();
    network::create_task_force_seat(
        work,
        &NewTaskForceSeat {
            person: guide,
            title: "Adviser from the guides",
            votes: false,
            starts_on: today - Days::new(100),
            ends_on: today + Days::new(630),
        },
    )?;
    held(work, today - Days::new(30), chair, guide)?;
    meetings::create_meeting(
        work,
        meeting(
            "Meeting of the task force",
            today + Days::new(14),
            "1. The second cycle\n2. Seats that end this year",
        ),
    )?;
    decisions::create_decision(
        work,
        motion("Publish the plan", "The plan and its milestones are shown to everybody.", None),
    )?;
    for (name, organisation, kind, brings, way) in WANTED {
        let new = NewStakeholder {
            name: (*name).to_owned(),
            organisation: (*organisation).to_owned(),
            email: None,
            kind: *kind,
            brings: (*brings).to_owned(),
            owner: Some(chair),
            next_step: Some("Talk about what the network needs".to_owned()),
            next_step_on: Some(today + Days::new(10)),
        };
        let mut row = stakeholders::create_stakeholder(work, new)?;
        for state in *way {
            row = stakeholders::move_stakeholder(work, row, *state, None)?;
        }
    }
    Ok(())
}

fn meeting(title: &str, day: NaiveDate, agenda: &str) -> NewMeeting {
    NewMeeting {
        title: title.to_owned(),
        starts_at_local: format!("{day}T14:00"),
        time_zone: "America/Chicago".to_owned(),
        duration_minutes: 60,
        link: Some("https://meet.example/task-force".to_owned()),
        place: None,
        agenda: agenda.to_owned(),
    }
}

fn motion(title: &str, text: &str, meeting: Option<Id>) -> NewDecision {
    NewDecision {
        title: title.to_owned(),
        motion: text.to_owned(),
        majority: Majority::Simple,
        secret: false,
        meeting,
        closes_at: None,
    }
}

/// A meeting a month ago, in which the chair was there and carried a motion.
fn held(work: &mut Work<'_>, day: NaiveDate, chair: Id, guide: Id) -> Result<(), Problem> {
    let planned = meetings::create_meeting(
        work,
        meeting("Meeting of the task force", day, "1. What coordinators report\n2. Training by Zoom"),
    )?;
    let put = decisions::create_decision(
        work,
        motion(
            "Coordinators are trained before their term",
            "Six weeks of training come before the first day of a term.",
            Some(planned.id),
        ),
    )?;
    let there = [(chair, Presence::Present), (guide, Presence::Excused)];
    let recorded = meetings::record_attendance(work, planned, &there)?;
    let minutes = "Coordinators ask for a longer handover. The motion on training is carried.";
    let written = MeetingChanges { minutes: Some(Some(minutes.to_owned())), ..MeetingChanges::default() };
    meetings::update_meeting(work, recorded, written)?;
    decisions::close_decision(work, put, Some(Tally { yes: 1, no: 0, abstain: 0 }))?;
    Ok(())
}
