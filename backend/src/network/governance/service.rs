//! Use cases of the plan: adopt a charter, set objectives, move milestones.

use chrono::NaiveDate;
use serde_json::json;

use super::indicators::queries as indicators;
use super::queries::{self, CharterRow, MilestoneRow, ObjectiveRow};
use super::rules::MilestoneState;
use crate::identity;
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Adopts the next version of the charter; earlier ones stay as they were.
///
/// # Errors
/// 409 when another version is adopted at the same moment.
pub fn create_charter(
    work: &mut Work<'_>,
    mission: &str,
    goals: &[String],
    structure: &str,
    adopted_on: NaiveDate,
) -> Result<CharterRow, Problem> {
    let goals: Vec<&str> = goals.iter().map(|goal| goal.trim()).collect();
    let charter = CharterRow {
        id: work.new_id(),
        number: queries::last_charter_number(work.conn)? + 1,
        mission: mission.trim().to_owned(),
        goals: serde_json::to_string(&goals).map_err(Problem::internal)?,
        structure: structure.trim().to_owned(),
        adopted_on,
        created_at: work.stamp(),
        version: 1,
    };
    queries::insert_charter(work.conn, &charter)?;
    work.record(
        Change::new("charter.adopted", charter.id)
            .with(json!({ "number": charter.number, "adopted_on": adopted_on })),
    )?;
    Ok(charter)
}

/// # Errors
/// 404 when there is none.
pub fn find_charter(work: &mut Work<'_>, id: Id) -> Result<CharterRow, Problem> {
    queries::find_charter(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("charter"))
}

/// A version of the charter and the one it is compared with: `from`, or else the one before.
///
/// # Errors
/// 404 without such a version, 422 when there is none to compare it with under that id.
pub fn charters_to_compare(
    work: &mut Work<'_>,
    id: Id,
    from: Option<Id>,
) -> Result<(Option<CharterRow>, CharterRow), Problem> {
    let charter = find_charter(work, id)?;
    let older = match from {
        None => queries::charter_before(work.conn, work.scope, charter.number)?,
        Some(from) => {
            let unknown = || Problem::field("/from", "unknown", "There is no such version of the charter.");
            Some(queries::find_charter(work.conn, work.scope, from)?.ok_or_else(unknown)?)
        }
    };
    Ok((older, charter))
}

