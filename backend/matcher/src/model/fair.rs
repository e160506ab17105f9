//! A market that keeps the objective 'raise the worst served' under edits.
//!
//! Only pairs that reach the lowest points are in the question; how many that are may change with every edit. So the
//! pairs of the round are kept beside the market, the lowest points are found anew after each edit, and pairs between
//! the old and the new ones enter or leave the market, each mended by one search. The assignment is the one best of the
//! state, as if it were solved afresh. What is raised are points as they are told; what is withheld counts in the sum.

use super::{Arc, Changed, Cover, Edit, EditError, Lists, Model, Raised, Sides, raise};
use crate::worth::Unit;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::ControlFlow;

/// See the module.
#[derive(Clone)]
pub struct FairModel {
    model: Model,
    /// Every pair that may meet, vetoed or not, whatever its score.
    pairs: Vec<Vec<Arc>>,
    vetoed: BTreeSet<(u32, u32)>,
    raised: Raised,
}

// As for [`Model`].
impl fmt::Debug for FairModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FairModel").field("model", &self.model).finish_non_exhaustive()
    }
}

impl FairModel {
    /// The best assignment of a market without locks. `step` as for [`Model::solve`].
    pub fn solve(
        sides: Sides,
        lists: &Lists,
        unit: Unit,
        step: &mut dyn FnMut(f64) -> ControlFlow<()>,
    ) -> ControlFlow<(), Self> {
        let seats: Vec<u32> = sides.columns.iter().map(|column| column.1).collect();
        let raised = raise(&lists.told(), &|_| true, &seats);
        let pairs: Vec<Vec<Arc>> = (0..lists.len()).map(|row| lists.of(row).to_vec()).collect();
        let reaches =
            |row: usize, arc: &Arc| arc.score - lists.withheld(row, arc.to as usize) >= raised.least_score;
        let inside = lists_of(
            pairs
                .iter()
                .enumerate()
                .map(|(row, arcs)| arcs.iter().filter(move |arc| reaches(row, arc)).copied()),
        );
        let model = Model::solve(sides, inside.withholding(lists), unit, &[], step)?;
        ControlFlow::Continue(Self { model, pairs, vetoed: BTreeSet::new(), raised })
    }

    /// The market: who sits where, and at what prices.
    #[must_use]
    pub const fn model(&self) -> &Model {
        &self.model
    }

    /// The lowest points, as they are told, that somebody who is not locked has; 0 where there is nobody.
    #[must_use]
    pub const fn least_points(&self) -> i32 {
        self.raised.least_score
    }

    /// Why as many are matched and no more, and why the lowest points can be no more.
    #[must_use]
    pub const fn covers(&self) -> (&Cover, Option<&Cover>) {
        (&self.raised.most, self.raised.above.as_ref())
    }

    /// Applies an edit, raises the lowest points again, and makes the assignment the best again. Takes about as long as
    /// raising does: a look at every pair for each step of a bisection.
    ///
    /// # Errors
    /// As [`Model::apply`]; nothing has changed then.
    pub fn apply(&mut self, edit: Edit) -> Result<Changed, EditError> {
        let before: Vec<Option<usize>> = self.seats();
        let (row, column) = self.place_of(&edit);
        let undo = self.change(edit)?;
        self.raise_again(row, column);
        let moved = self.seats().into_iter().enumerate().filter_map(|(at, after)| {
            let named = |column: Option<usize>| column.map(|column| column as u32);
            let before = before.get(at).copied().flatten();
            (before != after).then(|| (at as u32, named(before), named(after)))
        });
        Ok(Changed { moved: moved.collect(), undo })
    }

    fn seats(&self) -> Vec<Option<usize>> {
        (0..self.model.row_count()).map(|row| self.model.column_of(row)).collect()
    }

    /// The row and the column whose pairs the edit touches.
    fn place_of(&self, edit: &Edit) -> (Option<u32>, Option<u32>) {
        match edit {
            Edit::Lock { row, .. }
            | Edit::Unlock { row }
            | Edit::RowReturns { row }
            | Edit::Veto { row, .. }
            | Edit::LiftVeto { row, .. }
            | Edit::Score { row, .. }
            | Edit::Forbid { row, .. }
            | Edit::Withhold { row, .. } => (Some(*row), None),
            Edit::NewRow { .. } => (Some(self.model.row_count() as u32), None),
            Edit::NewColumn { .. } => (None, Some(self.model.column_count() as u32)),
            Edit::ColumnReturns { column } => (None, Some(*column)),
            Edit::RowLeaves { .. } | Edit::ColumnLeaves { .. } | Edit::Capacity { .. } => (None, None),
        }
    }

