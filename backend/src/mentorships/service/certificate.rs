//! What two have done together, for the paper that they may print.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::find_pairing;
use crate::mentorships::queries;
use crate::mentorships::rules::{EndReason, GoalState};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::{identity, matching};

/// What a completed pairing has been.
#[derive(Serialize, ToSchema)]
pub struct PairingCertificate {
    pairing_id: Id,
    #[schema(example = "Ana Flores")]
    mentor_name: String,
    #[schema(example = "Ben Okafor")]
    mentee_name: String,
    #[schema(example = "Spring 2027")]
    cycle_name: String,
    started_on: NaiveDate,
    ended_on: NaiveDate,
    /// Meetings logged.
    #[schema(example = 9)]
    meetings: i64,
    #[schema(example = 405)]
    minutes: i64,
    /// The same in hours, to two digits.
    #[schema(example = 6.75)]
    hours: f64,
    #[schema(example = 2)]
    goals_done: usize,
}

/// # Errors
/// 404 outside the scope; 409 unless it has ended as completed or with its cycle.
#[allow(clippy::cast_precision_loss)] // minutes are far below 2^52
pub fn certificate(work: &mut Work<'_>, id: Id) -> Result<PairingCertificate, Problem> {
    let row = find_pairing(work, id)?;
    let Some(ended_on) = row.ended_on else {
        return Err(Problem::conflict(format!(
            "The pairing is {}; it gets a certificate at its end.",
            row.state
        )));
    };
    if !row.end_reason.is_some_and(EndReason::is_natural) {
        return Err(Problem::conflict("The pairing ended before it was completed."));
    }
    let names = identity::person_names(work.conn, &[row.mentor_id, row.mentee_id])?;
    let name = |id: Id| names.get(&id).cloned().unwrap_or_default();
    let (meetings, _) = queries::meetings_of(work.conn, &[id])?.get(&id).copied().unwrap_or_default();
    let minutes = queries::minutes_of(work.conn, id)?;
    let goals = queries::goals_of(work.conn, id)?;
    Ok(PairingCertificate {
        pairing_id: row.id,
        mentor_name: name(row.mentor_id),
        mentee_name: name(row.mentee_id),
        cycle_name: matching::find_cycle(work, row.cycle_id)?.name,
        started_on: row.started_on,
        ended_on,
        meetings,
        minutes,
        hours: (minutes as f64 / 60.0 * 100.0).round() / 100.0,
        goals_done: goals.iter().filter(|goal| goal.state == GoalState::Done).count(),
    })
}
