//! Nudges: who gets one is decided at each look at a pairing, and once more in the transaction that sends it.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::identity::{self, Contact};
use crate::mentorships::letters;
use crate::mentorships::queries::{self, AgreementRow, PairAnswerRow, PairQuestionRow, PairingRow, Sent};
use crate::mentorships::rules::{
    Cadence, Nudge, NudgeKind, PairingState, Plan, REST_AFTER_CALENDAR, Situation, Wishes, goes_now,
    reasons_to_nudge,
};
use crate::platform::db::Id;
use crate::platform::jobs::JobRun;
use crate::platform::link::{self, LinkPurpose};
use crate::platform::local_time::told_in;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// How many pairings are looked at in one read.
const AT_ONCE: i64 = 100;

/// Someone to nudge, and in which pairing.
struct Due {
    pairing: Id,
    person: Id,
    nudge: Nudge,
}

/// Nudges everybody for whom there is a reason now; answers how many letters went out.
pub(super) fn nudge_all(run: &JobRun<'_>) -> Result<i64, Problem> {
    let (mut after, mut sent) = (None, 0);
    loop {
        let (last, due) = run.read(|work| {
            let ids = queries::lasting_after(work.conn, after, AT_ONCE)?;
            let last = ids.last().copied();
            let rows = queries::by_ids(work.conn, &ids)?;
            Ok((last, Outlook::of(work, rows)?.due(work.now)))
        })?;
        for due in due {
            // Each in a transaction of its own, so that two workers wait for each other over one person at a time.
            // What cannot be written to one must not keep everybody after them waiting.
            match run.write(|work| send(work, &due)) {
                Ok(went_out) => sent += i64::from(went_out),
                Err(problem) => log::error!("a nudge was not sent: {problem} {:?}", problem.cause),
            }
        }
        let Some(last) = last else { return Ok(sent) };
        after = Some(last);
        run.progress(sent, 0)?;
    }
}

/// What nudges are decided by, for some pairings at once.
struct Outlook {
    pairings: Vec<PairingRow>,
    plans: HashMap<Id, Vec<Plan>>,
    met_or_began: HashMap<Id, chrono::NaiveDate>,
    cadences: HashMap<Id, Cadence>,
    questions: HashMap<Id, (PairQuestionRow, Vec<PairAnswerRow>)>,
    contacts: HashMap<Id, Contact>,
    /// Whose account is not disabled.
    reachable: HashSet<Id>,
    wishes: HashMap<Id, Wishes>,
    sent: HashSet<Sent>,
    /// About which the two have just got a calendar entry.
    just_told: HashSet<Id>,
    last: HashMap<Id, DateTime<Utc>>,
}

fn cadence(row: &AgreementRow) -> Option<Cadence> {
    (row.mentor_signed_at.is_some() && row.mentee_signed_at.is_some()).then_some(row.cadence)
}

impl Outlook {
    fn of(work: &mut Work<'_>, rows: Vec<PairingRow>) -> Result<Self, Problem> {
        let pairings: Vec<PairingRow> =
            rows.into_iter().filter(|row| row.state == PairingState::Active).collect();
        let ids: Vec<Id> = pairings.iter().map(|row| row.id).collect();
        let people: Vec<Id> = pairings.iter().flat_map(|row| [row.mentor_id, row.mentee_id]).collect();
        let meetings = queries::meetings_of(work.conn, &ids)?;
        let began = |row: &PairingRow| {
            let met = meetings.get(&row.id).and_then(|(_, last)| *last);
            met.max(row.resumed_on).map_or(row.started_on, |day| day.max(row.started_on))
        };
        let plans = queries::still_planned(work.conn, &ids)?;
        let plans = plans.into_iter().map(|(id, rows)| {
            let of_one = rows.iter().map(|row| Plan {
                id: row.id,
                starts_at: row.starts_at(),
                ends_at: row.ends_at(),
            });
            (id, of_one.collect())
        });
        let agreements = queries::agreements_of(work.conn, &ids)?;
        let questions = queries::open_pair_questions(work.conn, &ids)?;
        let asked: Vec<Id> = questions.values().map(|question| question.id).collect();
        let mut sides = queries::sides_of(work.conn, &asked)?;
        let questions = questions.into_iter().map(|(pairing, question)| {
            let sides = sides.remove(&question.id).unwrap_or_default();
            (pairing, (question, sides))
        });
        let just_now = work.stamp() - REST_AFTER_CALENDAR;
        Ok(Self {
            met_or_began: pairings.iter().map(|row| (row.id, began(row))).collect(),
            plans: plans.collect(),
            cadences: agreements.iter().filter_map(|(id, row)| Some((*id, cadence(row)?))).collect(),
            questions: questions.collect(),
            contacts: identity::contacts(work.conn, &people)?,
            reachable: identity::not_disabled(work.conn, &people)?,
            wishes: queries::wishes_of(work.conn, &people)?,
            sent: queries::nudges_in(work.conn, &ids)?,
            just_told: queries::calendar_sent_since(work.conn, &ids, just_now)?,
            last: queries::last_rationed(work.conn, &people)?,
            pairings,
        })
    }

