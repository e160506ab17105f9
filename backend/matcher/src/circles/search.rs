//! The local search: people change circles, two change places, mentors change circles; then some circles are
//! dissolved and built anew, again and again, and what is no better is taken back (iterated local search: Lourenço,
//! Martin and Stützle, 2003).

use super::problem::CircleProblem;
use super::seating::{NOBODY, Seating};
use crate::worth::Dice;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// A change that leaves everybody placed who is.
pub enum Move {
    Join { member: u32, circle: u32 },
    Swap { one: u32, other: u32 },
    Lead { circle: u32, mentors: Vec<u32> },
    SwapMentors { circle: u32, mentors: Vec<u32>, other: u32, others: Vec<u32> },
}

/// Places as many as it can, and raises what they have.
pub fn place(
    seating: &mut Seating<'_>,
    effort: u32,
    step: &mut dyn FnMut(f64) -> ControlFlow<()>,
) -> ControlFlow<()> {
    if seating.circles.is_empty() {
        return ControlFlow::Continue(());
    }
    seating.build();
    step(0.05)?;
    let all: BTreeSet<u32> = (0..seating.circles.len() as u32).collect();
    seating.settle(all.clone());
    seating.keep();
    step(0.3)?;
    let members = seating.table.members;
    let attempts = (10 * seating.circles.len() + 200).min(16_000_000 / members.max(1)) * effort as usize;
    let mut dice = Dice(0);
    for attempt in 0..attempts {
        if attempt.is_multiple_of(attempts.div_ceil(100)) {
            step(0.3 + 0.7 * attempt as f64 / attempts as f64)?;
        }
        let before = (seating.placed, seating.total());
        seating.rebuild(&mut dice);
        if (seating.placed, seating.total()) < before {
            seating.go_back(0);
        }
        seating.keep();
    }
    seating.settle(all);
    seating.keep();
    ControlFlow::Continue(())
}

