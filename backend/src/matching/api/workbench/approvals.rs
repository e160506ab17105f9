//! Approving proposals before they are published, many at once.

use actix_web::post;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::matching::queries::workbench::rows::RowFilter;
use crate::matching::service::workbench::approval::{self, Chosen};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::RunRounds;
use crate::platform::db::Id;
use crate::platform::input::{PathId, Valid};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply};

/// Which proposals are meant, as in the list of them.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalsToApprove {
    #[serde(default)]
    #[schema(required = false)]
    region_id: Option<Id>,
    #[serde(default)]
    #[validate(range(min = 0, max = 1000))]
    #[schema(required = false, minimum = 0, maximum = 1000, example = 60)]
    min_points: Option<i32>,
    #[serde(default)]
    #[validate(range(min = 0, max = 1000))]
    #[schema(required = false, minimum = 0, maximum = 1000)]
    max_points: Option<i32>,
    #[serde(default)]
    #[schema(required = false)]
    locked: Option<bool>,
    /// Part of the mentor's or the mentee's name.
    #[serde(default)]
    #[validate(length(max = 100))]
    #[schema(required = false, max_length = 100)]
    q: Option<String>,
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveProposals {
    /// False opens them again.
    approved: bool,
    /// These, or those of `filter`: one of both.
    #[serde(default)]
    #[validate(length(min = 1, max = 200))]
    #[schema(required = false, min_items = 1, max_items = 200)]
    proposal_ids: Option<Vec<Id>>,
    #[serde(default)]
    #[validate(nested)]
    #[schema(required = false)]
    filter: Option<ProposalsToApprove>,
}

/// How many proposals that wait to be published are approved.
#[derive(Serialize, ToSchema)]
pub struct ApprovalCounts {
    /// How many were not so before.
    #[schema(example = 31)]
    changed: usize,
    #[schema(example = 43)]
    approved: i64,
    #[schema(example = 75)]
    open: i64,
}

/// Approve proposals, or open them again
///
/// Only of those that wait to be published. Publishing may then be limited to what is approved. Nobody approves a pair that
/// they are one of: by its id it is a 422 with `own_pair`, and a filter leaves it out.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The round")), request_body = ApproveProposals,
    responses((status = 200, description = "How many are approved now", body = ApprovalCounts)))]
#[post("/rounds/{id}/approve")]
pub async fn approve_proposals(
    auth: Authorized<RunRounds>,
    id: PathId,
    body: Valid<ApproveProposals>,
) -> Answer {
    auth.post(body, move |w, body| {
        let chosen = match (body.proposal_ids, body.filter) {
            (Some(ids), None) => Chosen::Ids(ids),
            (None, Some(filter)) => {
                let narrowed = RowFilter {
                    region: filter.region_id,
                    min_points: filter.min_points,
                    max_points: filter.max_points,
                    locked: filter.locked,
                    ..RowFilter::default()
                };
                Chosen::Filter(narrowed, filter.q)
            }
            _ => {
                let detail = "Name proposals, or a filter: one of both.";
                return Err(Problem::field("/proposal_ids", "one_of", detail));
            }
        };
        let (changed, standing) = approval::approve(w, id.0, body.approved, chosen)?;
        Reply::ok(&ApprovalCounts {
            changed,
            approved: standing.approved,
            open: standing.proposed - standing.approved,
        })
    })
    .await
}
