//! What holds for every round: random people, shrunk to the smallest that breaks it.

use crate::pool::{Dice, Shape, problem, solved, state_wishes};
use matcher::{Outcome, Problem};
use proptest::prelude::*;

fn rounds() -> impl Strategy<Value = Problem> {
    let sizes = (0..14_usize, 0..12_usize, 0..4_u32);
    (any::<u64>(), sizes, 1..90_usize, 1..4_usize).prop_map(
        |(seed, (mentees, mentors, most_seats), topics, regions)| {
            let shape = Shape { mentees, mentors, most_seats, topics, regions, employers: 3 };
            problem(seed, shape)
        },
    )
}

/// The same, where wishes may count.
fn wishing() -> impl Strategy<Value = Problem> {
    (rounds(), any::<u64>()).prop_map(|(mut problem, seed)| {
        state_wishes(&mut problem, &mut Dice(seed));
        problem
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// `solved` compares both scorings over every pair and checks the certificate.
    #[test]
    fn points_stay_inside_their_weights(problem in wishing()) {
        let outcome = solved(&problem);
        for pair in &outcome.pairs {
            prop_assert!(pair.points <= problem.policy.out_of());
            let sum: u32 = pair.factors.iter().map(|f| f.points).sum();
            prop_assert_eq!(sum, pair.points);
            for part in &pair.factors {
                prop_assert!(part.points <= part.out_of);
                prop_assert_eq!(part.out_of, problem.policy.weights.of(part.factor));
            }
        }
    }

    #[test]
    fn an_outcome_survives_json(problem in wishing()) {
        let outcome = solved(&problem);
        let json = serde_json::to_string(&outcome).expect("JSON");
        let read: Outcome = serde_json::from_str(&json).expect("an outcome");
        prop_assert_eq!(read, outcome);
        let json = serde_json::to_string(&problem).expect("JSON");
        let read: Problem = serde_json::from_str(&json).expect("a problem");
        prop_assert!(read == problem);
    }

    #[test]
    fn one_more_obstacle_never_helps(problem in wishing(), at in any::<prop::sample::Index>()) {
        let before = solved(&problem);
        if before.pairs.is_empty() {
            return Ok(());
        }
        let pair = &before.pairs[at.index(before.pairs.len())];
        if pair.locked {
            return Ok(());
        }
        let mut harder = problem.clone();
        harder.vetoes.push((pair.mentee.clone(), pair.mentor.clone()));
        let after = solved(&harder);
        prop_assert!(after.certificate.primal <= before.certificate.primal);
        // A pair that the best outcome has anyway can be locked for nothing.
        let mut locked = problem.clone();
        locked.locks.push((pair.mentee.clone(), pair.mentor.clone()));
        let after = solved(&locked);
        prop_assert_eq!(after.certificate.primal, before.certificate.primal);
    }

    /// Where an objective cares first, the other cannot be better.
    #[test]
    fn objectives_keep_their_word(problem in rounds()) {
        let mut problem = problem;
        problem.policy.objective = matcher::Objective::MostTotalFit;
        let fit = solved(&problem);
        problem.policy.objective = matcher::Objective::MostMatchedThenFit;
        let matched = solved(&problem);
        prop_assert!(fit.total_points >= matched.total_points);
        prop_assert!(fit.pairs.len() <= matched.pairs.len());
    }
}
