//! Peer circles: groups of 4 to 8 mentees with one or two mentors, formed by a round of their own, asked, joined and ended.
//!
//! A circle takes one seat of each of its mentors and the seat of each of its mentees: what is asked and what was joined is
//! counted by `proposals::seats_held`, so that no other way to bring people together spends a seat twice.

mod api;
mod letters;
mod queries;
mod rules;
mod service;

pub use api::routes;
pub use letters::TEMPLATES;
pub use queries::places::{asked_in, seats_held};
pub use service::ending::{end_circles_of_cycle, ending_with_cycle, leave_all};
pub use service::needing::{CirclesInNeed, circles_in_need};
pub use service::rounds::run_circle_round;

/// The kind of job that [`run_circle_round`] does.
pub const RUN_CIRCLE_ROUND: &str = "run_circle_round";
