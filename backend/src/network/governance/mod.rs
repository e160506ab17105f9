//! The task force: its charter, its strategic plan, and who sits in it.

pub mod indicators;
pub mod publication;
pub mod queries;
pub mod rules;
pub mod service;
