//! Confidential wishes: they decide who is matched, and no figure that is told holds any of them.

use crate::pool::{Dice, Shape, people, problem, solved, state_wishes, wish_points};
use matcher::{
    Alternative, Explainer, FairnessOfOutcome, Mentee, Mentor, Objective, Outcome, PairExplanation, Policy,
    Problem, UnmatchedReason, fairness_of, solve_on, verify,
};
use std::ops::ControlFlow;

const SHAPE: Shape = Shape { mentees: 14, mentors: 10, most_seats: 2, topics: 6, regions: 2, employers: 9 };

const OBJECTIVES: [Objective; 3] =
    [Objective::MostTotalFit, Objective::MostMatchedThenFit, Objective::WorstServedThenFit];

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// One mentee, and two mentors who differ in years alone: `many` has five points more than `few`.
fn two_mentors(wishes: &[&str], few: &[&str], many: &[&str], weight: u32) -> Problem {
    let mut problem = people(3, Shape { mentees: 1, mentors: 1, ..SHAPE });
    problem.policy.weights.confidential_wishes = weight;
    problem.policy.same_employer_forbidden = false;
    problem.policy.shared_language_required = false;
    problem.mentees[0].wishes = words(wishes);
    let model = Mentor { capacity: 1, ..problem.mentors[0].clone() };
    let mentor = |id: &str, years: u32, shares: &[&str]| Mentor {
        id: id.to_owned(),
        years_of_experience: years,
        shares: words(shares),
        ..model.clone()
    };
    problem.mentors = vec![mentor("few", 0, few), mentor("many", 60, many)];
    problem
}

#[test]
fn a_wish_decides_and_is_in_no_points() {
    // Wishes, what both mentors share, the weight, who is chosen, and what that one counts beyond its points.
    let cases: [(&[&str], &[&str], &[&str], u32, &str, i64); 8] = [
        (&["a"], &["a"], &[], 6, "few", 6),
        (&["a"], &["a"], &[], 4, "many", 0),
        (&["a"], &["a"], &[], 0, "many", 0),
        (&["a"], &["a", "b"], &["a"], 20, "many", 20),
        // One of three of ten is 3.33, two are 6.67.
        (&["a", "b", "c", "c"], &["a", "b"], &[], 10, "few", 7),
        (&["a", "b", "c"], &["c", "x"], &[], 10, "many", 0),
        // One of two of five is 2.5, upwards.
        (&["a", "b"], &[], &["b", "b"], 5, "many", 3),
        (&[], &["a"], &[], 100, "many", 0),
    ];
    for (wishes, few, many, weight, chosen, more) in cases {
        let problem = two_mentors(wishes, few, many, weight);
        let outcome = solved(&problem);
        let pair = &outcome.pairs[0];
        let silent =
            Explainer::new(&two_mentors(&[], &[], &[], 0)).explain(&pair.mentee, chosen).expect("known");
        assert_eq!((pair.mentor.as_str(), pair.points), (chosen, silent.points), "{wishes:?}");
        assert_eq!((&pair.factors, outcome.total_points), (&silent.factors, u64::from(silent.points)));
        // A million of worth for each point of the score, and one for the pair.
        assert_eq!(outcome.certificate.primal, (i64::from(pair.points) + more) * 1_048_576 + 1);
    }
}

/// Everything that is told of a round when its outcome is known.
#[derive(Debug, PartialEq)]
struct Told {
    pairs: Vec<PairExplanation>,
    alternatives: Vec<Vec<Alternative>>,
    reasons: Vec<Option<UnmatchedReason>>,
    fairness: FairnessOfOutcome,
}

fn told(problem: &Problem, outcome: &Outcome) -> Told {
    let explainer = Explainer::new(problem);
    let mentees = || problem.mentees.iter().map(|m| m.id.as_str());
    let pairs = mentees().flat_map(|mentee| problem.mentors.iter().map(move |mentor| (mentee, &mentor.id)));
    Told {
        pairs: pairs.map(|(mentee, mentor)| explainer.explain(mentee, mentor).expect("known")).collect(),
        alternatives: mentees().map(|m| explainer.alternatives(outcome, m, 99).expect("known")).collect(),
        reasons: mentees().map(|m| explainer.why_unmatched(outcome, m).expect("known")).collect(),
        fairness: fairness_of(problem, outcome),
    }
}

