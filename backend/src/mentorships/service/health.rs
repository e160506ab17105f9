//! How pairings stand, read live; and what the two say when they are asked.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use super::{find_own_pairing, find_pairing, mentoring_rules};
use crate::identity;
use crate::mentorships::queries::{self, PairAnswerRow, PairQuestionRow, PairingRow};
use crate::mentorships::rules::{
    Asked, Asking, CheckInChoice, Facts, HealthReason, HealthState, PairAnswer, PairingState, Thresholds,
    Word, asking, health_reasons, standing, standing_for_one, standing_for_others,
};
use crate::platform::auth::permissions::ReadCheckIns;
use crate::platform::auth::{Permission, Scope};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::link;
use crate::platform::mail;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// A pairing and how it stands, as somebody may know it.
pub struct Health {
    pub pairing: PairingRow,
    pub state: HealthState,
    pub reasons: Vec<HealthReason>,
    pub stalled_since: Option<DateTime<Utc>>,
    /// Since when one of the two asks for attention, to those who may know it.
    pub asks_since: Option<DateTime<Utc>>,
    /// The open question, with those answers that they may know.
    pub question: Option<(PairQuestionRow, Vec<PairAnswerRow>)>,
    /// When a coordinator took the alert up, to the coordinators: before the time to answer was over it was for what one had said.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// The open question as the rules know it. Nobody is shown it.
    pub(super) asked: Option<Asked>,
    /// Up to which word of the two they ask for attention.
    asks_until: Option<DateTime<Utc>>,
    /// Whether those who may not know what the two say see an alert too.
    known_elsewhere: bool,
}

/// As whom somebody reads how a pairing stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    /// One of the two, in every role: what they have said themselves.
    OneOfThem(Id),
    /// A coordinator of the responsible region, to whom the two speak.
    Addressed,
    /// Nothing that the two have said.
    Elsewhere,
}

impl Reader {
    fn knows_words_of(self, person: Id) -> bool {
        match self {
            Self::OneOfThem(one) => one == person,
            Self::Addressed => true,
            Self::Elsewhere => false,
        }
    }
}

/// The regions whose pairs speak to the caller. A role in the whole network is none that they speak to.
pub(super) fn regions_addressed(work: &Work<'_>) -> Vec<Id> {
    ReadCheckIns::AUDIENCE.scope_of(work.caller).map(|scope| scope.regions).unwrap_or_default()
}

fn asked(question: &PairQuestionRow, sides: &[PairAnswerRow]) -> Asked {
    Asked {
        asked_at: utc(question.asked_at),
        answer_until: utc(question.answer_until),
        answered: sides.iter().any(|side| side.answer.is_some()),
        acknowledged_at: question.acknowledged_at.map(utc),
        alert_since: question.alert_since.map(utc),
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
    attended: HashMap<Id, NaiveDateTime>,
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
            attended: queries::attended_until(work.conn, ids)?,
        })
    }

    fn facts(&self, row: &PairingRow) -> Facts {
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
        }
    }

    /// What of the words that the reader may know asks for somebody.
    fn asking(&self, row: &PairingRow, reader: Reader) -> Asking {
        let (_, last_met_on) = self.meetings.get(&row.id).copied().unwrap_or_default();
        let attended = self.attended.get(&row.id).copied().map(utc);
        asking(&self.said(row, reader), last_met_on, attended)
    }

    /// The latest that each of the two has said, of what the reader may know.
    fn said(&self, row: &PairingRow, reader: Reader) -> Vec<Word> {
        let check_ins = self.check_ins.get(&row.id).into_iter().flatten();
        let mut all: Vec<_> = check_ins.map(|(_, person, choice, at)| (*person, *choice, *at)).collect();
        for (_, person, answer, at) in self.answers.get(&row.id).into_iter().flatten() {
            if let (Some(answer), Some(at)) = (answer, at) {
                all.push((*person, as_check_in(*answer), *at));
            }
        }
        all.retain(|(person, ..)| reader.knows_words_of(*person));
        all.sort_by_key(|(.., at)| *at);
        let latest: HashMap<Id, Word> =
            all.into_iter().map(|(person, choice, at)| (person, Word { choice, at: utc(at) })).collect();
        latest.into_values().collect()
    }
}

