//! Rounds of people that raise the worst served, or leave published pairs in peace, and what that costs.

use crate::pool::{Dice, Shape, problem, solved};
use matcher::{Objective, Outcome, Problem, fairness_of, price_of, verify};
use std::ops::ControlFlow;

/// Publishes some pairs, also of people who are gone, with a number of points to keep them.
pub fn published(problem: &mut Problem, seed: u64) {
    let dice = &mut Dice(seed ^ 0x77);
    problem.keep = [0, 1, 30, 1_000][dice.below(4)];
    for mentee in &problem.mentees {
        if !problem.mentors.is_empty() && dice.one_in(2) {
            let mentor = &problem.mentors[dice.below(problem.mentors.len())].id;
            problem.published.push((mentee.id.clone(), mentor.clone()));
        }
    }
    problem.published.push(("gone".to_owned(), "away".to_owned()));
}

const WIDE: Shape =
    Shape { mentees: 150, mentors: 130, most_seats: 2, topics: 30, regions: 3, employers: 20 };

fn wide(seed: u64) -> Problem {
    let mut problem = problem(seed, WIDE);
    problem.policy.objective = Objective::WorstServedThenFit;
    problem
}

/// More mentors may be met than enter the market at first, so that the pool is looked through; `solved` checks the
/// covers and the prices over all pairs.
#[test]
fn the_worst_served_of_the_whole_pool() {
    let mut raised = 0;
    for seed in 0..60 {
        let mut problem = wide(seed);
        if seed % 2 == 0 {
            published(&mut problem, seed);
        }
        let fair = solved(&problem);
        problem.policy.objective = Objective::MostMatchedThenFit;
        let matched = solved(&problem);
        assert_eq!(fair.pairs.len(), matched.pairs.len());
        let least = |outcome: &Outcome| outcome.pairs.iter().filter(|p| !p.locked).map(|p| p.points).min();
        assert!(least(&fair) >= least(&matched));
        raised += usize::from(least(&fair) > least(&matched));
        assert_eq!(least(&fair).unwrap_or(0), fair.worst_served.expect("a proof").least_points);
    }
    assert!(raised > 20, "{raised}");
}

#[test]
fn neither_the_order_of_the_input_nor_threads_change_a_byte() {
    for seed in 0..12 {
        let mut problem = wide(seed);
        published(&mut problem, seed);
        let first = serde_json::to_vec(&solved(&problem)).expect("JSON");
        let dice = &mut Dice(seed);
        for threads in [1, 3] {
            dice.shuffle(&mut problem.mentees);
            dice.shuffle(&mut problem.mentors);
            dice.shuffle(&mut problem.published);
            let again =
                matcher::solve_on(&problem, threads, &mut |_| ControlFlow::Continue(())).expect("solved");
            assert!(serde_json::to_vec(&again).expect("JSON") == first, "seed {seed}");
        }
    }
}

#[test]
fn published_pairs_are_left_in_peace() {
    for seed in 0..40 {
        let mut problem = problem(seed, Shape { mentees: 40, mentors: 30, ..WIDE });
        let before = solved(&problem);
        let of = |outcome: &Outcome| -> Vec<(String, String)> {
            outcome.pairs.iter().map(|pair| (pair.mentee.clone(), pair.mentor.clone())).collect()
        };
        // Somebody's goals change, and a mentor has one more seat.
        let dice = &mut Dice(seed);
        let (mentee, mentor) = (dice.below(40), dice.below(30));
        problem.mentees[mentee].goals = problem.mentors[mentor].expertise.clone();
        problem.mentors[mentor].capacity += 1;
        let afresh = solved(&problem);
        problem.published = of(&before);
        // No points to keep them: the same bytes as without.
        assert!(solved(&problem) == afresh);
        problem.keep = 1_000;
        let kept = solved(&problem);
        let pairs = of(&kept);
        let broken = problem.published.iter().filter(|pair| !pairs.contains(pair)).count();
        let broken_afresh = problem.published.iter().filter(|pair| !of(&afresh).contains(pair)).count();
        assert!(broken <= broken_afresh);
        if problem.policy.objective == Objective::MostTotalFit {
            // Every one of them can stay, and a thousand points outweigh whatever anyone could gain.
            assert_eq!(broken, 0, "seed {seed}");
            assert!(kept.total_points <= afresh.total_points);
        }
    }
}

