//! The operations of circles.

mod answers;
mod candidates;
mod circles;
mod meetings;
mod places;
mod rounds;
mod unplaced;
mod views;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(rounds::create_circle_round)
        .service(rounds::list_circle_rounds)
        .service(rounds::get_circle_round)
        .service(rounds::preview_circle_publication)
        .service(rounds::publish_circle_round)
        .service(unplaced::list_unplaced)
        .service(circles::list_circles_of_round)
        .service(circles::list_circles)
        .service(circles::list_my_circles)
        .service(circles::get_circle)
        .service(circles::rename_circle)
        .service(circles::end_circle)
        .service(places::add_circle_place)
        .service(places::remove_circle_place)
        .service(answers::accept_circle_place)
        .service(answers::decline_circle_place)
        .service(answers::leave_circle)
        .service(candidates::list_circle_candidates)
        .service(meetings::create_circle_meeting)
        .service(meetings::list_circle_meetings)
        .service(meetings::correct_circle_meeting)
        .service(meetings::remove_circle_meeting);
}
