//! The one set of prices that a certificate states: the lowest.
//!
//! The prices that prove an assignment best form a lattice (Shapley and Shubik, 1971), whose lowest member says what
//! one more seat of a mentor would add to the whole (Leonard, 1983). It depends on the state alone, so that a market
//! reached by edits prints the same certificate as one solved afresh.

use super::{Model, NOBODY};
use crate::worth::{Worth, split, tie, whole};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Gains of rows and prices of columns as pairs: the objective's number, and the number that breaks ties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prices {
    pub rows: Vec<(i64, i128)>,
    pub columns: Vec<(i64, i128)>,
}

impl Model {
    /// The lowest prices, with which every open pair stays covered. A locked row's gain is what its pair is worth
    /// less the price of its seat, 0 for a pair that is not in the lists; a row that has left has none.
    #[must_use]
    pub fn lowest_prices(&self) -> Prices {
        let drop = self.drops();
        let columns = self.places.iter().zip(&drop).map(|(place, drop)| place.price - drop);
        let columns: Vec<Worth> = columns.collect();
        let rows = self.rows.iter().enumerate().map(|(at, row)| match row.column {
            NOBODY => 0,
            column if row.locked => {
                let score =
                    self.score(at, column as usize).or_else(|| self.vetoed_score(at, column as usize));
                score.map_or(0, |score| self.worth(at, column as usize, score) - columns[column as usize])
            }
            column => row.gain + drop[column as usize],
        });
        Prices { rows: rows.map(split).collect(), columns: columns.iter().copied().map(split).collect() }
    }

    /// Lowers the prices of the market itself, so that pairs outside are held against the lowest.
    pub(crate) fn lower_prices(&mut self) {
        let drops = self.drops();
        for row in self.rows.iter_mut().filter(|row| row.is_open() && row.column != NOBODY) {
            row.gain += drops[row.column as usize];
        }
        for (place, drop) in self.places.iter_mut().zip(&drops) {
            place.price -= drop;
        }
    }

    /// By how much each price can fall: the shortest way, over what pairs fall short of their prices, to a price of
    /// 0 or to a row that is left out.
    fn drops(&self) -> Vec<Worth> {
        let mut drop: Vec<Worth> = self.places.iter().map(|place| place.price).collect();
        // A row that is left out gains nothing: the seats it would like can fall to what they are worth to it.
        for (at, row) in self.rows.iter().enumerate() {
            if row.is_open() && row.column == NOBODY {
                for arc in self.of_rows.of(at) {
                    let column = arc.to as usize;
                    let slack = row.gain + self.places[column].price - self.worth(at, column, arc.score);
                    drop[column] = drop[column].min(slack);
                }
            }
        }
        let mut heap: BinaryHeap<Reverse<(Worth, u32)>> =
            drop.iter().enumerate().map(|(column, drop)| Reverse((*drop, column as u32))).collect();
        while let Some(Reverse((distance, column))) = heap.pop() {
            if distance > drop[column as usize] {
                continue;
            }
            for holder in &self.columns[column as usize].holders {
                let row = &self.rows[*holder as usize];
                for arc in self.of_rows.of(*holder as usize) {
                    let to = arc.to as usize;
                    let most = distance + row.gain + self.places[to].price - whole(self.unit.of(arc.score));
                    if most - crate::worth::TIE_LIMIT >= drop[to] {
                        continue;
                    }
                    let through = most - Worth::from(tie(row.key, self.columns[to].key));
                    if through < drop[to] {
                        drop[to] = through;
                        heap.push(Reverse((through, arc.to)));
                    }
                }
            }
        }
        drop
    }
}
