//! The operations of running the network.

mod jobs;
mod oversight;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(jobs::get_job)
        .service(jobs::cancel_job)
        .service(oversight::list_mails)
        .service(oversight::list_audit_entries)
        .service(oversight::list_events);
}
