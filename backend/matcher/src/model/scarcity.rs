//! From the most fit to the most pairs: what a pair is worth is raised for all at once, and only rows that had been
//! left out look again.
//!
//! They look together. One search grows a tree from each of them while all gains fall alike; where a tree comes upon a
//! free seat its row is seated, that tree alone is cut down, and the others go on growing (the growing forest of
//! Kuhn's method, as in Galil, 1986). So the scarce part of a market is walked once, and not once for each row that
//! can or cannot be seated.

use super::{FAR, Model, NOBODY};
use crate::worth::{TIE_LIMIT, Unit, Worth, tie, whole};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::ControlFlow;

/// Trees that grow together. Times are distances from all roots.
struct Forest {
    heap: BinaryHeap<Reverse<(Worth, u32)>>,
    /// Per row: when it was reached.
    reached: Vec<Worth>,
    /// Per column: when it was reached, or would be, and by which row.
    time: Vec<Worth>,
    by_row: Vec<u32>,
    is_closed: Vec<bool>,
}

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
        self.seat_together(&waiting, more, step)
    }

    /// Seats as many of `rows` as can be; each gains `gain` and is left out when that is used up.
    fn seat_together(
        &mut self,
        rows: &[u32],
        gain: Worth,
        step: &mut dyn FnMut(f64) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let columns = self.columns.len();
        let mut forest = Forest {
            heap: BinaryHeap::new(),
            reached: vec![FAR; self.rows.len()],
            time: vec![FAR; columns],
            by_row: vec![NOBODY; columns],
            is_closed: vec![false; columns],
        };
        for row in rows {
            self.grow_from(&mut forest, *row, 0, gain);
        }
        let mut closed = 0_usize;
        while let Some(Reverse((time, column))) = forest.heap.pop() {
            let at = column as usize;
            if forest.is_closed[at] || forest.time[at] != time {
                continue;
            }
            if self.columns[at].has_free_seat() {
                self.pass_on(&mut forest, column, time, gain);
                continue;
            }
            forest.is_closed[at] = true;
            closed += 1;
            if closed.is_multiple_of(4096) {
                step((closed as f64 / columns as f64).min(1.0))?;
            }
            for held in 0..self.columns[at].holders.len() {
                let holder = self.columns[at].holders[held];
                self.grow_from(&mut forest, holder, time, gain);
            }
        }
        for at in 0..columns {
            if forest.is_closed[at] {
                self.places[at].price += gain - forest.time[at];
            }
        }
        for (row, reached) in self.rows.iter_mut().zip(&forest.reached) {
            if *reached != FAR {
                row.gain -= gain - reached;
            }
        }
        ControlFlow::Continue(())
    }

    /// Reaches a row at a time, and through it columns later; those after `end` are not looked at.
    fn grow_from(&self, forest: &mut Forest, row: u32, time: Worth, end: Worth) {
        forest.reached[row as usize] = time;
        let (key, gain) = (self.rows[row as usize].key, self.rows[row as usize].gain);
        for arc in self.of_rows.of(row as usize) {
            let at = arc.to as usize;
            let most = time + gain + self.places[at].price - whole(self.unit.of(arc.score));
            let before = forest.time[at].min(end);
            if most - TIE_LIMIT >= before {
                continue;
            }
            let through = most - Worth::from(tie(key, self.columns[at].key));
            if through < before {
                forest.time[at] = through;
                forest.by_row[at] = row;
                forest.heap.push(Reverse((through, arc.to)));
            }
        }
    }

    /// Seats the root of the tree that found a free seat, and cuts that tree down.
    fn pass_on(&mut self, forest: &mut Forest, free: u32, time: Worth, end: Worth) {
        let mut root = forest.by_row[free as usize];
        while self.rows[root as usize].column != NOBODY {
            root = forest.by_row[self.rows[root as usize].column as usize];
        }
        // The tree: rows and the columns they reach, closed or not.
        let (mut rows, mut columns) = (vec![root], Vec::new());
        let mut at = 0;
        while let Some(row) = rows.get(at).copied() {
            for arc in self.of_rows.of(row as usize) {
                let column = arc.to as usize;
                if forest.by_row[column] == row {
                    columns.push(arc.to);
                    if forest.is_closed[column] {
                        rows.extend(&self.columns[column].holders);
                    }
                }
            }
            at += 1;
        }
        for row in &rows {
            let reached = std::mem::replace(&mut forest.reached[*row as usize], FAR);
            self.rows[*row as usize].gain -= time - reached;
        }
        for column in &columns {
            let at = *column as usize;
            if std::mem::replace(&mut forest.is_closed[at], false) {
                self.places[at].price += time - forest.time[at];
            }
        }
        let (mut column, mut entering) = (free, forest.by_row[free as usize]);
        loop {
            let before = std::mem::replace(&mut self.rows[entering as usize].column, column);
            self.columns[column as usize].holders.push(entering);
            if before == NOBODY {
                break;
            }
            self.columns[before as usize].holders.retain(|holder| *holder != entering);
            (column, entering) = (before, forest.by_row[before as usize]);
        }
        for column in columns {
            let at = column as usize;
            (forest.time[at], forest.by_row[at]) = (FAR, NOBODY);
            for arc in self.of_columns.of(at) {
                let reached = forest.reached[arc.to as usize];
                if reached == FAR {
                    continue;
                }
                let row = &self.rows[arc.to as usize];
                let most = reached + row.gain + self.places[at].price - whole(self.unit.of(arc.score));
                let through = most - Worth::from(tie(row.key, self.columns[at].key));
                if through < forest.time[at].min(end) {
                    (forest.time[at], forest.by_row[at]) = (through, arc.to);
                }
            }
            if forest.time[at] != FAR {
                forest.heap.push(Reverse((forest.time[at], column)));
            }
        }
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
