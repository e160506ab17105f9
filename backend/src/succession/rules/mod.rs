//! Rules of succession: what graduation asks for, and which days of a seat are covered. Pure.

mod coverage;
mod criteria;

pub use coverage::{SeatState, covered_until, covering, seat_state, uncovered_days, without_leaves, worst};
pub use criteria::CriterionCode;
