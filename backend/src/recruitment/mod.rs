//! Openings, applications, review and offers: how coordinators are found.

mod api;
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
