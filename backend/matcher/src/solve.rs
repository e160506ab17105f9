//! One round from question to answer: validate, score, assign, certify, and say why.

use crate::model::{Arc, Lists, Model, Prices, Sides};
use crate::policy::{Factor, HardRule, Objective};
use crate::problem::{InputProblem, Problem};
use crate::scoring::{Board, Bounds, Pool};
use crate::worth::{MAX_PEOPLE, Unit, mentee_key, mentor_key};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;

/// The most pairs of a problem (mentees times mentors): some ten seconds of scoring on two cores.
pub const MAX_PAIRS: usize = 20_000_000_000;

/// More threads than these would wait for memory.
const MOST_THREADS: usize = 8;

/// Of the pairs that prices leave worth having, so many of each mentee join the market at a time.
const JOINING: usize = 16;

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
    /// The sum over `factors`, 0 to [`crate::Policy::out_of`].
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
/// A pair is worth `points_multiplier * points + pair_bonus`, which puts the objective's two aims
/// into one number; somebody left out is worth 0. `primal` is what the pairs are worth, `dual` an
/// upper bound of what any pairs could be worth, computed from [`Duals`] alone. `gap` is
/// `dual - primal`: at 0 nothing better exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Duals {
    pub mentees: BTreeMap<String, i64>,
    pub mentors: BTreeMap<String, i64>,
}

/// The answer of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Sorted by the mentee's id.
    pub pairs: Vec<MatchedPair>,
    /// Sorted by the mentee's id.
    pub unmatched: Vec<Unmatched>,
    /// The sum of the pairs' points.
    pub total_points: u64,
    pub certificate: Certificate,
    /// Not for display: prices move with confidential facts. Kept for [`crate::verify`].
    pub duals: Duals,
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

/// Finds the pairs that [`Objective`] asks for, exactly, and proves it.
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
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    solve_on(problem, threads, progress)
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
    let (mentees, mentors) = (problem.mentees.len(), problem.mentors.len());
    let is_too_large = mentees.checked_mul(mentors).is_none_or(|pairs| pairs > MAX_PAIRS);
    if is_too_large || mentees >= MAX_PEOPLE || mentors >= MAX_PEOPLE {
        return Err(SolveError::TooLarge { mentees, mentors });
    }
    let problems = problem.validate();
    if !problems.is_empty() {
        return Err(SolveError::Invalid(problems));
    }
    match run(&Pool::new(problem), problem, unit_of(problem), threads, progress) {
        ControlFlow::Continue(outcome) => Ok(outcome),
        ControlFlow::Break(()) => Err(SolveError::Cancelled),
    }
}

/// What a point and what a pair is worth, so that no sum of second aims outweighs one first aim.
fn unit_of(problem: &Problem) -> Unit {
    match problem.policy.objective {
        Objective::MostTotalFit => Unit::MOST_FIT,
        Objective::MostMatchedThenFit => Unit::most_pairs(problem.policy.out_of() as i32),
    }
}

