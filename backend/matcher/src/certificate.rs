//! The check of an outcome, written a second time from the definitions and without the solver.

mod definitions;
mod rows;

use crate::policy::Objective;
use crate::problem::Problem;
use crate::scoring::in_batches;
use crate::solve::{Certificate, CoverOfPeople, Duals, FactorPoints, Outcome, UnmatchedReason, threads};
pub(crate) use definitions::Definitions;
use rows::{Mentors, Row};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::ControlFlow;

/// One way in which an outcome is not what it claims to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Violation {
    /// A stable word, for example `dual_infeasible`.
    pub code: &'static str,
    /// One English sentence.
    pub detail: String,
}

/// Checks that `outcome` obeys every rule of `problem` and that `duals` prove it optimal.
///
/// Recomputes eligibility, points, totals, reasons, both sides of the certificate and the
/// feasibility of the duals over every pair from the problem alone, in time proportional to the
/// number of pairs. Points are held against what is told, the certificate and the duals against scores, which hold
/// confidential wishes too. Weak duality (Gale, Kuhn and Tucker 1951) does the rest: no
/// outcome can be worth more than feasible duals add up to.
///
/// # Errors
/// Every violation found; those that could be many are counted in one.
pub fn verify(problem: &Problem, outcome: &Outcome, duals: &Duals) -> Result<Certificate, Vec<Violation>> {
    let mut check = Check::new(problem);
    check.pairs(outcome);
    check.coverage(outcome);
    check.covers(outcome);
    check.duals(outcome, duals);
    let certificate = check.certificate(outcome, duals);
    if check.violations.is_empty() { Ok(certificate) } else { Err(check.violations) }
}

/// Mentees and mentors of a cover.
type Sets = (HashSet<usize>, HashSet<usize>);

struct Check<'a> {
    problem: &'a Problem,
    people: Definitions<'a>,
    /// Per mentee: the locked mentor.
    locked: Vec<Option<usize>>,
    /// Pairs published before, which count more.
    published: HashSet<(usize, usize)>,
    /// The least points that a free pair may have, where the objective raises them.
    least_points: u32,
    /// Per mentor: the mentees that the outcome gives.
    taken: Vec<u32>,
    points_multiplier: i64,
    pair_bonus: i64,
    primal: i64,
    violations: Vec<Violation>,
}

impl<'a> Check<'a> {
    fn new(problem: &'a Problem) -> Self {
        let people = Definitions::new(problem);
        let mut locked = vec![None; problem.mentees.len()];
        for (mentee, mentor) in &problem.locks {
            if let (Some(a), Some(b)) =
                (people.mentees.get(mentee.as_str()), people.mentors.get(mentor.as_str()))
            {
                locked[*a] = Some(*b);
            }
        }
        let published = problem.published.iter().filter_map(|(mentee, mentor)| {
            Some((*people.mentees.get(mentee.as_str())?, *people.mentors.get(mentor.as_str())?))
        });
        let published = published.collect();
        // More than the people of any round, so that a sum of second aims never outweighs one first aim.
        let many = 1_048_576;
        let highest_score = problem.policy.out_of() + problem.policy.weights.confidential_wishes;
        let perfect = i64::from(highest_score + problem.keep);
        let (points_multiplier, pair_bonus) = match problem.policy.objective {
            Objective::MostTotalFit => (many, 1),
            Objective::MostMatchedThenFit | Objective::WorstServedThenFit => (1, (perfect + 1) * many),
        };
        Self {
            problem,
            taken: vec![0; problem.mentors.len()],
            people,
            locked,
            published,
            least_points: 0,
            points_multiplier,
            pair_bonus,
            primal: 0,
            violations: Vec::new(),
        }
    }

    fn fail(&mut self, code: &'static str, detail: String) {
        self.violations.push(Violation { code, detail });
    }

