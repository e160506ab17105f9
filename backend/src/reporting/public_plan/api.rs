//! The operations of the public page, and its preview for those who publish.

use actix_web::get;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::service;
use super::views::{PublicPagesView, PublicPlanView};
use crate::network::{self, PublishedPieces};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ViewPlan, ViewPublicPages};
use crate::platform::input::Params;
use crate::platform::problem::{Problem, ProblemDocument};
use crate::platform::reply::Answer;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_public_pages).service(get_public_plan).service(preview_public_plan);
}

/// Read which pages there are for strangers beside the openings
#[utoipa::path(tag = "Reporting", extensions(("x-permission" = json!("view_public_pages"))),
    responses((status = 200, description = "The pages", body = PublicPagesView)))]
#[get("/public/pages")]
pub async fn list_public_pages(auth: Authorized<ViewPublicPages>) -> Answer {
    auth.view(|w| Ok(PublicPagesView::from(network::plan_publication(w)?))).await
}

/// Read what the task force shows of itself
///
/// Charter, members, objectives with milestones and indicators, as far as they are published. Owners are never named,
/// members only with their consent, and no count of people below 10 can be read or worked out.
#[utoipa::path(tag = "Reporting", extensions(("x-permission" = json!("view_public_pages"))),
    responses((status = 200, description = "What is published", body = PublicPlanView),
        (status = 404, description = "Nothing is published",
            body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/public/plan")]
pub async fn get_public_plan(auth: Authorized<ViewPublicPages>) -> Answer {
    auth.show(|w| {
        let pieces = network::plan_publication(w)?.pieces();
        if !pieces.any() {
            return Err(Problem::not_found("published plan"));
        }
        service::public_plan(w, pieces)
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PreviewPublicPlan {
    /// As it is published unless told; so for the others.
    charter: Option<bool>,
    plan: Option<bool>,
    indicators: Option<bool>,
    members: Option<bool>,
}

/// See what strangers would read if these pieces were published
///
/// Nothing is published by looking. Values and names are withheld as from strangers.
#[utoipa::path(tag = "Reporting", extensions(("x-permission" = json!("view_plan"))), params(PreviewPublicPlan),
    responses((status = 200, description = "What strangers would read", body = PublicPlanView)))]
#[get("/plan-publication/preview")]
pub async fn preview_public_plan(auth: Authorized<ViewPlan>, query: Params<PreviewPublicPlan>) -> Answer {
    auth.view(move |w| {
        let PreviewPublicPlan { charter, plan, indicators, members } = query.0;
        let published = network::plan_publication(w)?.pieces();
        let pieces = PublishedPieces {
            charter: charter.unwrap_or(published.charter),
            plan: plan.unwrap_or(published.plan),
            indicators: indicators.unwrap_or(published.indicators),
            members: members.unwrap_or(published.members),
        };
        service::public_plan(w, pieces)
    })
    .await
}
