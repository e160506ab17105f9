//! Pairings that rest because of a concern. To everybody who does not read the concern that is a pause as any other: it has a
//! reason and a day, is told and shown in the same way, and a pause that the two had made themselves stays as it is.

use super::life::{going_on, rested_and_told, written};
use super::{held, locked};
use crate::mentorships::queries::{self, PairingRow, SuspensionRow};
use crate::mentorships::rules::{PairingState, PauseReason, suspended_until};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// Lets a pairing rest until [`lift`]. One that is suspended already stays so, and nothing tells that there is another reason.
///
/// # Errors
/// 404 outside the scope; 409 when it has ended.
pub(super) fn suspend(work: &mut Work<'_>, id: Id) -> Result<(), Problem> {
    let mut row = held(work, id)?;
    if row.state == PairingState::Ended {
        return Err(Problem::conflict("The pairing has ended."));
    }
    if queries::suspension_of(work.conn, id)?.is_some() {
        return Ok(());
    }
    let suspension = SuspensionRow {
        pairing_id: id,
        own_until: row.paused_until,
        own_reason: row.pause_reason,
        suspended_at: work.stamp(),
    };
    queries::insert_suspension(work.conn, &suspension)?;
    if row.state == PairingState::Active {
        let until = suspended_until(work.now.date_naive(), row.ends_on);
        row.state = PairingState::Paused;
        rested_and_told(work, row, PauseReason::Other, until)?;
    }
    Ok(())
}

/// Ends a suspension. A pause of the two's own goes on until its day.
///
/// # Errors
/// 404 outside the scope.
pub(super) fn lift(work: &mut Work<'_>, id: Id) -> Result<(), Problem> {
    let Some(suspension) = queries::suspension_of(work.conn, id)? else { return Ok(()) };
    queries::delete_suspension(work.conn, id)?;
    let row = held(work, id)?;
    let today = work.now.date_naive();
    let pauses_still = suspension.own_until.is_some_and(|until| until > today);
    if row.state != PairingState::Paused || pauses_still {
        return Ok(());
    }
    going_on(work, PairingRow { state: PairingState::Active, ..row })?;
    Ok(())
}

/// What the two, or their coordinator, get when they end the pause of a suspended pairing: an answer as for any other, and a
/// pairing that rests still. Of the pause that they had made themselves nothing is left.
pub(super) fn resume_in_vain(work: &mut Work<'_>, id: Id) -> Result<Option<PairingRow>, Problem> {
    if queries::suspension_of(work.conn, id)?.is_none() {
        return Ok(None);
    }
    queries::forget_own_pause(work.conn, id)?;
    locked(work, id).map(Some)
}

/// The day of a pause has come: answers whether a suspension holds the pairing, which then has another day. No event and no audit
/// row: they would tell of it.
pub(super) fn holds(work: &mut Work<'_>, id: Id) -> Result<bool, Problem> {
    if queries::suspension_of(work.conn, id)?.is_none() {
        return Ok(false);
    }
    let row = locked(work, id)?;
    let until = suspended_until(work.now.date_naive(), row.ends_on);
    written(work, PairingRow { paused_until: Some(until), ..row })?;
    Ok(true)
}

/// While a pairing is suspended the two write, plan and log nothing together. They are told what they would be told of any pause.
///
/// # Errors
/// 409 for one of the two of a suspended pairing.
pub(super) fn refuse_the_two(work: &mut Work<'_>, row: &PairingRow) -> Result<(), Problem> {
    let rests = row.state == PairingState::Paused && row.is_of(work.caller.person());
    if rests && queries::suspension_of(work.conn, row.id)?.is_some() {
        return Err(Problem::conflict("The pairing is paused: this waits until it goes on."));
    }
    Ok(())
}
