//! The worst served first: the highest score that everybody who can be matched can have at least.
//!
//! A bottleneck assignment by bisection (Fulkerson, Glicksberg and Gross, 1953): for a score, match as many as
//! possible with pairs of at least that score, each search starting from what the one before it matched. A cover
//! (König, 1931) proves each end: people and seats that every pair touches one of, as many as are matched.

use super::NOBODY;
use super::lists::{Arc, Lists};
use std::ops::ControlFlow;

/// Rows and columns of which every pair touches one, so that no more pairs fit in than rows and seats of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    pub rows: Vec<u32>,
    pub columns: Vec<u32>,
}

/// What [`raise`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// The most pairs, and a cover that says so.
    pub pairs: usize,
    pub most: Cover,
    /// The highest score so that as many pairs of at least that score fit in; 0 where no pairs do.
    pub least_score: i32,
    /// A cover of the pairs of higher scores, which has room for fewer; `None` where there are no pairs.
    pub above: Option<Cover>,
}

/// Matches as many open rows as possible, and raises the lowest score without losing one.
#[must_use]
pub fn raise(rows: &Lists, is_open: &dyn Fn(usize) -> bool, seats: &[u32]) -> Raised {
    let mut open: Vec<u32> = (0..rows.len() as u32).filter(|row| is_open(*row as usize)).collect();
    open.sort_by_key(|row| rows.of(*row as usize).len());
    let mut matching = Matching::new(rows, open, seats);
    let pairs = matching.extend(i32::MIN);
    let most = matching.cover(i32::MIN);
    let mut scores: Vec<i32> = (0..rows.len()).flat_map(|row| rows.of(row)).map(|arc| arc.score).collect();
    scores.sort_unstable();
    scores.dedup();
    if pairs == 0 {
        return Raised { pairs, most, least_score: 0, above: None };
    }
    // Between a score that is reached and one that is not; the first of all is always reached.
    let (mut reached, mut missed) = (0, scores.len());
    let mut highest = matching.clone();
    while missed - reached > 1 {
        let middle = (reached + missed) / 2;
        let mut tried = matching.clone();
        tried.drop_below(scores[middle]);
        if tried.extend(scores[middle]) == pairs {
            reached = middle;
            matching = tried;
        } else {
            missed = middle;
            highest = tried;
        }
    }
    let above = scores.get(missed).map_or(i32::MAX, |score| *score);
    if missed == scores.len() {
        highest.drop_below(above);
        highest.extend(above);
    }
    Raised { pairs, most, least_score: scores[reached], above: Some(highest.cover(above)) }
}

/// As many pairs of at least this score as the rows and seats allow, beginning with the seats of `before`, where the
/// lists hold only some of the pairs that there are: `missing` is asked for others that touch no one of a cover, until
/// there are none. With `wanted` pairs it is enough. Returns where rows sit, how many do, and the cover.
pub(crate) fn fill(
    lists: &mut Lists,
    open: &[u32],
    seats: &[u32],
    (least, wanted): (i32, usize),
    before: &[u32],
    missing: &mut dyn FnMut(&Cover) -> ControlFlow<(), Vec<(u32, Arc)>>,
) -> ControlFlow<(), (Vec<u32>, usize, Cover)> {
    let mut column_of = before.to_vec();
    loop {
        let mut matching = Matching::new(lists, open.to_vec(), seats);
        matching.resume(&column_of, least);
        let pairs = matching.extend(least);
        let cover = matching.cover(least);
        column_of = matching.column_of;
        let more = if pairs >= wanted { Vec::new() } else { missing(&cover)? };
        if more.is_empty() {
            return ControlFlow::Continue((column_of, pairs, cover));
        }
        for (row, arc) in more {
            lists.push(row as usize, arc);
        }
    }
}

#[derive(Clone)]
struct Matching<'a> {
    lists: &'a Lists,
    open: Vec<u32>,
    seats: &'a [u32],
    column_of: Vec<u32>,
    holders: Vec<Vec<u32>>,
    matched: usize,
    /// Per row: how many of its pairs have been found full. What is full stays so while paths are added.
    looked_at: Vec<u32>,
}

