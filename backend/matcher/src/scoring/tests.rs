//! All ways to score give the same best mentors, the same counts and the same tempting pairs.

use super::candidates::{Board, Bounds};
use super::ways::Way;
use super::{Measure, Pool, in_batches};
use crate::model::Arc;
use crate::problem::Problem;
use crate::worth::Dice;
use serde_json::{Value, json};
use std::ops::ControlFlow;

fn words(dice: &mut Dice, most: usize, of: usize) -> Vec<String> {
    (0..dice.below(most + 1)).map(|_| dice.below(of).to_string()).collect()
}

/// `topics` to choose from; every tenth person names many of them.
fn person(dice: &mut Dice, id: String, topics: usize) -> Value {
    let most = if dice.below(10) == 0 { 14 } else { 6 };
    let hours: Option<Vec<usize>> = (dice.below(3) > 0).then(|| (0..40).map(|_| dice.below(168)).collect());
    json!({
        "id": id, "interests": words(dice, most, topics), "languages": words(dice, 3, 4),
        "setting": dice.below(20).to_string(), "career_stage": (["student", "early", "mid", "late"][dice.below(4)]),
        "region": dice.below(3).to_string(), "employer": (dice.below(2) == 0).then(|| dice.below(5).to_string()),
        "time_zone_offset_minutes": 60 * dice.below(4) as i32, "available_hours": hours,
    })
}

fn problem(seed: u64) -> Problem {
    let dice = &mut Dice(seed);
    let topics = [5, 30, 60, 200][dice.below(4)];
    // More than 32 wishes are too many for lanes.
    let wishes = [4, 9, 60][dice.below(3)];
    let mut mentees = Vec::new();
    let mut mentors = Vec::new();
    for at in 0..20 {
        let mut one = person(dice, format!("a{at}"), topics);
        one["goals"] = json!(words(dice, 5, topics));
        one["excluded"] = json!([format!("b{}", dice.below(700))]);
        one["wishes"] = json!(words(dice, 3, wishes));
        mentees.push(one);
    }
    for at in 0..100 + dice.below(600) {
        let mut one = person(dice, format!("b{at}"), topics);
        one["expertise"] = json!(words(dice, 6, topics));
        one["years_of_experience"] = json!(dice.below(20));
        one["capacity"] = json!(dice.below(3));
        one["shares"] = json!(words(dice, 3, wishes));
        mentors.push(one);
    }
    let weights: Vec<usize> = (0..10).map(|_| [0, 5, 30, 100][dice.below(4)]).collect();
    let policy = json!({
        "same_employer_forbidden": dice.below(2) == 0, "shared_language_required": dice.below(2) == 0,
        "within_region": dice.below(2) == 0, "least_shared_hours": ([0, 0, 9][dice.below(3)]),
        "weights": {
            "shared_interests": weights[0], "goals_met_by_expertise": weights[1], "setting": weights[2],
            "career_stage": weights[3], "time_zone": weights[4], "experience_years": weights[5],
            "language": weights[6], "region": weights[7], "availability": weights[8],
            "confidential_wishes": weights[9],
        },
    });
    serde_json::from_value(json!({ "mentees": mentees, "mentors": mentors, "policy": policy }))
        .expect("a problem")
}

fn done<T>(flow: ControlFlow<(), T>) -> T {
    match flow {
        ControlFlow::Continue(value) => value,
        ControlFlow::Break(()) => panic!("nobody stopped it"),
    }
}

#[test]
fn every_board_and_every_way_find_the_same() {
    let mut tempted = 0;
    for seed in 0..60 {
        let problem = problem(seed);
        let mut pool = Pool::new(&problem);
        let dice = &mut Dice(seed);
        let all: Vec<usize> = (0..pool.mentees.len()).collect();
        let highest = pool.policy.highest_score() as usize;
        // What a pair is worth by itself is in both numbers where pairs count most.
        let pair = if seed % 3 == 0 { 1_900_000_000 } else { 0 };
        let bounds = Bounds {
            mentees: all
                .iter()
                .map(|i| (i % 5 > 0).then(|| dice.below(highest + 1) as i32 - 1 - pair))
                .collect(),
            mentors: pool
                .mentors
                .iter()
                .map(|_| dice.below(highest / 3 + 1) as i32 + if dice.below(9) == 0 { 0 } else { pair })
                .collect(),
        };
        let mut look = |board: &Board, way: Way| {
            pool.way = way;
            let step: &mut dyn FnMut(usize) -> ControlFlow<()> = &mut |_| ControlFlow::Continue(());
            let best = done(board.best(&pool, 1, step));
            let mut tempting: Vec<Vec<Arc>> = done(board.tempting(&pool, &bounds, 2, step));
            tempting.iter_mut().for_each(|arcs| arcs.sort_unstable_by_key(|arc| arc.to));
            (best, board.eligible(&pool, &all, 1), tempting)
        };
        for measure in [Measure::Points, Measure::Score] {
            let plainly = look(&Board::one_by_one(measure), Way::Plain);
            tempted += plainly.2.iter().map(Vec::len).sum::<usize>();
            let board = || Board::new(&Pool::new(&problem), measure);
            for board in [board(), board().lanes_alone()] {
                for way in Way::all() {
                    assert!(look(&board, way) == plainly, "seed {seed}, {measure:?}, {way:?}");
                }
            }
        }
    }
    assert!(tempted > 1_000, "{tempted}");
    // The order of what threads bring is that of the people.
    let squares = done(in_batches(1_000, 3, &mut |_| ControlFlow::Continue(()), &|i, (): &mut ()| i * i));
    assert!(squares.iter().enumerate().all(|(i, square)| *square == i * i));
}
