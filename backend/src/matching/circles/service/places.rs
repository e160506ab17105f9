//! Places given and taken by coordinators: in a ready round people are moved, in an open circle they are asked or taken out.

use std::collections::HashMap;

use serde_json::json;

use super::sitting::{Sitting, not_available};
use super::{find_circle, must_lead, publication, round_of, rounds as service};
use crate::identity;
use crate::matching::circles::letters;
use crate::matching::circles::queries::circles::{self, CircleRow};
use crate::matching::circles::queries::places::{self, PlaceRow};
use crate::matching::circles::queries::rounds::{self, CircleRoundRow, UnplacedRow};
use crate::matching::circles::rules::{CirclePlaceState, CircleState, MOST_MENTORS};
use crate::matching::queries::cycles::{self, CycleRow};
use crate::matching::queries::enrolments::{self, EnrolmentRow};
use crate::matching::queries::proposals;
use crate::matching::queries::workbench::pauses;
use crate::matching::rules::{EnrolmentRole, EnrolmentState, RoundState};
use crate::matching::service::readiness::Readiness;
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// A circle that the caller may change, its cycle held.
struct Bench {
    cycle: CycleRow,
    round: CircleRoundRow,
    circle: CircleRow,
}

impl Bench {
    fn of(work: &mut Work<'_>, id: Id) -> Result<Self, Problem> {
        let found = find_circle(work, id)?;
        must_lead(work, found.region_id)?;
        let cycle = cycles::lock(work, found.cycle_id)?;
        places::expire_overdue(work, cycle.id)?;
        let circle = find_circle(work, id)?;
        let round = round_of(work, &circle)?;
        let may_change = match circle.state {
            CircleState::Proposed => round.state == RoundState::Ready,
            CircleState::Open => true,
            CircleState::Ended => false,
        };
        if !may_change {
            return Err(Problem::conflict(format!(
                "The circle is {}; nobody comes or goes any more.",
                circle.state
            )));
        }
        if !cycle.state.matches_people() {
            return Err(Problem::conflict(format!(
                "The cycle is {}; its circles stay as they are.",
                cycle.state
            )));
        }
        Ok(Self { cycle, round, circle })
    }
}

/// Who sits in a circle now: is to be asked, is asked or has joined.
///
/// # Errors
/// When the database does not answer.
pub fn sitting_in(work: &mut Work<'_>, circle: Id) -> Result<Vec<PlaceRow>, Problem> {
    let mut rows = places::of_circles(work.conn, &[circle])?.remove(&circle).unwrap_or_default();
    let now = work.stamp();
    rows.retain(|row| row.state.shown(row.answer_by, now).sits());
    Ok(rows)
}

/// Moves somebody into a circle of a ready round, or asks them to join an open one.
///
/// # Errors
/// 404 outside the scope; 403 for a circle of the nation in a region's name; 409 naming each obstacle, or the state that
/// forbids it; 422 for an enrolment that is unknown, withdrawn, of elsewhere or the caller's own.
pub fn add(work: &mut Work<'_>, circle: Id, enrolment: Id) -> Result<CircleRow, Problem> {
    let bench = Bench::of(work, circle)?;
    let newcomer = newcomer(work, &bench, enrolment)?;
    let there = sitting_in(work, circle)?;
    let me = work.caller.person();
    // Who is not available for one's own circle could tell who has said so.
    if there.iter().any(|place| Some(place.person_id) == me) {
        return Err(Problem::conflict("It is your own circle: somebody else changes it."));
    }
    if there.iter().any(|place| place.enrolment_id == newcomer.id) {
        let already = FieldError::new("/enrolment_id", "already_there", "The person sits there already.");
        return Err(refused(vec![already]));
    }
    let mut obstacles = room(&bench, &there, &newcomer);
    let (from, without_seat) = seat_of(work, &bench, &newcomer)?;
    obstacles.extend(without_seat);
    let ids: Vec<Id> = there.iter().map(|place| place.enrolment_id).collect();
    let rows = enrolments::by_ids(work.conn, &ids)?;
    let sitting = Sitting::of(work, bench.cycle.clone(), &bench.round)?;
    for found in sitting.obstacles(&newcomer, &rows.values().collect::<Vec<_>>()) {
        if !obstacles.iter().any(|known| known.code == found.code) {
            obstacles.push(found);
        }
    }
    if !obstacles.is_empty() {
        return Err(refused(obstacles));
    }
    let moved_from = from.as_ref().map(|place| place.circle_id);
    if let Some(place) = from {
        places::delete(work.conn, place.id)?;
        recount(work, &sitting, place.circle_id)?;
    }
    seat(work, &bench, &newcomer, moved_from)?;
    recount(work, &sitting, bench.circle.id)?;
    recount_round(work, &bench.round)?;
    find_circle(work, circle)
}

