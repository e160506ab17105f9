//! One figure that can stand alone: what it is, of how many, by which method, how sure, or why it does not exist.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// Why a figure does not exist. It is never written as 0 or NaN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Undefined {
    /// Nobody answered.
    NoAnswers,
    /// One respondent: there is no spread to estimate.
    OneAnswer,
    /// The method needs more respondents than there are.
    TooFewAnswers,
    /// All answers are equal, so a division by the spread is not possible.
    ConstantAnswers,
    /// A scale needs at least two items.
    TooFewItems,
    /// The denominator is zero.
    EmptyDenominator,
}

/// A value or the reason there is none: `{"value": 3.5}` or `{"undefined": {"reason": "one_answer"}}`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Estimate {
    Value(f64),
    Undefined { reason: Undefined },
}

impl Estimate {
    /// The value, if there is one.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        match self {
            Self::Value(value) => Some(value),
            Self::Undefined { .. } => None,
        }
    }

    pub(crate) fn undefined(reason: Undefined) -> Self {
        Self::Undefined { reason }
    }
}

/// An interval estimate. `level` is the confidence level in (0, 1); `low <= high`, in the unit of the estimate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interval {
    Bounds {
        level: f64,
        low: f64,
        high: f64,
    },
    Undefined {
        reason: Undefined,
    },
    /// The method states no interval for this figure.
    NotOffered,
}

/// A figure with everything needed to cite and to recompute it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statistic {
    /// Machine name, such as `mean`, `cronbach_alpha`, `rr2`.
    pub name: String,
    pub estimate: Estimate,
    /// Respondents (or cases, for response rates) that the figure rests on.
    pub n: u64,
    /// Which variant of the method, with author and year where there is one.
    pub method: String,
    /// Everything that could have been chosen otherwise.
    pub parameters: BTreeMap<String, Json>,
    pub interval: Interval,
    /// In words or a formula, for a reader who has only this figure.
    pub definition: String,
}

impl Statistic {
    pub(crate) fn new(name: &str, n: u64, estimate: Estimate, method: &str, definition: &str) -> Self {
        Self {
            name: name.to_owned(),
            estimate,
            n,
            method: method.to_owned(),
            parameters: BTreeMap::new(),
            interval: Interval::NotOffered,
            definition: definition.to_owned(),
        }
    }

    pub(crate) fn with(mut self, parameter: &str, value: impl Into<Json>) -> Self {
        self.parameters.insert(parameter.to_owned(), value.into());
        self
    }

    pub(crate) fn between(mut self, interval: Interval) -> Self {
        self.interval = interval;
        self
    }
}
