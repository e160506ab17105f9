//! Cycles: planned, opened for enrolment, matched, mentoring, closed.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::json;

use super::policies::{self, Place};
use super::{discarding, expiry};
use crate::matching::circles;
use crate::matching::queries::cycles::{self, CycleRow};
use crate::matching::queries::proposals;
use crate::matching::rules::{self, CycleSaid, CycleState};
use crate::matching::wishes;
use crate::matching::{END_CIRCLES_OF_CYCLE, END_PAIRINGS_OF_CYCLE};
use crate::platform::auth::Permission;
use crate::platform::auth::permissions::ManageCycles;
use crate::platform::db::Id;
use crate::platform::jobs;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::training;

/// A new cycle.
pub struct NewCycle<'a> {
    pub name: &'a str,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    /// The cycle's own; without it that of the network counts, or of a region.
    pub policy: Option<matcher::Policy>,
    pub answer_within_days: i32,
    pub orientation_requirement: Option<Id>,
}

/// # Errors
/// 422 naming everything that is wrong with dates and policy.
pub fn create_cycle(work: &mut Work<'_>, new: &NewCycle<'_>) -> Result<CycleRow, Problem> {
    let mut wrong = rules::cycle_problems(&CycleSaid {
        name: new.name,
        starts_on: new.starts_on,
        ends_on: new.ends_on,
        answer_within_days: new.answer_within_days,
    });
    wrong.extend(new.policy.as_ref().map(rules::policy_problems).unwrap_or_default());
    orientation_problem(work, new.orientation_requirement, &mut wrong)?;
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let row = CycleRow {
        id: work.new_id(),
        name: new.name.trim().to_owned(),
        starts_on: new.starts_on,
        ends_on: new.ends_on,
        state: CycleState::Draft,
        answer_within_days: new.answer_within_days,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
        orientation_requirement_id: new.orientation_requirement,
    };
    cycles::insert(work.conn, &row)?;
    work.record(Change::new("cycle.created", row.id).with(json!({ "name": row.name })))?;
    if let Some(policy) = &new.policy {
        policies::save(work, Place::Cycle(row.id), Some(policy), "")?;
    }
    Ok(row)
}

fn orientation_problem(
    work: &mut Work<'_>,
    requirement: Option<Id>,
    wrong: &mut Vec<FieldError>,
) -> Result<(), Problem> {
    if let Some(requirement) = requirement
        && training::who_passed(work, requirement)?.is_none()
    {
        let detail = "There is no such requirement of a training.";
        wrong.push(FieldError::new("/orientation_requirement_id", "unknown", detail));
    }
    Ok(())
}

/// Drafts exist only for those who manage cycles.
#[must_use]
pub fn sees_drafts(work: &Work<'_>) -> bool {
    // The command line and the job runner have no grants; their scope is the network.
    ManageCycles::AUDIENCE.scope_of(work.caller).is_some()
        || (work.scope.network && work.caller.person().is_none())
}

/// # Errors
/// 404 when there is no such cycle, or only a draft and the caller may not know of it.
pub fn find_cycle(work: &mut Work<'_>, id: Id) -> Result<CycleRow, Problem> {
    let drafts = sees_drafts(work);
    cycles::find(work.conn, work.scope, drafts, id)?.ok_or_else(|| Problem::not_found("cycle"))
}

/// The cycles that are closed, by their id.
///
/// # Errors
/// When the database does not answer.
pub fn closed_cycles(work: &mut Work<'_>) -> Result<HashMap<Id, CycleRow>, Problem> {
    Ok(cycles::closed(work.conn)?.into_iter().map(|row| (row.id, row)).collect())
}

/// Writes an edited cycle, and its policy when that is given.
///
/// # Errors
/// 422 naming everything that is wrong; 409 when the cycle is closed; 412 when it moved on.
pub fn update_cycle(
    work: &mut Work<'_>,
    mut row: CycleRow,
    policy: Option<&matcher::Policy>,
) -> Result<CycleRow, Problem> {
    if row.state == CycleState::Closed {
        return Err(Problem::conflict("The cycle is closed; it cannot be changed any more."));
    }
    let mut wrong = rules::cycle_problems(&CycleSaid {
        name: &row.name,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        answer_within_days: row.answer_within_days,
    });
    wrong.extend(policy.map(rules::policy_problems).unwrap_or_default());
    orientation_problem(work, row.orientation_requirement_id, &mut wrong)?;
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    row.updated_at = work.stamp();
    row.version += 1;
    cycles::update(work.conn, &row)?;
    if let Some(policy) = policy {
        policies::save(work, Place::Cycle(row.id), Some(policy), "")?;
    }
    work.record(Change::new("cycle.updated", row.id))?;
    Ok(row)
}

/// Moves a cycle to another state. Closing lets open questions expire and tells those who were asked, discards the rounds that were
/// not published, and what enrolments kept to themselves goes; jobs end the circles and the pairings.
///
/// # Errors
/// 404 when it is unknown, 409 when that state cannot follow, or when it goes back while somebody is asked.
pub fn set_cycle_state(work: &mut Work<'_>, id: Id, state: CycleState) -> Result<CycleRow, Problem> {
    let mut row = cycles::lock(work, id)?;
    if !row.state.may_become(state) {
        return Err(Problem::conflict(format!("The cycle is {}; it cannot become {state}.", row.state)));
    }
    expiry::expire_overdue(work, &row)?;
    if state == CycleState::Enrolling {
        must_ask_nobody(work, &row)?;
    }
    row.state = state;
    row.updated_at = work.stamp();
    row.version += 1;
    cycles::update(work.conn, &row)?;
    if state == CycleState::Closed {
        expiry::expire_open(work, &row)?;
        discarding::discard_all_of_cycle(work, id)?;
        wishes::forget_cycle(work, id)?;
        jobs::enqueue(work, END_CIRCLES_OF_CYCLE, &json!({ "cycle_id": id }))?;
        jobs::enqueue(work, END_PAIRINGS_OF_CYCLE, &json!({ "cycle_id": id }))?;
    }
    work.record(Change::new("cycle.state_changed", id).with(json!({ "state": state })))?;
    Ok(row)
}

/// While people enrol nothing can be answered, and the time to answer would go on: a cycle goes back when nobody is asked. Stopping
/// the clock instead would hold seats for as long as somebody leaves the cycle where it is.
fn must_ask_nobody(work: &mut Work<'_>, cycle: &CycleRow) -> Result<(), Problem> {
    let open = proposals::published_in(work.conn, cycle.id, None)?;
    let (places, last_place) = circles::asked_in(work.conn, cycle.id, work.stamp())?;
    let last = open.iter().filter_map(|row| row.answer_by).chain(last_place).max();
    let Some(last) = last else { return Ok(()) };
    let counted =
        |n: usize, one: &str, many: &str| (n > 0).then(|| format!("{n} {}", if n == 1 { one } else { many }));
    let places = usize::try_from(places).unwrap_or(usize::MAX);
    let waiting: Vec<String> = [
        counted(open.len(), "proposal", "proposals"),
        counted(places, "place in a circle", "places in circles"),
    ]
    .into_iter()
    .flatten()
    .collect();
    Err(Problem::conflict(format!(
        "{} {} still waiting for an answer, the last until {} UTC: the cycle can go back when nobody is asked any more.",
        waiting.join(" and "),
        if open.len().saturating_add(places) == 1 { "is" } else { "are" },
        last.format("%B %-d, %Y, %-I:%M %p"),
    )))
}
