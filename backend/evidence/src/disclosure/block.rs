//! One block of cells that share sums: an item's total row and its rows by every grouping. Decides which of them to hide.
//!
//! The attacker is assumed to know every published cell and sum, the rules below, and that a hidden cell in a row that
//! otherwise shows its cells is at least 1, because zeros are shown there.

use std::collections::BTreeSet;

use super::choice::{Choice, Step};
use super::policy::Policy;
use super::program::Program;

/// How much of a row is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Depth {
    /// The cells, but for those hidden one by one.
    Cells,
    /// Only the number of answers.
    OnlyN,
    Nothing,
}

/// A row's place: grouping and group.
pub(super) type Place = (usize, usize);

/// What protecting a block leads to.
pub(super) enum Outcome {
    Shown(Shown),
    /// This group must be withheld in every table by its grouping; start again with it.
    Withhold(Place),
    /// Nothing of this item can be shown.
    Nothing,
}

/// `hidden[row][column]` and `depth[row]`; row 0 is the total, column 0 the number of answers.
pub(super) struct Shown {
    pub hidden: Vec<Vec<bool>>,
    pub depth: Vec<Depth>,
}

pub(super) struct Block {
    /// Per row the number of answers, then one count per column.
    pub values: Vec<Vec<u64>>,
    /// Per row after the total, in the same order.
    pub places: Vec<Place>,
    /// Columns, the number of answers included; cell number = row · width + column.
    pub width: usize,
    /// Sums to zero: the total with +1, its parts with -1.
    pub sums: Vec<Vec<(usize, f64)>>,
}

impl Block {
    /// `groupings[g]` holds the rows of grouping `g`; each row is the number of answers, then the counts.
    pub fn new(total: Vec<u64>, groupings: &[(usize, Vec<Vec<u64>>)]) -> Self {
        let width = total.len();
        let mut block = Self { values: vec![total], places: Vec::new(), width, sums: Vec::new() };
        for (grouping, rows) in groupings {
            let first = block.values.len();
            block.values.extend(rows.iter().cloned());
            block.places.extend((0..rows.len()).map(|group| (*grouping, group)));
            for column in 0..width {
                let parts = (first..block.values.len()).map(|row| row * width + column);
                block.sums.push(sum(column, parts));
            }
        }
        if width > 1 {
            for row in 0..block.values.len() {
                let start = row * width;
                block.sums.push(sum(start, start + 1..start + width));
            }
        }
        block
    }

    /// Chooses what to hide, given the groups withheld already.
    ///
    /// The total row is decided first and by itself, since it is what most readers want: a breakdown then gives up its own cells,
    /// rows and groups, and never takes more of the total with it.
    pub fn protect(&self, policy: Policy, withheld: &BTreeSet<Place>) -> Outcome {
        if self.values[0][0] < u64::from(policy.k()) {
            return Outcome::Nothing;
        }
        let mut choice = Choice::new(self, policy, withheld);
        if !self.places.is_empty() {
            match Self::new(self.values[0].clone(), &[]).protect(policy, withheld) {
                Outcome::Shown(total) => choice.take_total(&total),
                other => return other,
            }
        }
        let mut safe = vec![false; self.cells()];
        loop {
            let mut program = Program::new(self, &choice);
            let exposed = (0..self.cells()).find(|cell| {
                let secret = choice.hidden[*cell] && policy.is_small(self.value(*cell));
                if !secret || safe[*cell] {
                    return false;
                }
                // Hiding more only widens ranges, so what is safe stays so.
                safe[*cell] = program.covers(*cell, 1, u64::from(policy.k()) - 1);
                !safe[*cell]
            });
            let Some(cell) = exposed else {
                program.show_determined(self, &mut choice, policy);
                return Outcome::Shown(choice.into_shown(self.width));
            };
            match choice.hide_more(cell) {
                Step::Hidden => {}
                Step::Withhold(place) => return Outcome::Withhold(place),
                Step::Exhausted => return Outcome::Nothing,
            }
        }
    }

    pub fn cells(&self) -> usize {
        self.values.len() * self.width
    }

    pub fn value(&self, cell: usize) -> u64 {
        self.values[cell / self.width][cell % self.width]
    }

    /// The rows of a grouping.
    pub fn rows_of(&self, grouping: usize) -> impl Iterator<Item = usize> + '_ {
        (1..self.values.len()).filter(move |row| self.places[row - 1].0 == grouping)
    }
}

fn sum(total: usize, parts: impl Iterator<Item = usize>) -> Vec<(usize, f64)> {
    std::iter::once((total, 1.0)).chain(parts.map(|part| (part, -1.0))).collect()
}
