//! A market of rows (mentees) and columns (mentors with seats), always at its one best assignment.
//!
//! The state is an assignment together with prices of seats and gains of rows, all in [`Worth`]. Between edits
//! three things hold, and together they prove that nothing better exists (complementary slackness): no pair is
//! worth more than the row's gain and the seat's price; an assigned pair is worth exactly that; a row that is left
//! out gains nothing and a seat that is left free costs nothing. An edit may break the second and third at a few
//! places, and `settle` mends each by one search. Since ties are broken inside the worth, the best assignment is
//! one, whatever the way to it.

mod auction;
mod edit;
mod edits;
mod fair;
mod lists;
mod outside;
mod prices;
mod questions;
mod scarcity;
mod search;
mod worst;

pub use edit::{Changed, Edit, EditError, Withheld};
pub use fair::FairModel;
pub use lists::{Arc, Lists};
pub use prices::Prices;
pub use questions::Cost;
pub(crate) use worst::fill;
pub use worst::{Cover, Raised, raise};

use crate::worth::{TIE_LIMIT, Unit, Worth, tie, whole};
use search::Search;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::ops::ControlFlow;

/// No row or column.
pub(crate) const NOBODY: u32 = u32::MAX;

/// From so many pairs on, a second thread pays.
const WORTH_A_THREAD: usize = 100_000;

/// A mentee in the market.
#[derive(Debug, Clone)]
struct Row {
    key: u64,
    /// What the row has beyond the price it pays; at least 0.
    gain: Worth,
    /// Where it sits now, by assignment or by lock.
    column: u32,
    locked: bool,
    left: bool,
}

impl Row {
    /// Neither locked nor gone: the row is assigned by worth.
    const fn is_open(&self) -> bool {
        !self.locked && !self.left
    }
}

/// A mentor in the market.
#[derive(Debug, Clone)]
struct Column {
    key: u64,
    capacity: u32,
    /// Seats kept by locked rows, who are not among the holders.
    locked: u32,
    left: bool,
    holders: Vec<u32>,
}

impl Column {
    const fn seats(&self) -> u32 {
        if self.left { 0 } else { self.capacity.saturating_sub(self.locked) }
    }

    const fn has_free_seat(&self) -> bool {
        self.holders.len() < self.seats() as usize
    }
}

/// The price of a seat, beside the search's distance to it: both are read together.
#[derive(Debug, Clone, Copy)]
struct Place {
    price: Worth,
    distance: Worth,
}

/// Not reached by the current search.
const FAR: Worth = Worth::MAX;

/// See the module.
#[derive(Clone)]
pub struct Model {
    unit: Unit,
    rows: Vec<Row>,
    columns: Vec<Column>,
    places: Vec<Place>,
    of_rows: Lists,
    of_columns: Lists,
    /// Vetoed pairs and their points, taken out of the lists.
    vetoed: BTreeMap<(u32, u32), Option<i32>>,
    search: Search,
    /// Rows and columns that may break a condition.
    rows_to_settle: Vec<u32>,
    columns_to_settle: Vec<u32>,
    /// Where rows sat before the edit, as far as they moved.
    moved: HashMap<u32, u32>,
}

// Written by hand: vetoes, prices and scores are nobody's business.
impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model")
            .field("rows", &self.rows.len())
            .field("columns", &self.columns.len())
            .finish_non_exhaustive()
    }
}

/// The sides of a market as it is handed in.
pub struct Sides {
    /// [`crate::mentee_key`] of every row.
    pub rows: Vec<u64>,
    /// [`crate::mentor_key`] and seats of every column.
    pub columns: Vec<(u64, u32)>,
}

impl Model {
    /// The best assignment. `locks` are pairs of row and column, each row once and inside capacity; a locked pair
    /// need not be in the lists. `step` is called now and then with the part done, 0 to 1, and may stop the work.
    pub fn solve(
        sides: Sides,
        of_rows: Lists,
        unit: Unit,
        locks: &[(u32, u32)],
        step: &mut dyn FnMut(f64) -> ControlFlow<()>,
    ) -> ControlFlow<(), Self> {
        step(0.0)?;
        // Both aims count fit; the number of pairs is looked after when fit is settled.
        let counts_pairs_first = unit.per_pair > unit.per_point;
        let first = if counts_pairs_first { Unit { per_pair: 0, ..unit } } else { unit };
        let mut model = Self::unsolved(sides, first, locks);
        let prices = model.read(of_rows);
        step(0.4)?;
        model.take_seats(&prices);
        model.settle(&mut |done| step(0.4 + 0.5 * done))?;
        if counts_pairs_first {
            model.prefer_pairs(unit, &mut |done| step(0.9 + 0.1 * done))?;
        }
        model.moved.clear();
        ControlFlow::Continue(model)
    }

    fn unsolved(sides: Sides, unit: Unit, locks: &[(u32, u32)]) -> Self {
        let row = |key| Row { key, gain: 0, column: NOBODY, locked: false, left: false };
        let column = |(key, capacity)| Column { key, capacity, locked: 0, left: false, holders: Vec::new() };
        let mut model = Self {
            unit,
            places: vec![Place { price: 0, distance: FAR }; sides.columns.len()],
            search: Search::new(sides.columns.len()),
            rows: sides.rows.into_iter().map(row).collect(),
            columns: sides.columns.into_iter().map(column).collect(),
            of_rows: Lists::default(),
            of_columns: Lists::default(),
            vetoed: BTreeMap::new(),
            rows_to_settle: Vec::new(),
            columns_to_settle: Vec::new(),
            moved: HashMap::new(),
        };
        for (row, column) in locks {
            model.rows[*row as usize].locked = true;
            model.rows[*row as usize].column = *column;
            model.columns[*column as usize].locked += 1;
        }
        model
    }