    /// Every pair: known, once, allowed, with the right points, inside capacity; every lock kept.
    fn pairs(&mut self, outcome: &Outcome) {
        let mut total = 0;
        let mut mentor_of = vec![None; self.problem.mentees.len()];
        for pair in &outcome.pairs {
            let (mentee, mentor) = (&pair.mentee, &pair.mentor);
            let found = (self.people.mentees.get(mentee.as_str()), self.people.mentors.get(mentor.as_str()));
            let (Some(&a), Some(&b)) = found else {
                self.fail("unknown_person", format!("The pair {mentee:?}, {mentor:?} names nobody."));
                continue;
            };
            if mentor_of[a].replace(b).is_some() {
                self.fail("matched_twice", format!("The mentee {mentee:?} has two mentors."));
            }
            self.taken[b] += 1;
            if !self.people.may_meet(a, b) {
                self.fail("not_allowed", format!("The pair {mentee:?}, {mentor:?} may not meet."));
            }
            let parts = self.people.parts(a, b);
            let points: u32 = parts.iter().map(|(_, points)| points).sum();
            let told: Vec<_> = pair.factors.iter().map(|f| (f.factor, f.points)).collect();
            let is_whole = |f: &FactorPoints| f.out_of == self.problem.policy.weights.of(f.factor);
            if pair.points != points || told != parts || !pair.factors.iter().all(is_whole) {
                let detail = format!("The pair {mentee:?}, {mentor:?} has {points} points.");
                self.fail("wrong_points", detail);
            }
            if pair.locked != (self.locked[a] == Some(b)) {
                let detail = format!("The pair {mentee:?}, {mentor:?} is marked wrongly as to locks.");
                self.fail("wrong_lock", detail);
            }
            total += u64::from(points);
            self.primal += self.worth(a, b, points + self.people.for_wishes(a, b));
        }
        if total != outcome.total_points {
            self.fail("wrong_total", format!("The points add up to {total}."));
        }
        for (a, lock) in self.locked.clone().into_iter().enumerate() {
            if lock.is_some() && lock != mentor_of[a] {
                let id = &self.problem.mentees[a].id;
                self.fail("lock_not_kept", format!("The mentee {id:?} is not with the locked mentor."));
            }
        }
        for (b, mentor) in self.problem.mentors.iter().enumerate() {
            if self.taken[b] > mentor.capacity {
                let detail = format!("The mentor {:?} has {} mentees.", mentor.id, self.taken[b]);
                self.fail("over_capacity", detail);
            }
        }
    }

    /// Everybody is matched or unmatched, not both, and the reasons are true.
    fn coverage(&mut self, outcome: &Outcome) {
        let matched: BTreeSet<&str> = outcome.pairs.iter().map(|p| p.mentee.as_str()).collect();
        let (mut left_out, mut reasons) = (BTreeSet::new(), Vec::new());
        for unmatched in &outcome.unmatched {
            let id = unmatched.mentee.as_str();
            let Some(&a) = self.people.mentees.get(id) else {
                self.fail("unknown_person", format!("The unmatched mentee {id:?} is nobody."));
                continue;
            };
            if !left_out.insert(id) || matched.contains(id) {
                self.fail("listed_twice", format!("The mentee {id:?} is listed twice."));
            }
            reasons.push((a, &unmatched.reason));
        }
        let is_true = for_each(reasons.len(), &|at, _: &mut ()| self.is_true(reasons[at].0, reasons[at].1));
        for ((a, _), is_true) in reasons.into_iter().zip(is_true) {
            let id = &self.problem.mentees[a].id;
            if !is_true {
                self.fail("wrong_reason", format!("The mentee {id:?} is unmatched for another reason."));
            }
        }
        for mentee in &self.problem.mentees {
            let id = mentee.id.as_str();
            if !matched.contains(id) && !left_out.contains(id) {
                self.fail("left_out", format!("The mentee {id:?} is in no list."));
            }
        }
    }

    /// Whether this is why the mentee has nobody.
    fn is_true(&self, a: usize, reason: &UnmatchedReason) -> bool {
        let eligible = (0..self.problem.mentors.len()).filter(|b| self.people.may_meet(a, *b));
        let is_full = |b: usize| self.taken[b] >= self.problem.mentors[b].capacity;
        match reason {
            UnmatchedReason::NoEligibleMentor { removed, not_available } => {
                let counted: u64 = removed.iter().map(|r| u64::from(r.mentors)).sum();
                let counted = counted + u64::from(*not_available);
                eligible.count() == 0 && counted == self.problem.mentors.len() as u64
            }
            UnmatchedReason::AllEligibleFull { eligible: told } => {
                let full: Vec<bool> = eligible.map(is_full).collect();
                *told > 0 && *told as usize == full.len() && full.iter().all(|is_full| *is_full)
            }
        }
    }

