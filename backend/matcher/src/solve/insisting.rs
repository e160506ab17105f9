//! What insisting on other mentors for a mentee would cost the whole: one market, each pair locked in it, looked at and
//! taken back, which takes milliseconds where solving the round again takes as long as the round.

use super::pricing::Pricing;
use super::run::{Market, market};
use super::{SolveError, check, threads};
use crate::model::{Arc, Edit, EditError};
use crate::policy::Objective;
use crate::problem::Problem;
use crate::scoring::Pool;
use crate::worth::Worth;
use std::fmt;
use std::ops::ControlFlow;

/// A mentor as somebody's, with the points of the pair as they are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seated {
    pub mentor: String,
    pub points: u32,
}

/// A mentee who would sit elsewhere; `None` is without a mentor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub mentee: String,
    pub before: Option<Seated>,
    pub after: Option<Seated>,
}

/// A mentor insisted on, and what that takes from the best outcome.
#[derive(Clone, PartialEq, Eq)]
pub struct Insisted {
    pub mentor: String,
    /// Of the pair, as they are told.
    pub points: u32,
    /// What the sum of points as they are told falls by. Below 0 it rises: where fewer are matched, or confidential wishes or
    /// published pairs were met.
    pub cost_points: i64,
    /// How many fewer mentees are matched.
    pub cost_pairs: i64,
    /// The cost in the number of [`crate::Certificate::primal`]: for comparing, never for showing.
    pub loss: i64,
    /// In the order of the problem's mentees; the one who is asked about is among them.
    pub moved: Vec<Moved>,
}

// Written by hand, as for the certificate: the loss moves with confidential facts.
impl fmt::Debug for Insisted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Insisted")
            .field("mentor", &self.mentor)
            .field("points", &self.points)
            .field("cost_points", &self.cost_points)
            .field("cost_pairs", &self.cost_pairs)
            .field("moved", &self.moved)
            .finish_non_exhaustive()
    }
}

/// Why nothing is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InsistError {
    UnknownMentee(String),
    /// The mentee is locked: there is nothing to choose.
    Locked(String),
    /// With [`Objective::WorstServedThenFit`] a pair insisted on may lower the least points that all others are held to, so
    /// that the whole round is another question.
    AnotherQuestion,
    Unsolved(SolveError),
}

impl fmt::Display for InsistError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownMentee(id) => write!(f, "there is no mentee `{id}`"),
            Self::Locked(id) => write!(f, "the mentee `{id}` is locked"),
            Self::AnotherQuestion => f.write_str("with this objective each pair is a round of its own"),
            Self::Unsolved(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for InsistError {}

/// The `most` other mentors for a mentee that take least from the whole, least first, each with its exact cost. Equal
/// losses are in the order of what breaks all ties of [`crate::solve`].
///
/// # Errors
/// See [`InsistError`].
pub fn cheapest(problem: &Problem, mentee: &str, most: usize) -> Result<Vec<Insisted>, InsistError> {
    check(problem).map_err(InsistError::Unsolved)?;
    if problem.policy.objective == Objective::WorstServedThenFit {
        return Err(InsistError::AnotherQuestion);
    }
    let pool = Pool::new(problem);
    let row = pool.mentee_index(mentee).ok_or_else(|| InsistError::UnknownMentee(mentee.to_owned()))?;
    let ControlFlow::Continue(market) = market(&pool, problem, threads(), &mut |_| ControlFlow::Continue(()))
    else {
        return Err(InsistError::Unsolved(SolveError::Cancelled));
    };
    if market.model.is_locked(row) {
        return Err(InsistError::Locked(mentee.to_owned()));
    }
    Asked::of(market, row).cheapest(most).map_err(|_| InsistError::Locked(mentee.to_owned()))
}

/// A market about one row of which is asked.
struct Asked<'a> {
    market: Market<'a>,
    row: usize,
    /// Where everybody sits while nothing is insisted on.
    seats: Vec<Option<usize>>,
}

impl<'a> Asked<'a> {
    fn of(mut market: Market<'a>, row: usize) -> Self {
        let pool = market.round.pool;
        // Every mentor whom the mentee may meet, not only those that the market needed to find its best.
        let outside: Vec<(u32, Arc)> = (0..pool.mentors.len())
            .filter(|j| market.model.score(row, *j).is_none() && pool.is_eligible(row, *j))
            .map(|j| (row as u32, market.round.arc(row, j)))
            .collect();
        market.model.join_all(&outside);
        let seats = (0..pool.mentees.len()).map(|i| market.model.column_of(i)).collect();
        Self { market, row, seats }
    }

    fn cheapest(&mut self, most: usize) -> Result<Vec<Insisted>, EditError> {
        let mut found: Vec<(Worth, Insisted)> = Vec::new();
        for (least, column) in self.by_shortfall() {
            if found.len() >= most && found.last().is_none_or(|(loss, _)| *loss <= least) {
                break;
            }
            let (loss, insisted) = self.insist(column)?;
            let place = found.partition_point(|(other, _)| *other <= loss);
            found.insert(place, (loss, insisted));
            found.truncate(most);
        }
        Ok(found.into_iter().map(|(_, insisted)| insisted).collect())
    }

    /// Other mentors with a seat that no lock holds, by what the pair falls short of its prices: it costs at least that.
    fn by_shortfall(&self) -> Vec<(Worth, u32)> {
        let model = &self.market.model;
        let sits = model.column_of(self.row);
        let mut short: Vec<(Worth, u32)> = model
            .choices(self.row)
            .iter()
            .filter(|arc| Some(arc.to as usize) != sits && model.has_seats(arc.to as usize))
            .map(|arc| (model.shortfall(self.row, *arc), arc.to))
            .collect();
        short.sort_unstable();
        short
    }

    fn insist(&mut self, column: u32) -> Result<(Worth, Insisted), EditError> {
        let lock = self.market.model.apply(Edit::Lock { row: self.row as u32, column })?;
        self.look_outside();
        let told = self.told(column as usize);
        self.market.model.apply(lock.undo)?;
        Ok(told)
    }

    /// The best of all pairs again, also of those that were not worth having before.
    fn look_outside(&mut self) {
        let Market { round, model, lasts, look, .. } = &mut self.market;
        let mut pricing = Pricing { round, lasts, least: 0, model };
        let _: ControlFlow<()> = pricing.after_edit(look, &mut |_| ControlFlow::Continue(()));
    }

    fn told(&self, column: usize) -> (Worth, Insisted) {
        let Market { round, model, .. } = &self.market;
        let pool = round.pool;
        let mut told = Insisted {
            mentor: pool.mentors[column].id.clone(),
            points: pool.points(self.row, column),
            cost_points: 0,
            cost_pairs: 0,
            loss: 0,
            moved: Vec::new(),
        };
        let mut loss: Worth = 0;
        for (i, before) in self.seats.iter().enumerate() {
            let after = model.column_of(i);
            if *before == after {
                continue;
            }
            for (seat, sign) in [(*before, 1), (after, -1)] {
                let Some(j) = seat else { continue };
                let score = round.arc(i, j).score;
                told.cost_points += sign * i64::from(pool.points(i, j));
                told.cost_pairs += sign;
                told.loss += sign * round.worth(score);
                loss += Worth::from(sign) * model.worth_of(i, j, score);
            }
            let named = |seat: Option<usize>| {
                seat.map(|j| Seated { mentor: pool.mentors[j].id.clone(), points: pool.points(i, j) })
            };
            told.moved.push(Moved {
                mentee: pool.mentees[i].id.clone(),
                before: named(*before),
                after: named(after),
            });
        }
        (loss, told)
    }
}
