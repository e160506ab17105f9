//! Small problems against every possible outcome, tried one by one.

use crate::pool::{Shape, problem, solved};
use matcher::{Explainer, Objective, Problem, Standing};

struct Search {
    /// Per mentee: the mentors who may be given, with their points; only the lock when there is one.
    choices: Vec<Vec<(usize, u64)>>,
    must_match: Vec<bool>,
    seats: Vec<u32>,
    objective: Objective,
    best: (u64, u64),
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
                (pair.standing == Standing::Eligible).then_some((j, u64::from(pair.points)))
            });
            mentors.collect()
        });
        Self {
            choices: choices.collect(),
            must_match: problem.mentees.iter().map(|m| lock_of(&m.id).is_some()).collect(),
            seats: problem.mentors.iter().map(|m| m.capacity).collect(),
            objective: problem.policy.objective,
            best: (0, 0),
        }
    }

    fn run(&mut self, mentee: usize, points: u64, matched: u64) {
        if mentee == self.choices.len() {
            let value = match self.objective {
                Objective::MostTotalFit => (points, matched),
                Objective::MostMatchedThenFit => (matched, points),
            };
            self.best = self.best.max(value);
            return;
        }
        if !self.must_match[mentee] {
            self.run(mentee + 1, points, matched);
        }
        for at in 0..self.choices[mentee].len() {
            let (mentor, gain) = self.choices[mentee][at];
            if self.seats[mentor] > 0 {
                self.seats[mentor] -= 1;
                self.run(mentee + 1, points + gain, matched + 1);
                self.seats[mentor] += 1;
            }
        }
    }
}

#[test]
fn no_outcome_of_a_small_problem_is_better() {
    let mut with_locks = 0;
    let mut with_unmatched = 0;
    for seed in 0..6_000 {
        let shape = Shape {
            mentees: seed as usize % 6,
            mentors: seed as usize / 6 % 6,
            most_seats: 1 + seed as u32 / 36 % 3,
            topics: 5,
            regions: 2,
            employers: 3,
        };
        let problem = problem(seed, shape);
        let mut search = Search::new(&problem);
        search.run(0, 0, 0);
        let outcome = solved(&problem);
        let (points, matched) = (outcome.total_points, outcome.pairs.len() as u64);
        let found = match problem.policy.objective {
            Objective::MostTotalFit => (points, matched),
            Objective::MostMatchedThenFit => (matched, points),
        };
        assert_eq!(found, search.best, "seed {seed}");
        with_locks += usize::from(!problem.locks.is_empty());
        with_unmatched += usize::from(!outcome.unmatched.is_empty());
    }
    // Otherwise the cases would be too easy to mean anything.
    assert!(with_locks > 500, "{with_locks}");
    assert!(with_unmatched > 1_000, "{with_unmatched}");
}
