//! Goals: written by either of the two, moved on with notes, their history kept.

use chrono::NaiveDate;
use serde_json::json;

use super::{find_own_pairing, open_to_the_two, suspending};
use crate::mentorships::queries::{self, GoalRow, GoalStepRow, PairingRow};
use crate::mentorships::rules::{
    Fate, GoalState, GoalStepKind, KnownGoal, MOST_GOALS, PairingState, Takeover, goal_move, takeover,
};
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
    let there = queries::goals_of(work.conn, pairing.id)?;
    check_room(there.iter().filter(|goal| goal.state != GoalState::Dropped).count() + 1)?;
    let row = new_goal(work, pairing.id, title, due_on, false)?;
    record(work, &row, &pairing, "goal.created")?;
    Ok(row)
}

/// Refuses more goals than a pairing may have. Dropped ones take no room: agreeing on others again and again must not end in
/// no room for any.
fn check_room(goals: usize) -> Result<(), Problem> {
    if goals <= MOST_GOALS {
        return Ok(());
    }
    Err(Problem::conflict(format!("A pairing has {MOST_GOALS} goals at most, dropped ones not counted.")))
}

/// What a signed agreement makes of the goals of its pairing, known before anybody signs.
fn taking_over(
    work: &mut Work<'_>,
    pairing: Id,
    agreed: &[String],
) -> Result<(Vec<GoalRow>, Takeover), Problem> {
    let there = queries::goals_of(work.conn, pairing)?;
    let ids: Vec<Id> = there.iter().map(|goal| goal.id).collect();
    let mut titles = queries::goal_titles(work.conn, &ids)?;
    let known: Vec<KnownGoal> = there
        .iter()
        .map(|goal| KnownGoal {
            title: goal.title.clone(),
            former: titles.remove(&goal.id).unwrap_or_default(),
            state: goal.state,
            from_agreement: goal.from_agreement,
        })
        .collect();
    Ok((there, takeover(&known, agreed)))
}

/// Refuses goals of an agreement that the pairing has no room for.
///
/// # Errors
/// 422 that names the goals.
pub(super) fn check_agreed_goals(work: &mut Work<'_>, pairing: Id, agreed: &[String]) -> Result<(), Problem> {
    let (_, takeover) = taking_over(work, pairing, agreed)?;
    if takeover.total <= MOST_GOALS {
        return Ok(());
    }
    let detail = format!(
        "With these the pairing would have {} goals, and it has {MOST_GOALS} at most: drop some first.",
        takeover.total
    );
    Err(Problem::field("/goals", "too_many", detail))
}

/// Makes goals of what a signed agreement says. Those that are there stay as they are; one that was dropped and is agreed on
/// again is open again, and one that came of an agreement and is in this one no more is dropped.
///
/// # Errors
/// 409 when the pairing would have too many.
pub fn take_over_goals(work: &mut Work<'_>, pairing: &PairingRow, agreed: &[String]) -> Result<(), Problem> {
    let (there, takeover) = taking_over(work, pairing.id, agreed)?;
    check_room(takeover.total)?;
    for (goal, fate) in there.into_iter().zip(takeover.fates) {
        let (state, from_agreement, what) = match fate {
            Fate::Stays => continue,
            Fate::AgreedAgain => (GoalState::Open, true, Some(GoalStepKind::Reopened)),
            Fate::AgreedNoMore if goal.state == GoalState::Open => {
                (GoalState::Dropped, false, Some(GoalStepKind::Dropped))
            }
            Fate::AgreedNoMore => (goal.state, false, None),
        };
        let version = goal.version + 1;
        let row = GoalRow { state, from_agreement, updated_at: work.stamp(), version, ..goal };
        queries::update_goal(work.conn, &row)?;
        if let Some(what) = what {
            step(work, &row, what, None)?;
        }
        record(work, &row, pairing, "goal.progressed")?;
    }
    for title in takeover.missing {
        let row = new_goal(work, pairing.id, &title, None, true)?;
        record(work, &row, pairing, "goal.created")?;
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
    if before.state == GoalState::Dropped && state.is_some() {
        let there = queries::goals_of(work.conn, pairing.id)?;
        check_room(there.iter().filter(|goal| goal.state != GoalState::Dropped).count() + 1)?;
    }
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
