//! What of pairings needs a coordinator today, for the dashboard.

use chrono::{Days, NaiveDate};

use super::{Health, asking_for, mentoring_rules, stalled_or_asked};
use crate::identity;
use crate::mentorships::queries::{self, PairingRow};
use crate::mentorships::rules::HealthState;
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// How many things need somebody, the earliest of their days, and the first of them: what it is about, and its title.
#[derive(Default)]
pub struct TodayPairings {
    pub count: i64,
    pub earliest_on: Option<NaiveDate>,
    pub first: Vec<(Id, String)>,
}

/// What a thing is about, its pairing, and the day that matters.
type Thing = (Id, PairingRow, NaiveDate);

/// `first` in the order that they are shown in, of `count`.
fn titled(work: &mut Work<'_>, count: i64, first: Vec<Thing>) -> Result<TodayPairings, Problem> {
    let people: Vec<Id> = first.iter().flat_map(|(_, row, _)| [row.mentor_id, row.mentee_id]).collect();
    let names = identity::person_names(work.conn, &people)?;
    let name = |id: Id| names.get(&id).cloned().unwrap_or_default();
    let title = |row: &PairingRow| format!("{}, {}", name(row.mentor_id), name(row.mentee_id));
    Ok(TodayPairings {
        count,
        earliest_on: first.iter().map(|(.., on)| *on).min(),
        first: first.iter().map(|(id, row, _)| (*id, title(row))).collect(),
    })
}

/// Pairings that have stalled, longest first; none of whose two asks for attention.
///
/// # Errors
/// When the database does not answer.
pub fn stalled(work: &mut Work<'_>, scope: &Scope, most: i64) -> Result<TodayPairings, Problem> {
    let mut found = stalled_or_asked(work, scope, None)?;
    found.retain(|health| health.state == HealthState::Stalled && health.asks_since.is_none());
    longest_first(work, found, most)
}

/// Pairings of the caller's regions one of whose two asks for attention, longest first.
///
/// # Errors
/// When the database does not answer.
pub fn asking_for_attention(work: &mut Work<'_>, most: i64) -> Result<TodayPairings, Problem> {
    let found = asking_for(work)?;
    longest_first(work, found, most)
}

fn longest_first(work: &mut Work<'_>, found: Vec<Health>, most: i64) -> Result<TodayPairings, Problem> {
    let mut rows: Vec<Thing> = found
        .into_iter()
        .filter_map(|health| {
            let since = health.stalled_since?.date_naive();
            Some((health.pairing.id, health.pairing, since))
        })
        .collect();
    rows.sort_by_key(|(id, _, since)| (*since, *id));
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    rows.truncate(usize::try_from(most).unwrap_or_default());
    titled(work, count, rows)
}

/// Pairings that end soon, soonest first.
///
/// # Errors
/// When the database does not answer.
pub fn ending_soon(work: &mut Work<'_>, scope: &Scope, most: i64) -> Result<TodayPairings, Problem> {
    let days = Days::new(u64::try_from(mentoring_rules(work)?.ending_days).unwrap_or(0));
    let until = work.now.date_naive().checked_add_days(days).unwrap_or(NaiveDate::MAX);
    let (count, rows) = queries::ending_until(work.conn, scope, until, most)?;
    titled(work, count, rows.into_iter().map(|row| (row.id, row.clone(), row.ends_on)).collect())
}

/// Questions that wait for an answer in the regions that a coordinator serves, oldest first: the question's id.
///
/// # Errors
/// When the database does not answer.
pub fn questions_waiting(work: &mut Work<'_>, scope: &Scope, most: i64) -> Result<TodayPairings, Problem> {
    let (count, questions) = queries::open_questions(work.conn, &scope.regions, work.caller.person(), most)?;
    let pairings: Vec<Id> = questions.iter().map(|question| question.pairing_id).collect();
    let known = queries::by_ids(work.conn, &pairings)?;
    let rows = questions
        .iter()
        .filter_map(|question| {
            let row = known.iter().find(|row| row.id == question.pairing_id)?;
            Some((question.id, row.clone(), question.created_at.date()))
        })
        .collect();
    titled(work, count, rows)
}

/// Questions about the caller's own pairings that wait for one tap: the pairing, and the other one's name.
///
/// # Errors
/// When the database does not answer.
pub fn questions_to_me(work: &mut Work<'_>) -> Result<TodayPairings, Problem> {
    let Some(me) = work.caller.person() else { return Ok(TodayPairings::default()) };
    let asked = queries::questions_to(work.conn, me)?;
    let ids: Vec<Id> = asked.iter().map(|(_, question)| question.pairing_id).collect();
    let pairings = queries::by_ids(work.conn, &ids)?;
    let others: Vec<Id> = pairings.iter().map(|row| row.other_than(me)).collect();
    let names = identity::person_names(work.conn, &others)?;
    let titled = |id: &Id| {
        let row = pairings.iter().find(|row| row.id == *id)?;
        Some((row.id, names.get(&row.other_than(me)).cloned().unwrap_or_default()))
    };
    Ok(TodayPairings {
        count: i64::try_from(asked.len()).unwrap_or(i64::MAX),
        earliest_on: asked.iter().map(|(_, question)| question.answer_until.date()).min(),
        first: ids.iter().filter_map(titled).take(5).collect(),
    })
}
