//! The assignment itself: rows to columns with seats, by shortest augmenting paths.
//!
//! Rows enter one after the other; each takes the shortest path, over reduced costs, to a free seat
//! or to somebody (perhaps itself) who is better left out (Kuhn 1955; Jonker and Volgenant 1987,
//! whose scan of tied columns is used here; columns with seats as in Ford and Fulkerson 1962). Row
//! and column duals are feasible and complementary after every row, so they prove the result.

use std::collections::VecDeque;
use std::ops::ControlFlow;

/// The value of a pair that must not meet.
pub const INELIGIBLE: i32 = -(1 << 29);

/// Values of pairs that may meet are from 1 to this, so that sums of three stay inside an `i32`.
pub const VALUE_LIMIT: i32 = 1 << 28;

/// A dense table of values, row by row.
#[derive(Debug, Clone)]
pub struct Matrix {
    rows: usize,
    columns: usize,
    values: Vec<i32>,
}

impl Matrix {
    /// `values` holds the rows one after the other. Values outside `1..=VALUE_LIMIT`, and missing
    /// ones at the end, become [`INELIGIBLE`]: leaving a row out is worth 0, so a pair that may meet
    /// has to be worth more. Values beyond the last row are dropped.
    #[must_use]
    pub fn new(rows: usize, columns: usize, mut values: Vec<i32>) -> Self {
        values.resize(rows * columns, INELIGIBLE);
        for value in &mut values {
            if !(1..=VALUE_LIMIT).contains(value) {
                *value = INELIGIBLE;
            }
        }
        Self { rows, columns, values }
    }

    fn row(&self, row: usize) -> &[i32] {
        &self.values[row * self.columns..(row + 1) * self.columns]
    }
}

/// What [`assign`] found.
///
/// `sum of row_duals + sum of seats * column_duals` equals the total value of the assigned pairs;
/// `row_duals[i] + column_duals[j]` is at least the value of every pair; neither is negative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Per row its column, or `None` when left out at value 0.
    pub column_of: Vec<Option<usize>>,
    pub row_duals: Vec<i64>,
    pub column_duals: Vec<i64>,
}

/// The assignment of greatest total value: every row at most one column, column `j` at most
/// `seats[j]` rows (none where `seats` is too short). `rows` are the rows to assign, in the order in
/// which ties are settled; the others stay out, with dual 0. `step` hears the number of rows done
/// and may stop the work.
pub fn assign(
    values: &Matrix,
    seats: &[u32],
    rows: &[usize],
    step: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> ControlFlow<(), Assignment> {
    let mut seats = seats.to_vec();
    seats.resize(values.columns, 0);
    let mut search = Search {
        values,
        seats,
        column_of: vec![None; values.rows],
        holders: vec![Vec::new(); values.columns],
        row_dual: vec![0; values.rows],
        column_dual: vec![0; values.columns],
        distance: vec![0; values.columns],
        reached_from: vec![0; values.columns],
    };
    for (done, row) in rows.iter().enumerate() {
        step(done)?;
        if *row < values.rows && search.column_of[*row].is_none() {
            search.insert(*row);
        }
    }
    ControlFlow::Continue(Assignment {
        column_of: search.column_of,
        row_duals: search.row_dual.into_iter().map(i64::from).collect(),
        column_duals: search.column_dual.into_iter().map(i64::from).collect(),
    })
}

/// In `distance`: the column is reached for good. Its search never looks at it again.
const CLOSED: i32 = -1;

struct Search<'a> {
    values: &'a Matrix,
    seats: Vec<u32>,
    column_of: Vec<Option<usize>>,
    holders: Vec<Vec<usize>>,
    row_dual: Vec<i32>,
    column_dual: Vec<i32>,
    /// Of the current search: the shortest known way to each column, and the row it comes from.
    distance: Vec<i32>,
    reached_from: Vec<usize>,
}

/// Where a path ends: at a free seat, or at a row that is left out.
#[derive(Clone, Copy)]
enum End {
    Column(usize),
    Row(usize),
}

/// A finished search: the end, its distance, and the rows and columns nearer than it.
struct Path {
    end: End,
    length: i32,
    rows: Vec<(usize, i32)>,
    columns: Vec<(usize, i32)>,
}

