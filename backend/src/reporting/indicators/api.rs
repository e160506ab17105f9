//! The operations that read figures and indicators.

use actix_web::get;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::service;
use super::views::{FigureObservationView, MeasuredIndicatorView, PlanFigureListView, PlanFigureView};
use crate::network::{self, Figure};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ViewPlan;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId};
use crate::platform::pagination::{Page, window};
use crate::platform::reply::Answer;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_figures)
        .service(list_indicators)
        .service(get_indicator)
        .service(list_indicator_observations);
}

/// List the figures that an indicator can be bound to
#[utoipa::path(tag = "Reporting", extensions(("x-permission" = json!("view_plan"))),
    responses((status = 200, description = "All figures", body = PlanFigureListView)))]
#[get("/figures")]
pub async fn list_figures(auth: Authorized<ViewPlan>) -> Answer {
    auth.view(|_| {
        Ok(PlanFigureListView { items: Figure::ALL.iter().copied().map(PlanFigureView::from).collect() })
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListIndicators {
    objective_id: Option<Id>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the indicators of the plan with what their figures are now
///
/// Figures are of the whole network, whoever reads them.
#[utoipa::path(tag = "Reporting", extensions(("x-permission" = json!("view_plan"))), params(ListIndicators),
    responses((status = 200, description = "Indicators", body = Page<MeasuredIndicatorView>)))]
#[get("/indicators")]
pub async fn list_indicators(auth: Authorized<ViewPlan>, query: Params<ListIndicators>) -> Answer {
    auth.list(move |w| {
        let window = window(w.cursors, "indicators", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = network::list_indicators(w.conn, w.scope, query.0.objective_id, &window)?;
        let page = window.page(w.cursors, "indicators", rows, |i| (i.position, i.id), |i| i)?;
        Ok(Page { items: service::measured(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read an indicator with what its figure is now
#[utoipa::path(tag = "Reporting", extensions(("x-permission" = json!("view_plan"))),
    params(("id" = Id, Path, description = "The indicator")),
    responses((status = 200, description = "The indicator", body = MeasuredIndicatorView)))]
#[get("/indicators/{id}")]
pub async fn get_indicator(auth: Authorized<ViewPlan>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = network::find_indicator(w, id.0)?;
        service::measured_one(w, row)
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListIndicatorObservations {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List what the figure of an indicator was, the newest day first
///
/// One observation a day at most, from the day on which an indicator was first bound to the figure.
#[utoipa::path(tag = "Reporting", extensions(("x-permission" = json!("view_plan"))),
    params(("id" = Id, Path, description = "The indicator"), ListIndicatorObservations),
    responses((status = 200, description = "Observations", body = Page<FigureObservationView>)))]
#[get("/indicators/{id}/observations")]
pub async fn list_indicator_observations(
    auth: Authorized<ViewPlan>,
    id: PathId,
    query: Params<ListIndicatorObservations>,
) -> Answer {
    auth.list(move |w| {
        let indicator = network::find_indicator(w, id.0)?;
        let list = "indicator-observations";
        let window = window(w.cursors, list, query.0.cursor.as_deref(), query.0.limit)?;
        let rows = network::list_observations(w.conn, indicator.figure, &window)?;
        window.page(w.cursors, list, rows, |o| o.observed_on, FigureObservationView::from)
    })
    .await
}