#[test]
fn the_price_of_fairness_is_what_most_fit_has_more() {
    let mut paid = 0;
    for seed in 0..30 {
        let mut problem = wide(seed);
        let fair = solved(&problem);
        let price = price_of(&problem, &fair, &mut |_| ControlFlow::Continue(())).expect("solved");
        problem.policy.objective = Objective::MostTotalFit;
        let fit = solved(&problem);
        assert_eq!((price.points, price.most_points), (fair.total_points, fit.total_points));
        assert_eq!(price.given_up, fit.total_points as i64 - fair.total_points as i64);
        assert!(price.given_up >= 0 && price.more_matched >= 0);
        if price.more_matched == 0 && problem.locks.is_empty() {
            assert!(price.worst_served >= price.worst_served_by_fit);
        }
        paid += usize::from(price.given_up > 0);
        let free = price_of(&problem, &fit, &mut |_| panic!("there is nothing to solve")).expect("free");
        assert_eq!((free.given_up, free.more_matched, free.share), (0, 0, 0.0));

        let figures = fairness_of(&problem, &fit);
        assert_eq!((figures.all.people, figures.all.unmatched), (150, fit.unmatched.len()));
        for classes in [&figures.by_setting, &figures.by_region, &figures.by_career_stage] {
            assert_eq!(classes.values().map(|class| class.people).sum::<usize>(), 150);
        }
    }
    assert!(paid > 10, "{paid}");
}

#[test]
fn a_locked_pair_may_have_fewer_points() {
    let (mut problem, fair) = (0..)
        .map(|seed| (wide(seed), seed))
        .map(|(problem, _)| (solved(&problem), problem))
        .map(|(outcome, problem)| (problem, outcome))
        .find(|(problem, outcome)| problem.locks.is_empty() && outcome.pairs.len() > 20)
        .expect("the search has no end");
    let least = fair.worst_served.expect("a proof").least_points;
    let explainer = matcher::Explainer::new(&problem);
    let poor = problem.mentees.iter().find_map(|mentee| {
        problem.mentors.iter().find_map(|mentor| {
            let pair = explainer.explain(&mentee.id, &mentor.id).expect("known");
            let is_poor = pair.standing == matcher::Standing::Eligible && pair.points < least;
            is_poor.then(|| (mentee.id.clone(), mentor.id.clone()))
        })
    });
    problem.locks.push(poor.expect("some pair is below the lowest"));
    let locked = solved(&problem);
    assert!(locked.pairs.iter().any(|pair| pair.locked && pair.points < least));
}

#[test]
fn falsified_proofs_of_the_lowest_points() {
    let (problem, outcome) = (0..)
        .map(wide)
        .map(|problem| (solved(&problem), problem))
        .map(|(outcome, problem)| (problem, outcome))
        .find(|(_, outcome)| {
            outcome.pairs.len() > 20 && outcome.worst_served.as_ref().is_some_and(|w| w.least_points > 1)
        })
        .expect("the search has no end");
    let codes = |change: &dyn Fn(&mut Outcome)| -> Vec<&'static str> {
        let mut changed = outcome.clone();
        change(&mut changed);
        let found = verify(&problem, &changed, &changed.duals);
        found.err().unwrap_or_default().into_iter().map(|violation| violation.code).collect()
    };
    let worst =
        |change: fn(&mut matcher::WorstServed)| codes(&|o| change(o.worst_served.as_mut().expect("a proof")));
    assert!(codes(&|_| ()).is_empty());
    assert!(codes(&|o| o.worst_served = None).contains(&"wrong_proof"));
    assert!(worst(|w| w.least_points += 1).contains(&"below_least"));
    assert!(worst(|w| w.least_points -= 1).contains(&"uncovered"));
    assert!(worst(|w| w.above = None).contains(&"wrong_room"));
    assert!(worst(|w| w.above = Some(w.most.clone())).contains(&"wrong_room"));
    assert!(worst(|w| w.most = matcher::CoverOfPeople::default()).contains(&"uncovered"));
    let mut other = problem.clone();
    other.policy.objective = Objective::MostMatchedThenFit;
    let found = verify(&other, &outcome, &outcome.duals).expect_err("another objective");
    assert!(found.iter().any(|violation| violation.code == "wrong_proof"));
}