/// How several pairings stand, in their order, each as the caller may know it. The caller was found to reach them.
///
/// # Errors
/// When the database does not answer.
pub fn health_of_all(work: &mut Work<'_>, rows: Vec<PairingRow>) -> Result<Vec<Health>, Problem> {
    let limits = mentoring_rules(work)?.thresholds();
    let addressed = regions_addressed(work);
    let mut found = Vec::with_capacity(rows.len());
    for some in rows.chunks(500) {
        let ids: Vec<Id> = some.iter().map(|row| row.id).collect();
        let known = Known::load(work, &ids)?;
        let mut questions = queries::open_pair_questions(work.conn, &ids)?;
        let asked_ids: Vec<Id> = questions.values().map(|question| question.id).collect();
        let mut sides = queries::sides_of(work.conn, &asked_ids)?;
        for row in some {
            let question = questions.remove(&row.id).map(|question| {
                let sides = sides.remove(&question.id).unwrap_or_default();
                (question, sides)
            });
            let reader = match work.caller.person() {
                Some(me) if row.is_of(Some(me)) => Reader::OneOfThem(me),
                _ if addressed.contains(&row.region_id) => Reader::Addressed,
                _ => Reader::Elsewhere,
            };
            found.push(known.health(row, question, reader, &limits, work.now));
        }
    }
    Ok(found)
}

impl Known {
    fn health(
        &self,
        row: &PairingRow,
        question: Option<(PairQuestionRow, Vec<PairAnswerRow>)>,
        reader: Reader,
        limits: &Thresholds,
        now: DateTime<Utc>,
    ) -> Health {
        let active = row.state == PairingState::Active;
        let plain =
            if active { health_reasons(&self.facts(row), limits, now.date_naive()) } else { Vec::new() };
        let asking = if active { self.asking(row, reader) } else { Asking::default() };
        let asked = question.as_ref().map(|(question, sides)| asked(question, sides));
        let question = question.map(|(question, mut sides)| {
            sides.retain(|side| reader.knows_words_of(side.person_id));
            (question, sides)
        });
        let elsewhere = standing_for_others(row.state, &plain, asked.as_ref(), now);
        let mut reasons = plain.clone();
        reasons.extend(&asking.reasons);
        let (state, stalled_since) = match reader {
            Reader::OneOfThem(_) => {
                let answered =
                    question.as_ref().map(|(_, sides)| sides.iter().any(|side| side.answer.is_some()));
                (standing_for_one(row.state, &reasons, answered), None)
            }
            Reader::Addressed => standing(row.state, &plain, &asking, asked.as_ref(), now),
            Reader::Elsewhere => elsewhere,
        };
        let is_addressed = reader == Reader::Addressed;
        Health {
            pairing: row.clone(),
            state,
            reasons,
            stalled_since,
            asks_since: asking.since.filter(|_| is_addressed),
            question,
            acknowledged_at: asked.as_ref().and_then(|asked| asked.acknowledged_at).filter(|_| is_addressed),
            asked,
            asks_until: asking.until.filter(|_| is_addressed),
            known_elsewhere: elsewhere.0 == HealthState::Stalled,
        }
    }
}

fn one(work: &mut Work<'_>, row: PairingRow) -> Result<Health, Problem> {
    health_of_all(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("pairing"))
}

/// # Errors
/// 404 outside the scope.
pub fn health_of(work: &mut Work<'_>, pairing: Id) -> Result<Health, Problem> {
    let row = find_pairing(work, pairing)?;
    one(work, row)
}

