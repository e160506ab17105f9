//! The worst served of a round of people: the highest points that everybody who can be matched can have at least.
//!
//! The market holds each mentee's best mentors alone. A cover of its pairs (König, 1931) says which pairs outside could
//! help: those that touch nobody of it. They are looked for in the whole pool and join, until there are none; then the
//! cover holds for all pairs. It is made of those who cannot be reached from a free seat, which is the same set for
//! every best choice (Dulmage and Mendelsohn, 1958), so the proof too depends on the state alone.
//!
//! What is raised are the points that are told. Did wishes count here, whoever has none would always look worse served
//! than others, and the lowest score that is told would be one that nobody is told to have.

use super::run::{JOINING, Round};
use crate::model::{Arc, Cover, Lists, NOBODY, fill};
use crate::scoring::{Board, Bounds};
use crate::worth::{mentee_key, mentor_key, tie};
use std::ops::ControlFlow;

/// More points than any pair has: nobody is tempted.
const TOO_DEAR: i32 = i32::MAX / 4;

pub struct Raised {
    pub least_points: i32,
    pub most: Cover,
    pub above: Option<Cover>,
}

/// Finds the least points by bisection, and lets the pairs join the lists that it takes. Scores in the lists, and those
/// of the board, are points of the policy.
pub fn raise(
    round: &Round<'_>,
    board: &Board,
    lists: &mut Lists,
    step: &mut dyn FnMut(f64) -> ControlFlow<()>,
) -> ControlFlow<(), Raised> {
    let pool = round.pool;
    let mut open: Vec<u32> = (0..lists.len() as u32).filter(|i| !round.locked[*i as usize]).collect();
    open.sort_by_key(|i| (lists.of(*i as usize).len(), *i));
    let mut seats: Vec<u32> = pool.mentors.iter().map(|m| m.capacity).collect();
    round.locks.iter().for_each(|(_, j)| seats[*j as usize] -= 1);
    let mut look = |lists: &mut Lists, least: i32, wanted: usize, from: &[u32], done: f64| {
        step(done)?;
        fill(lists, &open, &seats, (least, wanted), from, &mut |cover| {
            outside((round, board), cover, least, step, done)
        })
    };
    let nobody = vec![NOBODY; lists.len()];
    let (mut seated, pairs, most) = look(lists, 0, usize::MAX, &nobody, 0.0)?;
    if pairs == 0 {
        return ControlFlow::Continue(Raised { least_points: 0, most, above: None });
    }
    let lowest = |lists: &Lists, seated: &[u32]| -> i32 {
        let taken = seated.iter().enumerate().filter_map(|(i, j)| lists.score(i, *j as usize));
        taken.min().unwrap_or(0)
    };
    // Between points that everybody can have and points that not everybody can.
    let (mut reached, mut missed) = (lowest(lists, &seated), pool.policy.out_of() as i32 + 1);
    let mut above = None;
    while missed - reached > 1 {
        let middle = reached.midpoint(missed);
        let done = 1.0 - f64::from(missed - reached) / f64::from(pool.policy.out_of() + 2);
        let (tried, found, cover) = look(lists, middle, pairs, &seated, done)?;
        if found >= pairs {
            reached = middle.max(lowest(lists, &tried));
            seated = tried;
        } else {
            (missed, above) = (middle, Some(cover));
        }
    }
    if above.is_none() {
        above = Some(look(lists, missed, pairs, &nobody, 1.0)?.2);
    }
    ControlFlow::Continue(Raised { least_points: reached, most, above })
}

/// Pairs of at least these points that touch nobody of the cover, some of each mentee.
fn outside(
    (round, board): (&Round<'_>, &Board),
    cover: &Cover,
    least: i32,
    step: &mut dyn FnMut(f64) -> ControlFlow<()>,
    done: f64,
) -> ControlFlow<(), Vec<(u32, Arc)>> {
    let pool = round.pool;
    let mut bounds = Bounds {
        mentees: round.locked.iter().map(|locked| (!locked).then_some(least)).collect(),
        mentors: vec![0; pool.mentors.len()],
    };
    cover.rows.iter().for_each(|row| bounds.mentees[*row as usize] = None);
    cover.columns.iter().for_each(|column| bounds.mentors[*column as usize] = TOO_DEAR);
    if bounds.mentees.iter().all(Option::is_none) || bounds.mentors.iter().all(|price| *price > 0) {
        return ControlFlow::Continue(Vec::new());
    }
    let batch = pool.mentees.len().div_ceil(20).max(1);
    let found = board.tempting(pool, &bounds, round.threads, &mut |i| {
        if i.is_multiple_of(batch) { step(done) } else { ControlFlow::Continue(()) }
    })?;
    let mut joining = Vec::new();
    for (i, mut arcs) in found.into_iter().enumerate() {
        // By lot, so that not everybody looks at the same mentors.
        let key = mentee_key(&pool.mentees[i].id);
        arcs.sort_unstable_by_key(|arc| tie(key, mentor_key(&pool.mentors[arc.to as usize].id)));
        joining.extend(arcs.into_iter().take(JOINING).map(|arc| (i as u32, arc)));
    }
    ControlFlow::Continue(joining)
}
