//! The check of an outcome, written a second time from the definitions and without the solver.

mod definitions;

use crate::policy::Objective;
use crate::problem::Problem;
use crate::solve::{Certificate, CoverOfPeople, Duals, FactorPoints, Outcome, UnmatchedReason};
pub(crate) use definitions::Definitions;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

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

struct Check<'a> {
    problem: &'a Problem,
    people: Definitions<'a>,
    /// Per mentee: the locked mentor.
    locked: Vec<Option<usize>>,
    /// Pairs published before, which count more.
    published: BTreeSet<(usize, usize)>,
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
        let mut left_out = BTreeSet::new();
        for unmatched in &outcome.unmatched {
            let id = unmatched.mentee.as_str();
            let Some(&a) = self.people.mentees.get(id) else {
                self.fail("unknown_person", format!("The unmatched mentee {id:?} is nobody."));
                continue;
            };
            if !left_out.insert(id) || matched.contains(id) {
                self.fail("listed_twice", format!("The mentee {id:?} is listed twice."));
            }
            let all = 0..self.problem.mentors.len();
            let eligible: Vec<usize> = all.filter(|b| self.people.may_meet(a, *b)).collect();
            let is_full = |b: &usize| self.taken[*b] >= self.problem.mentors[*b].capacity;
            let is_true = match &unmatched.reason {
                UnmatchedReason::NoEligibleMentor { removed, not_available } => {
                    let counted: u64 = removed.iter().map(|r| u64::from(r.mentors)).sum();
                    let counted = counted + u64::from(*not_available);
                    eligible.is_empty() && counted == self.problem.mentors.len() as u64
                }
                UnmatchedReason::AllEligibleFull { eligible: told } => {
                    *told > 0 && *told as usize == eligible.len() && eligible.iter().all(is_full)
                }
            };
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
        let mut negative = mentor_prices.iter().filter(|price| **price < 0).count();
        let mut exceeding = 0;
        for (a, lock) in self.locked.iter().enumerate() {
            negative += usize::from(lock.is_none() && mentee_prices[a] < 0);
            for (b, mentor_price) in mentor_prices.iter().enumerate() {
                // A locked mentee has one choice, so only that one must be covered.
                if lock.is_some_and(|locked| locked != b) || !self.people.may_meet(a, b) {
                    continue;
                }
                let points = self.people.points(a, b);
                // Where the lowest points are raised, pairs below them are out of the question.
                let is_in_question = lock.is_some() || points >= self.least_points;
                let worth = self.worth(a, b, points + self.people.for_wishes(a, b));
                let covered = i128::from(mentee_prices[a]) + i128::from(*mentor_price);
                exceeding += usize::from(is_in_question && i128::from(worth) > covered);
            }
        }
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
        let sets = |cover: &CoverOfPeople| -> (BTreeSet<usize>, BTreeSet<usize>) {
            let of = |ids: &[String], by_id: &BTreeMap<&str, usize>| {
                ids.iter().filter_map(|id| by_id.get(id.as_str()).copied()).collect()
            };
            (of(&cover.mentees, &self.people.mentees), of(&cover.mentors, &self.people.mentors))
        };
        let (most, above) = (sets(&stated.most), stated.above.as_ref().map(sets));
        let room = |(mentees, mentors): &(BTreeSet<usize>, BTreeSet<usize>)| -> i64 {
            let seats: i64 = mentors.iter().map(|b| i64::from(self.problem.mentors[*b].capacity)).sum();
            let locked = self.locked.iter().flatten().filter(|b| mentors.contains(b)).count() as i64;
            mentees.len() as i64 + seats - locked
        };
        let has_room = room(&most) != free.len() as i64
            || above.as_ref().is_some_and(|above| room(above) >= free.len() as i64);
        if has_room || above.is_none() != free.is_empty() {
            self.fail("wrong_room", "The covers have room for another number of pairs.".to_owned());
        }
        let mut uncovered = 0;
        for a in (0..self.problem.mentees.len()).filter(|a| self.locked[*a].is_none()) {
            for b in (0..self.problem.mentors.len()).filter(|b| self.people.may_meet(a, *b)) {
                let touches = |(mentees, mentors): &(BTreeSet<usize>, BTreeSet<usize>)| {
                    mentees.contains(&a) || mentors.contains(&b)
                };
                let points = self.people.points(a, b);
                let is_above =
                    points > stated.least_points && above.as_ref().is_some_and(|above| !touches(above));
                uncovered += usize::from(!touches(&most) || is_above);
            }
        }
        if uncovered > 0 {
            self.fail("uncovered", format!("{uncovered} pairs touch nobody of a cover."));
        }
    }
}

fn prices<'a>(ids: impl Iterator<Item = &'a String>, by_id: &BTreeMap<String, i64>) -> Vec<i64> {
    ids.filter_map(|id| by_id.get(id).copied()).collect()
}
