//! What is hidden of a block so far, and what to hide next when a small count is still exposed.

use std::collections::{BTreeSet, VecDeque};

use super::block::{Block, Depth, Place, Shown};
use super::policy::Policy;

/// What hiding more led to.
pub(super) enum Step {
    Hidden,
    Withhold(Place),
    Exhausted,
}

/// What is hidden so far.
pub(super) struct Choice<'a> {
    block: &'a Block,
    policy: Policy,
    /// By cell number.
    pub hidden: Vec<bool>,
    depth: Vec<Depth>,
}

impl<'a> Choice<'a> {
    pub fn new(block: &'a Block, policy: Policy, withheld: &BTreeSet<Place>) -> Self {
        let mut choice = Self {
            block,
            policy,
            hidden: vec![false; block.cells()],
            depth: vec![Depth::Cells; block.values.len()],
        };
        for (index, place) in block.places.iter().enumerate() {
            if withheld.contains(place) {
                choice.set_depth(index + 1, Depth::Nothing);
            }
        }
        for cell in 0..block.cells() {
            choice.hidden[cell] |= policy.is_small(block.value(cell));
        }
        choice
    }

    pub fn take_total(&mut self, total: &Shown) {
        self.depth[0] = total.depth[0];
        self.hidden[..self.block.width].copy_from_slice(&total.hidden[0]);
    }

    /// Whether a row may lose more: the total only where there is no breakdown.
    fn is_open(&self, row: usize) -> bool {
        self.depth[row] == Depth::Cells && (row > 0 || self.block.places.is_empty())
    }

    fn set_depth(&mut self, row: usize, depth: Depth) {
        self.depth[row] = depth;
        let first = if depth == Depth::Nothing { 0 } else { 1 };
        for column in first..self.block.width {
            self.hidden[row * self.block.width + column] = true;
        }
    }

    /// The least value the attacker must allow a hidden cell.
    pub fn lower(&self, cell: usize) -> u64 {
        let (row, column) = (cell / self.block.width, cell % self.block.width);
        if self.depth[row] == Depth::Cells {
            return 1;
        }
        if column > 0 || row == 0 {
            return 0;
        }
        let grouping = self.block.places[row - 1].0;
        let all = self.block.rows_of(grouping).all(|row| self.depth[row] == Depth::Nothing);
        // Groups without answers are shown as zero unless the whole grouping is withheld.
        if all { 0 } else { self.block.value(cell).min(1) }
    }

    /// Hides something more around a cell whose range is too narrow: first the cheapest cell of the nearest sum with too little
    /// room, then whole rows, then a group, then everything.
    pub fn hide_more(&mut self, cell: usize) -> Step {
        let width = self.block.width;
        if cell.is_multiple_of(width) {
            return self.withhold_another(self.block.places.get((cell / width).wrapping_sub(1)));
        }
        let near = self.sums_around(cell);
        let tight = near.iter().filter(|sum| self.is_tight(sum));
        let partner = tight.chain(near.iter()).find_map(|sum| self.cheapest_shown(sum));
        if let Some(partner) = partner {
            self.hidden[partner] = true;
            return Step::Hidden;
        }
        let rows = near.iter().flat_map(|sum| sum.iter().map(|(cell, _)| cell / width));
        let row =
            std::iter::once(cell / width).chain(rows).find(|row| self.is_open(*row) && self.has_hidden(*row));
        if let Some(row) = row {
            self.set_depth(row, Depth::OnlyN);
            return Step::Hidden;
        }
        // A group of the cell's own grouping, or for the total of whichever grouping still shows some.
        let own = self.block.places.get((cell / width).wrapping_sub(1));
        let places = own.into_iter().chain(&self.block.places);
        places
            .map(|place| self.withhold_another(Some(place)))
            .find(|step| !matches!(step, Step::Exhausted))
            .unwrap_or(Step::Exhausted)
    }

    /// The sums that hold this cell, then those that hold hidden cells of these, and so on.
    pub fn sums_around(&self, cell: usize) -> Vec<&'a Vec<(usize, f64)>> {
        let mut order = Vec::new();
        let mut seen = vec![false; self.block.sums.len()];
        let mut queue = VecDeque::from([cell]);
        while let Some(cell) = queue.pop_front() {
            for (index, sum) in self.block.sums.iter().enumerate() {
                if !seen[index] && sum.iter().any(|(other, _)| *other == cell) {
                    seen[index] = true;
                    order.push(sum);
                    let hidden = sum.iter().map(|(other, _)| *other);
                    queue.extend(hidden.filter(|other| self.hidden[*other]));
                }
            }
        }
        order
    }

    /// Whether the hidden cells of a sum cannot give up as much as a secret needs to move.
    fn is_tight(&self, sum: &[(usize, f64)]) -> bool {
        let hidden: Vec<_> = sum.iter().filter(|(cell, _)| self.hidden[*cell]).collect();
        let room: u64 = hidden
            .iter()
            .map(|(cell, _)| self.block.value(*cell) - self.lower(*cell).min(self.block.value(*cell)))
            .sum();
        hidden.len() == 1 || (!hidden.is_empty() && room < u64::from(self.policy.k()) - 1)
    }

    /// The smallest shown count above zero of a sum; numbers of answers are not hidden one by one.
    fn cheapest_shown(&self, sum: &[(usize, f64)]) -> Option<usize> {
        let shown = sum.iter().map(|(cell, _)| *cell);
        shown
            .filter(|cell| !self.hidden[*cell] && cell % self.block.width > 0)
            .filter(|cell| self.is_open(cell / self.block.width))
            .filter(|cell| self.block.value(*cell) > 0)
            .min_by_key(|cell| (self.block.value(*cell), *cell))
    }

    fn has_hidden(&self, row: usize) -> bool {
        (0..self.block.width).any(|column| self.hidden[row * self.block.width + column])
    }

    /// The group of this grouping with the fewest answers that is not withheld yet, groups without answers last.
    fn withhold_another(&self, near: Option<&Place>) -> Step {
        let Some((grouping, _)) = near else {
            return Step::Exhausted;
        };
        let rows = self.block.rows_of(*grouping);
        rows.filter(|row| self.depth[*row] != Depth::Nothing)
            .min_by_key(|row| (self.block.values[*row][0] == 0, self.block.values[*row][0], *row))
            .map_or(Step::Exhausted, |row| Step::Withhold(self.block.places[row - 1]))
    }

    pub fn into_shown(self, width: usize) -> Shown {
        Shown { hidden: self.hidden.chunks(width).map(<[bool]>::to_vec).collect(), depth: self.depth }
    }
}
