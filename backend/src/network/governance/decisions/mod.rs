//! Decisions of the task force: a motion, put to a meeting or to a written vote, and what came of it.

pub mod letters;
pub mod queries;
pub mod rules;
pub mod service;
pub mod votes;
