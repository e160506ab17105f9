//! The operations of matching.

mod cycles;
mod enrolments;
mod policy;
mod proposal_views;
mod proposals;
mod rounds;

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
        .service(enrolments::list_my_enrolments)
        .service(enrolments::get_enrolment)
        .service(enrolments::update_enrolment)
        .service(enrolments::withdraw_enrolment)
        .service(rounds::create_round)
        .service(rounds::list_rounds)
        .service(rounds::get_round)
        .service(rounds::publish_round)
        .service(rounds::list_unmatched)
        .service(proposals::list_proposals)
        .service(proposals::list_my_proposals)
        .service(proposals::get_proposal)
        .service(proposals::decline_proposal);
}
