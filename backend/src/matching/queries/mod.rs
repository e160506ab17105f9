//! The rows of matching.

pub mod cycles;
pub mod enrolments;
pub mod proposals;
pub mod rounds;
