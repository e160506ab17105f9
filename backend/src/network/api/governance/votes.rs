//! Votes on decisions of the task force, and what ends them.

use actix_web::{post, put};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::decisions::{DecisionDetail, detail};
use crate::network::governance::decisions::rules::{Tally, VoteChoice};
use crate::network::governance::decisions::{service, votes};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{CastVotes, ChangePlan};
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{PathId, Valid};
use crate::platform::reply::{Answer, Reply};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CastVote {
    choice: VoteChoice,
}

/// Vote on a decision
///
/// Who holds a voting seat of the task force: today in a written vote, on the day of the meeting else, and there from its
/// beginning on. Send `If-Match` with the version of the motion that you have read. Another vote replaces the first,
/// unless the ballot is secret.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("cast_votes"))),
    params(("id" = Id, Path, description = "The decision")),
    request_body = CastVote,
    responses((status = 200, description = "Voted", body = DecisionDetail)))]
#[put("/decisions/{id}/vote")]
pub async fn cast_vote(auth: Authorized<CastVotes>, id: PathId, body: Valid<CastVote>) -> Answer {
    auth.change(move |w, expected| {
        let row = votes::cast(w, id.0, &expected, body.value.choice)?;
        Reply::updated(&detail(w, row)?)
    })
    .await
}

/// How many hands were shown.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowOfHands {
    #[validate(range(min = 0, max = 200))]
    #[schema(minimum = 0, maximum = 200, example = 5)]
    yes: i32,
    #[validate(range(min = 0, max = 200))]
    #[schema(minimum = 0, maximum = 200, example = 1)]
    no: i32,
    #[validate(range(min = 0, max = 200))]
    #[schema(minimum = 0, maximum = 200, example = 2)]
    abstain: i32,
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseDecision {
    /// Of a meeting where members did not vote one by one, once it is recorded who was there.
    #[validate(nested)]
    show_of_hands: Option<ShowOfHands>,
}

/// Close a decision and find what came of it
///
/// A written vote can be closed before its time when everybody has voted.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    params(("id" = Id, Path, description = "The decision")),
    request_body = CloseDecision,
    responses((status = 200, description = "Closed", body = DecisionDetail)))]
#[post("/decisions/{id}/close")]
pub async fn close_decision(auth: Authorized<ChangePlan>, id: PathId, body: Valid<CloseDecision>) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::find_decision(w, id.0)?;
        let shown =
            body.show_of_hands.map(|shown| Tally { yes: shown.yes, no: shown.no, abstain: shown.abstain });
        let row = service::close_decision(w, row, shown)?;
        Reply::updated(&detail(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawDecision {
    #[validate(length(max = 1000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 1000, pattern = r"\S", example = "A better wording follows.")]
    reason: String,
}

/// Withdraw a decision that is open
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("change_plan"))),
    params(("id" = Id, Path, description = "The decision")),
    request_body = WithdrawDecision,
    responses((status = 200, description = "Withdrawn", body = DecisionDetail)))]
#[post("/decisions/{id}/withdraw")]
pub async fn withdraw_decision(
    auth: Authorized<ChangePlan>,
    id: PathId,
    body: Valid<WithdrawDecision>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::find_decision(w, id.0)?;
        let row = service::withdraw_decision(w, row, &body.reason)?;
        Reply::updated(&detail(w, row)?)
    })
    .await
}
