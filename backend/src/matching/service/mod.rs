//! Use cases of matching, one transaction each.

pub mod answers;
pub mod cycles;
pub mod enrolments;
pub mod pool;
pub mod publication;
pub mod rounds;
