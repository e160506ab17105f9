//! The operations of recruitment.

mod agreement;
mod applications;
mod assignments;
mod attachments;
mod campaigns;
mod conflicts;
mod contact;
mod criteria;
mod decisions;
mod drafts;
mod followed;
mod interview_progress;
mod interview_series;
mod interview_slots;
mod interviews;
mod offers;
mod opening_edits;
mod opening_views;
mod openings;
mod panel;
mod public;
mod public_interview;
mod ranking;
mod references;
mod reviewers;
mod reviews;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(openings::list_openings)
        .service(opening_edits::create_opening)
        .service(openings::get_opening)
        .service(opening_edits::update_opening)
        .service(openings::publish_opening)
        .service(openings::close_opening)
        .service(public::list_public_openings)
        .service(public::get_public_opening)
        .service(public::open_application_form)
        .service(public::submit_application)
        .service(drafts::start_draft)
        .service(drafts::get_draft)
        .service(drafts::save_draft)
        .service(drafts::erase_draft)
        .service(drafts::submit_draft)
        .service(attachments::attach_file)
        .service(attachments::detach_file)
        .service(attachments::list_attachments)
        .service(attachments::download_attachment)
        .service(followed::get_followed_application)
        .service(contact::correct_contact)
        .service(contact::ask_for_address)
        .service(contact::get_address_to_confirm)
        .service(contact::confirm_address)
        .service(followed::withdraw_application)
        .service(followed::ask_referees)
        .service(followed::replace_referee)
        .service(references::get_public_reference)
        .service(references::write_reference)
        .service(references::decline_reference)
        .service(references::list_application_references)
        .service(campaigns::count_visit)
        .service(campaigns::list_campaigns)
        .service(campaigns::create_campaign)
        .service(campaigns::get_campaign)
        .service(campaigns::update_campaign)
        .service(campaigns::get_opening_funnel)
        .service(applications::list_applications)
        .service(applications::get_application)
        .service(decisions::decline_application)
        .service(decisions::decline_remaining)
        .service(reviews::assign_reviewers)
        .service(reviews::list_my_reviews)
        .service(reviews::save_review)
        .service(reviews::list_application_reviews)
        .service(ranking::get_opening_ranking)
        .service(agreement::get_opening_agreement)
        .service(reviewers::list_opening_reviewers)
        .service(assignments::list_opening_assignments)
        .service(assignments::recuse_from_application)
        .service(assignments::set_review_aside)
        .service(assignments::reinstate_reviewer)
        .service(assignments::take_back_assignment)
        .service(conflicts::list_opening_conflicts)
        .service(conflicts::declare_conflict)
        .service(conflicts::withdraw_conflict)
        .service(interview_slots::list_interview_slots)
        .service(interview_slots::create_interview_slot)
        .service(interview_series::create_interview_series)
        .service(interview_slots::get_interview_slot)
        .service(interview_slots::update_interview_slot)
        .service(interview_slots::delete_interview_slot)
        .service(interviews::list_interviews)
        .service(interviews::invite_to_interview)
        .service(interviews::reschedule_interview)
        .service(interviews::cancel_interview)
        .service(panel::list_my_interviews)
        .service(panel::get_interview)
        .service(panel::get_interview_calendar)
        .service(panel::record_interview)
        .service(panel::save_panel_score)
        .service(panel::list_panel_scores)
        .service(public_interview::get_public_interview)
        .service(public_interview::book_interview)
        .service(public_interview::rebook_interview)
        .service(public_interview::call_off_interview)
        .service(public_interview::get_public_interview_calendar)
        .service(offers::offer_seat)
        .service(offers::get_public_offer)
        .service(offers::accept_offer)
        .service(offers::decline_offer);
}
