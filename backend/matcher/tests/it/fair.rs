//! The market that raises the worst served under edits: against every possible answer, against solving afresh, and
//! undone to where it began.

use crate::pool::Dice;
use matcher::model::{Arc, Changed, Edit, EditError, FairModel, Lists, Sides, Withheld};
use matcher::{MAX_SCORE, Unit, mentee_key, mentor_key, tie};
use std::ops::ControlFlow;

/// What the round is, kept beside the market.
#[derive(Clone)]
struct Table {
    scores: Vec<Vec<Option<i32>>>,
    /// Of each score, what is told nowhere and raises nobody.
    withheld: Vec<Vec<u32>>,
    seats: Vec<u32>,
    locks: Vec<Option<usize>>,
    vetoes: Vec<(usize, usize)>,
    rows_left: Vec<bool>,
    columns_left: Vec<bool>,
}

fn key(at: usize) -> String {
    at.to_string()
}

impl Table {
    fn drawn(dice: &mut Dice, most: usize) -> Self {
        let (rows, columns) = (1 + dice.below(most), 1 + dice.below(most));
        let (range, obstacles) = ([1, 4, 30][dice.below(3)], 2 + dice.below(4));
        let score = |dice: &mut Dice| (!dice.one_in(obstacles)).then(|| dice.below(range + 1) as i32);
        let most_withheld = [0, 1, 20][dice.below(3)];
        Self {
            scores: (0..rows).map(|_| (0..columns).map(|_| score(dice)).collect()).collect(),
            withheld: (0..rows)
                .map(|_| (0..columns).map(|_| dice.below(most_withheld + 1) as u32).collect())
                .collect(),
            seats: (0..columns).map(|_| dice.below(3) as u32).collect(),
            locks: vec![None; rows],
            vetoes: Vec::new(),
            rows_left: vec![false; rows],
            columns_left: vec![false; columns],
        }
    }

    fn score(&self, row: usize, column: usize) -> Option<i32> {
        let is_there =
            !self.rows_left[row] && !self.columns_left[column] && !self.vetoes.contains(&(row, column));
        self.scores[row][column].filter(|_| is_there)
    }

    /// Solved from nothing, locks first.
    fn solved(&self) -> FairModel {
        let (mut arcs, mut ends) = (Vec::new(), Vec::new());
        for row in 0..self.scores.len() {
            let pairs = (0..self.seats.len()).filter_map(|to| Some((to, self.score(row, to)?)));
            arcs.extend(pairs.map(|(to, score)| Arc { to: to as u32, score }));
            ends.push(arcs.len() as u32);
        }
        let seats =
            self.seats.iter().zip(&self.columns_left).map(|(seats, left)| if *left { 0 } else { *seats });
        let sides = Sides {
            rows: (0..self.scores.len()).map(|row| mentee_key(&key(row))).collect(),
            columns: seats.enumerate().map(|(at, seats)| (mentor_key(&key(at)), seats)).collect(),
        };
        let (mut lists, unit) = (Lists::new(&ends, arcs), Unit::most_pairs(MAX_SCORE));
        for (row, withheld) in self.withheld.iter().enumerate() {
            for (column, points) in withheld.iter().enumerate() {
                lists.withhold(row as u32, column as u32, *points);
            }
        }
        let solved = FairModel::solve(sides, &lists, unit, &mut |_| ControlFlow::Continue(()));
        let ControlFlow::Continue(mut model) = solved else { panic!("nobody stopped it") };
        for (row, lock) in self.locks.iter().enumerate() {
            if let Some(column) = lock {
                model.apply(Edit::Lock { row: row as u32, column: *column as u32 }).expect("a lock");
            }
        }
        model
    }

    /// Pairs, the lowest points of those who are not locked, the sum of scores, ties; and who sits where.
    fn best(&self) -> ((u32, i32, i64, i128), Vec<Option<usize>>) {
        let mut best = ((0, i32::MIN, 0, -1), Vec::new());
        self.search(&mut self.seats.clone(), &mut Vec::new(), (0, i32::MAX, 0, 0), &mut best);
        best
    }

