//! Small problems against every possible outcome, tried one by one.

use crate::pool::{Dice, Shape, problem, solved, state_wishes, wish_points};
use crate::worst::published;
use matcher::{Explainer, MatchedPair, Objective, Outcome, Problem, Standing};

struct Search {
    /// Per mentee: the mentors who may be given, with their points and what publishing and wishes add; only the lock
    /// when there is one.
    choices: Vec<Vec<(usize, u64, u64)>>,
    must_match: Vec<bool>,
    seats: Vec<u32>,
    objective: Objective,
    best: (u64, u64, u64),
}

/// What counts, in the order in which it does: the sum with what publishing and wishes add, pairs, and the fewest
/// points of somebody who is not locked.
fn value(objective: Objective, points: u64, matched: u64, least: u64) -> (u64, u64, u64) {
    match objective {
        Objective::MostTotalFit => (points, matched, 0),
        Objective::MostMatchedThenFit => (matched, points, 0),
        Objective::WorstServedThenFit => (matched, least, points),
    }
}

impl Search {
    fn new(problem: &Problem) -> Self {
        let explainer = Explainer::new(problem);
        let lock_of = |id: &str| problem.locks.iter().find(|(mentee, _)| mentee == id);
        let choices = problem.mentees.iter().map(|mentee| {
            let mentors = problem.mentors.iter().enumerate().filter_map(|(j, mentor)| {
                if lock_of(&mentee.id).is_some_and(|(_, locked)| *locked != mentor.id) {
                    return None;
                }
                let pair = explainer.explain(&mentee.id, &mentor.id).expect("known");
                let is_published = problem.published.contains(&(mentee.id.clone(), mentor.id.clone()));
                let bonus = if is_published { u64::from(problem.keep) } else { 0 };
                let bonus = bonus + wish_points(problem, mentee, mentor);
                (pair.standing == Standing::Eligible).then_some((j, u64::from(pair.points), bonus))
            });
            mentors.collect()
        });
        Self {
            choices: choices.collect(),
            must_match: problem.mentees.iter().map(|m| lock_of(&m.id).is_some()).collect(),
            seats: problem.mentors.iter().map(|m| m.capacity).collect(),
            objective: problem.policy.objective,
            best: (0, 0, 0),
        }
    }

    fn run(&mut self, mentee: usize, points: u64, matched: u64, least: u64) {
        if mentee == self.choices.len() {
            self.best = self.best.max(value(self.objective, points, matched, least));
            return;
        }
        if !self.must_match[mentee] {
            self.run(mentee + 1, points, matched, least);
        }
        for at in 0..self.choices[mentee].len() {
            let (mentor, gain, bonus) = self.choices[mentee][at];
            if self.seats[mentor] > 0 {
                self.seats[mentor] -= 1;
                let least = if self.must_match[mentee] { least } else { least.min(gain) };
                self.run(mentee + 1, points + gain + bonus, matched + 1, least);
                self.seats[mentor] += 1;
            }
        }
    }
}

/// What an outcome is worth.
fn found(problem: &Problem, outcome: &Outcome) -> (u64, u64, u64) {
    let is_published =
        |pair: &&MatchedPair| problem.published.contains(&(pair.mentee.clone(), pair.mentor.clone()));
    let kept = outcome.pairs.iter().filter(is_published).count() as u64 * u64::from(problem.keep);
    let wished: u64 = outcome.pairs.iter().map(|pair| of_wishes(problem, pair)).sum();
    let free = outcome.pairs.iter().filter(|pair| !pair.locked).map(|pair| u64::from(pair.points));
    let least = free.min().unwrap_or(u64::MAX);
    value(problem.policy.objective, outcome.total_points + kept + wished, outcome.pairs.len() as u64, least)
}

fn of_wishes(problem: &Problem, pair: &MatchedPair) -> u64 {
    let mentee = problem.mentees.iter().find(|mentee| mentee.id == pair.mentee).expect("known");
    let mentor = problem.mentors.iter().find(|mentor| mentor.id == pair.mentor).expect("known");
    wish_points(problem, mentee, mentor)
}

#[test]
fn no_outcome_of_a_small_problem_is_better() {
    let mut with_locks = 0;
    let mut with_unmatched = 0;
    let mut with_wishes = 0;
    for seed in 0..6_000 {
        let shape = Shape {
            mentees: seed as usize % 6,
            mentors: seed as usize / 6 % 6,
            most_seats: 1 + seed as u32 / 36 % 3,
            topics: 5,
            regions: 2,
            employers: 3,
        };
        let mut problem = problem(seed, shape);
        if seed % 3 == 0 {
            problem.policy.objective = Objective::WorstServedThenFit;
        }
        if seed % 2 == 0 {
            published(&mut problem, seed);
        }
        if seed % 5 > 1 {
            state_wishes(&mut problem, &mut Dice(seed ^ 0xF16));
        }
        let mut search = Search::new(&problem);
        search.run(0, 0, 0, u64::MAX);
        let outcome = solved(&problem);
        assert_eq!(found(&problem, &outcome), search.best, "seed {seed}");
        with_locks += usize::from(!problem.locks.is_empty());
        with_unmatched += usize::from(!outcome.unmatched.is_empty());
        with_wishes += usize::from(outcome.pairs.iter().any(|pair| of_wishes(&problem, pair) > 0));
    }
    // Otherwise the cases would be too easy to mean anything.
    assert!(with_locks > 500, "{with_locks}");
    assert!(with_unmatched > 1_000, "{with_unmatched}");
    assert!(with_wishes > 200, "{with_wishes}");
}
