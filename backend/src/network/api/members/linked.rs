//! A membership as the holder of a mailed link confirms or declines it.

use actix_web::{get, post};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::own::ShareMembership;
use crate::network::associations::members::{MembershipState, own};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::AnswerMembership;
use crate::platform::input::Valid;
use crate::platform::reply::{Answer, Reply};

/// What the holder of a mailed link is asked to confirm.
#[derive(Serialize, ToSchema)]
pub struct PublicMembershipView {
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
    state: MembershipState,
    /// Whether you have an account under this address; one is made when you confirm.
    has_account: bool,
}

/// Read the membership that a mailed link asks about
///
/// Reading changes nothing, so that mail scanners may follow the link.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("answer_membership"))),
    responses((status = 200, description = "What is asked", body = PublicMembershipView)))]
#[get("/public/membership")]
pub async fn get_public_membership(auth: Authorized<AnswerMembership>) -> Answer {
    auth.view(|w| {
        let (row, association, person) = own::linked(w)?;
        Ok(PublicMembershipView {
            association_name: association.name,
            external_id: row.external_id,
            name: row.name,
            email: row.email,
            since: row.since,
            state: row.state,
            has_account: person.is_some(),
        })
    })
    .await
}

/// What came of it.
#[derive(Serialize, ToSchema)]
pub struct MembershipAnswered {
    state: MembershipState,
}

/// Confirm the membership
///
/// Joins it to the account of the address. Where there is none one is made, and a second mail says how to sign in.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("answer_membership"))),
    request_body = ShareMembership,
    responses((status = 200, description = "Confirmed", body = MembershipAnswered)))]
#[post("/public/membership/accept")]
pub async fn accept_public_membership(
    auth: Authorized<AnswerMembership>,
    body: Valid<ShareMembership>,
) -> Answer {
    auth.post(body, |w, body| {
        let row = own::accept_by_link(w, body.shares_participation)?;
        Reply::ok(&MembershipAnswered { state: row.state })
    })
    .await
}

/// Decline the membership
///
/// The association cannot ask again.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("answer_membership"))),
    responses((status = 200, description = "Declined", body = MembershipAnswered)))]
#[post("/public/membership/decline")]
pub async fn decline_public_membership(auth: Authorized<AnswerMembership>) -> Answer {
    auth.act(|w| Reply::ok(&MembershipAnswered { state: own::decline_by_link(w)?.state })).await
}