    fn search(
        &self,
        seats: &mut Vec<u32>,
        chosen: &mut Vec<Option<usize>>,
        value: (u32, i32, i64, i128),
        best: &mut ((u32, i32, i64, i128), Vec<Option<usize>>),
    ) {
        let row = chosen.len();
        if row == self.scores.len() {
            if value > best.0 {
                *best = (value, chosen.clone());
            }
            return;
        }
        if self.locks[row].is_none() {
            chosen.push(None);
            self.search(seats, chosen, value, best);
            chosen.pop();
        }
        for column in 0..seats.len() {
            let score = match self.locks[row] {
                Some(locked) if locked != column => None,
                Some(_) => Some(self.scores[row][column].unwrap_or(0)),
                None => self.score(row, column),
            };
            let Some(score) = score.filter(|_| seats[column] > 0) else { continue };
            seats[column] -= 1;
            chosen.push(Some(column));
            let points = score - self.withheld[row][column] as i32;
            let least = if self.locks[row].is_some() { value.1 } else { value.1.min(points) };
            let lot = i128::from(tie(mentee_key(&key(row)), mentor_key(&key(column))));
            let next = (value.0 + 1, least, value.2 + i64::from(score), value.3 + lot);
            self.search(seats, chosen, next, best);
            chosen.pop();
            seats[column] += 1;
        }
    }

    /// A random edit that may be refused; the table follows when it is not.
    fn edit(&mut self, dice: &mut Dice, model: &mut FairModel) -> Result<Changed, EditError> {
        let (at, to) = (dice.below(self.scores.len()), dice.below(self.seats.len()));
        let (row, column) = (at as u32, to as u32);
        let (seats, score) = (dice.below(3) as u32, dice.below(31) as i32);
        let edit = match dice.below(12) {
            0 if self.score(at, to).is_some() => Edit::Lock { row, column },
            0 | 1 => Edit::Unlock { row },
            2 => Edit::Veto { row, column },
            3 => Edit::LiftVeto { row, column },
            4 => Edit::RowLeaves { row },
            5 => Edit::RowReturns { row },
            6 => Edit::ColumnLeaves { column },
            7 => Edit::ColumnReturns { column },
            8 => Edit::Capacity { column, seats },
            9 => Edit::Forbid { row, column },
            10 => Edit::Withhold { row, column, points: Withheld(seats * 7) },
            _ => Edit::Score { row, column, score },
        };
        let changed = model.apply(edit.clone())?;
        self.follow(&edit);
        Ok(changed)
    }

    fn follow(&mut self, edit: &Edit) {
        match *edit {
            Edit::Lock { row, column } => self.locks[row as usize] = Some(column as usize),
            Edit::Unlock { row } => self.locks[row as usize] = None,
            Edit::Veto { row, column } => self.vetoes.push((row as usize, column as usize)),
            Edit::LiftVeto { row, column } => {
                self.vetoes.retain(|pair| *pair != (row as usize, column as usize));
            }
            Edit::RowLeaves { row } => self.rows_left[row as usize] = true,
            Edit::RowReturns { row } => self.rows_left[row as usize] = false,
            Edit::ColumnLeaves { column } => self.columns_left[column as usize] = true,
            Edit::ColumnReturns { column } => self.columns_left[column as usize] = false,
            Edit::Capacity { column, seats } => self.seats[column as usize] = seats,
            Edit::Forbid { row, column } => self.scores[row as usize][column as usize] = None,
            Edit::Score { row, column, score } => self.scores[row as usize][column as usize] = Some(score),
            Edit::Withhold { row, column, points } => {
                self.withheld[row as usize][column as usize] = points.0;
            }
            Edit::NewRow { .. } | Edit::NewColumn { .. } => panic!("not drawn here"),
        }
    }
}

fn seats_of(model: &FairModel) -> Vec<Option<usize>> {
    (0..model.model().row_count()).map(|row| model.model().column_of(row)).collect()
}

