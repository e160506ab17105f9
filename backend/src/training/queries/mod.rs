//! Rows of cohorts, sessions, attendance, requirements and progress.
//!
//! A scope reaches the members of its regions and, with `own`, one's own membership; it reaches a
//! cohort when it reaches one of its members. The network reaches all.

mod cohorts;
mod requirements;
mod sessions;

pub use cohorts::*;
pub use requirements::*;
pub use sessions::*;