impl Search<'_> {
    fn insert(&mut self, row: usize) {
        let best =
            self.values.row(row).iter().zip(&self.column_dual).map(|(value, price)| value - price).max();
        self.row_dual[row] = best.unwrap_or(0).max(0);
        if self.row_dual[row] == 0 {
            return;
        }
        let path = self.shortest_path(row);
        for (row, distance) in &path.rows {
            self.row_dual[*row] -= path.length - distance;
        }
        for (column, distance) in &path.columns {
            self.column_dual[*column] += path.length - distance;
        }
        self.reseat(path.end);
    }

    fn shortest_path(&mut self, start: usize) -> Path {
        self.distance.fill(i32::MAX);
        let mut path = Path {
            end: End::Row(start),
            length: self.row_dual[start],
            rows: vec![(start, 0)],
            columns: Vec::new(),
        };
        self.relax(start, 0);
        let mut tied: VecDeque<usize> = VecDeque::new();
        loop {
            let nearest = self.nearest();
            if nearest >= path.length {
                return path;
            }
            if let Some(free) = self.close_all_at(nearest, &mut tied, &mut path) {
                (path.end, path.length) = (End::Column(free), nearest);
                return path;
            }
            while let Some(column) = tied.pop_front() {
                for at in 0..self.holders[column].len() {
                    let holder = self.holders[column][at];
                    path.rows.push((holder, nearest));
                    let leaving = nearest + self.row_dual[holder];
                    if leaving < path.length {
                        (path.end, path.length) = (End::Row(holder), leaving);
                    }
                    if leaving == nearest {
                        return path;
                    }
                    if self.relax(holder, nearest)
                        && let Some(free) = self.close_all_at(nearest, &mut tied, &mut path)
                    {
                        (path.end, path.length) = (End::Column(free), nearest);
                        return path;
                    }
                }
            }
        }
    }

    /// Shortens the ways to open columns through `row`, which is `base` away. True when some column
    /// is now as near as `base` itself.
    fn relax(&mut self, row: usize, base: i32) -> bool {
        let values = self.values.row(row);
        let offset = base + self.row_dual[row];
        let columns = values.len();
        let (prices, distance) = (&self.column_dual[..columns], &mut self.distance[..columns]);
        let reached_from = &mut self.reached_from[..columns];
        let mut is_tied = false;
        for column in 0..columns {
            let through = offset + prices[column] - values[column];
            let is_shorter = through < distance[column];
            distance[column] = if is_shorter { through } else { distance[column] };
            reached_from[column] = if is_shorter { row } else { reached_from[column] };
            is_tied |= is_shorter & (through == base);
        }
        is_tied
    }

    /// The distance of the nearest open column; `i32::MAX` when there is none.
    fn nearest(&self) -> i32 {
        // CLOSED is the greatest number when read as unsigned.
        let nearest = self.distance.iter().map(|d| d.cast_unsigned()).min().unwrap_or(u32::MAX);
        i32::try_from(nearest).unwrap_or(i32::MAX)
    }

    /// Closes the open columns at this distance; the first one with a free seat ends the search.
    fn close_all_at(&mut self, distance: i32, tied: &mut VecDeque<usize>, path: &mut Path) -> Option<usize> {
        for column in 0..self.distance.len() {
            if self.distance[column] == distance {
                if self.holders[column].len() < self.seats[column] as usize {
                    return Some(column);
                }
                self.distance[column] = CLOSED;
                tied.push_back(column);
                path.columns.push((column, distance));
            }
        }
        None
    }

    /// Moves everybody on the path one seat on, from its end back to the row that has none yet.
    fn reseat(&mut self, end: End) {
        let (mut column, mut leaving) = match end {
            End::Column(column) => (column, None),
            End::Row(row) => match self.column_of[row].take() {
                Some(column) => (column, Some(row)),
                None => return,
            },
        };
        loop {
            let entering = self.reached_from[column];
            let holders = &mut self.holders[column];
            match leaving.and_then(|row| holders.iter().position(|holder| *holder == row)) {
                Some(at) => holders[at] = entering,
                None => holders.push(entering),
            }
            match self.column_of[entering].replace(column) {
                Some(previous) => (column, leaving) = (previous, Some(entering)),
                None => return,
            }
        }
    }
}
