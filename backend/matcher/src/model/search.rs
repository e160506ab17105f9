//! The two searches that mend an assignment: a row looks for a seat, a dear free seat looks for a row.
//!
//! Both follow shortest paths over reduced worths, which are never negative (Dijkstra, 1959; Tomizawa, 1971;
//! Edmonds and Karp, 1972), stop at the nearest end, and lift or lower the prices behind them so that everything
//! stays covered.

use super::{FAR, Model, NOBODY};
use crate::worth::{TIE_LIMIT, Worth, tie, whole};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What a search needs to remember, kept between searches for its memory.
#[derive(Debug, Clone, Default)]
pub(super) struct Search {
    heap: BinaryHeap<Reverse<(Worth, u32)>>,
    /// Columns whose distance is set.
    touched: Vec<u32>,
    /// Columns that are reached for good, and rows, with their distances.
    columns: Vec<(u32, Worth)>,
    rows: Vec<(u32, Worth)>,
    /// Per column: the row by which it was reached, and in the search of a seat the column before.
    by_row: Vec<u32>,
    by_column: Vec<u32>,
    /// The column by which an unassigned row would be brought in.
    entry: u32,
    length: Worth,
    end: End,
}

#[derive(Debug, Clone, Copy, Default)]
enum End {
    /// In this column: at a free seat, or with a seat that is given up.
    Column(u32),
    /// With this row: left out, or brought in by the column `entry`.
    Row(u32),
    #[default]
    None,
}

impl Search {
    pub fn new(columns: usize) -> Self {
        Self { by_row: vec![NOBODY; columns], by_column: vec![NOBODY; columns], ..Self::default() }
    }

    pub fn add_column(&mut self) {
        self.by_row.push(NOBODY);
        self.by_column.push(NOBODY);
    }

    fn begin(&mut self, length: Worth, end: End) {
        self.heap.clear();
        self.columns.clear();
        self.rows.clear();
        (self.length, self.end) = (length, end);
    }
}

impl Model {
    /// Seats a row that gains something by it, moving others along the shortest path to a free seat or to a row
    /// that loses least by being left out; perhaps that is the row itself.
    pub(super) fn seat(&mut self, row: usize) {
        self.search.begin(self.rows[row].gain, End::Row(row as u32));
        self.search.rows.push((row as u32, 0));
        self.reach_from_row(row, 0);
        self.follow_and_reseat();
    }

    /// Follows the ways begun to the nearest end, and moves prices and people.
    fn follow_and_reseat(&mut self) {
        while let Some(Reverse((distance, column))) = self.search.heap.pop() {
            let at = column as usize;
            if distance >= self.search.length {
                break;
            }
            if distance > self.places[at].distance {
                continue;
            }
            self.search.columns.push((column, distance));
            for held in 0..self.columns[at].holders.len() {
                let holder = self.columns[at].holders[held];
                self.search.rows.push((holder, distance));
                let leaving = distance + self.rows[holder as usize].gain;
                if leaving < self.search.length {
                    (self.search.length, self.search.end) = (leaving, End::Row(holder));
                }
                self.reach_from_row(holder as usize, distance);
            }
        }
        let length = self.search.length;
        for at in 0..self.search.columns.len() {
            let (column, distance) = self.search.columns[at];
            self.places[column as usize].price += (length - distance).max(0);
        }
        for at in 0..self.search.rows.len() {
            let (row, distance) = self.search.rows[at];
            self.rows[row as usize].gain -= (length - distance).max(0);
        }
        self.reseat_rows();
        self.forget_distances();
    }

    /// Shortens the ways to columns through this row, `base` away.
    #[inline]
    fn reach_from_row(&mut self, row: usize, base: Worth) {
        let key = self.rows[row].key;
        let start = base + self.rows[row].gain;
        for arc in self.of_rows.of(row) {
            let at = arc.to as usize;
            let place = self.places[at];
            let most = start + place.price - whole(self.unit.of(arc.score));
            let shortest = place.distance.min(self.search.length);
            if most - TIE_LIMIT >= shortest {
                continue;
            }
            let through = most - Worth::from(tie(key, self.columns[at].key));
            if through >= shortest {
                continue;
            }
            if place.distance == FAR {
                self.search.touched.push(arc.to);
            }
            self.places[at].distance = through;
            self.search.by_row[at] = row as u32;
            if self.columns[at].has_free_seat() {
                (self.search.length, self.search.end) = (through, End::Column(arc.to));
            } else {
                self.search.heap.push(Reverse((through, arc.to)));
            }
        }
    }