fn run(
    pool: &Pool<'_>,
    problem: &Problem,
    unit: Unit,
    threads: usize,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> ControlFlow<(), Outcome> {
    let rows = pool.mentees.len();
    let tell =
        |progress: &mut dyn FnMut(Progress) -> ControlFlow<()>, stage, done: usize, from: f64, to: f64| {
            // A hundred calls a stage are enough for a bar and for a quick stop.
            if !done.is_multiple_of(rows.div_ceil(100).max(1)) {
                return ControlFlow::Continue(());
            }
            let share = done as f64 / rows.max(1) as f64;
            let fraction = from + (to - from) * share.min(1.0);
            progress(Progress { stage, fraction })
        };

    let board = Board::new(pool);
    let best = board.best(pool, threads, &mut |i| tell(progress, Stage::Scoring, i, 0.0, 0.4))?;
    let mut locks = Vec::new();
    let mut locked = vec![false; rows];
    for (mentee, mentor) in &problem.locks {
        if let (Some(i), Some(j)) = (pool.mentee_index(mentee), pool.mentor_index(mentor)) {
            locks.push((i as u32, j as u32));
            locked[i] = true;
        }
    }
    let sides = Sides {
        rows: pool.mentees.iter().map(|m| mentee_key(&m.id)).collect(),
        columns: pool.mentors.iter().map(|m| (mentor_key(&m.id), m.capacity)).collect(),
    };
    // Locked pairs are worth something too, whether or not they are among the best.
    let mut arcs = Vec::with_capacity(best.iter().map(|best| best.arcs.len()).sum());
    let mut ends = Vec::with_capacity(rows);
    let lasts: Vec<Option<(i32, u64)>> = best.iter().map(|best| best.last).collect();
    for best in best {
        arcs.extend(best.arcs);
        ends.push(arcs.len() as u32);
    }
    let mut model = Model::solve(sides, Lists::new(&ends, arcs), unit, &locks, &mut |done| {
        progress(Progress { stage: Stage::Assigning, fraction: 0.4 + 0.3 * done.min(1.0) })
    })?;
    for (i, j) in &locks {
        if model.score(*i as usize, *j as usize).is_none() {
            let score = pool.points(*i as usize, *j as usize) as i32;
            model.join_all(&[(*i, Arc { to: *j, score })]);
        }
    }
    price_out(pool, &board, &lasts, &mut model, threads, &mut |i| {
        tell(progress, Stage::Assigning, i, 0.7, 0.9)
    })?;
    let prices = model.lowest_prices();

    let mut pairs = Vec::new();
    let mut left_out = Vec::new();
    for (i, locked) in locked.iter().enumerate() {
        tell(progress, Stage::Explaining, i, 0.9, 1.0)?;
        match model.column_of(i) {
            Some(j) => pairs.push(MatchedPair {
                mentee: pool.mentees[i].id.clone(),
                mentor: pool.mentors[j].id.clone(),
                points: pool.points(i, j),
                factors: pool.explained_points(i, j),
                locked: *locked,
            }),
            None => left_out.push(i),
        }
    }
    let eligible = board.eligible(pool, &left_out, threads);
    let unmatched = left_out
        .into_iter()
        .zip(eligible)
        .map(|(i, eligible)| {
            let reason = match eligible {
                0 => pool.reason_unmatched(i),
                eligible => UnmatchedReason::AllEligibleFull { eligible },
            };
            Unmatched { mentee: pool.mentees[i].id.clone(), reason }
        })
        .collect();
    progress(Progress { stage: Stage::Explaining, fraction: 1.0 })?;
    let total_points: u64 = pairs.iter().map(|pair| u64::from(pair.points)).sum();
    let certificate = certify(pool, &pairs, &prices, unit);
    ControlFlow::Continue(Outcome {
        pairs,
        unmatched,
        total_points,
        certificate,
        duals: Duals {
            mentees: by_id(pool.mentees.iter().map(|m| &m.id), &prices.rows),
            mentors: by_id(pool.mentors.iter().map(|m| &m.id), &prices.columns),
        },
    })
}

/// Brings pairs from outside the market in as long as prices leave some worth having. Afterwards the assignment is
/// the best of all pairs, not of those alone that the market began with.
fn price_out(
    pool: &Pool<'_>,
    board: &Board,
    lasts: &[Option<(i32, u64)>],
    model: &mut Model,
    threads: usize,
    step: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> ControlFlow<()> {
    loop {
        model.lower_prices();
        let mentees = lasts.iter().enumerate().map(|(i, last)| {
            // No pair outside is worth more than the last one inside.
            last.filter(|(points, tie)| model.is_tempted_by(i, *points, *tie)).map(|_| model.least_points(i))
        });
        let bounds = Bounds {
            mentees: mentees.collect(),
            mentors: (0..pool.mentors.len()).map(|j| model.price_in_points(j)).collect(),
        };
        if bounds.mentees.iter().all(Option::is_none) {
            return ControlFlow::Continue(());
        }
        let tempting = board.tempting(pool, &bounds, threads, step)?;
        let mut joining = Vec::new();
        for (i, arcs) in tempting.into_iter().enumerate() {
            let mut worth_having: Vec<_> =
                arcs.into_iter().filter_map(|arc| Some((model.temptation(i, arc)?, arc))).collect();
            worth_having.sort_unstable_by_key(|pair| std::cmp::Reverse(pair.0));
            worth_having.truncate(JOINING);
            joining.extend(worth_having.into_iter().map(|(_, arc)| (i as u32, arc)));
        }
        if joining.is_empty() {
            return ControlFlow::Continue(());
        }
        model.join_all(&joining);
    }
}

fn by_id<'a>(ids: impl Iterator<Item = &'a String>, duals: &[(i64, i128)]) -> BTreeMap<String, i64> {
    ids.cloned().zip(duals.iter().map(|dual| dual.0)).collect()
}

fn certify(pool: &Pool<'_>, pairs: &[MatchedPair], prices: &Prices, unit: Unit) -> Certificate {
    let primal = pairs.iter().map(|pair| unit.of(pair.points as i32)).sum();
    let seats = pool.mentors.iter().zip(&prices.columns).map(|(m, price)| i64::from(m.capacity) * price.0);
    let dual = prices.rows.iter().map(|dual| dual.0).sum::<i64>() + seats.sum::<i64>();
    let Unit { per_point: points_multiplier, per_pair: pair_bonus } = unit;
    Certificate { points_multiplier, pair_bonus, primal, dual, gap: dual - primal }
}