    /// The edit in the market and in the pairs, and the one that takes it back.
    fn change(&mut self, edit: Edit) -> Result<Edit, EditError> {
        match edit {
            Edit::Score { row, column, score } => {
                self.model.apply(edit)?;
                let before = self.forget(row, column);
                self.pairs[row as usize].push(Arc { to: column, score });
                Ok(before.map_or(Edit::Forbid { row, column }, |score| Edit::Score { row, column, score }))
            }
            Edit::Forbid { row, column } => {
                // The market may not hold it, and then has nothing to do.
                match self.model.apply(edit) {
                    Ok(_) | Err(EditError::NothingToDo) => {}
                    Err(error) => return Err(error),
                }
                let before = self.forget(row, column).ok_or(EditError::NothingToDo)?;
                Ok(Edit::Score { row, column, score: before })
            }
            Edit::NewRow { ref choices, .. } => {
                let choices = choices.clone();
                let undo = self.model.apply(edit)?.undo;
                self.pairs.push(choices);
                Ok(undo)
            }
            Edit::NewColumn { ref choices, .. } => {
                let (to, choices) = (self.model.column_count() as u32, choices.clone());
                let undo = self.model.apply(edit)?.undo;
                for Arc { to: row, score } in choices {
                    self.pairs[row as usize].push(Arc { to, score });
                }
                Ok(undo)
            }
            Edit::Veto { row, column } => {
                let undo = self.model.apply(edit)?.undo;
                self.vetoed.insert((row, column));
                Ok(undo)
            }
            Edit::LiftVeto { row, column } => {
                let undo = self.model.apply(edit)?.undo;
                self.vetoed.remove(&(row, column));
                Ok(undo)
            }
            _ => Ok(self.model.apply(edit)?.undo),
        }
    }

    /// Takes the pair out of those of the round.
    fn forget(&mut self, row: u32, column: u32) -> Option<i32> {
        let arcs = &mut self.pairs[row as usize];
        let at = arcs.iter().position(|arc| arc.to == column)?;
        Some(arcs.swap_remove(at).score)
    }

    /// Finds the lowest points of the state, and has the market hold the pairs that reach them, and all of locked rows.
    fn raise_again(&mut self, row: Option<u32>, column: Option<u32>) {
        let allowed = |row: usize, arc: &&Arc| !self.vetoed.contains(&(row as u32, arc.to));
        let rows = self.pairs.iter().enumerate();
        let lists =
            lists_of(rows.map(|(row, arcs)| arcs.iter().filter(move |arc| allowed(row, arc)).copied()))
                .withholding(&self.model.of_rows);
        let seats: Vec<u32> = self.model.columns.iter().map(super::Column::seats).collect();
        let raised = raise(&lists.told(), &|row| self.model.rows[row].is_open(), &seats);
        let (old, new) = (self.raised.least_score, raised.least_score);
        let between = old.min(new)..old.max(new);
        let mut edits = Vec::new();
        for at in 0..lists.len() {
            let (to_row, is_locked) = (Some(at as u32) == row, self.model.rows[at].locked);
            for arc in lists.of(at) {
                let points = arc.score - lists.withheld(at, arc.to as usize);
                if !to_row && Some(arc.to) != column && !between.contains(&points) {
                    continue;
                }
                let is_wanted = is_locked || points >= new;
                let (row, column, score) = (at as u32, arc.to, arc.score);
                if self.model.score(at, column as usize).is_some() != is_wanted {
                    edits.push(if is_wanted {
                        Edit::Score { row, column, score }
                    } else {
                        Edit::Forbid { row, column }
                    });
                }
            }
        }
        self.raised = raised;
        for edit in edits {
            // People who have left are not known to the market, and their pairs are settled when they return.
            let _ = self.model.apply(edit);
        }
    }
}

fn lists_of<A: Iterator<Item = Arc>>(rows: impl Iterator<Item = A>) -> Lists {
    let (mut arcs, mut ends) = (Vec::new(), Vec::new());
    for row in rows {
        arcs.extend(row);
        ends.push(arcs.len() as u32);
    }
    Lists::new(&ends, arcs)
}
