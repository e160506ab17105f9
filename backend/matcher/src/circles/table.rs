//! All scores of a round of circles as tables, people in an order that favours no name.

use super::problem::{CircleProblem, Sizes};
use crate::problem::Problem;
use crate::scoring::Pool;
use crate::scoring::in_batches;
use crate::worth::{mentee_key, mentor_key};
use std::collections::HashSet;
use std::ops::ControlFlow;

/// Two who may not sit in one circle. Lower than the points of a whole circle are high, so that a sum of points is
/// negative as soon as one such pair is in it.
pub const NEVER: i16 = -16_000;

/// How many of the best peers, and of the best mentors, searches look at first.
const NEAR: usize = 48;

const THREADS: usize = 8;

/// The people of a round, numbered by the hash of their ids, and where their points come from.
pub struct Scores<'a> {
    pub problem: &'a CircleProblem,
    pub led: Pool<'a>,
    pub among: Pool<'a>,
    /// Per number: the place in the pools, which are sorted by id.
    pub members: Vec<usize>,
    pub mentors: Vec<usize>,
}

pub struct Table {
    pub members: usize,
    pub mentors: usize,
    pub sizes: Sizes,
    pub per_circle: usize,
    pub mentor_weight: i64,
    /// Per mentor, the circles that may be led.
    pub capacity: Vec<u32>,
    /// Both directions added; a square.
    peers: Vec<i16>,
    /// By mentor and then by member.
    leads: Vec<i16>,
    /// Mentors who may not lead together.
    apart: HashSet<(u32, u32)>,
    /// Per member, the best peers, best first.
    pub near: Vec<Vec<u32>>,
    /// Per member, the best mentors, best first.
    pub near_mentors: Vec<Vec<u32>>,
    /// Per member, what no mentors of a circle have more points with.
    pub best_led: Vec<i32>,
}

impl<'a> Scores<'a> {
    pub fn new(problem: &'a CircleProblem, led: &'a Problem, among: &'a Problem) -> Self {
        let (led, among) = (Pool::new(led), Pool::new(among));
        let mut members: Vec<usize> = (0..led.mentees.len()).collect();
        members.sort_by_key(|at| (mentee_key(&led.mentees[*at].id), *at));
        let mut mentors: Vec<usize> = (0..led.mentors.len()).collect();
        mentors.sort_by_key(|at| (mentor_key(&led.mentors[*at].id), *at));
        Self { problem, led, among, members, mentors }
    }

    pub fn member(&self, number: u32) -> &str {
        &self.led.mentees[self.members[number as usize]].id
    }

    pub fn mentor(&self, number: u32) -> &str {
        &self.led.mentors[self.mentors[number as usize]].id
    }

    /// What the one has of the other.
    pub fn peer_points(&self, one: u32, other: u32) -> u32 {
        self.among.points(self.members[one as usize], self.members[other as usize])
    }

    pub fn mentor_points(&self, member: u32, mentor: u32) -> u32 {
        self.led.points(self.members[member as usize], self.mentors[mentor as usize])
    }

    fn peers(&self, one: usize, other: usize) -> i16 {
        if one == other {
            return 0;
        }
        let (a, b) = (self.members[one], self.members[other]);
        if !self.among.is_eligible(a, b) || !self.among.is_eligible(b, a) {
            return NEVER;
        }
        (self.among.points(a, b) + self.among.points(b, a)) as i16
    }

    fn leads(&self, mentor: usize, member: usize) -> i16 {
        let (i, j) = (self.members[member], self.mentors[mentor]);
        if self.led.is_eligible(i, j) { self.led.points(i, j) as i16 } else { NEVER }
    }

    pub fn table(&self, step: &mut dyn FnMut(f64) -> ControlFlow<()>) -> ControlFlow<(), Table> {
        let (members, mentors) = (self.members.len(), self.mentors.len());
        let all = members.max(1) as f64;
        let row = |one: usize, (): &mut ()| -> Vec<i16> {
            (0..members).map(|other| self.peers(one, other)).collect()
        };
        let peers = in_batches(members, THREADS, &mut |at| step(0.8 * at as f64 / all), &row)?;
        let row = |j: usize, (): &mut ()| -> Vec<i16> { (0..members).map(|i| self.leads(j, i)).collect() };
        let leads = in_batches(mentors, THREADS, &mut |_| ControlFlow::Continue(()), &row)?;
        let asked = self.problem.mentors_kept_apart();
        let mut apart = HashSet::new();
        for one in 0..mentors as u32 {
            for other in (0..mentors as u32).filter(|_| !asked.is_empty()) {
                if asked.contains(&(self.mentor(one), self.mentor(other))) {
                    apart.insert((one, other));
                }
            }
        }
        let best = |points: &dyn Fn(usize) -> i16, count: usize| -> Vec<u32> {
            let mut found: Vec<u32> = (0..count as u32).filter(|at| points(*at as usize) >= 0).collect();
            found.sort_by_key(|at| (-points(*at as usize), *at));
            found.truncate(NEAR);
            found
        };
        let near = (0..members).map(|i| {
            let row = &peers[i];
            best(&|k| if k == i { NEVER } else { row[k] }, members)
        });
        let near = near.collect();
        let near_mentors: Vec<Vec<u32>> = (0..members).map(|i| best(&|j| leads[j][i], mentors)).collect();
        let per_circle = self.problem.mentors_per_circle as i32;
        let best_led = near_mentors
            .iter()
            .enumerate()
            .map(|(i, near)| near.first().map_or(0, |best| per_circle * i32::from(leads[*best as usize][i])));
        let best_led = best_led.collect();
        ControlFlow::Continue(Table {
            members,
            mentors,
            sizes: self.problem.sizes,
            per_circle: self.problem.mentors_per_circle as usize,
            mentor_weight: self.problem.mentor_weight(),
            capacity: self.mentors.iter().map(|at| self.led.mentors[*at].capacity).collect(),
            peers: peers.concat(),
            leads: leads.concat(),
            apart,
            near,
            near_mentors,
            best_led,
        })
    }
}

impl Table {
    /// A member's points with everybody, both directions added.
    pub fn peers_of(&self, member: usize) -> &[i16] {
        &self.peers[member * self.members..(member + 1) * self.members]
    }

    /// A mentor's points with every member.
    pub fn led_by(&self, mentor: u32) -> &[i16] {
        &self.leads[mentor as usize * self.members..(mentor as usize + 1) * self.members]
    }

    pub fn may_lead_together(&self, one: u32, other: u32) -> bool {
        one != other && !self.apart.contains(&(one, other))
    }

    /// The most circles that mentors and members allow.
    pub fn most_circles(&self) -> usize {
        // Two different mentors lead each circle, so nobody leads more circles than there are.
        let by_people = self.members / self.sizes.least as usize;
        let seats: usize = self.capacity.iter().map(|circles| (*circles as usize).min(by_people)).sum();
        by_people.min(seats / self.per_circle)
    }
}
