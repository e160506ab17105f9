//! Openings, applications, review and offers: how coordinators are found.

mod api;
mod letters;
mod queries;
mod rules;
mod service;

pub use api::routes;
pub use letters::TEMPLATES;
pub use queries::{CampaignRow, list_criteria};
pub use rules::{
    ApplicationState, AssignmentState, Channel, Criterion, FunnelStage, OfferState, OpeningState,
    default_criteria,
};
pub use service::interviews::{
    NewSlot, book as book_interview, create_slot, invite as invite_to_interviews, save_panel_score,
};
pub use service::{
    ASK_REFEREES, ERASE_DRAFTS, NewApplication, NewCampaign, NewOpening, REMOVE_FILES,
    ask_waiting_referees as ask_referees, assign_reviewers, close_opening, count_visit, create_campaign,
    create_opening, erase_drafts, publish_opening, remove_files, submit_application, submit_with,
};

/// The kind of job that [`remind_of_interview`] does.
pub const REMIND_OF_INTERVIEW: &str = "remind_of_interview";
pub use service::interviews::remind as remind_of_interview;
