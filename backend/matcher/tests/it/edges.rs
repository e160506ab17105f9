//! Rounds at the edge: nobody there, everybody alike, everybody after one, far too many or too few.

use crate::pool::{Shape, mentee, people, solved};
use matcher::{
    HardRule, MAX_PAIRS, Objective, Problem, Progress, RuleCount, SolveError, Stage, UnmatchedReason,
    Weights, mentee_key, mentor_key, solve, solve_on, tie,
};
use std::ops::ControlFlow;

const SHAPE: Shape = Shape { mentees: 12, mentors: 8, most_seats: 3, topics: 6, regions: 2, employers: 4 };

fn without_rules(seed: u64, mentees: usize, mentors: usize, seats: u32) -> Problem {
    let mut problem = people(seed, Shape { mentees, mentors, ..SHAPE });
    problem.policy.same_employer_forbidden = false;
    problem.policy.shared_language_required = false;
    for (at, mentor) in problem.mentors.iter_mut().enumerate() {
        mentor.id = format!("mentor-{at}");
        mentor.capacity = seats;
    }
    problem
}

#[test]
fn empty_sides() {
    let nobody = solved(&Problem::default());
    assert!(nobody.pairs.is_empty() && nobody.unmatched.is_empty());
    let alone = solved(&without_rules(1, 3, 0, 1));
    let reason = UnmatchedReason::NoEligibleMentor { removed: Vec::new(), not_available: 0 };
    assert_eq!(alone.unmatched.len(), 3);
    assert!(alone.unmatched.iter().all(|u| u.reason == reason));
    let idle = solved(&without_rules(1, 0, 3, 1));
    assert!(idle.pairs.is_empty() && idle.duals.mentors.values().all(|price| *price == 0));
}

#[test]
fn ties_everywhere_go_by_a_lot_that_ids_draw() {
    let mut problem = without_rules(2, 12, 5, 2);
    for mentee in &mut problem.mentees {
        *mentee = matcher::Mentee { id: mentee.id.clone(), ..without_rules(2, 1, 0, 1).mentees.remove(0) };
    }
    let model = problem.mentors[0].clone();
    for mentor in &mut problem.mentors {
        *mentor = matcher::Mentor { id: mentor.id.clone(), ..model.clone() };
    }
    let outcome = solved(&problem);
    assert_eq!(outcome.pairs.len(), 10);
    // All are alike, so the sum of the lots decides: no swap with a left-out mentee and no exchange raises it.
    let lot = |mentee: &str, mentor: &str| tie(mentee_key(mentee), mentor_key(mentor));
    for pair in &outcome.pairs {
        for left_out in &outcome.unmatched {
            assert!(lot(&pair.mentee, &pair.mentor) > lot(&left_out.mentee, &pair.mentor));
        }
        for other in outcome.pairs.iter().filter(|other| other.mentor != pair.mentor) {
            let now = lot(&pair.mentee, &pair.mentor) + lot(&other.mentee, &other.mentor);
            let then = lot(&pair.mentee, &other.mentor) + lot(&other.mentee, &pair.mentor);
            assert!(now > then);
        }
    }
    let reason = &outcome.unmatched[0].reason;
    assert_eq!(*reason, UnmatchedReason::AllEligibleFull { eligible: 5 });
    assert_eq!(reason.to_string(), "all 5 eligible mentors are full");
}

#[test]
fn a_pair_without_points_is_better_than_nobody() {
    for objective in [Objective::MostTotalFit, Objective::MostMatchedThenFit] {
        let mut problem = without_rules(3, 4, 4, 1);
        problem.policy.objective = objective;
        problem.policy.weights = Weights {
            shared_interests: 1,
            goals_met_by_expertise: 0,
            setting: 0,
            career_stage: 0,
            time_zone: 0,
            experience_years: 0,
            language: 0,
            region: 0,
            availability: 0,
            confidential_wishes: 0,
        };
        problem.mentees.iter_mut().for_each(|m| m.interests.clear());
        let outcome = solved(&problem);
        assert_eq!((outcome.pairs.len(), outcome.total_points), (4, 0));
    }
}

