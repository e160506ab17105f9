//! Use cases of decisions: put a motion, reword it while nobody has voted, close it, withdraw it.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use serde_json::json;

use super::letters;
use super::queries::{self, DecisionRow};
use super::rules::{self, DecisionState, DecisionStep as Step, Majority, Tally};
use super::votes;
use crate::identity;
use crate::network::CLOSE_DECISION;
use crate::network::governance::meetings::queries::MeetingRow;
use crate::network::governance::meetings::rules::TaskForceMeetingState;
use crate::network::governance::meetings::service as meetings;
use crate::network::governance::seating::rules::quorum;
use crate::network::governance::seating::{queries as seats, service as seating};
use crate::platform::db::Id;
use crate::platform::jobs::{self, JobRun};
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// The longest that a written vote is open.
const LONGEST: TimeDelta = TimeDelta::days(90);

/// A motion to decide on.
pub struct NewDecision {
    pub title: String,
    pub motion: String,
    pub majority: Majority,
    pub secret: bool,
    /// Without one it is put to a written vote.
    pub meeting: Option<Id>,
    /// Until when a written vote is open; as the rules say when nothing is told.
    pub closes_at: Option<DateTime<Utc>>,
}

/// # Errors
/// 404 when there is none, or when the caller does not see it.
pub fn find_decision(work: &mut Work<'_>, id: Id) -> Result<DecisionRow, Problem> {
    queries::find_decision(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("decision"))
}

/// Where the step leads.
fn leads_to(decision: &DecisionRow, step: Step) -> Result<DecisionState, Problem> {
    decision
        .state
        .after(step)
        .ok_or_else(|| Problem::conflict(format!("The decision is closed: it is {}.", decision.state)))
}

/// The meeting that a decision is put to, which must not be cancelled.
fn meeting_for(work: &mut Work<'_>, id: Id) -> Result<MeetingRow, Problem> {
    let unknown = || Problem::field("/meeting_id", "unknown", "There is no such meeting.");
    let meeting = meetings::find_meeting(work, id).map_err(|_| unknown())?;
    if meeting.state == TaskForceMeetingState::Cancelled {
        return Err(Problem::field("/meeting_id", "cancelled", "This meeting is cancelled."));
    }
    Ok(meeting)
}

fn closing_time(work: &Work<'_>, wanted: DateTime<Utc>) -> Result<NaiveDateTime, Problem> {
    if wanted <= work.now || wanted > work.now + LONGEST {
        let said = "A written vote ends in the future, and is open for at most 90 days.";
        return Err(Problem::field("/closes_at", "range", said));
    }
    Ok(wanted.naive_utc())
}

