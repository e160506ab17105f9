//! A person's own memberships.

use actix_web::{get, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::network::associations::members::queries::MembershipRow;
use crate::network::associations::members::{MembershipState, own};
use crate::network::associations::queries::AssociationRow;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::KeepOwnMemberships;
use crate::platform::db::Id;
use crate::platform::input::{PathId, Valid};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// A membership, as its person sees it.
#[derive(Serialize, ToSchema)]
pub struct OwnMembershipView {
    id: Id,
    association_id: Id,
    #[schema(example = "Ohio Library Council")]
    association_name: String,
    #[schema(example = "OLC-20417")]
    external_id: Option<String>,
    /// The name and the address that the association has written down.
    #[schema(example = "Ana Flores")]
    name: String,
    #[schema(example = "ana@library.example")]
    email: String,
    since: NaiveDate,
    until: Option<NaiveDate>,
    /// `unconfirmed` waits for your answer.
    state: MembershipState,
    /// Whether the association sees what you take part in.
    shares_participation: bool,
    version: i64,
}

impl Versioned for OwnMembershipView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl OwnMembershipView {
    fn of(row: MembershipRow, association: &AssociationRow) -> Self {
        Self {
            id: row.id,
            association_id: row.association_id,
            association_name: association.name.clone(),
            external_id: row.external_id,
            name: row.name,
            email: row.email,
            since: row.since,
            until: row.until,
            state: row.state,
            shares_participation: row.shares_participation,
            version: row.version,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct OwnMembershipList {
    items: Vec<OwnMembershipView>,
    next_cursor: Option<String>,
}

/// List your own memberships, and those that wait for you to confirm
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("keep_own_memberships"))),
    responses((status = 200, description = "By association", body = OwnMembershipList)))]
#[get("/me/memberships")]
pub async fn list_own_memberships(auth: Authorized<KeepOwnMemberships>) -> Answer {
    auth.view(|w| {
        let rows = own::own_memberships(w)?;
        let items =
            rows.into_iter().map(|(row, association)| OwnMembershipView::of(row, &association)).collect();
        Ok(OwnMembershipList { items, next_cursor: None })
    })
    .await
}

fn answer(
    work: &mut Work<'_>,
    id: Id,
    act: impl FnOnce(&mut Work<'_>) -> Result<MembershipRow, Problem>,
) -> Result<Reply, Problem> {
    let (_, association) = own::own_membership(work, id)?;
    let row = act(work)?;
    Reply::updated(&OwnMembershipView::of(row, &association))
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareMembership {
    /// Whether the association sees what you take part in.
    #[schema(example = true)]
    pub shares_participation: bool,
}

/// Confirm a membership that waits for you
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("keep_own_memberships"))),
    params(("id" = Id, Path, description = "The membership")),
    request_body = ShareMembership,
    responses((status = 200, description = "Confirmed", body = OwnMembershipView)))]
#[post("/memberships/{id}/accept")]
pub async fn accept_membership(
    auth: Authorized<KeepOwnMemberships>,
    id: PathId,
    body: Valid<ShareMembership>,
) -> Answer {
    auth.post(body, move |w, body| answer(w, id.0, |w| own::accept(w, id.0, body.shares_participation))).await
}

/// Decline a membership that waits for you
///
/// The association cannot ask again.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("keep_own_memberships"))),
    params(("id" = Id, Path, description = "The membership")),
    responses((status = 200, description = "Declined", body = OwnMembershipView)))]
#[post("/memberships/{id}/decline")]
pub async fn decline_membership(auth: Authorized<KeepOwnMemberships>, id: PathId) -> Answer {
    auth.act(move |w| answer(w, id.0, |w| own::decline(w, id.0))).await
}

/// Let the association see what you take part in, or no more
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("keep_own_memberships"))),
    params(("id" = Id, Path, description = "The membership")),
    request_body = ShareMembership,
    responses((status = 200, description = "Changed", body = OwnMembershipView)))]
#[post("/memberships/{id}/share")]
pub async fn share_membership(
    auth: Authorized<KeepOwnMemberships>,
    id: PathId,
    body: Valid<ShareMembership>,
) -> Answer {
    auth.post(body, move |w, body| answer(w, id.0, |w| own::share(w, id.0, body.shares_participation))).await
}

/// Leave an association
///
/// Your place in the network stays as it is; the association sees nothing of it any more.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("keep_own_memberships"))),
    params(("id" = Id, Path, description = "The membership")),
    responses((status = 200, description = "Left", body = OwnMembershipView)))]
#[post("/memberships/{id}/leave")]
pub async fn leave_membership(auth: Authorized<KeepOwnMemberships>, id: PathId) -> Answer {
    auth.act(move |w| answer(w, id.0, |w| own::leave(w, id.0))).await
}
