//! Pairs that are not in the market yet: which of them today's prices leave worth having, and how they come in.

use super::{Arc, Model};
use crate::worth::{Worth, split, tie, whole};
use std::ops::ControlFlow;

impl Model {
    /// How much more than its prices a pair would be worth; `None` when it is not, or its row is not assigned by worth.
    pub(crate) fn temptation(&self, row: usize, arc: Arc) -> Option<Worth> {
        if !self.rows[row].is_open() || self.vetoed.contains_key(&(row as u32, arc.to)) {
            return None;
        }
        let column = arc.to as usize;
        let more = self.worth(row, column, arc.score) - self.rows[row].gain - self.places[column].price;
        (more > 0).then_some(more)
    }

    /// Whether a pair of such worth would tempt the row if the seat cost nothing.
    pub(crate) fn is_tempted_by(&self, row: usize, points: i32, tie: u64) -> bool {
        let row = &self.rows[row];
        row.is_open() && whole(self.unit.of(points)) + Worth::from(tie) > row.gain
    }

    /// A pair of the row is worth having only from so many points on, more by a price [`Self::in_points`].
    pub(crate) fn least_points(&self, row: usize) -> i32 {
        (split(self.rows[row].gain).0 - self.unit.per_pair).div_euclid(self.unit.per_point) as i32
    }

    /// Whole points of a price, downwards.
    pub(crate) fn in_points(&self, price: Worth) -> i32 {
        split(price).0.div_euclid(self.unit.per_point) as i32
    }

    /// What every row gains and every seat costs today.
    pub(crate) fn gains_and_prices(&self) -> (Vec<Worth>, Vec<Worth>) {
        let gains = self.rows.iter().map(|row| row.gain);
        (gains.collect(), self.places.iter().map(|place| place.price).collect())
    }

    /// How much less than its prices a pair is worth: at least 0 for a pair inside.
    pub(crate) fn shortfall(&self, row: usize, arc: Arc) -> Worth {
        let column = arc.to as usize;
        self.rows[row].gain + self.places[column].price - self.worth(row, column, arc.score)
    }

    /// What a pair of such a score is worth, ties included.
    pub(crate) fn worth_of(&self, row: usize, column: usize, score: i32) -> Worth {
        self.worth(row, column, score)
    }

    /// Whether the mentor has seats that no lock holds.
    pub(crate) fn has_seats(&self, column: usize) -> bool {
        self.columns[column].seats() > 0
    }

    /// Lets pairs in, none of which may be there, and settles.
    pub(crate) fn join_all(&mut self, pairs: &[(u32, Arc)]) {
        for (row, arc) in pairs {
            self.join(*row, arc.to, arc.score);
        }
        let _ = self.settle(&mut |_| ControlFlow::Continue(()));
    }

    /// The tie of a pair of this market.
    #[must_use]
    pub fn tie_of(&self, row: usize, column: usize) -> u64 {
        tie(self.rows[row].key, self.columns[column].key)
    }
}
