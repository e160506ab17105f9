//! The operations of evaluation.

mod adjustments;
mod datasets;
mod findings;
mod instruments;
mod results;
mod studies;
mod survey;
mod waves;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(studies::list_studies)
        .service(studies::create_study)
        .service(studies::get_study)
        .service(studies::update_study)
        .service(instruments::list_instruments)
        .service(instruments::create_instrument)
        .service(instruments::get_instrument)
        .service(instruments::update_instrument)
        .service(instruments::publish_instrument)
        .service(waves::list_waves)
        .service(waves::create_wave)
        .service(waves::get_wave)
        .service(waves::open_wave)
        .service(waves::close_wave)
        .service(survey::get_survey)
        .service(survey::submit_survey)
        .service(results::get_wave_results)
        .service(datasets::get_wave_codebook)
        .service(datasets::export_wave_codebook)
        .service(datasets::export_wave_dataset)
        .service(findings::list_findings)
        .service(findings::create_finding)
        .service(findings::get_finding)
        .service(adjustments::create_adjustment)
        .service(adjustments::list_adjustments)
        .service(adjustments::update_adjustment);
}
