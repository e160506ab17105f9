//! The operations of training.

mod cohorts;
mod me;
mod requirements;
mod sessions;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(cohorts::list_cohorts)
        .service(cohorts::create_cohort)
        .service(cohorts::get_cohort)
        .service(cohorts::create_cohort_member)
        .service(cohorts::complete_cohort_member)
        .service(sessions::list_training_sessions)
        .service(sessions::create_training_session)
        .service(sessions::get_training_session)
        .service(sessions::update_training_session)
        .service(sessions::get_attendance)
        .service(sessions::record_attendance)
        .service(requirements::list_requirements)
        .service(requirements::create_requirement)
        .service(requirements::record_requirement_progress)
        .service(me::get_my_training);
}
