//! The answer: circles, who has no place and why, and how much better any other answer could be.

use super::bound::Bound;
use super::seating::{NOBODY, Seating};
use super::table::{Scores, Table};
use super::{CircleProblem, PARTS};
use crate::policy::HardRule;
use crate::solve::{RuleCount, UnmatchedReason};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// Somebody in a circle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CircleMember {
    pub mentee: String,
    /// The average of the points with the others and the average with the mentors, both in [`PARTS`] of a point.
    pub parts: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circle {
    /// Sorted by id.
    pub mentors: Vec<String>,
    /// Sorted by id.
    pub members: Vec<CircleMember>,
    pub parts: u64,
}

/// Why somebody has no place. The first two are proved; of the third the search knows no way out, which does not
/// prove that there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum UnplacedReason {
    /// Too few mentors may lead a circle of this person; as for an unmatched mentee, the counts add up.
    TooFewMentors { eligible: u32, needed: u32, removed: Vec<RuleCount>, not_available: u32 },
    /// Fewer others may sit with this person than the smallest circle needs.
    TooFewPeers { eligible: u32, needed: u32 },
    /// Of the circles found, so many are full and the rest hold somebody who may not be met; and so many of the
    /// mentors who could lead another one have time left.
    NoCircleFound { full: u32, closed: u32, free_mentors: u32 },
}

impl fmt::Display for UnplacedReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFewMentors { eligible, needed, .. } => {
                write!(f, "{eligible} mentors are eligible, {needed} are needed")
            }
            Self::TooFewPeers { eligible, needed } => {
                write!(f, "{eligible} others may sit in one circle, {needed} are needed")
            }
            Self::NoCircleFound { full, closed, free_mentors } => write!(
                f,
                "no place was found: {full} circles are full, {closed} do not suit, {free_mentors} mentors have time"
            ),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unplaced {
    pub mentee: String,
    #[serde(flatten)]
    pub reason: UnplacedReason,
}

/// Prices that prove the bound, by id, in parts. Not for display: they move with confidential facts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CircleDuals {
    pub mentees: BTreeMap<String, i64>,
    pub mentors: BTreeMap<String, i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CirclesOutcome {
    /// Sorted by the first member.
    pub circles: Vec<Circle>,
    /// Sorted by id.
    pub unplaced: Vec<Unplaced>,
    pub placed: usize,
    /// What all members have, in [`PARTS`] of a point.
    pub parts: u64,
    /// No circles place more.
    pub most_placed: usize,
    /// No circles have more, however many they place.
    pub most_parts: u64,
    pub duals: CircleDuals,
}

impl CirclesOutcome {
    /// The share of the points, 0 to 1, that a better answer might add at most.
    #[must_use]
    pub fn gap(&self) -> f64 {
        let more = self.most_parts.saturating_sub(self.parts);
        if self.most_parts == 0 { 0.0 } else { more as f64 / self.most_parts as f64 }
    }

    /// What each mentee has in whole points, rounded down; `None` for somebody without a place.
    #[must_use]
    pub fn points(&self) -> Vec<Option<u32>> {
        let placed = self.circles.iter().flat_map(|circle| &circle.members);
        let placed = placed.map(|member| Some(member.parts / PARTS as u32));
        placed.chain(self.unplaced.iter().map(|_| None)).collect()
    }
}

