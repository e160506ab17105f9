mod accept_proposal;
mod availability;
mod circles;
mod circles_alive;
mod create_cycle;
mod create_enrolment;
mod create_round;
mod drafts;
mod get_proposal;
mod import_enrolments;
mod policies;
mod policy_preview;
mod publish_round;
mod season;
mod simulated_season;
mod wishes;
mod workbench;

pub use season::Season;
