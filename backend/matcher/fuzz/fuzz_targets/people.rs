//! Mentees, mentors and a policy as files: refused, or the same when written and read again; then matched, verified,
//! formed into circles, and the best of all where there are few.
#![no_main]

use libfuzzer_sys::fuzz_target;
use matcher::circles::{CircleProblem, Sizes, form_circles, verify_circles};
use matcher::tables::{json, lines_of_json};
use matcher::{Mentee, Mentor, Policy, Problem, solve_on, verify};
use matcher_fuzz::people::{aim, points_hold, round};
use matcher_fuzz::{files, source};
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Debug;
use std::ops::ControlFlow;

/// What was read, after it has been written and read again.
fn twice<T: Serialize + DeserializeOwned + PartialEq + Debug>(values: Vec<T>) -> Vec<T> {
    let lines: String =
        values.iter().map(|value| serde_json::to_string(value).expect("JSON") + "\n").collect();
    assert_eq!(lines_of_json::<T>(source("again", lines.as_bytes())).expect("what was written"), values);
    values
}

fuzz_target!(|data: &[u8]| {
    let [mentees, mentors, policy] = files(data);
    let mentees = lines_of_json::<Mentee>(source("mentees", mentees)).map(twice);
    let mentors = lines_of_json::<Mentor>(source("mentors", mentors)).map(twice);
    let policy = json::<Policy>(source("policy", policy)).map(|policy| twice(vec![policy]).remove(0));
    let (Ok(mentees), Ok(mentors)) = (mentees, mentors) else { return };
    let problem = Problem { mentees, mentors, policy: policy.unwrap_or_default(), ..Problem::default() };
    if !problem.validate().is_empty() || problem.mentees.len() * problem.mentors.len() > 100 {
        return;
    }
    points_hold(&problem);
    let outcome = solve_on(&problem, 1, &mut |_| ControlFlow::Continue(())).expect("a valid problem");
    verify(&problem, &outcome, &outcome.duals).expect("a verified outcome");
    let round = round(&problem);
    if round.is_tiny() {
        let best = round.best(aim(problem.policy.objective)).1;
        for (mentee, mentor) in problem.mentees.iter().zip(best) {
            let found = outcome.pairs.iter().find(|pair| pair.mentee == mentee.id);
            assert_eq!(found.map(|pair| &pair.mentor), mentor.map(|at| &problem.mentors[at].id));
        }
    }
    let Problem { mentees, mentors, policy, .. } = problem;
    let sizes = Sizes { least: 2, most: 3 };
    let circles = CircleProblem { mentees, mentors, policy, sizes, effort: 0, ..CircleProblem::default() };
    let formed = form_circles(&circles, &mut |_| ControlFlow::Continue(())).expect("a valid problem");
    verify_circles(&circles, &formed).expect("verified circles");
});
