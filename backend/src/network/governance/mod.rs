//! The task force: its charter, its strategic plan, who sits in it, its meetings and decisions, and whom it wants to win
//! over.

use crate::platform::letters::Template;

pub mod decisions;
pub mod indicators;
pub mod meetings;
pub mod publication;
pub mod queries;
pub mod rules;
pub mod seating;
pub mod service;
pub mod stakeholders;

/// The letters of the task force.
pub const TASK_FORCE_LETTERS: &[&Template] = &[
    &meetings::letters::INVITED,
    &meetings::letters::MOVED,
    &meetings::letters::CANCELLED,
    &decisions::letters::TO_VOTE,
    &decisions::letters::CLOSED,
    &stakeholders::letters::INVITED,
    &stakeholders::letters::ANSWERED,
];