impl<'a> Matching<'a> {
    fn new(lists: &'a Lists, open: Vec<u32>, seats: &'a [u32]) -> Self {
        let holders = vec![Vec::new(); seats.len()];
        Self {
            lists,
            open,
            seats,
            column_of: vec![NOBODY; lists.len()],
            holders,
            matched: 0,
            looked_at: Vec::new(),
        }
    }

    /// Takes up pairs that were found before, as far as they reach the score.
    fn resume(&mut self, column_of: &[u32], least: i32) {
        for (row, column) in column_of.iter().enumerate().filter(|(_, column)| **column != NOBODY) {
            if self.lists.score(row, *column as usize).is_some_and(|score| score >= least) {
                self.column_of[row] = *column;
                self.holders[*column as usize].push(row as u32);
                self.matched += 1;
            }
        }
    }

    fn drop_below(&mut self, least: i32) {
        for row in 0..self.lists.len() {
            let column = self.column_of[row];
            let score = self.lists.score(row, column as usize);
            if column != NOBODY && score.is_none_or(|score| score < least) {
                self.column_of[row] = NOBODY;
                self.holders[column as usize].retain(|holder| *holder as usize != row);
                self.matched -= 1;
            }
        }
    }

    /// Matches as many as possible with pairs of at least this score, from what is matched. Returns the pairs.
    ///
    /// What a search in vain has seen leads to no free seat, and never will (Kuhn, 1955): it is not looked at again. The
    /// first time round, what a successful search has seen is left alone too, which settles most rows at little cost.
    fn extend(&mut self, least: i32) -> usize {
        self.looked_at = vec![0; self.lists.len()];
        for is_first in [true, false] {
            let mut seen = vec![false; self.seats.len()];
            let mut visited = Vec::new();
            for at in 0..self.open.len() {
                let row = self.open[at];
                if self.column_of[row as usize] != NOBODY {
                    continue;
                }
                visited.clear();
                let is_seated = self.augment(row, least, &mut seen, &mut visited);
                if is_seated && !is_first {
                    visited.iter().for_each(|column| seen[*column as usize] = false);
                }
            }
        }
        self.matched
    }

    /// Walks deep first from the row to a free seat, past what is seen.
    fn augment(&mut self, start: u32, least: i32, seen: &mut [bool], visited: &mut Vec<u32>) -> bool {
        // Per step: the row, its next pair to try, and the holder of the chosen column that is asked to move.
        let mut path: Vec<(u32, usize, u32, usize)> = vec![(start, 0, NOBODY, 0)];
        if let Some(column) = self.free_seat(start, least) {
            self.pass_on(&path, column);
            return true;
        }
        while let Some((row, next, column, held)) = path.last_mut() {
            if *column != NOBODY {
                let Some(holder) = self.holders[*column as usize].get(*held).copied() else {
                    *column = NOBODY;
                    continue;
                };
                *held += 1;
                if let Some(free) = self.free_seat(holder, least) {
                    path.push((holder, 0, NOBODY, 0));
                    self.pass_on(&path, free);
                    return true;
                }
                path.push((holder, 0, NOBODY, 0));
                continue;
            }
            let arcs = self.lists.of(*row as usize);
            match arcs.get(*next) {
                Some(arc) => {
                    *next += 1;
                    if arc.score >= least && !std::mem::replace(&mut seen[arc.to as usize], true) {
                        (*column, *held) = (arc.to, 0);
                        visited.push(arc.to);
                    }
                }
                None => {
                    path.pop();
                }
            }
        }
        false
    }

    fn free_seat(&mut self, row: u32, least: i32) -> Option<u32> {
        let arcs = self.lists.of(row as usize);
        let looked_at = &mut self.looked_at[row as usize];
        while let Some(arc) = arcs.get(*looked_at as usize) {
            let column = arc.to as usize;
            if arc.score >= least && self.holders[column].len() < self.seats[column] as usize {
                return Some(arc.to);
            }
            *looked_at += 1;
        }
        None
    }

