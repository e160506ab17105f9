//! Health of a pairing from plain facts: which reasons there are to worry and since when, what the pair has
//! said to the question, and only then whether their coordinator is alerted. Nothing of a survey comes in here.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::{CheckInChoice, PairingState};

crate::text_enum! {
    /// Why a pairing may need somebody.
    pub enum HealthReasonCode {
        /// The two have neither met nor written an agreement.
        NoFirstContact = "no_first_contact",
        NoMeeting = "no_meeting",
        GoalOverdue = "goal_overdue",
        AgreementUnsigned = "agreement_unsigned",
        /// One of the two says so.
        NeedsAttention = "needs_attention",
        /// One of the two says so, and no meeting has followed.
        NotMeeting = "not_meeting",
    }
}

crate::text_enum! {
    /// What one of a pair says when asked whether all is well.
    pub enum PairAnswer {
        Well = "well",
        Help = "help",
        NotMeeting = "not_meeting",
    }
}

crate::text_enum! {
    /// How a pairing stands.
    pub enum HealthState {
        Well = "well",
        /// There are reasons; the pair has not been asked yet or has said that all is well.
        Watched = "watched",
        /// The pair has been asked and has time to answer.
        Asked = "asked",
        /// Nobody answered in time, or somebody needs help.
        Stalled = "stalled",
        Paused = "paused",
        Ended = "ended",
    }
}

/// What the network takes for too long. All in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    pub first_contact: i64,
    pub meeting: i64,
    pub agreement: i64,
    /// How long an answer that all is well is good for.
    pub quiet: i64,
}

/// For how many days an alert that a coordinator has taken up stays quiet.
pub const ACKNOWLEDGED_FOR: i64 = 14;

/// What is known of a pairing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    pub started_on: NaiveDate,
    /// The day on which its last pause ended.
    pub resumed_on: Option<NaiveDate>,
    pub has_met_or_agreed: bool,
    pub last_met_on: Option<NaiveDate>,
    pub agreement_signed: bool,
    /// The earliest day of an open goal that is over.
    pub overdue_since: Option<NaiveDate>,
    /// The latest that each of the two has said, check-in or answer.
    pub said: Vec<(CheckInChoice, NaiveDate)>,
}

/// A reason, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HealthReason {
    pub code: HealthReasonCode,
    pub since: NaiveDate,
}

/// Every reason that holds today, in the order of [`HealthReasonCode`], each once with its earliest day.
#[must_use]
pub fn health_reasons(facts: &Facts, limits: &Thresholds, today: NaiveDate) -> Vec<HealthReason> {
    use HealthReasonCode::{
        AgreementUnsigned, GoalOverdue, NeedsAttention, NoFirstContact, NoMeeting, NotMeeting,
    };
    // A pause stops the clock, and it starts anew.
    let began = facts.resumed_on.map_or(facts.started_on, |day| day.max(facts.started_on));
    let mut found = Vec::new();
    let mut since = |code, day: NaiveDate| {
        if day <= today {
            found.push(HealthReason { code, since: day });
        }
    };
    if !facts.has_met_or_agreed {
        since(NoFirstContact, began + Duration::days(limits.first_contact));
    }
    let met = facts.last_met_on.map_or(began, |day| day.max(began));
    since(NoMeeting, met + Duration::days(limits.meeting));
    if let Some(due) = facts.overdue_since {
        since(GoalOverdue, due + Duration::days(1));
    }
    if !facts.agreement_signed {
        since(AgreementUnsigned, began + Duration::days(limits.agreement));
    }
    let earliest = |choice| facts.said.iter().filter(|(c, _)| *c == choice).map(|(_, on)| *on).min();
    if let Some(day) = earliest(CheckInChoice::NeedsAttention) {
        since(NeedsAttention, day);
    }
    if let Some(day) = earliest(CheckInChoice::NotMeeting)
        && facts.last_met_on.is_none_or(|met| met < day)
    {
        since(NotMeeting, day);
    }
    found
}