#[test]
fn one_mentor_wanted_by_all_takes_the_one_who_gains_most() {
    let mut problem = without_rules(4, 9, 4, 1);
    for mentor in &mut problem.mentors {
        mentor.interests.clear();
        mentor.expertise.clear();
    }
    problem.mentors[2].interests = vec!["a".into(), "b".into(), "c".into()];
    for (at, mentee) in problem.mentees.iter_mut().enumerate() {
        mentee.goals.clear();
        mentee.interests = vec!["a".into(), "x".into(), "y".into()];
        if at == 7 {
            mentee.interests = vec!["a".into(), "b".into(), "c".into()];
        }
    }
    problem.policy.weights = Weights {
        shared_interests: 100,
        setting: 0,
        career_stage: 0,
        time_zone: 0,
        experience_years: 0,
        language: 0,
        region: 0,
        availability: 0,
        confidential_wishes: 0,
        goals_met_by_expertise: 0,
    };
    let outcome = solved(&problem);
    let lucky = outcome.pairs.iter().find(|p| p.mentor == "mentor-2");
    assert_eq!(lucky.expect("wanted").mentee, "person-7");
    assert_eq!((outcome.pairs.len(), outcome.unmatched.len()), (4, 5));
}

#[test]
fn the_objectives_differ_where_they_should() {
    // Mentor 0 fits mentee 0 well; mentee 1 may meet mentor 0 alone.
    let mut problem = without_rules(5, 2, 2, 1);
    for mentee in &mut problem.mentees {
        mentee.region = "here".into();
    }
    for (mentor, interests) in problem.mentors.iter_mut().zip([vec!["a".to_owned()], vec![]]) {
        mentor.interests = interests;
    }
    problem.mentees[0].interests = vec!["a".into()];
    problem.mentees[1].interests = vec!["b".into()];
    problem.mentees[1].excluded = vec!["mentor-1".into()];
    problem.policy.weights = Weights {
        shared_interests: 10,
        setting: 0,
        career_stage: 0,
        time_zone: 0,
        experience_years: 0,
        language: 0,
        region: 0,
        availability: 0,
        confidential_wishes: 0,
        goals_met_by_expertise: 0,
    };
    let fit = solved(&problem);
    assert_eq!((fit.pairs.len(), fit.total_points), (1, 10));
    problem.policy.objective = Objective::MostMatchedThenFit;
    let matched = solved(&problem);
    assert_eq!((matched.pairs.len(), matched.total_points), (2, 0));
}

#[test]
fn all_infeasible() {
    let mut problem = without_rules(6, 12, 8, 2);
    problem.policy.within_region = true;
    problem.mentors.iter_mut().for_each(|m| m.region = "elsewhere".into());
    let outcome = solved(&problem);
    assert!(outcome.pairs.is_empty());
    assert_eq!(outcome.certificate.dual, 0);
    let reason = UnmatchedReason::NoEligibleMentor {
        removed: vec![RuleCount { rule: HardRule::OtherRegion, mentors: 8 }],
        not_available: 0,
    };
    assert!(outcome.unmatched.iter().all(|u| u.reason == reason));
    assert_eq!(outcome.unmatched.len(), 12);
}

#[test]
fn capacity_far_over_and_far_under_demand() {
    for objective in [Objective::MostTotalFit, Objective::MostMatchedThenFit] {
        let mut roomy = without_rules(7, 20, 6, 1_000);
        roomy.policy.objective = objective;
        let outcome = solved(&roomy);
        assert_eq!(outcome.pairs.len(), 20);
        // With room for everybody, each gets a best mentor: no seat has a price.
        assert!(outcome.duals.mentors.values().all(|price| *price == 0));

        let mut tight = without_rules(8, 300, 2, 1);
        tight.policy.objective = objective;
        let outcome = solved(&tight);
        assert_eq!((outcome.pairs.len(), outcome.unmatched.len()), (2, 298));
        let reason = UnmatchedReason::AllEligibleFull { eligible: 2 };
        assert!(outcome.unmatched.iter().all(|u| u.reason == reason));
    }
}

