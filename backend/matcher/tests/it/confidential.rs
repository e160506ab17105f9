//! What somebody said in confidence shows nowhere but as 'not available'.

use crate::pool::{Shape, people, solved};
use matcher::{Explainer, PairExplanation, Problem, Standing};

fn round() -> Problem {
    let shape = Shape { mentees: 12, mentors: 9, most_seats: 2, topics: 6, regions: 2, employers: 9 };
    let mut problem = people(3, shape);
    // Nobody on both sides: a never-again request holds whoever mentors, the others do not.
    for (at, mentor) in problem.mentors.iter_mut().enumerate() {
        mentor.id = format!("mentor-{at}");
    }
    problem
}

/// The ways to keep two people apart.
fn ways(mentee: &str, mentor: &str) -> Vec<Problem> {
    let (a, b) = (mentee.to_owned(), mentor.to_owned());
    let mut ways = vec![round(); 5];
    let mut person = ways[0].mentees.iter_mut().filter(|m| m.id == a);
    person.next().expect("known").excluded.push(b.clone());
    let mut person = ways[1].mentors.iter_mut().filter(|m| m.id == b);
    person.next().expect("known").excluded.push(a.clone());
    ways[2].vetoes.push((a.clone(), b.clone()));
    ways[3].never_again.push((a.clone(), b.clone()));
    ways[4].never_again.push((b, a));
    ways
}

fn all_pairs(problem: &Problem) -> Vec<PairExplanation> {
    let explainer = Explainer::new(problem);
    let mut pairs = Vec::new();
    for mentee in &problem.mentees {
        for mentor in &problem.mentors {
            pairs.push(explainer.explain(&mentee.id, &mentor.id).expect("known"));
        }
    }
    pairs
}

#[test]
fn every_way_looks_the_same_and_changes_no_point() {
    let free = round();
    let before = all_pairs(&free);
    for pair in solved(&free).pairs {
        let mut answers = Vec::new();
        for problem in ways(&pair.mentee, &pair.mentor) {
            let outcome = solved(&problem);
            let is_kept = |p: &matcher::MatchedPair| (&p.mentee, &p.mentor) == (&pair.mentee, &pair.mentor);
            assert!(!outcome.pairs.iter().any(is_kept));
            for (now, before) in all_pairs(&problem).into_iter().zip(&before) {
                let mut expected = before.clone();
                if (&now.mentee, &now.mentor) == (&pair.mentee, &pair.mentor) {
                    expected.standing = Standing::NotAvailable;
                }
                assert_eq!(now, expected);
            }
            let explainer = Explainer::new(&problem);
            let others = explainer.alternatives(&outcome, &pair.mentee, 99);
            let others = others.expect("known");
            assert!(others.iter().all(|other| other.mentor != pair.mentor));
            answers.push(serde_json::to_string(&(outcome, others)).expect("JSON"));
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "one way shows where another does not");
    }
}

#[test]
fn a_lock_against_it_says_no_more() {
    let pair = solved(&round()).pairs.remove(0);
    let mut found = Vec::new();
    for mut problem in ways(&pair.mentee, &pair.mentor) {
        problem.locks.push((pair.mentee.clone(), pair.mentor.clone()));
        found.push(problem.validate());
    }
    found.dedup();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].len(), found[0][0].code), (1, "not_available"));
}

#[test]
fn printing_a_problem_shows_none_of_it() {
    for problem in ways("person-1", "mentor-1") {
        let printed = format!("{problem:?}");
        assert_eq!(printed, format!("{:?}", round()));
        assert!(printed.contains("withheld"));
    }
}