    fn pass_on(&mut self, path: &[(u32, usize, u32, usize)], free: u32) {
        let mut to = free;
        for (row, ..) in path.iter().rev() {
            let from = std::mem::replace(&mut self.column_of[*row as usize], to);
            self.holders[to as usize].push(*row);
            if from == NOBODY {
                break;
            }
            self.holders[from as usize].retain(|holder| holder != row);
            to = from;
        }
        self.matched += 1;
    }

    /// The rows that could pass their seat on to a free one, and the columns of the others.
    fn cover(&self, least: i32) -> Cover {
        let mut turned: Vec<Vec<u32>> = vec![Vec::new(); self.seats.len()];
        for row in &self.open {
            for arc in self.lists.of(*row as usize).iter().filter(|arc| arc.score >= least) {
                turned[arc.to as usize].push(*row);
            }
        }
        let is_free = |column: usize| self.holders[column].len() < self.seats[column] as usize;
        let mut columns: Vec<bool> = (0..self.seats.len()).map(is_free).collect();
        let mut rows = vec![false; self.lists.len()];
        let mut waiting: Vec<usize> = (0..columns.len()).filter(|column| columns[*column]).collect();
        while let Some(column) = waiting.pop() {
            for row in &turned[column] {
                let sits = self.column_of[*row as usize];
                if !std::mem::replace(&mut rows[*row as usize], true)
                    && sits != NOBODY
                    && !std::mem::replace(&mut columns[sits as usize], true)
                {
                    waiting.push(sits as usize);
                }
            }
        }
        let marked = |marks: &[bool], is: bool| -> Vec<u32> {
            (0..marks.len() as u32).filter(|at| marks[*at as usize] == is).collect()
        };
        Cover { rows: marked(&rows, true), columns: marked(&columns, false) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lists::Arc;
    use super::*;

    /// Every way to give the rows seats: the most pairs, and with those the highest lowest score.
    fn by_force(table: &[Vec<i32>], row: usize, seats: &mut [u32], pairs: usize, low: i32) -> (usize, i32) {
        let Some(scores) = table.get(row) else {
            return (pairs, low);
        };
        let mut best = by_force(table, row + 1, seats, pairs, low);
        for column in 0..seats.len() {
            if seats[column] > 0 && scores[column] >= 0 {
                seats[column] -= 1;
                best = best.max(by_force(table, row + 1, seats, pairs + 1, low.min(scores[column])));
                seats[column] += 1;
            }
        }
        best
    }

    #[test]
    fn the_lowest_score_is_the_highest_possible_and_the_covers_prove_it() {
        let mut state = 9_u64;
        let mut dice = |n: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % n
        };
        for _ in 0..1_500 {
            let (rows, columns) = (1 + dice(5) as usize, 1 + dice(5) as usize);
            let table: Vec<Vec<i32>> =
                (0..rows).map(|_| (0..columns).map(|_| dice(8) as i32 - 2).collect()).collect();
            let mut seats: Vec<u32> = (0..columns).map(|_| dice(3) as u32).collect();
            let (mut arcs, mut ends) = (Vec::new(), Vec::new());
            for row in &table {
                let pairs = row.iter().enumerate().filter(|(_, score)| **score >= 0);
                arcs.extend(pairs.map(|(to, score)| Arc { to: to as u32, score: *score }));
                ends.push(arcs.len() as u32);
            }
            let found = raise(&Lists::new(&ends, arcs), &|_| true, &seats);
            let (pairs, low) = by_force(&table, 0, &mut seats, 0, i32::MAX);
            assert_eq!(found.pairs, pairs);
            let room = |cover: &Cover| {
                cover.rows.len() + cover.columns.iter().map(|c| seats[*c as usize] as usize).sum::<usize>()
            };
            let covers = |cover: &Cover, above: i32| {
                table.iter().enumerate().all(|(row, line)| {
                    line.iter().enumerate().all(|(column, score)| {
                        *score <= above
                            || cover.rows.contains(&(row as u32))
                            || cover.columns.contains(&(column as u32))
                    })
                })
            };
            assert!(room(&found.most) == pairs && covers(&found.most, -1));
            if pairs > 0 {
                assert_eq!(found.least_score, low);
                let above = found.above.expect("a cover");
                assert!(room(&above) < pairs && covers(&above, low));
            }
        }
    }
}