    /// The question that waits for this person's answer, while there is time to give one.
    fn question_to(
        &self,
        pairing: Id,
        person: Id,
        now: DateTime<Utc>,
    ) -> Option<(&PairQuestionRow, &PairAnswerRow)> {
        let (question, sides) = self.questions.get(&pairing)?;
        let side = sides.iter().find(|side| side.person_id == person && side.answer.is_none())?;
        (question.answer_until > now.naive_utc()).then_some((question, side))
    }

    /// What this person is to be written about this pairing now.
    fn nudges_to(&self, pairing: &PairingRow, person: Id, now: DateTime<Utc>) -> Vec<Nudge> {
        let Some(contact) = self.contacts.get(&person).filter(|_| self.reachable.contains(&person)) else {
            return Vec::new();
        };
        if self.just_told.contains(&pairing.id) {
            return Vec::new();
        }
        let zone = contact.time_zone.parse::<Tz>().unwrap_or(Tz::UTC);
        let wishes = self.wishes.get(&person).copied().unwrap_or_default();
        let of = Situation {
            state: pairing.state,
            ends_on: pairing.ends_on,
            plans: self.plans.get(&pairing.id).map_or(&[], Vec::as_slice),
            met_or_began: self.met_or_began.get(&pairing.id).copied().unwrap_or(pairing.started_on),
            cadence: self.cadences.get(&pairing.id).copied(),
            question: self.question_to(pairing.id, person, now).map(|(question, _)| question.id),
        };
        let last = self.last.get(&person).copied();
        let mut found = reasons_to_nudge(&of, &wishes, now);
        found.retain(|nudge| {
            let key = (person, pairing.id, nudge.kind, nudge.subject.clone());
            !self.sent.contains(&key) && goes_now(nudge.kind, &wishes, zone, last, now)
        });
        found
    }

    fn due(&self, now: DateTime<Utc>) -> Vec<Due> {
        let mut found = Vec::new();
        for row in &self.pairings {
            for person in [row.mentor_id, row.mentee_id] {
                let nudges = self.nudges_to(row, person, now).into_iter();
                found.extend(nudges.map(|nudge| Due { pairing: row.id, person, nudge }));
            }
        }
        found
    }
}

/// Sends a nudge if there is still a reason, and nobody else has sent it.
fn send(work: &mut Work<'_>, due: &Due) -> Result<bool, Problem> {
    queries::hold_preferences(work, due.person)?;
    let rows = queries::by_ids(work.conn, &[due.pairing])?;
    let outlook = Outlook::of(work, rows)?;
    let Some(row) = outlook.pairings.first() else { return Ok(false) };
    let still = outlook.nudges_to(row, due.person, work.now).contains(&due.nudge);
    if !still || !queries::note_nudge(work, due.person, row.id, &due.nudge)? {
        return Ok(false);
    }
    write(work, &outlook, row, due)?;
    Ok(true)
}

fn write(work: &mut Work<'_>, outlook: &Outlook, row: &PairingRow, due: &Due) -> Result<(), Problem> {
    let other = outlook.contacts.get(&row.other_than(due.person));
    let (Some(who), Some(other)) = (outlook.contacts.get(&due.person), other) else { return Ok(()) };
    match (due.nudge.kind, due.nudge.plan) {
        (NudgeKind::HowItGoes, _) => {
            let Some((question, side)) = outlook.question_to(row.id, due.person, work.now) else {
                return Ok(());
            };
            let lasts = question.answer_until - work.stamp();
            let token = link::create(work, LinkPurpose::PairQuestion, side.id, lasts)?;
            let until = told_in(work.now + lasts, &who.time_zone);
            letters::asked_how_it_goes(work, row, who, &other.name, &until, &token)
        }
        (NudgeKind::Reminder, Some(plan)) => letters::meeting_is_near(work, row, who, &other.name, &plan),
        (NudgeKind::Unsaid, Some(plan)) => letters::did_it_take_place(work, row, who, &other.name, &plan),
        _ => letters::plan_your_next(work, row, who, &other.name, &due.nudge.subject),
    }
}
