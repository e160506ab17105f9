//! Library associations and consortia.

use actix_web::{get, patch, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::network::associations::queries::{self, AssociationFilter, AssociationRow};
use crate::network::associations::{self, About, AssociationKind};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ChangeNetwork, ViewNetwork};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::{web_address, written};
use crate::platform::input::{Params, PathId, Valid, nullable, present};
use crate::platform::pagination::{Page, window};
use crate::platform::reply::{Answer, Reply, Versioned};

/// A LIS association or consortium.
#[derive(Serialize, ToSchema)]
pub struct AssociationView {
    id: Id,
    #[schema(example = "Ohio Library Council")]
    name: String,
    #[schema(example = "https://olc.example")]
    website: Option<String>,
    #[schema(example = "OLC")]
    short_name: Option<String>,
    kind: AssociationKind,
    /// Nobody joins it any more.
    closed: bool,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for AssociationView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl From<AssociationRow> for AssociationView {
    fn from(row: AssociationRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            website: row.website,
            short_name: row.short_name,
            kind: row.kind,
            closed: row.closed_at.is_some(),
            created_at: utc(row.created_at),
            updated_at: utc(row.updated_at),
            version: row.version,
        }
    }
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAssociations {
    /// Part of a name or a short name.
    #[validate(length(max = 100))]
    #[param(max_length = 100)]
    q: Option<String>,
    kind: Option<AssociationKind>,
    closed: Option<bool>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List associations, by name
///
/// Whoever administers associations and nothing else sees only their own.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_network"))), params(ListAssociations),
    responses((status = 200, description = "Associations", body = Page<AssociationView>)))]
#[get("/associations")]
pub async fn list_associations(auth: Authorized<ViewNetwork>, query: Params<ListAssociations>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window(w.cursors, "associations", query.cursor.as_deref(), query.limit)?;
        let filter = AssociationFilter { words: query.q, kind: query.kind, closed: query.closed };
        let rows = queries::list_associations(w.conn, w.scope, &filter, &window)?;
        window.page(w.cursors, "associations", rows, |a| (a.name.clone(), a.id), AssociationView::from)
    })
    .await
}

/// Read an association
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_network"))),
    params(("id" = Id, Path, description = "The association")),
    responses((status = 200, description = "The association", body = AssociationView)))]
#[get("/associations/{id}")]
pub async fn get_association(auth: Authorized<ViewNetwork>, id: PathId) -> Answer {
    auth.show(move |w| Ok(AssociationView::from(associations::find_association(w, id.0)?))).await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateAssociation {
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", example = "Ohio Library Council")]
    name: String,
    #[validate(length(max = 500), custom(function = "web_address"))]
    #[schema(max_length = 500, pattern = "^https?://", example = "https://olc.example")]
    website: Option<String>,
    #[validate(length(max = 40))]
    #[schema(max_length = 40, example = "OLC")]
    short_name: Option<String>,
    /// `other` unless told.
    kind: Option<AssociationKind>,
}

/// Add an association
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    request_body = CreateAssociation,
    responses((status = 201, description = "Added", body = AssociationView)))]
#[post("/associations")]
pub async fn create_association(auth: Authorized<ChangeNetwork>, body: Valid<CreateAssociation>) -> Answer {
    auth.post(body, |w, body| {
        let about = About {
            name: body.name,
            short_name: body.short_name,
            kind: body.kind.unwrap_or(AssociationKind::Other),
            website: body.website,
        };
        let row = associations::create_association(w, about)?;
        Reply::created(&format!("/associations/{}", row.id), &AssociationView::from(row))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateAssociation {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(
        value_type = String,
        required = false,
        min_length = 1,
        max_length = 200,
        pattern = r"\S",
        example = "Ohio Library Council"
    )]
    name: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 40))]
    #[schema(value_type = Option<String>, max_length = 40, example = "OLC")]
    short_name: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = AssociationKind, required = false)]
    kind: Option<AssociationKind>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 500), custom(function = "web_address"))]
    #[schema(value_type = Option<String>, max_length = 500, pattern = "^https?://", example = "https://olc.example")]
    website: Option<Option<String>>,
}

/// Change an association
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The association")),
    request_body = UpdateAssociation,
    responses((status = 200, description = "Changed", body = AssociationView)))]
#[patch("/associations/{id}")]
pub async fn update_association(
    auth: Authorized<ChangeNetwork>,
    id: PathId,
    body: Valid<UpdateAssociation>,
) -> Answer {
    auth.change(move |w, expected| {
        let body = body.value;
        let row = associations::update_association(w, id.0, &expected, |row| About {
            name: body.name.unwrap_or_else(|| row.name.clone()),
            short_name: body.short_name.unwrap_or_else(|| row.short_name.clone()),
            kind: body.kind.unwrap_or(row.kind),
            website: body.website.unwrap_or_else(|| row.website.clone()),
        })?;
        Reply::updated(&AssociationView::from(row))
    })
    .await
}

/// Close an association
///
/// Nobody joins it any more: no member is added, imported or asked, and who has not confirmed yet cannot. Its memberships,
/// their history and its figures stay as they are.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The association")),
    responses((status = 200, description = "Closed", body = AssociationView)))]
#[post("/associations/{id}/close")]
pub async fn close_association(auth: Authorized<ChangeNetwork>, id: PathId) -> Answer {
    auth.act(move |w| Reply::updated(&AssociationView::from(associations::close_association(w, id.0)?))).await
}

/// Open a closed association again
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The association")),
    responses((status = 200, description = "Open again", body = AssociationView)))]
#[post("/associations/{id}/reopen")]
pub async fn reopen_association(auth: Authorized<ChangeNetwork>, id: PathId) -> Answer {
    auth.act(move |w| Reply::updated(&AssociationView::from(associations::reopen_association(w, id.0)?)))
        .await
}
