//! Every figure against independent programs (SciPy, statsmodels, pingouin): `tests/reference/generate.py` says which and how.

use evidence::{
    Answer, Dispositions, Estimate, InputError, Interval, Kind, Missing, ScaleItem, Statistic, Thresholds,
    Undefined, Value, cronbach_alpha, distribution, paired_change, response_rates,
};
use serde_json::Value as Json;

use crate::disclosure::item;

fn expected() -> Json {
    serde_json::from_str(include_str!("../reference/expected.json")).unwrap()
}

fn cases<'a>(all: &'a Json, group: &str) -> &'a [Json] {
    let cases = all[group].as_array().unwrap();
    assert!(!cases.is_empty());
    cases
}

/// 1e-9 relative, or both absent.
fn close(ours: Option<f64>, theirs: &Json, what: &str) {
    match (ours, theirs.as_f64()) {
        (None, None) => {}
        (Some(a), Some(b)) => assert!((a - b).abs() <= 1e-9 * b.abs(), "{what}: {a} is not {b}"),
        (a, b) => panic!("{what}: {a:?} is not {b:?}"),
    }
}

fn bounds(interval: Interval) -> (Option<f64>, Option<f64>) {
    match interval {
        Interval::Bounds { low, high, .. } => (Some(low), Some(high)),
        Interval::Undefined { .. } | Interval::NotOffered => (None, None),
    }
}

fn compare(statistic: &Statistic, case: &str, value: &Json, interval: Option<[&Json; 2]>) {
    let what = format!("{case}, {}", statistic.name);
    close(statistic.estimate.value(), value, &what);
    if let Some([low, high]) = interval {
        let (our_low, our_high) = bounds(statistic.interval);
        close(our_low, low, &format!("{what} low"));
        close(our_high, high, &format!("{what} high"));
    }
}

fn answers(values: &Json, kind: Kind) -> Vec<Answer> {
    let answer = |value: &Json| match (kind, value) {
        (_, Json::Null) => Answer::Missing(Missing::Skipped),
        (Kind::Likert, value) => Answer::Value(Value::Choice(value.as_i64().unwrap())),
        (_, value) => Answer::Value(Value::Number(value.as_f64().unwrap())),
    };
    values.as_array().unwrap().iter().map(answer).collect()
}

#[test]
fn distributions() {
    for case in cases(&expected(), "distributions") {
        let name = case["name"].as_str().unwrap();
        let theirs = &case["expected"];
        let likert = case["kind"] == "likert";
        let kind = if likert { Kind::Likert } else { Kind::Number };
        let item = item("q1", kind, if likert { 5 } else { 0 });
        let ours = distribution(&item, &answers(&case["values"], kind)).unwrap();
        assert_eq!(Some(ours.n_answered), theirs["n"].as_u64(), "{name}");
        let values = case["values"].as_array().unwrap();
        assert_eq!(ours.n_asked, values.len() as u64, "{name}");
        assert_eq!(ours.missing.skipped, ours.n_asked - ours.n_answered, "{name}");
        for cell in &ours.cells {
            let count = theirs["counts"][cell.code.to_string()].as_u64().unwrap_or(0);
            assert_eq!(cell.count, count, "{name}, code {}", cell.code);
            let share = (ours.n_answered > 0).then(|| count as f64 / ours.n_answered as f64);
            assert_eq!(cell.share, share, "{name}");
        }
        let [mean, sd, median] = &ours.statistics[..] else { panic!("{name}: three statistics") };
        compare(mean, name, &theirs["mean"], Some([&theirs["low"], &theirs["high"]]));
        compare(sd, name, &theirs["sd"], None);
        compare(median, name, &theirs["median"], None);
    }
}

#[test]
fn alphas() {
    for case in cases(&expected(), "alphas") {
        let name = case["name"].as_str().unwrap();
        let theirs = &case["expected"];
        let item = item("q", Kind::Likert, 5);
        let columns = case["columns"].as_array().unwrap();
        let columns: Vec<_> = columns.iter().map(|column| answers(column, Kind::Likert)).collect();
        let turned = case["reverse"].as_array().unwrap();
        let scale = columns.iter().enumerate().map(|(place, answers)| ScaleItem {
            item: &item,
            reversed: turned.iter().any(|turned| turned.as_u64() == Some(place as u64)),
            answers,
        });
        let scale: Vec<_> = scale.collect();
        let ours = cronbach_alpha(&scale).unwrap();
        assert_eq!(Some(ours.n), theirs["n"].as_u64(), "{name}");
        compare(&ours, name, &theirs["alpha"], Some([&theirs["low"], &theirs["high"]]));
    }
}

#[test]
fn changes() {
    for case in cases(&expected(), "changes") {
        let name = case["name"].as_str().unwrap();
        let theirs = &case["expected"];
        let values = |wave: &str| -> Vec<Option<f64>> {
            case[wave].as_array().unwrap().iter().map(Json::as_f64).collect()
        };
        let (pre, post) = (values("pre"), values("post"));
        let ours = paired_change(&pre, &post).unwrap();
        assert_eq!(Some(ours.n_pairs), theirs["n"].as_u64(), "{name}");
        let everybody = ours.n_pairs + ours.pre_only + ours.post_only + ours.neither;
        assert_eq!(everybody, pre.len() as u64, "{name}");
        assert_eq!(ours.statistics.len(), 5);
        for statistic in &ours.statistics {
            let interval = (statistic.name == "mean_difference").then(|| [&theirs["low"], &theirs["high"]]);
            compare(statistic, name, &theirs[&statistic.name], interval);
        }
    }
}

