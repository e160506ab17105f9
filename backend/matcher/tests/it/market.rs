//! The bare market: the one best assignment by brute force, ties included, and edits against solving afresh.

use crate::oracle::model;
use crate::pool::Dice;
use matcher::model::{Arc, Edit, EditError, Model, Withheld};
use matcher::{MAX_SCORE, Unit, mentee_key, mentor_key, tie};

const NEVER: i64 = -1;

/// A small market as a table, to be changed and solved afresh.
#[derive(Clone)]
struct Table {
    scores: Vec<Vec<i64>>,
    /// Of each score, what is told nowhere.
    withheld: Vec<Vec<u32>>,
    seats: Vec<u32>,
    locks: Vec<Option<usize>>,
    vetoes: Vec<(usize, usize)>,
    rows_left: Vec<bool>,
    columns_left: Vec<bool>,
    unit: Unit,
}

fn table(dice: &mut Dice, most: usize) -> Table {
    let (rows, columns) = (1 + dice.below(most), 1 + dice.below(most));
    // A published pair may have twice the highest score.
    let top = 2 * MAX_SCORE as usize;
    let range = [0, 1, 3, 100, top][dice.below(5)];
    let only_ends = dice.one_in(4);
    let obstacles = 1 + dice.below(4);
    let most_seats = 1 + dice.below(3);
    let most_withheld = [0, 1, 30][dice.below(3)];
    let score = |dice: &mut Dice| match (dice.one_in(obstacles + 1), only_ends) {
        (true, _) => NEVER,
        (_, true) => [0, range as i64][dice.below(2)],
        _ => dice.below(range + 1) as i64,
    };
    Table {
        scores: (0..rows).map(|_| (0..columns).map(|_| score(dice)).collect()).collect(),
        withheld: (0..rows)
            .map(|_| (0..columns).map(|_| dice.below(most_withheld + 1) as u32).collect())
            .collect(),
        seats: (0..columns).map(|_| dice.below(most_seats + 1) as u32).collect(),
        locks: vec![None; rows],
        vetoes: Vec::new(),
        rows_left: vec![false; rows],
        columns_left: vec![false; columns],
        unit: if dice.one_in(2) { Unit::MOST_FIT } else { Unit::most_pairs(2 * MAX_SCORE) },
    }
}

impl Table {
    fn may_meet(&self, row: usize, column: usize) -> bool {
        self.scores[row][column] != NEVER
            && !self.vetoes.contains(&(row, column))
            && !self.rows_left[row]
            && !self.columns_left[column]
    }

    /// Solved from nothing: what has left or is vetoed is not even there; locks are applied as edits before any other.
    fn solved(&self) -> Model {
        let scores: Vec<Vec<i64>> = (0..self.scores.len())
            .map(|row| {
                let columns = 0..self.seats.len();
                columns.map(|c| if self.may_meet(row, c) { self.scores[row][c] } else { NEVER }).collect()
            })
            .collect();
        let seats = self.seats.iter().zip(&self.columns_left).map(|(s, left)| if *left { 0 } else { *s });
        let mut model = model(&scores, &seats.collect::<Vec<_>>(), self.unit);
        for (row, withheld) in self.withheld.iter().enumerate() {
            for (column, points) in withheld.iter().enumerate() {
                let (row, column, points) = (row as u32, column as u32, Withheld(*points));
                let changed = model.apply(Edit::Withhold { row, column, points }).expect("a pair");
                assert!(changed.moved.is_empty());
            }
        }
        for (row, lock) in self.locks.iter().enumerate() {
            if let Some(column) = lock {
                model.apply(Edit::Lock { row: row as u32, column: *column as u32 }).expect("a lock");
            }
        }
        model
    }

    /// An answer as anybody can add it up: its points, its pairs, and its ties.
    fn told(&self, chosen: &[Option<usize>]) -> (i64, i64, i128) {
        let mut told = (0, 0, 0);
        for (row, column) in chosen.iter().enumerate() {
            let Some(column) = *column else { continue };
            told.0 += self.scores[row][column] - i64::from(self.withheld[row][column]);
            told.1 += 1;
            told.2 += i128::from(tie(mentee_key(&row.to_string()), mentor_key(&column.to_string())));
        }
        told
    }

    fn best(&self) -> (i128, i128, Vec<Option<usize>>) {
        let mut seats = self.seats.clone();
        let mut best = (-1, 0, Vec::new());
        self.search(&mut seats, &mut Vec::new(), (0, 0), &mut best);
        best
    }

