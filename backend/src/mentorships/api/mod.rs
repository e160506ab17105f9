//! The operations of mentorships.

mod agreements;
mod meetings;
mod pairings;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(pairings::accept_proposal)
        .service(pairings::list_pairings)
        .service(pairings::list_my_pairings)
        .service(pairings::get_pairing)
        .service(pairings::end_pairing)
        .service(agreements::get_agreement)
        .service(agreements::put_agreement)
        .service(agreements::sign_agreement)
        .service(meetings::create_meeting)
        .service(meetings::list_meetings);
}