fn refused(errors: Vec<FieldError>) -> Problem {
    Problem { errors, ..Problem::conflict("This person cannot sit in this circle.") }
}

fn newcomer(work: &mut Work<'_>, bench: &Bench, id: Id) -> Result<EnrolmentRow, Problem> {
    let wrong = |code: &str, detail: &str| Problem::field("/enrolment_id", code, detail);
    let row = enrolments::find(work.conn, work.scope, id)?
        .ok_or_else(|| wrong("unknown", "There is no such enrolment, or none that you may know of."))?;
    if row.cycle_id != bench.cycle.id {
        return Err(wrong("other_cycle", "The enrolment is of another cycle."));
    }
    if bench.round.region_id.is_some_and(|region| region != row.region_id) {
        return Err(wrong("other_region", "The person is of another region than the circle."));
    }
    if work.caller.person() == Some(row.person_id) {
        return Err(wrong("own_place", "It is your own place: somebody else gives it."));
    }
    if row.state != EnrolmentState::Enrolled {
        return Err(wrong(row.state.as_str(), &format!("The enrolment is {}.", row.state)));
    }
    Ok(row)
}

/// Whether the circle has room for one more of this role.
fn room(bench: &Bench, there: &[PlaceRow], newcomer: &EnrolmentRow) -> Vec<FieldError> {
    let count = there.iter().filter(|place| place.role == newcomer.role).count();
    let most = match newcomer.role {
        EnrolmentRole::Mentee => usize::try_from(bench.round.size_most).unwrap_or(0),
        EnrolmentRole::Mentor => MOST_MENTORS,
    };
    if count < most {
        return Vec::new();
    }
    vec![FieldError::new("/enrolment_id", "full", "The circle has no room for another.")]
}

/// The place of the round that the person leaves for this one, and what stands in the way of a seat. A seat that is taken
/// elsewhere, a pause and what is confidential are not told apart.
fn seat_of(
    work: &mut Work<'_>,
    bench: &Bench,
    newcomer: &EnrolmentRow,
) -> Result<(Option<PlaceRow>, Vec<FieldError>), Problem> {
    let now = work.stamp();
    let held = proposals::seats_held(work.conn, bench.cycle.id, now)?.get(&newcomer.id).copied().unwrap_or(0);
    let pauses = pauses::pausing(work.conn, bench.cycle.id, work.now.date_naive())?.contains(&newcomer.id);
    let is_ready = Readiness::of(work, &bench.cycle)?.is_ready(newcomer);
    let mut elsewhere: Vec<PlaceRow> = Vec::new();
    if bench.circle.state == CircleState::Proposed {
        elsewhere = places::of_enrolment(work.conn, newcomer.id)?;
        elsewhere.retain(|place| place.round_id == bench.round.id && place.circle_id != bench.circle.id);
    }
    let proposed = i32::try_from(elsewhere.len()).unwrap_or(i32::MAX);
    let free = newcomer.capacity - held;
    let mut wrong = Vec::new();
    if !is_ready {
        let detail = "The person is not ready for a round yet.";
        wrong.push(FieldError::new("/enrolment_id", "not_ready", detail));
    } else if pauses || free <= 0 {
        wrong.push(not_available());
    } else if free > proposed {
        return Ok((None, wrong));
    } else if proposed > 1 {
        let detail =
            "All seats are given to other circles of this round: take one of those places out first.";
        wrong.push(FieldError::new("/enrolment_id", "seats_in_round", detail));
    }
    Ok((elsewhere.pop(), wrong))
}

fn seat(
    work: &mut Work<'_>,
    bench: &Bench,
    newcomer: &EnrolmentRow,
    moved_from: Option<Id>,
) -> Result<(), Problem> {
    let mut place = service::place(work, &bench.circle, newcomer, None);
    let is_open = bench.circle.state == CircleState::Open;
    if is_open {
        place.state = CirclePlaceState::Asked;
        place.answer_by = Some(crate::matching::service::publication::answer_by(work, &bench.cycle));
    }
    places::insert_all(work.conn, std::slice::from_ref(&place))?;
    rounds::delete_unplaced(work.conn, bench.round.id, newcomer.id)?;
    let added = Change::new("circle_place.added", place.id).in_region(place.region_id);
    work.record(added.with(json!({
        "circle_id": bench.circle.id, "cycle_id": bench.cycle.id, "moved_from": moved_from,
    })))?;
    if is_open {
        publication::ask_one(work, &bench.cycle, &bench.circle, &place)?;
    }
    Ok(())
}

