//! Words and rules of matching: which state follows which, who takes a seat, what a list may hold.

use std::collections::{BTreeSet, HashMap};

use chrono::{NaiveDate, NaiveDateTime, Offset, TimeZone};

use crate::platform::db::Id;
use crate::platform::fields::plausible_day;
use crate::platform::jobs::JobState;
use crate::platform::problem::FieldError;

mod enrolment_state;
mod languages;
mod policy_level;
mod round_edits;
mod week;

pub use enrolment_state::{EnrolmentState, EnrolmentStep, MAY_BE_OPEN, next_state};
pub use languages::name as language_name;
pub use policy_level::{PolicyLevel, built_in as built_in_policy, counts as policy_level_that_counts};
pub use round_edits::{Decisions, Lock, PairOf, RoundEditKind, Step, may_be_overridden, to_redo, to_undo};
pub use week::{MOST_SPANS, Span, Week, Weekday};

crate::text_enum! {
    /// Where a cycle is.
    pub enum CycleState {
        Draft = "draft",
        Enrolling = "enrolling",
        Matching = "matching",
        Mentoring = "mentoring",
        Closed = "closed",
    }
}

impl CycleState {
    /// Which state may follow which: onwards, and one step back until the cycle is closed.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use CycleState::{Closed, Draft, Enrolling, Matching, Mentoring};
        matches!(
            (self, next),
            (Draft, Enrolling)
                | (Enrolling, Draft | Matching)
                | (Matching, Enrolling | Mentoring)
                | (Mentoring, Matching | Closed)
        )
    }

    /// Whether people may join; who comes while others are matched waits for the next round.
    #[must_use]
    pub const fn takes_enrolments(self) -> bool {
        matches!(self, Self::Enrolling | Self::Matching)
    }

    /// Whether rounds may run, be published and be answered.
    #[must_use]
    pub const fn matches_people(self) -> bool {
        matches!(self, Self::Matching | Self::Mentoring)
    }
}

crate::text_enum! {
    /// As what somebody takes part in a cycle.
    pub enum EnrolmentRole {
        Mentor = "mentor",
        Mentee = "mentee",
    }
}

crate::text_enum! {
    /// Where somebody stands in the profession.
    pub enum CareerStage {
        Student = "student",
        Changing = "changing",
        Early = "early",
        Mid = "mid",
        Late = "late",
        Retired = "retired",
    }
}

impl From<CareerStage> for matcher::CareerStage {
    fn from(stage: CareerStage) -> Self {
        match stage {
            CareerStage::Student => Self::Student,
            CareerStage::Changing => Self::Changing,
            CareerStage::Early => Self::Early,
            CareerStage::Mid => Self::Mid,
            CareerStage::Late => Self::Late,
            CareerStage::Retired => Self::Retired,
        }
    }
}

crate::text_enum! {
    /// Where a round is.
    pub enum RoundState {
        /// Its job is queued or at work.
        Running = "running",
        /// Its proposals can be read and published.
        Ready = "ready",
        Published = "published",
        /// Its job failed; the job says why.
        Failed = "failed",
        /// Its job was cancelled.
        Cancelled = "cancelled",
        /// It was solved, and is not going to be published: somebody said so, a newer rematch took its place, or its cycle was
        /// closed. What of it was published before stays asked.
        Discarded = "discarded",
    }
}

impl RoundState {
    /// Whether it was solved.
    #[must_use]
    pub const fn has_outcome(self) -> bool {
        matches!(self, Self::Ready | Self::Published | Self::Discarded)
    }

    /// What is shown: a round whose job has ended without an outcome does not run any more.
    #[must_use]
    pub fn shown(self, job: Option<JobState>) -> Self {
        match (self, job) {
            (Self::Running, Some(JobState::Failed)) => Self::Failed,
            (Self::Running, Some(JobState::Cancelled)) => Self::Cancelled,
            _ => self,
        }
    }
}

crate::text_enum! {
    /// What a round aims at.
    pub enum RoundObjective {
        /// The highest sum of points; among those, the most mentees matched.
        MostTotalFit = "most_total_fit",
        /// The most mentees matched; among those, the highest sum of points.
        MostMatchedThenFit = "most_matched_then_fit",
        /// The most mentees matched; among those, the highest lowest points; among those, the highest sum.
        WorstServedThenFit = "worst_served_then_fit",
    }
}

