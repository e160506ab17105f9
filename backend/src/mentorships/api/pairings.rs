//! Pairings: accepted, read, ended.

use actix_web::{get, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::matching::{EnrolmentRole, ProposalAnswer, ProposalState};
use crate::mentorships::queries::{self, PairingFilter, PairingRow};
use crate::mentorships::rules::{self, AgreementState, EndReason, PairingState};
use crate::mentorships::service;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{AnswerProposals, EndPairings, ViewPairings};
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;
use crate::{identity, network};

/// A mentor and a mentee who work together.
#[derive(Serialize, ToSchema)]
pub struct PairingView {
    id: Id,
    cycle_id: Id,
    proposal_id: Id,
    /// The mentee's region, which is responsible.
    region_id: Id,
    #[schema(example = "Great Lakes")]
    region_name: String,
    mentor_id: Id,
    #[schema(example = "Ana Flores")]
    mentor_name: String,
    mentee_id: Id,
    #[schema(example = "Ben Okafor")]
    mentee_name: String,
    state: PairingState,
    started_on: NaiveDate,
    ends_on: NaiveDate,
    ended_on: Option<NaiveDate>,
    end_reason: Option<EndReason>,
    agreement: AgreementState,
    /// Meetings logged.
    meetings: i64,
    last_met_on: Option<NaiveDate>,
    /// Which side the signed-in person is, if any.
    my_side: Option<EnrolmentRole>,
    version: i64,
}

impl Versioned for PairingView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn views(work: &mut Work<'_>, rows: Vec<PairingRow>) -> Result<Vec<PairingView>, Problem> {
    let regions = network::region_names(work.conn)?;
    let people: Vec<Id> = rows.iter().flat_map(|row| [row.mentor_id, row.mentee_id]).collect();
    let names = identity::person_names(work.conn, &people)?;
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let agreements = queries::agreements_of(work.conn, &ids)?;
    let meetings = queries::meetings_of(work.conn, &ids)?;
    let me = work.caller.person();
    Ok(rows
        .into_iter()
        .map(|row| {
            let (met, last_met_on) = meetings.get(&row.id).copied().unwrap_or_default();
            PairingView {
                region_name: regions.get(&row.region_id).cloned().unwrap_or_default(),
                mentor_name: names.get(&row.mentor_id).cloned().unwrap_or_default(),
                mentee_name: names.get(&row.mentee_id).cloned().unwrap_or_default(),
                agreement: agreements.get(&row.id).map_or(AgreementState::None, |agreement| {
                    rules::agreement_state(
                        agreement.mentor_signed_at.is_some(),
                        agreement.mentee_signed_at.is_some(),
                    )
                }),
                meetings: met,
                last_met_on,
                my_side: if me == Some(row.mentor_id) {
                    Some(EnrolmentRole::Mentor)
                } else {
                    (me == Some(row.mentee_id)).then_some(EnrolmentRole::Mentee)
                },
                id: row.id,
                cycle_id: row.cycle_id,
                proposal_id: row.proposal_id,
                region_id: row.region_id,
                mentor_id: row.mentor_id,
                mentee_id: row.mentee_id,
                state: row.state,
                started_on: row.started_on,
                ends_on: row.ends_on,
                ended_on: row.ended_on,
                end_reason: row.end_reason,
                version: row.version,
            }
        })
        .collect())
}

fn view(work: &mut Work<'_>, row: PairingRow) -> Result<PairingView, Problem> {
    views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("pairing"))
}

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

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndPairing {
    reason: EndReason,
}

/// End a pairing
///
/// Either of the two, or their coordinator. The seats are free for the next round.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("end_pairings"))),
    params(("id" = Id, Path, description = "The pairing")), request_body = EndPairing,
    responses((status = 200, description = "Ended", body = PairingView)))]
#[post("/pairings/{id}/end")]
pub async fn end_pairing(auth: Authorized<EndPairings>, id: PathId, body: Valid<EndPairing>) -> Answer {
    auth.post(body, move |w, body| {
        let row = service::end_pairing(w, id.0, body.reason)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}
