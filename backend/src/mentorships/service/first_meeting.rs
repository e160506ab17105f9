//! Reminding a pair that has not met yet, when a coordinator wants it.

use chrono::Duration;

use super::lasting;
use crate::identity;
use crate::mentorships::letters;
use crate::mentorships::queries::{self, PairingRow};
use crate::mentorships::rules::{Nudge, NudgeKind, PairingState};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// For so long somebody who was nudged is not reminded.
const BETWEEN_REMINDERS: Duration = Duration::days(7);

/// Mails those of a pair who were not nudged in the last seven days that they have still to meet. It counts as a nudge.
///
/// # Errors
/// 404 outside the scope; 409 when they have met, it is not active, or both were nudged within seven days.
pub fn remind_of_first_meeting(work: &mut Work<'_>, pairing: Id) -> Result<PairingRow, Problem> {
    let pairing = lasting(work, pairing)?;
    if pairing.state == PairingState::Paused {
        return Err(Problem::conflict("The pairing is paused: nobody is reminded of anything."));
    }
    if queries::meetings_of(work.conn, &[pairing.id])?.contains_key(&pairing.id) {
        return Err(Problem::conflict("The two have met."));
    }
    let two = [pairing.mentor_id, pairing.mentee_id];
    let last = queries::last_rationed(work.conn, &two)?;
    let contacts = identity::contacts(work.conn, &two)?;
    let reachable = identity::not_disabled(work.conn, &two)?;
    let mut reminded = 0;
    for id in two {
        if !reachable.contains(&id) {
            continue;
        }
        let lately = last.get(&id).is_some_and(|at| *at + BETWEEN_REMINDERS > work.now);
        let (Some(who), Some(other)) = (contacts.get(&id), contacts.get(&pairing.other_than(id))) else {
            continue;
        };
        let subject = format!("first meeting, {}", work.now.date_naive());
        let nudge = Nudge { kind: NudgeKind::PlanNext, subject, plan: None };
        if !lately && queries::note_nudge(work, id, pairing.id, &nudge)? {
            letters::first_meeting(work, &pairing, who, &other.name)?;
            reminded += 1;
        }
    }
    if reminded == 0 {
        return Err(Problem::conflict("Both were reminded of something within the last seven days."));
    }
    work.record(Change::new("pairing.first_meeting_reminded", pairing.id).in_region(pairing.region_id))?;
    Ok(pairing)
}
