//! Cycles, enrolments and rounds: who is matched with whom, and why.

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(_: &mut ServiceConfig<'_>) {}
