//! One round from question to answer: validate, score, assign, certify, and say why.

mod insisting;
mod pricing;
mod raising;
mod run;

pub use insisting::{InsistError, Insisted, Moved, Seated, cheapest};

use crate::people::WITHHELD;
use crate::policy::{Factor, HardRule};
use crate::problem::{InputProblem, Problem};
use crate::scoring::Pool;
use crate::worth::MAX_PEOPLE;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;

/// The most pairs of a problem (mentees times mentors): some ten seconds of scoring on two cores.
pub const MAX_PAIRS: usize = 20_000_000_000;

/// More threads than these would wait for memory.
const MOST_THREADS: usize = 8;

/// What a solution is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Scoring,
    Assigning,
    Explaining,
}

/// How far a solution is: `fraction` never falls and goes from 0 to 1 over all stages.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Progress {
    pub stage: Stage,
    pub fraction: f64,
}

/// Points of one factor, 0 to `out_of`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorPoints {
    pub factor: Factor,
    pub points: u32,
    /// The factor's weight.
    pub out_of: u32,
}

/// A mentee and the mentor found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchedPair {
    pub mentee: String,
    pub mentor: String,
    /// The sum over `factors`, 0 to [`crate::Policy::out_of`]: without what confidential wishes count in the choice.
    pub points: u32,
    /// The factors whose weight is above 0, in the order of [`Factor::ALL`].
    pub factors: Vec<FactorPoints>,
    /// True when a coordinator locked the pair.
    pub locked: bool,
}

/// How many mentors a hard rule removed; a mentor counts once, under the first rule broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleCount {
    pub rule: HardRule,
    pub mentors: u32,
}

/// Why a mentee has no mentor. There is no third reason: whoever has an eligible mentor with a free
/// seat is matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum UnmatchedReason {
    /// `removed` and `not_available` add up to all mentors of the round. Rules that removed nobody
    /// are left out.
    NoEligibleMentor { removed: Vec<RuleCount>, not_available: u32 },
    /// All of the `eligible` (at least 1) mentors have their seats taken.
    AllEligibleFull { eligible: u32 },
}

impl fmt::Display for UnmatchedReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoEligibleMentor { .. } => f.write_str("no mentor is eligible"),
            Self::AllEligibleFull { eligible: 1 } => f.write_str("the only eligible mentor is full"),
            Self::AllEligibleFull { eligible } => {
                write!(f, "all {eligible} eligible mentors are full")
            }
        }
    }
}

/// A mentee without a mentor, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmatched {
    pub mentee: String,
    pub reason: UnmatchedReason,
}

/// The proof of optimality in figures.
///
/// A pair is worth `points_multiplier * score + pair_bonus`, which puts the objective's two aims
/// into one number; somebody left out is worth 0. The score of a pair are its points and what confidential wishes add;
/// that of a published pair is [`Problem::keep`] higher. `primal` is what the pairs are worth, `dual` an
/// upper bound of what any pairs could be worth, computed from [`Duals`] alone. `gap` is
/// `dual - primal`: at 0 nothing better exists. The gap is for display, primal and dual are not: beside the points
/// they would tell how many wishes are met.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    pub points_multiplier: i64,
    pub pair_bonus: i64,
    pub primal: i64,
    pub dual: i64,
    pub gap: i64,
}

/// The dual variables by id, in the unit of [`Certificate::primal`]: what a mentee brings and what
/// one seat of a mentor is worth. The sum of all mentees' plus capacity times mentor is the dual.
/// A locked mentee's may be negative, all others are not.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Duals {
    pub mentees: BTreeMap<String, i64>,
    pub mentors: BTreeMap<String, i64>,
}

// Written by hand, as for the people: both move with confidential facts.
impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("points_multiplier", &self.points_multiplier)
            .field("pair_bonus", &self.pair_bonus)
            .field("primal", &WITHHELD)
            .field("dual", &WITHHELD)
            .field("gap", &self.gap)
            .finish()
    }
}

