//! The check bites: every way to falsify an outcome is found.

use crate::pool::{Shape, problem, solved};
use matcher::{Outcome, Problem, UnmatchedReason, verify};

/// A round with matched, unmatched and locked people.
fn round() -> (Problem, Outcome) {
    let shape = Shape { mentees: 30, mentors: 18, most_seats: 2, topics: 8, regions: 2, employers: 4 };
    (0..)
        .map(|seed| problem(seed, shape))
        .map(|problem| (solved(&problem), problem))
        .find(|(outcome, problem)| {
            !problem.locks.is_empty()
                && outcome.unmatched.len() > 1
                && outcome.pairs.iter().filter(|pair| !pair.locked).count() > 4
                && outcome.duals.mentors.values().any(|price| *price > 0)
        })
        .map(|(outcome, problem)| (problem, outcome))
        .expect("the search has no end")
}

fn codes(problem: &Problem, outcome: &Outcome) -> Vec<&'static str> {
    let result = verify(problem, outcome, &outcome.duals);
    result.map_or_else(|v| v.into_iter().map(|v| v.code).collect(), |_| Vec::new())
}

fn falsified(code: &str, change: impl Fn(&Problem, &mut Outcome)) {
    let (problem, mut outcome) = round();
    assert_eq!(codes(&problem, &outcome), Vec::<&str>::new());
    change(&problem, &mut outcome);
    let found = codes(&problem, &outcome);
    assert!(found.contains(&code), "{code} is not in {found:?}");
}

#[test]
fn falsified_pairs() {
    falsified("unknown_person", |_, o| o.pairs[0].mentor = "nobody".into());
    falsified("unknown_person", |_, o| {
        o.unmatched[0].mentee = "nobody".into();
    });
    falsified("matched_twice", |_, o| o.pairs.push(o.pairs[0].clone()));
    falsified("wrong_points", |_, o| o.pairs[0].points += 1);
    falsified("wrong_points", |_, o| o.pairs[0].factors[0].points += 1);
    falsified("wrong_total", |_, o| o.total_points += 1);
    falsified("left_out", |_, o| drop(o.pairs.pop()));
    falsified("listed_twice", |_, o| {
        o.unmatched.push(o.unmatched[0].clone());
    });
    falsified("wrong_lock", |_, o| {
        let lock = o.pairs.iter_mut().find(|pair| pair.locked);
        lock.expect("a lock").locked = false;
    });
    falsified("lock_not_kept", |_, o| o.pairs.retain(|pair| !pair.locked));
    falsified("over_capacity", |p, o| {
        for pair in &mut o.pairs {
            pair.mentor = p.mentors[0].id.clone();
        }
    });
}

#[test]
fn a_pair_that_may_not_meet() {
    let (mut problem, outcome) = round();
    let pair = outcome.pairs.iter().find(|pair| !pair.locked);
    let pair = pair.expect("a free pair");
    let ids = (pair.mentee.clone(), pair.mentor.clone());
    problem.vetoes.push(ids.clone());
    assert!(codes(&problem, &outcome).contains(&"not_allowed"));
    problem.vetoes.pop();
    problem.never_again.push((ids.1, ids.0));
    assert!(codes(&problem, &outcome).contains(&"not_allowed"));
}

#[test]
fn falsified_reasons() {
    falsified("wrong_reason", |_, o| {
        o.unmatched[0].reason = UnmatchedReason::AllEligibleFull { eligible: 99 };
    });
    falsified("wrong_reason", |_, o| {
        o.unmatched[0].reason = UnmatchedReason::NoEligibleMentor { removed: Vec::new(), not_available: 1 };
    });
}

#[test]
fn falsified_proofs() {
    falsified("duals_incomplete", |_, o| drop(o.duals.mentees.pop_first()));
    falsified("duals_incomplete", |_, o| {
        o.duals.mentors.insert("nobody".into(), 0);
    });
    falsified("wrong_certificate", |_, o| o.certificate.primal -= 1);
    falsified("wrong_certificate", |_, o| o.certificate.dual += 1);
    falsified("wrong_certificate", |_, o| o.certificate.gap = 1);
    falsified("wrong_unit", |_, o| o.certificate.pair_bonus += 1);
    falsified("gap", |_, o| {
        *o.duals.mentees.values_mut().next().expect("somebody") += 1;
    });
    falsified("dual_negative", |_, o| {
        o.duals.mentors.values_mut().for_each(|price| *price = -1);
    });
    falsified("dual_infeasible", |_, o| {
        let prices = o.duals.mentors.values_mut();
        prices.for_each(|price| *price -= 1);
    });
}

/// A worse choice with honest figures: only the gap can tell.
#[test]
fn an_honest_but_worse_outcome_leaves_a_gap() {
    let (problem, outcome) = round();
    let mut worse = problem.clone();
    let pair = outcome.pairs.iter().find(|pair| !pair.locked);
    let pair = pair.expect("a free pair");
    worse.vetoes.extend(problem.mentors.iter().map(|mentor| (pair.mentee.clone(), mentor.id.clone())));
    let without = solved(&worse);
    assert!(without.certificate.primal < outcome.certificate.primal);
    let found = codes(&problem, &without);
    assert!(found.contains(&"dual_infeasible"), "{found:?}");
    let mut mixed = without;
    mixed.duals = outcome.duals;
    assert!(codes(&problem, &mixed).contains(&"gap"));
}
