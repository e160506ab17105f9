//! What people answer about their own places in circles.

use actix_web::post;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::views::{CircleView, view};
use crate::matching::circles::rules::CircleLeaveReason;
use crate::matching::circles::service::answers;
use crate::matching::rules::DeclineReason;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::AnswerProposals;
use crate::platform::db::Id;
use crate::platform::input::{PathId, Valid};
use crate::platform::reply::{Answer, Reply};

/// Join a circle
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("answer_proposals"))),
    params(("id" = Id, Path, description = "One's own place")),
    responses((status = 200, description = "Joined: addresses of those who have are shown", body = CircleView)))]
#[post("/circle-places/{id}/accept")]
pub async fn accept_circle_place(auth: Authorized<AnswerProposals>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = answers::accept(w, id.0)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineCirclePlace {
    /// The coordinator who is responsible for one reads it; the others never learn it.
    reason: DeclineReason,
}

/// Decline to join a circle
///
/// One keeps the place in the cycle and is part of the next round.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("answer_proposals"))),
    params(("id" = Id, Path, description = "One's own place")), request_body = DeclineCirclePlace,
    responses((status = 200, description = "Declined", body = CircleView)))]
#[post("/circle-places/{id}/decline")]
pub async fn decline_circle_place(
    auth: Authorized<AnswerProposals>,
    id: PathId,
    body: Valid<DeclineCirclePlace>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = answers::decline(w, id.0, body.reason)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeaveCircle {
    /// The coordinator who is responsible for one reads it; the others never learn it.
    reason: CircleLeaveReason,
}

/// Leave a circle that one has joined
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("answer_proposals"))),
    params(("id" = Id, Path, description = "One's own place")), request_body = LeaveCircle,
    responses((status = 200, description = "Left", body = CircleView)))]
#[post("/circle-places/{id}/leave")]
pub async fn leave_circle(auth: Authorized<AnswerProposals>, id: PathId, body: Valid<LeaveCircle>) -> Answer {
    auth.post(body, move |w, body| {
        let row = answers::leave(w, id.0, body.reason)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}