impl From<RoundObjective> for matcher::Objective {
    fn from(objective: RoundObjective) -> Self {
        match objective {
            RoundObjective::MostTotalFit => Self::MostTotalFit,
            RoundObjective::MostMatchedThenFit => Self::MostMatchedThenFit,
            RoundObjective::WorstServedThenFit => Self::WorstServedThenFit,
        }
    }
}

impl From<matcher::Objective> for RoundObjective {
    fn from(objective: matcher::Objective) -> Self {
        match objective {
            matcher::Objective::MostTotalFit => Self::MostTotalFit,
            matcher::Objective::MostMatchedThenFit => Self::MostMatchedThenFit,
            matcher::Objective::WorstServedThenFit => Self::WorstServedThenFit,
        }
    }
}

crate::text_enum! {
    /// Where a proposal is.
    pub enum ProposalState {
        /// Made by a round that is not published yet.
        Proposed = "proposed",
        /// Both are asked.
        Published = "published",
        /// Both have accepted and are a pairing.
        Accepted = "accepted",
        Declined = "declined",
        /// Not answered in time.
        Expired = "expired",
        /// One of the two left the cycle.
        Withdrawn = "withdrawn",
        /// The pairing is over, its seat is free.
        Ended = "ended",
        /// An edit of the round gave one of the two somebody else. Kept, so that undoing brings it back as it was.
        Replaced = "replaced",
    }
}

impl ProposalState {
    /// What is shown: a question whose time is over has expired, whoever notices first.
    #[must_use]
    pub fn shown(self, answer_by: Option<NaiveDateTime>, now: NaiveDateTime) -> Self {
        match self {
            Self::Published if answer_by.is_some_and(|by| by <= now) => Self::Expired,
            state => state,
        }
    }

    /// Whether the two have the pair's seat: they are a pairing, or may still become one by answering.
    #[must_use]
    pub fn holds_a_seat(self, answer_by: Option<NaiveDateTime>, now: NaiveDateTime) -> bool {
        matches!(self.shown(answer_by, now), Self::Published | Self::Accepted)
    }

    /// Whether the pair must not be proposed again in this cycle.
    #[must_use]
    pub const fn bars_the_pair(self) -> bool {
        matches!(self, Self::Declined | Self::Ended)
    }
}

crate::text_enum! {
    /// What one side says to a proposal.
    pub enum ProposalAnswer {
        Accepted = "accepted",
        Declined = "declined",
    }
}

crate::text_enum! {
    /// Why somebody declines. The other side never learns it.
    pub enum DeclineReason {
        NotNow = "not_now",
        NotAFit = "not_a_fit",
        TooBusy = "too_busy",
        KnowEachOther = "know_each_other",
        Other = "other",
    }
}

/// The most words in a list of interests or goals, and the most letters in one.
pub const MOST_WORDS: u64 = 20;
pub const LONGEST_WORD: usize = 60;
pub const MOST_LANGUAGES: u64 = 10;
pub const MOST_EXCLUSIONS: u64 = 50;

/// A list of topics as the matcher compares them: lower case, single spaces, each once, sorted.
/// What is wrong goes to `wrong` by pointer.
#[must_use]
pub fn topics(list: &[String], pointer: &str, wrong: &mut Vec<FieldError>) -> Vec<String> {
    let mut kept = BTreeSet::new();
    for (at, text) in list.iter().enumerate() {
        let topic = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if topic.is_empty() {
            wrong.push(FieldError::new(&format!("{pointer}/{at}"), "blank", "A topic has letters."));
        } else if topic.chars().count() > LONGEST_WORD {
            let detail = format!("A topic has at most {LONGEST_WORD} letters.");
            wrong.push(FieldError::new(&format!("{pointer}/{at}"), "length", detail));
        } else {
            kept.insert(topic);
        }
    }
    kept.into_iter().collect()
}

/// A list of ISO 639-1 codes, each once, sorted.
#[must_use]
pub fn languages(list: &[String], pointer: &str, wrong: &mut Vec<FieldError>) -> Vec<String> {
    let mut kept = BTreeSet::new();
    for (at, code) in list.iter().enumerate() {
        if languages::is_known(code) {
            kept.insert(code.clone());
        } else {
            let detail = "This is no ISO 639-1 code, such as en or es.";
            wrong.push(FieldError::new(&format!("{pointer}/{at}"), "language", detail));
        }
    }
    kept.into_iter().collect()
}

