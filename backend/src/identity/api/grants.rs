//! Grants of roles in scopes.

use actix_web::{delete, get, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::identity::queries::{self, GrantRow};
use crate::identity::service;
use crate::platform::auth::permissions::ManageGrants;
use crate::platform::auth::{Authorized, Role, ScopeKind};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// A role that a person holds in a scope.
#[derive(Serialize, ToSchema)]
pub struct GrantView {
    id: Id,
    person_id: Id,
    role: Role,
    scope_kind: ScopeKind,
    scope_id: Option<Id>,
    /// What the scope is called; `null` for the network.
    scope_name: Option<String>,
    /// From this day on it is none; `null`: until somebody revokes it.
    ends_on: Option<NaiveDate>,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for GrantView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl GrantView {
    pub fn of(work: &mut Work<'_>, grant: GrantRow) -> Result<Self, Problem> {
        Ok(Self {
            scope_name: queries::scope_name(work.conn, grant.scope_kind, grant.scope_id)?,
            id: grant.id,
            person_id: grant.person_id,
            role: grant.role,
            scope_kind: grant.scope_kind,
            scope_id: grant.scope_id,
            ends_on: grant.ends_on,
            created_at: utc(grant.created_at),
            version: grant.version,
        })
    }
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListGrants {
    person_id: Option<Id>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List live grants
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!("manage_grants"))), params(ListGrants),
    responses((status = 200, description = "Live grants, oldest first", body = Page<GrantView>)))]
#[get("/grants")]
pub async fn list_grants(auth: Authorized<ManageGrants>, query: Params<ListGrants>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window::<Id>(w.cursors, "grants", query.cursor.as_deref(), query.limit)?;
        let today = w.now.date_naive();
        let rows = queries::list_grants(w.conn, today, query.person_id, window.after, window.fetch())?;
        let page = window.page(w.cursors, "grants", rows, |g| g.id, |g| g)?;
        let items = page.items.into_iter().map(|g| GrantView::of(w, g)).collect::<Result<_, _>>()?;
        Ok(Page { items, next_cursor: page.next_cursor })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateGrant {
    person_id: Id,
    role: Role,
    scope_kind: ScopeKind,
    /// Needed unless `scope_kind` is `network`.
    scope_id: Option<Id>,
}

/// Grant a role in a scope
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!("manage_grants"))),
    request_body = CreateGrant,
    responses((status = 201, description = "Granted", body = GrantView)))]
#[post("/grants")]
pub async fn create_grant(auth: Authorized<ManageGrants>, body: Valid<CreateGrant>) -> Answer {
    auth.post(body, |w, body| {
        let id = service::grant_role(w, body.person_id, body.role, body.scope_kind, body.scope_id)?;
        let row = queries::find_grant(w.conn, id)?.ok_or_else(|| Problem::not_found("grant"))?;
        Reply::created(&format!("/grants?person_id={}", row.person_id), &GrantView::of(w, row)?)
    })
    .await
}

/// Revoke a grant; it takes effect with the next request
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!("manage_grants"))),
    params(("id" = Id, Path, description = "The grant")),
    responses((status = 204, description = "Revoked")))]
#[delete("/grants/{id}")]
pub async fn delete_grant(auth: Authorized<ManageGrants>, id: PathId) -> Answer {
    auth.change(move |w, expected| {
        let row = queries::find_grant(w.conn, id.0)?.ok_or_else(|| Problem::not_found("grant"))?;
        expected.check(row.version)?;
        service::revoke_grant(w, id.0)?;
        Ok(Reply::no_content())
    })
    .await
}
