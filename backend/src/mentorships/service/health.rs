//! How pairings stand, read live; and what the two say when they are asked.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::{find_own_pairing, find_pairing, mentoring_rules};
use crate::identity;
use crate::mentorships::queries::{self, PairAnswerRow, PairQuestionRow, PairingRow};
use crate::mentorships::rules::{
    Asked, CheckInChoice, Facts, HealthReason, HealthState, PairAnswer, PairingState, health_reasons,
    standing, standing_for_one,
};
use crate::platform::auth::Scope;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::link;
use crate::platform::mail;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// A pairing and how it stands: all that is known, or what one of the two may know.
pub struct Health {
    pub pairing: PairingRow,
    pub state: HealthState,
    pub reasons: Vec<HealthReason>,
    pub stalled_since: Option<DateTime<Utc>>,
    /// The open question, with what each of the two has answered; to one of the two with their own answer alone.
    pub question: Option<(PairQuestionRow, Vec<PairAnswerRow>)>,
}

impl Health {
    #[must_use]
    pub fn asked(&self) -> Option<Asked> {
        let (question, sides) = self.question.as_ref()?;
        Some(asked(question, sides))
    }
}

fn asked(question: &PairQuestionRow, sides: &[PairAnswerRow]) -> Asked {
    Asked {
        asked_at: utc(question.asked_at),
        answer_until: utc(question.answer_until),
        answers: sides.iter().filter_map(|side| Some((side.answer?, utc(side.answered_at?)))).collect(),
        acknowledged_at: question.acknowledged_at.map(utc),
    }
}

/// What an answer to the question says in the words of a check-in.
const fn as_check_in(answer: PairAnswer) -> CheckInChoice {
    match answer {
        PairAnswer::Well => CheckInChoice::GoingWell,
        PairAnswer::Help => CheckInChoice::NeedsAttention,
        PairAnswer::NotMeeting => CheckInChoice::NotMeeting,
    }
}

/// Everything that health is read from, for some pairings at once.
struct Known {
    meetings: HashMap<Id, (i64, Option<NaiveDate>)>,
    agreements: HashMap<Id, queries::AgreementRow>,
    overdue: HashMap<Id, NaiveDate>,
    check_ins: HashMap<Id, Vec<queries::Said>>,
    answers: HashMap<Id, Vec<queries::Answered>>,
}

impl Known {
    fn load(work: &mut Work<'_>, ids: &[Id]) -> Result<Self, Problem> {
        let today = work.now.date_naive();
        Ok(Self {
            meetings: queries::meetings_of(work.conn, ids)?,
            agreements: queries::agreements_of(work.conn, ids)?,
            overdue: queries::overdue_goals(work.conn, ids, today)?,
            check_ins: queries::choices_of(work.conn, ids)?,
            answers: queries::pair_answers_of(work.conn, ids)?,
        })
    }

    /// `by` is whose words count; everybody's unless told.
    fn facts(&self, row: &PairingRow, by: Option<Id>) -> Facts {
        let (met, last_met_on) = self.meetings.get(&row.id).copied().unwrap_or_default();
        let agreement = self.agreements.get(&row.id);
        Facts {
            started_on: row.started_on,
            resumed_on: row.resumed_on,
            has_met_or_agreed: met > 0 || agreement.is_some(),
            last_met_on,
            agreement_signed: agreement
                .is_some_and(|a| a.mentor_signed_at.is_some() && a.mentee_signed_at.is_some()),
            overdue_since: self.overdue.get(&row.id).copied(),
            said: self.said(row, by),
        }
    }

