//! The operations of accounts.

mod account;
mod grants;
mod people;
mod sign_in;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(sign_in::sign_in)
        .service(sign_in::refresh_session)
        .service(sign_in::sign_out)
        .service(sign_in::request_password_reset)
        .service(sign_in::set_password)
        .service(sign_in::get_invitation)
        .service(sign_in::accept_invitation)
        .service(account::get_me)
        .service(account::update_me)
        .service(account::list_sessions)
        .service(account::delete_session)
        .service(people::list_people)
        .service(people::get_person)
        .service(people::update_person)
        .service(people::create_invitation)
        .service(grants::list_grants)
        .service(grants::create_grant)
        .service(grants::delete_grant);
}