#[test]
fn an_edited_market_is_the_one_solved_afresh_and_the_best_of_all() {
    let dice = &mut Dice(61);
    let (mut applied, mut raised) = (0, 0);
    for case in 0..400 {
        let mut table = Table::drawn(dice, if case % 2 == 0 { 5 } else { 14 });
        let mut model = table.solved();
        for step in 0..25 {
            let (before, least) = (seats_of(&model), model.least_points());
            let Ok(changed) = table.edit(dice, &mut model) else {
                assert_eq!(seats_of(&model), before, "a refused edit changes nothing");
                continue;
            };
            applied += 1;
            raised += usize::from(model.least_points() != least);
            for (row, from, to) in changed.moved {
                assert_eq!(before[row as usize], from.map(|at| at as usize));
                assert_eq!(model.model().column_of(row as usize), to.map(|at| at as usize));
            }
            let fresh = table.solved();
            assert_eq!(seats_of(&model), seats_of(&fresh), "case {case}, step {step}");
            assert_eq!(model.least_points(), fresh.least_points());
            assert_eq!(model.covers(), fresh.covers());
            let (now, then) = (model.model().lowest_prices(), fresh.model().lowest_prices());
            assert_eq!(now.rows, then.rows, "case {case}, step {step}");
            for (column, price) in now.columns.iter().enumerate().filter(|(at, _)| !table.columns_left[*at]) {
                assert_eq!(*price, then.columns[column], "case {case}, step {step}");
            }
            if table.scores.len() < 6 && table.seats.len() < 6 {
                assert_eq!(seats_of(&model), table.best().1, "case {case}, step {step}");
            }
        }
    }
    assert!(applied > 2_500 && raised > 200, "{applied}, {raised}");
}

#[test]
fn undoing_everything_leads_back() {
    let dice = &mut Dice(62);
    for _ in 0..120 {
        let mut table = Table::drawn(dice, 10);
        let mut model = table.solved();
        let (seats, prices, least) = (seats_of(&model), model.model().lowest_prices(), model.least_points());
        let undos: Vec<Edit> =
            (0..20).filter_map(|_| table.edit(dice, &mut model).ok()).map(|changed| changed.undo).collect();
        for undo in undos.into_iter().rev() {
            model.apply(undo).expect("an undo");
        }
        assert_eq!((seats_of(&model), model.model().lowest_prices()), (seats, prices));
        assert_eq!(model.least_points(), least);
    }
}

#[test]
fn newcomers_on_both_sides() {
    let dice = &mut Dice(63);
    for _ in 0..150 {
        let mut table = Table::drawn(dice, 5);
        let mut model = table.solved();
        let score = |dice: &mut Dice| (!dice.one_in(3)).then(|| dice.below(20) as i32);
        let line: Vec<Option<i32>> = table.seats.iter().map(|_| score(dice)).collect();
        let choices = |line: &[Option<i32>]| -> Vec<Arc> {
            let found = line.iter().enumerate().filter_map(|(to, score)| Some((to as u32, (*score)?)));
            found.map(|(to, score)| Arc { to, score }).collect()
        };
        let row = Edit::NewRow { key: mentee_key(&key(table.scores.len())), choices: choices(&line) };
        model.apply(row).expect("a row");
        table.scores.push(line);
        table.withheld.push(vec![0; table.seats.len()]);
        table.locks.push(None);
        table.rows_left.push(false);
        let line: Vec<Option<i32>> = table.scores.iter().map(|_| score(dice)).collect();
        let column =
            Edit::NewColumn { key: mentor_key(&key(table.seats.len())), seats: 1, choices: choices(&line) };
        model.apply(column).expect("a column");
        table.scores.iter_mut().zip(line).for_each(|(scores, score)| scores.push(score));
        table.withheld.iter_mut().for_each(|withheld| withheld.push(0));
        table.seats.push(1);
        table.columns_left.push(false);
        assert_eq!(seats_of(&model), table.best().1);
        assert_eq!(model.model().lowest_prices(), table.solved().model().lowest_prices());
    }
}