    /// The latest that each of the two has said, or one of them.
    fn said(&self, row: &PairingRow, by: Option<Id>) -> Vec<(CheckInChoice, NaiveDate)> {
        let check_ins = self.check_ins.get(&row.id).into_iter().flatten();
        let mut all: Vec<_> = check_ins.map(|(_, person, choice, at)| (*person, *choice, *at)).collect();
        for (_, person, answer, at) in self.answers.get(&row.id).into_iter().flatten() {
            if let (Some(answer), Some(at)) = (answer, at) {
                all.push((*person, as_check_in(*answer), *at));
            }
        }
        all.retain(|(person, ..)| by.is_none_or(|by| by == *person));
        all.sort_by_key(|(.., at)| *at);
        let latest: HashMap<Id, (CheckInChoice, NaiveDate)> =
            all.into_iter().map(|(person, choice, at)| (person, (choice, at.date()))).collect();
        latest.into_values().collect()
    }
}

/// How several pairings stand, in their order. The caller was found to reach them.
///
/// # Errors
/// When the database does not answer.
pub fn health_of_all(work: &mut Work<'_>, rows: Vec<PairingRow>) -> Result<Vec<Health>, Problem> {
    health_known_to(work, rows, None)
}

/// How several pairings stand, for somebody who is one of each pair, or as a whole.
///
/// # Errors
/// When the database does not answer.
pub fn health_known_to(
    work: &mut Work<'_>,
    rows: Vec<PairingRow>,
    one_of_them: Option<Id>,
) -> Result<Vec<Health>, Problem> {
    let limits = mentoring_rules(work)?.thresholds();
    let today = work.now.date_naive();
    let mut found = Vec::with_capacity(rows.len());
    for some in rows.chunks(500) {
        let ids: Vec<Id> = some.iter().map(|row| row.id).collect();
        let known = Known::load(work, &ids)?;
        let mut questions = queries::open_pair_questions(work.conn, &ids)?;
        let asked_ids: Vec<Id> = questions.values().map(|question| question.id).collect();
        let mut sides = queries::sides_of(work.conn, &asked_ids)?;
        for row in some {
            let question = questions.remove(&row.id).map(|question| {
                let mut sides = sides.remove(&question.id).unwrap_or_default();
                sides.retain(|side| one_of_them.is_none_or(|one| one == side.person_id));
                (question, sides)
            });
            let reasons = match row.state {
                PairingState::Active => health_reasons(&known.facts(row, one_of_them), &limits, today),
                PairingState::Paused | PairingState::Ended => Vec::new(),
            };
            let (state, stalled_since) = if one_of_them.is_some() {
                let answered =
                    question.as_ref().map(|(_, sides)| sides.iter().any(|side| side.answer.is_some()));
                (standing_for_one(row.state, &reasons, answered), None)
            } else {
                let asked = question.as_ref().map(|(question, sides)| asked(question, sides));
                standing(row.state, &reasons, asked.as_ref(), work.now)
            };
            found.push(Health { pairing: row.clone(), state, reasons, stalled_since, question });
        }
    }
    Ok(found)
}

/// For one of the two what they may know, for everybody else who reaches it all of it.
fn one(work: &mut Work<'_>, row: PairingRow) -> Result<Health, Problem> {
    let one_of_them = work.caller.person().filter(|me| row.is_of(Some(*me)));
    health_known_to(work, vec![row], one_of_them)?.pop().ok_or_else(|| Problem::not_found("pairing"))
}

/// # Errors
/// 404 outside the scope.
pub fn health_of(work: &mut Work<'_>, pairing: Id) -> Result<Health, Problem> {
    let row = find_pairing(work, pairing)?;
    one(work, row)
}

/// Pairings of the scope whose pair has been asked and that are asked or stalled still, in the order of their ids. Who is
/// one of a pair does not find it here: what the other has said would be in it.
///
/// # Errors
/// When the database does not answer.
pub fn stalled_or_asked(
    work: &mut Work<'_>,
    scope: &Scope,
    region: Option<Id>,
) -> Result<Vec<Health>, Problem> {
    let ids = queries::pairings_asked(work.conn, scope, work.caller.person(), region)?;
    let mut rows = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        rows.extend(queries::by_ids(work.conn, some)?);
    }
    rows.sort_by_key(|row| row.id);
    let mut found = health_of_all(work, rows)?;
    found.retain(|health| matches!(health.state, HealthState::Asked | HealthState::Stalled));
    Ok(found)
}

