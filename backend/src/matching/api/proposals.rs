//! Proposals: who was suggested to whom, why, and what they say. Accepting is an operation of
//! mentorships, since a pairing comes of it.

use actix_web::{get, post};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::proposal_views::{ProposalDetail, ProposalView, detail, views};
use super::workbench::{ExportRoundProposals, ListRoundProposals, RoundProposal, all_rows, list_rows};
use crate::matching::queries::proposals;
use crate::matching::rules::{DeclineReason, ProposalState};
use crate::matching::service::answers;
use crate::matching::service::rounds;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{AnswerProposals, ViewProposals};
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply};
use crate::platform::spreadsheet::{attachment, of_list};

/// List the proposals of a round
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_proposals"))),
    params(("id" = Id, Path, description = "The round"), ListRoundProposals),
    responses((status = 200, description = "Those of one's regions", body = Page<RoundProposal>)))]
#[get("/rounds/{id}/proposals")]
pub async fn list_proposals(
    auth: Authorized<ViewProposals>,
    id: PathId,
    query: Params<ListRoundProposals>,
) -> Answer {
    auth.list(move |w| {
        let round = rounds::find_round(w, id.0)?;
        list_rows(w, round.id, &query.0)
    })
    .await
}

const COLUMNS: &[(&str, &str)] = &[
    ("mentor", "/mentor_name"),
    ("mentor_region", "/mentor_region_name"),
    ("mentee", "/mentee_name"),
    ("region", "/region_name"),
    ("points", "/points"),
    ("points_possible", "/points_possible"),
    ("state", "/state"),
    ("approved", "/approved"),
    ("locked", "/locked"),
];

/// Export the proposals of a round as CSV
///
/// The list of `GET /rounds/{id}/proposals` with its filters, at most 10,000 lines; 422 when it has more. A cell that begins
/// like a formula has an apostrophe before it. The export is written to the audit log.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_proposals"))),
    params(("id" = Id, Path, description = "The round"), ExportRoundProposals),
    responses((status = 200, description = "One line for each proposal; 422 when there are too many", body = String, content_type = "text/csv")))]
#[get("/rounds/{id}/proposals.csv")]
pub async fn export_proposals(
    auth: Authorized<ViewProposals>,
    id: PathId,
    query: Params<ExportRoundProposals>,
) -> Answer {
    let text = auth
        .transaction(move |w| {
            let round = rounds::find_round(w, id.0)?;
            let rows = all_rows(w, round.id, query.0)?;
            w.audit("proposals.exported", "round", round.id, &serde_json::json!({ "rows": rows.len() }))?;
            of_list(COLUMNS, &rows)
        })
        .await?;
    Ok(attachment("proposals", id.0, text))
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMyProposals {
    state: Option<ProposalState>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the proposals that one is asked about, newest first
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_proposals"))),
    params(ListMyProposals),
    responses((status = 200, description = "One's own published proposals", body = Page<ProposalView>)))]
#[get("/me/proposals")]
pub async fn list_my_proposals(auth: Authorized<ViewProposals>, query: Params<ListMyProposals>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window::<Id>(w.cursors, "my_proposals", query.cursor.as_deref(), query.limit)?;
        let state = query.state.map(|state| (state, w.stamp()));
        let rows = proposals::list_of_person(w.conn, w.caller.require_person()?, state, &window)?;
        let page = window.page(w.cursors, "my_proposals", rows, |p| p.id, |p| p)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read a proposal with its reasons
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_proposals"))),
    params(("id" = Id, Path, description = "The proposal")),
    responses((status = 200, description = "The proposal, in points and in words", body = ProposalDetail)))]
#[get("/proposals/{id}")]
pub async fn get_proposal(auth: Authorized<ViewProposals>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = proposals::find(w.conn, w.scope, id.0)?.ok_or_else(|| Problem::not_found("proposal"))?;
        detail(w, row)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineProposal {
    /// Coordinators read it, the other side never.
    reason: DeclineReason,
}

/// Decline a proposal
///
/// Both keep their place and are part of the next round.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("answer_proposals"))),
    params(("id" = Id, Path, description = "The proposal")), request_body = DeclineProposal,
    responses((status = 200, description = "Declined", body = ProposalDetail)))]
#[post("/proposals/{id}/decline")]
pub async fn decline_proposal(
    auth: Authorized<AnswerProposals>,
    id: PathId,
    body: Valid<DeclineProposal>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = answers::decline_side(w, id.0, body.reason)?;
        Reply::updated(&detail(w, row)?)
    })
    .await
}