#[test]
fn rates() {
    for case in cases(&expected(), "response_rates") {
        let name = case["name"].as_str().unwrap();
        let counts = case["dispositions"].as_array().unwrap().iter();
        let counts: Vec<_> = counts.map(|count| count.as_u64().unwrap()).collect();
        let dispositions = Dispositions {
            complete: counts[0],
            partial: counts[1],
            refusal: counts[2],
            non_contact: counts[3],
            other: counts[4],
            unknown_eligibility: counts[5],
            not_eligible: 7,
        };
        let e = case["e"].as_f64().unwrap();
        let ours = response_rates(&dispositions, e, &Thresholds::default()).unwrap();
        for (rate, theirs) in ours.rates.iter().zip(case["expected"].as_array().unwrap()) {
            compare(rate, name, theirs, None);
            assert_eq!(rate.n, counts.iter().sum::<u64>(), "{name}");
        }
    }
}

/// Undefined is said with the right reason, not merely left out.
#[test]
fn reasons() {
    let number = item("x", Kind::Number, 0);
    let of = |values: &[f64]| {
        let answers: Vec<_> = values.iter().map(|x| Answer::Value(Value::Number(*x))).collect();
        distribution(&number, &answers).unwrap().statistics
    };
    let undefined = |reason| Estimate::Undefined { reason };
    let unbounded = |reason| Interval::Undefined { reason };
    assert_eq!(of(&[])[0].estimate, undefined(Undefined::NoAnswers));
    assert_eq!(of(&[2.0])[0].estimate, Estimate::Value(2.0));
    assert_eq!(of(&[2.0])[0].interval, unbounded(Undefined::OneAnswer));
    assert_eq!(of(&[2.0])[1].estimate, undefined(Undefined::OneAnswer));
    assert_eq!(of(&[2.0, 2.0])[0].interval, unbounded(Undefined::ConstantAnswers));

    let change = |pre: &[f64], post: &[f64]| {
        let all = |values: &[f64]| values.iter().map(|x| Some(*x)).collect::<Vec<_>>();
        paired_change(&all(pre), &all(post)).unwrap().statistics
    };
    assert_eq!(change(&[], &[])[1].estimate, undefined(Undefined::NoAnswers));
    assert_eq!(change(&[1.0], &[2.0])[1].estimate, undefined(Undefined::OneAnswer));
    let constant = change(&[1.0, 2.0], &[2.0, 3.0]);
    assert_eq!(constant[1].estimate, undefined(Undefined::ConstantAnswers));
    let two = change(&[1.0, 2.0], &[2.0, 4.0]);
    assert_eq!(two[3].estimate, undefined(Undefined::TooFewAnswers));

    let likert = item("q", Kind::Likert, 5);
    let answers = [Answer::Value(Value::Choice(3)), Answer::Value(Value::Choice(4))];
    let one = ScaleItem { item: &likert, reversed: false, answers: &answers };
    assert_eq!(cronbach_alpha(&[one]).unwrap().estimate, undefined(Undefined::TooFewItems));
    let turned = ScaleItem { reversed: true, ..one };
    let opposed = cronbach_alpha(&[one, turned]).unwrap();
    assert_eq!(opposed.estimate, undefined(Undefined::ConstantAnswers));
    assert_eq!(opposed.interval, unbounded(Undefined::ConstantAnswers));

    let nobody = response_rates(&Dispositions::default(), 1.0, &Thresholds::default()).unwrap();
    assert_eq!(nobody.rates[0].estimate, undefined(Undefined::EmptyDenominator));
    let json = serde_json::to_value(&nobody.rates[0]).unwrap();
    assert_eq!(json["estimate"], serde_json::json!({"undefined": {"reason": "empty_denominator"}}));
}

/// Input that does not fit is refused whole, never skipped over.
#[test]
fn wrong_input() {
    let likert = item("q", Kind::Likert, 5);
    let wrong = [Value::Choice(6), Value::Number(3.0), Value::Text("3".to_owned()), Value::Choices(vec![3])];
    for value in wrong {
        let answers = [Answer::Value(Value::Choice(1)), Answer::Value(value)];
        let variable = "q".to_owned();
        let expected = InputError::Answer { variable, index: 1 };
        assert_eq!(distribution(&likert, &answers), Err(expected));
    }
    let number = item("x", Kind::Number, 0);
    for value in [f64::NAN, f64::INFINITY] {
        assert!(distribution(&number, &[Answer::Value(Value::Number(value))]).is_err());
    }
    let twice = [Answer::Value(Value::Choices(vec![2, 2]))];
    assert!(distribution(&item("m", Kind::MultipleChoice, 3), &twice).is_err());
    let reversed = ScaleItem { item: &number, reversed: true, answers: &[] };
    assert!(cronbach_alpha(&[reversed]).is_err());
    assert!(paired_change(&[Some(1.0)], &[]).is_err());
    assert!(paired_change(&[Some(f64::NAN)], &[None]).is_err());
    for e in [-0.1, 1.1, f64::NAN] {
        assert!(response_rates(&Dispositions::default(), e, &Thresholds::default()).is_err());
    }
}

/// The 80 and 50 percent marks themselves belong to the better class.
#[test]
fn completion() {
    use evidence::Completion::{BreakOff, Complete, Partial};
    let thresholds = Thresholds::default();
    let classified = [(4, 5), (3, 5), (5, 10), (4, 10), (0, 0)].map(|(a, n)| thresholds.classify(a, n));
    assert_eq!(classified, [Complete, Partial, Partial, BreakOff, BreakOff]);
}
