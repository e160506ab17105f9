//! People as rounds to be tried by force, and the rules that every explanation must obey.

use crate::by_force::Round;
use matcher::tables::Aim;
use matcher::{Explainer, Mentee, Mentor, Objective, Problem, Standing};
use std::collections::BTreeSet;

/// The aim that an objective stands for.
pub fn aim(objective: Objective) -> Aim {
    match objective {
        Objective::MostTotalFit => Aim::Fit,
        Objective::MostMatchedThenFit => Aim::Matched,
        Objective::WorstServedThenFit => Aim::WorstServed,
    }
}

/// The round as explanations tell it, and what confidential wishes add.
pub fn round(problem: &Problem) -> Round {
    let explainer = Explainer::new(problem);
    let place = |id: &str| problem.mentors.iter().position(|mentor| mentor.id == id);
    let lock = |id: &str| problem.locks.iter().find(|lock| lock.0 == id).and_then(|lock| place(&lock.1));
    let scores = problem.mentees.iter().map(|mentee| {
        let mentors = problem.mentors.iter().map(|mentor| {
            let pair = explainer.explain(&mentee.id, &mentor.id).expect("both are known");
            (pair.standing == Standing::Eligible).then_some(i64::from(pair.points))
        });
        mentors.collect()
    });
    Round {
        scores: scores.collect(),
        bonus: problem
            .mentees
            .iter()
            .map(|mentee| problem.mentors.iter().map(|mentor| for_wishes(problem, mentee, mentor)).collect())
            .collect(),
        mentees: problem.mentees.iter().map(|mentee| mentee.id.clone()).collect(),
        mentors: problem.mentors.iter().map(|mentor| mentor.id.clone()).collect(),
        seats: problem.mentors.iter().map(|mentor| mentor.capacity).collect(),
        locks: problem.mentees.iter().map(|mentee| lock(&mentee.id)).collect(),
    }
}

/// From the definition: a share of the weight, to the nearest, halves upwards.
fn for_wishes(problem: &Problem, mentee: &Mentee, mentor: &Mentor) -> i64 {
    let wished: BTreeSet<&String> = mentee.wishes.iter().collect();
    let met = wished.iter().filter(|wish| mentor.shares.contains(wish)).count() as i64;
    let (weight, all) = (i64::from(problem.policy.weights.confidential_wishes), wished.len() as i64);
    if all == 0 { 0 } else { (2 * weight * met + all) / (2 * all) }
}

/// No pair has more points than the policy states, by factor and in all, and the parts add up.
pub fn points_hold(problem: &Problem) {
    let explainer = Explainer::new(problem);
    for mentee in &problem.mentees {
        for mentor in &problem.mentors {
            let pair = explainer.explain(&mentee.id, &mentor.id).expect("both are known");
            assert_eq!(pair.out_of, problem.policy.out_of());
            assert!(pair.points <= pair.out_of);
            assert_eq!(pair.points, pair.factors.iter().map(|part| part.points).sum::<u32>());
            for part in &pair.factors {
                assert!(part.points <= part.out_of && part.out_of == problem.policy.weights.of(part.factor));
            }
        }
    }
}
