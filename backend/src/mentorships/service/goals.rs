//! Goals: written by either of the two, moved on with notes, their history kept.

use chrono::NaiveDate;
use serde_json::json;

use super::{find_own_pairing, open_to_the_two, suspending};
use crate::mentorships::queries::{self, GoalRow, GoalStepRow, PairingRow};
use crate::mentorships::rules::{GoalState, GoalStepKind, MOST_GOALS, PairingState, goal_move};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// # Errors
/// 404 outside the caller's scope.
pub fn find_goal(work: &mut Work<'_>, id: Id) -> Result<(GoalRow, PairingRow), Problem> {
    queries::find_goal(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("goal"))
}

/// The goal, to be changed by one of the two while their pairing lasts.
fn to_change(work: &mut Work<'_>, id: Id) -> Result<(GoalRow, PairingRow), Problem> {
    let (_, pairing) = find_goal(work, id)?;
    find_own_pairing(work, pairing.id).map_err(|_| Problem::not_found("goal"))?;
    queries::touch(work, pairing.id)?;
    let (goal, pairing) = find_goal(work, id)?;
    if pairing.state == PairingState::Ended {
        return Err(Problem::conflict("The pairing has ended."));
    }
    suspending::refuse_the_two(work, &pairing)?;
    Ok((goal, pairing))
}

fn step(
    work: &mut Work<'_>,
    goal: &GoalRow,
    what: GoalStepKind,
    note: Option<String>,
) -> Result<(), Problem> {
    let row = GoalStepRow {
        id: work.new_id(),
        goal_id: goal.id,
        what,
        note,
        title: Some(goal.title.clone()),
        due_on: goal.due_on,
        person_id: work.caller.require_person()?,
        happened_at: work.stamp(),
    };
    queries::insert_goal_step(work.conn, &row)
}

/// The event names the goal and says neither its words nor a note.
fn record(work: &mut Work<'_>, goal: &GoalRow, pairing: &PairingRow, kind: &str) -> Result<(), Problem> {
    work.record(
        Change::new(kind, goal.id)
            .in_region(pairing.region_id)
            .with(json!({ "pairing_id": pairing.id, "state": goal.state })),
    )
}

fn new_goal(
    work: &mut Work<'_>,
    pairing: Id,
    title: &str,
    due_on: Option<NaiveDate>,
    from_agreement: bool,
) -> Result<GoalRow, Problem> {
    let row = GoalRow {
        id: work.new_id(),
        pairing_id: pairing,
        title: title.trim().to_owned(),
        due_on,
        state: GoalState::Open,
        from_agreement,
        last_progress_at: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_goal(work.conn, &row)?;
    step(work, &row, GoalStepKind::Created, None)?;
    Ok(row)
}

/// # Errors
/// 404 for everybody but the two; 409 when the pairing has ended or has as many goals as it may have.
pub fn create_goal(
    work: &mut Work<'_>,
    pairing: Id,
    title: &str,
    due_on: Option<NaiveDate>,
) -> Result<GoalRow, Problem> {
    let pairing = open_to_the_two(work, pairing)?;
    let there = i64::try_from(queries::goals_of(work.conn, pairing.id)?.len()).unwrap_or(i64::MAX);
    if there >= MOST_GOALS {
        return Err(Problem::conflict(format!("A pairing has {MOST_GOALS} goals at most.")));
    }
    let row = new_goal(work, pairing.id, title, due_on, false)?;
    record(work, &row, &pairing, "goal.created")?;
    Ok(row)
}

/// Makes goals of what a signed agreement says; those that are there stay as they are.
///
/// # Errors
/// When the database refuses.
pub fn take_over_goals(work: &mut Work<'_>, pairing: &PairingRow, agreed: &[String]) -> Result<(), Problem> {
    let there = queries::goals_of(work.conn, pairing.id)?;
    for title in agreed {
        if !there.iter().any(|goal| goal.title == title.trim()) {
            let row = new_goal(work, pairing.id, title, None, true)?;
            record(work, &row, pairing, "goal.created")?;
        }
    }
    Ok(())
}

/// What is to be changed of a goal.
pub struct GoalEdit {
    pub title: Option<String>,
    /// `Some(None)` takes the day away.
    pub due_on: Option<Option<NaiveDate>>,
}

/// # Errors
/// 404 for everybody but the two; 409 when the pairing has ended; 412 when the goal moved on.
pub fn change_goal(
    work: &mut Work<'_>,
    id: Id,
    edit: GoalEdit,
    expected: &dyn Fn(i64) -> Result<(), Problem>,
) -> Result<GoalRow, Problem> {
    let (before, pairing) = to_change(work, id)?;
    expected(before.version)?;
    let title = edit.title.map_or_else(|| before.title.clone(), |title| title.trim().to_owned());
    let due_on = edit.due_on.unwrap_or(before.due_on);
    if title == before.title && due_on == before.due_on {
        return Ok(before);
    }
    let row = GoalRow { title, due_on, updated_at: work.stamp(), version: before.version + 1, ..before };
    queries::update_goal(work.conn, &row)?;
    step(work, &row, GoalStepKind::Changed, None)?;
    record(work, &row, &pairing, "goal.changed")?;
    Ok(row)
}

/// Writes down how far a goal is: a note for the two, another state, or both.
///
/// # Errors
/// 404 for everybody but the two; 409 when the pairing has ended or the goal is in that state.
pub fn note_progress(
    work: &mut Work<'_>,
    id: Id,
    note: Option<String>,
    state: Option<GoalState>,
) -> Result<GoalRow, Problem> {
    let (before, pairing) = to_change(work, id)?;
    let what = match state {
        Some(state) => goal_move(before.state, state).map_err(Problem::conflict)?,
        None => GoalStepKind::Noted,
    };
    let row = GoalRow {
        state: state.unwrap_or(before.state),
        last_progress_at: Some(work.stamp()),
        updated_at: work.stamp(),
        version: before.version + 1,
        ..before
    };
    queries::update_goal(work.conn, &row)?;
    step(work, &row, what, note)?;
    record(work, &row, &pairing, "goal.progressed")?;
    Ok(row)
}
