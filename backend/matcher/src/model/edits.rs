//! Edits of a solved market, each followed by the few searches that make it the best again, and each undone by another.

use super::edit::{Changed, Edit, EditError, Withheld};
use super::lists::Arc;
use super::{Column, FAR, Model, NOBODY, Place, Row};
use crate::worth::{Worth, whole};
use std::ops::ControlFlow;

impl Model {
    /// Applies an edit and makes the assignment the best again.
    ///
    /// # Errors
    /// See [`EditError`]; nothing has changed then.
    pub fn apply(&mut self, edit: Edit) -> Result<Changed, EditError> {
        self.moved.clear();
        let undo = self.change(edit)?;
        let _ = self.settle(&mut |_| ControlFlow::Continue(()));
        let mut moved: Vec<(u32, Option<u32>, Option<u32>)> = self
            .moved
            .iter()
            .map(|(row, before)| (*row, named(*before), named(self.rows[*row as usize].column)))
            .filter(|(_, before, after)| before != after)
            .collect();
        moved.sort_unstable();
        Ok(Changed { moved, undo })
    }

    fn change(&mut self, edit: Edit) -> Result<Edit, EditError> {
        match edit {
            Edit::Lock { row, column } => self.lock(row, column),
            Edit::Unlock { row } => self.unlock(row),
            Edit::Veto { row, column } => self.veto(row, column),
            Edit::LiftVeto { row, column } => self.lift_veto(row, column),
            Edit::RowLeaves { row } => self.row_leaves(row),
            Edit::RowReturns { row } => self.row_returns(row),
            Edit::ColumnLeaves { column } => self.column_leaves(column),
            Edit::ColumnReturns { column } => self.column_returns(column),
            Edit::Capacity { column, seats } => self.change_capacity(column, seats),
            Edit::NewRow { key, choices } => self.new_row(key, &choices),
            Edit::NewColumn { key, seats, choices } => self.new_column(key, seats, &choices),
            Edit::Score { row, column, score } => self.change_score(row, column, score),
            Edit::Forbid { row, column } => self.forbid(row, column),
            Edit::Withhold { row, column, points } => self.withhold(row, column, points),
        }
    }

    fn known_row(&self, row: u32) -> Result<usize, EditError> {
        let found = self.rows.get(row as usize).filter(|row| !row.left);
        found.map(|_| row as usize).ok_or(EditError::Unknown)
    }

    fn known_column(&self, column: u32) -> Result<usize, EditError> {
        let found = self.columns.get(column as usize).filter(|column| !column.left);
        found.map(|_| column as usize).ok_or(EditError::Unknown)
    }

    fn lock(&mut self, row: u32, column: u32) -> Result<Edit, EditError> {
        let (row_at, column_at) = (self.known_row(row)?, self.known_column(column)?);
        if self.rows[row_at].locked {
            return Err(EditError::Locked);
        }
        if self.columns[column_at].seats() == 0 {
            return Err(EditError::NoSeat);
        }
        self.unseat(row_at);
        self.note_move(row_at);
        self.rows[row_at].locked = true;
        self.rows[row_at].gain = 0;
        self.rows[row_at].column = column;
        self.columns[column_at].locked += 1;
        self.make_room(column_at);
        Ok(Edit::Unlock { row })
    }

    fn unlock(&mut self, row: u32) -> Result<Edit, EditError> {
        let at = self.known_row(row)?;
        if !self.rows[at].locked {
            return Err(EditError::NotLocked);
        }
        let column = self.rows[at].column;
        self.note_move(at);
        self.rows[at].locked = false;
        self.rows[at].column = NOBODY;
        self.columns[column as usize].locked -= 1;
        self.columns_to_settle.push(column);
        self.enter(at);
        Ok(Edit::Lock { row, column })
    }

