//! A launch day's round: 1,400 mentees and 2,000 mentors, loose, tight and full of ties.

use crate::pool::{Shape, people, solved};
use matcher::{Objective, Problem};

fn launch(seed: u64, mentees: usize, mentors: usize, most_seats: u32) -> Problem {
    let shape = Shape { mentees, mentors, most_seats, topics: 40, regions: 8, employers: 600 };
    let mut problem = people(seed, shape);
    for mentor in &mut problem.mentors {
        mentor.capacity = mentor.capacity.max(1);
    }
    problem
}

/// The certificate is checked inside `solved`, over all pairs.
#[test]
fn launch_day_is_exact() {
    let mut problem = launch(1, 1_400, 2_000, 3);
    let fit = solved(&problem);
    assert_eq!(fit.pairs.len() + fit.unmatched.len(), 1_400);
    assert!(fit.total_points > 80_000, "{}", fit.total_points);
    problem.policy.objective = Objective::MostMatchedThenFit;
    let matched = solved(&problem);
    assert!(matched.pairs.len() >= fit.pairs.len());
    assert!(matched.total_points <= fit.total_points);
    problem.policy.objective = Objective::WorstServedThenFit;
    let fair = solved(&problem);
    assert_eq!(fair.pairs.len(), matched.pairs.len());
    assert!(fair.total_points <= matched.total_points);
    let least = |outcome: &matcher::Outcome| outcome.pairs.iter().map(|pair| pair.points).min();
    assert!(least(&fair) >= least(&matched));
    assert_eq!(least(&fair), fair.worst_served.map(|worst| worst.least_points));
}

#[test]
fn more_mentees_than_seats_is_exact() {
    let mut problem = launch(2, 2_000, 1_400, 1);
    problem.policy.objective = Objective::MostMatchedThenFit;
    let outcome = solved(&problem);
    assert!(outcome.unmatched.len() >= 600);
    problem.policy.objective = Objective::WorstServedThenFit;
    assert_eq!(solved(&problem).pairs.len(), outcome.pairs.len());
    problem.policy.objective = Objective::MostMatchedThenFit;
    problem.policy.within_region = true;
    let regional = solved(&problem);
    assert!(regional.pairs.len() <= outcome.pairs.len());
}

#[test]
fn a_large_round_of_ties_is_exact() {
    let mut problem = launch(3, 1_400, 700, 2);
    problem.policy.weights = serde_json::from_str(
        r#"{"shared_interests": 0, "goals_met_by_expertise": 0, "setting": 1, "career_stage": 0,
            "time_zone": 0, "experience_years": 0, "language": 0, "region": 1}"#,
    )
    .expect("weights");
    let outcome = solved(&problem);
    assert!(outcome.total_points <= 2 * outcome.pairs.len() as u64);
}

/// Few topics, one seat each and fewer seats than people: many mentors agree with everybody, prices are high, and most
/// of what joins the market comes from outside. `solved` looks at every pair.
#[test]
fn scarce_seats_bring_many_pairs_from_outside() {
    for seed in 0..6 {
        let shape = Shape { mentees: 600, mentors: 420, most_seats: 1, topics: 6, regions: 2, employers: 40 };
        let mut problem = crate::pool::problem(seed, shape);
        problem.mentors.iter_mut().for_each(|mentor| mentor.capacity = 1);
        problem.locks.clear();
        for objective in
            [Objective::MostTotalFit, Objective::MostMatchedThenFit, Objective::WorstServedThenFit]
        {
            problem.policy.objective = objective;
            assert!(solved(&problem).pairs.len() > 300, "seed {seed}");
        }
    }
}
