//! Reminding of a question before its time is over whoever has not answered it. When somebody may be written to is decided by
//! a later slice, which knows their quiet hours; that nobody is reminded twice is read from the outbox.

use std::collections::HashSet;

use chrono::Duration;

use crate::identity::{self, Contact};
use crate::matching::letters;
use crate::matching::queries::cycles;
use crate::matching::queries::proposals::{self, ProposalRow};
use crate::matching::rules::{CycleState, ProposalState};
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::letters::written_about;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// How long before the end of its time a question is reminded of, when there is so much time.
const AHEAD: Duration = Duration::days(3);

/// Somebody who has not answered, and whose time is nearly over.
#[derive(Debug, Clone)]
pub struct AnswerDue {
    pub proposal: Id,
    pub person: Id,
    pub time_zone: String,
}

/// Half of the time at most: nobody is reminded of what they have just been asked.
fn ahead(answer_within_days: i32) -> Duration {
    AHEAD.min(Duration::hours(12 * i64::from(answer_within_days)))
}

/// # Errors
/// When the database does not answer.
pub fn answers_due(work: &mut Work<'_>) -> Result<Vec<AnswerDue>, Problem> {
    let now = work.stamp();
    let near = proposals::due_between(work.conn, now, now + AHEAD)?;
    let near: Vec<ProposalRow> = near
        .into_iter()
        .filter(|(row, state, days)| is_due(row, *state, *days, now))
        .map(|(row, ..)| row)
        .collect();
    due(work, &near)
}

fn is_due(row: &ProposalRow, state: CycleState, days: i32, now: chrono::NaiveDateTime) -> bool {
    state.matches_people() && row.answer_by.is_some_and(|by| by > now && by - ahead(days) <= now)
}

/// Of these questions those who have not answered, can be reached and were not reminded.
fn due(work: &mut Work<'_>, rows: &[ProposalRow]) -> Result<Vec<AnswerDue>, Problem> {
    let people: Vec<Id> = rows.iter().flat_map(|row| [row.mentor_id, row.mentee_id]).collect();
    let contacts = identity::contacts(work.conn, &people)?;
    let reachable = identity::not_disabled(work.conn, &people)?;
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let reminded: HashSet<(Id, String)> = written_about(work.conn, letters::ANSWER_SOON_KEY, &ids)?;
    let sides = rows
        .iter()
        .flat_map(|row| [(row, row.mentor_id, row.mentor_answer), (row, row.mentee_id, row.mentee_answer)]);
    Ok(sides
        .filter(|(_, person, answer)| answer.is_none() && reachable.contains(person))
        .filter_map(|(row, person, _)| Some((row, contacts.get(&person)?)))
        .filter(|(row, contact)| !reminded.contains(&(row.id, contact.email.clone())))
        .map(|(row, contact)| AnswerDue {
            proposal: row.id,
            person: contact.id,
            time_zone: contact.time_zone.clone(),
        })
        .collect())
}

/// Reminds somebody, unless that was done, or the question was answered or is over. Answers whether a letter goes out.
///
/// # Errors
/// When the database refuses.
pub fn remind_of_answer(work: &mut Work<'_>, one: &AnswerDue) -> Result<bool, Problem> {
    // Two who would remind of the same question do it one after the other.
    proposals::lock(work, one.proposal)?;
    let now = work.stamp();
    let Some(row) = proposals::find(work.conn, &Scope::everything(), one.proposal)? else { return Ok(false) };
    let is_open = row.state.shown(row.answer_by, now) == ProposalState::Published;
    let still = due(work, std::slice::from_ref(&row))?;
    if !is_open || !still.iter().any(|due| due.person == one.person) {
        return Ok(false);
    }
    let Some(cycle) = cycles::find(work.conn, &Scope::everything(), true, row.cycle_id)? else {
        return Ok(false);
    };
    let other = if one.person == row.mentor_id { row.mentee_id } else { row.mentor_id };
    let contacts = identity::contacts(work.conn, &[one.person, other])?;
    let both: Option<(&Contact, &Contact)> = contacts.get(&one.person).zip(contacts.get(&other));
    let (Some((who, other)), Some(answer_by)) = (both, row.answer_by) else { return Ok(false) };
    letters::answer_soon(work, row.id, who, other, &cycle.name, answer_by)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_reminded_in_the_first_half_of_their_time() {
        assert_eq!(ahead(14), Duration::days(3));
        assert_eq!(ahead(4), Duration::days(2));
        assert_eq!(ahead(1), Duration::hours(12));
    }
}
