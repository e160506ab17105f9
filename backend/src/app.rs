//! Composes the slices into one service. Nothing else knows all of them.

use std::collections::HashMap;

use actix_files::{Files, NamedFile};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse, fn_service};
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, Error, HttpResponse, web};
use chrono::TimeDelta;
use utoipa::openapi::OpenApi;
use utoipa_actix_web::service_config::ServiceConfig;
use utoipa_actix_web::{AppExt, scope};
use utoipa_swagger_ui::{Config as SwaggerConfig, SwaggerUi};

use crate::platform::http::{Addresses, around, no_such_address, security};
use crate::platform::jobs::Handler;
use crate::platform::jobs::recurring::Recurring;
use crate::platform::state::Platform;
use crate::{
    evaluation, identity, matching, mentorships, network, operations, recruitment, reporting, resources,
    succession, training,
};

mod documentation;
mod health;

/// Every slice's operations, in the order of the lifecycle.
fn operations_of_all_slices(config: &mut ServiceConfig<'_>) {
    config
        .configure(identity::routes)
        .configure(network::routes)
        .configure(resources::routes)
        .configure(recruitment::routes)
        .configure(training::routes)
        .configure(matching::routes)
        .configure(mentorships::routes)
        .configure(evaluation::routes)
        .configure(succession::routes)
        .configure(operations::routes)
        .configure(reporting::routes);
}

/// What the job runner can do.
#[must_use]
pub fn job_handlers() -> HashMap<&'static str, Handler> {
    HashMap::from([
        (network::IMPORT_INSTITUTIONS, network::import_institutions as Handler),
        (network::IMPORT_MEMBERS, network::run_import_members as Handler),
        (recruitment::REMIND_OF_INTERVIEW, recruitment::remind_of_interview as Handler),
        (network::CLOSE_DECISION, network::run_close_decision as Handler),
        (network::MOVE_JURISDICTION, network::run_jurisdiction_move as Handler),
        (evaluation::OPEN_WAVE, evaluation::run_open_wave as Handler),
        (matching::RUN_ROUND, matching::run_round as Handler),
        (matching::RUN_CIRCLE_ROUND, matching::run_circle_round as Handler),
        (matching::END_CIRCLES_OF_CYCLE, matching::end_circles_of_cycle as Handler),
        (network::IMPORT_ENROLMENTS, matching::run_import_enrolments as Handler),
        (network::IMPORT_MENTORING, mentorships::run_import_mentoring as Handler),
        (mentorships::SEND_MESSAGE, mentorships::run_send_message as Handler),
        (matching::END_PAIRINGS_OF_CYCLE, mentorships::end_pairings_of_cycle as Handler),
        (mentorships::ASK_AT_END, evaluation::run_ask_at_end as Handler),
        (mentorships::LOOK_AFTER_PAIRINGS, mentorships::look_after_pairings as Handler),
        (mentorships::LOOK_AFTER_PROPOSALS, mentorships::look_after_proposals as Handler),
        (recruitment::ERASE_DRAFTS, recruitment::erase_drafts as Handler),
        (recruitment::ASK_REFEREES, recruitment::ask_referees as Handler),
        (recruitment::REMOVE_FILES, recruitment::remove_files as Handler),
        (reporting::OBSERVE_FIGURES, reporting::observe_figures as Handler),
    ])
}

/// What the job runner does again and again.
pub const RECURRING: &[Recurring] = &[
    Recurring { kind: recruitment::ERASE_DRAFTS, every: TimeDelta::hours(24) },
    Recurring { kind: recruitment::ASK_REFEREES, every: TimeDelta::hours(6) },
    Recurring { kind: recruitment::REMOVE_FILES, every: TimeDelta::hours(24) },
    // Often enough for a reminder an hour ahead.
    Recurring { kind: mentorships::LOOK_AFTER_PAIRINGS, every: TimeDelta::minutes(30) },
    Recurring { kind: mentorships::LOOK_AFTER_PROPOSALS, every: TimeDelta::minutes(30) },
    Recurring { kind: reporting::OBSERVE_FIGURES, every: TimeDelta::hours(24) },
];

/// The OpenAPI document, derived from the registered handlers.
#[must_use]
pub fn openapi() -> OpenApi {
    let (_, document) = App::new()
        .into_utoipa_app()
        .service(scope("/api/v1").configure(operations_of_all_slices))
        .split_for_parts();
    documentation::complete(document)
}

/// What the service says of itself: made once, shared by the threads that serve, since the document is large.
#[derive(Clone)]
pub struct Description {
    document: web::Data<documentation::Served>,
    addresses: web::Data<Addresses>,
}

impl Description {
    /// # Errors
    /// When the document cannot be written as JSON.
    pub fn of_all_slices() -> Result<Self, String> {
        let document = openapi();
        let json = document.to_json().map_err(|e| format!("The OpenAPI document cannot be written: {e}."))?;
        Ok(Self {
            document: web::Data::new(documentation::Served(json.into())),
            addresses: web::Data::new(Addresses::of(&document)),
        })
    }
}

/// The whole service over one platform.
pub fn service(
    platform: web::Data<Platform>,
    description: Description,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    let spa = platform.config.spa_dir.clone();
    let cors = security::cors(&platform.config);
    let (app, _) = App::new()
        .into_utoipa_app()
        .service(scope("/api/v1").configure(operations_of_all_slices))
        .split_for_parts();
    app.app_data(platform)
        .app_data(description.addresses)
        .app_data(description.document)
        .configure(health::routes)
        .configure(documentation::routes)
        .service(SwaggerUi::new("/api/docs/{_:.*}").config(SwaggerConfig::from(documentation::ADDRESS)))
        .service(web::scope("/api").default_service(web::to(no_such_address)))
        .service(single_page_application(&spa))
        .default_service(web::to(no_such_address))
        .wrap(Compress::default())
        .wrap(from_fn(around))
        .wrap(cors)
}

/// Files of the built SPA; every other address is the SPA's own to route.
fn single_page_application(folder: &std::path::Path) -> Files {
    let index = folder.join("index.html");
    Files::new("/", folder).index_file("index.html").default_handler(fn_service(
        move |request: ServiceRequest| {
            let index = index.clone();
            async move {
                let (request, _) = request.into_parts();
                let response = match NamedFile::open(&index) {
                    Ok(page) => page.into_response(&request),
                    Err(_) => HttpResponse::NotFound().content_type("text/plain").body(
                        "The SPA is not built. The API is at /api/v1 and its documentation at /api/docs/.\n",
                    ),
                };
                Ok(ServiceResponse::new(request, response))
            }
        },
    ))
}
