//! Bad input: every mistake is found at once, with its place and a word for it.

use crate::pool::{Shape, people};
use matcher::{CareerStage, Mentee, Policy, Problem, SolveError, solve};

fn found(problem: &Problem) -> Vec<(String, &'static str)> {
    let problems = problem.validate();
    assert!(problems.iter().all(|p| p.detail.ends_with('.')));
    problems.into_iter().map(|p| (p.pointer, p.code)).collect()
}

fn expect(problem: &Problem, expected: &[(&str, &'static str)]) {
    let expected: Vec<_> = expected.iter().map(|(p, c)| ((*p).to_owned(), *c)).collect();
    assert_eq!(found(problem), expected);
    if !expected.is_empty() {
        let error = solve(problem, &mut |_| panic!("work began")).err();
        assert_eq!(error, Some(SolveError::Invalid(problem.validate())));
    }
}

fn round() -> Problem {
    let shape = Shape { mentees: 4, mentors: 3, most_seats: 0, topics: 4, regions: 1, employers: 2 };
    let mut problem = people(5, shape);
    problem.policy.same_employer_forbidden = false;
    problem.policy.shared_language_required = false;
    for (at, mentor) in problem.mentors.iter_mut().enumerate() {
        mentor.id = format!("mentor-{at}");
        mentor.capacity = 1;
    }
    problem
}

fn pair(mentee: &str, mentor: &str) -> (String, String) {
    (mentee.to_owned(), mentor.to_owned())
}

#[test]
fn the_default_is_valid() {
    assert_eq!(Policy::default().validate(), []);
    assert_eq!(Policy::default().out_of(), 100);
    expect(&round(), &[]);
}

#[test]
fn all_problems_of_a_policy_at_once() {
    let mut policy = Policy::default();
    policy.weights.shared_interests = 101;
    policy.weights.region = u32::MAX;
    policy.time_zone_tolerance_minutes = 0;
    policy.experience_years_for_full_points = 61;
    let found: Vec<_> = policy.validate().into_iter().map(|p| (p.pointer, p.code, p.detail)).collect();
    let expected = [
        ("/weights/shared_interests", "Must be from 0 to 100, not 101."),
        ("/weights/region", "Must be from 0 to 100, not 4294967295."),
        ("/time_zone_tolerance_minutes", "Must be from 1 to 720, not 0."),
        ("/experience_years_for_full_points", "Must be from 1 to 60, not 61."),
    ]
    .map(|(pointer, detail)| (pointer.to_owned(), "out_of_range", detail.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn a_policy_needs_some_weight() {
    let zero = r#"{"weights": {"shared_interests": 0, "goals_met_by_expertise": 0, "setting": 0,
        "career_stage": 0, "time_zone": 0, "experience_years": 0, "language": 0, "region": 0}}"#;
    let policy: Policy = serde_json::from_str(zero).expect("a policy");
    let mut problem = round();
    problem.policy = policy;
    expect(&problem, &[("/policy/weights", "no_weight")]);
}

#[test]
fn a_policy_document_may_be_short_but_not_wrong() {
    let policy: Policy = serde_json::from_str("{}").expect("a policy");
    assert_eq!(policy, Policy::default());
    let short = r#"{"objective": "most_matched_then_fit", "weights": {"setting": 7}}"#;
    let policy: Policy = serde_json::from_str(short).expect("a policy");
    assert_eq!((policy.weights.setting, policy.weights.language), (7, 5));
    let written = serde_json::to_string(&policy).expect("JSON");
    assert_eq!(serde_json::from_str::<Policy>(&written).ok(), Some(policy));
    for wrong in [
        r#"{"wieghts": {}}"#,
        r#"{"weights": {"settings": 1}}"#,
        r#"{"weights": {"setting": -1}}"#,
        r#"{"weights": {"setting": 1.5}}"#,
        r#"{"objective": "best"}"#,
        r#"{"within_region": "yes"}"#,
    ] {
        assert!(serde_json::from_str::<Policy>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn people_out_of_range() {
    let mut problem = round();
    problem.mentees[1].id = "person-0".into();
    problem.mentees[2].id = " ".into();
    problem.mentees[3].time_zone_offset_minutes = 841;
    problem.mentees[3].employer = Some(String::new());
    problem.mentors[1].id = "mentor-0".into();
    problem.mentors[2].time_zone_offset_minutes = -721;
    problem.mentors[2].capacity = 1_001;
    let expected = [
        ("/mentees/1/id", "duplicate"),
        ("/mentees/2/id", "blank"),
        ("/mentees/3/employer", "blank"),
        ("/mentees/3/time_zone_offset_minutes", "out_of_range"),
        ("/mentors/1/id", "duplicate"),
        ("/mentors/2/time_zone_offset_minutes", "out_of_range"),
        ("/mentors/2/capacity", "out_of_range"),
    ];
    expect(&problem, &expected);
}

#[test]
fn unknown_ids_in_locks_and_vetoes() {
    let mut problem = round();
    problem.locks = vec![pair("person-0", "mentor-0"), pair("mentor-1", "person-1")];
    problem.vetoes = vec![pair("person-1", "gone")];
    // People of earlier cycles are normal here.
    problem.never_again = vec![pair("gone", "gone too")];
    problem.mentees[0].excluded = vec!["gone".into()];
    let expected = [
        ("/locks/1/0", "unknown_mentee"),
        ("/locks/1/1", "unknown_mentor"),
        ("/vetoes/0/1", "unknown_mentor"),
    ];
    expect(&problem, &expected);
}

#[test]
fn locks_that_cannot_be() {
    let mut problem = round();
    problem.policy.within_region = true;
    problem.mentors[2].region = "elsewhere".into();
    problem.mentors[1].excluded = vec!["person-1".into()];
    problem.locks = vec![
        pair("person-0", "mentor-0"),
        pair("person-0", "mentor-0"),
        pair("person-1", "mentor-1"),
        pair("person-2", "mentor-2"),
    ];
    let expected = [
        ("/locks/1", "mentee_locked_twice"),
        ("/locks/1", "over_capacity"),
        ("/locks/2", "not_available"),
        ("/locks/3", "breaks_hard_rule"),
    ];
    expect(&problem, &expected);
    problem.locks = vec![pair("person-0", "mentor-0")];
    problem.mentors[0].capacity = 0;
    expect(&problem, &[("/locks/0", "not_available")]);
}

#[test]
fn people_as_json() {
    let json = r#"{"id": "a", "interests": [], "goals": ["grants"], "languages": ["en"],
        "setting": "public", "career_stage": "changing", "region": "plains", "employer": null,
        "time_zone_offset_minutes": -360}"#;
    let mentee: Mentee = serde_json::from_str(json).expect("a mentee");
    assert_eq!(mentee.career_stage, CareerStage::Changing);
    assert!(mentee.excluded.is_empty());
    let unknown = json.replace("\"goals\"", "\"aims\"");
    assert!(serde_json::from_str::<Mentee>(&unknown).is_err());
    for word in ["student", "changing", "early", "mid", "late", "retired"] {
        let stage: CareerStage = word.parse().expect("a stage");
        assert_eq!(stage.to_string(), word);
        assert_eq!(serde_json::to_value(stage).expect("JSON"), word);
    }
    assert!("Early".parse::<CareerStage>().is_err());
}
