//! How evenly a round serves people: the worst served, quantiles and the Gini coefficient, of all or by class; from
//! points as they are told, without confidential wishes.

use crate::people::Mentee;
use crate::policy::{Objective, Policy};
use crate::problem::Problem;
use crate::solve::{Outcome, Progress, SolveError, solve};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;

/// Figures of points, somebody unmatched counted with 0.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fairness {
    pub people: usize,
    pub unmatched: usize,
    /// The fewest points of somebody matched; `None` when nobody is.
    pub worst_served: Option<u32>,
    /// The 10th, 25th, 50th, 75th and 90th percentile: the value at rank `ceil(p * n)` (Hyndman and Fan, 1996,
    /// definition 1); zeros when there is nobody.
    pub quantiles: [u32; 5],
    pub mean: f64,
    /// 0 when all have the same, towards 1 when one has everything (Gini, 1912); 0 when nobody has anything.
    pub gini: f64,
}

/// Figures of the points of each person; `None` for somebody unmatched.
#[must_use]
pub fn fairness(points: &[Option<u32>]) -> Fairness {
    let mut sorted: Vec<u32> = points.iter().map(|points| points.unwrap_or(0)).collect();
    sorted.sort_unstable();
    let n = sorted.len();
    let at = |percent: usize| sorted.get((percent * n).div_ceil(100).saturating_sub(1)).copied().unwrap_or(0);
    let sum: u64 = sorted.iter().map(|points| u64::from(*points)).sum();
    // In whole numbers up to the last division: 2 * sum(rank * x) - (n + 1) * sum(x).
    let ranked: u128 = sorted.iter().zip(1_u128..).map(|(points, rank)| rank * u128::from(*points)).sum();
    let above = (2 * ranked).saturating_sub((n as u128 + 1) * u128::from(sum));
    Fairness {
        people: n,
        unmatched: points.iter().filter(|points| points.is_none()).count(),
        worst_served: points.iter().flatten().min().copied(),
        quantiles: [10, 25, 50, 75, 90].map(at),
        mean: if n == 0 { 0.0 } else { sum as f64 / n as f64 },
        gini: if sum == 0 { 0.0 } else { above as f64 / (n as f64 * sum as f64) },
    }
}

/// The figures of each class, by its name.
#[must_use]
pub fn fairness_by_class<'a>(
    people: impl IntoIterator<Item = (&'a str, Option<u32>)>,
) -> BTreeMap<&'a str, Fairness> {
    let mut classes: BTreeMap<&str, Vec<Option<u32>>> = BTreeMap::new();
    for (class, points) in people {
        classes.entry(class).or_default().push(points);
    }
    classes.into_iter().map(|(class, points)| (class, fairness(&points))).collect()
}

/// How evenly an outcome serves the mentees: all of them, and each setting, region and career stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FairnessOfOutcome {
    #[serde(flatten)]
    pub all: Fairness,
    pub by_setting: BTreeMap<String, Fairness>,
    pub by_region: BTreeMap<String, Fairness>,
    pub by_career_stage: BTreeMap<String, Fairness>,
}

/// The figures of an outcome of this problem.
#[must_use]
pub fn fairness_of(problem: &Problem, outcome: &Outcome) -> FairnessOfOutcome {
    let points: HashMap<&str, u32> =
        outcome.pairs.iter().map(|pair| (pair.mentee.as_str(), pair.points)).collect();
    let served: Vec<Option<u32>> =
        problem.mentees.iter().map(|mentee| points.get(mentee.id.as_str()).copied()).collect();
    let by = |class: &dyn Fn(&Mentee) -> String| -> BTreeMap<String, Fairness> {
        let classes: Vec<String> = problem.mentees.iter().map(class).collect();
        let people = classes.iter().map(String::as_str).zip(served.iter().copied());
        fairness_by_class(people).into_iter().map(|(class, figures)| (class.to_owned(), figures)).collect()
    };
    FairnessOfOutcome {
        all: fairness(&served),
        by_setting: by(&|mentee| mentee.setting.clone()),
        by_region: by(&|mentee| mentee.region.clone()),
        by_career_stage: by(&|mentee| mentee.career_stage.to_string()),
    }
}

/// What an objective other than most total fit gives up of it, and what for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Price {
    pub points: u64,
    /// What most total fit would reach with the same locks, vetoes and published pairs.
    pub most_points: u64,
    /// The difference. Where published pairs are kept or wishes count, both may have given points up for them.
    pub given_up: i64,
    /// The difference as a share of `most_points`, 0 where there are none.
    pub share: f64,
    /// How many more are matched.
    pub more_matched: i64,
    pub worst_served: Option<u32>,
    /// The fewest points of somebody whom most total fit matches.
    pub worst_served_by_fit: Option<u32>,
}

impl Price {
    /// From the points of everybody matched, by the objective and by most total fit.
    #[must_use]
    pub fn of(served: &[u32], by_fit: &[u32]) -> Self {
        let sum = |points: &[u32]| points.iter().map(|points| u64::from(*points)).sum::<u64>();
        let (points, most_points) = (sum(served), sum(by_fit));
        let given_up = most_points as i64 - points as i64;
        Self {
            points,
            most_points,
            given_up,
            share: if most_points == 0 { 0.0 } else { given_up as f64 / most_points as f64 },
            more_matched: served.len() as i64 - by_fit.len() as i64,
            worst_served: served.iter().min().copied(),
            worst_served_by_fit: by_fit.iter().min().copied(),
        }
    }
}

/// The price of the policy's objective: solves once more, for most total fit, unless that is the objective.
///
/// # Errors
/// As [`solve`].
pub fn price_of(
    problem: &Problem,
    outcome: &Outcome,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Price, SolveError> {
    let points = |outcome: &Outcome| -> Vec<u32> { outcome.pairs.iter().map(|pair| pair.points).collect() };
    let served = points(outcome);
    if problem.policy.objective == Objective::MostTotalFit {
        return Ok(Price::of(&served, &served));
    }
    let policy = Policy { objective: Objective::MostTotalFit, ..problem.policy.clone() };
    let by_fit = solve(&Problem { policy, ..problem.clone() }, progress)?;
    Ok(Price::of(&served, &points(&by_fit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_by_hand() {
        let all = fairness(&[Some(1), Some(3), None, Some(4)]);
        assert_eq!((all.people, all.unmatched, all.worst_served), (4, 1, Some(1)));
        assert_eq!(all.quantiles, [0, 0, 1, 3, 4]);
        // Mean absolute difference of 0, 1, 3, 4 over all ordered pairs is 28 / 16; half of it by the mean of 2.
        assert!(
            (all.mean - 2.0).abs() < 1e-12 && (all.gini - 28.0 / 16.0 / 4.0).abs() < 1e-12,
            "{}",
            all.gini
        );
        assert!(fairness(&[Some(5); 9]).gini.abs() < 1e-12);
        assert_eq!(fairness(&[]).quantiles, [0; 5]);
        assert_eq!(fairness(&[None, None]).worst_served, None);
    }

    #[test]
    fn classes_stand_apart() {
        let classes = fairness_by_class([("rural", Some(2)), ("urban", None), ("rural", Some(4))]);
        assert_eq!((classes["rural"].people, classes["urban"].unmatched), (2, 1));
    }
}
