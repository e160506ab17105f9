//! Use cases of votes: cast one, or another as long as it is open; and count them.

use std::collections::HashSet;

use serde_json::json;
use uuid::Uuid;

use super::queries::{self, DecisionRow};
use super::rules::{DecisionState, Tally, VoteChoice};
use crate::network::governance::meetings::queries::MeetingRow;
use crate::network::governance::meetings::rules::TaskForceMeetingState;
use crate::network::governance::meetings::service as meetings;
use crate::network::governance::seating::service as seating;
use crate::platform::auth::permissions::CastVotes;
use crate::platform::auth::{IfMatch, Permission};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Who may vote on a decision: of a meeting, who sat in the task force on its day; in writing, who does today.
///
/// # Errors
/// When the database does not answer.
pub fn electorate(work: &mut Work<'_>, decision: &DecisionRow) -> Result<HashSet<Id>, Problem> {
    let Some(meeting) = decision.meeting_id else {
        return Ok(seating::members(work)?.voting().into_iter().collect());
    };
    let meeting = meetings::find_meeting(work, meeting)?;
    let members = meetings::members_on(work, meeting.starts_at.date())?;
    Ok(members.into_iter().filter(|(_, votes)| *votes).map(|(person, _)| person).collect())
}

fn begun(work: &mut Work<'_>, meeting: Id) -> Result<MeetingRow, Problem> {
    let meeting = meetings::find_meeting(work, meeting)?;
    if meeting.starts_at > work.stamp() {
        let begins = meeting.starts_at.format("%Y-%m-%d %H:%M");
        return Err(Problem::conflict(format!(
            "This is decided in the meeting that begins at {begins} UTC."
        )));
    }
    Ok(meeting)
}

/// Casts the caller's vote. In an open ballot another one replaces it; in a secret one nobody, the program neither, knows
/// which it was.
///
/// # Errors
/// 404 when the caller does not see it; 409 when it is closed, its meeting has not begun, the caller holds no voting
/// seat, or has voted in secret already; 412 when the motion is no longer what was read.
pub fn cast(
    work: &mut Work<'_>,
    id: Id,
    expected: &IfMatch,
    choice: VoteChoice,
) -> Result<DecisionRow, Problem> {
    let gone = || Problem::not_found("decision");
    let person = work.caller.person().ok_or_else(gone)?;
    let open = queries::hold_open(work.conn, id)?;
    let decision = queries::find_decision(work.conn, work.scope, id)?.ok_or_else(gone)?;
    expected.check(decision.version)?;
    if !open || decision.state != DecisionState::Open {
        return Err(Problem::conflict(format!("The decision is closed: it is {}.", decision.state)));
    }
    if decision.closes_at.is_some_and(|at| at <= work.stamp()) {
        return Err(Problem::conflict("The time to vote is over."));
    }
    if let Some(meeting) = decision.meeting_id {
        begun(work, meeting)?;
    }
    if !electorate(work, &decision)?.contains(&person) {
        return Err(Problem::conflict("You hold no seat of the task force that votes on this."));
    }
    keep(work, &decision, person, choice)?;
    // That somebody votes may be known, not how.
    work.record(Change::new("decision.vote_cast", decision.id).with(json!({ "number": decision.number })))?;
    Ok(decision)
}

fn keep(work: &mut Work<'_>, decision: &DecisionRow, person: Id, choice: VoteChoice) -> Result<(), Problem> {
    let voted = queries::votes(work.conn, &[decision.id])?.iter().any(|(_, voter, _)| *voter == person);
    match (decision.secret, voted) {
        (true, true) => {
            return Err(Problem::conflict(
                "You have voted. The ballot is secret, so nobody can find your vote to change it.",
            ));
        }
        (true, false) => {
            queries::insert_vote(work.conn, decision.id, person, None)?;
            let ballot = Id(Uuid::from_bytes(work.entropy.secret()));
            queries::insert_ballot(work.conn, ballot, decision.id, choice)?;
        }
        (false, true) => {
            queries::change_vote(work.conn, decision.id, person, choice)?;
        }
        (false, false) => {
            queries::insert_vote(work.conn, decision.id, person, Some(choice))?;
        }
    }
    Ok(())
}

