//! Who administers an association.

use actix_web::{delete, get, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::identity::{Contact, GrantRow};
use crate::network::associations::members::administrators;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ChangeNetwork, ViewMembers};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{PathId, Valid};
use crate::platform::reply::{Answer, Reply, Versioned};

/// Somebody who administers an association: holds the role `partner` in its scope.
#[derive(Serialize, ToSchema)]
pub struct AdministratorView {
    /// Of the grant.
    id: Id,
    person_id: Id,
    #[schema(example = "Ana Flores")]
    name: String,
    #[schema(example = "ana@olc.example")]
    email: String,
    since: DateTime<Utc>,
    version: i64,
}

impl Versioned for AdministratorView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl From<(GrantRow, Contact)> for AdministratorView {
    fn from((grant, person): (GrantRow, Contact)) -> Self {
        Self {
            id: grant.id,
            person_id: person.id,
            name: person.name,
            email: person.email,
            since: utc(grant.created_at),
            version: grant.version,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct AdministratorList {
    items: Vec<AdministratorView>,
    next_cursor: Option<String>,
}

/// List who administers an association
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_members"))),
    params(("id" = Id, Path, description = "The association")),
    responses((status = 200, description = "By name", body = AdministratorList)))]
#[get("/associations/{id}/administrators")]
pub async fn list_administrators(auth: Authorized<ViewMembers>, id: PathId) -> Answer {
    auth.view(move |w| {
        let rows = administrators::list_administrators(w, id.0)?;
        Ok(AdministratorList {
            items: rows.into_iter().map(AdministratorView::from).collect(),
            next_cursor: None,
        })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateAdministrator {
    /// For the account, when the person has none yet.
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", example = "Ana Flores")]
    name: String,
    #[validate(email, length(max = 254))]
    #[schema(max_length = 254, example = "ana@olc.example")]
    email: String,
}

/// Name an administrator of an association
///
/// Whoever has no account is invited by mail.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The association")),
    request_body = CreateAdministrator,
    responses((status = 201, description = "Named", body = AdministratorView)))]
#[post("/associations/{id}/administrators")]
pub async fn create_administrator(
    auth: Authorized<ChangeNetwork>,
    id: PathId,
    body: Valid<CreateAdministrator>,
) -> Answer {
    auth.post(body, move |w, body| {
        let named = administrators::name_administrator(w, id.0, &body.name, &body.email)?;
        Reply::created(&format!("/associations/{}/administrators", id.0), &AdministratorView::from(named))
    })
    .await
}

/// Take the role of an association's administrator away
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_network"))),
    params(("id" = Id, Path, description = "The grant")),
    responses((status = 204, description = "Taken away")))]
#[delete("/association-administrators/{id}")]
pub async fn delete_administrator(auth: Authorized<ChangeNetwork>, id: PathId) -> Answer {
    auth.change(move |w, expected| {
        administrators::dismiss_administrator(w, id.0, &expected)?;
        Ok(Reply::no_content())
    })
    .await
}
