//! Who sits in the task force: seats with their days, who votes, and how many make a quorum.

pub mod queries;
pub mod rules;
pub mod service;
