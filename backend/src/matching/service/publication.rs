//! Publishing a round: both sides of every proposal are asked, and told why they were matched.

use std::collections::{HashMap, HashSet};

use chrono::{Duration, NaiveDateTime};
use serde_json::json;

use super::expiry;
use super::rounds::find_round;
use super::workbench;
use crate::identity::{self, Contact};
use crate::matching::explanation;
use crate::matching::letters;
use crate::matching::queries::cycles::{self, CycleRow};
use crate::matching::queries::enrolments::{self, EnrolmentRow};
use crate::matching::queries::proposals::{self, ProposalRow};
use crate::matching::queries::rounds::{self, RoundRow};
use crate::matching::queries::workbench::{marks, pairs};
use crate::matching::rules::{self, Claim, Clash, EnrolmentRole, ProposalState, RoundState, Seats};
use crate::platform::db::Id;
use crate::platform::letters::Letter;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Publishes all that a round proposes.
///
/// # Errors
/// As [`publish`].
pub fn publish_round(work: &mut Work<'_>, id: Id) -> Result<RoundRow, Problem> {
    publish(work, id, false)
}

/// Publishes what a round proposes, or of it what was approved: all of that or nothing. The round stays ready as long as
/// something of it is not published.
///
/// # Errors
/// 404 outside the scope; 403 for a national round in a region's name; 409 when the round is not ready, there is nothing to
/// publish, or a seat was spent meanwhile, naming each such proposal.
pub fn publish(work: &mut Work<'_>, id: Id, only_approved: bool) -> Result<RoundRow, Problem> {
    let found = find_round(work, id)?;
    if !workbench::leads(work, &found) {
        return Err(Problem::forbidden("Only the task force publishes a round of the nation."));
    }
    let cycle = cycles::lock(work, found.cycle_id)?;
    let round = find_round(work, id)?;
    if round.state != RoundState::Ready {
        return Err(Problem::conflict(format!(
            "The round is {}; only a ready one is published.",
            round.state
        )));
    }
    if !cycle.state.matches_people() {
        return Err(Problem::conflict(format!("The cycle is {}; it asks nobody.", cycle.state)));
    }
    expiry::expire_overdue(work, &cycle)?;
    let waiting = Waiting::of(work, id, only_approved)?;
    waiting.must_hold_something(only_approved)?;
    let people = People::of(work, &cycle, &waiting.rows)?;
    let clashes = clashes(work, &cycle, &waiting.rows, &people)?;
    if !clashes.is_empty() {
        let errors = clashes.into_iter().map(Clashing::told).collect();
        return Err(Problem {
            errors,
            ..Problem::conflict("Seats of this round were given elsewhere meanwhile: run a new round.")
        });
    }
    ask(work, &cycle, &waiting.rows, &people)?;
    let is_whole = waiting.held_back == 0;
    let row = RoundRow {
        state: if is_whole { RoundState::Published } else { RoundState::Ready },
        published_at: if is_whole { Some(work.stamp()) } else { round.published_at },
        updated_at: work.stamp(),
        version: round.version + 1,
        ..round
    };
    rounds::update(work.conn, &row)?;
    work.record(Change::new("round.published", id).in_region(row.region_id).with(json!({
        "cycle_id": cycle.id, "proposals": waiting.rows.len(), "held_back": waiting.held_back,
    })))?;
    Ok(row)
}

/// What of a round would be published now.
pub struct Waiting {
    pub rows: Vec<ProposalRow>,
    /// Not approved, when only what is approved goes out.
    pub held_back: usize,
}

impl Waiting {
    /// # Errors
    /// When the database does not answer.
    pub fn of(work: &mut Work<'_>, round: Id, only_approved: bool) -> Result<Self, Problem> {
        let marks = marks::of_round_proposals(work.conn, round)?;
        let (rows, others): (Vec<ProposalRow>, Vec<ProposalRow>) = proposals::of_round(work.conn, round)?
            .into_iter()
            .filter(|row| row.state == ProposalState::Proposed)
            .partition(|row| {
                !only_approved || marks.get(&row.id).is_some_and(|marks| marks.approved_at.is_some())
            });
        Ok(Self { rows, held_back: others.len() })
    }

