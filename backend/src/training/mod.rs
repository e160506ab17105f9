//! Cohorts, sessions and requirements: how coordinators are trained.

mod api;
mod letters;
mod queries;
mod rules;
mod service;

pub use api::routes;
pub use letters::TEMPLATES;
pub use rules::{AttendanceState, RequirementKind, RequirementState, TrainingSessionKind};
pub use service::{
    NewCohort, NewRequirement, NewSession, Passed, ProgressRecord, add_member, complete_member,
    create_cohort, create_requirement, create_session, has_completed, record_attendance, record_progress,
    who_passed,
};
