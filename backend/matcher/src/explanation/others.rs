//! The best other mentors of a mentee, and of everybody whom an outcome matches.

use super::{Alternative, ExplainError, Explainer};
use crate::model::Arc;
use crate::scoring::{BEST, Board, Measure, Pool};
use crate::solve::{Outcome, threads};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::ControlFlow;

/// Answers about one outcome: who sits where is looked up once.
pub struct Others<'e, 'a, 'o> {
    pool: &'e Pool<'a>,
    outcome: &'o Outcome,
    /// Mentees by mentor.
    taken: HashMap<&'o str, u32>,
    mentor_of: HashMap<&'o str, &'o str>,
}

impl<'a> Explainer<'a> {
    /// For questions about the alternatives in an outcome.
    #[must_use]
    pub fn others<'e, 'o>(&'e self, outcome: &'o Outcome) -> Others<'e, 'a, 'o> {
        let mut taken: HashMap<&str, u32> = HashMap::new();
        for pair in &outcome.pairs {
            *taken.entry(&pair.mentor).or_insert(0) += 1;
        }
        let mentor_of =
            outcome.pairs.iter().map(|pair| (pair.mentee.as_str(), pair.mentor.as_str())).collect();
        Others { pool: &self.0, outcome, taken, mentor_of }
    }
}

impl Others<'_, '_, '_> {
    /// The `n` best eligible mentors other than the one the outcome gives, most points first, then
    /// by id; full ones are included and say so.
    ///
    /// # Errors
    /// When the mentee is unknown.
    pub fn of(&self, mentee: &str, n: usize) -> Result<Vec<Alternative>, ExplainError> {
        let i =
            self.pool.mentee_index(mentee).ok_or_else(|| ExplainError::UnknownMentee(mentee.to_owned()))?;
        Ok(self.of_index(i, n))
    }

    /// [`Self::of`] for the mentee of every pair, in the order of the pairs; nothing for a pair that names nobody. `step` hears
    /// the part done, 0 to 1, and may stop the work.
    pub fn of_pairs(
        &self,
        n: usize,
        step: &mut dyn FnMut(f64) -> ControlFlow<()>,
    ) -> ControlFlow<(), Vec<Vec<Alternative>>> {
        let pool = self.pool;
        let count = pool.mentees.len().max(1) as f64;
        let board = Board::new(pool, Measure::Points);
        let best = board.best(pool, threads(), &mut |done| step(done as f64 / count))?;
        let of_pair = |mentee: &str| {
            let Some(i) = pool.mentee_index(mentee) else { return Vec::new() };
            let least = best[i].last.map(|(score, _)| score);
            self.among(i, n, &best[i].arcs, least).unwrap_or_else(|| self.of_index(i, n))
        };
        let told = self.outcome.pairs.iter().map(|pair| of_pair(&pair.mentee)).collect();
        step(1.0)?;
        ControlFlow::Continue(told)
    }

    /// From the best that the board found, when they tell: those that it left out have `least` at most, and of equals the
    /// first by id counts, which may be one of those.
    fn among(&self, i: usize, n: usize, found: &[Arc], least: Option<i32>) -> Option<Vec<Alternative>> {
        debug_assert!(found.len() <= BEST);
        let scores = found.iter().map(|arc| (u32::try_from(arc.score).unwrap_or(0), arc.to as usize));
        let best = self.first(i, n, scores);
        let is_told = match least {
            None => true,
            Some(least) => {
                best.len() == n && best.last().is_none_or(|(points, _)| i64::from(*points) > i64::from(least))
            }
        };
        is_told.then(|| self.told(i, &best))
    }

    fn of_index(&self, i: usize, n: usize) -> Vec<Alternative> {
        let pool = self.pool;
        let eligible = (0..pool.mentors.len()).filter(|j| pool.is_eligible(i, *j));
        let best = self.first(i, n, eligible.map(|j| (pool.points(i, j), j)));
        self.told(i, &best)
    }

    /// The first `n` without the present mentor, most points first, then in the order of the mentors, which is that of ids.
    fn first(&self, i: usize, n: usize, all: impl Iterator<Item = (u32, usize)>) -> Vec<(u32, usize)> {
        let present = self.mentor_of.get(self.pool.mentees[i].id.as_str());
        let mut others: Vec<(u32, usize)> =
            all.filter(|(_, j)| Some(&self.pool.mentors[*j].id.as_str()) != present).collect();
        let place = |other: &(u32, usize)| (Reverse(other.0), other.1);
        if n < others.len() {
            others.select_nth_unstable_by_key(n, place);
            others.truncate(n);
        }
        others.sort_unstable_by_key(place);
        others
    }

    fn told(&self, i: usize, best: &[(u32, usize)]) -> Vec<Alternative> {
        let told = |&(points, j): &(u32, usize)| {
            let mentor = self.pool.mentors[j];
            let taken = self.taken.get(mentor.id.as_str()).copied().unwrap_or(0);
            Alternative {
                mentor: mentor.id.clone(),
                points,
                factors: self.pool.explained_points(i, j),
                taken,
                capacity: mentor.capacity,
                full: taken >= mentor.capacity,
            }
        };
        best.iter().map(told).collect()
    }
}
