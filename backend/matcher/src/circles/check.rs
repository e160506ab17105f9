//! The check of circles and of their bound, from the definitions: nothing of the search is used, nor of `scoring`.

use super::outcome::{CirclesOutcome, UnplacedReason};
use super::{CircleProblem, PARTS};
use crate::certificate::{Definitions, Violation};
use std::collections::{BTreeMap, BTreeSet};

/// Checks that every circle obeys every rule, that the figures are right, and that no circles could have more than
/// the bound says. That no more can be *placed* than stated is checked as far as mentors, peers and sizes tell.
///
/// # Errors
/// Every violation found.
pub fn verify_circles(problem: &CircleProblem, outcome: &CirclesOutcome) -> Result<(), Vec<Violation>> {
    let (led, among) = (problem.led(), problem.among());
    let mut check =
        Check { problem, led: Definitions::new(&led), among: Definitions::new(&among), found: Vec::new() };
    check.circles(outcome);
    check.unplaced(outcome);
    check.bound(outcome);
    if check.found.is_empty() { Ok(()) } else { Err(check.found) }
}

struct Check<'a> {
    problem: &'a CircleProblem,
    led: Definitions<'a>,
    among: Definitions<'a>,
    found: Vec<Violation>,
}

impl Check<'_> {
    fn fail(&mut self, code: &'static str, detail: String) {
        self.found.push(Violation { code, detail });
    }

    fn may_sit(&self, one: usize, other: usize) -> bool {
        self.among.may_meet(one, other) && self.among.may_meet(other, one)
    }

    fn points(people: &Definitions<'_>, one: usize, other: usize) -> i64 {
        people.parts(one, other).iter().map(|(_, points)| i64::from(*points)).sum()
    }

    fn circles(&mut self, outcome: &CirclesOutcome) {
        let per_circle = self.problem.mentors_per_circle as usize;
        let (least, most) = (self.problem.sizes.least as usize, self.problem.sizes.most as usize);
        let (mut seen, mut total, mut placed) = (BTreeSet::new(), 0, 0);
        let mut leads: BTreeMap<&str, u32> = BTreeMap::new();
        let apart: BTreeSet<_> = self.problem.mentors_kept_apart().into_iter().collect();
        for circle in &outcome.circles {
            let name = circle.members.first().map_or("", |member| member.mentee.as_str());
            let members: Vec<usize> = circle
                .members
                .iter()
                .filter_map(|m| self.led.mentees.get(m.mentee.as_str()).copied())
                .collect();
            let mentors: Vec<usize> =
                circle.mentors.iter().filter_map(|id| self.led.mentors.get(id.as_str()).copied()).collect();
            if members.len() != circle.members.len() || mentors.len() != circle.mentors.len() {
                self.fail("unknown_person", format!("The circle of {name:?} names nobody."));
                continue;
            }
            if !(least..=most).contains(&members.len()) {
                self.fail("wrong_size", format!("The circle of {name:?} has {} members.", members.len()));
            }
            let is_apart = mentors.len() == 2
                && (mentors[0] == mentors[1] || apart.contains(&(&circle.mentors[0], &circle.mentors[1])));
            if mentors.len() != per_circle || is_apart {
                self.fail("wrong_mentors", format!("The circle of {name:?} cannot have these mentors."));
            }
            circle.mentors.iter().for_each(|id| *leads.entry(id).or_insert(0) += 1);
            let mut circle_parts = 0;
            for (at, one) in members.iter().enumerate() {
                if !seen.insert(*one) {
                    self.fail("placed_twice", format!("{:?} is in two circles.", circle.members[at].mentee));
                }
                let others = members.iter().filter(|other| *other != one);
                let is_allowed = others.clone().all(|other| self.may_sit(*one, *other))
                    && mentors.iter().all(|mentor| self.led.may_meet(*one, *mentor));
                if !is_allowed {
                    self.fail("not_allowed", format!("{:?} may not sit there.", circle.members[at].mentee));
                }
                let peers: i64 = others.map(|other| Self::points(&self.among, *one, *other)).sum();
                let led: i64 = mentors.iter().map(|mentor| Self::points(&self.led, *one, *mentor)).sum();
                let parts =
                    peers * PARTS / (members.len() as i64 - 1).max(1) + led * PARTS / per_circle as i64;
                if parts != i64::from(circle.members[at].parts) {
                    self.fail("wrong_parts", format!("{:?} has {parts} parts.", circle.members[at].mentee));
                }
                circle_parts += parts;
            }
            if circle_parts as u64 != circle.parts {
                self.fail("wrong_parts", format!("The circle of {name:?} has {circle_parts} parts."));
            }
            (total, placed) = (total + circle_parts as u64, placed + members.len());
        }
        for mentor in &self.problem.mentors {
            if leads.get(mentor.id.as_str()).is_some_and(|circles| *circles > mentor.capacity) {
                self.fail("over_capacity", format!("The mentor {:?} leads too many circles.", mentor.id));
            }
        }
        if (total, placed) != (outcome.parts, outcome.placed) {
            self.fail("wrong_total", format!("{placed} are placed and have {total} parts."));
        }
    }

    /// Everybody is in one list, and reasons that claim a proof have one.
    fn unplaced(&mut self, outcome: &CirclesOutcome) {
        let members = outcome.circles.iter().flat_map(|circle| &circle.members).map(|m| m.mentee.as_str());
        let mut listed: BTreeSet<&str> = members.collect();
        for unplaced in &outcome.unplaced {
            let id = unplaced.mentee.as_str();
            let Some(at) = self.led.mentees.get(id).copied() else {
                self.fail("unknown_person", format!("The unplaced mentee {id:?} is nobody."));
                continue;
            };
            if !listed.insert(id) {
                self.fail("listed_twice", format!("The mentee {id:?} is listed twice."));
            }
            let mentors =
                (0..self.problem.mentors.len()).filter(|mentor| self.led.may_meet(at, *mentor)).count();
            let all = 0..self.problem.mentees.len();
            let peers = all.filter(|other| *other != at && self.may_sit(at, *other)).count();
            let (per_circle, least) = (self.problem.mentors_per_circle, self.problem.sizes.least);
            let is_true = match &unplaced.reason {
                UnplacedReason::TooFewMentors { eligible, needed, removed, not_available } => {
                    let removed: u64 = removed.iter().map(|count| u64::from(count.mentors)).sum();
                    let all = removed + u64::from(*not_available) + u64::from(*eligible);
                    *needed == per_circle
                        && *eligible as usize == mentors
                        && eligible < needed
                        && all as usize == self.problem.mentors.len()
                }
                UnplacedReason::TooFewPeers { eligible, needed } => {
                    needed.checked_add(1) == Some(least) && *eligible as usize == peers && eligible < needed
                }
                UnplacedReason::NoCircleFound { full, closed, .. } => {
                    mentors >= per_circle as usize
                        && peers + 1 >= least as usize
                        && u64::from(*full) + u64::from(*closed) == outcome.circles.len() as u64
                }
            };
            if !is_true {
                self.fail("wrong_reason", format!("The mentee {id:?} is unplaced for another reason."));
            }
        }
        if listed.len() != self.problem.mentees.len() {
            self.fail("left_out", "Somebody is in no list.".to_owned());
        }
    }

    /// The bound from its prices: see [`super::bound`].
    fn bound(&mut self, outcome: &CirclesOutcome) {
        let (mentees, mentors) = (&self.problem.mentees, &self.problem.mentors);
        let prices = |ids: Vec<&String>, by_id: &BTreeMap<String, i64>| -> Option<Vec<i128>> {
            let all: Vec<i128> =
                ids.iter().filter_map(|id| by_id.get(*id).map(|price| i128::from(*price))).collect();
            (all.len() == ids.len() && all.len() == by_id.len()).then_some(all)
        };
        let (Some(own), Some(seats)) = (
            prices(mentees.iter().map(|m| &m.id).collect(), &outcome.duals.mentees),
            prices(mentors.iter().map(|m| &m.id).collect(), &outcome.duals.mentors),
        ) else {
            self.fail("duals_incomplete", "The prices do not name everybody once.".to_owned());
            return;
        };
        if seats.iter().any(|price| *price < 0) {
            self.fail("dual_negative", "A mentor's price is below 0.".to_owned());
        }
        let (least, most) = (i128::from(self.problem.sizes.least), i128::from(self.problem.sizes.most));
        let per_circle = self.problem.mentors_per_circle as usize;
        let able: Vec<Vec<usize>> = (0..mentees.len())
            .map(|one| (0..mentors.len()).filter(|mentor| self.led.may_meet(one, *mentor)).collect())
            .collect();
        let placeable = self.placeable(&able);
        let (mut pairs, mut rows) = (0_i128, 0_i128);
        for one in placeable.iter().copied() {
            for other in placeable.range(one + 1..).copied().filter(|other| self.may_sit(one, *other)) {
                let both = Self::points(&self.among, one, other) + Self::points(&self.among, other, one);
                pairs += (i128::from(PARTS * both) - own[one] - own[other]).max(0);
            }
            let net =
                |mentor: &usize| i128::from(PARTS * Self::points(&self.led, one, *mentor)) - seats[*mentor];
            let mut best: Vec<i128> = able[one].iter().map(net).collect();
            best.sort_unstable_by(|a, b| b.cmp(a));
            rows += (per_circle as i128 * own[one] + best.iter().take(per_circle).sum::<i128>()).max(0);
        }
        rows +=
            mentors.iter().zip(&seats).map(|(m, price)| i128::from(m.capacity) * most * price).sum::<i128>();
        let per_circle = per_circle as i128;
        let bound = (pairs * per_circle + rows * (least - 1)).div_euclid(per_circle * (least - 1));
        let is_nobody = placeable.is_empty() || outcome.most_placed == 0;
        if (!is_nobody && bound != i128::from(outcome.most_parts)) || outcome.most_parts < outcome.parts {
            self.fail("wrong_bound", format!("The prices prove a bound of {bound}."));
        }
        if outcome.most_placed > placeable.len() || outcome.most_placed < outcome.placed {
            self.fail("wrong_bound", format!("At most {} can be placed.", placeable.len()));
        }
    }

    /// Those who have enough mentors and enough others who do.
    fn placeable(&self, able: &[Vec<usize>]) -> BTreeSet<usize> {
        let (needed, per_circle) =
            (self.problem.sizes.least as usize, self.problem.mentors_per_circle as usize);
        let mut is_in: BTreeSet<usize> =
            (0..able.len()).filter(|one| able[*one].len() >= per_circle).collect();
        loop {
            let stays = |one: &usize| {
                is_in.iter().filter(|other| one == *other || self.may_sit(*one, **other)).count() >= needed
            };
            let kept: BTreeSet<usize> = is_in.iter().copied().filter(stays).collect();
            if kept.len() == is_in.len() {
                return kept;
            }
            is_in = kept;
        }
    }
}