/// Written votes that wait for the caller; none for who holds no voting seat.
///
/// # Errors
/// When the database does not answer.
pub fn votes_to_cast(work: &mut Work<'_>) -> Result<Vec<DecisionRow>, Problem> {
    let Some(person) = work.caller.person() else { return Ok(Vec::new()) };
    if CastVotes::AUDIENCE.scope_of(work.caller).is_none()
        || !seating::members(work)?.voting().contains(&person)
    {
        return Ok(Vec::new());
    }
    let mut open = queries::open_written_votes(work.conn, work.stamp())?;
    let ids: Vec<Id> = open.iter().map(|decision| decision.id).collect();
    let cast: HashSet<Id> = queries::votes(work.conn, &ids)?
        .into_iter()
        .filter(|(_, voter, _)| *voter == person)
        .map(|(decision, _, _)| decision)
        .collect();
    open.retain(|decision| !cast.contains(&decision.id));
    Ok(open)
}

/// What a decision is closed with.
pub struct Counted {
    pub eligible: i32,
    pub took_part: i32,
    pub tally: Tally,
}

/// Counts the votes, those cast one by one or a show of hands.
///
/// # Errors
/// 409 when it is too early; 422 for a show of hands that does not fit.
pub fn count(
    work: &mut Work<'_>,
    decision: &DecisionRow,
    show_of_hands: Option<Tally>,
) -> Result<Counted, Problem> {
    let mut electorate = electorate(work, decision)?;
    // A vote that was rightly cast stands, though its seat may have ended since: who cast it is one of those who could.
    electorate.extend(queries::votes(work.conn, &[decision.id])?.into_iter().map(|(_, voter, _)| voter));
    let eligible = i32::try_from(electorate.len()).unwrap_or(i32::MAX);
    let cast = tally_of(work, decision)?;
    let Some(meeting) = decision.meeting_id else {
        if show_of_hands.is_some() {
            let said = "Hands are shown in a meeting; this is a written vote.";
            return Err(Problem::field("/show_of_hands", "written_vote", said));
        }
        let over = decision.closes_at.is_some_and(|at| at <= work.stamp());
        if !over && cast.votes() < eligible {
            let missing = eligible - cast.votes();
            return Err(Problem::conflict(format!(
                "{missing} of {eligible} members have not voted, and the time to vote is not over."
            )));
        }
        return Ok(Counted { eligible, took_part: cast.votes(), tally: cast });
    };
    let meeting = begun(work, meeting)?;
    let present = meetings::voting_members_present(work, &meeting)?;
    let Some(shown) = show_of_hands else {
        return Ok(Counted { eligible, took_part: present.max(cast.votes()), tally: cast });
    };
    fits(&meeting, present, cast, shown)?;
    Ok(Counted { eligible, took_part: present, tally: shown })
}

fn fits(meeting: &MeetingRow, present: i32, cast: Tally, shown: Tally) -> Result<(), Problem> {
    if cast.votes() > 0 {
        return Err(Problem::conflict("Members have voted one by one: close it without a show of hands."));
    }
    if meeting.state != TaskForceMeetingState::Held {
        return Err(Problem::conflict("Record who was in the meeting first: only their hands are counted."));
    }
    if shown.votes() > present {
        let said = format!("{} hands were shown, but {present} voting members were there.", shown.votes());
        return Err(Problem::field("/show_of_hands", "range", said));
    }
    Ok(())
}

fn tally_of(work: &mut Work<'_>, decision: &DecisionRow) -> Result<Tally, Problem> {
    if decision.secret {
        return Ok(queries::secret_tally(work.conn, decision.id)?);
    }
    let mut tally = Tally::default();
    for (_, _, choice) in queries::votes(work.conn, &[decision.id])? {
        if let Some(choice) = choice {
            tally.add(choice, 1);
        }
    }
    Ok(tally)
}
