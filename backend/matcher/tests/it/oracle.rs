//! The bare assignment against the Kuhn-Munkres algorithm of the crate `pathfinding`.

use crate::pool::{Dice, Shape, problem, solved};
use matcher::assignment::{Assignment, INELIGIBLE, Matrix, VALUE_LIMIT, assign};
use matcher::{Explainer, Objective, Problem, Standing};
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

/// Everything an optimal assignment with its duals must obey; returns its value.
fn checked(values: &[Vec<i64>], seats: &[u32], found: &Assignment) -> i64 {
    let mut left: Vec<i64> = seats.iter().map(|s| i64::from(*s)).collect();
    let mut total = 0;
    for (row, column) in found.column_of.iter().enumerate() {
        if let Some(column) = *column {
            assert!(values[row][column] > 0, "an ineligible pair was assigned");
            total += values[row][column];
            left[column] -= 1;
        }
    }
    assert!(left.iter().all(|left| *left >= 0), "a column has too many");
    let duals = found.row_duals.iter().chain(&found.column_duals);
    assert!(duals.into_iter().all(|dual| *dual >= 0));
    for (row, line) in values.iter().enumerate() {
        for (column, value) in line.iter().enumerate() {
            assert!(*value <= found.row_duals[row] + found.column_duals[column]);
        }
    }
    let prices = found.column_duals.iter().zip(seats);
    let bound: i64 =
        prices.map(|(p, s)| p * i64::from(*s)).sum::<i64>() + found.row_duals.iter().sum::<i64>();
    assert_eq!(bound, total, "a gap");
    total
}

fn compare(values: &[Vec<i64>], seats: &[u32]) {
    let flat = values.iter().flatten().map(|v| *v as i32).collect();
    let matrix = Matrix::new(values.len(), seats.len(), flat);
    let rows: Vec<usize> = (0..values.len()).collect();
    let found = assign(&matrix, seats, &rows, &mut |_| ControlFlow::Continue(()));
    let ControlFlow::Continue(found) = found else {
        panic!("nobody stopped it");
    };
    assert_eq!(checked(values, seats, &found), oracle(values, seats));
}

#[test]
fn random_tables_agree_with_kuhn_munkres() {
    let dice = &mut Dice(11);
    for case in 0..300 {
        let (rows, columns) = (1 + dice.below(70), 1 + dice.below(50));
        // From ties everywhere to hardly any; the last at the ends of the number range.
        let range = [1, 2, 10, 1_000, VALUE_LIMIT as usize][case % 5];
        let obstacles = 1 + dice.below(6);
        let most_seats = dice.below(4);
        let seats: Vec<u32> = (0..columns).map(|_| dice.below(most_seats + 1) as u32).collect();
        let values: Vec<Vec<i64>> = (0..rows)
            .map(|_| {
                (0..columns)
                    .map(|_| match dice.below(obstacles + 1) {
                        0 => i64::from(INELIGIBLE),
                        1 => range as i64,
                        _ => 1 + dice.below(range) as i64,
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

#[test]
fn out_of_range_values_and_missing_seats_are_nobody() {
    let matrix = Matrix::new(2, 3, vec![0, -5, VALUE_LIMIT + 1, 7, i32::MIN, i32::MAX]);
    let found = assign(&matrix, &[1], &[0, 1, 1, 9], &mut |_| ControlFlow::Continue(()));
    let ControlFlow::Continue(found) = found else {
        panic!("nobody stopped it");
    };
    assert_eq!(found.column_of, [None, Some(0)]);
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
