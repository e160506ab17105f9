//! Meetings of the task force: planned, held or cancelled, with agenda, minutes and who was there.

pub mod letters;
pub mod queries;
pub mod rules;
pub mod service;
