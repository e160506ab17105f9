//! The demo's charter, plan and library.

use chrono::Days;

use crate::network::{
    self, Figure, MilestoneChanges, MilestoneState, NewIndicator, NewTaskForceSeat, PublishedPieces,
    TargetDirection,
};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::resources::{self, NewResource, ResourceAudience, ResourceKind};

/// Title, days from today, how far it is.
const MILESTONES: &[(&str, i64, MilestoneState)] = &[
    ("Charter adopted and published", -120, MilestoneState::Done),
    ("Coordinators appointed in seven regions", -20, MilestoneState::InProgress),
    ("Toolkit for the first meeting in English and Spanish", 14, MilestoneState::InProgress),
    ("Spring cycle matched in every region", 45, MilestoneState::Planned),
    ("First coordinators graduate and guide", 80, MilestoneState::Planned),
];

/// Figure, where it began, what it should be, on which side, days from today.
const INDICATORS: &[(Figure, Option<f64>, f64, TargetDirection, u64)] = &[
    (Figure::SeatsCoveredShare, Some(0.5), 1.0, TargetDirection::AtLeast, 200),
    (Figure::UncoveredSeatDays, Some(300.0), 0.0, TargetDirection::AtMost, 365),
    (Figure::PairingsWithoutMeetingShare, None, 0.1, TargetDirection::AtMost, 120),
];

type Material = (
    ResourceKind,
    &'static str,
    &'static str,
    &'static str,
    &'static [ResourceAudience],
    &'static [&'static str],
);

/// Kind, title, summary, body, audiences, topics.
const LIBRARY: &[Material] = &[
    (
        ResourceKind::Guideline,
        "Listening before advising",
        "How a mentor makes room for the mentee's own answer.",
        "## Three habits\n\n1. Ask, then wait.\n2. Say back what you heard.\n3. Offer one idea, not five.\n",
        &[ResourceAudience::Mentor],
        &["listening", "first meeting"],
    ),
    (
        ResourceKind::Toolkit,
        "First meeting toolkit",
        "An agenda, twelve questions and a page for goals: the first hour of a pair.",
        "## Before you meet\n\n* Read each other's goals.\n* Agree where and how long.\n\n## In the hour\n\n| Minutes | What |\n|---|---|\n| 10 | Who are we? |\n| 30 | What should be different in six months? |\n| 20 | How do we meet? |\n",
        &[ResourceAudience::Mentor, ResourceAudience::Mentee],
        &["first meeting", "goal setting"],
    ),
    (
        ResourceKind::TrainingModule,
        "Matching with care",
        "What a coordinator looks at before publishing a round.",
        "## Before you publish\n\nRead the worst pair first. Then the unmatched people.\n",
        &[ResourceAudience::Coordinator],
        &["matching"],
    ),
    (
        ResourceKind::BestPractice,
        "Mentoring across a time zone",
        "Keeping a pair alive when one works in a rural library an ocean away.",
        "## What worked\n\nA fixed hour each month, and a short message between.\n",
        &[ResourceAudience::Mentor, ResourceAudience::Mentee],
        &["rural libraries", "distance"],
    ),
    (
        ResourceKind::Template,
        "Handover letter of a coordinator",
        "What the next coordinator needs to read in the first week.",
        "## Who needs you first\n\n## What I would do again\n\n## What I would not\n",
        &[ResourceAudience::Coordinator],
        &["handover", "succession"],
    ),
];

/// # Errors
/// When the database refuses.
pub fn fill(work: &mut Work<'_>, task_force: Id, owner: Id) -> Result<(), Problem> {
    let today = work.now.date_naive();
    let goals = [
        "A coordinator in every region, every day",
        "Pairs that are right, and that both sides understand",
        "Evidence that others may check",
        "Coordinators who graduate and guide those who follow",
    ];
    network::create_charter(
        work,
        "Every librarian in the United States finds a mentor.",
        &goals[..3].iter().map(|goal| goal.replace(", every day", "")).collect::<Vec<_>>(),
        "A task force of seven with two-year seats; one coordinator for each region.",
        today - Days::new(480),
    )?;
    network::create_charter(
        work,
        "Every librarian in the United States finds a mentor, and every mentor somebody who looks after the pair.",
        &goals.map(str::to_owned),
        "A task force of nine with two-year seats; one coordinator for each region, and guides for them.",
        today - Days::new(120),
    )?;
    network::create_task_force_seat(
        work,
        &NewTaskForceSeat {
            person: task_force,
            title: "Chair",
            votes: true,
            starts_on: today - Days::new(200),
            ends_on: today + Days::new(530),
        },
    )?;
    let objective = network::create_objective(
        work,
        "Zero uncovered coordinator-days",
        "Each of the nine regions has an active coordinator, and the next one is in training before the term ends.",
        None,
    )?;
    for (title, days, state) in MILESTONES {
        let due = today + chrono::Duration::days(*days);
        let mut milestone = network::create_milestone(work, objective.id, title, Some(owner), due)?;
        for step in steps_to(*state) {
            let changes = MilestoneChanges { title: None, owner: None, due_on: None, state: Some(*step) };
            milestone = network::update_milestone(work, milestone, changes)?;
        }
    }
    for (figure, baseline, target, direction, days) in INDICATORS {
        let new = NewIndicator {
            figure: *figure,
            title: None,
            baseline: *baseline,
            target: *target,
            direction: *direction,
            due_on: today + Days::new(*days),
            position: None,
        };
        network::create_indicator(work, objective.id, new)?;
    }
    network::publish_plan(
        work,
        None,
        PublishedPieces { charter: true, plan: true, indicators: true, members: true },
    )?;
    network::show_own_name(work, task_force, None, true)?;
    library(work, owner)
}

/// The states on the way from planned.
const fn steps_to(state: MilestoneState) -> &'static [MilestoneState] {
    match state {
        MilestoneState::InProgress => &[MilestoneState::InProgress],
        MilestoneState::Done => &[MilestoneState::InProgress, MilestoneState::Done],
        MilestoneState::Planned | MilestoneState::Dropped => &[],
    }
}

fn library(work: &mut Work<'_>, owner: Id) -> Result<(), Problem> {
    for (kind, title, summary, body, audiences, topics) in LIBRARY {
        let resource = resources::create_resource(
            work,
            NewResource {
                kind: *kind,
                title: (*title).to_owned(),
                summary: (*summary).to_owned(),
                body: (*body).to_owned(),
                link: None,
                licence: "CC BY 4.0".into(),
                language: "en".into(),
                audiences: audiences.to_vec(),
                settings: Vec::new(),
                topics: topics.iter().map(|topic| (*topic).to_owned()).collect(),
                owner: Some(owner),
                review_by: Some(work.now.date_naive() + Days::new(300)),
            },
        )?;
        resources::submit(work, resource.id)?;
        resources::publish(work, resource.id, None)?;
    }
    Ok(())
}