/// The same round where nobody wishes for anything and nothing would count.
fn silenced(problem: &Problem) -> Problem {
    let mut silent = problem.clone();
    silent.policy.weights.confidential_wishes = 0;
    silent.mentees.iter_mut().for_each(|mentee| mentee.wishes.clear());
    silent.mentors.iter_mut().for_each(|mentor| mentor.shares.clear());
    silent
}

#[test]
fn what_is_told_depends_on_the_pairs_alone() {
    let (mut decided, mut same) = (0, 0);
    for seed in 0..120 {
        let mut silent = silenced(&problem(seed, SHAPE));
        silent.policy.objective = OBJECTIVES[seed as usize % 3];
        let without = solved(&silent);
        let printed = format!("{:?}", Problem { policy: Policy::default(), ..silent.clone() });
        for lot in 0..4 {
            let mut wishing = silent.clone();
            state_wishes(&mut wishing, &mut Dice(1_000 * lot + seed));
            let outcome = solved(&wishing);
            // Whatever is asked about this outcome, the silent round gives the same answer to.
            assert_eq!(told(&wishing, &outcome), told(&silent, &outcome), "seed {seed}");
            let explainer = Explainer::new(&silent);
            let mut total = 0;
            for pair in &outcome.pairs {
                let known = explainer.explain(&pair.mentee, &pair.mentor).expect("known");
                assert_eq!((pair.points, &pair.factors), (known.points, &known.factors));
                total += u64::from(pair.points);
            }
            assert_eq!(outcome.total_points, total);
            assert_eq!(outcome.certificate.gap, 0);
            for unmatched in &outcome.unmatched {
                let why = explainer.why_unmatched(&outcome, &unmatched.mentee).expect("known");
                assert_eq!(Some(&unmatched.reason), why.as_ref());
            }
            // Same pairs, same bytes but for what is not for display.
            let is_same = outcome.pairs == without.pairs;
            if is_same {
                let displayed = |outcome: &Outcome| {
                    let mut json = serde_json::to_value(outcome).expect("JSON");
                    json.as_object_mut().expect("an object").retain(|key, _| key != "duals");
                    json["certificate"] = json["certificate"]["gap"].take();
                    json
                };
                assert_eq!(displayed(&outcome), displayed(&without));
                assert_eq!(
                    format!("{:?}", (&outcome.pairs, &outcome.unmatched, &outcome.duals)),
                    format!("{:?}", (&without.pairs, &without.unmatched, &without.duals)),
                );
            }
            same += usize::from(is_same);
            decided += usize::from(!is_same);
            let json = serde_json::to_string(&outcome).expect("JSON");
            assert!(!json.contains("wish") && !format!("{outcome:?}").contains("wish-"));
            assert_eq!(format!("{:?}", Problem { policy: Policy::default(), ..wishing }), printed);
        }
    }
    assert!(decided > 100 && same > 50, "{decided} {same}");
}

#[test]
fn the_lowest_points_and_the_number_of_pairs_are_those_of_the_silent_round() {
    let mut moved = 0;
    for seed in 0..40 {
        let shape = Shape { mentees: 150, mentors: 130, topics: 30, ..SHAPE };
        let mut silent = silenced(&problem(seed, shape));
        silent.policy.objective = Objective::WorstServedThenFit;
        let mut wishing = silent.clone();
        state_wishes(&mut wishing, &mut Dice(seed));
        let (without, with) = (solved(&silent), solved(&wishing));
        assert_eq!(with.worst_served, without.worst_served);
        assert_eq!(with.pairs.len(), without.pairs.len());
        let least = with.pairs.iter().filter(|pair| !pair.locked).map(|pair| pair.points).min();
        assert_eq!(least.unwrap_or(0), with.worst_served.expect("a proof").least_points);
        moved += usize::from(with.pairs != without.pairs);
    }
    assert!(moved > 15, "{moved}");
}

/// Fair to both: nobody loses a place by wishing, and nobody is given anything for silence.
#[test]
fn a_wish_never_costs_a_place() {
    let mut gained = 0;
    for seed in 0..300 {
        let mut wishing = problem(seed, SHAPE);
        wishing.policy.objective = OBJECTIVES[seed as usize % 3];
        state_wishes(&mut wishing, &mut Dice(seed));
        let with = solved(&wishing);
        let dice = &mut Dice(seed);
        let at = dice.below(SHAPE.mentees);
        let mut silent = wishing.clone();
        silent.mentees[at].wishes.clear();
        let id = &wishing.mentees[at].id;
        let has_place = |outcome: &Outcome| outcome.pairs.iter().any(|pair| pair.mentee == *id);
        let without = solved(&silent);
        assert!(has_place(&with) || !has_place(&without), "seed {seed}");
        gained += usize::from(has_place(&with) && !has_place(&without));
        let of_silent = silent.mentors.iter().map(|mentor| wish_points(&silent, &silent.mentees[at], mentor));
        assert_eq!(of_silent.sum::<u64>(), 0);
    }
    assert!(gained > 0);
}

