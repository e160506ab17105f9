//! What strangers read of the task force: the pieces that it shows, without owners, without names that nobody gave free,
//! without counts of few people.

pub mod api;
mod service;
mod views;
