//! How a pairing is shown.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::matching::{self, EnrolmentRole};
use crate::mentorships::queries::{self, PairingRow};
use crate::mentorships::rules::{
    self, AgreementState, EndReason, PairingOrigin, PairingSide, PairingState, PauseReason,
};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::reply::Versioned;
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
    /// It lasts, and its cycle is closed: it ends by itself when its last day, `ends_on`, is over.
    ends_by_itself: bool,
    ended_on: Option<NaiveDate>,
    end_reason: Option<EndReason>,
    /// Who ended it: one of the two, or a coordinator; `null` when it was the network, with its cycle say.
    ended_by_side: Option<PairingSide>,
    /// The day on which a pause ends by itself.
    paused_until: Option<NaiveDate>,
    /// `null` while it is not paused.
    pause_reason: Option<PauseReason>,
    made_by: PairingOrigin,
    agreement: AgreementState,
    /// Meetings logged.
    meetings: i64,
    last_met_on: Option<NaiveDate>,
    /// Which side the signed-in person is, if any.
    my_side: Option<EnrolmentRole>,
    /// Whether you, as one of the two, may log meetings, write shared notes, goals and the agreement, and extend it now.
    may_write: bool,
    version: i64,
}

impl Versioned for PairingView {
    fn version(&self) -> i64 {
        self.version
    }
}

pub fn views(work: &mut Work<'_>, rows: Vec<PairingRow>) -> Result<Vec<PairingView>, Problem> {
    let regions = network::region_names(work.conn)?;
    let people: Vec<Id> = rows.iter().flat_map(|row| [row.mentor_id, row.mentee_id]).collect();
    let names = identity::person_names(work.conn, &people)?;
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let agreements = queries::agreements_of(work.conn, &ids)?;
    let meetings = queries::meetings_of(work.conn, &ids)?;
    let closed = matching::closed_cycles(work)?;
    let suspended = queries::suspended_among(work.conn, &ids)?;
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
                may_write: row.is_of(me) && row.state != PairingState::Ended && !suspended.contains(&row.id),
                id: row.id,
                cycle_id: row.cycle_id,
                proposal_id: row.proposal_id,
                region_id: row.region_id,
                mentor_id: row.mentor_id,
                mentee_id: row.mentee_id,
                state: row.state,
                started_on: row.started_on,
                ends_on: row.ends_on,
                ends_by_itself: row.state != PairingState::Ended && closed.contains_key(&row.cycle_id),
                ended_on: row.ended_on,
                end_reason: row.end_reason,
                ended_by_side: row.ended_by_side,
                paused_until: row.paused_until,
                pause_reason: row.pause_reason,
                made_by: row.made_by,
                version: row.version,
            }
        })
        .collect())
}

pub fn view(work: &mut Work<'_>, row: PairingRow) -> Result<PairingView, Problem> {
    views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("pairing"))
}
