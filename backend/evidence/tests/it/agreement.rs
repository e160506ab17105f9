//! Intraclass correlations against pingouin, statsmodels and SciPy: `tests/reference/generate_agreement.py` says how.

use evidence::{Agreement, Estimate, Interval, Statistic, Undefined, intraclass_correlation};
use serde_json::Value as Json;

fn agreement(ratings: &[&[f64]]) -> Agreement {
    let ratings: Vec<Vec<f64>> = ratings.iter().map(|ratings| ratings.to_vec()).collect();
    intraclass_correlation(&ratings).unwrap()
}

fn close(ours: Option<f64>, theirs: &Json, what: &str) {
    match (ours, theirs.as_f64()) {
        (None, None) => {}
        (Some(a), Some(b)) => assert!((a - b).abs() <= 1e-9 * b.abs(), "{what}: {a} is not {b}"),
        (a, b) => panic!("{what}: {a:?} is not {b:?}"),
    }
}

fn compare(figure: &Statistic, theirs: &Json, what: &str) {
    let what = format!("{what}, {}", figure.name);
    close(figure.estimate.value(), &theirs["value"], &what);
    let (low, high) = match figure.interval {
        Interval::Bounds { level, low, high } => {
            assert!((level - 0.95).abs() < f64::EPSILON && low <= high);
            (Some(low), Some(high))
        }
        Interval::Undefined { .. } | Interval::NotOffered => (None, None),
    };
    close(low, &theirs["low"], &format!("{what} low"));
    close(high, &theirs["high"], &format!("{what} high"));
}

#[test]
fn intraclass_correlations() {
    let expected: Json = serde_json::from_str(include_str!("../reference/agreement.json")).unwrap();
    let cases = expected["agreement"].as_array().unwrap();
    assert!(cases.len() > 15);
    for case in cases {
        let name = case["name"].as_str().unwrap();
        let ratings: Vec<Vec<f64>> = case["ratings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect())
            .collect();
        let ours = intraclass_correlation(&ratings).unwrap();
        let theirs = &case["expected"];
        assert_eq!(Some(ours.targets), theirs["targets"].as_u64(), "{name}");
        assert_eq!(Some(ours.ratings), theirs["ratings"].as_u64(), "{name}");
        assert_eq!(ours.targets + ours.targets_left_out, ratings.len() as u64, "{name}");
        close(ours.k0, &theirs["k0"], name);
        compare(&ours.single, &theirs["single"], name);
        compare(&ours.average, &theirs["average"], name);
    }
}

/// The figures that Shrout & Fleiss (1979) print for their table 2.
#[test]
fn the_figures_of_the_paper() {
    let ours = agreement(&[
        &[9.0, 2.0, 5.0, 8.0],
        &[6.0, 1.0, 3.0, 2.0],
        &[8.0, 4.0, 6.0, 8.0],
        &[7.0, 1.0, 2.0, 6.0],
        &[10.0, 5.0, 6.0, 9.0],
        &[6.0, 2.0, 4.0, 7.0],
    ]);
    let printed = |figure: &Statistic| format!("{:.2}", figure.estimate.value().unwrap());
    assert_eq!((printed(&ours.single), printed(&ours.average)), ("0.17".into(), "0.44".into()));
    assert_eq!((ours.targets, ours.raters, ours.k0), (6, Some((4, 4)), Some(4.0)));
}

/// Neither the order of the targets nor that of their ratings matters, and a unit is only a unit.
#[test]
fn order_and_unit_do_not_matter() {
    let one = agreement(&[&[1.0, 2.0, 2.0], &[4.0, 5.0], &[3.0, 3.0]]);
    let turned = agreement(&[&[3.0, 3.0], &[2.0, 2.0, 1.0], &[5.0, 4.0]]);
    let scaled = agreement(&[&[10.0, 20.0, 20.0], &[40.0, 50.0], &[30.0, 30.0]]);
    for other in [turned, scaled] {
        let (a, b) = (one.single.estimate.value().unwrap(), other.single.estimate.value().unwrap());
        assert!((a - b).abs() < 1e-12, "{a} is not {b}");
    }
}

#[test]
fn why_there_is_no_figure_is_said() {
    let undefined = |reason| Estimate::Undefined { reason };
    let single = |ratings: &[&[f64]]| agreement(ratings).single.estimate;
    assert_eq!(single(&[]), undefined(Undefined::NoAnswers));
    assert_eq!(single(&[&[], &[]]), undefined(Undefined::NoAnswers));
    assert_eq!(single(&[&[1.0], &[2.0], &[3.0]]), undefined(Undefined::TooFewAnswers));
    assert_eq!(single(&[&[1.0, 2.0], &[2.0]]), undefined(Undefined::TooFewAnswers));
    assert_eq!(single(&[&[3.0, 3.0], &[3.0, 3.0]]), undefined(Undefined::ConstantAnswers));
    let same_means = agreement(&[&[1.0, 5.0], &[2.0, 4.0]]);
    assert_eq!(same_means.single.estimate, Estimate::Value(-1.0));
    assert_eq!(same_means.average.estimate, undefined(Undefined::ConstantAnswers));
    let perfect = agreement(&[&[2.1, 2.1, 2.1], &[4.3, 4.3]]);
    assert_eq!(perfect.single.estimate, Estimate::Value(1.0));
    assert_eq!(perfect.single.interval, Interval::Undefined { reason: Undefined::ConstantAnswers });
    assert!(intraclass_correlation(&[vec![1.0, f64::NAN]]).is_err());
}

#[test]
fn what_the_interval_rests_on_is_said() {
    let equal = agreement(&[&[1.0, 2.0], &[4.0, 5.0]]);
    assert_eq!(equal.single.parameters["interval"], "exact");
    let unequal = agreement(&[&[1.0, 2.0, 2.0], &[4.0, 5.0], &[3.0]]);
    assert_eq!(unequal.single.parameters["interval"], "approximate: k0 stands for k");
    assert_eq!((unequal.targets, unequal.targets_left_out, unequal.raters), (2, 1, Some((2, 3))));
    assert!((unequal.k0.unwrap() - 2.4).abs() < 1e-12);
}
