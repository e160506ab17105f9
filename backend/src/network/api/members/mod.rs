//! The operations of memberships: the association's, the person's, and those by mailed link.

mod administrators;
mod figures;
mod files;
mod linked;
mod own;
mod records;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(records::list_members)
        .service(records::create_member)
        .service(records::invite_members)
        .service(records::get_membership)
        .service(records::update_membership)
        .service(records::end_membership)
        .service(records::reopen_membership)
        .service(records::invite_member)
        .service(files::export_members)
        .service(files::export_failed_members)
        .service(administrators::list_administrators)
        .service(administrators::create_administrator)
        .service(administrators::delete_administrator)
        .service(figures::get_association_figures)
        .service(figures::list_association_figures)
        .service(own::list_own_memberships)
        .service(own::accept_membership)
        .service(own::decline_membership)
        .service(own::share_membership)
        .service(own::leave_membership)
        .service(linked::get_public_membership)
        .service(linked::accept_public_membership)
        .service(linked::decline_public_membership);
}