impl Seating<'_> {
    /// Dissolves up to three circles whose members have to do with one another, and builds as many or others.
    fn rebuild(&mut self, dice: &mut Dice) {
        let open: Vec<u32> = (0..self.circles.len() as u32).filter(|circle| self.is_open(*circle)).collect();
        let mut left = self.unplaced();
        while left.len() > 8 {
            left.swap_remove(dice.below(left.len()));
        }
        if !open.is_empty() {
            let mut circle = open[dice.below(open.len())];
            for _ in 0..=dice.below(3) {
                let members = self.circles[circle as usize].members.clone();
                for member in &members {
                    self.unseat(*member);
                }
                self.lead(circle, Vec::new());
                left.extend(&members);
                let somebody = left[dice.below(left.len())];
                let near = &self.table.near[somebody as usize];
                let next = if near.is_empty() {
                    NOBODY
                } else {
                    self.circle_of[near[dice.below(near.len())] as usize]
                };
                if next == NOBODY {
                    break;
                }
                circle = next;
            }
        }
        let (least, most) = (self.table.sizes.least as usize, self.table.sizes.most as usize);
        let (fewest, highest) = (left.len().div_ceil(most), left.len() / least);
        let count = fewest + dice.below((highest + 1).saturating_sub(fewest));
        let mut changed = BTreeSet::new();
        let mut seeds = left.clone();
        for at in 0..count {
            let waiting = left.iter().filter(|member| self.circle_of[**member as usize] == NOBODY).count();
            let size = (waiting / (count - at)).clamp(least, most);
            while !seeds.is_empty() {
                let seed = seeds.swap_remove(dice.below(seeds.len()));
                if self.circle_of[seed as usize] == NOBODY
                    && let Some(circle) = self.open(seed, &left, size, dice.below(6))
                {
                    changed.insert(circle);
                    break;
                }
            }
        }
        self.settle(changed);
    }

    /// Seats whoever can still be seated and improves, until neither is possible. `changed` are the circles to look at.
    fn settle(&mut self, mut changed: BTreeSet<u32>) {
        loop {
            let placed = self.placed;
            for member in self.unplaced() {
                if self.circle_of[member as usize] == NOBODY {
                    self.find_a_place(member, &mut changed);
                }
            }
            self.improve(&mut changed);
            if self.placed == placed {
                return;
            }
        }
    }

    /// A free place, a place that somebody leaves for a free one, or a circle of their own.
    fn find_a_place(&mut self, member: u32, changed: &mut BTreeSet<u32>) {
        let rooms: Vec<u32> =
            (0..self.circles.len() as u32).filter(|circle| self.has_room(*circle)).collect();
        let fitting = rooms.iter().copied().filter(|circle| self.fits(member, *circle));
        if let Some(circle) = fitting.max_by_key(|circle| (self.gain_of_joining(member, *circle), *circle)) {
            self.seat(member, circle);
            changed.insert(circle);
            return;
        }
        if let Some((other, to)) = self.way_in(member, &rooms) {
            let circle = self.circle_of[other as usize];
            self.bring(other, to);
            self.seat(member, circle);
            changed.extend([circle, to]);
            return;
        }
        if self.circles.iter().all(|group| !group.mentors.is_empty()) {
            return;
        }
        let least = self.table.sizes.least as usize;
        let can_come = |other: &u32| {
            let circle = self.circle_of[*other as usize];
            circle == NOBODY || self.size(circle) > least
        };
        let candidates: Vec<u32> = (0..self.table.members as u32).filter(can_come).collect();
        let before: Vec<u32> = candidates.iter().map(|other| self.circle_of[*other as usize]).collect();
        if let Some(circle) = self.open(member, &candidates, least, 0) {
            changed.insert(circle);
            let left =
                candidates.iter().zip(before).filter(|(other, _)| self.circle_of[**other as usize] == circle);
            changed.extend(left.map(|(_, circle)| circle).filter(|circle| *circle != NOBODY));
        }
    }

    /// Somebody whose place would do, and where they could go instead.
    fn way_in(&self, member: u32, rooms: &[u32]) -> Option<(u32, u32)> {
        if rooms.is_empty() {
            return None;
        }
        let peers = self.table.peers_of(member as usize);
        for circle in 0..self.circles.len() as u32 {
            if self.size(circle) == 0 || self.led(member, circle) < 0 {
                continue;
            }
            for other in &self.circles[circle as usize].members {
                let without = self.sums(circle)[member as usize] - i32::from(peers[*other as usize]);
                if without < 0 {
                    continue;
                }
                let to = rooms.iter().find(|room| **room != circle && self.fits(*other, **room));
                if let Some(to) = to {
                    return Some((*other, *to));
                }
            }
        }
        None
    }

    /// The best change of each circle until none has one.
    fn improve(&mut self, changed: &mut BTreeSet<u32>) {
        while let Some(circle) = changed.pop_first() {
            while self.is_open(circle) {
                match self.best_move(circle) {
                    None => break,
                    Some(Move::Join { member, circle: to }) => {
                        changed.insert(self.circle_of[member as usize]);
                        changed.insert(to);
                        self.bring(member, to);
                    }
                    Some(Move::Swap { one, other }) => {
                        let (here, there) = (self.circle_of[one as usize], self.circle_of[other as usize]);
                        self.unseat(one);
                        self.bring(other, here);
                        if there != NOBODY {
                            self.seat(one, there);
                            changed.insert(there);
                        }
                    }
                    Some(Move::Lead { circle, mentors }) => self.lead(circle, mentors),
                    Some(Move::SwapMentors { circle, mentors, other, others }) => {
                        self.lead(circle, Vec::new());
                        self.lead(other, others);
                        self.lead(circle, mentors);
                        changed.insert(other);
                    }
                }
            }
        }
    }

    /// The change that this circle takes part in and that adds most.
    fn best_move(&self, circle: u32) -> Option<Move> {
        let mut best = (0, None);
        self.try_joins(circle, &mut best);
        self.try_swaps(circle, &mut best);
        self.try_mentors(circle, &mut best);
        best.1
    }

    fn try_joins(&self, circle: u32, best: &mut (i64, Option<Move>)) {
        let least = self.table.sizes.least as usize;
        let mut offer = |gain: i64, member: u32, circle: u32| {
            if gain > best.0 {
                *best = (gain, Some(Move::Join { member, circle }));
            }
        };
        if self.size(circle) > least {
            for member in &self.circles[circle as usize].members {
                let leaving = self.gain_of_leaving(*member);
                for to in self.circles_for(*member).filter(|to| *to != circle && self.has_room(*to)) {
                    if self.fits(*member, to) {
                        offer(leaving + self.gain_of_joining(*member, to), *member, to);
                    }
                }
            }
        }
        if self.has_room(circle) {
            for member in self.members_for(circle) {
                let from = self.circle_of[member as usize];
                let can_come = from != circle && from != NOBODY && self.size(from) > least;
                if can_come && self.fits(member, circle) {
                    offer(
                        self.gain_of_leaving(member) + self.gain_of_joining(member, circle),
                        member,
                        circle,
                    );
                }
            }
        }
    }

    fn try_swaps(&self, circle: u32, best: &mut (i64, Option<Move>)) {
        let table = self.table;
        let weight = |circle: u32| CircleProblem::peer_weight(self.size(circle));
        let here = self.sums(circle);
        let mut marks = vec![NOBODY; table.members];
        let mut drawn: Vec<u32> = Vec::new();
        let members = &self.circles[circle as usize].members;
        self.mark_near(members, NOBODY - 1, &mut marks, &mut drawn);
        for one in members {
            let at = *one as usize;
            let peers = table.peers_of(at);
            let shared = drawn.len();
            self.mark_around(*one, &mut marks, &mut drawn);
            for other in drawn.iter().map(|other| *other as usize) {
                let sits = self.circle_of[other];
                let points = i32::from(peers[other]);
                let with_others = here[other] - points;
                if sits == circle || with_others < 0 {
                    continue;
                }
                let mut gain = i64::from(with_others - self.own[at]) * weight(circle)
                    - i64::from(self.own_led[at] + self.own_led[other]) * table.mentor_weight;
                if sits != NOBODY {
                    let sum = self.sums(sits)[at] - points;
                    if sum < 0 {
                        continue;
                    }
                    gain += i64::from(sum - self.own[other]) * weight(sits);
                }
                // With the best mentors that both could have it would not be enough: who leads need not be asked.
                if gain + i64::from(table.best_led[at] + table.best_led[other]) * table.mentor_weight
                    <= best.0
                {
                    continue;
                }
                let led_here = self.led(other as u32, circle);
                let led_there = if sits == NOBODY { 0 } else { self.led(*one, sits) };
                if led_here < 0 || led_there < 0 {
                    continue;
                }
                gain += i64::from(led_here + led_there) * table.mentor_weight;
                if gain > best.0 {
                    *best = (gain, Some(Move::Swap { one: *one, other: other as u32 }));
                }
            }
            drawn.truncate(shared);
        }
    }

    /// Who may be drawn to this circle: in small rounds everybody, else those its members fit best with.
    fn mark_near(&self, members: &[u32], mark: u32, marks: &mut [u32], drawn: &mut Vec<u32>) {
        if self.is_small() {
            drawn.extend(0..marks.len() as u32);
            marks.fill(mark);
            return;
        }
        for near in members.iter().flat_map(|member| self.nearest(*member)) {
            if std::mem::replace(&mut marks[*near as usize], mark) != mark {
                drawn.push(*near);
            }
        }
    }

    /// With whom this member might change places to be among those who fit best.
    fn mark_around(&self, one: u32, marks: &mut [u32], drawn: &mut Vec<u32>) {
        for near in self.nearest(one) {
            let circle = self.circle_of[*near as usize];
            if let Some(group) = self.circles.get(circle as usize) {
                for other in &group.members {
                    let mark = &mut marks[*other as usize];
                    if *mark != one && *mark != NOBODY - 1 {
                        *mark = one;
                        drawn.push(*other);
                    }
                }
            }
        }
    }
}
