//! Exact, explained matching of mentees with mentors: scoring, assignment, proof and reasons.
//!
//! A [`Problem`] holds the people, the [`Policy`] and what coordinators decided by hand. [`solve`]
//! returns the [`Outcome`] with the highest value, together with a [`Certificate`] that [`verify`]
//! checks without the solver's code. [`Explainer`] answers why a pair has its points, who else
//! would fit and why somebody is unmatched.
//!
//! The crate is pure: no input or output, no clock, no randomness. The same people, policy, locks
//! and vetoes give the same outcome whatever the order in which they are handed in.

mod certificate;
pub mod circles;
mod explanation;
mod fairness;
pub mod model;
mod people;
mod policy;
mod preview;
mod problem;
mod scoring;
mod solve;
#[cfg(feature = "command")]
pub mod tables;
mod worth;

pub use certificate::{Violation, verify};
pub use explanation::{
    Alternative, ExplainError, Explainer, Others, PairExplanation, Standing, alternatives, explain,
    why_unmatched,
};
pub use fairness::{Fairness, FairnessOfOutcome, Price, fairness, fairness_by_class, fairness_of, price_of};
pub use people::{CareerStage, Mentee, Mentor, ParseCareerStageError};
pub use policy::{Factor, HardRule, Objective, Policy, PolicyProblem, Weights};
pub use preview::{FactorEffect, MOST_WEIGHED, Preview, RuleEffect, Spread, preview};
pub use problem::{InputProblem, Problem};
pub use solve::{
    Certificate, CoverOfPeople, Duals, FactorPoints, InsistError, Insisted, MAX_PAIRS, MatchedPair, Moved,
    Outcome, Progress, RuleCount, Seated, SolveError, Stage, Unmatched, UnmatchedReason, WorstServed,
    cheapest, solve, solve_on,
};
pub use worth::{MAX_PEOPLE, MAX_SCORE, Unit, mentee_key, mentor_key, tie};