    /// Nobody is asked by publishing nothing, and the round would be over all the same.
    fn must_hold_something(&self, only_approved: bool) -> Result<(), Problem> {
        if !self.rows.is_empty() {
            return Ok(());
        }
        Err(Problem::conflict(if only_approved && self.held_back > 0 {
            "None of its proposals is approved: approve some, or publish all of them."
        } else {
            "The round proposes nobody who is not asked yet: there is nothing to publish."
        }))
    }
}

/// Asks both sides of each.
fn ask(work: &mut Work<'_>, cycle: &CycleRow, rows: &[ProposalRow], people: &People) -> Result<(), Problem> {
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let (answer_by, now) = (answer_by(work, cycle), work.stamp());
    pairs::publish(work.conn, &ids, answer_by, now)?;
    introduce(work, cycle, rows, people, answer_by)?;
    let published: Vec<Change<'_>> = rows
        .iter()
        .map(|row| {
            Change::new("proposal.published", row.id)
                .in_region(row.region_id)
                .with(json!({ "round_id": row.round_id, "cycle_id": row.cycle_id }))
        })
        .collect();
    work.record_all(&published)
}

/// Until when somebody who is asked now answers.
#[must_use]
pub fn answer_by(work: &Work<'_>, cycle: &CycleRow) -> NaiveDateTime {
    work.stamp() + Duration::days(i64::from(cycle.answer_within_days))
}

/// Everybody whom a round's proposals are about.
pub struct People {
    enrolments: HashMap<Id, EnrolmentRow>,
    contacts: HashMap<Id, Contact>,
}

impl People {
    /// # Errors
    /// When the database does not answer.
    pub fn of(work: &mut Work<'_>, cycle: &CycleRow, rows: &[ProposalRow]) -> Result<Self, Problem> {
        let enrolments = enrolments::enrolled_in(work.conn, cycle.id, None)?
            .into_iter()
            .map(|row| (row.id, row))
            .collect();
        let ids: Vec<Id> = rows.iter().flat_map(|row| [row.mentor_id, row.mentee_id]).collect();
        Ok(Self { enrolments, contacts: identity::contacts(work.conn, &ids)? })
    }

    fn name(&self, person: Id) -> &str {
        self.contacts.get(&person).map_or("", |contact| contact.name.as_str())
    }
}

/// A proposal that would spend a seat twice.
pub struct Clashing {
    pub proposal: ProposalRow,
    pub clash: Clash,
    pub mentor: String,
    pub mentee: String,
    pub detail: String,
}

impl Clashing {
    fn told(self) -> FieldError {
        FieldError::new(&format!("/proposals/{}", self.proposal.id), self.clash.code(), self.detail)
    }
}

/// What of these would spend a seat twice.
///
/// # Errors
/// When the database does not answer.
pub fn clashes(
    work: &mut Work<'_>,
    cycle: &CycleRow,
    rows: &[ProposalRow],
    people: &People,
) -> Result<Vec<Clashing>, Problem> {
    let now = work.stamp();
    let held = proposals::seats_held(work.conn, cycle.id, now)?;
    let seats: HashMap<Id, Seats> = people
        .enrolments
        .values()
        .map(|row| (row.id, Seats { capacity: row.capacity, held: held.get(&row.id).copied().unwrap_or(0) }))
        .collect();
    let claims: Vec<Claim> = rows
        .iter()
        .map(|row| Claim {
            proposal: row.id,
            mentor: row.mentor_enrolment_id,
            mentee: row.mentee_enrolment_id,
        })
        .collect();
    let clashes = rules::clashes(&claims, &seats);
    let by_id: HashMap<Id, &ProposalRow> = rows.iter().map(|row| (row.id, row)).collect();
    let clashing: HashSet<Id> = clashes.iter().map(|(claim, _)| claim.proposal).collect();
    let sound: Vec<&ProposalRow> = rows.iter().filter(|row| !clashing.contains(&row.id)).collect();
    let barred = workbench::question::not_available(work, &sound)?;
    Ok(clashes
        .iter()
        .filter_map(|(claim, clash)| by_id.get(&claim.proposal).map(|row| (*row, *clash)))
        .chain(barred.into_iter().map(|row| (row, Clash::NotAvailable)))
        .map(|(row, clash)| {
            let mentor = people.name(row.mentor_id).to_owned();
            let mentee = people.name(row.mentee_id).to_owned();
            let detail = match clash {
                Clash::MentorFull => format!("{mentor} has no seat left."),
                Clash::MenteeTaken => format!("{mentee} has a mentor or is asked already."),
                Clash::NotAvailable => format!("{mentor} is not available for {mentee} any more."),
            };
            Clashing { proposal: row.clone(), clash, mentor, mentee, detail }
        })
        .collect())
}

