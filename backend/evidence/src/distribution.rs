//! The distribution of one item: who was asked, who answered, what, and the mean, spread and median of numeric answers.

use serde::{Deserialize, Serialize};

use crate::item::{Answer, InputError, Item, Kind, Missing, Value};
use crate::statistic::{Estimate, Interval, Statistic, Undefined};
use crate::student::t_975;

/// Confidence level of every interval of this crate; `student::t_975` belongs to it.
pub(crate) const LEVEL: f64 = 0.95;

/// Respondents without an answer, by reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingCounts {
    pub not_asked: u64,
    pub refused: u64,
    pub skipped: u64,
}

impl MissingCounts {
    /// Counts one missing answer.
    pub(crate) fn add(&mut self, reason: Missing) {
        match reason {
            Missing::NotAsked => self.not_asked += 1,
            Missing::Refused => self.refused += 1,
            Missing::Skipped => self.skipped += 1,
        }
    }

    /// The three counts in the order of [`Missing::ALL`].
    #[must_use]
    pub fn counts(&self) -> [u64; 3] {
        [self.not_asked, self.refused, self.skipped]
    }
}

/// One choice and how many took it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    pub code: i64,
    pub label: String,
    pub count: u64,
    /// `count / n_answered`, in `[0, 1]`; `None` when nobody answered. For multiple choice the shares may sum to more than 1.
    pub share: Option<f64>,
}

/// The distribution of one item, unprotected: show it only through [`crate::protect`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Distribution {
    pub variable: String,
    /// Answered, refused or skipped.
    pub n_asked: u64,
    pub n_answered: u64,
    pub missing: MissingCounts,
    /// One per choice in the item's order, choices nobody took included; empty for number and text.
    pub cells: Vec<Cell>,
    /// `mean` (95 % t interval), `sd` and `median` of Likert and number items; empty for other kinds.
    pub statistics: Vec<Statistic>,
}

/// Counts the answers to one item.
///
/// # Errors
/// [`InputError`] when an answer does not fit the item; nothing is then computed.
pub fn distribution(item: &Item, answers: &[Answer]) -> Result<Distribution, InputError> {
    let tally = Tally::of(item, answers.iter())?;
    let n = tally.n_answered;
    let cells = item
        .choices
        .iter()
        .zip(&tally.counts)
        .map(|(choice, count)| Cell {
            code: choice.code,
            label: choice.label.clone(),
            count: *count,
            share: share(*count, n),
        })
        .collect();
    Ok(Distribution {
        variable: item.variable.clone(),
        n_asked: n + tally.missing.refused + tally.missing.skipped,
        n_answered: n,
        missing: tally.missing,
        cells,
        statistics: tally.statistics(item.kind),
    })
}

pub(crate) fn share(count: u64, n: u64) -> Option<f64> {
    (n > 0).then(|| count as f64 / n as f64)
}

/// What distributions and tables both start from.
pub(crate) struct Tally {
    pub n_answered: u64,
    pub missing: MissingCounts,
    /// In the order of the item's choices.
    pub counts: Vec<u64>,
    /// Numeric answers of Likert and number items.
    pub values: Vec<f64>,
}

impl Tally {
    pub fn of<'a>(item: &Item, answers: impl Iterator<Item = &'a Answer>) -> Result<Self, InputError> {
        item.validate()?;
        let mut tally = Self {
            n_answered: 0,
            missing: MissingCounts::default(),
            counts: vec![0; item.choices.len()],
            values: Vec::new(),
        };
        for (index, answer) in answers.enumerate() {
            item.check(answer, index)?;
            match answer {
                Answer::Missing(reason) => tally.missing.add(*reason),
                Answer::Value(value) => {
                    tally.n_answered += 1;
                    tally.values.extend(item.numeric(answer));
                    for (count, choice) in tally.counts.iter_mut().zip(&item.choices) {
                        let taken = match value {
                            Value::Choice(code) => *code == choice.code,
                            Value::Choices(codes) => codes.contains(&choice.code),
                            Value::Number(_) | Value::Text(_) => false,
                        };
                        *count += u64::from(taken);
                    }
                }
            }
        }
        Ok(tally)
    }

    pub fn statistics(&self, kind: Kind) -> Vec<Statistic> {
        if kind.is_numeric() {
            vec![mean(&self.values), sd(&self.values), median(&self.values)]
        } else {
            Vec::new()
        }
    }
}

/// Mean and sample variance (n - 1), in two passes so that a large common offset costs no digits.
/// The variance is `None` below two values.
pub(crate) fn moments(values: &[f64]) -> Option<(f64, Option<f64>)> {
    let n = values.len();
    if n == 0 {
        return None;
    }
    let first = values.iter().sum::<f64>() / n as f64;
    let mean = first + values.iter().map(|x| x - first).sum::<f64>() / n as f64;
    if is_constant(values) {
        // Rounding of the mean must not turn equal answers into a spread.
        return Some((values[0], (n > 1).then_some(0.0)));
    }
    let squares: f64 = values.iter().map(|x| (x - mean).powi(2)).sum();
    Some((mean, Some(squares / (n - 1) as f64)))
}

pub(crate) fn is_constant(values: &[f64]) -> bool {
    values.windows(2).all(|pair| pair[0] == pair[1])
}

/// `center` plus and minus t(n - 1) standard errors; undefined for fewer than two or for constant values.
pub(crate) fn t_interval(values: &[f64]) -> Interval {
    match moments(values) {
        None => Interval::Undefined { reason: Undefined::NoAnswers },
        Some((_, None)) => Interval::Undefined { reason: Undefined::OneAnswer },
        Some((_, Some(0.0))) => Interval::Undefined { reason: Undefined::ConstantAnswers },
        Some((mean, Some(variance))) => {
            let n = values.len() as f64;
            let half = t_975(n - 1.0) * (variance / n).sqrt();
            Interval::Bounds { level: LEVEL, low: mean - half, high: mean + half }
        }
    }
}

fn mean(values: &[f64]) -> Statistic {
    let estimate =
        moments(values).map_or(Estimate::undefined(Undefined::NoAnswers), |(mean, _)| Estimate::Value(mean));
    Statistic::new(
        "mean",
        values.len() as u64,
        estimate,
        "arithmetic mean, two-sided Student t interval (Student, 1908)",
        "Sum of the numeric answers divided by their number; interval: mean ± t(n-1) · sd / √n.",
    )
    .with("level", LEVEL)
    .between(t_interval(values))
}

fn sd(values: &[f64]) -> Statistic {
    let estimate = match moments(values) {
        None => Estimate::undefined(Undefined::NoAnswers),
        Some((_, None)) => Estimate::undefined(Undefined::OneAnswer),
        Some((_, Some(variance))) => Estimate::Value(variance.sqrt()),
    };
    Statistic::new(
        "sd",
        values.len() as u64,
        estimate,
        "sample standard deviation",
        "Square root of the sum of squared deviations from the mean divided by n - 1.",
    )
    .with("ddof", 1)
}

fn median(values: &[f64]) -> Statistic {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len();
    let estimate = match n {
        0 => Estimate::undefined(Undefined::NoAnswers),
        _ if n % 2 == 1 => Estimate::Value(sorted[n / 2]),
        _ => Estimate::Value(f64::midpoint(sorted[n / 2 - 1], sorted[n / 2])),
    };
    Statistic::new(
        "median",
        n as u64,
        estimate,
        "sample median",
        "Middle numeric answer; for an even number of answers the mean of the two middle ones.",
    )
}
