//! Meetings of circles: logged by those who have joined, corrected and removed by who logged them.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde_json::json;

use super::{find_circle, round_of};
use crate::matching::circles::queries::circles::{self, CircleRow};
use crate::matching::circles::queries::meetings::{self, CircleMeetingRow};
use crate::matching::circles::queries::places::{self, PlaceRow};
use crate::matching::circles::rules::{self, CirclePlaceState, CircleState};
use crate::matching::queries::cycles;
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// A meeting that was held, as it is told.
pub struct Held {
    pub held_on: NaiveDate,
    pub duration_minutes: i32,
    /// Places of those who were there.
    pub place_ids: Vec<Id>,
    /// For those who sit there.
    pub shared_note: Option<String>,
}

/// A circle with all its places, and who the caller is in it.
pub struct Reached {
    pub circle: CircleRow,
    places: Vec<PlaceRow>,
    /// Whether the caller has joined it, and therefore reads its notes and who was there.
    pub joined: bool,
}

/// The circle whose meetings the caller may know of: coordinators, and those who have joined.
///
/// # Errors
/// 404 outside the scope; 403 for somebody who is asked only, or sits there no more.
pub fn reached(work: &mut Work<'_>, circle: Id) -> Result<Reached, Problem> {
    let circle = find_circle(work, circle)?;
    let places = places::of_circles(work.conn, &[circle.id])?.remove(&circle.id).unwrap_or_default();
    let me = work.caller.person();
    let own = |place: &&PlaceRow| Some(place.person_id) == me && place.answer_by.is_some();
    // The newest place counts: who went and came back reads on.
    let mine = places.iter().rev().find(own).map(|place| place.state);
    let joined = mine == Some(CirclePlaceState::Joined);
    if mine.is_some() && !joined {
        return Err(Problem::forbidden("Only those who have joined the circle know of its meetings."));
    }
    Ok(Reached { circle, places, joined })
}

/// The circle in which the caller logs, held with its cycle: they have joined it and it is open. To everybody else there is no
/// such `thing`.
fn open_one(work: &mut Work<'_>, circle: Id, thing: &str) -> Result<Reached, Problem> {
    let unknown = || Problem::not_found(thing);
    let circle = circles::find(work.conn, work.scope, circle)?.ok_or_else(unknown)?;
    cycles::lock(work, circle.cycle_id)?;
    let found = reached(work, circle.id)?;
    if !found.joined {
        return Err(unknown());
    }
    if found.circle.state != CircleState::Open {
        return Err(Problem::conflict(format!(
            "The circle is {}; its meetings stay as they are.",
            found.circle.state
        )));
    }
    Ok(found)
}

/// Each who was there once, in the order in which they were told.
fn present(ids: Vec<Id>) -> Vec<Id> {
    let mut seen = HashSet::new();
    ids.into_iter().filter(|id| seen.insert(*id)).collect()
}

fn check(work: &mut Work<'_>, found: &Reached, held: &Held) -> Result<(), Problem> {
    let began = round_of(work, &found.circle)?.published_at.unwrap_or(found.circle.created_at).date();
    let mut wrong = rules::day_problems(held.held_on, began, work.now.date_naive());
    // Who has left may have been there; who never joined cannot.
    let was_in = |id: &Id| {
        found
            .places
            .iter()
            .any(|place| place.id == *id && place.answered_at.is_some() && place.state.had_joined())
    };
    for (at, id) in held.place_ids.iter().enumerate() {
        if !was_in(id) {
            let detail = "Nobody who has joined this circle has this place.";
            wrong.push(FieldError::new(&format!("/place_ids/{at}"), "unknown", detail));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Problem::invalid(wrong)) }
}

fn note(told: Option<String>) -> Option<String> {
    told.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty())
}

/// # Errors
/// 404 outside the scope, and for who does not sit there; 409 when the circle has ended; 422 for a day outside it and for
/// places that nobody who joined has.
pub fn log(work: &mut Work<'_>, circle: Id, held: Held) -> Result<CircleMeetingRow, Problem> {
    let me = work.caller.require_person()?;
    let found = open_one(work, circle, "circle")?;
    check(work, &found, &held)?;
    let row = CircleMeetingRow {
        id: work.new_id(),
        circle_id: found.circle.id,
        held_on: held.held_on,
        duration_minutes: held.duration_minutes,
        shared_note: note(held.shared_note),
        logged_by: me,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    let there = present(held.place_ids);
    meetings::insert(work.conn, &row, &there)?;
    record(work, "circle_meeting.logged", &found.circle, &row, there.len())?;
    Ok(row)
}

/// A meeting that the caller logged, in a circle that is open and in which they sit.
fn mine(work: &mut Work<'_>, id: Id) -> Result<(Reached, CircleMeetingRow), Problem> {
    let unknown = || Problem::not_found("meeting");
    let me = work.caller.require_person()?;
    let row = meetings::find(work.conn, id)?.ok_or_else(unknown)?;
    let found = open_one(work, row.circle_id, "meeting")?;
    if row.logged_by != me {
        return Err(Problem::forbidden("Whoever logged a meeting corrects and removes it."));
    }
    Ok((found, row))
}

/// # Errors
/// As [`log`], and 403 for a meeting that somebody else logged; 412.
pub fn correct(
    work: &mut Work<'_>,
    id: Id,
    expected: &IfMatch,
    held: Held,
) -> Result<CircleMeetingRow, Problem> {
    let (found, mut row) = mine(work, id)?;
    expected.check(row.version)?;
    check(work, &found, &held)?;
    row.held_on = held.held_on;
    row.duration_minutes = held.duration_minutes;
    row.shared_note = note(held.shared_note);
    row.updated_at = work.stamp();
    row.version += 1;
    let there = present(held.place_ids);
    meetings::update(work.conn, &row, &there)?;
    record(work, "circle_meeting.corrected", &found.circle, &row, there.len())?;
    Ok(row)
}

/// # Errors
/// 404 outside the scope; 403 for a meeting that somebody else logged; 409 when the circle has ended; 412.
pub fn remove(work: &mut Work<'_>, id: Id, expected: &IfMatch) -> Result<(), Problem> {
    let (found, row) = mine(work, id)?;
    expected.check(row.version)?;
    meetings::delete(work.conn, row.id, row.version)?;
    record(work, "circle_meeting.removed", &found.circle, &row, 0)
}

/// Neither the note nor who was there goes into an event.
fn record(
    work: &mut Work<'_>,
    kind: &'static str,
    circle: &CircleRow,
    row: &CircleMeetingRow,
    attended: usize,
) -> Result<(), Problem> {
    work.record(Change::new(kind, row.id).in_region(circle.region_id).with(json!({
        "circle_id": circle.id, "cycle_id": circle.cycle_id, "held_on": row.held_on,
        "duration_minutes": row.duration_minutes, "attended": attended,
    })))?;
    Ok(())
}
