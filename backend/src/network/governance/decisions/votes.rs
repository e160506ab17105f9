//! Use cases of votes: cast one, or another as long as it is open; and count them.

use std::collections::HashSet;

use serde_json::json;
use uuid::Uuid;

use super::queries::{self, DecisionRow};
use super::rules::{self, Ballots, DecisionStep, Keeping, Tally, TooEarly, Venue, VoteChoice};
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

fn begun(work: &mut Work<'_>, meeting: Id) -> Result<(), Problem> {
    let meeting = meetings::find_meeting(work, meeting)?;
    if meeting.starts_at > work.stamp() { Err(to_come(Some(&meeting))) } else { Ok(()) }
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
    if !open || decision.state.after(DecisionStep::Vote).is_none() {
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
    match rules::keeping(decision.secret, voted) {
        None => {
            return Err(Problem::conflict(
                "You have voted. The ballot is secret, so nobody can find your vote to change it.",
            ));
        }
        Some(Keeping::Secret) => {
            queries::insert_vote(work.conn, decision.id, person, None)?;
            let ballot = Id(Uuid::from_bytes(work.entropy.secret()));
            queries::insert_ballot(work.conn, ballot, decision.id, choice)?;
        }
        Some(Keeping::Instead) => {
            queries::change_vote(work.conn, decision.id, person, choice)?;
        }
        Some(Keeping::Named) => {
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
    let ballots = Ballots { eligible, cast: tally_of(work, decision)?, hands: show_of_hands };
    let meeting = match decision.meeting_id {
        Some(meeting) => Some(meetings::find_meeting(work, meeting)?),
        None => None,
    };
    let venue = match &meeting {
        None => Venue::Written { over: decision.closes_at.is_some_and(|at| at <= work.stamp()) },
        Some(meeting) => Venue::Meeting {
            begun: meeting.starts_at <= work.stamp(),
            recorded: meeting.state == TaskForceMeetingState::Held,
            present: meetings::voting_members_present(work, meeting)?,
        },
    };
    let (took_part, tally) =
        rules::counted(venue, ballots).map_err(|early| why_not(early, eligible, meeting.as_ref()))?;
    Ok(Counted { eligible, took_part, tally })
}

fn why_not(early: TooEarly, eligible: i32, meeting: Option<&MeetingRow>) -> Problem {
    match early {
        TooEarly::MeetingToCome => to_come(meeting),
        TooEarly::VotesToCome { missing } => Problem::conflict(format!(
            "{missing} of {eligible} members have not voted, and the time to vote is not over."
        )),
        TooEarly::HandsInWriting => Problem::field(
            "/show_of_hands",
            "written_vote",
            "Hands are shown in a meeting; this is a written vote.",
        ),
        TooEarly::HandsBesideVotes => {
            Problem::conflict("Members have voted one by one: close it without a show of hands.")
        }
        TooEarly::HandsOfWhom => {
            Problem::conflict("Record who was in the meeting first: only their hands are counted.")
        }
        TooEarly::HandsOfNobody { shown, present } => {
            let said = format!("{shown} hands were shown, but {present} voting members were there.");
            Problem::field("/show_of_hands", "range", said)
        }
    }
}

fn to_come(meeting: Option<&MeetingRow>) -> Problem {
    let begins = meeting.map(|meeting| meeting.starts_at.format("%Y-%m-%d %H:%M").to_string());
    Problem::conflict(format!(
        "This is decided in the meeting that begins at {} UTC.",
        begins.unwrap_or_default()
    ))
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
