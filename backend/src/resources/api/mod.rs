//! The operations of the library.

mod curation;
mod reading;
mod views;
mod writing;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(reading::list_resources)
        .service(reading::get_resource)
        .service(reading::list_resource_versions)
        .service(reading::get_resource_version)
        .service(writing::create_resource)
        .service(writing::update_resource)
        .service(curation::submit_resource)
        .service(curation::publish_resource)
        .service(curation::retire_resource);
}