/// Pairings of the scope that are asked or stalled, as the caller may know it, in the order of their ids. Who is one of a pair
/// does not find it here: what the other has said would be in it.
///
/// # Errors
/// When the database does not answer.
pub fn stalled_or_asked(
    work: &mut Work<'_>,
    scope: &Scope,
    region: Option<Id>,
) -> Result<Vec<Health>, Problem> {
    let mut ids = queries::pairings_asked(work.conn, scope, work.caller.person(), region)?;
    ids.extend(heard(work, region)?);
    let mut found = by_health(work, ids)?;
    found.retain(|health| matches!(health.state, HealthState::Asked | HealthState::Stalled));
    Ok(found)
}

/// Pairings of the caller's regions one of whose two asks for attention, in the order of their ids.
///
/// # Errors
/// When the database does not answer.
pub fn asking_for(work: &mut Work<'_>) -> Result<Vec<Health>, Problem> {
    let ids = heard(work, None)?;
    let mut found = by_health(work, ids)?;
    found.retain(|health| health.asks_since.is_some());
    Ok(found)
}

/// Active pairings that have something to say to the caller: of the regions whose pairs speak to them.
fn heard(work: &mut Work<'_>, region: Option<Id>) -> Result<Vec<Id>, Problem> {
    let mut regions = regions_addressed(work);
    regions.retain(|id| region.is_none_or(|region| region == *id));
    if regions.is_empty() {
        return Ok(Vec::new());
    }
    Ok(queries::pairings_heard(work.conn, &regions, work.caller.person())?)
}

fn by_health(work: &mut Work<'_>, mut ids: Vec<Id>) -> Result<Vec<Health>, Problem> {
    ids.sort_unstable();
    ids.dedup();
    let mut rows = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        rows.extend(queries::by_ids(work.conn, some)?);
    }
    rows.sort_by_key(|row| row.id);
    health_of_all(work, rows)
}

/// Writes down that a coordinator has taken an alert up: the question is quiet for a fortnight, and what one of the two asked
/// for is attended to. That somebody attended to words alone is told by no event and no audit row: it would tell of them.
///
/// # Errors
/// 404 outside the scope; 403 for one of the two; 409 when the pairing has not stalled.
pub fn acknowledge(work: &mut Work<'_>, pairing: Id) -> Result<Health, Problem> {
    if find_pairing(work, pairing)?.is_of(work.caller.person()) {
        return Err(Problem::forbidden("You are one of the two: another coordinator takes the alert up."));
    }
    queries::hold(work.conn, &[pairing])?;
    let health = health_of(work, pairing)?;
    if health.state != HealthState::Stalled {
        return Err(Problem::conflict(format!("The pairing is {}; there is no alert.", health.state)));
    }
    if let Some((question, _)) = &health.question {
        queries::acknowledge_pair_question(work, question.id)?;
    }
    if let Some(until) = health.asks_until {
        queries::attend_to_words(work, pairing, until.naive_utc())?;
    }
    if health.known_elsewhere {
        work.record(Change::new("pairing.alert_acknowledged", pairing).in_region(health.pairing.region_id))?;
    }
    health_of(work, pairing)
}

/// Answers for the caller. Until the question is over they may change their mind.
///
/// # Errors
/// 404 for everybody but the two; 409 when nothing is asked.
pub fn answer_pair_question(work: &mut Work<'_>, pairing: Id, answer: PairAnswer) -> Result<Health, Problem> {
    let me = work.caller.require_person()?;
    find_own_pairing(work, pairing)?;
    queries::hold(work.conn, &[pairing])?;
    let row = find_own_pairing(work, pairing)?;
    let health = one(work, row)?;
    let side = health.question.as_ref().and_then(|(_, sides)| sides.iter().find(|side| side.person_id == me));
    let Some(side) = side else {
        return Err(Problem::conflict("Nothing is asked of you."));
    };
    write_answer(work, side.id, answer)?;
    one(work, health.pairing)
}

/// That there is an answer, and so that there is none, is for the coordinators alone: no event and no audit row tells of it.
fn write_answer(work: &mut Work<'_>, side: Id, answer: PairAnswer) -> Result<(), Problem> {
    let now = work.stamp();
    queries::write_pair_answer(work.conn, side, answer, now)
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
    queries::hold(work.conn, &[question.pairing_id])?;
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
    write_answer(work, side.id, answer)
}
