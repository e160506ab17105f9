//! Made-up people for the tests, from a seed: the same seed gives the same problem.

use matcher::{CareerStage, Mentee, Mentor, Objective, Outcome, Problem, solve, verify};
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// SplitMix64 (Steele, Lea and Flood 2014): tiny, and the same everywhere for ever.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }

    fn word(&mut self, kind: &str, n: usize) -> String {
        format!("{kind}-{}", self.below(n))
    }

    fn words(&mut self, kind: &str, n: usize, most: usize) -> Vec<String> {
        (0..self.below(most + 1)).map(|_| self.word(kind, n)).collect()
    }
}

const STAGES: [CareerStage; 6] = [
    CareerStage::Student,
    CareerStage::Changing,
    CareerStage::Early,
    CareerStage::Mid,
    CareerStage::Late,
    CareerStage::Retired,
];
const OFFSETS: [i32; 7] = [-600, -480, -420, -360, -300, -240, 570];

/// How many of everything; small numbers of topics and classes make ties and obstacles.
#[derive(Clone, Copy)]
pub struct Shape {
    pub mentees: usize,
    pub mentors: usize,
    pub most_seats: u32,
    pub topics: usize,
    pub regions: usize,
    pub employers: usize,
}

pub fn mentee(dice: &mut Dice, at: usize, shape: Shape) -> Mentee {
    Mentee {
        id: format!("person-{at}"),
        interests: dice.words("topic", shape.topics, 6),
        goals: dice.words("topic", shape.topics, 4),
        languages: languages(dice),
        setting: dice.word("setting", 4),
        career_stage: STAGES[dice.below(6)],
        region: dice.word("region", shape.regions),
        employer: (!dice.one_in(3)).then(|| dice.word("employer", shape.employers)),
        time_zone_offset_minutes: OFFSETS[dice.below(7)],
        available_hours: None,
        excluded: Vec::new(),
        wishes: Vec::new(),
    }
}

pub fn mentor(dice: &mut Dice, at: usize, shape: Shape) -> Mentor {
    Mentor {
        id: format!("person-{at}"),
        interests: dice.words("topic", shape.topics, 6),
        expertise: dice.words("topic", shape.topics, 4),
        languages: languages(dice),
        setting: dice.word("setting", 4),
        career_stage: STAGES[dice.below(6)],
        region: dice.word("region", shape.regions),
        employer: (!dice.one_in(3)).then(|| dice.word("employer", shape.employers)),
        time_zone_offset_minutes: OFFSETS[dice.below(7)],
        available_hours: None,
        years_of_experience: dice.below(40) as u32,
        capacity: dice.below(shape.most_seats as usize + 1) as u32,
        excluded: Vec::new(),
        shares: Vec::new(),
    }
}

fn languages(dice: &mut Dice) -> Vec<String> {
    let mut languages = dice.words("language", 4, 2);
    if !dice.one_in(4) {
        languages.push("language-0".to_owned());
    }
    languages
}

/// People alone, under the default policy. A third of the mentors are people who are mentees too.
pub fn people(seed: u64, shape: Shape) -> Problem {
    let mut dice = Dice(seed);
    let first_mentor = shape.mentees - shape.mentees.min(shape.mentors / 3);
    Problem {
        mentees: (0..shape.mentees).map(|at| mentee(&mut dice, at, shape)).collect(),
        mentors: (0..shape.mentors).map(|at| mentor(&mut dice, first_mentor + at, shape)).collect(),
        ..Problem::default()
    }
}

