//! Pairings: accepted and read.

use actix_web::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::pairing_views::{PairingView, view, views};
use crate::matching::{ProposalAnswer, ProposalState};
use crate::mentorships::queries::{self, PairingFilter};
use crate::mentorships::rules::PairingState;
use crate::mentorships::service;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{AnswerProposals, ViewPairings};
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId};
use crate::platform::pagination::{Page, Window, window};
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::spreadsheet::{MOST_LINES, attached, bounded, of_list};

/// What came of accepting.
#[derive(Serialize, ToSchema)]
pub struct AcceptedProposal {
    proposal_id: Id,
    state: ProposalState,
    mentor_answer: Option<ProposalAnswer>,
    mentee_answer: Option<ProposalAnswer>,
    /// The pairing, once both have accepted.
    pairing_id: Option<Id>,
    version: i64,
}

impl Versioned for AcceptedProposal {
    fn version(&self) -> i64 {
        self.version
    }
}

/// Accept a proposal
///
/// When the other side has accepted too the pairing begins at once.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("answer_proposals"))),
    params(("id" = Id, Path, description = "The proposal")),
    responses((status = 200, description = "Accepted", body = AcceptedProposal)))]
#[post("/proposals/{id}/accept")]
pub async fn accept_proposal(auth: Authorized<AnswerProposals>, id: PathId) -> Answer {
    auth.act(move |w| {
        let (proposal, pairing) = service::accept(w, id.0)?;
        Reply::updated(&AcceptedProposal {
            proposal_id: proposal.id,
            state: proposal.state,
            mentor_answer: proposal.mentor_answer,
            mentee_answer: proposal.mentee_answer,
            pairing_id: pairing.map(|pairing| pairing.id),
            version: proposal.version,
        })
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListPairings {
    state: Option<PairingState>,
    cycle_id: Option<Id>,
    region_id: Option<Id>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List pairings, newest first
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_pairings"))), params(ListPairings),
    responses((status = 200, description = "Those of one's regions, and one's own", body = Page<PairingView>)))]
#[get("/pairings")]
pub async fn list_pairings(auth: Authorized<ViewPairings>, query: Params<ListPairings>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window::<Id>(w.cursors, "pairings", query.cursor.as_deref(), query.limit)?;
        let filter = PairingFilter { state: query.state, cycle: query.cycle_id, region: query.region_id };
        let rows = queries::list(w.conn, w.scope, &filter, &window)?;
        let page = window.page(w.cursors, "pairings", rows, |p| p.id, |p| p)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMyPairings {
    state: Option<PairingState>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportPairings {
    state: Option<PairingState>,
    cycle_id: Option<Id>,
    region_id: Option<Id>,
}

const COLUMNS: &[(&str, &str)] = &[
    ("mentor", "/mentor_name"),
    ("mentee", "/mentee_name"),
    ("region", "/region_name"),
    ("state", "/state"),
    ("started_on", "/started_on"),
    ("ends_on", "/ends_on"),
    ("ended_on", "/ended_on"),
    ("end_reason", "/end_reason"),
    ("agreement", "/agreement"),
    ("meetings", "/meetings"),
    ("last_met_on", "/last_met_on"),
];

/// Export pairings as CSV
///
/// The list of `GET /pairings` with its filters, at most 10,000 lines; 422 when it has more. A cell that begins like a formula
/// has an apostrophe before it. The export is written to the audit log.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_pairings"))), params(ExportPairings),
    responses((status = 200, description = "One line for each pairing, newest first; 422 when there are too many", body = String, content_type = "text/csv")))]
#[get("/pairings.csv")]
pub async fn export_pairings(auth: Authorized<ViewPairings>, query: Params<ExportPairings>) -> Answer {
    let text = auth
        .transaction(move |w| {
            let query = query.0;
            let filter = PairingFilter { state: query.state, cycle: query.cycle_id, region: query.region_id };
            let window = Window { after: None, limit: MOST_LINES };
            let rows = bounded(queries::list(w.conn, w.scope, &filter, &window)?)?;
            // A list of several regions is of nothing that has an id: it is told of who asked.
            let me = w.caller.require_person()?;
            w.audit("pairings.exported", "person", me, &serde_json::json!({ "rows": rows.len() }))?;
            of_list(COLUMNS, &views(w, rows)?)
        })
        .await?;
    Ok(attached("pairings", text))
}

/// List one's own pairings, newest first
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_pairings"))), params(ListMyPairings),
    responses((status = 200, description = "Pairings in which one is mentor or mentee", body = Page<PairingView>)))]
#[get("/me/pairings")]
pub async fn list_my_pairings(auth: Authorized<ViewPairings>, query: Params<ListMyPairings>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window::<Id>(w.cursors, "my_pairings", query.cursor.as_deref(), query.limit)?;
        let own =
            crate::platform::auth::Scope { own: Some(w.caller.require_person()?), ..Default::default() };
        let filter = PairingFilter { state: query.state, ..PairingFilter::default() };
        let rows = queries::list(w.conn, &own, &filter, &window)?;
        let page = window.page(w.cursors, "my_pairings", rows, |p| p.id, |p| p)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Read a pairing
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("view_pairings"))),
    params(("id" = Id, Path, description = "The pairing")),
    responses((status = 200, description = "The pairing", body = PairingView)))]
#[get("/pairings/{id}")]
pub async fn get_pairing(auth: Authorized<ViewPairings>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = service::find_pairing(w, id.0)?;
        view(w, row)
    })
    .await
}
