//! Library associations and consortia.

use actix_web::{get, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::network::associations;
use crate::network::associations::queries::{self, AssociationRow};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ChangeNetwork, ViewNetwork};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::{web_address, written};
use crate::platform::input::{Params, PathId, Valid};
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
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List associations, by name
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_network"))), params(ListAssociations),
    responses((status = 200, description = "Associations", body = Page<AssociationView>)))]
#[get("/associations")]
pub async fn list_associations(auth: Authorized<ViewNetwork>, query: Params<ListAssociations>) -> Answer {
    auth.list(move |w| {
        let window = window(w.cursors, "associations", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_associations(w.conn, w.scope, &window)?;
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
}

/// Add an association
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    request_body = CreateAssociation,
    responses((status = 201, description = "Added", body = AssociationView)))]
#[post("/associations")]
pub async fn create_association(auth: Authorized<ChangeNetwork>, body: Valid<CreateAssociation>) -> Answer {
    auth.post(body, |w, body| {
        let row = associations::create_association(w, &body.name, body.website)?;
        Reply::created(&format!("/associations/{}", row.id), &AssociationView::from(row))
    })
    .await
}
