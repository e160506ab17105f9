//! A first guess of the prices: mentees bid for seats until nobody gains more than a little by bidding again.
//!
//! The forward auction of Bertsekas (1979; Bertsekas and Castañon, 1989, for alike seats), in one phase from
//! prices of 0. Each bid raises a seat by at least the step, so that their number is bounded. What it returns need not
//! be right: the searches that follow make it exact.

use super::lists::Lists;

/// The first step is this part of the highest value. Small steps leave less to the searches, but where more want
/// seats than there are, prices climb by steps alone: so the step is doubled after every `PATIENCE` bids a row.
const STEPS: i32 = 512;
const PATIENCE: f64 = 1.5;

/// No step is larger than this part of the scale: coarser prices cost more searches than bids are saved.
const LARGEST_STEP: i32 = 32;

/// Values are scaled to about this.
const SCALE: i32 = 1 << 20;

struct Seat {
    bid: i32,
    row: u32,
}

/// A price for every column, in points.
pub fn prices(rows: &Lists, is_open: &dyn Fn(usize) -> bool, seats: &[u32]) -> Vec<f64> {
    let top = (0..rows.len()).flat_map(|row| rows.of(row)).map(|arc| arc.score).max().unwrap_or(0).max(1);
    let grain = (SCALE / top).max(1);
    let mut step = (top * grain / STEPS).max(1);
    let mut bids_left = (rows.len() as f64 * PATIENCE) as usize;
    let mut prices = vec![0_i32; seats.len()];
    let mut holders: Vec<Vec<Seat>> = seats.iter().map(|_| Vec::new()).collect();
    let mut waiting: Vec<u32> = (0..rows.len() as u32).rev().filter(|row| is_open(*row as usize)).collect();
    for (price, places) in prices.iter_mut().zip(seats) {
        if *places == 0 {
            // Nobody can have it: too dear for anyone.
            *price = i32::MAX / 2;
        }
    }
    while let Some(row) = waiting.pop() {
        if bids_left == 0 {
            bids_left = (rows.len() as f64 * PATIENCE) as usize;
            step = (step * 2).min(SCALE / LARGEST_STEP);
        }
        bids_left = bids_left.saturating_sub(1);
        let (mut best, mut second, mut column) = (0, 0, usize::MAX);
        for arc in rows.of(row as usize) {
            let gain = arc.score * grain + 1 - prices[arc.to as usize];
            if gain > second {
                if gain > best {
                    second = best;
                    best = gain;
                    column = arc.to as usize;
                } else {
                    second = gain;
                }
            }
        }
        let Some(places) = seats.get(column).copied() else {
            continue;
        };
        let seat = Seat { bid: prices[column] + (best - second) + step, row };
        let held = &mut holders[column];
        if held.len() < places as usize {
            held.push(seat);
            sift_up(held);
        } else {
            waiting.push(std::mem::replace(&mut held[0], seat).row);
            sift_down(held);
        }
        if held.len() == places as usize {
            prices[column] = held[0].bid;
        }
    }
    prices.into_iter().map(|price| f64::from(price) / f64::from(grain)).collect()
}

/// The lowest bid stays in front.
fn sift_up(seats: &mut [Seat]) {
    let mut at = seats.len() - 1;
    while at > 0 && seats[at].bid < seats[(at - 1) / 2].bid {
        seats.swap(at, (at - 1) / 2);
        at = (at - 1) / 2;
    }
}

fn sift_down(seats: &mut [Seat]) {
    let mut at = 0;
    loop {
        let mut least = at;
        for child in [2 * at + 1, 2 * at + 2] {
            if child < seats.len() && seats[child].bid < seats[least].bid {
                least = child;
            }
        }
        if least == at {
            return;
        }
        seats.swap(at, least);
        at = least;
    }
}
