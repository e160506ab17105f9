//! Alternatives and reasons against the plain definition.

use std::ops::ControlFlow;

use crate::pool::{Shape, people, problem, solved};
use matcher::{
    ExplainError, Explainer, HardRule, Standing, UnmatchedReason, alternatives, explain, why_unmatched,
};

const SHAPE: Shape = Shape { mentees: 30, mentors: 20, most_seats: 2, topics: 8, regions: 2, employers: 4 };

#[test]
fn alternatives_are_the_best_eligible_others() {
    for seed in 0..40 {
        let problem = problem(seed, SHAPE);
        let outcome = solved(&problem);
        let explainer = Explainer::new(&problem);
        for mentee in &problem.mentees {
            let current = outcome.pairs.iter().find(|p| p.mentee == mentee.id);
            let mut expected: Vec<(u32, &str)> = problem
                .mentors
                .iter()
                .filter(|m| current.is_none_or(|pair| pair.mentor != m.id))
                .filter_map(|m| {
                    let pair = explainer.explain(&mentee.id, &m.id).expect("known");
                    (pair.standing == Standing::Eligible).then_some((pair.points, m.id.as_str()))
                })
                .collect();
            expected.sort_by_key(|(points, id)| (std::cmp::Reverse(*points), *id));
            let all = explainer.alternatives(&outcome, &mentee.id, usize::MAX).expect("known");
            let found: Vec<_> = all.iter().map(|a| (a.points, a.mentor.as_str())).collect();
            assert_eq!(found, expected);
            for other in &all {
                let taken = outcome.pairs.iter().filter(|p| p.mentor == other.mentor);
                assert_eq!(other.taken as usize, taken.count());
                assert_eq!(other.full, other.taken == other.capacity);
                let sum: u32 = other.factors.iter().map(|f| f.points).sum();
                assert_eq!(sum, other.points);
            }
            let three = alternatives(&problem, &outcome, &mentee.id, 3).expect("known");
            assert_eq!(three, all[..all.len().min(3)]);
        }
    }
}

#[test]
fn reasons_of_the_outcome_and_of_the_question_agree() {
    for seed in 0..40 {
        let problem = problem(seed, SHAPE);
        let outcome = solved(&problem);
        for pair in &outcome.pairs {
            assert_eq!(why_unmatched(&problem, &outcome, &pair.mentee), Ok(None));
            let explained = explain(&problem, &pair.mentee, &pair.mentor).expect("known");
            assert_eq!(explained.standing, Standing::Eligible);
            assert_eq!(explained.points, pair.points);
            assert_eq!(explained.factors, pair.factors);
        }
        for left_out in &outcome.unmatched {
            let reason = why_unmatched(&problem, &outcome, &left_out.mentee);
            assert_eq!(reason, Ok(Some(left_out.reason.clone())));
        }
    }
}

#[test]
fn removed_mentors_count_once_under_the_first_rule() {
    let mut problem = people(1, Shape { mentees: 1, mentors: 6, ..SHAPE });
    problem.policy.within_region = true;
    let mentee = &mut problem.mentees[0];
    mentee.languages = vec!["en".into()];
    mentee.employer = Some("here".into());
    mentee.region = "north".into();
    for (at, mentor) in problem.mentors.iter_mut().enumerate() {
        mentor.id = format!("mentor-{at}");
        mentor.capacity = 1;
        mentor.employer = Some(if at == 0 { "here" } else { "there" }.into());
        mentor.languages = vec![if at < 3 { "fr" } else { "en" }.into()];
        mentor.region = if at < 4 { "south" } else { "north" }.into();
    }
    problem.mentors[4].capacity = 0;
    problem.vetoes.push(("person-0".into(), "mentor-5".into()));
    // Also vetoed, but the public rule is reason enough and the only one told.
    problem.vetoes.push(("person-0".into(), "mentor-0".into()));
    let outcome = solved(&problem);
    let UnmatchedReason::NoEligibleMentor { removed, not_available } = &outcome.unmatched[0].reason else {
        panic!("{:?}", outcome.unmatched[0].reason);
    };
    let counts: Vec<_> = removed.iter().map(|r| (r.rule, r.mentors)).collect();
    let expected = [(HardRule::SameEmployer, 1), (HardRule::NoSharedLanguage, 2), (HardRule::OtherRegion, 1)];
    assert_eq!(counts, expected);
    assert_eq!(*not_available, 2);
    let pair = explain(&problem, "person-0", "mentor-0").expect("known");
    let rules = vec![HardRule::SameEmployer, HardRule::NoSharedLanguage, HardRule::OtherRegion];
    assert_eq!(pair.standing, Standing::RuledOut { rules });
    for id in ["mentor-4", "mentor-5"] {
        let pair = explain(&problem, "person-0", id).expect("known");
        assert_eq!(pair.standing, Standing::NotAvailable);
    }
}

#[test]
fn unknown_people_are_named() {
    let problem = people(1, SHAPE);
    let outcome = solved(&problem);
    let nobody = || ExplainError::UnknownMentee("nobody".into());
    assert_eq!(explain(&problem, "nobody", "person-25"), Err(nobody()));
    assert_eq!(alternatives(&problem, &outcome, "nobody", 3), Err(nobody()));
    assert_eq!(why_unmatched(&problem, &outcome, "nobody"), Err(nobody()));
    let error = explain(&problem, "person-0", "nobody");
    assert_eq!(error, Err(ExplainError::UnknownMentor("nobody".into())));
}

/// Everybody at once answers what one by one does: among few mentors, among more than the board keeps, and where so many have the
/// same points that their ids decide beyond what it keeps.
#[test]
fn alternatives_of_all_pairs_are_those_of_each() {
    let few_words = Shape { mentees: 40, mentors: 160, most_seats: 2, topics: 3, regions: 1, employers: 4 };
    let many_words = Shape { topics: 60, ..few_words };
    for (seed, shape) in (0..12).flat_map(|seed| [(seed, SHAPE), (seed, few_words), (seed, many_words)]) {
        let problem = problem(seed, shape);
        let outcome = solved(&problem);
        let explainer = Explainer::new(&problem);
        let others = explainer.others(&outcome);
        for n in [0, 3, 60] {
            let mut told = 0.0;
            let all = others.of_pairs(n, &mut |done| {
                told = done;
                ControlFlow::Continue(())
            });
            let ControlFlow::Continue(all) = all else { panic!("nobody stopped it") };
            let each: Vec<_> =
                outcome.pairs.iter().map(|pair| others.of(&pair.mentee, n).expect("known")).collect();
            assert_eq!(all, each, "seed {seed}, {n} of each");
            assert!((told - 1.0).abs() < f64::EPSILON);
        }
        assert!(others.of_pairs(3, &mut |_| ControlFlow::Break(())).is_break());
    }
}