impl fmt::Debug for Duals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Duals").field("mentees", &WITHHELD).field("mentors", &WITHHELD).finish()
    }
}

/// Mentees and mentors of whom every pair touches one, so that no more pairs fit in than they are mentees and seats.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CoverOfPeople {
    pub mentees: Vec<String>,
    pub mentors: Vec<String>,
}

/// How few points somebody has at least, locked pairs apart, and why that can be no more without losing a pair: every
/// pair that may meet touches somebody of `most`, who have room for as many pairs as there are; every pair with more
/// than `least_points` touches somebody of `above`, who have room for fewer (König, 1931).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorstServed {
    pub least_points: u32,
    /// Not for display, as [`Outcome::duals`].
    pub most: CoverOfPeople,
    /// Absent when nobody is matched but by a lock.
    pub above: Option<CoverOfPeople>,
}

/// The answer of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Sorted by the mentee's id.
    pub pairs: Vec<MatchedPair>,
    /// Sorted by the mentee's id.
    pub unmatched: Vec<Unmatched>,
    /// The sum of the pairs' points, as they are told.
    pub total_points: u64,
    pub certificate: Certificate,
    /// Not for display: prices move with confidential facts. Kept for [`crate::verify`].
    pub duals: Duals,
    /// Of the objective [`crate::Objective::WorstServedThenFit`] alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worst_served: Option<WorstServed>,
}

/// Why there is no outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SolveError {
    /// Everything [`Problem::validate`] found.
    Invalid(Vec<InputProblem>),
    /// More than [`MAX_PAIRS`] pairs, or sums that would leave the number range.
    TooLarge { mentees: usize, mentors: usize },
    /// The progress callback asked to stop.
    Cancelled,
}

impl fmt::Display for SolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(problems) => write!(f, "the input has {} problems", problems.len()),
            Self::TooLarge { mentees, mentors } => {
                write!(f, "{mentees} mentees and {mentors} mentors are too many for one round")
            }
            Self::Cancelled => f.write_str("the matching was cancelled"),
        }
    }
}

impl std::error::Error for SolveError {}

/// Finds the pairs that [`crate::Objective`] asks for, exactly, and proves it.
///
/// Among equally good outcomes the ids of the pairs choose one ([`crate::tie`]), so the same state gives the
/// same bytes. `progress` is called a few hundred times at most; breaking it cancels.
///
/// # Errors
/// See [`SolveError`].
pub fn solve(
    problem: &Problem,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Outcome, SolveError> {
    solve_on(problem, threads(), progress)
}

/// As many as the machine runs at once, within reason.
pub(crate) fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS)
}

/// As [`solve`], on so many threads: the outcome is the same.
///
/// # Errors
/// See [`SolveError`].
pub fn solve_on(
    problem: &Problem,
    threads: usize,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Outcome, SolveError> {
    check(problem)?;
    // Some stages take several looks at everybody; what is told never falls.
    let mut highest = 0.0_f64;
    let mut rising = |at: Progress| {
        highest = highest.max(at.fraction);
        progress(Progress { fraction: highest, ..at })
    };
    match run::run(&Pool::new(problem), problem, threads, &mut rising) {
        ControlFlow::Continue(outcome) => Ok(outcome),
        ControlFlow::Break(()) => Err(SolveError::Cancelled),
    }
}

/// Whether the matcher takes it.
fn check(problem: &Problem) -> Result<(), SolveError> {
    let (mentees, mentors) = (problem.mentees.len(), problem.mentors.len());
    let is_too_large = mentees.checked_mul(mentors).is_none_or(|pairs| pairs > MAX_PAIRS);
    if is_too_large || mentees >= MAX_PEOPLE || mentors >= MAX_PEOPLE {
        return Err(SolveError::TooLarge { mentees, mentors });
    }
    let problems = problem.validate();
    if problems.is_empty() { Ok(()) } else { Err(SolveError::Invalid(problems)) }
}
