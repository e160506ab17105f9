//! Any policy that is accepted scores any pair within its stated maximum, and all ways of scoring agree. The policy is
//! JSON, the people are drawn from the bytes after it.
#![no_main]

use arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use matcher::tables::json;
use matcher::{CareerStage, Mentee, Mentor, Policy, Problem, solve_on, verify};
use matcher_fuzz::people::points_hold;
use matcher_fuzz::{files, source};
use std::ops::ControlFlow;

const STAGES: [CareerStage; 6] = [
    CareerStage::Student,
    CareerStage::Changing,
    CareerStage::Early,
    CareerStage::Mid,
    CareerStage::Late,
    CareerStage::Retired,
];

/// Up to `most` words of few, so that people have some in common.
fn words(draw: &mut Unstructured<'_>, most: usize, of: u16) -> Result<Vec<String>> {
    (0..draw.int_in_range(0..=most)?).map(|_| Ok(draw.int_in_range(0..=of)?.to_string())).collect()
}

/// Three bytes say when: from an hour on, so many hours, each day of a few.
fn hours(draw: &mut Unstructured<'_>) -> Result<Option<Vec<u8>>> {
    if draw.ratio(1, 4)? {
        return Ok(None);
    }
    let (from, hours, days) =
        (draw.int_in_range(0..=23)?, draw.int_in_range(0..=10)?, draw.int_in_range(0..=6)?);
    Ok(Some((0..days).flat_map(|day| (0..hours).map(move |hour| (day * 24 + from + hour) % 168)).collect()))
}

fn mentee(draw: &mut Unstructured<'_>, at: usize) -> Result<Mentee> {
    Ok(Mentee {
        id: format!("m{at}"),
        interests: words(draw, 40, 300)?,
        goals: words(draw, 6, 12)?,
        languages: words(draw, 3, 40)?,
        setting: draw.int_in_range(0..=2)?.to_string(),
        career_stage: *draw.choose(&STAGES)?,
        region: draw.int_in_range(0..=2)?.to_string(),
        employer: draw.ratio(1, 2)?.then(|| "one".to_owned()),
        time_zone_offset_minutes: draw.int_in_range(-720..=840)?,
        available_hours: hours(draw)?,
        excluded: Vec::new(),
        wishes: words(draw, 4, 40)?,
    })
}

fn mentor(draw: &mut Unstructured<'_>, at: usize) -> Result<Mentor> {
    let Mentee { interests, goals, languages, setting, career_stage, region, employer, wishes, .. } =
        mentee(draw, at)?;
    Ok(Mentor {
        id: format!("n{at}"),
        interests,
        expertise: goals,
        languages,
        setting,
        career_stage,
        region,
        employer,
        time_zone_offset_minutes: draw.int_in_range(-720..=840)?,
        available_hours: hours(draw)?,
        years_of_experience: draw.arbitrary()?,
        capacity: draw.int_in_range(0..=3)?,
        excluded: Vec::new(),
        shares: wishes,
    })
}

fuzz_target!(|data: &[u8]| {
    let [policy, rest] = files(data);
    let Ok(policy) = json::<Policy>(source("policy", policy)) else { return };
    let text = serde_json::to_vec(&policy).expect("JSON");
    assert_eq!(json::<Policy>(source("again", &text)).expect("what was written"), policy);
    if !policy.validate().is_empty() {
        return;
    }
    assert!((1..=900).contains(&policy.out_of()));
    let draw = &mut Unstructured::new(rest);
    let people = |draw: &mut Unstructured<'_>| -> Result<Problem> {
        let (mentees, mentors) = (draw.int_in_range(1..=6)?, draw.int_in_range(1..=20)?);
        Ok(Problem {
            mentees: (0..mentees).map(|at| mentee(draw, at)).collect::<Result<_>>()?,
            mentors: (0..mentors).map(|at| mentor(draw, at)).collect::<Result<_>>()?,
            policy,
            ..Problem::default()
        })
    };
    let Ok(problem) = people(draw) else { return };
    assert!(problem.validate().is_empty());
    points_hold(&problem);
    let outcome = solve_on(&problem, 1, &mut |_| ControlFlow::Continue(())).expect("a valid problem");
    // Scored sixteen at a time above, and once more from the definitions here.
    verify(&problem, &outcome, &outcome.duals).expect("a verified outcome");
});
