//! The operations of reporting.

use actix_web::get;
use utoipa_actix_web::service_config::ServiceConfig;

use super::views::DashboardView;
use super::{indicators, public_plan, service};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ViewDashboard;
use crate::platform::reply::Answer;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(get_dashboard).configure(indicators::api::routes).configure(public_plan::api::routes);
}

/// Read what the signed-in person needs today
///
/// The task force sees the network, a coordinator the own regions, everybody their own proposals and
/// pairings. Sections that are not the caller's are empty or `null`.
#[utoipa::path(tag = "Reporting", extensions(("x-permission" = json!("view_dashboard"))),
    responses((status = 200, description = "The dashboard", body = DashboardView)))]
#[get("/dashboard")]
pub async fn get_dashboard(auth: Authorized<ViewDashboard>) -> Answer {
    auth.view(service::dashboard).await
}
