//! Somebody new for one person, in one step.

use actix_web::post;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use crate::matching::api::proposal_views::{ProposalDetail, detail};
use crate::matching::service::workbench::rematch;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::RunRounds;
use crate::platform::db::Id;
use crate::platform::input::{PathId, Valid};
use crate::platform::reply::{Answer, Reply};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RematchEnrolment {
    /// Ask both at once.
    #[serde(default)]
    #[schema(required = false)]
    publish: bool,
}

/// Find somebody new for one person
///
/// For a mentee the best mentor with a free seat, for a mentor the best mentee who waits: exactly, with the rules of the
/// cycle and everything that bars a pair. The proposal stands in a small round of its own, to be published like any other.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The enrolment")), request_body = RematchEnrolment,
    responses((status = 201, description = "The new proposal", body = ProposalDetail)))]
#[post("/enrolments/{id}/rematch")]
pub async fn rematch_enrolment(
    auth: Authorized<RunRounds>,
    id: PathId,
    body: Valid<RematchEnrolment>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = rematch::rematch(w, id.0, body.publish)?;
        Reply::created(&format!("/proposals/{}", row.id), &detail(w, row)?)
    })
    .await
}