    /// No pair that may meet is worth more than its two prices; no price but a locked one is negative.
    fn duals(&mut self, outcome: &Outcome, duals: &Duals) {
        let mentee_prices: Vec<i64> = prices(self.problem.mentees.iter().map(|m| &m.id), &duals.mentees);
        let mentor_prices: Vec<i64> = prices(self.problem.mentors.iter().map(|m| &m.id), &duals.mentors);
        if mentee_prices.len() != duals.mentees.len()
            || mentor_prices.len() != duals.mentors.len()
            || mentee_prices.len() != self.problem.mentees.len()
            || mentor_prices.len() != self.problem.mentors.len()
        {
            self.fail("duals_incomplete", "The duals do not name everybody once.".to_owned());
            return;
        }
        let free = self.locked.iter().zip(&mentee_prices).filter(|(lock, _)| lock.is_none());
        let negative = mentor_prices.iter().filter(|price| **price < 0).count()
            + free.filter(|(_, price)| **price < 0).count();
        let mentors = Mentors::of(&self.people);
        let exceeding: usize = for_each(mentee_prices.len(), &|a, row: &mut Row| match self.locked[a] {
            // A locked mentee has one choice, so only that one must be covered.
            Some(b) => usize::from(self.exceeds(a, b, mentee_prices[a], mentor_prices[b])),
            None => self.exceeding(a, mentee_prices[a], &mentor_prices, &mentors, row),
        })
        .into_iter()
        .sum();
        if negative > 0 {
            self.fail("dual_negative", format!("{negative} duals are negative."));
        }
        if exceeding > 0 {
            self.fail("dual_infeasible", format!("{exceeding} pairs are worth more than their duals."));
        }
        let stated = &outcome.certificate;
        if (stated.points_multiplier, stated.pair_bonus) != (self.points_multiplier, self.pair_bonus) {
            let detail =
                format!("A pair is worth {} a point and {}.", self.points_multiplier, self.pair_bonus);
            self.fail("wrong_unit", detail);
        }
    }

    /// How many pairs of a free mentee exceed their prices: those that the row tells of are looked at by the definitions.
    fn exceeding(&self, a: usize, price: i64, prices: &[i64], mentors: &Mentors, row: &mut Row) -> usize {
        mentors.row(&self.people, a, row);
        let keep = if self.published.is_empty() { 0 } else { self.problem.keep };
        let may_exceed = |b: &usize| {
            let most = row.points[*b] + row.for_wishes[*b] + keep;
            row.points[*b] >= self.least_points
                && self.points_multiplier * i64::from(most) + self.pair_bonus
                    > price.saturating_add(prices[*b])
        };
        (0..prices.len()).filter(may_exceed).filter(|b| self.exceeds(a, *b, price, prices[*b])).count()
    }

    /// Whether two who may meet are worth more than their prices.
    fn exceeds(&self, a: usize, b: usize, mentee_price: i64, mentor_price: i64) -> bool {
        if !self.people.may_meet(a, b) {
            return false;
        }
        let points = self.people.points(a, b);
        // Where the lowest points are raised, pairs below them are out of the question.
        let is_in_question = self.locked[a].is_some() || points >= self.least_points;
        let worth = self.worth(a, b, points + self.people.for_wishes(a, b));
        is_in_question && i128::from(worth) > i128::from(mentee_price) + i128::from(mentor_price)
    }

    fn certificate(&mut self, outcome: &Outcome, duals: &Duals) -> Certificate {
        let seats = self.problem.mentors.iter().filter_map(|mentor| {
            let price = duals.mentors.get(&mentor.id)?;
            Some(i128::from(mentor.capacity) * i128::from(*price))
        });
        // What is handed in may be any number: one that does not fit is no bound.
        let dual = duals.mentees.values().map(|price| i128::from(*price)).sum::<i128>() + seats.sum::<i128>();
        let dual = i64::try_from(dual).unwrap_or(i64::MAX);
        let certificate = Certificate {
            points_multiplier: self.points_multiplier,
            pair_bonus: self.pair_bonus,
            primal: self.primal,
            dual,
            gap: dual.saturating_sub(self.primal),
        };
        if certificate.gap != 0 {
            self.fail("gap", format!("The duals leave a gap of {}.", certificate.gap));
        }
        if certificate != outcome.certificate {
            let detail = "The certificate states other figures than pairs and duals have.".to_owned();
            self.fail("wrong_certificate", detail);
        }
        certificate
    }

