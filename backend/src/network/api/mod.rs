//! The operations of the network.

mod associations;
mod governance;
mod imports;
mod institutions;
mod regions;
mod seats;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(regions::list_regions)
        .service(regions::get_region)
        .service(regions::list_jurisdictions)
        .service(institutions::list_institutions)
        .service(institutions::get_institution)
        .service(institutions::create_institution)
        .service(imports::create_import)
        .service(imports::get_import)
        .service(imports::list_import_problems)
        .service(seats::list_seats)
        .service(seats::create_seat)
        .service(seats::list_terms)
        .service(seats::get_term)
        .service(associations::list_associations)
        .service(associations::get_association)
        .service(associations::create_association)
        .configure(governance::routes);
}