    /// Takes the lists in, and has the auction while they are turned.
    fn read(&mut self, of_rows: Lists) -> Vec<f64> {
        let seats: Vec<u32> = self.columns.iter().map(Column::seats).collect();
        let rows = &self.rows;
        let bid = || auction::prices(&of_rows, &|row| rows[row].is_open(), &seats);
        let (prices, of_columns) = if of_rows.arc_count() < WORTH_A_THREAD {
            (bid(), of_rows.turned(seats.len()))
        } else {
            std::thread::scope(|scope| {
                let turning = scope.spawn(|| of_rows.turned(seats.len()));
                let prices = bid();
                (prices, turning.join().unwrap_or_else(|_| of_rows.turned(seats.len())))
            })
        };
        self.of_columns = of_columns;
        self.of_rows = of_rows;
        prices
    }

    /// Prices as guessed, gains from them, and everybody in the seat they like best as far as seats go.
    fn take_seats(&mut self, prices: &[f64]) {
        for (place, price) in self.places.iter_mut().zip(prices) {
            place.price = whole((price * self.unit.per_point as f64) as i64);
        }
        for row in 0..self.rows.len() {
            if !self.rows[row].is_open() {
                continue;
            }
            let (gain, column) = self.best_choice(row);
            self.rows[row].gain = gain;
            if column == NOBODY {
                continue;
            }
            if self.columns[column as usize].has_free_seat() {
                self.rows[row].column = column;
                self.columns[column as usize].holders.push(row as u32);
            } else {
                self.rows_to_settle.push(row as u32);
            }
        }
        self.columns_to_settle.extend(0..self.columns.len() as u32);
    }

    /// The greatest worth beyond price among the row's pairs, at least 0, and where it is.
    fn best_choice(&self, row: usize) -> (Worth, u32) {
        let key = self.rows[row].key;
        let (mut best, mut column) = (0, NOBODY);
        for arc in self.of_rows.of(row) {
            let base = whole(self.unit.of(arc.score)) - self.places[arc.to as usize].price;
            if base + TIE_LIMIT > best {
                let gain = base + Worth::from(tie(key, self.columns[arc.to as usize].key));
                if gain > best {
                    (best, column) = (gain, arc.to);
                }
            }
        }
        (best, column)
    }

    fn worth(&self, row: usize, column: usize, score: i32) -> Worth {
        whole(self.unit.of(score)) + Worth::from(tie(self.rows[row].key, self.columns[column].key))
    }

    /// Mends what is noted as broken, rows first: they fill free seats that columns would otherwise ask for.
    fn settle(&mut self, step: &mut dyn FnMut(f64) -> ControlFlow<()>) -> ControlFlow<()> {
        let all = (self.rows_to_settle.len() + self.columns_to_settle.len()).max(1) as f64;
        while let Some(row) = self.rows_to_settle.pop() {
            let at = row as usize;
            if self.rows[at].is_open() && self.rows[at].column == NOBODY && self.rows[at].gain > 0 {
                self.seat(at);
            }
            if self.rows_to_settle.len() % 4096 == 4095 {
                step(1.0 - (self.rows_to_settle.len() + self.columns_to_settle.len()) as f64 / all)?;
            }
        }
        while let Some(column) = self.columns_to_settle.pop() {
            let at = column as usize;
            while self.columns[at].has_free_seat() && self.places[at].price > 0 {
                self.fill(at);
            }
        }
        ControlFlow::Continue(())
    }

    /// Takes the row from its seat, by the assignment.
    fn unseat(&mut self, row: usize) {
        let column = self.rows[row].column;
        if column == NOBODY {
            return;
        }
        self.note_move(row);
        self.rows[row].column = NOBODY;
        let holders = &mut self.columns[column as usize].holders;
        if let Some(at) = holders.iter().position(|holder| *holder as usize == row) {
            holders.swap_remove(at);
        }
        self.columns_to_settle.push(column);
    }

    fn note_move(&mut self, row: usize) {
        let column = self.rows[row].column;
        self.moved.entry(row as u32).or_insert(column);
    }

    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    pub fn column_count(&self) -> usize {
        self.columns.len()
    }

    /// Where the row sits.
    pub fn column_of(&self, row: usize) -> Option<usize> {
        let column = self.rows[row].column;
        (column != NOBODY).then_some(column as usize)
    }

    pub fn is_locked(&self, row: usize) -> bool {
        self.rows[row].locked
    }

    /// Seats taken, by locks too.
    pub fn taken(&self, column: usize) -> u32 {
        self.columns[column].holders.len() as u32 + self.columns[column].locked
    }

    pub fn capacity(&self, column: usize) -> u32 {
        if self.columns[column].left { 0 } else { self.columns[column].capacity }
    }

    /// What a pair that may meet counts; not for display where some of it is withheld.
    pub fn score(&self, row: usize, column: usize) -> Option<i32> {
        self.of_rows.score(row, column)
    }

    /// The points of a pair as they are told, vetoed or not.
    pub fn points(&self, row: usize, column: usize) -> Option<i32> {
        let score = self.score(row, column).or_else(|| self.vetoed_score(row, column))?;
        Some(score - self.of_rows.withheld(row, column))
    }

    /// The pairs of a row that may meet.
    pub fn choices(&self, row: usize) -> &[Arc] {
        self.of_rows.of(row)
    }

    pub fn unit(&self) -> Unit {
        self.unit
    }
}