    fn worth(&self, a: usize, b: usize, score: u32) -> i64 {
        let keep = if self.published.contains(&(a, b)) { self.problem.keep } else { 0 };
        self.points_multiplier * i64::from(score + keep) + self.pair_bonus
    }

    /// Of the objective that raises the lowest points: nobody has fewer, and the covers say why no more is possible.
    fn covers(&mut self, outcome: &Outcome) {
        let is_raised = self.problem.policy.objective == Objective::WorstServedThenFit;
        let Some(stated) = outcome.worst_served.as_ref().filter(|_| is_raised) else {
            if is_raised || outcome.worst_served.is_some() {
                self.fail("wrong_proof", "Only a raised lowest score has a proof of its own.".to_owned());
            }
            return;
        };
        self.least_points = stated.least_points;
        let free: Vec<u32> =
            outcome.pairs.iter().filter(|pair| !pair.locked).map(|pair| pair.points).collect();
        if free.iter().any(|points| *points < stated.least_points) {
            self.fail("below_least", format!("Somebody has fewer than {} points.", stated.least_points));
        }
        let sets = |cover: &CoverOfPeople| -> Sets {
            let of = |ids: &[String], by_id: &BTreeMap<&str, usize>| {
                ids.iter().filter_map(|id| by_id.get(id.as_str()).copied()).collect()
            };
            (of(&cover.mentees, &self.people.mentees), of(&cover.mentors, &self.people.mentors))
        };
        let (most, above) = (sets(&stated.most), stated.above.as_ref().map(sets));
        let room = |(mentees, mentors): &Sets| -> i64 {
            let seats: i64 = mentors.iter().map(|b| i64::from(self.problem.mentors[*b].capacity)).sum();
            let locked = self.locked.iter().flatten().filter(|b| mentors.contains(b)).count() as i64;
            mentees.len() as i64 + seats - locked
        };
        let has_room = room(&most) != free.len() as i64
            || above.as_ref().is_some_and(|above| room(above) >= free.len() as i64);
        if has_room || above.is_none() != free.is_empty() {
            self.fail("wrong_room", "The covers have room for another number of pairs.".to_owned());
        }
        let mentors = Mentors::of(&self.people);
        let count = self.problem.mentees.len();
        let uncovered = for_each(count, &|a, row: &mut Row| match self.locked[a] {
            Some(_) => 0,
            None => self.uncovered(a, stated.least_points, &most, above.as_ref(), &mentors, row),
        });
        let uncovered: usize = uncovered.into_iter().sum();
        if uncovered > 0 {
            self.fail("uncovered", format!("{uncovered} pairs touch nobody of a cover."));
        }
    }

    /// How many pairs of a mentee touch nobody of a cover that has to hold them.
    fn uncovered(
        &self,
        a: usize,
        least: u32,
        most: &Sets,
        above: Option<&Sets>,
        mentors: &Mentors,
        row: &mut Row,
    ) -> usize {
        let is_in = |sets: &Sets| sets.0.contains(&a);
        if is_in(most) && above.is_none_or(is_in) {
            return 0;
        }
        mentors.row(&self.people, a, row);
        let touches = |sets: &Sets, b: usize| is_in(sets) || sets.1.contains(&b);
        let is_left = |b: usize, points: u32| {
            !touches(most, b) || points > least && above.is_some_and(|above| !touches(above, b))
        };
        (0..row.points.len())
            .filter(|b| is_left(*b, row.points[*b]))
            .filter(|b| self.people.may_meet(a, *b) && is_left(*b, self.people.points(a, *b)))
            .count()
    }
}

/// One answer for each of many, in their order, by as many threads as there are.
fn for_each<T: Send, Scratch: Default>(
    count: usize,
    task: &(dyn Fn(usize, &mut Scratch) -> T + Sync),
) -> Vec<T> {
    match in_batches(count, threads(), &mut |_| ControlFlow::Continue(()), task) {
        ControlFlow::Continue(answers) => answers,
        ControlFlow::Break(()) => Vec::new(), // nobody breaks it
    }
}

fn prices<'a>(ids: impl Iterator<Item = &'a String>, by_id: &BTreeMap<String, i64>) -> Vec<i64> {
    ids.filter_map(|id| by_id.get(id).copied()).collect()
}
