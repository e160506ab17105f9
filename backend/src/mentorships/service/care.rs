//! What is done about all pairings again and again: those of closed cycles end when they have come to their end, pauses end on
//! their day, pairs are asked when something does not look well, and told when their end is near. No job waits for a pairing, so that
//! none has to be taken back when it rests or ends.

use chrono::{Days, Duration};
use serde_json::{Value, json};

use super::closing::end_in_closed_cycles;
use super::life::end_of_pause;
use super::nudges::nudge_all;
use super::{Health, health_of_all, mentoring_rules};
use crate::mentorships::letters;
use crate::mentorships::queries::{self, PairAnswerRow, PairQuestionRow, PairingRow};
use crate::mentorships::rules::{Care, PairingState, care};
use crate::platform::db::Id;
use crate::platform::jobs::JobRun;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// How many pairings are looked after in one transaction.
const AT_ONCE: i64 = 100;

/// What was done.
#[derive(Debug, Default, Clone, Copy)]
struct Done {
    ended: i64,
    resumed: i64,
    asked: i64,
    closed: i64,
    told_of_end: i64,
    nudged: i64,
}

/// The job behind [`crate::mentorships::LOOK_AFTER_PAIRINGS`].
///
/// # Errors
/// When the database does not answer.
pub fn look_after_pairings(run: &JobRun<'_>) -> Result<Value, Problem> {
    let mut done = Done { ended: end_in_closed_cycles(run)?, ..Done::default() };
    let (mut after, mut seen) = (None, 0);
    loop {
        let last = run.write(|work| look_after_some(work, after, &mut done))?;
        let Some(last) = last else { break };
        after = Some(last);
        seen += AT_ONCE;
        run.progress(seen, 0)?;
    }
    done.nudged = nudge_all(run)?;
    Ok(json!({
        "ended": done.ended, "resumed": done.resumed, "asked": done.asked, "closed": done.closed,
        "told_of_end": done.told_of_end, "nudged": done.nudged,
    }))
}

/// The same without a job, at once, without nudges and without the ends of closed cycles: for a network that is filled with what
/// was.
///
/// # Errors
/// When the database does not answer.
pub fn look_after_now(work: &mut Work<'_>) -> Result<(), Problem> {
    let (mut after, mut done) = (None, Done::default());
    while let Some(last) = look_after_some(work, after, &mut done)? {
        after = Some(last);
    }
    Ok(())
}

/// Answers the last pairing that was looked after; none when there was none.
fn look_after_some(work: &mut Work<'_>, after: Option<Id>, done: &mut Done) -> Result<Option<Id>, Problem> {
    let ids = queries::lasting_after(work.conn, after, AT_ONCE)?;
    // Of two who look at once the other waits here, and then sees what the first has done.
    queries::hold(work.conn, &ids)?;
    let mut rows = queries::by_ids(work.conn, &ids)?;
    rows.sort_by_key(|row| row.id);
    let today = work.now.date_naive();
    let mut active = Vec::new();
    for row in rows {
        let pause_is_over = row.paused_until.is_some_and(|until| until <= today);
        if row.state == PairingState::Paused && pause_is_over {
            done.resumed += i64::from(end_of_pause(work, row.id)?);
        } else if row.state == PairingState::Active {
            active.push(row);
        }
    }
    let rules = mentoring_rules(work)?;
    let limits = rules.thresholds();
    for health in health_of_all(work, active)? {
        // The network knows nothing of what the two say.
        match care(health.pairing.state, &health.reasons, health.asked.as_ref(), &limits, work.now) {
            Care::Nothing => {}
            Care::Close => {
                queries::close_pair_question(work, health.pairing.id)?;
                done.closed += 1;
            }
            Care::Ask => {
                ask(work, &health, rules.answer_days)?;
                done.asked += 1;
            }
        }
        done.told_of_end += i64::from(tell_of_end(work, health.pairing, rules.ending_days)?);
    }
    Ok(ids.last().copied())
}

/// Asks both how it goes in the network. The mail with a link that needs no signing in is a nudge: it keeps to quiet hours.
fn ask(work: &mut Work<'_>, health: &Health, answer_days: i64) -> Result<(), Problem> {
    let pairing = &health.pairing;
    queries::close_pair_question(work, pairing.id)?;
    let lasts = Duration::days(answer_days);
    // An alert that nobody took up stands while the two are asked once more.
    let silent = health.asked.as_ref().filter(|asked| asked.acknowledged_at.is_none());
    let alert_since = silent.and_then(|asked| asked.unanswered_since(work.now));
    let codes: Vec<_> = health.reasons.iter().map(|reason| reason.code).collect();
    let question = PairQuestionRow {
        id: work.new_id(),
        pairing_id: pairing.id,
        reasons: json!(codes).to_string(),
        asked_at: work.stamp(),
        answer_until: (work.now + lasts).naive_utc(),
        acknowledged_at: None,
        acknowledged_by: None,
        closed_at: None,
        version: 1,
        alert_since: alert_since.map(|at| at.naive_utc()),
    };
    let sides = [pairing.mentor_id, pairing.mentee_id].map(|person_id| PairAnswerRow {
        id: work.new_id(),
        question_id: question.id,
        person_id,
        answer: None,
        answered_at: None,
    });
    queries::insert_pair_question(work.conn, &question, &sides)?;
    work.record(Change::new("pairing.asked", pairing.id).in_region(pairing.region_id))
}

/// Tells both once that the end is near. An end that is over is near no more: nobody is told of it.
fn tell_of_end(work: &mut Work<'_>, mut row: PairingRow, ending_days: i64) -> Result<bool, Problem> {
    let days = Days::new(u64::try_from(ending_days).unwrap_or(0));
    let today = work.now.date_naive();
    let is_near = today.checked_add_days(days).is_some_and(|soon| (today..=soon).contains(&row.ends_on));
    if !is_near || row.end_told_for == Some(row.ends_on) {
        return Ok(false);
    }
    row.end_told_for = Some(row.ends_on);
    row.updated_at = work.stamp();
    row.version += 1;
    queries::update(work.conn, &row)?;
    letters::end_is_near(work, &row)?;
    Ok(true)
}
