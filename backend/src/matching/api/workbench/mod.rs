//! The operations of the workbench.

mod approvals;
mod asking;
mod bench;
mod comparison;
mod costs;
mod fairness;
mod notes;
mod pauses;
mod people;
mod preview;
mod rematch;
mod rows;
mod steps;
mod turns;
mod unmatched_mentors;
mod waitlist;

pub use people::People;
pub use rows::{ExportRoundProposals, ListRoundProposals, RoundProposal, all as all_rows, list as list_rows};
pub use unmatched_mentors::{UnmatchedPerson, list as list_unmatched_mentors};

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(bench::get_round_workbench)
        .service(steps::edit_round)
        .service(steps::undo_round_edit)
        .service(steps::redo_round_edit)
        .service(steps::list_round_edits)
        .service(asking::get_round_pair)
        .service(asking::get_round_alternatives)
        .service(fairness::get_round_fairness)
        .service(comparison::compare_rounds)
        .service(notes::get_proposal_note)
        .service(notes::write_proposal_note)
        .service(approvals::approve_proposals)
        .service(preview::preview_publication)
        .service(rematch::rematch_enrolment)
        .service(waitlist::list_waitlist)
        .service(waitlist::export_waitlist)
        .service(pauses::pause_mentor)
        .service(pauses::resume_mentor);
}
