//! The operations of the task force.

mod charter_differences;
mod charters;
mod decisions;
mod indicators;
mod meetings;
mod milestones;
mod objectives;
mod publication;
mod stakeholder_answers;
mod stakeholders;
mod task_force;
mod task_force_rules;
mod votes;

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
        .service(objectives::delete_objective)
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
        .service(task_force::update_task_force_seat)
        .service(task_force_rules::get_task_force_rules)
        .service(task_force_rules::update_task_force_rules)
        .service(meetings::list_task_force_meetings)
        .service(meetings::create_task_force_meeting)
        .service(meetings::get_task_force_meeting)
        .service(meetings::update_task_force_meeting)
        .service(meetings::record_task_force_attendance)
        .service(meetings::cancel_task_force_meeting)
        .service(decisions::list_decisions)
        .service(decisions::create_decision)
        .service(decisions::get_decision)
        .service(decisions::update_decision)
        .service(votes::cast_vote)
        .service(votes::close_decision)
        .service(votes::withdraw_decision)
        .service(stakeholders::list_stakeholders)
        .service(stakeholders::create_stakeholder)
        .service(stakeholders::get_stakeholder)
        .service(stakeholders::update_stakeholder)
        .service(stakeholders::delete_stakeholder)
        .service(stakeholders::move_stakeholder)
        .service(stakeholders::invite_stakeholder)
        .service(stakeholder_answers::get_stakeholder_invitation)
        .service(stakeholder_answers::accept_stakeholder_invitation)
        .service(stakeholder_answers::decline_stakeholder_invitation);
}
