//! Openings, as those who manage them and the reviewers see them: listed, read, published, closed.

use actix_web::{get, post};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::opening_views::{OpeningDetail, OpeningView, detail, views};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ManageOpenings, ViewApplications};
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId};
use crate::platform::pagination::{Page, window};
use crate::platform::reply::{Answer, Reply};
use crate::recruitment::queries::{self, OpeningFilter};
use crate::recruitment::rules::OpeningState;
use crate::recruitment::service;

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListOpenings {
    state: Option<OpeningState>,
    region_id: Option<Id>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List openings, newest first
///
/// A reviewer sees those with applications assigned to them.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("view_applications"))),
    params(ListOpenings),
    responses((status = 200, description = "Openings", body = Page<OpeningView>)))]
#[get("/openings")]
pub async fn list_openings(auth: Authorized<ViewApplications>, query: Params<ListOpenings>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window::<Id>(w.cursors, "openings", query.cursor.as_deref(), query.limit)?;
        let filter = OpeningFilter { state: query.state, region: query.region_id };
        let scope = service::reading_scope(w);
        let rows = queries::list_openings(w.conn, &scope, &filter, &window)?;
        let page = window.page(w.cursors, "openings", rows, |o| o.id, |o| o)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read an opening with its criteria
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("view_applications"))),
    params(("id" = Id, Path, description = "The opening")),
    responses((status = 200, description = "The opening", body = OpeningDetail)))]
#[get("/openings/{id}")]
pub async fn get_opening(auth: Authorized<ViewApplications>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = service::find_opening(w, id.0)?;
        detail(w, row)
    })
    .await
}

/// Publish a draft on the public page
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("manage_openings"))),
    params(("id" = Id, Path, description = "The opening")),
    responses((status = 200, description = "Published", body = OpeningDetail)))]
#[post("/openings/{id}/publish")]
pub async fn publish_opening(auth: Authorized<ManageOpenings>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = service::publish_opening(w, id.0)?;
        Reply::updated(&detail(w, row)?)
    })
    .await
}

/// Close an opening: it takes no more applications
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("manage_openings"))),
    params(("id" = Id, Path, description = "The opening")),
    responses((status = 200, description = "Closed", body = OpeningDetail)))]
#[post("/openings/{id}/close")]
pub async fn close_opening(auth: Authorized<ManageOpenings>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = service::close_opening(w, id.0)?;
        Reply::updated(&detail(w, row)?)
    })
    .await
}
