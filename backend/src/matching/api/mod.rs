//! The operations of matching.

mod cycles;
mod enrolment_sheet;
mod enrolment_views;
mod enrolments;
mod policies;
mod policy;
mod policy_preview;
mod proposal_views;
mod proposals;
mod rounds;
mod workbench;

use crate::matching::wishes::api as wishes;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(cycles::create_cycle)
        .service(cycles::list_cycles)
        .service(cycles::get_cycle)
        .service(cycles::update_cycle)
        .service(cycles::set_cycle_state)
        .service(enrolments::create_enrolment)
        .service(enrolments::list_enrolments)
        .service(enrolment_sheet::export_enrolments)
        .service(enrolments::list_my_enrolments)
        .service(enrolments::get_enrolment)
        .service(enrolments::update_enrolment)
        .service(enrolments::submit_enrolment)
        .service(enrolments::withdraw_enrolment)
        .service(wishes::get_wishes)
        .service(wishes::put_wishes)
        .service(policies::get_network_policy)
        .service(policies::put_network_policy)
        .service(policies::get_region_policy)
        .service(policies::put_region_policy)
        .service(policies::get_cycle_policy)
        .service(policies::put_cycle_policy)
        .service(policies::list_policy_versions)
        .service(policies::get_policy_version)
        .service(policy_preview::preview_policy)
        .service(rounds::create_round)
        .service(rounds::list_rounds)
        .service(rounds::get_round)
        .service(rounds::publish_round)
        .service(rounds::discard_round)
        .service(rounds::list_unmatched)
        .service(proposals::list_proposals)
        .service(proposals::export_proposals)
        .service(proposals::list_my_proposals)
        .service(proposals::get_proposal)
        .service(proposals::decline_proposal);
    workbench::routes(config);
    crate::matching::circles::routes(config);
}