    fn search(
        &self,
        seats: &mut Vec<u32>,
        chosen: &mut Vec<Option<usize>>,
        value: (i128, i128),
        best: &mut (i128, i128, Vec<Option<usize>>),
    ) {
        let row = chosen.len();
        if row == self.scores.len() {
            if value > (best.0, best.1) {
                *best = (value.0, value.1, chosen.clone());
            }
            return;
        }
        if self.locks[row].is_none() {
            chosen.push(None);
            self.search(seats, chosen, value, best);
            chosen.pop();
        }
        for column in 0..seats.len() {
            let is_allowed = match self.locks[row] {
                Some(locked) => locked == column,
                None => self.may_meet(row, column),
            };
            if is_allowed && seats[column] > 0 {
                seats[column] -= 1;
                chosen.push(Some(column));
                let lot = tie(mentee_key(&row.to_string()), mentor_key(&column.to_string()));
                let worth = i128::from(self.unit.of(self.scores[row][column] as i32));
                self.search(seats, chosen, (value.0 + worth, value.1 + i128::from(lot)), best);
                chosen.pop();
                seats[column] += 1;
            }
        }
    }

    /// A random edit that may be refused; the table follows when it is not.
    fn edit(&mut self, dice: &mut Dice, model: &mut Model) -> Result<Edit, EditError> {
        let (row_at, column_at) = (dice.below(self.scores.len()), dice.below(self.seats.len()));
        let (row, column) = (row_at as u32, column_at as u32);
        let edit = match dice.below(12) {
            0 if self.scores[row_at][column_at] != NEVER && self.may_meet(row_at, column_at) => {
                Edit::Lock { row, column }
            }
            1 => Edit::Unlock { row },
            2 => Edit::Veto { row, column },
            3 => Edit::LiftVeto { row, column },
            4 => Edit::RowLeaves { row },
            5 => Edit::RowReturns { row },
            6 => Edit::ColumnLeaves { column },
            7 => Edit::ColumnReturns { column },
            8 => Edit::Capacity { column, seats: dice.below(4) as u32 },
            9 => Edit::Score { row, column, score: dice.below(100) as i32 },
            10 => Edit::Withhold { row, column, points: Withheld(dice.below(40) as u32) },
            _ => Edit::Forbid { row, column },
        };
        let is_lock_in_use = self.locks[row_at] == Some(column_at);
        if is_lock_in_use && matches!(edit, Edit::Forbid { .. } | Edit::Score { .. }) {
            return Err(EditError::Locked);
        }
        let changed = model.apply(edit.clone())?;
        match edit {
            Edit::Lock { .. } => self.locks[row_at] = Some(column_at),
            Edit::Unlock { .. } => self.locks[row_at] = None,
            Edit::Veto { .. } => self.vetoes.push((row_at, column_at)),
            Edit::LiftVeto { .. } => self.vetoes.retain(|pair| *pair != (row_at, column_at)),
            Edit::RowLeaves { .. } => self.rows_left[row_at] = true,
            Edit::RowReturns { .. } => self.rows_left[row_at] = false,
            Edit::ColumnLeaves { .. } => self.columns_left[column_at] = true,
            Edit::ColumnReturns { .. } => self.columns_left[column_at] = false,
            Edit::Capacity { seats, .. } => self.seats[column_at] = seats,
            Edit::Score { score, .. } => self.scores[row_at][column_at] = i64::from(score),
            Edit::Withhold { points, .. } => self.withheld[row_at][column_at] = points.0,
            _ => self.scores[row_at][column_at] = NEVER,
        }
        Ok(changed.undo)
    }
}

impl Table {
    /// Somebody new on either side, who may meet some of those who are there.
    fn grow(&mut self, dice: &mut Dice, model: &mut Model) {
        let mut score = |left: bool| if left || dice.one_in(3) { NEVER } else { dice.below(100) as i64 };
        let arcs = |scores: &[i64]| -> Vec<Arc> {
            let known = scores.iter().enumerate().filter(|(_, score)| **score != NEVER);
            known.map(|(to, score)| Arc { to: to as u32, score: *score as i32 }).collect()
        };
        if self.scores.len().is_multiple_of(2) {
            let scores: Vec<i64> = self.columns_left.iter().map(|left| score(*left)).collect();
            let key = mentee_key(&self.scores.len().to_string());
            model.apply(Edit::NewRow { key, choices: arcs(&scores) }).expect("a new row");
            self.scores.push(scores);
            self.withheld.push(vec![0; self.seats.len()]);
            self.locks.push(None);
            self.rows_left.push(false);
        } else {
            let scores: Vec<i64> = self.rows_left.iter().map(|left| score(*left)).collect();
            let (key, seats) = (mentor_key(&self.seats.len().to_string()), dice.below(3) as u32);
            model.apply(Edit::NewColumn { key, seats, choices: arcs(&scores) }).expect("a new column");
            self.scores.iter_mut().zip(scores).for_each(|(row, score)| row.push(score));
            self.withheld.iter_mut().for_each(|row| row.push(0));
            self.seats.push(seats);
            self.columns_left.push(false);
        }
    }
}

fn seats_of(model: &Model) -> Vec<Option<usize>> {
    (0..model.row_count()).map(|row| model.column_of(row)).collect()
}

#[test]
fn the_one_best_assignment_of_small_markets() {
    let dice = &mut Dice(21);
    for case in 0..4_000 {
        let table = table(dice, 5);
        assert_eq!(seats_of(&table.solved()), table.best().2, "case {case}");
    }
}