    fn veto(&mut self, row: u32, column: u32) -> Result<Edit, EditError> {
        let (at, _) = (self.known_row(row)?, self.known_column(column)?);
        if self.vetoed.contains_key(&(row, column)) {
            return Err(EditError::NothingToDo);
        }
        if self.rows[at].locked && self.rows[at].column == column {
            return Err(EditError::Locked);
        }
        let score = self.cut(row, column);
        self.vetoed.insert((row, column), score);
        Ok(Edit::LiftVeto { row, column })
    }

    fn lift_veto(&mut self, row: u32, column: u32) -> Result<Edit, EditError> {
        self.known_row(row)?;
        self.known_column(column)?;
        let score = self.vetoed.remove(&(row, column)).ok_or(EditError::NothingToDo)?;
        if let Some(score) = score {
            self.join(row, column, score);
        }
        Ok(Edit::Veto { row, column })
    }

    fn row_leaves(&mut self, row: u32) -> Result<Edit, EditError> {
        let at = self.known_row(row)?;
        if self.rows[at].locked {
            return Err(EditError::Locked);
        }
        self.unseat(at);
        self.rows[at].left = true;
        self.rows[at].gain = 0;
        Ok(Edit::RowReturns { row })
    }

    fn row_returns(&mut self, row: u32) -> Result<Edit, EditError> {
        let at = row as usize;
        if !self.rows.get(at).ok_or(EditError::Unknown)?.left {
            return Err(EditError::NothingToDo);
        }
        self.rows[at].left = false;
        self.enter(at);
        Ok(Edit::RowLeaves { row })
    }

    fn column_leaves(&mut self, column: u32) -> Result<Edit, EditError> {
        let at = self.known_column(column)?;
        if self.columns[at].locked > 0 {
            return Err(EditError::Locked);
        }
        self.columns[at].left = true;
        self.make_room(at);
        Ok(Edit::ColumnReturns { column })
    }

    fn column_returns(&mut self, column: u32) -> Result<Edit, EditError> {
        if !self.columns.get(column as usize).ok_or(EditError::Unknown)?.left {
            return Err(EditError::NothingToDo);
        }
        self.columns[column as usize].left = false;
        self.columns_to_settle.push(column);
        Ok(Edit::ColumnLeaves { column })
    }

    fn change_capacity(&mut self, column: u32, seats: u32) -> Result<Edit, EditError> {
        let at = self.known_column(column)?;
        if seats < self.columns[at].locked {
            return Err(EditError::NoSeat);
        }
        let before = std::mem::replace(&mut self.columns[at].capacity, seats);
        self.make_room(at);
        self.columns_to_settle.push(column);
        Ok(Edit::Capacity { column, seats: before })
    }

    fn new_row(&mut self, key: u64, choices: &[Arc]) -> Result<Edit, EditError> {
        if choices.iter().any(|arc| arc.to as usize >= self.columns.len()) {
            return Err(EditError::Unknown);
        }
        let at = self.rows.len();
        self.rows.push(Row { key, gain: 0, column: NOBODY, locked: false, left: false });
        self.of_rows.add_list();
        for arc in choices {
            self.of_rows.push(at, *arc);
            self.of_columns.push(arc.to as usize, Arc { to: at as u32, score: arc.score });
        }
        self.enter(at);
        Ok(Edit::RowLeaves { row: at as u32 })
    }

    fn new_column(&mut self, key: u64, seats: u32, choices: &[Arc]) -> Result<Edit, EditError> {
        if choices.iter().any(|arc| arc.to as usize >= self.rows.len()) {
            return Err(EditError::Unknown);
        }
        let at = self.columns.len();
        self.columns.push(Column { key, capacity: seats, locked: 0, left: false, holders: Vec::new() });
        self.search.add_column();
        self.of_columns.add_list();
        // Dear enough at first that nobody gains by it; the search lowers the price.
        let mut price: Worth = 0;
        for arc in choices {
            self.of_columns.push(at, *arc);
            self.of_rows.push(arc.to as usize, Arc { to: at as u32, score: arc.score });
            let row = &self.rows[arc.to as usize];
            price = price.max(self.worth(arc.to as usize, at, arc.score) - row.gain);
        }
        self.places.push(Place { price, distance: FAR });
        self.columns_to_settle.push(at as u32);
        Ok(Edit::ColumnLeaves { column: at as u32 })
    }