pub fn told(scores: &Scores<'_>, table: &Table, seating: &Seating<'_>, bound: Bound) -> CirclesOutcome {
    let mut circles: Vec<Circle> = seating
        .circles
        .iter()
        .filter(|group| !group.mentors.is_empty())
        .map(|group| {
            let others = CircleProblem::peer_weight(group.members.len());
            let parts = |one: u32| {
                let peers = group.members.iter().filter(|other| **other != one);
                let peers: i64 = peers.map(|other| i64::from(scores.peer_points(one, *other))).sum();
                let mentors =
                    group.mentors.iter().map(|mentor| i64::from(scores.mentor_points(one, *mentor)));
                (peers * others + mentors.sum::<i64>() * table.mentor_weight) as u32
            };
            let mut members: Vec<CircleMember> = group
                .members
                .iter()
                .map(|one| CircleMember { mentee: scores.member(*one).to_owned(), parts: parts(*one) })
                .collect();
            members.sort_by(|a, b| a.mentee.cmp(&b.mentee));
            let mut mentors: Vec<String> =
                group.mentors.iter().map(|at| scores.mentor(*at).to_owned()).collect();
            mentors.sort();
            Circle { mentors, parts: members.iter().map(|member| u64::from(member.parts)).sum(), members }
        })
        .collect();
    circles.sort_by(|a, b| a.members[0].mentee.cmp(&b.members[0].mentee));
    let mut unplaced: Vec<Unplaced> = (0..table.members as u32)
        .filter(|member| seating.circle_of[*member as usize] == NOBODY)
        .map(|member| Unplaced {
            mentee: scores.member(member).to_owned(),
            reason: reason(scores, table, seating, member),
        })
        .collect();
    unplaced.sort_by(|a, b| a.mentee.cmp(&b.mentee));
    let parts = circles.iter().map(|circle| circle.parts).sum();
    let named = |prices: &[i64], name: &dyn Fn(u32) -> String| {
        prices.iter().enumerate().map(|(at, price)| (name(at as u32), *price)).collect()
    };
    CirclesOutcome {
        circles,
        unplaced,
        placed: seating.placed,
        parts,
        most_placed: bound.most_placed,
        most_parts: bound.most_parts as u64,
        duals: CircleDuals {
            mentees: named(&bound.members, &|at| scores.member(at).to_owned()),
            mentors: named(&bound.mentors, &|at| scores.mentor(at).to_owned()),
        },
    }
}

fn reason(scores: &Scores<'_>, table: &Table, seating: &Seating<'_>, member: u32) -> UnplacedReason {
    let at = member as usize;
    let may_lead = |mentor: &u32| table.capacity[*mentor as usize] > 0 && table.led_by(*mentor)[at] >= 0;
    let able: Vec<u32> = (0..table.mentors as u32).filter(may_lead).collect();
    if able.len() < table.per_circle {
        let told = scores.led.reason_unmatched(scores.members[at]);
        let (removed, not_available) = match told {
            UnmatchedReason::NoEligibleMentor { removed, not_available } => (removed, not_available),
            UnmatchedReason::AllEligibleFull { .. } => removed_of(scores, at, able.len()),
        };
        let (eligible, needed) = (able.len() as u32, table.per_circle as u32);
        return UnplacedReason::TooFewMentors { eligible, needed, removed, not_available };
    }
    let peers = table.peers_of(at).iter().filter(|points| **points >= 0).count() as u32 - 1;
    let needed = table.sizes.least - 1;
    if peers < needed {
        return UnplacedReason::TooFewPeers { eligible: peers, needed };
    }
    let open: Vec<u32> =
        (0..seating.circles.len() as u32).filter(|circle| seating.is_open(*circle)).collect();
    let full = open.iter().filter(|circle| !seating.has_room(**circle)).count() as u32;
    let free_mentors = able.iter().filter(|mentor| seating.free[**mentor as usize] > 0).count() as u32;
    UnplacedReason::NoCircleFound { full, closed: open.len() as u32 - full, free_mentors }
}

/// The mentors that rules removed, for somebody who may meet some, but too few.
fn removed_of(scores: &Scores<'_>, member: usize, eligible: usize) -> (Vec<RuleCount>, u32) {
    let i = scores.members[member];
    let mut counts = [0_u32; HardRule::ALL.len()];
    let broken = (0..scores.mentors.len()).filter_map(|j| scores.led.first_broken_rule(i, j));
    broken.for_each(|rule| counts[rule as usize] += 1);
    let removed: u32 = counts.iter().sum();
    let counted = HardRule::ALL.into_iter().zip(counts).filter(|(_, mentors)| *mentors > 0);
    let told = counted.map(|(rule, mentors)| RuleCount { rule, mentors }).collect();
    (told, (scores.mentors.len() - eligible) as u32 - removed)
}