#[test]
fn locks_are_kept_and_vetoes_are_not() {
    let mut problem = without_rules(9, 12, 8, 1);
    let free = solved(&problem);
    let given = &free.pairs[0];
    problem.vetoes.push((given.mentee.clone(), given.mentor.clone()));
    let vetoed = solved(&problem);
    assert!(vetoed.pairs.iter().all(|p| (&p.mentee, &p.mentor) != (&given.mentee, &given.mentor)));
    assert!(vetoed.certificate.primal <= free.certificate.primal);

    let mentee = &free.unmatched[0].mentee;
    problem.locks.push((mentee.clone(), given.mentor.clone()));
    let locked = solved(&problem);
    let kept: Vec<_> = locked.pairs.iter().filter(|p| p.locked).collect();
    assert_eq!(kept.len(), 1);
    assert_eq!((&kept[0].mentee, &kept[0].mentor), (mentee, &given.mentor));
    assert!(locked.certificate.primal <= vetoed.certificate.primal);
}

#[test]
fn everything_locked_leaves_nothing_to_choose() {
    let mut problem = without_rules(10, 6, 3, 2);
    for at in 0..6 {
        let lock = (format!("person-{at}"), format!("mentor-{}", at / 2));
        problem.locks.push(lock);
    }
    let outcome = solved(&problem);
    assert!(outcome.pairs.iter().all(|pair| pair.locked));
    assert_eq!(outcome.pairs.len(), 6);
}

#[test]
fn nobody_mentors_themselves() {
    let mut problem = without_rules(11, 1, 1, 1);
    problem.mentors[0].id = problem.mentees[0].id.clone();
    let reason = UnmatchedReason::NoEligibleMentor {
        removed: vec![RuleCount { rule: HardRule::SamePerson, mentors: 1 }],
        not_available: 0,
    };
    assert_eq!(solved(&problem).unmatched[0].reason, reason);
}

#[test]
fn progress_rises_to_one_and_can_cancel_at_any_point() {
    let problem = without_rules(12, 350, 40, 2);
    let mut heard: Vec<Progress> = Vec::new();
    // With more threads, how often one of them speaks is left to chance.
    solve_on(&problem, 1, &mut |progress| {
        heard.push(progress);
        ControlFlow::Continue(())
    })
    .expect("solved");
    assert!(heard.is_sorted_by(|a, b| a.fraction <= b.fraction));
    assert_eq!(heard.first().map(|p| p.fraction), Some(0.0));
    assert_eq!(heard.last().map(|p| p.fraction), Some(1.0));
    for stage in [Stage::Scoring, Stage::Assigning, Stage::Explaining] {
        assert!(heard.iter().any(|p| p.stage == stage));
    }
    assert!(heard.len() < 400, "{}", heard.len());
    for stop in 1..=heard.len() {
        let mut calls = 0;
        let cancelled = solve_on(&problem, 1, &mut |_| {
            calls += 1;
            if calls == stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!(cancelled.err(), Some(SolveError::Cancelled));
        assert_eq!(calls, stop, "went on after it was stopped");
    }
}

#[test]
fn too_large_is_an_error_and_not_an_attempt() {
    let mut problem = without_rules(13, 1, 1, 1);
    let side = MAX_PAIRS.isqrt() + 1;
    let dice = &mut crate::pool::Dice(1);
    let model = mentee(dice, 0, SHAPE);
    let mentor = problem.mentors[0].clone();
    problem.mentees = (0..side).map(|at| matcher::Mentee { id: at.to_string(), ..model.clone() }).collect();
    problem.mentors = (0..side).map(|at| matcher::Mentor { id: at.to_string(), ..mentor.clone() }).collect();
    let error = solve(&problem, &mut |_| panic!("work began")).err();
    let expected = SolveError::TooLarge { mentees: side, mentors: side };
    assert_eq!(error, Some(expected));
}
