//! The operations of the task force.

mod charters;
mod milestones;
mod objectives;
mod task_force;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(charters::list_charters)
        .service(charters::get_charter)
        .service(charters::create_charter)
        .service(objectives::list_objectives)
        .service(objectives::get_objective)
        .service(objectives::create_objective)
        .service(objectives::update_objective)
        .service(milestones::list_milestones)
        .service(milestones::get_milestone)
        .service(milestones::create_milestone)
        .service(milestones::update_milestone)
        .service(task_force::list_task_force_seats)
        .service(task_force::create_task_force_seat)
        .service(task_force::end_task_force_seat);
}
