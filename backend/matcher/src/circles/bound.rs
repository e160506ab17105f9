//! What no circles can beat: how many people can be placed, and what they can have together.
//!
//! **Places.** Nobody is placed who has too few mentors or too few others who may sit with them, and so on until
//! all who are left have enough; a mentor leads at most so many circles of at most so many; and so many circles hold
//! only certain numbers of people.
//!
//! **Points.** In a circle of `s` each pair counts `1 / (s - 1)` of its points, so that the shares of one person add
//! up to 1 and none is above `1 / (least - 1)`; a member has `1 / k` of each of `k` mentors, whose shares add up to
//! at most `circles * most / k`. Forgetting that circles are cliques, what is left is a linear program, and any
//! prices of people and mentors bound it from above (Gale, Kuhn and Tucker, 1951). Good prices are looked for by
//! subgradient steps (Held, Wolfe and Crowder, 1974; Polyak, 1969), rounded, and the bound is then computed from them
//! in whole numbers over all pairs, so that it holds whatever became of the search.

use super::PARTS;
use super::table::Table;
use crate::model::{Arc, Lists, raise};
use std::ops::ControlFlow;

pub struct Bound {
    pub most_placed: usize,
    pub most_parts: i64,
    pub members: Vec<i64>,
    pub mentors: Vec<i64>,
}

const STEPS: usize = 400;

pub fn bound(
    table: &Table,
    found: i64,
    step: &mut dyn FnMut(f64) -> ControlFlow<()>,
) -> ControlFlow<(), Bound> {
    let placeable = placeable(table);
    let most_placed = most_placed(table, &placeable);
    let mut prices = Prices::new(table, &placeable);
    let mut best = (f64::INFINITY, prices.members.clone(), prices.mentors.clone());
    let (mut stride, mut in_vain) = (1.0, 0);
    for at in 0..STEPS {
        step(0.9 * at as f64 / STEPS as f64)?;
        let value = prices.slope();
        if value < best.0 {
            best = (value, prices.members.clone(), prices.mentors.clone());
            in_vain = 0;
        } else {
            in_vain += 1;
        }
        if in_vain == 12 {
            (stride, in_vain) = (stride / 2.0, 0);
            (prices.members, prices.mentors) = (best.1.clone(), best.2.clone());
            prices.slope();
        }
        if !prices.go(stride * (value.min(best.0) - found as f64)) || stride < 1e-3 {
            break;
        }
    }
    let whole =
        |prices: Vec<f64>| -> Vec<i64> { prices.into_iter().map(|price| price.round() as i64).collect() };
    let (members, mentors) = (whole(best.1), whole(best.2));
    let most_parts = if most_placed == 0 { 0 } else { evaluate(table, &placeable, &members, &mentors) };
    ControlFlow::Continue(Bound { most_placed, most_parts, members, mentors })
}

/// Who is left when those are taken out, again and again, who have too few mentors or too few peers.
fn placeable(table: &Table) -> Vec<bool> {
    let able = |member: usize| {
        let leads = |mentor: &u32| table.capacity[*mentor as usize] > 0 && table.led_by(*mentor)[member] >= 0;
        (0..table.mentors as u32).filter(leads).count() >= table.per_circle
    };
    let mut is_in: Vec<bool> = (0..table.members).map(able).collect();
    let needed = table.sizes.least as usize - 1;
    let peers_of = |member: usize, is_in: &[bool]| {
        table.peers_of(member).iter().zip(is_in).filter(|(points, is_in)| **is_in && **points >= 0).count()
            - 1
    };
    let mut peers: Vec<usize> =
        (0..table.members).map(|member| if is_in[member] { peers_of(member, &is_in) } else { 0 }).collect();
    let mut leaving: Vec<usize> = (0..table.members).filter(|at| is_in[*at] && peers[*at] < needed).collect();
    while let Some(member) = leaving.pop() {
        if !std::mem::replace(&mut is_in[member], false) {
            continue;
        }
        for other in 0..table.members {
            if is_in[other] && table.peers_of(member)[other] >= 0 {
                peers[other] -= 1;
                if peers[other] < needed {
                    leaving.push(other);
                }
            }
        }
    }
    is_in
}

fn most_placed(table: &Table, placeable: &[bool]) -> usize {
    let (mut arcs, mut ends) = (Vec::new(), Vec::new());
    for (member, is_in) in placeable.iter().enumerate() {
        for mentor in (0..table.mentors as u32).filter(|mentor| *is_in && table.led_by(*mentor)[member] >= 0)
        {
            arcs.push(Arc { to: mentor, score: 0 });
        }
        ends.push(arcs.len() as u32);
    }
    let most = table.sizes.most;
    let seats: Vec<u32> = table.capacity.iter().map(|circles| circles * most).collect();
    let seated = raise(&Lists::new(&ends, arcs), &|_| true, &seats).pairs;
    // The largest number that so many circles can hold.
    let holds = |circles: usize| {
        let most = seated.min(circles * most as usize);
        if most >= circles * table.sizes.least as usize { most } else { 0 }
    };
    (0..=table.most_circles()).map(holds).max().unwrap_or(0)
}

/// Prices on the way, with the best pairs of everybody alone.
struct Prices<'a> {
    table: &'a Table,
    placeable: &'a [bool],
    pairs: Vec<(u32, u32, f64)>,
    share: f64,
    room: Vec<f64>,
    members: Vec<f64>,
    mentors: Vec<f64>,
    member_slope: Vec<f64>,
    mentor_slope: Vec<f64>,
}

