//! Openings, applications, review and offers: how coordinators are found.

mod api;
mod applicant_letters;
mod letters;
mod queries;
mod rules;
mod service;

pub use api::routes;
pub use rules::{ApplicationState, Criterion, OfferState, OpeningState, default_criteria};
pub use service::{
    ASK_REFEREES, ERASE_DRAFTS, NewApplication, NewOpening, REMOVE_FILES,
    ask_waiting_referees as ask_referees, assign_reviewers, close_opening, create_opening, erase_drafts,
    publish_opening, remove_files, submit_application,
};