    /// Moves everybody on the path one seat on, from its end back to the row that looked for a seat.
    fn reseat_rows(&mut self) {
        let (mut column, mut leaving) = match self.search.end {
            End::Column(column) => (column, NOBODY),
            End::Row(row) if self.rows[row as usize].column != NOBODY => {
                self.note_move(row as usize);
                (std::mem::replace(&mut self.rows[row as usize].column, NOBODY), row)
            }
            _ => return,
        };
        loop {
            let at = column as usize;
            let entering = self.search.by_row[at];
            let holders = &mut self.columns[at].holders;
            match holders.iter().position(|holder| *holder == leaving) {
                Some(seat) => holders[seat] = entering,
                None => holders.push(entering),
            }
            self.note_move(entering as usize);
            let before = std::mem::replace(&mut self.rows[entering as usize].column, column);
            if before == NOBODY {
                return;
            }
            (column, leaving) = (before, entering);
        }
    }

    /// Fills a free seat that has a price, by bringing in a row or by moving rows along the shortest path to a seat
    /// that costs least to leave free; perhaps that is the seat itself, which then costs nothing.
    pub(super) fn fill(&mut self, column: usize) {
        self.search.begin(FAR, End::None);
        self.places[column].distance = 0;
        self.search.touched.push(column as u32);
        self.search.heap.push(Reverse((0, column as u32)));
        while let Some(Reverse((distance, column))) = self.search.heap.pop() {
            let at = column as usize;
            if distance >= self.search.length {
                break;
            }
            if distance > self.places[at].distance {
                continue;
            }
            self.search.columns.push((column, distance));
            let giving_up = distance + self.places[at].price;
            if giving_up < self.search.length {
                (self.search.length, self.search.end) = (giving_up, End::Column(column));
            }
            self.reach_from_column(at, distance);
        }
        let length = self.search.length;
        for at in 0..self.search.columns.len() {
            let (column, distance) = self.search.columns[at];
            let drop = (length - distance).max(0);
            self.places[column as usize].price -= drop;
            for held in 0..self.columns[column as usize].holders.len() {
                let holder = self.columns[column as usize].holders[held];
                self.rows[holder as usize].gain += drop;
            }
        }
        self.reseat_columns(column as u32);
        self.forget_distances();
    }

    /// Shortens the ways to other columns through rows who would come here.
    #[inline]
    fn reach_from_column(&mut self, column: usize, base: Worth) {
        let key = self.columns[column].key;
        let start = base + self.places[column].price;
        for arc in self.of_columns.of(column) {
            let row = &self.rows[arc.to as usize];
            if !row.is_open() || row.column as usize == column {
                continue;
            }
            let most = start + row.gain - whole(self.unit.of(arc.score));
            let sits = row.column as usize;
            let shortest = match self.places.get(sits) {
                Some(place) => place.distance.min(self.search.length),
                None => self.search.length,
            };
            if most - TIE_LIMIT >= shortest {
                continue;
            }
            let through = most - Worth::from(tie(row.key, key));
            if through >= shortest {
                continue;
            }
            if row.column == NOBODY {
                (self.search.length, self.search.end) = (through, End::Row(arc.to));
                self.search.entry = column as u32;
                continue;
            }
            if self.places[sits].distance == FAR {
                self.search.touched.push(row.column);
            }
            self.places[sits].distance = through;
            self.search.by_row[sits] = arc.to;
            self.search.by_column[sits] = column as u32;
            self.search.heap.push(Reverse((through, row.column)));
        }
    }

    /// Moves rows along the path towards the seat that asked.
    fn reseat_columns(&mut self, asked: u32) {
        let mut column = match self.search.end {
            End::Column(column) => column,
            End::Row(row) => {
                let entry = self.search.entry;
                self.note_move(row as usize);
                self.rows[row as usize].column = entry;
                self.columns[entry as usize].holders.push(row);
                entry
            }
            End::None => return,
        };
        while column != asked {
            let row = self.search.by_row[column as usize];
            let to = self.search.by_column[column as usize];
            let holders = &mut self.columns[column as usize].holders;
            if let Some(seat) = holders.iter().position(|holder| *holder == row) {
                holders.swap_remove(seat);
            }
            self.columns[to as usize].holders.push(row);
            self.note_move(row as usize);
            self.rows[row as usize].column = to;
            column = to;
        }
    }

    fn forget_distances(&mut self) {
        while let Some(column) = self.search.touched.pop() {
            self.places[column as usize].distance = FAR;
        }
    }
}
