//! Finding and reading resources.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, get};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::{Validate, ValidationError};

use super::views::{ResourceListItem, ResourceVersionListItem, ResourceVersionView, ResourceView};
use crate::network::Setting;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ViewResources;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::Answer;
use crate::resources::queries::ResourceFilter;
use crate::resources::rules::{self, ResourceAudience, ResourceKind, ResourceState};
use crate::resources::service;

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListResources {
    /// Every word of this, in title, summary, topics or body; the last may be a beginning. Best hit first.
    #[validate(length(max = 200))]
    #[param(max_length = 200, example = "first meeting")]
    q: Option<String>,
    kind: Option<ResourceKind>,
    /// For those who may write; everybody else sees published ones only.
    state: Option<ResourceState>,
    #[validate(custom(function = "known_topic"))]
    #[param(min_length = 1, max_length = 60, example = "goal setting")]
    topic: Option<String>,
    setting: Option<Setting>,
    audience: Option<ResourceAudience>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

fn known_topic(topic: &str) -> Result<(), ValidationError> {
    if rules::is_topic(topic) {
        return Ok(());
    }
    Err(ValidationError::new("topic").with_message("No topic is written like this.".into()))
}

/// Search and list resources, by title unless searched
#[utoipa::path(tag = "Resources", extensions(("x-permission" = json!("view_resources"))), params(ListResources),
    responses((status = 200, description = "Resources", body = Page<ResourceListItem>)))]
#[get("/resources")]
pub async fn list_resources(auth: Authorized<ViewResources>, query: Params<ListResources>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let filter = ResourceFilter {
            kind: query.kind,
            state: query.state,
            topic: query.topic.as_deref().map(rules::normal_topic),
            setting: query.setting,
            audience: query.audience,
        };
        let cursor = query.cursor.as_deref();
        let page = match query.q.as_deref().filter(|words| !words.trim().is_empty()) {
            Some(words) => {
                let list = "resources found";
                let window = window(w.cursors, list, cursor, query.limit)?;
                service::search_resources(w, words, &filter, &window, list)?
            }
            None => {
                let window = window(w.cursors, "resources", cursor, query.limit)?;
                let rows = service::list_resources(w, &filter, &window)?;
                window.page(w.cursors, "resources", rows, |r| (r.title.clone(), r.id), |r| r)?
            }
        };
        let items = page.items.into_iter().map(ResourceListItem::try_from).collect::<Result<_, _>>()?;
        Ok(Page { items, next_cursor: page.next_cursor })
    })
    .await
}

/// Read a resource
#[utoipa::path(tag = "Resources", extensions(("x-permission" = json!("view_resources"))),
    params(("id" = Id, Path, description = "The resource")),
    responses((status = 200, description = "The resource", body = ResourceView)))]
#[get("/resources/{id}")]
pub async fn get_resource(auth: Authorized<ViewResources>, id: PathId) -> Answer {
    auth.show(move |w| {
        let shown = service::show_resource(w, id.0)?;
        ResourceView::of(w, shown)
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListResourceVersions {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the published versions of a resource, newest first
#[utoipa::path(tag = "Resources", extensions(("x-permission" = json!("view_resources"))),
    params(("id" = Id, Path, description = "The resource"), ListResourceVersions),
    responses((status = 200, description = "Its published versions", body = Page<ResourceVersionListItem>)))]
#[get("/resources/{id}/versions")]
pub async fn list_resource_versions(
    auth: Authorized<ViewResources>,
    id: PathId,
    query: Params<ListResourceVersions>,
) -> Answer {
    auth.list(move |w| {
        // The cursor belongs to this resource's list alone.
        let list = format!("versions of {}", id.0);
        let window = window(w.cursors, &list, query.0.cursor.as_deref(), query.0.limit)?;
        let rows = service::list_versions(w, id.0, &window)?;
        window.page(w.cursors, &list, rows, |version| version.0, ResourceVersionListItem::from)
    })
    .await
}

/// The `{number}` of a path. What is no number names nothing: 404.
#[derive(Clone, Copy)]
pub struct PathNumber(i32);

impl FromRequest for PathNumber {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let number = request.match_info().get("number").and_then(|text| text.parse().ok());
        ready(number.map(Self).ok_or_else(|| Problem::not_found("version")))
    }
}

/// Read a published version of a resource
#[utoipa::path(tag = "Resources", extensions(("x-permission" = json!("view_resources"))),
    params(("id" = Id, Path, description = "The resource"),
        ("number" = i32, Path, description = "The number of the version", minimum = 1, example = 1)),
    responses((status = 200, description = "The version, which never changes", body = ResourceVersionView)))]
#[get("/resources/{id}/versions/{number}")]
pub async fn get_resource_version(auth: Authorized<ViewResources>, id: PathId, number: PathNumber) -> Answer {
    auth.show(move |w| ResourceVersionView::try_from(service::find_version(w, id.0, number.0)?)).await
}
