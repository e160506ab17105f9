//! The check of an outcome, written a second time from the definitions and without the solver.

mod definitions;

use crate::policy::Objective;
use crate::problem::Problem;
use crate::solve::{Certificate, Duals, Outcome, UnmatchedReason};
use definitions::Definitions;
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
/// number of pairs. Weak duality (Gale, Kuhn and Tucker 1951) does the rest: no
/// outcome can be worth more than feasible duals add up to.
///
/// # Errors
/// Every violation found; those that could be many are counted in one.
pub fn verify(problem: &Problem, outcome: &Outcome, duals: &Duals) -> Result<Certificate, Vec<Violation>> {
    let mut check = Check::new(problem);
    check.pairs(outcome);
    check.coverage(outcome);
    check.duals(outcome, duals);
    let certificate = check.certificate(outcome, duals);
    if check.violations.is_empty() { Ok(certificate) } else { Err(check.violations) }
}

struct Check<'a> {
    problem: &'a Problem,
    people: Definitions<'a>,
    /// Per mentee: the locked mentor.
    locked: Vec<Option<usize>>,
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
        // More than the people of any round, so that a sum of second aims never outweighs one first aim.
        let many = 1_048_576;
        let perfect = i64::from(problem.policy.out_of());
        let (points_multiplier, pair_bonus) = match problem.policy.objective {
            Objective::MostTotalFit => (many, 1),
            Objective::MostMatchedThenFit => (1, (perfect + 1) * many),
        };
        Self {
            problem,
            taken: vec![0; problem.mentors.len()],
            people,
            locked,
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
            if pair.points != points || told != parts {
                let detail = format!("The pair {mentee:?}, {mentor:?} has {points} points.");
                self.fail("wrong_points", detail);
            }
            if pair.locked != (self.locked[a] == Some(b)) {
                let detail = format!("The pair {mentee:?}, {mentor:?} is marked wrongly as to locks.");
                self.fail("wrong_lock", detail);
            }
            total += u64::from(points);
            self.primal += self.worth(points);
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
                    let counted = removed.iter().map(|r| r.mentors).sum::<u32>() + not_available;
                    eligible.is_empty() && counted as usize == self.problem.mentors.len()
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
                let points = self.people.parts(a, b).iter().map(|(_, points)| points).sum();
                exceeding += usize::from(self.worth(points) > mentee_prices[a] + mentor_price);
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
            Some(i64::from(mentor.capacity) * price)
        });
        let dual = duals.mentees.values().sum::<i64>() + seats.sum::<i64>();
        let certificate = Certificate {
            points_multiplier: self.points_multiplier,
            pair_bonus: self.pair_bonus,
            primal: self.primal,
            dual,
            gap: dual - self.primal,
        };
        if certificate.gap != 0 {
            self.fail("gap", format!("The duals leave a gap of {}.", certificate.gap));
        }
        if certificate != outcome.certificate {
            self.fail("wrong_certificate", format!("The certificate should be {certificate:?}."));
        }
        certificate
    }

    fn worth(&self, points: u32) -> i64 {
        self.points_multiplier * i64::from(points) + self.pair_bonus
    }
}

fn prices<'a>(ids: impl Iterator<Item = &'a String>, by_id: &BTreeMap<String, i64>) -> Vec<i64> {
    ids.filter_map(|id| by_id.get(id).copied()).collect()
}
