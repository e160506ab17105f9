//! The bare assignment against the Kuhn-Munkres algorithm of the crate `pathfinding`.

use crate::pool::{Dice, Shape, problem, solved};
use matcher::model::{Arc, Lists, Model, Sides};
use matcher::{Explainer, Objective, Problem, Standing};
use matcher::{MAX_SCORE, Unit, mentee_key, mentor_key};
use pathfinding::kuhn_munkres::kuhn_munkres;
use std::ops::ControlFlow;

/// The greatest total value, by another program: every seat becomes a column, and every row gets a
/// column of its own that stands for being left out.
fn oracle(values: &[Vec<i64>], seats: &[u32]) -> i64 {
    let rows = values.len();
    let seat_count: usize = seats.iter().map(|s| *s as usize).sum();
    if rows == 0 {
        return 0;
    }
    let weights = values.iter().map(|row| {
        let mut line: Vec<i64> = Vec::with_capacity(seat_count + rows);
        for (value, seats) in row.iter().zip(seats) {
            line.extend(std::iter::repeat_n(*value.max(&0), *seats as usize));
        }
        line.extend(std::iter::repeat_n(0, rows));
        line
    });
    let weights = pathfinding::matrix::Matrix::from_rows(weights).expect("rows of equal length");
    kuhn_munkres(&weights).0
}

/// Stands in a table for a pair that may not meet.
const NEVER: i64 = -1;

/// The model of a table of scores.
pub fn model(scores: &[Vec<i64>], seats: &[u32], unit: Unit) -> Model {
    let mut arcs = Vec::new();
    let mut ends = Vec::new();
    for row in scores {
        let may_meet = row.iter().enumerate().filter(|(_, score)| **score != NEVER);
        arcs.extend(may_meet.map(|(to, score)| Arc { to: to as u32, score: *score as i32 }));
        ends.push(arcs.len() as u32);
    }
    let rows = (0..scores.len()).map(|at| mentee_key(&at.to_string())).collect();
    let columns = seats.iter().enumerate().map(|(at, seats)| (mentor_key(&at.to_string()), *seats)).collect();
    let sides = Sides { rows, columns };
    match Model::solve(sides, Lists::new(&ends, arcs), unit, &[], &mut |_| ControlFlow::Continue(())) {
        ControlFlow::Continue(model) => model,
        ControlFlow::Break(()) => panic!("nobody stopped it"),
    }
}

/// Everything an optimal assignment with its prices must obey; returns its value.
fn checked(values: &[Vec<i64>], seats: &[u32], found: &Model) -> i64 {
    let prices = found.lowest_prices();
    let mut left: Vec<i64> = seats.iter().map(|s| i64::from(*s)).collect();
    let mut total = 0;
    for (row, line) in values.iter().enumerate() {
        if let Some(column) = found.column_of(row) {
            assert!(line[column] > 0, "an ineligible pair was assigned");
            total += line[column];
            left[column] -= 1;
        }
        for (column, value) in line.iter().enumerate() {
            assert!(*value <= prices.rows[row].0 + prices.columns[column].0);
        }
    }
    assert!(left.iter().all(|left| *left >= 0), "a column has too many");
    assert!(prices.rows.iter().chain(&prices.columns).all(|dual| dual.0 >= 0));
    let seats = prices.columns.iter().zip(seats).map(|(p, s)| p.0 * i64::from(*s));
    let bound: i64 = seats.sum::<i64>() + prices.rows.iter().map(|row| row.0).sum::<i64>();
    assert_eq!(bound, total, "a gap");
    total
}

fn compare(scores: &[Vec<i64>], seats: &[u32]) {
    for unit in [Unit::MOST_FIT, Unit::most_pairs(MAX_SCORE)] {
        let worth = |score: &i64| if *score == NEVER { 0 } else { unit.of(*score as i32) };
        let values: Vec<Vec<i64>> = scores.iter().map(|row| row.iter().map(worth).collect()).collect();
        let found = model(scores, seats, unit);
        assert_eq!(checked(&values, seats, &found), oracle(&values, seats));
    }
}

#[test]
fn random_tables_agree_with_kuhn_munkres() {
    let dice = &mut Dice(11);
    for case in 0..300 {
        let (rows, columns) = (1 + dice.below(70), 1 + dice.below(50));
        // From ties everywhere to hardly any; the last at the ends of the number range.
        let range = [1, 2, 10, 1_000, MAX_SCORE as usize][case % 5];
        let obstacles = 1 + dice.below(6);
        let most_seats = dice.below(4);
        let seats: Vec<u32> = (0..columns).map(|_| dice.below(most_seats + 1) as u32).collect();
        let values: Vec<Vec<i64>> = (0..rows)
            .map(|_| {
                (0..columns)
                    .map(|_| match dice.below(obstacles + 1) {
                        0 => NEVER,
                        1 => range as i64,
                        _ => dice.below(range + 1) as i64,
                    })
                    .collect()
            })
            .collect();
        compare(&values, &seats);
    }
}

/// The structure on which greedy choices are worst: everybody prefers the same columns in the same
/// order, and each row loses a little more than the one before by stepping back.
#[test]
fn products_of_ranks_agree_with_kuhn_munkres() {
    for size in [1, 2, 17, 60] {
        let values: Vec<Vec<i64>> =
            (1..=size).map(|row| (1..=size).map(|column| row * column).collect()).collect();
        compare(&values, &vec![1; size as usize]);
        compare(&values, &vec![2; size as usize]);
        let halves: Vec<Vec<i64>> = values.iter().map(|row| row[..row.len().div_ceil(2)].to_vec()).collect();
        compare(&halves, &vec![1; (size as usize).div_ceil(2)]);
    }
}

fn expected_value(problem: &Problem, multiplier: i64, bonus: i64) -> i64 {
    let explainer = Explainer::new(problem);
    let values: Vec<Vec<i64>> = problem
        .mentees
        .iter()
        .map(|mentee| {
            let mentors = problem.mentors.iter().map(|mentor| {
                let pair = explainer.explain(&mentee.id, &mentor.id).expect("known");
                if pair.standing == Standing::Eligible {
                    multiplier * i64::from(pair.points) + bonus
                } else {
                    0
                }
            });
            mentors.collect()
        })
        .collect();
    let seats: Vec<u32> = problem.mentors.iter().map(|m| m.capacity).collect();
    oracle(&values, &seats)
}

#[test]
fn rounds_agree_with_kuhn_munkres() {
    for seed in 0..40 {
        let shape = Shape { mentees: 60, mentors: 45, most_seats: 2, topics: 12, regions: 3, employers: 10 };
        let mut problem = problem(seed, shape);
        problem.locks.clear();
        for objective in [Objective::MostTotalFit, Objective::MostMatchedThenFit] {
            problem.policy.objective = objective;
            let certificate = solved(&problem).certificate;
            let (multiplier, bonus) = (certificate.points_multiplier, certificate.pair_bonus);
            let expected = expected_value(&problem, multiplier, bonus);
            assert_eq!(certificate.primal, expected, "seed {seed}");
        }
    }
}
