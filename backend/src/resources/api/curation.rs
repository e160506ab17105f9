//! From draft to published to retired.

use actix_web::post;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::views::ResourceView;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{PublishResources, WriteResources};
use crate::platform::db::Id;
use crate::platform::input::{PathId, Valid};
use crate::platform::reply::{Answer, Reply};
use crate::resources::service;

/// Hand a draft in for review
#[utoipa::path(tag = "Resources", extensions(("x-permission" = json!("write_resources"))),
    params(("id" = Id, Path, description = "The resource")),
    responses((status = 200, description = "In review", body = ResourceView)))]
#[post("/resources/{id}/submit")]
pub async fn submit_resource(auth: Authorized<WriteResources>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = service::submit_resource(w, id.0)?;
        Reply::updated(&ResourceView::after(w, &row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishResource {
    /// What has changed; needed from the second version on.
    #[validate(length(max = 1000))]
    #[schema(max_length = 1000, example = "Questions for school libraries added")]
    change_note: Option<String>,
}

/// Publish what was reviewed, as the next version
#[utoipa::path(tag = "Resources", extensions(("x-permission" = json!("publish_resources"))),
    params(("id" = Id, Path, description = "The resource")),
    request_body = PublishResource,
    responses((status = 200, description = "Published", body = ResourceView)))]
#[post("/resources/{id}/publish")]
pub async fn publish_resource(
    auth: Authorized<PublishResources>,
    id: PathId,
    body: Valid<PublishResource>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::publish_resource(w, id.0, body.change_note.as_deref())?;
        Reply::updated(&ResourceView::after(w, &row)?)
    })
    .await
}

/// Withdraw a resource for good
#[utoipa::path(tag = "Resources", extensions(("x-permission" = json!("publish_resources"))),
    params(("id" = Id, Path, description = "The resource")),
    responses((status = 200, description = "Retired", body = ResourceView)))]
#[post("/resources/{id}/retire")]
pub async fn retire_resource(auth: Authorized<PublishResources>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = service::retire_resource(w, id.0)?;
        Reply::updated(&ResourceView::after(w, &row)?)
    })
    .await
}
