//! Openings, applications, review and offers: how coordinators are found.

mod api;
mod interview_letters;
mod letters;
mod queries;
mod rules;
mod service;

pub use api::routes;
pub use rules::{ApplicationState, AssignmentState, Criterion, OfferState, OpeningState, default_criteria};
pub use service::{
    NewApplication, NewOpening, assign_reviewers, close_opening, create_opening, publish_opening,
    submit_application,
};

/// The kind of job that [`remind_of_interview`] does.
pub const REMIND_OF_INTERVIEW: &str = "remind_of_interview";
pub use service::interviews::remind as remind_of_interview;
