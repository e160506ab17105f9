mod accept_proposal;
mod create_cycle;
mod create_enrolment;
mod create_round;
mod get_proposal;
mod publish_round;
mod season;

pub use season::Season;
