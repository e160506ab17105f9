//! Points computed by hand from the definitions of the factors.

use matcher::{CareerStage, Factor, Mentee, Mentor, Policy, Problem, Weights, explain};

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn pair() -> Problem {
    let mentee = Mentee {
        id: "ana".into(),
        interests: words(&["archives", "cataloging", "outreach"]),
        goals: words(&["leadership", "grants", "grants"]),
        languages: words(&["en", "es"]),
        setting: "public".into(),
        career_stage: CareerStage::Early,
        region: "plains".into(),
        employer: Some("denver".into()),
        time_zone_offset_minutes: -420,
        available_hours: None,
        excluded: Vec::new(),
        wishes: Vec::new(),
    };
    let mentor = Mentor {
        id: "ben".into(),
        interests: words(&["outreach", "outreach", "grants"]),
        expertise: words(&["archives", "metadata"]),
        languages: words(&["en", "fr"]),
        setting: "public".into(),
        career_stage: CareerStage::Mid,
        region: "mideast".into(),
        employer: Some("boston".into()),
        time_zone_offset_minutes: -300,
        available_hours: None,
        years_of_experience: 7,
        capacity: 1,
        excluded: Vec::new(),
        shares: Vec::new(),
    };
    Problem { mentees: vec![mentee], mentors: vec![mentor], ..Problem::default() }
}

fn points(problem: &Problem, factor: Factor) -> u32 {
    let pair = explain(problem, "ana", "ben").expect("known");
    let part = pair.factors.iter().find(|part| part.factor == factor);
    part.expect("a factor with a weight").points
}

#[test]
fn one_pair_by_hand() {
    let problem = pair();
    let found = explain(&problem, "ana", "ben").expect("known");
    let parts: Vec<_> = found.factors.iter().map(|f| (f.factor, f.points)).collect();
    let expected = [
        (Factor::SharedInterests, 7),      // 1 of 3 (outreach) of 20: 6.67
        (Factor::GoalsMetByExpertise, 15), // 1 of 2 (grants, an interest) of 30
        (Factor::Setting, 10),
        (Factor::CareerStage, 15),
        (Factor::TimeZone, 7),        // 120 minutes of 360: two thirds of 10: 6.67
        (Factor::ExperienceYears, 2), // 7 of 15 years of 5: 2.33
        (Factor::Language, 3),        // 1 of 2 of 5: 2.5, upwards
        (Factor::Region, 0),
    ];
    assert_eq!(parts, expected);
    assert_eq!((found.points, found.out_of), (59, 100));
    let out_of: u32 = found.factors.iter().map(|f| f.out_of).sum();
    assert_eq!(out_of, found.out_of);
}

#[test]
fn factors_without_weight_are_left_out() {
    let mut problem = pair();
    problem.policy.weights.setting = 0;
    let found = explain(&problem, "ana", "ben").expect("known");
    assert!(found.factors.iter().all(|f| f.factor != Factor::Setting));
    assert_eq!((found.points, found.out_of), (49, 90));
}

#[test]
fn clocks_go_round() {
    // Zones of the mentee and the mentor, tolerance in minutes, points of 60.
    let cases = [
        (0, 0, 360, 60),
        (0, 359, 360, 0), // a sixth of a point
        (0, 357, 360, 1), // half a point, upwards
        (0, 360, 360, 0),
        (600, -600, 360, 20), // Guam and Honolulu: 20 hours by the map, 4 by the clock
        (-720, 720, 360, 60), // a day apart, the same clock
        (-720, 840, 720, 50),
        (-660, 840, 720, 55),
        (0, 720, 720, 0),
        (0, 1, 1, 0),
    ];
    for (mentee, mentor, tolerance, expected) in cases {
        let mut problem = pair();
        problem.policy.weights.time_zone = 60;
        problem.policy.time_zone_tolerance_minutes = tolerance;
        problem.mentees[0].time_zone_offset_minutes = mentee;
        problem.mentors[0].time_zone_offset_minutes = mentor;
        assert_eq!(points(&problem, Factor::TimeZone), expected, "{mentee} {mentor}");
        problem.mentees[0].time_zone_offset_minutes = mentor;
        problem.mentors[0].time_zone_offset_minutes = mentee;
        assert_eq!(points(&problem, Factor::TimeZone), expected, "the other way");
    }
}

#[test]
fn years_stop_counting_at_full_points() {
    for (years, expected) in [(0, 0), (1, 3), (5, 17), (15, 50), (16, 50), (u32::MAX, 50)] {
        let mut problem = pair();
        problem.policy.weights.experience_years = 50;
        problem.mentors[0].years_of_experience = years;
        assert_eq!(points(&problem, Factor::ExperienceYears), expected);
    }
}

#[test]
fn the_mentor_has_to_be_ahead() {
    use CareerStage::{Changing, Early, Late, Mid, Retired, Student};
    let cases = [
        (Student, Early, 15),
        (Changing, Early, 15),
        (Student, Changing, 0),
        (Changing, Student, 0),
        (Early, Early, 0),
        (Mid, Early, 0),
        (Late, Retired, 15),
        (Student, Retired, 15),
    ];
    for (mentee, mentor, expected) in cases {
        let mut problem = pair();
        problem.mentees[0].career_stage = mentee;
        problem.mentors[0].career_stage = mentor;
        assert_eq!(points(&problem, Factor::CareerStage), expected);
    }
}

#[test]
fn somebody_without_goals_has_none_met() {
    let mut problem = pair();
    problem.mentees[0].goals.clear();
    problem.mentees[0].interests.clear();
    problem.mentees[0].languages.clear();
    for factor in [Factor::SharedInterests, Factor::GoalsMetByExpertise, Factor::Language] {
        assert_eq!(points(&problem, factor), 0);
    }
}

/// More topics than one machine word holds.
#[test]
fn a_large_vocabulary_is_counted_whole() {
    let mut problem = pair();
    let topics: Vec<String> = (0..200).map(|n| format!("topic-{n}")).collect();
    problem.policy.weights.shared_interests = 100;
    problem.mentees[0].interests = topics.clone();
    problem.mentors[0].interests = topics.iter().skip(50).cloned().collect();
    assert_eq!(points(&problem, Factor::SharedInterests), 75);
}

#[test]
fn a_perfect_pair_has_all_points() {
    let mut problem = pair();
    problem.policy = Policy {
        weights: Weights {
            shared_interests: 100,
            goals_met_by_expertise: 100,
            setting: 100,
            career_stage: 100,
            time_zone: 100,
            experience_years: 100,
            language: 100,
            region: 100,
            availability: 100,
            confidential_wishes: 100,
        },
        ..Policy::default()
    };
    let mentee = problem.mentees[0].clone();
    let mentor = &mut problem.mentors[0];
    mentor.interests = mentee.interests;
    mentor.expertise = mentee.goals;
    mentor.languages = mentee.languages;
    mentor.region = mentee.region;
    mentor.time_zone_offset_minutes = mentee.time_zone_offset_minutes;
    mentor.years_of_experience = 15;
    mentor.available_hours = Some((30..40).collect());
    problem.mentees[0].available_hours = Some((0..=167).collect());
    let found = explain(&problem, "ana", "ben").expect("known");
    assert_eq!((found.points, found.out_of), (900, 900));
}
