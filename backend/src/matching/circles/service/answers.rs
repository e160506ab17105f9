//! What people answer when they are asked to join a circle, and how they leave it.

use serde_json::json;

use super::places::{recount, recount_round};
use super::round_of;
use super::sitting::Sitting;
use crate::matching::circles::queries::circles::{self, CircleRow};
use crate::matching::circles::queries::places::{self, PlaceRow};
use crate::matching::circles::rules::{CircleLeaveReason, CirclePlaceState, CircleState};
use crate::matching::queries::cycles::{self, CycleRow};
use crate::matching::rules::DeclineReason;
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// The caller's own place in an open circle, its cycle held.
struct Own {
    cycle: CycleRow,
    circle: CircleRow,
    place: PlaceRow,
}

impl Own {
    fn of(work: &mut Work<'_>, id: Id) -> Result<Self, Problem> {
        let person = work.caller.require_person()?;
        let is_own = |place: &PlaceRow| place.person_id == person && place.answer_by.is_some();
        let unknown = || Problem::not_found("place");
        let found = places::find(work.conn, id)?.filter(is_own).ok_or_else(unknown)?;
        // Seats are spent one after the other: nobody edits, publishes, withdraws or closes the cycle meanwhile.
        let cycle = cycles::lock(work, found.cycle_id)?;
        let place = places::find(work.conn, id)?.filter(is_own).ok_or_else(unknown)?;
        let circle = circles::find(work.conn, &Scope::everything(), place.circle_id)?
            .ok_or_else(|| Problem::internal("a place without its circle"))?;
        Ok(Self { cycle, circle, place })
    }

    /// As [`Self::of`], if the place is in this state now.
    fn in_state(work: &mut Work<'_>, id: Id, wanted: CirclePlaceState) -> Result<Self, Problem> {
        let own = Self::of(work, id)?;
        if own.circle.state != CircleState::Open {
            return Err(Problem::conflict(format!("The circle is {}.", own.circle.state)));
        }
        if !own.cycle.state.matches_people() {
            return Err(Problem::conflict(format!(
                "The cycle is {}; nothing can be answered.",
                own.cycle.state
            )));
        }
        let now = work.stamp();
        match own.place.state.shown(own.place.answer_by, now) {
            state if state == wanted => Ok(own),
            state => Err(Problem::conflict(format!("Your place in the circle is {state}."))),
        }
    }

    fn write(mut self, work: &mut Work<'_>, state: CirclePlaceState) -> Result<CircleRow, Problem> {
        self.place.state = state;
        self.place.answered_at = Some(work.stamp());
        self.place.updated_at = work.stamp();
        self.place.version += 1;
        places::update(work.conn, &self.place)?;
        let (kind, told) = match state {
            CirclePlaceState::Left => {
                ("circle_place.left", json!({ "circle_id": self.circle.id, "cycle_id": self.cycle.id }))
            }
            answer => (
                "circle_place.answered",
                json!({ "circle_id": self.circle.id, "cycle_id": self.cycle.id, "answer": answer }),
            ),
        };
        work.record(Change::new(kind, self.place.id).in_region(self.place.region_id).with(told))?;
        if state != CirclePlaceState::Joined {
            let round = round_of(work, &self.circle)?;
            let sitting = Sitting::of(work, self.cycle, &round)?;
            recount(work, &sitting, self.circle.id)?;
        }
        Ok(self.circle)
    }
}

/// Joins in the caller's name. The seat was held since the person was asked.
///
/// # Errors
/// 404 when the place is not the caller's; 409 when it cannot be answered.
pub fn accept(work: &mut Work<'_>, id: Id) -> Result<CircleRow, Problem> {
    Own::in_state(work, id, CirclePlaceState::Asked)?.write(work, CirclePlaceState::Joined)
}

/// Declines in the caller's name: the person is free for the next round.
///
/// # Errors
/// As [`accept`].
pub fn decline(work: &mut Work<'_>, id: Id, reason: DeclineReason) -> Result<CircleRow, Problem> {
    let mut own = Own::in_state(work, id, CirclePlaceState::Asked)?;
    own.place.decline_reason = Some(reason);
    own.write(work, CirclePlaceState::Declined)
}

/// Leaves a circle that the caller has joined, with a reason for the coordinator.
///
/// # Errors
/// 404 when the place is not the caller's; 409 when they do not sit there.
pub fn leave(work: &mut Work<'_>, id: Id, reason: CircleLeaveReason) -> Result<CircleRow, Problem> {
    let mut own = Own::in_state(work, id, CirclePlaceState::Joined)?;
    own.place.leave_reason = Some(reason);
    own.write(work, CirclePlaceState::Left)
}

/// Whoever withdraws from the cycle leaves every circle of it. The caller holds the cycle.
///
/// # Errors
/// When the database refuses.
pub fn leave_all(work: &mut Work<'_>, cycle: &CycleRow, enrolment: Id) -> Result<(), Problem> {
    let now = work.stamp();
    for mut place in places::of_enrolment(work.conn, enrolment)? {
        if !place.state.shown(place.answer_by, now).sits() {
            continue;
        }
        let circle = circles::find(work.conn, &Scope::everything(), place.circle_id)?
            .ok_or_else(|| Problem::internal("a place without its circle"))?;
        match circle.state {
            CircleState::Ended => continue,
            CircleState::Proposed => {
                places::delete(work.conn, place.id)?;
            }
            CircleState::Open => {
                place.state = CirclePlaceState::Left;
                place.updated_at = now;
                place.version += 1;
                places::update(work.conn, &place)?;
            }
        }
        let left = Change::new("circle_place.left", place.id).in_region(place.region_id);
        work.record(left.with(json!({ "circle_id": circle.id, "cycle_id": circle.cycle_id })))?;
        let round = round_of(work, &circle)?;
        let sitting = Sitting::of(work, cycle.clone(), &round)?;
        recount(work, &sitting, circle.id)?;
        recount_round(work, &round)?;
    }
    Ok(())
}
