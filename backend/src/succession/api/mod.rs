//! The operations of succession.

mod coverage;
mod criteria;
mod graduations;
mod guides;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(criteria::list_graduation_criteria)
        .service(criteria::update_graduation_criterion)
        .service(graduations::get_term_readiness)
        .service(graduations::graduate_term)
        .service(graduations::list_graduations)
        .service(guides::assign_guide)
        .service(guides::list_guideships)
        .service(coverage::get_coverage);
}
