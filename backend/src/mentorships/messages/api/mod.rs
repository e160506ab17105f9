//! The operations of messages.

mod file;
mod history;
mod leaving;
mod resume;
mod templates;
mod versions;
mod views;
mod write;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(templates::list_message_templates)
        .service(templates::export_message_templates)
        .service(templates::create_message_template)
        .service(templates::get_message_template)
        .service(templates::update_message_template)
        .service(versions::list_message_template_versions)
        .service(versions::take_back_message_template)
        .service(write::list_message_words)
        // Before a message by its id.
        .service(write::preview_message)
        .service(write::send_message)
        .service(history::list_messages)
        .service(history::export_messages)
        .service(history::get_message)
        .service(resume::resume_message)
        .service(history::list_message_recipients)
        .service(file::export_message_recipients)
        .service(leaving::get_unsubscribing)
        .service(leaving::unsubscribe)
        .service(leaving::subscribe_again)
        .service(leaving::unsubscribe_in_one_click);
}