/// Writes down that a coordinator has taken an alert up: it is quiet for a fortnight.
///
/// # Errors
/// 404 outside the scope; 403 for one of the two; 409 when the pairing has not stalled.
pub fn acknowledge(work: &mut Work<'_>, pairing: Id) -> Result<Health, Problem> {
    if find_pairing(work, pairing)?.is_of(work.caller.person()) {
        return Err(Problem::forbidden("You are one of the two: another coordinator takes the alert up."));
    }
    queries::touch(work, pairing)?;
    let health = health_of(work, pairing)?;
    let (HealthState::Stalled, Some((question, _))) = (health.state, &health.question) else {
        return Err(Problem::conflict(format!("The pairing is {}; there is no alert.", health.state)));
    };
    queries::acknowledge_pair_question(work, question.id)?;
    work.record(Change::new("pairing.alert_acknowledged", pairing).in_region(health.pairing.region_id))?;
    health_of(work, pairing)
}

/// Answers for the caller. Until the question is over they may change their mind.
///
/// # Errors
/// 404 for everybody but the two; 409 when nothing is asked.
pub fn answer_pair_question(work: &mut Work<'_>, pairing: Id, answer: PairAnswer) -> Result<Health, Problem> {
    let me = work.caller.require_person()?;
    find_own_pairing(work, pairing)?;
    queries::touch(work, pairing)?;
    let row = find_own_pairing(work, pairing)?;
    let health = one(work, row)?;
    let side = health.question.as_ref().and_then(|(_, sides)| sides.iter().find(|side| side.person_id == me));
    let Some(side) = side else {
        return Err(Problem::conflict("Nothing is asked of you."));
    };
    write_answer(work, &health.pairing, side.id, answer)?;
    one(work, health.pairing)
}

/// The event tells that there is an answer, and not which.
fn write_answer(
    work: &mut Work<'_>,
    pairing: &PairingRow,
    side: Id,
    answer: PairAnswer,
) -> Result<(), Problem> {
    let now = work.stamp();
    queries::write_pair_answer(work.conn, side, answer, now)?;
    work.record(
        Change::new("pairing.question_answered", pairing.id)
            .in_region(pairing.region_id)
            .with(json!({ "question_side_id": side })),
    )
}

/// The question behind a mailed link: who is asked, the pairing, the question.
///
/// # Errors
/// 404 when there is none.
pub fn question_by_link(
    work: &mut Work<'_>,
) -> Result<(PairAnswerRow, PairQuestionRow, PairingRow), Problem> {
    let unknown = || Problem::not_found("question");
    let side = work.scope.link.ok_or_else(unknown)?;
    let (side, question) = queries::side_by_id(work.conn, side)?.ok_or_else(unknown)?;
    let pairing = queries::by_ids(work.conn, &[question.pairing_id])?.pop().ok_or_else(unknown)?;
    Ok((side, question, pairing))
}

/// Answers with a mailed link, once.
///
/// # Errors
/// 409 when the question is over or has been answered.
pub fn answer_by_link(work: &mut Work<'_>, answer: PairAnswer) -> Result<(), Problem> {
    let (_, question, _) = question_by_link(work)?;
    queries::touch(work, question.pairing_id)?;
    let (side, question, pairing) = question_by_link(work)?;
    if question.closed_at.is_some() || pairing.state != PairingState::Active {
        return Err(Problem::conflict("The question is over; thank you."));
    }
    if side.answer.is_some() {
        return Err(Problem::conflict("You have answered; sign in to say something else."));
    }
    link::consume(work)?;
    // The link came by mail: the address takes mail.
    if let Some(who) = identity::contacts(work.conn, &[side.person_id])?.get(&side.person_id) {
        mail::bounces::clear(work.conn, &who.email)?;
    }
    write_answer(work, &pairing, side.id, answer)
}
