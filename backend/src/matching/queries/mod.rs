//! The rows of matching.

pub mod by_hand;
pub mod cycles;
pub mod enrolments;
pub mod never_again;
pub mod policies;
pub mod proposals;
pub mod rounds;
pub mod workbench;
