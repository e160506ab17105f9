//! What insisting on another mentor costs, held against solving the round with that pair locked.

use crate::pool::{Dice, Shape, problem, solved, state_wishes};
use matcher::{Explainer, InsistError, Insisted, Objective, Outcome, Problem, Standing, cheapest};
use std::collections::BTreeMap;

/// More mentors than the market begins with for each mentee, and fewer seats than mentees.
const CROWDED: Shape = Shape { mentees: 90, mentors: 70, most_seats: 1, topics: 5, regions: 2, employers: 9 };
const SMALL: Shape = Shape { mentees: 14, mentors: 10, most_seats: 2, topics: 4, regions: 2, employers: 5 };

fn seats(outcome: &Outcome) -> BTreeMap<&str, (&str, i64)> {
    let seat = |pair: &'_ matcher::MatchedPair| i64::from(pair.points);
    outcome.pairs.iter().map(|pair| (pair.mentee.as_str(), (pair.mentor.as_str(), seat(pair)))).collect()
}

/// The same round with the pair locked.
fn locked(problem: &Problem, mentee: &str, mentor: &str) -> Outcome {
    let mut insisting = problem.clone();
    insisting.locks.push((mentee.to_owned(), mentor.to_owned()));
    solved(&insisting)
}

fn may_meet(problem: &Problem, mentee: &str) -> Vec<String> {
    let explainer = Explainer::new(problem);
    let eligible = |mentor: &&matcher::Mentor| {
        mentor.capacity > 0
            && explainer.explain(mentee, &mentor.id).expect("known").standing == Standing::Eligible
    };
    problem.mentors.iter().filter(eligible).map(|mentor| mentor.id.clone()).collect()
}

fn assert_is_what_solving_says(problem: &Problem, before: &Outcome, mentee: &str, told: &Insisted) {
    let after = locked(problem, mentee, &told.mentor);
    let (then, now) = (seats(before), seats(&after));
    let points = |of: &BTreeMap<&str, (&str, i64)>| of.values().map(|(_, points)| points).sum::<i64>();
    assert_eq!(told.cost_points, points(&then) - points(&now), "{mentee} with {}", told.mentor);
    assert_eq!(told.cost_pairs, then.len() as i64 - now.len() as i64);
    assert_eq!(told.loss, before.certificate.primal - after.certificate.primal);
    let seat = |of: &BTreeMap<&str, (&str, i64)>, id: &str| {
        of.get(id).map(|(mentor, points)| ((*mentor).to_owned(), *points))
    };
    let mut moved: Vec<_> = problem
        .mentees
        .iter()
        .map(|one| (one.id.clone(), seat(&then, &one.id), seat(&now, &one.id)))
        .filter(|(_, before, after)| before != after)
        .collect();
    let named = |seat: &Option<matcher::Seated>| {
        seat.as_ref().map(|seat| (seat.mentor.clone(), i64::from(seat.points)))
    };
    let mut said: Vec<_> =
        told.moved.iter().map(|one| (one.mentee.clone(), named(&one.before), named(&one.after))).collect();
    said.sort();
    moved.sort();
    assert_eq!(said, moved, "{mentee} with {}", told.mentor);
}

/// A round with wishes, published pairs to keep and some locks.
fn lived_in(seed: u64, shape: Shape) -> Problem {
    let mut problem = problem(seed, shape);
    if seed.is_multiple_of(2) {
        state_wishes(&mut problem, &mut Dice(seed));
        problem.policy.weights.confidential_wishes = 7;
    }
    problem.policy.objective =
        [Objective::MostTotalFit, Objective::MostMatchedThenFit][(seed / 2) as usize % 2];
    let first = solved(&problem);
    if seed.is_multiple_of(3) {
        problem.published =
            first.pairs.iter().step_by(2).map(|pair| (pair.mentee.clone(), pair.mentor.clone())).collect();
        problem.keep = 9;
    }
    let free = first.pairs.iter().filter(|pair| !pair.locked).step_by(5);
    let more: Vec<_> = free.map(|pair| (pair.mentee.clone(), pair.mentor.clone())).collect();
    problem.locks.extend(more);
    problem
}

#[test]
fn every_cost_is_what_solving_with_the_pair_locked_says() {
    let mut compared = 0;
    for (seeds, shape, mentees) in [(0..60_u64, SMALL, 14), (0..6, CROWDED, 8)] {
        for seed in seeds {
            let problem = lived_in(seed, shape);
            let before = solved(&problem);
            let mentors_of = seats(&before);
            for mentee in problem.mentees.iter().take(mentees) {
                if problem.locks.iter().any(|(locked, _)| *locked == mentee.id) {
                    let refused = InsistError::Locked(mentee.id.clone());
                    assert_eq!(cheapest(&problem, &mentee.id, 3), Err(refused));
                    continue;
                }
                let told = cheapest(&problem, &mentee.id, usize::MAX).expect("an answer");
                let mut others = may_meet(&problem, &mentee.id);
                others.retain(|mentor| {
                    Some(mentor.as_str()) != mentors_of.get(mentee.id.as_str()).map(|seat| seat.0)
                });
                let full_of_locks = |mentor: &String| {
                    let held = problem.locks.iter().filter(|(_, held)| held == mentor).count();
                    let seats = problem.mentors.iter().find(|one| one.id == *mentor).expect("known").capacity;
                    held >= seats as usize
                };
                others.retain(|mentor| !full_of_locks(mentor));
                let mut named: Vec<String> = told.iter().map(|one| one.mentor.clone()).collect();
                named.sort();
                others.sort();
                assert_eq!(named, others, "everybody whom {} may meet", mentee.id);
                assert!(told.is_sorted_by_key(|one| one.loss));
                for one in &told {
                    assert_is_what_solving_says(&problem, &before, &mentee.id, one);
                    compared += 1;
                }
                let three = cheapest(&problem, &mentee.id, 3).expect("an answer");
                assert_eq!(three, told[..told.len().min(3)], "the cheapest are the first of all");
            }
        }
    }
    assert!(compared > 2000, "{compared}");
}

#[test]
fn who_is_unknown_or_asked_about_in_another_objective_is_told_so() {
    let mut problem = problem(1, SMALL);
    problem.policy.objective = Objective::MostTotalFit;
    assert_eq!(cheapest(&problem, "nobody", 3), Err(InsistError::UnknownMentee("nobody".to_owned())));
    problem.policy.objective = Objective::WorstServedThenFit;
    assert_eq!(cheapest(&problem, "person-0", 3), Err(InsistError::AnotherQuestion));
    problem.mentees.push(problem.mentees[0].clone());
    assert!(matches!(cheapest(&problem, "person-0", 3), Err(InsistError::Unsolved(_))));
}
