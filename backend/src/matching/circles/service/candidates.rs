//! Who could take a place in an open circle: first enrolled first, so that who waits longest is seen first.

use std::collections::HashSet;

use super::places::sitting_in;
use super::sitting::Sitting;
use super::{find_circle, must_lead, round_of};
use crate::matching::circles::queries::circles::CircleRow;
use crate::matching::circles::queries::rounds::CircleRoundRow;
use crate::matching::circles::rules::{CircleState, MOST_MENTORS};
use crate::matching::queries::cycles::CycleRow;
use crate::matching::queries::enrolments::{self, EnrolmentRow};
use crate::matching::queries::proposals;
use crate::matching::queries::workbench::pauses;
use crate::matching::rules::EnrolmentRole;
use crate::matching::service::cycles::find_cycle;
use crate::matching::service::readiness::Readiness;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// So many of each role are named.
const NAMED: usize = 20;

/// Somebody who could sit there, and what a mentee would have of it, in parts of a point.
pub struct Candidate {
    pub enrolment: EnrolmentRow,
    pub parts: Option<i64>,
}

/// Whom [`super::places::add`] would ask now. Nobody when a role is full; oneself is never among them.
///
/// # Errors
/// 404 outside the scope; 403 for a circle of the nation in a region's name; 409 when it is not open or one sits there oneself.
pub fn of(work: &mut Work<'_>, id: Id) -> Result<Vec<Candidate>, Problem> {
    let circle = find_circle(work, id)?;
    must_lead(work, circle.region_id)?;
    if circle.state != CircleState::Open {
        return Err(Problem::conflict(format!("The circle is {}; nobody is asked to join.", circle.state)));
    }
    let cycle = find_cycle(work, circle.cycle_id)?;
    if !cycle.state.matches_people() {
        return Err(Problem::conflict(format!(
            "The cycle is {}; its circles stay as they are.",
            cycle.state
        )));
    }
    let there = sitting_in(work, id)?;
    let me = work.caller.person();
    // Who is not available for one's own circle could tell who has said so.
    if there.iter().any(|place| Some(place.person_id) == me) {
        return Err(Problem::conflict("It is your own circle: somebody else changes it."));
    }
    let round = round_of(work, &circle)?;
    let count = |role| there.iter().filter(|place| place.role == role).count();
    let wanted: Vec<EnrolmentRole> = [EnrolmentRole::Mentor, EnrolmentRole::Mentee]
        .into_iter()
        .filter(|role| count(*role) < most(&round, *role))
        .collect();
    let ids: Vec<Id> = there.iter().map(|place| place.enrolment_id).collect();
    let seated = enrolments::by_ids(work.conn, &ids)?;
    let free = free(work, &cycle, &circle, &wanted)?;
    let sitting = Sitting::of(work, cycle, &round)?;
    let seated: Vec<&EnrolmentRow> = seated.values().collect();
    let mut found = Vec::new();
    for role in wanted {
        let fits = |row: &&EnrolmentRow| {
            row.role == role && !ids.contains(&row.id) && sitting.obstacles(row, &seated).is_empty()
        };
        for row in free.iter().filter(fits).take(NAMED) {
            found.push(Candidate { parts: parts(&sitting, row, &seated), enrolment: row.clone() });
        }
    }
    Ok(found)
}

fn most(round: &CircleRoundRow, role: EnrolmentRole) -> usize {
    match role {
        EnrolmentRole::Mentee => usize::try_from(round.size_most).unwrap_or(0),
        EnrolmentRole::Mentor => MOST_MENTORS,
    }
}

/// What a mentee would have with those who sit there.
fn parts(sitting: &Sitting, row: &EnrolmentRow, seated: &[&EnrolmentRow]) -> Option<i64> {
    let mut all = seated.to_vec();
    all.push(row);
    sitting.parts(&all).into_iter().find_map(|(id, parts)| (id == row.id).then_some(parts))
}

/// Those of the circle's region who are ready and have a seat left, whoever sits in the circle.
fn free(
    work: &mut Work<'_>,
    cycle: &CycleRow,
    circle: &CircleRow,
    wanted: &[EnrolmentRole],
) -> Result<Vec<EnrolmentRow>, Problem> {
    let (now, today, me) = (work.stamp(), work.now.date_naive(), work.caller.person());
    let held = proposals::seats_held(work.conn, cycle.id, now)?;
    let pausing: HashSet<Id> = pauses::pausing(work.conn, cycle.id, today)?;
    let readiness = Readiness::of(work, cycle)?;
    let mut rows = enrolments::enrolled_in(work.conn, cycle.id, circle.region_id)?;
    rows.retain(|row| {
        wanted.contains(&row.role)
            && Some(row.person_id) != me
            && readiness.is_ready(row)
            && !pausing.contains(&row.id)
            && held.get(&row.id).copied().unwrap_or(0) < row.capacity
    });
    Ok(rows)
}
