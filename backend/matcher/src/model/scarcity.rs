//! From the most fit to the most pairs: what a pair is worth is raised for all at once, and only rows that had been
//! left out look again.
//!
//! Most of them can never be seated, because those who could make room are as stuck as they are (Hall, 1935). A search
//! each would walk the whole of the scarce part every time. So those are found first, backwards from the free seats,
//! and one search from all of them lifts the prices there together.

use super::{Model, NOBODY};
use crate::worth::{Unit, whole};
use std::ops::ControlFlow;

impl Model {
    /// Gives every pair the worth of `unit`, which differs from today's by a sum for each pair, and settles again.
    pub(super) fn prefer_pairs(
        &mut self,
        unit: Unit,
        step: &mut dyn FnMut(f64) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let more = whole(unit.per_pair - self.unit.per_pair);
        self.unit = unit;
        let mut waiting = Vec::new();
        for at in 0..self.rows.len() {
            if self.rows[at].is_open() && !self.of_rows.of(at).is_empty() {
                self.rows[at].gain += more;
                if self.rows[at].column == NOBODY {
                    waiting.push(at as u32);
                }
            }
        }
        let all = waiting.len().max(1) as f64;
        while !waiting.is_empty() {
            step(1.0 - waiting.len() as f64 / all)?;
            let can_be_seated = self.who_can_be_seated();
            let (hopeful, stuck): (Vec<u32>, Vec<u32>) =
                waiting.iter().partition(|row| can_be_seated[**row as usize]);
            self.seat_together(&stuck);
            waiting = hopeful;
            while let Some(row) = waiting.pop() {
                self.seat(row as usize);
                if self.rows[row as usize].column == NOBODY {
                    // The last way to free seats was used up, or somebody else was left out instead.
                    break;
                }
            }
        }
        self.rows_to_settle.clear();
        ControlFlow::Continue(())
    }

    /// Per row: whether seats can be passed on so that the row gets one and nobody loses theirs.
    fn who_can_be_seated(&self) -> Vec<bool> {
        let mut rows = vec![false; self.rows.len()];
        let mut seen: Vec<bool> = self.columns.iter().map(super::Column::has_free_seat).collect();
        let mut open: Vec<u32> = (0..seen.len() as u32).filter(|at| seen[*at as usize]).collect();
        while let Some(column) = open.pop() {
            for arc in self.of_columns.of(column as usize) {
                let row = &self.rows[arc.to as usize];
                if !row.is_open() || std::mem::replace(&mut rows[arc.to as usize], true) {
                    continue;
                }
                if row.column != NOBODY && !std::mem::replace(&mut seen[row.column as usize], true) {
                    open.push(row.column);
                }
            }
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Arc, Lists, Model, Sides};
    use crate::worth::{Unit, mentee_key, mentor_key};
    use std::ops::ControlFlow;

    #[test]
    fn one_more_pair_is_worth_any_points() {
        // Row 0 fits column 0 well and column 1 not at all; row 1 may meet column 0 alone.
        let arc = |to, score| Arc { to, score };
        let solved = |unit| {
            let lists = Lists::new(&[2, 3], vec![arc(0, 1000), arc(1, 0), arc(0, 3)]);
            let rows = vec![mentee_key("a"), mentee_key("b")];
            let columns = vec![(mentor_key("x"), 1), (mentor_key("y"), 1)];
            let found =
                Model::solve(Sides { rows, columns }, lists, unit, &[], &mut |_| ControlFlow::Continue(()));
            let ControlFlow::Continue(model) = found else { panic!("nobody stopped it") };
            [model.column_of(0), model.column_of(1)]
        };
        assert_eq!(solved(Unit::MOST_FIT), [Some(0), None]);
        assert_eq!(solved(Unit::most_pairs(1000)), [Some(1), Some(0)]);
    }
}
