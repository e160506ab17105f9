//! Use cases of indicators: bind a figure to an objective, change what is wanted of it, take it away.

use chrono::NaiveDate;
use serde_json::json;

use super::queries::{self, IndicatorRow};
use super::rules::{self, Figure, TargetDirection};
use crate::network::governance::service::find_objective;
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// What is wanted of a figure.
pub struct NewIndicator {
    pub figure: Figure,
    pub title: Option<String>,
    pub baseline: Option<f64>,
    pub target: f64,
    pub direction: TargetDirection,
    pub due_on: NaiveDate,
    /// At the end unless told.
    pub position: Option<i32>,
}

/// # Errors
/// 404 when there is none.
pub fn find_indicator(work: &mut Work<'_>, id: Id) -> Result<IndicatorRow, Problem> {
    queries::find_indicator(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("indicator"))
}

/// Adds an indicator to an objective.
///
/// # Errors
/// 404 without such an objective, 409 when it has as many as one can read, 422 for values that the figure never has.
pub fn create_indicator(
    work: &mut Work<'_>,
    objective: Id,
    new: NewIndicator,
) -> Result<IndicatorRow, Problem> {
    let objective = find_objective(work, objective)?;
    let (count, last) = queries::indicators_of(work.conn, objective.id)?;
    if count >= rules::MOST_INDICATORS {
        return Err(Problem::conflict(format!("The objective has {count} indicators, which is the most.")));
    }
    let indicator = IndicatorRow {
        id: work.new_id(),
        objective_id: objective.id,
        figure: new.figure,
        title: trimmed(new.title),
        baseline: new.baseline,
        target: new.target,
        direction: new.direction,
        due_on: new.due_on,
        position: new.position.unwrap_or_else(|| last.saturating_add(1)),
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    check_values(&indicator)?;
    queries::insert_indicator(work.conn, &indicator)?;
    work.record(Change::new("indicator.created", indicator.id).with(told(&indicator)))?;
    Ok(indicator)
}

/// What is to change in an indicator. The figure stays: another figure is another indicator.
pub struct IndicatorChanges {
    /// `Some(None)` names it after its figure.
    pub title: Option<Option<String>>,
    pub baseline: Option<Option<f64>>,
    pub target: Option<f64>,
    pub direction: Option<TargetDirection>,
    pub due_on: Option<NaiveDate>,
    pub position: Option<i32>,
}

/// # Errors
/// 412 when the row moved on since it was read, 422 for values that the figure never has.
pub fn update_indicator(
    work: &mut Work<'_>,
    before: IndicatorRow,
    changes: IndicatorChanges,
) -> Result<IndicatorRow, Problem> {
    let after = IndicatorRow {
        title: changes.title.map_or(before.title, trimmed),
        baseline: changes.baseline.unwrap_or(before.baseline),
        target: changes.target.unwrap_or(before.target),
        direction: changes.direction.unwrap_or(before.direction),
        due_on: changes.due_on.unwrap_or(before.due_on),
        position: changes.position.unwrap_or(before.position),
        updated_at: work.stamp(),
        version: before.version + 1,
        ..before
    };
    check_values(&after)?;
    queries::update_indicator(work.conn, &after)?;
    work.record(Change::new("indicator.updated", after.id).with(told(&after)))?;
    Ok(after)
}

/// Takes an indicator away. What its figure was on earlier days stays.
///
/// # Errors
/// 404 when there is none, 412 when it moved on.
pub fn delete_indicator(work: &mut Work<'_>, id: Id, expected: &IfMatch) -> Result<(), Problem> {
    let row = find_indicator(work, id)?;
    expected.check(row.version)?;
    queries::delete_indicator(work.conn, &row)?;
    work.record(Change::new("indicator.removed", row.id).with(told(&row)))
}

fn told(row: &IndicatorRow) -> serde_json::Value {
    json!({
        "objective_id": row.objective_id, "figure": row.figure, "target": row.target,
        "direction": row.direction, "due_on": row.due_on,
    })
}

fn trimmed(title: Option<String>) -> Option<String> {
    title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty())
}

fn check_values(row: &IndicatorRow) -> Result<(), Problem> {
    let unit = row.figure.unit();
    let wrong: Vec<FieldError> = [("/baseline", row.baseline), ("/target", Some(row.target))]
        .into_iter()
        .filter_map(|(pointer, value)| rules::value_problem(pointer, unit, value?))
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(Problem::invalid(wrong)) }
}