#[test]
fn an_edited_market_is_the_one_solved_afresh() {
    let dice = &mut Dice(22);
    let mut applied = 0;
    for case in 0..400 {
        let mut table = table(dice, if case % 4 == 0 { 30 } else { 6 });
        let mut model = table.solved();
        for step in 0..40 {
            if step % 9 == 8 {
                table.grow(dice, &mut model);
            } else if table.edit(dice, &mut model).is_err() {
                continue;
            }
            applied += 1;
            let afresh = table.solved();
            assert_eq!(seats_of(&model), seats_of(&afresh), "case {case}, step {step}");
            let (edited, fresh) = (model.lowest_prices(), afresh.lowest_prices());
            assert_eq!(edited.rows, fresh.rows, "case {case}, step {step}");
            for (column, price) in edited.columns.iter().enumerate() {
                if !table.columns_left[column] {
                    assert_eq!(*price, fresh.columns[column], "case {case}, step {step}");
                }
            }
            if table.scores.len() < 6 && table.seats.len() < 6 && step % 8 == 0 {
                assert_eq!(seats_of(&model), table.best().2);
                for row in 0..table.scores.len() as u32 {
                    let (edited, fresh) = (model.alternatives(row, 3), table.solved().alternatives(row, 3));
                    if !table.rows_left[row as usize] {
                        assert_eq!(edited, fresh, "case {case}, step {step}");
                    }
                }
            }
        }
    }
    assert!(applied > 4_000, "{applied}");
}

#[test]
fn undoing_everything_leads_back() {
    let dice = &mut Dice(23);
    for _ in 0..300 {
        let mut table = table(dice, 12);
        let mut model = table.solved();
        let (seats, prices) = (seats_of(&model), model.lowest_prices());
        let points = |model: &Model| -> Vec<Option<i32>> {
            let rows = 0..model.row_count();
            rows.map(|row| model.column_of(row).and_then(|column| model.points(row, column))).collect()
        };
        let told = points(&model);
        let undos: Vec<Edit> = (0..30).filter_map(|_| table.edit(dice, &mut model).ok()).collect();
        for undo in undos.into_iter().rev() {
            model.apply(undo).expect("an undo");
        }
        assert_eq!(seats_of(&model), seats);
        assert_eq!(model.lowest_prices(), prices);
        assert_eq!(points(&model), told);
    }
}

#[test]
fn costs_are_the_points_of_the_answer_with_the_lock_and_of_the_answer_without() {
    let dice = &mut Dice(24);
    let mut below_nothing = 0;
    for case in 0..500 {
        let table = table(dice, 5);
        let mut model = table.solved();
        let now = table.told(&table.best().2);
        let before = seats_of(&model);
        for (row, sits) in before.iter().enumerate() {
            let mut worths = Vec::new();
            for column in 0..table.seats.len() {
                let Ok(cost) = model.cost_of(row as u32, column as u32) else { continue };
                if !table.may_meet(row, column) {
                    continue;
                }
                let mut locked = table.clone();
                locked.locks[row] = Some(column);
                let then = table.told(&locked.best().2);
                assert_eq!((cost.points, cost.pairs), (now.0 - then.0, now.1 - then.1), "case {case}");
                let lost = table.unit.per_point * cost.points + table.unit.per_pair * cost.pairs;
                below_nothing += usize::from(lost < 0);
                if *sits != Some(column) {
                    worths.push(((lost, now.2 - then.2), column as u32));
                }
            }
            worths.sort_unstable();
            worths.truncate(2);
            let found = model.alternatives(row as u32, 2).expect("an open row");
            let cheapest: Vec<u32> = worths.iter().map(|(_, column)| *column).collect();
            assert_eq!(found.iter().map(|(column, _)| *column).collect::<Vec<_>>(), cheapest, "case {case}");
        }
        assert_eq!(seats_of(&model), before);
    }
    // Otherwise nothing that is withheld would have decided anything.
    assert!(below_nothing > 20, "{below_nothing}");
}

#[test]
fn extremes() {
    for unit in [Unit::MOST_FIT, Unit::most_pairs(MAX_SCORE)] {
        // One column wanted by all; far more seats than rows; far fewer; nobody; scores at both ends.
        let wanted: Vec<Vec<i64>> = (0..200)
            .map(|row| (0..50).map(|c| if c == 0 { i64::from(MAX_SCORE) } else { row % 2 }).collect())
            .collect();
        for seats in [0, 1, 7, 1_000] {
            let model = model(&wanted, &[seats; 50], unit);
            let matched = (0..200).filter(|row| model.column_of(*row).is_some()).count();
            assert_eq!(matched, 200.min(50 * seats as usize));
        }
        assert_eq!(model(&[], &[3, 4], unit).row_count(), 0);
        assert_eq!(model(&[vec![], vec![]], &[], unit).column_of(1), None);
        assert_eq!(model(&vec![vec![NEVER; 5]; 5], &[1; 5], unit).value(), 0);
    }
}