/// Writes to both of each: whom, why, and until when to answer.
fn introduce(
    work: &mut Work<'_>,
    cycle: &CycleRow,
    rows: &[ProposalRow],
    people: &People,
    answer_by: NaiveDateTime,
) -> Result<(), Problem> {
    let why: Vec<Vec<String>> =
        rows.iter().map(|row| people.reasons(cycle, row)).collect::<Result<_, _>>()?;
    let pairs = rows.iter().zip(&why).filter_map(|(row, why)| people.both(row).map(|both| (both, why)));
    let questions: Vec<letters::Question<'_>> = pairs
        .flat_map(|((mentor, mentee), why)| {
            let ask = |who, other, as_what| {
                let about = about(cycle, why, answer_by);
                letters::Question { who, other, as_what, about }
            };
            [ask(mentor, mentee, "mentee"), ask(mentee, mentor, "mentor")]
        })
        .collect();
    letters::propose(work, &questions)
}

/// The two letters of a proposal as they would go out now: to the mentor, to the mentee.
///
/// # Errors
/// When the database does not answer.
pub fn introduction(
    work: &mut Work<'_>,
    cycle: &CycleRow,
    row: &ProposalRow,
) -> Result<Vec<(EnrolmentRole, String, Letter)>, Problem> {
    let people = People::of(work, cycle, std::slice::from_ref(row))?;
    let Some((mentor, mentee)) = people.both(row) else { return Ok(Vec::new()) };
    let reasons = people.reasons(cycle, row)?;
    let about = about(cycle, &reasons, answer_by(work, cycle));
    let to_mentor = letters::proposed_as_written(work, mentor, mentee, "mentee", &about)?;
    let to_mentee = letters::proposed_as_written(work, mentee, mentor, "mentor", &about)?;
    Ok(vec![
        (EnrolmentRole::Mentor, mentor.name.clone(), to_mentor),
        (EnrolmentRole::Mentee, mentee.name.clone(), to_mentee),
    ])
}

fn about<'a>(cycle: &'a CycleRow, reasons: &'a [String], answer_by: NaiveDateTime) -> letters::Proposed<'a> {
    let answer_within_days = cycle.answer_within_days;
    letters::Proposed { cycle: &cycle.name, answer_within_days, answer_by, reasons }
}

impl People {
    fn both(&self, row: &ProposalRow) -> Option<(&Contact, &Contact)> {
        Some((self.contacts.get(&row.mentor_id)?, self.contacts.get(&row.mentee_id)?))
    }

    /// Why the two fit, in words.
    fn reasons(&self, cycle: &CycleRow, row: &ProposalRow) -> Result<Vec<String>, Problem> {
        let enrolled =
            (self.enrolments.get(&row.mentor_enrolment_id), self.enrolments.get(&row.mentee_enrolment_id));
        let (Some(mentor), Some(mentee)) = enrolled else { return Ok(Vec::new()) };
        let factors: Vec<matcher::FactorPoints> =
            serde_json::from_str(&row.factors).map_err(Problem::internal)?;
        let why = explanation::reasons(&factors, mentor, mentee, cycle.starts_on);
        Ok(why.into_iter().filter(|reason| reason.points > 0).map(|reason| reason.text).collect())
    }
}
