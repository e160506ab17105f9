//! The operations of mentorships.

mod agreements;
mod by_hand;
mod check_ins;
mod closing;
mod concern_steps;
mod concerns;
mod conduct;
mod goals;
mod health;
mod life;
mod load;
mod meetings;
mod notes;
mod pair_questions;
mod pairing_views;
mod pairings;
mod planned_meetings;
mod preferences;
mod questions;
mod settled;
mod templates;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(pairings::accept_proposal)
        .service(pairings::list_pairings)
        .service(pairings::export_pairings)
        .service(pairings::list_my_pairings)
        // Before a pairing by its id.
        .service(by_hand::check_hand_made_pair)
        .service(by_hand::create_pairing)
        .service(pairings::get_pairing)
        .service(life::pause_pairing)
        .service(life::resume_pairing)
        .service(life::extend_pairing)
        .service(life::end_pairing)
        .service(life::never_pair_again)
        .service(life::get_certificate)
        .service(agreements::get_agreement)
        .service(agreements::put_agreement)
        .service(agreements::sign_agreement)
        .service(agreements::remind_of_agreement)
        .service(templates::get_agreement_template)
        .service(templates::put_agreement_template)
        .service(templates::list_agreement_templates)
        .service(meetings::create_meeting)
        .service(meetings::list_meetings)
        .service(meetings::remind_of_first_meeting)
        .service(meetings::get_meeting)
        .service(meetings::update_meeting)
        .service(meetings::delete_meeting)
        .service(planned_meetings::plan_meeting)
        .service(planned_meetings::list_planned_meetings)
        .service(planned_meetings::get_planned_meeting)
        .service(planned_meetings::update_planned_meeting)
        .service(planned_meetings::cancel_planned_meeting)
        .service(planned_meetings::hold_planned_meeting)
        .service(preferences::get_notification_preferences)
        .service(preferences::put_notification_preferences)
        .service(goals::list_goals)
        .service(goals::create_goal)
        .service(goals::get_goal)
        .service(goals::update_goal)
        .service(goals::note_goal_progress)
        .service(goals::list_goal_history)
        .service(notes::list_notes)
        .service(notes::create_note)
        .service(notes::get_note)
        .service(notes::update_note)
        .service(notes::delete_note)
        .service(check_ins::get_check_in_question)
        .service(check_ins::create_check_in)
        .service(check_ins::list_check_ins)
        .service(questions::create_question)
        .service(questions::list_questions)
        .service(questions::export_questions)
        .service(questions::get_question)
        .service(questions::create_answer)
        .service(health::get_health)
        .service(health::list_pairing_health)
        .service(health::export_pairing_health)
        .service(health::acknowledge_alert)
        .service(pair_questions::list_my_pairing_questions)
        .service(pair_questions::answer_pairing_question)
        .service(pair_questions::get_pairing_question)
        .service(pair_questions::answer_pairing_question_by_link)
        .service(settled::get_mentoring_rules)
        .service(settled::update_mentoring_rules)
        .service(load::get_caseload)
        .service(load::export_caseload)
        .service(load::list_mentor_pairings)
        .service(load::export_mentor_pairings)
        .service(concerns::get_concern_recipients)
        .service(concerns::put_concern_recipients)
        .service(concerns::get_concern_people)
        .service(concerns::create_concern)
        .service(concerns::list_concerns)
        .service(concerns::get_concern)
        .service(concerns::list_my_concerns)
        .service(closing::get_closing_preview)
        .service(concern_steps::suspend_pairing)
        .service(concern_steps::reinstate_pairing)
        .service(concern_steps::separate_pair)
        .service(concern_steps::close_concern)
        .service(conduct::get_code_of_conduct)
        .service(conduct::put_code_of_conduct)
        .service(conduct::list_conduct_versions)
        .service(conduct::accept_code_of_conduct)
        .service(conduct::list_conduct_acceptances)
        .configure(crate::mentorships::messages::api::routes);
}
