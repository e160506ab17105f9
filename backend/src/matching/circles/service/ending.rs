//! The end of a circle: by a coordinator, or with its cycle.

use serde_json::json;

pub use super::answers::leave_all;
use super::places::sitting_in;
use super::{find_circle, must_lead};
use crate::identity;
use crate::matching::circles::letters;
use crate::matching::circles::queries::circles::{self, CircleRow};
use crate::matching::circles::rules::{CircleEndReason, CircleState};
use crate::matching::queries::cycles;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Ends an open circle: its seats are free, its people are told.
///
/// # Errors
/// 404 outside the scope; 403 for a circle of the nation in a region's name; 409 when it is not open.
pub fn end(work: &mut Work<'_>, id: Id, reason: CircleEndReason) -> Result<CircleRow, Problem> {
    let found = find_circle(work, id)?;
    must_lead(work, found.region_id)?;
    let cycle = cycles::lock(work, found.cycle_id)?;
    let circle = find_circle(work, id)?;
    if circle.state != CircleState::Open {
        return Err(Problem::conflict(format!("The circle is {}; only an open one is ended.", circle.state)));
    }
    let people: Vec<Id> = sitting_in(work, id)?.into_iter().map(|place| place.person_id).collect();
    let contacts = identity::contacts(work.conn, &people)?;
    for contact in people.iter().filter_map(|person| contacts.get(person)) {
        letters::ended(work, contact, &circle.name, &cycle.name)?;
    }
    ended(work, circle, reason)
}

fn ended(work: &mut Work<'_>, mut row: CircleRow, reason: CircleEndReason) -> Result<CircleRow, Problem> {
    let now = work.stamp();
    row.state = CircleState::Ended;
    row.end_reason = Some(reason);
    row.updated_at = now;
    row.version += 1;
    circles::update(work.conn, &row)?;
    circles::expire_questions(work.conn, row.id, now)?;
    let told = json!({ "cycle_id": row.cycle_id, "reason": reason });
    work.record(Change::new("circle.ended", row.id).in_region(row.region_id).with(told))?;
    Ok(row)
}

/// The open circles of a cycle end with it.
///
/// # Errors
/// When the database refuses.
pub fn end_all_of_cycle(work: &mut Work<'_>, cycle: Id) -> Result<(), Problem> {
    for row in circles::open_in(work.conn, cycle)? {
        ended(work, row, CircleEndReason::Completed)?;
    }
    Ok(())
}