/// Puts a motion: to a meeting, or to a written vote that begins at once, of which voting members are told.
///
/// # Errors
/// 422 without such a meeting, and for a time at which a vote cannot end.
pub fn create_decision(work: &mut Work<'_>, new: NewDecision) -> Result<DecisionRow, Problem> {
    let closes_at = match (new.meeting, new.closes_at) {
        (Some(_), Some(_)) => {
            let said = "Only a written vote has a time at which it ends; this is put to a meeting.";
            return Err(Problem::field("/closes_at", "meeting", said));
        }
        (Some(meeting), None) => {
            meeting_for(work, meeting)?;
            None
        }
        (None, Some(wanted)) => Some(closing_time(work, wanted)?),
        (None, None) => {
            let days = seating::task_force_rules(work)?.ballot_days;
            Some(work.stamp() + TimeDelta::days(days.into()))
        }
    };
    // Numbers follow one another without a gap, so two at once take turns.
    seats::take_turns(work.conn)?;
    let row = DecisionRow {
        id: work.new_id(),
        number: queries::last_number(work.conn)? + 1,
        title: new.title.trim().to_owned(),
        motion: new.motion.trim().to_owned(),
        meeting_id: new.meeting,
        majority: new.majority,
        secret: new.secret,
        state: DecisionState::Open,
        closes_at,
        closed_at: None,
        withdrawn_because: None,
        eligible: None,
        quorum: None,
        took_part: None,
        yes: None,
        no: None,
        abstain: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_decision(work.conn, &row)?;
    if row.closes_at.is_some() {
        schedule_closing(work, &row)?;
        let voting = seating::members(work)?.voting();
        let contacts = identity::contacts(work.conn, &voting)?;
        for member in voting.iter().filter_map(|member| contacts.get(member)) {
            letters::to_vote(work, &row, member)?;
        }
    }
    record(work, "decision.put", &row)?;
    Ok(row)
}

fn record(work: &mut Work<'_>, kind: &str, row: &DecisionRow) -> Result<(), Problem> {
    work.record(Change::new(kind, row.id).with(json!({
        "number": row.number, "state": row.state, "meeting_id": row.meeting_id, "closes_at": row.closes_at.map(|at| at.and_utc()),
    })))
}

fn schedule_closing(work: &mut Work<'_>, row: &DecisionRow) -> Result<(), Problem> {
    if let Some(at) = row.closes_at {
        jobs::schedule(work, CLOSE_DECISION, &json!({ "decision_id": row.id }), at)?;
    }
    Ok(())
}

/// What is to change in a decision.
pub struct DecisionChanges {
    pub title: Option<String>,
    pub motion: Option<String>,
    pub meeting: Option<Id>,
    pub closes_at: Option<DateTime<Utc>>,
}

/// Rewords a motion nobody has voted on yet, puts it to another meeting, or gives a written vote more time.
///
/// # Errors
/// 409 when it is closed, or votes were cast on these words; 412 when it moved on; 422 naming what does not fit.
pub fn update_decision(
    work: &mut Work<'_>,
    before: DecisionRow,
    changes: DecisionChanges,
) -> Result<DecisionRow, Problem> {
    leads_to(&before, Step::Postpone)?;
    // Held until the end, so that nobody votes on other words than they have read.
    if !queries::hold_open(work.conn, before.id)? {
        return Err(Problem::stale());
    }
    let reworded = changes.title.is_some() || changes.motion.is_some();
    let votes_cast = reworded && !queries::votes(work.conn, &[before.id])?.is_empty();
    if reworded && before.state.after(Step::Reword { votes_cast }).is_none() {
        return Err(Problem::conflict(
            "Votes were cast on these words already: withdraw the decision and put a new one.",
        ));
    }
    let meeting_id = match (before.meeting_id, changes.meeting) {
        (None, Some(_)) => {
            let said = "This is put to a written vote, not to a meeting.";
            return Err(Problem::field("/meeting_id", "written_vote", said));
        }
        (_, Some(meeting)) => Some(meeting_for(work, meeting)?.id),
        (meeting, None) => meeting,
    };
    let closes_at = match (before.closes_at, changes.closes_at) {
        (None, Some(_)) => {
            let said = "Only a written vote has a time at which it ends; this is put to a meeting.";
            return Err(Problem::field("/closes_at", "meeting", said));
        }
        (Some(at), Some(wanted)) if wanted.naive_utc() < at => {
            let said =
                "A written vote can be given more time, not less: members were told how long they have.";
            return Err(Problem::field("/closes_at", "range", said));
        }
        (_, Some(wanted)) => Some(closing_time(work, wanted)?),
        (at, None) => at,
    };
    let after = DecisionRow {
        title: changes.title.map_or(before.title, |title| title.trim().to_owned()),
        motion: changes.motion.map_or(before.motion, |motion| motion.trim().to_owned()),
        meeting_id,
        closes_at,
        updated_at: work.stamp(),
        version: before.version + 1,
        ..before
    };
    queries::update_decision(work.conn, &after)?;
    if after.closes_at != before.closes_at {
        schedule_closing(work, &after)?;
    }
    record(work, "decision.updated", &after)?;
    Ok(after)
}

/// Closes a decision and finds what came of it.
///
/// # Errors
/// 409 when it is closed, before its meeting has begun, before a written vote has ended unless everybody has voted; 422
/// for a show of hands that does not fit.
pub fn close_decision(
    work: &mut Work<'_>,
    decision: DecisionRow,
    show_of_hands: Option<Tally>,
) -> Result<DecisionRow, Problem> {
    if !queries::hold_open(work.conn, decision.id)? {
        leads_to(&find_decision(work, decision.id)?, Step::Postpone)?;
        return Err(Problem::stale());
    }
    let counted = votes::count(work, &decision, show_of_hands)?;
    let needed = quorum(counted.eligible, seating::task_force_rules(work)?.quorum_percent);
    let outcome = rules::outcome(counted.tally, counted.took_part, needed, decision.majority);
    let after = DecisionRow {
        state: leads_to(&decision, Step::Close(outcome))?,
        closed_at: Some(work.stamp()),
        eligible: Some(counted.eligible),
        quorum: Some(needed),
        took_part: Some(counted.took_part),
        yes: Some(counted.tally.yes),
        no: Some(counted.tally.no),
        abstain: Some(counted.tally.abstain),
        updated_at: work.stamp(),
        version: decision.version + 1,
        ..decision
    };
    queries::update_decision(work.conn, &after)?;
    if after.closes_at.is_some() {
        let members = seating::members(work)?.everybody();
        let contacts = identity::contacts(work.conn, &members)?;
        for member in members.iter().filter_map(|member| contacts.get(member)) {
            letters::closed(work, &after, member)?;
        }
    }
    record(work, "decision.closed", &after)?;
    Ok(after)
}

/// Takes a motion back, as long as it is open.
///
/// # Errors
/// 409 when it is closed.
pub fn withdraw_decision(
    work: &mut Work<'_>,
    decision: DecisionRow,
    reason: &str,
) -> Result<DecisionRow, Problem> {
    let state = leads_to(&decision, Step::Withdraw)?;
    if !queries::hold_open(work.conn, decision.id)? {
        return Err(Problem::stale());
    }
    let after = DecisionRow {
        state,
        withdrawn_because: Some(reason.trim().to_owned()),
        closed_at: Some(work.stamp()),
        updated_at: work.stamp(),
        version: decision.version + 1,
        ..decision
    };
    queries::update_decision(work.conn, &after)?;
    record(work, "decision.withdrawn", &after)?;
    Ok(after)
}

/// The job that closes a written vote at its time. One that was given more time since then has another job.
///
/// # Errors
/// When the database does not answer.
pub fn run_close_decision(run: &JobRun<'_>) -> Result<serde_json::Value, Problem> {
    let id: Id = serde_json::from_value(run.payload["decision_id"].clone()).map_err(Problem::internal)?;
    run.write(|work| {
        let decision = find_decision(work, id)?;
        let due = decision.closes_at.is_some_and(|at| at <= work.stamp());
        if decision.state != DecisionState::Open || !due {
            return Ok(json!({ "closed": false }));
        }
        let state = close_decision(work, decision, None)?.state;
        Ok(json!({ "closed": true, "state": state }))
    })
}