/// The open question to a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub asked_at: DateTime<Utc>,
    pub answer_until: DateTime<Utc>,
    pub answers: Vec<(PairAnswer, DateTime<Utc>)>,
    pub acknowledged_at: Option<DateTime<Utc>>,
}

/// What came of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// There is time.
    Waiting,
    /// Somebody said that all is well, and nobody else.
    Reassured(DateTime<Utc>),
    /// Nobody answered in time, or somebody needs help: since then.
    Alarming(DateTime<Utc>),
}

/// What the pair has said, or not.
#[must_use]
pub fn reply_to(asked: &Asked, now: DateTime<Utc>) -> Reply {
    let bad = asked.answers.iter().filter(|(answer, _)| *answer != PairAnswer::Well).map(|(_, at)| *at).min();
    if let Some(at) = bad {
        return Reply::Alarming(at);
    }
    if let Some(at) = asked.answers.iter().map(|(_, at)| *at).max() {
        return Reply::Reassured(at);
    }
    if asked.answer_until <= now { Reply::Alarming(asked.answer_until) } else { Reply::Waiting }
}

fn acknowledged(asked: &Asked, now: DateTime<Utc>) -> bool {
    asked.acknowledged_at.is_some_and(|at| now < at + Duration::days(ACKNOWLEDGED_FOR))
}

/// How a pairing stands, and since when it has stalled.
#[must_use]
pub fn standing(
    state: PairingState,
    reasons: &[HealthReason],
    asked: Option<&Asked>,
    now: DateTime<Utc>,
) -> (HealthState, Option<DateTime<Utc>>) {
    match state {
        PairingState::Paused => return (HealthState::Paused, None),
        PairingState::Ended => return (HealthState::Ended, None),
        PairingState::Active => {}
    }
    if reasons.is_empty() {
        return (HealthState::Well, None);
    }
    match asked.map(|asked| (reply_to(asked, now), acknowledged(asked, now))) {
        None | Some((Reply::Reassured(_), _) | (Reply::Alarming(_), true)) => (HealthState::Watched, None),
        Some((Reply::Waiting, _)) => (HealthState::Asked, None),
        Some((Reply::Alarming(at), false)) => (HealthState::Stalled, Some(at)),
    }
}

/// How a pairing stands for one of the two: made of what both have done and of what they have said themselves, so that it
/// is the same whatever the other has said. `answered` is whether they have answered the open question; `None` when nothing
/// is asked. Whether there is an alert is the coordinators' affair.
#[must_use]
pub const fn standing_for_one(
    state: PairingState,
    reasons: &[HealthReason],
    answered: Option<bool>,
) -> HealthState {
    match (state, answered) {
        (PairingState::Paused, _) => HealthState::Paused,
        (PairingState::Ended, _) => HealthState::Ended,
        (PairingState::Active, Some(false)) => HealthState::Asked,
        (PairingState::Active, _) if reasons.is_empty() => HealthState::Well,
        (PairingState::Active, _) => HealthState::Watched,
    }
}

/// What is to be done about a pairing when somebody looks after all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    Nothing,
    /// Ask the pair; an older question is over.
    Ask,
    /// The question is over: nothing worries any more.
    Close,
}

/// What is to be done now.
#[must_use]
pub fn care(
    state: PairingState,
    reasons: &[HealthReason],
    asked: Option<&Asked>,
    limits: &Thresholds,
    now: DateTime<Utc>,
) -> Care {
    let worries = state == PairingState::Active && !reasons.is_empty();
    match (worries, asked) {
        (false, None) => Care::Nothing,
        (false, Some(_)) => Care::Close,
        (true, None) => Care::Ask,
        (true, Some(asked)) => {
            let quiet_is_over = match reply_to(asked, now) {
                Reply::Waiting => false,
                Reply::Reassured(at) => now >= at + Duration::days(limits.quiet),
                // Whoever took it up has had the time to help; an alert that nobody took up stays one.
                Reply::Alarming(_) => asked.acknowledged_at.is_some() && !acknowledged(asked, now),
            };
            if quiet_is_over { Care::Ask } else { Care::Nothing }
        }
    }
}

#[cfg(test)]
mod tests;