/// Adds an objective to the plan; without a position at its end.
///
/// # Errors
/// When the database refuses.
pub fn create_objective(
    work: &mut Work<'_>,
    title: &str,
    description: &str,
    position: Option<i32>,
) -> Result<ObjectiveRow, Problem> {
    let position = match position {
        Some(position) => position,
        None => queries::last_objective_position(work.conn)?.saturating_add(1),
    };
    let objective = ObjectiveRow {
        id: work.new_id(),
        title: title.trim().to_owned(),
        description: description.trim().to_owned(),
        position,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_objective(work.conn, &objective)?;
    work.record(Change::new("objective.created", objective.id).with(json!({ "title": objective.title })))?;
    Ok(objective)
}

/// # Errors
/// 404 when there is none.
pub fn find_objective(work: &mut Work<'_>, id: Id) -> Result<ObjectiveRow, Problem> {
    queries::find_objective(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("objective"))
}

/// What is to change in an objective.
pub struct ObjectiveChanges {
    pub title: Option<String>,
    pub description: Option<String>,
    pub position: Option<i32>,
}

/// # Errors
/// 412 when the row moved on since it was read.
pub fn update_objective(
    work: &mut Work<'_>,
    before: ObjectiveRow,
    changes: ObjectiveChanges,
) -> Result<ObjectiveRow, Problem> {
    let after = ObjectiveRow {
        title: changes.title.map_or(before.title, |title| title.trim().to_owned()),
        description: changes.description.map_or(before.description, |text| text.trim().to_owned()),
        position: changes.position.unwrap_or(before.position),
        updated_at: work.stamp(),
        version: before.version + 1,
        ..before
    };
    queries::update_objective(work.conn, &after)?;
    work.record(Change::new("objective.updated", after.id).with(json!({ "title": after.title })))?;
    Ok(after)
}

/// Takes an objective out of the plan that was entered wrongly, with its milestones and indicators where that is asked for.
/// What figures were on earlier days stays.
///
/// # Errors
/// 404 when there is none; 409 naming what hangs on it, unless it is to go along; 412 when it moved on.
pub fn delete_objective(
    work: &mut Work<'_>,
    id: Id,
    expected: &IfMatch,
    with_contents: bool,
) -> Result<(), Problem> {
    let objective = find_objective(work, id)?;
    expected.check(objective.version)?;
    let milestones = queries::milestones_of(work.conn, id)?;
    let indicators = indicators::of_objective(work.conn, id)?;
    if !(with_contents || milestones.is_empty() && indicators.is_empty()) {
        return Err(Problem::conflict(format!(
            "It holds milestones ({}) and indicators ({}) that would go with it: send `with_contents=true` for that.",
            milestones.len(),
            indicators.len()
        )));
    }
    let removed = |kind, id| Change::new(kind, id).with(json!({ "objective_id": objective.id }));
    let mut changes: Vec<Change<'_>> =
        milestones.iter().map(|milestone| removed("milestone.removed", *milestone)).collect();
    changes.extend(indicators.iter().map(|indicator| removed("indicator.removed", *indicator)));
    changes.push(Change::new("objective.removed", objective.id).with(json!({
        "title": objective.title, "milestones": milestones.len(), "indicators": indicators.len(),
    })));
    queries::delete_milestones(work.conn, &milestones)?;
    indicators::delete_indicators(work.conn, &indicators)?;
    queries::delete_objective(work.conn, &objective)?;
    work.record_all(&changes)
}

/// Adds a milestone to an objective, planned.
///
/// # Errors
/// 404 without such an objective, 422 without such an owner.
pub fn create_milestone(
    work: &mut Work<'_>,
    objective: Id,
    title: &str,
    owner: Option<Id>,
    due_on: NaiveDate,
) -> Result<MilestoneRow, Problem> {
    let objective = find_objective(work, objective)?;
    require_person(work, "/owner_id", owner)?;
    let milestone = MilestoneRow {
        id: work.new_id(),
        objective_id: objective.id,
        title: title.trim().to_owned(),
        owner_id: owner,
        due_on,
        state: MilestoneState::Planned,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_milestone(work.conn, &milestone)?;
    work.record(Change::new("milestone.created", milestone.id).with(json!({
        "objective_id": objective.id, "owner_id": owner, "due_on": due_on,
    })))?;
    Ok(milestone)
}

/// # Errors
/// 404 when there is none.
pub fn find_milestone(work: &mut Work<'_>, id: Id) -> Result<MilestoneRow, Problem> {
    queries::find_milestone(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("milestone"))
}

/// What is to change in a milestone.
pub struct MilestoneChanges {
    pub title: Option<String>,
    /// `Some(None)` leaves it without an owner.
    pub owner: Option<Option<Id>>,
    pub due_on: Option<NaiveDate>,
    pub state: Option<MilestoneState>,
}

/// # Errors
/// 409 when that state cannot follow, or a closed milestone would get another owner or day; 412 when
/// the row moved on since it was read; 422 without such an owner.
pub fn update_milestone(
    work: &mut Work<'_>,
    before: MilestoneRow,
    changes: MilestoneChanges,
) -> Result<MilestoneRow, Problem> {
    let state = changes.state.unwrap_or(before.state);
    if state != before.state && !before.state.may_become(state) {
        return Err(Problem::conflict(format!(
            "The milestone is {}; it cannot become {state}.",
            before.state
        )));
    }
    let owner = changes.owner.unwrap_or(before.owner_id);
    let due_on = changes.due_on.unwrap_or(before.due_on);
    let replanned = owner != before.owner_id || due_on != before.due_on;
    if replanned && !before.state.is_open() && !state.is_open() {
        return Err(Problem::conflict(format!(
            "The milestone is {}: reopen it before it gets another owner or day.",
            before.state
        )));
    }
    if owner != before.owner_id {
        require_person(work, "/owner_id", owner)?;
    }
    let after = MilestoneRow {
        title: changes.title.map_or(before.title, |title| title.trim().to_owned()),
        owner_id: owner,
        due_on,
        state,
        updated_at: work.stamp(),
        version: before.version + 1,
        ..before
    };
    queries::update_milestone(work.conn, &after)?;
    work.record(Change::new("milestone.updated", after.id).with(json!({
        "state": state, "owner_id": owner, "due_on": due_on,
    })))?;
    Ok(after)
}

/// # Errors
/// 422 when nobody has that id.
pub fn require_person(work: &mut Work<'_>, pointer: &str, person: Option<Id>) -> Result<(), Problem> {
    match person {
        Some(id) if identity::person_name(work.conn, id)?.is_none() => {
            Err(Problem::field(pointer, "unknown", "There is no such person."))
        }
        _ => Ok(()),
    }
}