/// People with a random policy, confidential reasons, and locks that contradict nothing.
pub fn problem(seed: u64, shape: Shape) -> Problem {
    let mut problem = people(seed, shape);
    let dice = &mut Dice(seed ^ 0xABCD);
    let policy = &mut problem.policy;
    if dice.one_in(2) {
        policy.objective = Objective::MostMatchedThenFit;
    }
    policy.same_employer_forbidden = dice.one_in(2);
    policy.shared_language_required = dice.one_in(2);
    policy.within_region = dice.one_in(2);
    policy.time_zone_tolerance_minutes = 1 + dice.below(720) as u32;
    policy.experience_years_for_full_points = 1 + dice.below(60) as u32;
    policy.weights.shared_interests = dice.below(101) as u32;
    policy.weights.goals_met_by_expertise = dice.below(101) as u32;
    policy.weights.setting = [0, 1, 50][dice.below(3)];
    policy.weights.region = [0, 1, 100][dice.below(3)];
    policy.weights.career_stage = 1;
    if seed % 3 == 1 {
        state_hours(&mut problem, &mut Dice(seed ^ 0x168));
    }

    let pair = |dice: &mut Dice, problem: &Problem| {
        let mentee = &problem.mentees[dice.below(shape.mentees)].id;
        let mentor = &problem.mentors[dice.below(shape.mentors)].id;
        (mentee.clone(), mentor.clone())
    };
    if shape.mentees == 0 || shape.mentors == 0 {
        return problem;
    }
    for _ in 0..dice.below(3) {
        let veto = pair(dice, &problem);
        problem.vetoes.push(veto);
        let never = pair(dice, &problem);
        problem.never_again.push((never.1, never.0));
        let (mentee, mentor) = pair(dice, &problem);
        problem.mentees[dice.below(shape.mentees)].excluded.push(mentor);
        problem.mentors[dice.below(shape.mentors)].excluded.push(mentee);
    }
    for _ in 0..dice.below(4) {
        let lock = pair(dice, &problem);
        problem.locks.push(lock);
        if !problem.validate().is_empty() {
            problem.locks.pop();
        }
    }
    problem
}

/// Half of the mentees wish for something, most mentors share some of it, and the policy may count it.
pub fn state_wishes(problem: &mut Problem, dice: &mut Dice) {
    problem.policy.weights.confidential_wishes = [0, 1, 15, 40, 100][dice.below(5)];
    for mentee in &mut problem.mentees {
        mentee.wishes = if dice.one_in(2) { dice.words("wish", 5, 3) } else { Vec::new() };
    }
    problem.mentors.iter_mut().for_each(|m| m.shares = dice.words("wish", 6, 3));
}

/// What a pair counts beyond its points, from the definition: a share of the weight, to the nearest, halves upwards.
pub fn wish_points(problem: &Problem, mentee: &Mentee, mentor: &Mentor) -> u64 {
    let wished: BTreeSet<&String> = mentee.wishes.iter().collect();
    let met = wished.iter().filter(|wish| mentor.shares.contains(wish)).count() as u64;
    let (weight, all) = (u64::from(problem.policy.weights.confidential_wishes), wished.len() as u64);
    if all == 0 { 0 } else { (2 * weight * met + all) / (2 * all) }
}

/// Most people state some hours of the week, and the policy counts them by rule, by factor or by both.
fn state_hours(problem: &mut Problem, dice: &mut Dice) {
    let hours = |dice: &mut Dice| {
        let stated = (0..dice.below(60)).map(|_| dice.below(168) as u8).collect();
        (!dice.one_in(5)).then_some(stated)
    };
    problem.mentees.iter_mut().for_each(|m| m.available_hours = hours(dice));
    problem.mentors.iter_mut().for_each(|m| m.available_hours = hours(dice));
    problem.policy.least_shared_hours = [0, 1, 5][dice.below(3)];
    problem.policy.weights.availability = [0, 7, 100][dice.below(3)];
    problem.policy.shared_hours_for_full_points = 1 + dice.below(20) as u32;
}

/// Solves and has the outcome verified.
pub fn solved(problem: &Problem) -> Outcome {
    let outcome = solve(problem, &mut |_| ControlFlow::Continue(())).expect("a valid problem");
    let certificate = verify(problem, &outcome, &outcome.duals).expect("a verified outcome");
    assert_eq!(certificate.gap, 0);
    outcome
}