impl<'a> Prices<'a> {
    fn new(table: &'a Table, placeable: &'a [bool]) -> Self {
        let mut pairs = Vec::new();
        let mut members = vec![0.0; table.members];
        for member in (0..table.members).filter(|member| placeable[*member]) {
            let points = table.peers_of(member);
            for other in table.near[member].iter().filter(|other| placeable[**other as usize]) {
                let (low, high) = (member.min(*other as usize) as u32, member.max(*other as usize) as u32);
                pairs.push((low, high, (PARTS * i64::from(points[*other as usize])) as f64));
            }
            let near = &table.near[member];
            let last = near.get(table.sizes.least as usize - 2).or(near.last());
            members[member] =
                last.map_or(0.0, |last| (PARTS * i64::from(points[*last as usize])) as f64 / 2.0);
        }
        pairs.sort_unstable_by_key(|pair| (pair.0, pair.1));
        pairs.dedup_by_key(|pair| (pair.0, pair.1));
        let room = table
            .capacity
            .iter()
            .map(|circles| f64::from(circles * table.sizes.most) / table.per_circle as f64);
        Self {
            table,
            placeable,
            pairs,
            share: 1.0 / f64::from(table.sizes.least - 1),
            room: room.collect(),
            members,
            mentors: vec![0.0; table.mentors],
            member_slope: Vec::new(),
            mentor_slope: Vec::new(),
        }
    }

    /// The bound at these prices, as far as the best pairs tell, and its slope.
    fn slope(&mut self) -> f64 {
        self.member_slope = vec![0.0; self.table.members];
        self.mentor_slope = self.room.clone();
        let mut value: f64 = self.mentors.iter().zip(&self.room).map(|(price, room)| price * room).sum();
        for (one, other, points) in &self.pairs {
            let more = points - self.members[*one as usize] - self.members[*other as usize];
            if more > 0.0 {
                value += more * self.share;
                self.member_slope[*one as usize] -= self.share;
                self.member_slope[*other as usize] -= self.share;
            }
        }
        let per_circle = self.table.per_circle;
        for member in (0..self.table.members).filter(|member| self.placeable[*member]) {
            let mut best = [(f64::NEG_INFINITY, 0_usize); 2];
            for mentor in &self.table.near_mentors[member] {
                if self.room[*mentor as usize] == 0.0 {
                    continue;
                }
                let points = (PARTS * i64::from(self.table.led_by(*mentor)[member])) as f64;
                let net = points - self.mentors[*mentor as usize];
                if net > best[0].0 {
                    best = [(net, *mentor as usize), best[0]];
                } else if net > best[1].0 {
                    best[1] = (net, *mentor as usize);
                }
            }
            let best = &best[..per_circle];
            let row = self.members[member] + best.iter().map(|best| best.0).sum::<f64>() / per_circle as f64;
            if row > 0.0 {
                value += row;
                self.member_slope[member] += 1.0;
                best.iter().for_each(|best| self.mentor_slope[best.1] -= 1.0 / per_circle as f64);
            }
        }
        value
    }

    /// One step down; false where it is flat.
    fn go(&mut self, fall: f64) -> bool {
        for (slope, price) in self.mentor_slope.iter_mut().zip(&self.mentors) {
            if *price == 0.0 && *slope > 0.0 {
                *slope = 0.0;
            }
        }
        let square: f64 = self.member_slope.iter().chain(&self.mentor_slope).map(|slope| slope * slope).sum();
        if square == 0.0 || fall <= 0.0 {
            return false;
        }
        let step = fall / square;
        self.members.iter_mut().zip(&self.member_slope).for_each(|(price, slope)| *price -= step * slope);
        let mentors = self.mentors.iter_mut().zip(&self.mentor_slope);
        mentors.for_each(|(price, slope)| *price = (*price - step * slope).max(0.0));
        true
    }
}

/// The bound at whole prices, over all pairs.
fn evaluate(table: &Table, placeable: &[bool], members: &[i64], mentors: &[i64]) -> i64 {
    let mut pairs = 0_i128;
    let placed: Vec<usize> = (0..table.members).filter(|member| placeable[*member]).collect();
    for (at, one) in placed.iter().enumerate() {
        let points = table.peers_of(*one);
        for other in &placed[at + 1..] {
            if points[*other] >= 0 {
                let more = PARTS * i64::from(points[*other]) - members[*one] - members[*other];
                pairs += i128::from(more.max(0));
            }
        }
    }
    let mut best = vec![[i64::MIN / 4; 2]; table.members];
    for (mentor, price) in mentors.iter().enumerate().take(table.mentors) {
        if table.capacity[mentor] == 0 {
            continue;
        }
        for member in &placed {
            let points = table.led_by(mentor as u32)[*member];
            if points >= 0 {
                let (net, best) = (PARTS * i64::from(points) - price, &mut best[*member]);
                if net > best[0] {
                    *best = [net, best[0]];
                } else if net > best[1] {
                    best[1] = net;
                }
            }
        }
    }
    let per_circle = table.per_circle as i64;
    let rows: i128 = placed
        .iter()
        .map(|member| per_circle * members[*member] + best[*member][..table.per_circle].iter().sum::<i64>())
        .map(|row| i128::from(row.max(0)))
        .sum();
    let room = table.capacity.iter().zip(mentors);
    let room: i128 = room
        .map(|(circles, price)| i128::from(*circles) * i128::from(table.sizes.most) * i128::from(*price))
        .sum();
    let shares = i128::from(table.sizes.least - 1);
    let per_circle = i128::from(per_circle);
    ((pairs * per_circle + (rows + room) * shares).div_euclid(per_circle * shares)) as i64
}