/// The longest name of a cycle, and the most days to answer.
pub const LONGEST_CYCLE_NAME: usize = 120;
pub const MOST_DAYS_TO_ANSWER: i32 = 60;

/// What a cycle says of itself. It is `[starts_on, ends_on)`.
#[derive(Debug, Clone, Copy)]
pub struct CycleSaid<'a> {
    pub name: &'a str,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub answer_within_days: i32,
}

/// All that is wrong with a cycle, so that nobody mends one field to be told of the next.
#[must_use]
pub fn cycle_problems(said: &CycleSaid<'_>) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    let letters = said.name.trim().chars().count();
    if letters == 0 || letters > LONGEST_CYCLE_NAME {
        let detail = format!("A name has 1 to {LONGEST_CYCLE_NAME} letters.");
        wrong.push(FieldError::new("/name", "length", detail));
    }
    for (pointer, day) in [("/starts_on", &said.starts_on), ("/ends_on", &said.ends_on)] {
        if let Err(error) = plausible_day(day) {
            let detail = error.message.map_or_else(String::new, |message| message.to_string());
            wrong.push(FieldError::new(pointer, &error.code, detail));
        }
    }
    if said.starts_on >= said.ends_on {
        wrong.push(FieldError::new("/ends_on", "order", "A cycle ends after it starts."));
    }
    if !(1..=MOST_DAYS_TO_ANSWER).contains(&said.answer_within_days) {
        let detail = format!("There are 1 to {MOST_DAYS_TO_ANSWER} days to answer.");
        wrong.push(FieldError::new("/answer_within_days", "range", detail));
    }
    wrong
}

/// What is wrong with a policy, by pointers below `/policy`.
#[must_use]
pub fn policy_problems(policy: &matcher::Policy) -> Vec<FieldError> {
    let named = |wrong: matcher::PolicyProblem| {
        FieldError::new(&format!("/policy{}", wrong.pointer), wrong.code, wrong.detail)
    };
    policy.validate().into_iter().map(named).collect()
}

/// A mentee takes one seat and offers none.
#[must_use]
pub fn capacity_problem(role: EnrolmentRole, capacity: i32) -> Option<FieldError> {
    (role == EnrolmentRole::Mentee && capacity != 1)
        .then(|| FieldError::new("/capacity", "not_wanted", "Only mentors have a capacity."))
}

/// Minutes east of UTC in an IANA zone at noon of a day; `None` when there is no such zone.
#[must_use]
pub fn offset_minutes(zone: &str, on: NaiveDate) -> Option<i32> {
    let zone: chrono_tz::Tz = zone.parse().ok()?;
    let noon = on.and_hms_opt(12, 0, 0)?;
    Some(zone.offset_from_utc_datetime(&noon).fix().local_minus_utc() / 60)
}

/// What a round's proposal would take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    pub proposal: Id,
    pub mentor: Id,
    pub mentee: Id,
}

/// What an enrolment has to give: seats in all, and those that published proposals and pairings hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seats {
    pub capacity: i32,
    pub held: i32,
}

/// Why a proposal cannot be published any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// Another round or pairing has the mentor's last seat.
    MentorFull,
    /// Another round or pairing has the mentee.
    MenteeTaken,
    /// The mentor pauses, or there is a reason that is nobody's business.
    NotAvailable,
}

impl Clash {
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::MentorFull => "mentor_full",
            Self::MenteeTaken => "mentee_taken",
            Self::NotAvailable => "not_available",
        }
    }
}

/// The claims that would spend a seat twice, in the order of `claims`. `seats` is by enrolment; one
/// that is not there has nothing to give.
#[must_use]
pub fn clashes(claims: &[Claim], seats: &HashMap<Id, Seats>) -> Vec<(Claim, Clash)> {
    let mut taken: HashMap<Id, i32> = HashMap::new();
    let mut found = Vec::new();
    for claim in claims {
        for (enrolment, clash) in [(claim.mentor, Clash::MentorFull), (claim.mentee, Clash::MenteeTaken)] {
            let has = seats.get(&enrolment).copied().unwrap_or_default();
            let taken = taken.entry(enrolment).or_insert(0);
            *taken += 1;
            if has.held + *taken > has.capacity {
                found.push((*claim, clash));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
