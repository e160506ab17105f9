//! What of pairings needs somebody today, each with what does something about it in one step.

use std::collections::HashMap;

use super::{actionable, item, named, opened};
use crate::identity;
use crate::matching;
use crate::mentorships::{self, TodayPairings};
use crate::platform::auth::permissions::{
    AttendToPairings, KeepPairings, ReadCheckIns, RunRounds, WatchPairings,
};
use crate::platform::auth::{Permission, Scope};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::reporting::queries::{self, NAMED, Pair, Waiting};
use crate::reporting::views::{TodayItem, TodayKind};

fn waiting(found: TodayPairings) -> Waiting {
    Waiting { count: found.count, earliest_on: found.earliest_on, first: found.first }
}

/// Questions about the caller's own pairings that wait for one tap.
pub fn of_the_two(work: &mut Work<'_>) -> Result<Option<TodayItem>, Problem> {
    if KeepPairings::AUDIENCE.scope_of(work.caller).is_none() {
        return Ok(None);
    }
    let asked = mentorships::questions_to_me(work)?;
    let step = |id: Id| Some(format!("/pairings/{id}/health/answer"));
    Ok(Some(actionable(TodayKind::PairingQuestions, waiting(asked), "/me/pairing-questions", step)))
}

/// Pairings without an agreement; a coordinator reminds the two.
pub fn without_agreement(work: &mut Work<'_>, found: (Waiting, Vec<Pair>)) -> Result<TodayItem, Problem> {
    let may_remind = AttendToPairings::AUDIENCE.scope_of(work.caller).is_some();
    let step = |id: Id| may_remind.then(|| format!("/pairings/{id}/agreement/remind"));
    Ok(actionable(TodayKind::PairingsWithoutAgreement, named(work, found)?, "/pairings", step))
}

/// Pairings that have not met; a coordinator reminds the two.
pub fn without_meeting(work: &mut Work<'_>, found: (Waiting, Vec<Pair>)) -> Result<TodayItem, Problem> {
    let may_remind = AttendToPairings::AUDIENCE.scope_of(work.caller).is_some();
    let step = |id: Id| may_remind.then(|| format!("/pairings/{id}/meetings/remind"));
    Ok(actionable(TodayKind::PairingsWithoutMeeting, named(work, found)?, "/pairings", step))
}

/// The code of conduct, to somebody who is in a pairing and has not accepted the version in force.
pub fn conduct(work: &mut Work<'_>) -> Result<Option<TodayItem>, Problem> {
    Ok(mentorships::conduct_to_accept(work)?.map(|since| {
        let waiting = Waiting { count: 1, earliest_on: Some(since), first: Vec::new() };
        item(TodayKind::ConductToAccept, waiting, "/code-of-conduct")
    }))
}

/// What of the load needs somebody: coordinators who have too much, and regions without one.
fn load(work: &mut Work<'_>, watched: &Scope) -> Result<Vec<TodayItem>, Problem> {
    let alerts = mentorships::load_alerts(work, watched)?;
    let several = |count: i64, mut first: Vec<(Id, String)>| {
        first.truncate(usize::try_from(NAMED).unwrap_or_default());
        Waiting { count, earliest_on: None, first }
    };
    let number = |things: &[(Id, String)]| i64::try_from(things.len()).unwrap_or(i64::MAX);
    let caseload = "/caseload";
    Ok(vec![
        opened(
            TodayKind::CoordinatorsOverloaded,
            several(number(&alerts.overloaded), alerts.overloaded),
            caseload,
        ),
        opened(
            TodayKind::RegionsUnattended,
            several(number(&alerts.unattended), alerts.unattended),
            caseload,
        ),
        opened(TodayKind::QuestionsUnattended, several(alerts.questions, alerts.unanswered), caseload),
    ])
}

/// Alerts, questions, ends that are near, and mentees who wait for another proposal.
pub fn of_coordinators(work: &mut Work<'_>) -> Result<Vec<TodayItem>, Problem> {
    let Some(watched) = WatchPairings::AUDIENCE.scope_of(work.caller) else { return Ok(Vec::new()) };
    let attends = AttendToPairings::AUDIENCE.scope_of(work.caller).is_some();
    let stalled = waiting(mentorships::stalled(work, &watched, NAMED)?);
    let ending = waiting(mentorships::ending_soon(work, &watched, NAMED)?);
    let mut items = vec![
        actionable(TodayKind::PairingsStalled, stalled, "/pairing-health?state=stalled", |id| {
            attends.then(|| format!("/pairings/{id}/health/acknowledge"))
        }),
        actionable(TodayKind::PairingsEnding, ending, "/pairings", |id| {
            attends.then(|| format!("/pairings/{id}/extend"))
        }),
    ];
    items.extend(load(work, &watched)?);
    // What the two say, and questions, are addressed to the coordinators of a region, and to nobody who oversees them.
    if let Some(addressed) = ReadCheckIns::AUDIENCE.scope_of(work.caller) {
        let asking = waiting(mentorships::asking_for_attention(work, NAMED)?);
        let attend = |id: Id| attends.then(|| format!("/pairings/{id}/health/acknowledge"));
        let list = "/pairing-health?state=stalled";
        items.push(actionable(TodayKind::PairingsAskingForAttention, asking, list, attend));
        let questions = waiting(mentorships::questions_waiting(work, &addressed, NAMED)?);
        items.push(actionable(TodayKind::QuestionsToAnswer, questions, "/questions?state=open", |id| {
            Some(format!("/questions/{id}/answers"))
        }));
    }
    items.push(waiting_mentees(work)?);
    items.push(circles_too_small(work)?);
    Ok(items)
}

/// Circles to fill or to end: ending one is a step, for the reason that it is too small.
fn circles_too_small(work: &mut Work<'_>) -> Result<TodayItem, Problem> {
    let scope = RunRounds::AUDIENCE.scope_of(work.caller).unwrap_or_default();
    let found = matching::circles_in_need(work, &scope, NAMED)?;
    let waiting = Waiting { count: found.count, earliest_on: None, first: found.first };
    Ok(actionable(TodayKind::CirclesTooSmall, waiting, "/circles?needs_people=true", |id| {
        Some(format!("/circles/{id}/end"))
    }))
}

fn waiting_mentees(work: &mut Work<'_>) -> Result<TodayItem, Problem> {
    let now = work.stamp();
    let scope = RunRounds::AUDIENCE.scope_of(work.caller).unwrap_or_default();
    let (count, first) = queries::waiting_for_rematch(work.conn, &scope, now)?;
    let people: Vec<Id> = first.iter().map(|(_, _, person)| *person).collect();
    let names = identity::person_names(work.conn, &people)?;
    let cycles: HashMap<Id, Id> = first.iter().map(|(enrolment, cycle, _)| (*enrolment, *cycle)).collect();
    let first = first
        .into_iter()
        .map(|(enrolment, _, person)| (enrolment, names.get(&person).cloned().unwrap_or_default()))
        .collect();
    let waiting = Waiting { count, earliest_on: None, first };
    Ok(actionable(TodayKind::ProposalsDeclined, waiting, "/cycles", |enrolment| {
        cycles.get(&enrolment).map(|cycle| format!("/cycles/{cycle}/rounds"))
    }))
}
