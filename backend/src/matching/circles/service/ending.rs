//! The end of a circle: by a coordinator, or with its cycle.

use serde_json::{Value, json};

pub use super::answers::leave_all;
use super::places::sitting_in;
use super::{find_circle, must_lead};
use crate::identity::{self, Contact};
use crate::matching::circles::letters;
use crate::matching::circles::queries::circles::{self, CircleRow};
use crate::matching::circles::rules::{CircleEndReason, CircleState};
use crate::matching::queries::cycles::{self, CycleRow};
use crate::platform::db::Id;
use crate::platform::jobs::JobRun;
use crate::platform::problem::{Kind, Problem};
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
    tell(work, &circle, &cycle)?;
    ended(work, circle, reason)
}

/// Everybody who is asked or has joined is told by mail.
fn tell(work: &mut Work<'_>, circle: &CircleRow, cycle: &CycleRow) -> Result<(), Problem> {
    let people: Vec<Id> = sitting_in(work, circle.id)?.into_iter().map(|place| place.person_id).collect();
    let contacts = identity::contacts(work.conn, &people)?;
    let told: Vec<&Contact> = people.iter().filter_map(|person| contacts.get(person)).collect();
    letters::ended(work, &told, &circle.name, &cycle.name)
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

/// How many circles closing a cycle would end. Of a closed cycle: what its job has not ended yet.
///
/// # Errors
/// When the database does not answer.
pub fn ending_with_cycle(work: &mut Work<'_>, cycle: Id) -> Result<usize, Problem> {
    Ok(circles::open_in(work.conn, cycle)?.len())
}

/// The job behind [`crate::matching::END_CIRCLES_OF_CYCLE`]. Each circle ends in a transaction of its own, with its letters:
/// what was done before the job was stopped is not done again, and nobody is told twice.
///
/// # Errors
/// When the database does not answer; 409 when somebody cancelled it.
pub fn end_circles_of_cycle(run: &JobRun<'_>) -> Result<Value, Problem> {
    let id: Option<Id> = run.payload["cycle_id"].as_str().and_then(|text| text.parse().ok());
    let id = id.ok_or_else(|| Problem::new(Kind::Invalid, "The job names no cycle."))?;
    let open: Vec<Id> =
        run.read(|work| Ok(circles::open_in(work.conn, id)?.into_iter().map(|row| row.id).collect()))?;
    let total = i64::try_from(open.len()).unwrap_or(i64::MAX);
    let (mut seen, mut ended, mut failed) = (0, 0, None);
    for circle in open {
        // One that cannot be ended keeps no other from its end; the job fails with it and tries again.
        match run.write(|work| end_with_cycle(work, id, circle)) {
            Ok(has_ended) => ended += i64::from(has_ended),
            Err(problem) => failed = Some(problem),
        }
        seen += 1;
        run.progress(seen, total)?;
    }
    if let Some(problem) = failed {
        return Err(problem);
    }
    Ok(json!({ "cycle_id": id, "ended": ended }))
}

/// Whether it was open still: somebody may have ended it meanwhile.
fn end_with_cycle(work: &mut Work<'_>, cycle: Id, circle: Id) -> Result<bool, Problem> {
    let cycle = cycles::lock(work, cycle)?;
    let row = find_circle(work, circle)?;
    if row.state != CircleState::Open {
        return Ok(false);
    }
    tell(work, &row, &cycle)?;
    ended(work, row, CircleEndReason::Completed)?;
    Ok(true)
}
