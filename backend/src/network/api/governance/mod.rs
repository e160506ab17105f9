//! The operations of the task force.

mod charter_differences;
mod charters;
mod indicators;
mod milestones;
mod objectives;
mod publication;
mod task_force;

pub use indicators::IndicatorView;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(charters::list_charters)
        .service(charters::get_charter)
        .service(charters::create_charter)
        .service(charter_differences::get_charter_differences)
        .service(objectives::list_objectives)
        .service(objectives::get_objective)
        .service(objectives::create_objective)
        .service(objectives::update_objective)
        .service(milestones::list_milestones)
        .service(milestones::get_milestone)
        .service(milestones::create_milestone)
        .service(milestones::update_milestone)
        .service(indicators::create_indicator)
        .service(indicators::update_indicator)
        .service(indicators::delete_indicator)
        .service(publication::get_plan_publication)
        .service(publication::publish_plan)
        .service(publication::get_public_name)
        .service(publication::show_own_name)
        .service(task_force::list_task_force_seats)
        .service(task_force::create_task_force_seat)
        .service(task_force::end_task_force_seat);
}
