//! Use cases of training, one transaction each.

mod cohorts;
mod completion;
mod passed;
mod requirements;
mod sessions;

pub use cohorts::{NewCohort, add_member, create_cohort, find_cohort};
pub use completion::{complete_member, has_completed};
pub use passed::{Passed, who_passed};
pub use requirements::{
    NewRequirement, Progress, ProgressRecord, create_requirement, find_requirement, progress_of,
    record_progress,
};
pub use sessions::{
    NewSession, SessionChanges, create_session, find_session, record_attendance, update_session,
};