/// Counts what the mentees of a circle have now.
///
/// # Errors
/// When the database does not answer.
pub fn recount(work: &mut Work<'_>, sitting: &Sitting, circle: Id) -> Result<(), Problem> {
    let there = sitting_in(work, circle)?;
    let ids: Vec<Id> = there.iter().map(|place| place.enrolment_id).collect();
    let rows = enrolments::by_ids(work.conn, &ids)?;
    let parts: HashMap<Id, i64> = sitting.parts(&rows.values().collect::<Vec<_>>()).into_iter().collect();
    for place in there {
        let counted = parts.get(&place.enrolment_id).copied();
        if place.parts != counted {
            places::set_parts(work.conn, place.id, counted)?;
        }
    }
    Ok(())
}

/// The figures of a ready round after somebody was moved; those of a published one stay as they were published.
///
/// # Errors
/// When the database does not answer.
pub fn recount_round(work: &mut Work<'_>, round: &CircleRoundRow) -> Result<(), Problem> {
    if round.state != RoundState::Ready {
        return Ok(());
    }
    let seated = places::of_round(work.conn, round.id)?;
    let mentees = seated.iter().filter(|place| place.role == EnrolmentRole::Mentee);
    let mut used: Vec<Id> = seated.iter().map(|place| place.circle_id).collect();
    used.sort_unstable();
    used.dedup();
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let row = CircleRoundRow {
        circles: count(used.len()),
        placed: count(mentees.clone().count()),
        parts: mentees.filter_map(|place| place.parts).sum(),
        updated_at: work.stamp(),
        version: round.version + 1,
        ..round.clone()
    };
    rounds::update(work.conn, &row)
}

/// Takes somebody out: of a ready round they become unplaced, of an open circle they are told by mail.
///
/// # Errors
/// 404 outside the scope; 403 for a circle of the nation in a region's name; 409 when nobody sits there any more; 412.
pub fn remove(work: &mut Work<'_>, id: Id, expected: &IfMatch) -> Result<(), Problem> {
    let unknown = || Problem::not_found("place");
    let found = places::find(work.conn, id)?.ok_or_else(unknown)?;
    // Not the circle is unknown to who may not know it, but the place.
    circles::find(work.conn, work.scope, found.circle_id)?.ok_or_else(unknown)?;
    let bench = Bench::of(work, found.circle_id)?;
    let mut place = places::find(work.conn, id)?.ok_or_else(unknown)?;
    expected.check(place.version)?;
    if !place.state.sits() {
        return Err(Problem::conflict(format!("The place is {}; nobody sits there.", place.state)));
    }
    let taken_out = json!({ "circle_id": bench.circle.id, "cycle_id": bench.cycle.id });
    if bench.circle.state == CircleState::Proposed {
        places::delete(work.conn, place.id)?;
        let left = UnplacedRow {
            round_id: bench.round.id,
            enrolment_id: place.enrolment_id,
            region_id: place.region_id,
            person_id: place.person_id,
            reason: "null".to_owned(),
        };
        let sits_elsewhere = places::of_enrolment(work.conn, place.enrolment_id)?
            .iter()
            .any(|other| other.round_id == bench.round.id);
        if !sits_elsewhere {
            rounds::delete_unplaced(work.conn, bench.round.id, place.enrolment_id)?;
            rounds::insert_unplaced(work.conn, &[left])?;
        }
    } else {
        place.state = CirclePlaceState::Removed;
        place.parts = None;
        place.updated_at = work.stamp();
        place.version += 1;
        places::update(work.conn, &place)?;
        if let Some(contact) = identity::contacts(work.conn, &[place.person_id])?.get(&place.person_id) {
            letters::removed(work, contact, &bench.circle.name, &bench.cycle.name)?;
        }
    }
    work.record(Change::new("circle_place.removed", id).in_region(place.region_id).with(taken_out))?;
    let sitting = Sitting::of(work, bench.cycle, &bench.round)?;
    recount(work, &sitting, bench.circle.id)?;
    recount_round(work, &bench.round)
}

/// # Errors
/// 404 outside the scope; 403 for a circle of the nation in a region's name; 409 when it has ended; 412; 422 for a blank name.
pub fn rename(work: &mut Work<'_>, id: Id, expected: &IfMatch, name: &str) -> Result<CircleRow, Problem> {
    let mut row = find_circle(work, id)?;
    must_lead(work, row.region_id)?;
    expected.check(row.version)?;
    if row.state == CircleState::Ended {
        return Err(Problem::conflict("The circle has ended; it keeps its name."));
    }
    let name = name.trim();
    if name.is_empty() {
        return Err(Problem::field("/name", "blank", "A circle has a name."));
    }
    row.name = name.to_owned();
    row.updated_at = work.stamp();
    row.version += 1;
    circles::update(work.conn, &row)?;
    work.record(Change::new("circle.renamed", id).in_region(row.region_id))?;
    Ok(row)
}
