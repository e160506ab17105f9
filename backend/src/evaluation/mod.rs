//! Studies, instruments and waves: what the evidence says, and what changes because of it.

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(_: &mut ServiceConfig<'_>) {}
