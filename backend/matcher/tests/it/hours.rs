//! Availability by hour: shared hours by hand, the rule, the factor, and files from before there was any.

use crate::pool::{Shape, people, solved};
use matcher::{
    Factor, HardRule, Mentee, Mentor, PairExplanation, Policy, Problem, RuleCount, Standing, UnmatchedReason,
    explain,
};

const SHAPE: Shape = Shape { mentees: 1, mentors: 1, most_seats: 1, topics: 3, regions: 1, employers: 1 };

/// A pair whom nothing but hours could keep apart, with a policy that counts hours alone.
fn pair(mentee: (Option<&[u8]>, i32), mentor: (Option<&[u8]>, i32), least: u32) -> Problem {
    let mut problem = people(3, SHAPE);
    problem.policy = serde_json::from_str(
        r#"{"same_employer_forbidden": false, "shared_language_required": false, "weights": {
            "shared_interests": 0, "goals_met_by_expertise": 0, "setting": 0, "career_stage": 0, "time_zone": 0,
            "experience_years": 0, "language": 0, "region": 0, "availability": 10}}"#,
    )
    .expect("a policy");
    problem.policy.least_shared_hours = least;
    let stated = |hours: Option<&[u8]>| hours.map(<[u8]>::to_vec);
    let a = &mut problem.mentees[0];
    (a.id, a.available_hours, a.time_zone_offset_minutes) = ("a".to_owned(), stated(mentee.0), mentee.1);
    let b = &mut problem.mentors[0];
    (b.id, b.available_hours, b.time_zone_offset_minutes) = ("b".to_owned(), stated(mentor.0), mentor.1);
    b.capacity = 1;
    problem
}

fn told(problem: &Problem) -> PairExplanation {
    explain(problem, "a", "b").expect("both are known")
}

#[test]
fn shared_hours_by_hand() {
    // Of ten points, at five hours all of them; own hours and minutes east of UTC on both sides.
    let cases: [(&[u8], i32, &[u8], i32, u32, u32); 8] = [
        (&[18, 19, 20], 0, &[18, 19, 20], 0, 3, 6),
        (&[18, 18, 19], 0, &[19, 18], 0, 2, 4),
        // Six in the evening in New York is three in the afternoon in Los Angeles.
        (&[18, 19, 20], -300, &[15, 16], -480, 2, 4),
        (&[18, 19, 20], -300, &[18, 19], -480, 0, 0),
        // Sunday night in Honolulu is Monday morning in London.
        (&[166, 167], -600, &[8, 9, 10], 0, 2, 4),
        (&[0, 1, 2, 3, 4, 5], 60, &[0, 1, 2, 3, 4, 5], 60, 6, 10),
        // Half past: two hours in Delhi hold one whole hour of London.
        (&[18, 19], 330, &[12, 13, 14], 0, 1, 2),
        (&[], 0, &[1], 0, 0, 0),
    ];
    for (mentee, east, mentor, other_east, hours, points) in cases {
        let problem = pair((Some(mentee), east), (Some(mentor), other_east), 0);
        let found = told(&problem);
        assert_eq!((found.shared_hours, found.points), (Some(hours), points), "{mentee:?} {mentor:?}");
        assert_eq!(found.factors[0].factor, Factor::Availability);
        assert_eq!(solved(&problem).total_points, u64::from(points));
    }
}

#[test]
fn the_rule_holds_for_those_who_stated_hours() {
    let (three, two): (&[u8], &[u8]) = (&[1, 2, 3], &[2, 3, 4]);
    for (least, is_ruled) in [(0, false), (2, false), (3, true), (168, true)] {
        let problem = pair((Some(three), 0), (Some(two), 0), least);
        let rules = vec![HardRule::TooFewSharedHours];
        let expected = if is_ruled { Standing::RuledOut { rules } } else { Standing::Eligible };
        assert_eq!(told(&problem).standing, expected);
        let outcome = solved(&problem);
        assert_eq!(outcome.pairs.len(), usize::from(!is_ruled));
        if is_ruled {
            let removed = vec![RuleCount { rule: HardRule::TooFewSharedHours, mentors: 1 }];
            assert_eq!(
                outcome.unmatched[0].reason,
                UnmatchedReason::NoEligibleMentor { removed, not_available: 0 }
            );
        }
    }
    for (mentee, mentor) in [(None, Some(two)), (Some(three), None), (None, None)] {
        let problem = pair((mentee, 0), (mentor, 0), 168);
        let found = told(&problem);
        assert_eq!((found.standing, found.shared_hours, found.points), (Standing::Eligible, None, 0));
        assert_eq!(solved(&problem).pairs.len(), 1);
    }
    // Who states that there is no time at all has none to share.
    let problem = pair((Some(&[]), 0), (Some(two), 0), 1);
    assert!(solved(&problem).pairs.is_empty());
}

#[test]
fn people_and_policies_of_before_mean_the_same() {
    let mut problem = people(5, Shape { mentees: 30, mentors: 20, ..SHAPE });
    let text = serde_json::to_string(&problem.mentees).expect("JSON");
    assert!(!text.contains("available_hours"));
    assert_eq!(serde_json::from_str::<Vec<Mentee>>(&text).expect("mentees"), problem.mentees);
    let text = serde_json::to_string(&problem.mentors).expect("JSON");
    assert_eq!(serde_json::from_str::<Vec<Mentor>>(&text).expect("mentors"), problem.mentors);
    let policy: Policy = serde_json::from_str("{}").expect("a policy");
    assert_eq!((policy.least_shared_hours, policy.weights.availability, policy.out_of()), (0, 0, 100));
    // Hours that nobody asks for change nothing.
    let before = solved(&problem);
    problem.mentees.iter_mut().for_each(|m| m.available_hours = Some(vec![1, 2]));
    problem.mentors.iter_mut().for_each(|m| m.available_hours = Some(vec![2, 3]));
    assert!(solved(&problem) == before);
}

#[test]
fn hours_beyond_the_week_are_refused() {
    let mut problem = pair((Some(&[0, 167, 168]), 0), (Some(&[255]), 0), 169);
    problem.policy.shared_hours_for_full_points = 0;
    let found = problem.validate();
    let pointers: Vec<&str> = found.iter().map(|wrong| wrong.pointer.as_str()).collect();
    let expected = [
        "/mentees/0/available_hours/2",
        "/mentors/0/available_hours/0",
        "/policy/least_shared_hours",
        "/policy/shared_hours_for_full_points",
    ];
    assert_eq!(pointers, expected);
    assert_eq!(found[0].detail, "Must be from 0 to 167, not 168.");
}