    fn change_score(&mut self, row: u32, column: u32, score: i32) -> Result<Edit, EditError> {
        self.known_row(row)?;
        self.known_column(column)?;
        if let Some(vetoed) = self.vetoed.get_mut(&(row, column)) {
            let before = vetoed.replace(score);
            return Ok(before.map_or(Edit::Forbid { row, column }, |score| Edit::Score {
                row,
                column,
                score,
            }));
        }
        let before = self.cut(row, column);
        self.join(row, column, score);
        Ok(before.map_or(Edit::Forbid { row, column }, |score| Edit::Score { row, column, score }))
    }

    fn forbid(&mut self, row: u32, column: u32) -> Result<Edit, EditError> {
        self.known_row(row)?;
        self.known_column(column)?;
        let before = match self.vetoed.get_mut(&(row, column)) {
            Some(vetoed) => vetoed.take(),
            None => self.cut(row, column),
        };
        before.map(|score| Edit::Score { row, column, score }).ok_or(EditError::NothingToDo)
    }

    fn withhold(&mut self, row: u32, column: u32, Withheld(points): Withheld) -> Result<Edit, EditError> {
        self.known_row(row)?;
        self.known_column(column)?;
        let points = Withheld(self.of_rows.withhold(row, column, points));
        Ok(Edit::Withhold { row, column, points })
    }

    /// Takes the pair out of the lists, and apart when it was assigned.
    fn cut(&mut self, row: u32, column: u32) -> Option<i32> {
        let at = row as usize;
        let score = self.of_rows.remove(at, column as usize);
        self.of_columns.remove(column as usize, at);
        if score.is_some() && self.rows[at].is_open() && self.rows[at].column == column {
            self.unseat(at);
            self.enter(at);
        }
        score
    }

    /// Puts the pair into the lists; a row that gains by it leaves its seat to look again.
    pub(super) fn join(&mut self, row: u32, column: u32, score: i32) {
        let at = row as usize;
        self.of_rows.push(at, Arc { to: column, score });
        self.of_columns.push(column as usize, Arc { to: row, score });
        let gain = self.worth(at, column as usize, score) - self.places[column as usize].price;
        if self.rows[at].is_open() && gain > self.rows[at].gain {
            self.unseat(at);
            self.rows[at].gain = gain;
            self.rows_to_settle.push(row);
        }
    }

    /// A row without a seat asks for what it likes best at today's prices.
    fn enter(&mut self, row: usize) {
        self.note_move(row);
        self.rows[row].gain = self.best_choice(row).0;
        self.rows_to_settle.push(row as u32);
    }

    /// Takes seats from holders until the column has no more of them than seats.
    fn make_room(&mut self, column: usize) {
        while self.columns[column].holders.len() > self.columns[column].seats() as usize {
            let row = self.columns[column].holders[0];
            self.unseat(row as usize);
            self.rows_to_settle.push(row);
        }
    }

    pub(super) fn vetoed_score(&self, row: usize, column: usize) -> Option<i32> {
        self.vetoed.get(&(row as u32, column as u32)).copied().flatten()
    }

    /// What the assignment is worth in the objective's number: all pairs in the lists, locked ones too. Not for display
    /// where some points are withheld.
    #[must_use]
    pub fn value(&self) -> i128 {
        let worth = |at: usize| {
            let column = self.column_of(at)?;
            let score = self.score(at, column).or_else(|| self.vetoed_score(at, column))?;
            Some(whole(self.unit.of(score)))
        };
        (0..self.rows.len()).filter_map(worth).map(|worth| i128::from(crate::worth::split(worth).0)).sum()
    }
}

fn named(column: u32) -> Option<u32> {
    (column != NOBODY).then_some(column)
}