#[test]
fn the_check_counts_wishes_too() {
    let (mut refused, mut seen) = (0, 0);
    for seed in 0..60 {
        let mut wishing = problem(seed, SHAPE);
        state_wishes(&mut wishing, &mut Dice(seed));
        let outcome = solved(&wishing);
        let met = |pair: &matcher::MatchedPair| {
            let mentee = wishing.mentees.iter().find(|m| m.id == pair.mentee).expect("known");
            let mentor = wishing.mentors.iter().find(|m| m.id == pair.mentor).expect("known");
            wish_points(&wishing, mentee, mentor)
        };
        if outcome.pairs.iter().map(met).sum::<u64>() == 0 {
            continue;
        }
        seen += 1;
        let found = verify(&silenced(&wishing), &outcome, &outcome.duals).expect_err("other wishes");
        assert!(found.iter().any(|violation| violation.code == "wrong_certificate"));
        // What is refused is said without figures that would tell how many wishes are met.
        assert!(found.iter().all(|violation| !violation.detail.contains("primal")));
        refused += 1;
    }
    assert!(seen > 20 && refused == seen, "{seen}");
}

#[test]
fn neither_order_nor_threads_change_a_byte_of_a_large_round() {
    for seed in 0..6 {
        let shape = Shape { mentees: 300, mentors: 220, topics: 30, ..SHAPE };
        let mut wishing = problem(seed, shape);
        state_wishes(&mut wishing, &mut Dice(seed));
        wishing.policy.weights.confidential_wishes = 35;
        wishing.policy.objective = OBJECTIVES[seed as usize % 3];
        let first = serde_json::to_vec(&solved(&wishing)).expect("JSON");
        let dice = &mut Dice(seed);
        for threads in [1, 3] {
            dice.shuffle(&mut wishing.mentees);
            dice.shuffle(&mut wishing.mentors);
            let again = solve_on(&wishing, threads, &mut |_| ControlFlow::Continue(())).expect("solved");
            assert!(serde_json::to_vec(&again).expect("JSON") == first, "seed {seed}");
        }
    }
}

#[test]
fn people_and_policies_of_before_mean_the_same() {
    let mut problem = people(5, SHAPE);
    let text = serde_json::to_string(&(&problem.mentees, &problem.mentors)).expect("JSON");
    assert!(!text.contains("wishes") && !text.contains("shares"));
    let read: (Vec<Mentee>, Vec<Mentor>) = serde_json::from_str(&text).expect("people");
    assert!(read == (problem.mentees.clone(), problem.mentors.clone()));
    let policy: Policy = serde_json::from_str(r#"{"weights": {"setting": 3}}"#).expect("a policy");
    assert_eq!((policy.weights.confidential_wishes, policy.out_of()), (0, 93));
    // Wishes without a weight change no byte, and a weight without wishes changes no figure.
    let before = serde_json::to_vec(&solved(&problem)).expect("JSON");
    state_wishes(&mut problem, &mut Dice(5));
    problem.policy.weights.confidential_wishes = 0;
    assert!(serde_json::to_vec(&solved(&problem)).expect("JSON") == before);
    let mut problem = silenced(&problem);
    problem.policy.weights.confidential_wishes = 100;
    assert!(serde_json::to_vec(&solved(&problem)).expect("JSON") == before);
}

#[test]
fn a_weight_out_of_range_is_refused() {
    let mut policy = Policy::default();
    policy.weights.confidential_wishes = 101;
    let found = policy.validate();
    assert_eq!((found.len(), found[0].pointer.as_str()), (1, "/weights/confidential_wishes"));
    // Wishes alone leave nothing to tell.
    let alone = r#"{"weights": {"shared_interests": 0, "goals_met_by_expertise": 0, "setting": 0, "career_stage": 0,
        "time_zone": 0, "experience_years": 0, "language": 0, "region": 0, "confidential_wishes": 9}}"#;
    let policy: Policy = serde_json::from_str(alone).expect("a policy");
    assert_eq!(policy.validate()[0].code, "no_weight");
}
