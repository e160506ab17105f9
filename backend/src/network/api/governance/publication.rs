//! What strangers may read of the task force: decided piece by piece, and by each member for the own name.

use actix_web::{get, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::network::governance::publication::service::{self, PlanPublication, PublicName, PublishedPieces};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ChangePlan, UseOwnAccount, ViewPlan};
use crate::platform::db::Id;
use crate::platform::input::Valid;
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// Read what the task force shows to strangers
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_plan"))),
    responses((status = 200, description = "The pieces that are shown", body = PlanPublication)))]
#[get("/plan-publication")]
pub async fn get_plan_publication(auth: Authorized<ViewPlan>) -> Answer {
    auth.show(service::plan_publication).await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishPlan {
    charter: bool,
    /// Objectives and milestones, without the names of owners.
    plan: bool,
    /// With the plan only.
    indicators: bool,
    /// By title; by name who allows it.
    members: bool,
}

/// Decide what the task force shows to strangers
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    request_body = PublishPlan,
    responses((status = 200, description = "Shown from now on", body = PlanPublication)))]
#[put("/plan-publication")]
pub async fn publish_plan(auth: Authorized<ChangePlan>, body: Valid<PublishPlan>) -> Answer {
    auth.change(move |w, expected| {
        let PublishPlan { charter, plan, indicators, members } = body.value;
        let pieces = PublishedPieces { charter, plan, indicators, members };
        Reply::updated(&service::publish_plan(w, Some(&expected), pieces)?)
    })
    .await
}

/// Whether strangers may read one's own name.
#[derive(Serialize, ToSchema)]
pub struct PublicNameView {
    /// Nobody's is shown unless they say so.
    shown: bool,
    /// Whether there is a seat in the task force beside which it would stand.
    has_seat: bool,
    version: i64,
}

impl Versioned for PublicNameView {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.version
    }
}

impl From<PublicName> for PublicNameView {
    fn from(name: PublicName) -> Self {
        Self { shown: name.shown, has_seat: name.has_seat, version: name.version }
    }
}

fn own(work: &Work<'_>) -> Result<Id, Problem> {
    work.scope.own.ok_or_else(|| Problem::not_found("person"))
}

/// Read whether strangers may read one's own name as a member of the task force
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("use_own_account"))),
    responses((status = 200, description = "Whether it may be read", body = PublicNameView)))]
#[get("/me/public-name")]
pub async fn get_public_name(auth: Authorized<UseOwnAccount>) -> Answer {
    auth.show(|w| {
        let person = own(w)?;
        Ok(PublicNameView::from(service::public_name(w, person)?))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowOwnName {
    shown: bool,
}

/// Decide whether strangers may read one's own name as a member of the task force
///
/// Nobody else can decide it. Without consent the seat is told by its title alone.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("use_own_account"))),
    request_body = ShowOwnName,
    responses((status = 200, description = "Decided", body = PublicNameView)))]
#[put("/me/public-name")]
pub async fn show_own_name(auth: Authorized<UseOwnAccount>, body: Valid<ShowOwnName>) -> Answer {
    auth.change(move |w, expected| {
        let person = own(w)?;
        let name = service::show_own_name(w, person, Some(&expected), body.value.shown)?;
        Reply::updated(&PublicNameView::from(name))
    })
    .await
}
