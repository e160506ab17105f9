//! Reasons in figures: a pair's points, the best alternatives, why somebody is unmatched.
//!
//! Exclusions, never-again requests and vetoes appear only as 'not available', together with
//! mentors who take nobody, and they never change a point. Confidential wishes appear nowhere: all points here, and
//! the order of alternatives, are those of the factors.

mod others;

pub use others::Others;

use crate::policy::{Factor, HardRule};
use crate::problem::Problem;
use crate::scoring::Pool;
use crate::solve::{FactorPoints, Outcome, RuleCount, UnmatchedReason};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Whether two people may meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum Standing {
    Eligible,
    /// At least one rule, in the order of [`HardRule::ALL`]; says nothing about availability.
    RuledOut {
        rules: Vec<HardRule>,
    },
    /// The mentor takes nobody, or the reason is confidential.
    NotAvailable,
}

/// The points of any pair, whether or not it is part of an outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairExplanation {
    pub mentee: String,
    pub mentor: String,
    pub points: u32,
    /// The sum of the weights.
    pub out_of: u32,
    /// The factors whose weight is above 0, in the order of [`Factor::ALL`].
    pub factors: Vec<FactorPoints>,
    /// Hours of the week in which both have time, 0 to 168; absent when one of them has not stated any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared_hours: Option<u32>,
    #[serde(flatten)]
    pub standing: Standing,
}

/// Another mentor whom a mentee could have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    pub mentor: String,
    pub points: u32,
    pub factors: Vec<FactorPoints>,
    /// Mentees the outcome gives to this mentor.
    pub taken: u32,
    pub capacity: u32,
    /// True when no seat is left: choosing this mentor moves somebody else.
    pub full: bool,
}

/// The question names somebody who is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExplainError {
    UnknownMentee(String),
    UnknownMentor(String),
}

impl fmt::Display for ExplainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownMentee(id) => write!(f, "no mentee has the id {id:?}"),
            Self::UnknownMentor(id) => write!(f, "no mentor has the id {id:?}"),
        }
    }
}

impl std::error::Error for ExplainError {}

/// Answers many questions about one problem: the people are prepared once.
pub struct Explainer<'a>(Pool<'a>);

impl<'a> Explainer<'a> {
    #[must_use]
    pub fn new(problem: &'a Problem) -> Self {
        Self(Pool::new(problem))
    }

    /// The points of a pair per factor, and whether the two may meet.
    ///
    /// # Errors
    /// When one of them is unknown.
    pub fn explain(&self, mentee: &str, mentor: &str) -> Result<PairExplanation, ExplainError> {
        let pool = &self.0;
        let i = self.mentee(mentee)?;
        let j = pool.mentor_index(mentor).ok_or_else(|| ExplainError::UnknownMentor(mentor.to_owned()))?;
        let rules = pool.broken_rules(i, j);
        let standing = if !rules.is_empty() {
            Standing::RuledOut { rules }
        } else if pool.is_available(i, j) {
            Standing::Eligible
        } else {
            Standing::NotAvailable
        };
        Ok(PairExplanation {
            mentee: mentee.to_owned(),
            mentor: mentor.to_owned(),
            points: pool.points(i, j),
            out_of: pool.policy.out_of(),
            factors: pool.explained_points(i, j),
            shared_hours: pool.shared_hours(i, j),
            standing,
        })
    }

    /// The `n` best eligible mentors other than the one the outcome gives, most points first, then
    /// by id; full ones are included and say so.
    ///
    /// # Errors
    /// When the mentee is unknown.
    pub fn alternatives(
        &self,
        outcome: &Outcome,
        mentee: &str,
        n: usize,
    ) -> Result<Vec<Alternative>, ExplainError> {
        self.others(outcome).of(mentee, n)
    }

    /// Why the outcome gives this mentee nobody; `None` when it gives somebody.
    ///
    /// # Errors
    /// When the mentee is unknown.
    pub fn why_unmatched(
        &self,
        outcome: &Outcome,
        mentee: &str,
    ) -> Result<Option<UnmatchedReason>, ExplainError> {
        let i = self.mentee(mentee)?;
        if outcome.pairs.iter().any(|pair| pair.mentee == mentee) {
            return Ok(None);
        }
        Ok(Some(self.0.reason_unmatched(i)))
    }

    fn mentee(&self, id: &str) -> Result<usize, ExplainError> {
        self.0.mentee_index(id).ok_or_else(|| ExplainError::UnknownMentee(id.to_owned()))
    }
}

/// One question to an [`Explainer`]; see [`Explainer::explain`].
///
/// # Errors
/// When one of them is unknown.
pub fn explain(problem: &Problem, mentee: &str, mentor: &str) -> Result<PairExplanation, ExplainError> {
    Explainer::new(problem).explain(mentee, mentor)
}

/// One question to an [`Explainer`]; see [`Explainer::alternatives`].
///
/// # Errors
/// When the mentee is unknown.
pub fn alternatives(
    problem: &Problem,
    outcome: &Outcome,
    mentee: &str,
    n: usize,
) -> Result<Vec<Alternative>, ExplainError> {
    Explainer::new(problem).alternatives(outcome, mentee, n)
}

/// One question to an [`Explainer`]; see [`Explainer::why_unmatched`].
///
/// # Errors
/// When the mentee is unknown.
pub fn why_unmatched(
    problem: &Problem,
    outcome: &Outcome,
    mentee: &str,
) -> Result<Option<UnmatchedReason>, ExplainError> {
    Explainer::new(problem).why_unmatched(outcome, mentee)
}

impl Pool<'_> {
    pub(crate) fn is_eligible(&self, i: usize, j: usize) -> bool {
        self.is_available(i, j) && self.first_broken_rule(i, j).is_none()
    }

    pub(crate) fn explained_points(&self, i: usize, j: usize) -> Vec<FactorPoints> {
        Factor::ALL
            .into_iter()
            .zip(self.factor_points(i, j))
            .map(|(factor, points)| FactorPoints { factor, points, out_of: self.weight(factor) })
            .filter(|part| part.out_of > 0)
            .collect()
    }

    /// The reason of a mentee whom an optimal outcome leaves out.
    pub(crate) fn reason_unmatched(&self, i: usize) -> UnmatchedReason {
        let mut broken = [0_u32; HardRule::ALL.len()];
        let mut not_available = 0;
        let mut eligible = 0;
        for j in 0..self.mentors.len() {
            match self.first_broken_rule(i, j) {
                Some(rule) => broken[rule as usize] += 1,
                None if self.is_available(i, j) => eligible += 1,
                None => not_available += 1,
            }
        }
        if eligible > 0 {
            return UnmatchedReason::AllEligibleFull { eligible };
        }
        UnmatchedReason::NoEligibleMentor {
            removed: HardRule::ALL
                .into_iter()
                .zip(broken)
                .filter(|(_, mentors)| *mentors > 0)
                .map(|(rule, mentors)| RuleCount { rule, mentors })
                .collect(),
            not_available,
        }
    }
}
