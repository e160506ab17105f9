//! Use cases of matching, one transaction each.

pub mod answers;
pub mod by_hand;
pub mod cycles;
pub mod discarding;
pub mod enrolments;
pub mod expiry;
pub mod heed;
pub mod kept_apart;
pub mod meeting;
pub mod phases;
pub mod policies;
pub mod policy_preview;
pub mod pool;
pub mod publication;
pub mod readiness;
pub mod reminding;
pub mod rounds;
pub mod rows;
pub mod workbench;
