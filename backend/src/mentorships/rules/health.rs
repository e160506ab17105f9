//! Health of a pairing from plain facts: which reasons there are to worry and since when, whether the pair has answered the
//! question, and only then whether their coordinator is alerted. What the two say in confidence is for the coordinators of the
//! responsible region: nothing that anybody else can see comes of it. Nothing of a survey comes in here.

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
        /// Nobody answered in time, or, to those who may know it, one of the two asks for attention.
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
}

/// The latest that one of the two has said in confidence, by a check-in or an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    pub choice: CheckInChoice,
    pub at: DateTime<Utc>,
}

impl Word {
    /// The reason that it is, if any: a meeting that followed answers that the two do not meet.
    fn reason(self, last_met_on: Option<NaiveDate>) -> Option<HealthReason> {
        let since = self.at.date_naive();
        let code = match self.choice {
            CheckInChoice::GoingWell => return None,
            CheckInChoice::NeedsAttention => HealthReasonCode::NeedsAttention,
            CheckInChoice::NotMeeting if last_met_on.is_some_and(|met| met >= since) => return None,
            CheckInChoice::NotMeeting => HealthReasonCode::NotMeeting,
        };
        Some(HealthReason { code, since })
    }
}

/// What of the words of the two asks for somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asking {
    /// In the order of [`HealthReasonCode`], each once with its earliest day.
    pub reasons: Vec<HealthReason>,
    /// Since when something waits that no coordinator has attended to.
    pub since: Option<DateTime<Utc>>,
    /// The latest of the words.
    pub until: Option<DateTime<Utc>>,
}

/// `attended_until` is up to which word a coordinator has attended to them.
#[must_use]
pub fn asking(
    said: &[Word],
    last_met_on: Option<NaiveDate>,
    attended_until: Option<DateTime<Utc>>,
) -> Asking {
    let asks: Vec<(HealthReason, DateTime<Utc>)> =
        said.iter().filter_map(|word| Some((word.reason(last_met_on)?, word.at))).collect();
    let of = |code| asks.iter().map(|(reason, _)| *reason).filter(|r| r.code == code).min_by_key(|r| r.since);
    Asking {
        reasons: HealthReasonCode::ALL.iter().filter_map(|code| of(*code)).collect(),
        since: asks.iter().map(|(_, at)| *at).filter(|at| Some(*at) > attended_until).min(),
        until: asks.iter().map(|(_, at)| *at).max(),
    }
}

/// A reason, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HealthReason {
    pub code: HealthReasonCode,
    pub since: NaiveDate,
}

/// Every reason of plain facts that holds today, in the order of [`HealthReasonCode`]: nothing that the two have said.
#[must_use]
pub fn health_reasons(facts: &Facts, limits: &Thresholds, today: NaiveDate) -> Vec<HealthReason> {
    use HealthReasonCode::{AgreementUnsigned, GoalOverdue, NoFirstContact, NoMeeting};
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
    found
}

/// The open question to a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub asked_at: DateTime<Utc>,
    pub answer_until: DateTime<Utc>,
    /// Whether one of the two has answered, whatever it was: what it was is one of their words.
    pub answered: bool,
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// Since when nobody had answered the question before this one.
    pub alert_since: Option<DateTime<Utc>>,
}

impl Asked {
    /// Until when an alert that a coordinator has taken up stays quiet. However early that was, the time to answer comes first:
    /// when the pair is asked again tells nobody that one of them had said something.
    fn quiet_until(&self) -> Option<DateTime<Utc>> {
        let at = self.acknowledged_at?.max(self.answer_until);
        Some(at + Duration::days(ACKNOWLEDGED_FOR))
    }

    fn is_quiet(&self, now: DateTime<Utc>) -> bool {
        self.quiet_until().is_some_and(|until| now < until)
    }

    /// Since when nobody has answered, if so.
    #[must_use]
    pub fn unanswered_since(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let over = (self.answer_until <= now).then_some(self.answer_until);
        self.alert_since.or(over).filter(|_| !self.answered)
    }
}

/// How a pairing stands for the coordinators of its region, and since when it has stalled.
#[must_use]
pub fn standing(
    state: PairingState,
    reasons: &[HealthReason],
    asking: &Asking,
    asked: Option<&Asked>,
    now: DateTime<Utc>,
) -> (HealthState, Option<DateTime<Utc>>) {
    if state == PairingState::Active
        && let Some(at) = asking.since
    {
        return (HealthState::Stalled, Some(at));
    }
    let silence = asked.and_then(|asked| asked.unanswered_since(now));
    match (standing_for_others(state, reasons, asked, now), silence) {
        // One word is enough to be watched, and an answer to be no more asked or stalled.
        ((HealthState::Well, _), _) if !asking.reasons.is_empty() => (HealthState::Watched, None),
        ((HealthState::Asked | HealthState::Stalled, _), _) if asked.is_some_and(|asked| asked.answered) => {
            (HealthState::Watched, None)
        }
        ((HealthState::Asked, _), Some(at)) if asked.is_some_and(|asked| !asked.is_quiet(now)) => {
            (HealthState::Stalled, Some(at))
        }
        ((HealthState::Stalled, _), Some(at)) => (HealthState::Stalled, Some(at)),
        (stands, _) => stands,
    }
}

/// How a pairing stands for everybody who looks after it from elsewhere, and since when it has stalled: made of plain facts
/// alone, so that it is the same whatever the two have said or not. It stalls when there are reasons still after the two have
/// had their time to answer.
#[must_use]
pub fn standing_for_others(
    state: PairingState,
    reasons: &[HealthReason],
    asked: Option<&Asked>,
    now: DateTime<Utc>,
) -> (HealthState, Option<DateTime<Utc>>) {
    match state {
        PairingState::Paused => return (HealthState::Paused, None),
        PairingState::Ended => return (HealthState::Ended, None),
        PairingState::Active if reasons.is_empty() => return (HealthState::Well, None),
        PairingState::Active => {}
    }
    match asked {
        None => (HealthState::Watched, None),
        Some(asked) if now < asked.answer_until => (HealthState::Asked, None),
        Some(asked) if asked.is_quiet(now) => (HealthState::Watched, None),
        Some(asked) => (HealthState::Stalled, Some(asked.answer_until)),
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

/// What is to be done now. Nothing that the two have said comes in: whether and when the pair is asked is seen by both of them.
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
            // Whoever took it up has had the time to help; otherwise it is as long as a word that all is well is good for.
            let unhurried = asked.answer_until + Duration::days(limits.quiet);
            let again = asked.quiet_until().unwrap_or(unhurried);
            if now >= again { Care::Ask } else { Care::Nothing }
        }
    }
}

#[cfg(test)]
mod tests;
