//! The operations of running the network.

mod bounces;
mod jobs;
mod mail_templates;
mod oversight;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(jobs::get_job)
        .service(jobs::cancel_job)
        .service(mail_templates::list_mail_templates)
        .service(mail_templates::get_mail_template)
        .service(mail_templates::update_mail_template)
        .service(mail_templates::list_mail_template_versions)
        .service(mail_templates::preview_mail_template)
        .service(oversight::list_mails)
        .service(bounces::report_mail_bounce)
        .service(oversight::list_audit_entries)
        .service(oversight::list_events);
}
