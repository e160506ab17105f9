//! One block of cells that share sums: an item's total row and its rows by every grouping. Decides which of them to hide.
//!
//! The attacker is assumed to know every published cell and sum, the rules below, and that a hidden cell in a row that
//! otherwise shows its cells is at least 1, because zeros are shown there.

use std::collections::{BTreeSet, VecDeque};

use super::bounds::{Equation, Polytope};
use super::policy::Policy;

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
    values: Vec<Vec<u64>>,
    /// Per row after the total, in the same order.
    places: Vec<Place>,
    width: usize,
    /// Sums to zero: the total with +1, its parts with -1.
    sums: Vec<Vec<(usize, f64)>>,
}

impl Block {
    /// `groupings[g]` holds the rows of grouping `g`; each row is the number of answers, then the counts.
    pub fn new(total: Vec<u64>, groupings: &[(usize, Vec<Vec<u64>>)]) -> Self {
        let width = total.len();
        let mut block = Self {
            values: vec![total],
            places: Vec::new(),
            width,
            sums: Vec::new(),
        };
        for (grouping, rows) in groupings {
            let first = block.values.len();
            block.values.extend(rows.iter().cloned());
            block
                .places
                .extend((0..rows.len()).map(|group| (*grouping, group)));
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

    fn cells(&self) -> usize {
        self.values.len() * self.width
    }

    fn value(&self, cell: usize) -> u64 {
        self.values[cell / self.width][cell % self.width]
    }

    /// The rows of a grouping.
    fn rows_of(&self, grouping: usize) -> impl Iterator<Item = usize> + '_ {
        (1..self.values.len()).filter(move |row| self.places[row - 1].0 == grouping)
    }
}

fn sum(total: usize, parts: impl Iterator<Item = usize>) -> Vec<(usize, f64)> {
    std::iter::once((total, 1.0))
        .chain(parts.map(|part| (part, -1.0)))
        .collect()
}

enum Step {
    Hidden,
    Withhold(Place),
    Exhausted,
}

/// What is hidden so far.
struct Choice<'a> {
    block: &'a Block,
    policy: Policy,
    hidden: Vec<bool>,
    depth: Vec<Depth>,
}

impl<'a> Choice<'a> {
    fn new(block: &'a Block, policy: Policy, withheld: &BTreeSet<Place>) -> Self {
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

    fn take_total(&mut self, total: &Shown) {
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
    fn lower(&self, cell: usize) -> u64 {
        let (row, column) = (cell / self.block.width, cell % self.block.width);
        if self.depth[row] == Depth::Cells {
            return 1;
        }
        if column > 0 || row == 0 {
            return 0;
        }
        let grouping = self.block.places[row - 1].0;
        let all = self
            .block
            .rows_of(grouping)
            .all(|row| self.depth[row] == Depth::Nothing);
        // Groups without answers are shown as zero unless the whole grouping is withheld.
        if all {
            0
        } else {
            self.block.value(cell).min(1)
        }
    }

    /// Hides something more around a cell whose range is too narrow: first the cheapest cell of the nearest sum with too little
    /// room, then whole rows, then a group, then everything.
    fn hide_more(&mut self, cell: usize) -> Step {
        let width = self.block.width;
        if cell.is_multiple_of(width) {
            return self.withhold_another(self.block.places.get((cell / width).wrapping_sub(1)));
        }
        let near = self.sums_around(cell);
        let tight = near.iter().filter(|sum| self.is_tight(sum));
        let partner = tight
            .chain(near.iter())
            .find_map(|sum| self.cheapest_shown(sum));
        if let Some(partner) = partner {
            self.hidden[partner] = true;
            return Step::Hidden;
        }
        let rows = near
            .iter()
            .flat_map(|sum| sum.iter().map(|(cell, _)| cell / width));
        let row = std::iter::once(cell / width)
            .chain(rows)
            .find(|row| self.is_open(*row) && self.has_hidden(*row));
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
    fn sums_around(&self, cell: usize) -> Vec<&'a Vec<(usize, f64)>> {
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
            .map(|(cell, _)| {
                self.block.value(*cell) - self.lower(*cell).min(self.block.value(*cell))
            })
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
            .min_by_key(|row| {
                (
                    self.block.values[*row][0] == 0,
                    self.block.values[*row][0],
                    *row,
                )
            })
            .map_or(Step::Exhausted, |row| {
                Step::Withhold(self.block.places[row - 1])
            })
    }

    fn into_shown(self, width: usize) -> Shown {
        Shown {
            hidden: self.hidden.chunks(width).map(<[bool]>::to_vec).collect(),
            depth: self.depth,
        }
    }
}

/// The attacker's linear programs, one per component of hidden cells that share sums.
struct Program {
    /// Per cell: its component and its variable there.
    variable: Vec<Option<(usize, usize)>>,
    lower: Vec<u64>,
    components: Vec<Option<Polytope>>,
}

impl Program {
    fn new(block: &Block, choice: &Choice) -> Self {
        let cells = block.cells();
        let lower: Vec<_> = (0..cells).map(|cell| choice.lower(cell)).collect();
        let mut variable = vec![None; cells];
        let mut components = Vec::new();
        for cell in 0..cells {
            if !choice.hidden[cell] || variable[cell].is_some() {
                continue;
            }
            let sums = choice.sums_around(cell);
            let component = components.len();
            let mut count = 0;
            for (member, _) in sums.iter().copied().flatten().chain(&[(cell, 1.0)]) {
                if choice.hidden[*member] && variable[*member].is_none() {
                    variable[*member] = Some((component, count));
                    count += 1;
                }
            }
            let equations: Vec<_> = sums
                .iter()
                .map(|sum| {
                    let mut equation = Equation {
                        terms: Vec::new(),
                        right: 0.0,
                    };
                    for (member, sign) in *sum {
                        // Variables are measured from their lower bound.
                        let known = match variable[*member] {
                            Some((_, index)) => {
                                equation.terms.push((index, *sign));
                                lower[*member]
                            }
                            None => block.value(*member),
                        };
                        equation.right -= sign * known as f64;
                    }
                    equation
                })
                .collect();
            components.push(Polytope::new(count, &equations));
        }
        Self {
            variable,
            lower,
            components,
        }
    }

    /// The range of a hidden cell; `None` only if rounding broke the program, which counts as exposed.
    fn range(&mut self, cell: usize, low: f64, high: f64) -> Option<(f64, f64)> {
        let (component, variable) = self.variable[cell]?;
        let lower = self.lower[cell] as f64;
        let polytope = self.components[component].as_mut()?;
        let (smallest, largest) = polytope.range(variable, low - lower, high - lower);
        Some((smallest + lower, largest + lower))
    }

    /// Whether the attacker must allow every value from `low` to `high`.
    fn covers(&mut self, cell: usize, low: u64, high: u64) -> bool {
        let (low, high) = (low as f64, high as f64);
        self.range(cell, low, high)
            .is_some_and(|(smallest, largest)| smallest <= low + 1e-6 && largest >= high - 1e-6)
    }

    /// A hidden cell that is no secret and follows from what is published is shown: hiding it would only look like protection.
    fn show_determined(&mut self, block: &Block, choice: &mut Choice, policy: Policy) {
        for cell in 0..block.cells() {
            if !choice.hidden[cell] || policy.is_small(block.value(cell)) {
                continue;
            }
            let value = block.value(cell) as f64;
            let range = self.range(cell, value - 1.0, value + 1.0);
            if range.is_some_and(|(smallest, largest)| largest - smallest < 1e-6) {
                choice.hidden[cell] = false;
            }
        }
    }
}
