//! Stakeholders and experts whom the task force wants to win over: from considered to accepted, with every step kept.

pub mod answers;
pub mod letters;
pub mod queries;
pub mod rules;
pub mod service;
