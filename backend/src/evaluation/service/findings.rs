//! Findings cite a protected result as it stood; adjustments cite findings.

use chrono::NaiveDate;
use serde_json::json;

use super::results::wave_results;
use crate::evaluation::queries::{self, AdjustmentRow, FindingRow};
use crate::evaluation::rules::{AdjustmentState, ResultItemState, WaveState};
use crate::identity;
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// What the evidence says.
pub struct NewFinding {
    pub title: String,
    pub statement: String,
    pub wave: Id,
    pub variable: String,
}

/// Keeps a copy of the protected result, so that what was cited never changes.
///
/// # Errors
/// 422 for a wave out of reach or an unknown variable; 409 while the wave is not closed, and when too few
/// answered for anything to be said.
pub fn create_finding(work: &mut Work<'_>, new: NewFinding) -> Result<FindingRow, Problem> {
    if queries::find_wave(work.conn, work.scope, new.wave)?.is_none() {
        return Err(Problem::field("/wave_id", "unknown", "There is no such wave, or none you may know of."));
    }
    let results = wave_results(work, new.wave)?;
    if results.wave.state != WaveState::Closed {
        return Err(Problem::conflict(format!(
            "The wave is {}: results are ready once closed.",
            results.wave.state
        )));
    }
    let Some(cited) = results.items.iter().find(|item| item.variable == new.variable) else {
        return Err(Problem::field("/variable", "unknown", "The instrument has no such variable."));
    };
    if cited.state == ResultItemState::NotEnoughAnswers {
        return Err(Problem::conflict(format!(
            "Not enough answers: fewer than {} answered '{}', so nothing can be said of it.",
            cited.k, cited.variable
        )));
    }
    let row = FindingRow {
        id: work.new_id(),
        title: new.title,
        statement: new.statement,
        wave_id: new.wave,
        cited_result: serde_json::to_string(cited).map_err(Problem::internal)?,
        variable: new.variable,
        created_by: work.caller.person(),
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_finding(work.conn, &row)?;
    work.record(
        Change::new("finding.recorded", row.id)
            .with(json!({ "wave_id": row.wave_id, "variable": row.variable })),
    )?;
    Ok(row)
}

/// What the program changes because of a finding.
pub struct NewAdjustment {
    pub finding: Id,
    pub title: String,
    pub owner: Id,
    pub due_on: NaiveDate,
}

/// # Errors
/// 404 for an unknown finding; 422 for an unknown owner.
pub fn create_adjustment(work: &mut Work<'_>, new: NewAdjustment) -> Result<AdjustmentRow, Problem> {
    let finding = queries::find_finding(work.conn, work.scope, new.finding)?
        .ok_or_else(|| Problem::not_found("finding"))?;
    check_owner(work, new.owner)?;
    let row = AdjustmentRow {
        id: work.new_id(),
        finding_id: finding.id,
        title: new.title,
        owner_id: new.owner,
        due_on: new.due_on,
        state: AdjustmentState::Planned,
        observed: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_adjustment(work.conn, &row)?;
    work.record(Change::new("adjustment.created", row.id).with(json!({ "finding_id": finding.id })))?;
    Ok(row)
}

/// What of an adjustment may change.
pub struct AdjustmentChanges {
    pub title: Option<String>,
    pub owner: Option<Id>,
    pub due_on: Option<NaiveDate>,
    pub state: Option<AdjustmentState>,
    pub observed: Option<Option<String>>,
}

/// # Errors
/// 404 for an unknown adjustment; 409 when that state cannot follow; 422 for an unknown owner.
pub fn update_adjustment(
    work: &mut Work<'_>,
    id: Id,
    expected: &IfMatch,
    changes: AdjustmentChanges,
) -> Result<AdjustmentRow, Problem> {
    let mut row = queries::find_adjustment(work.conn, work.scope, id)?
        .ok_or_else(|| Problem::not_found("adjustment"))?;
    expected.check(row.version)?;
    if let Some(state) = changes.state {
        if !row.state.may_become(state) {
            let said = format!("The adjustment is {}; it cannot become {state}.", row.state);
            return Err(Problem::conflict(said));
        }
        row.state = state;
    }
    if let Some(owner) = changes.owner {
        check_owner(work, owner)?;
        row.owner_id = owner;
    }
    row.due_on = changes.due_on.unwrap_or(row.due_on);
    row.title = changes.title.unwrap_or(row.title);
    row.observed = changes.observed.unwrap_or(row.observed);
    row.updated_at = work.stamp();
    row.version += 1;
    queries::update_adjustment(work.conn, &row)?;
    work.record(Change::new("adjustment.updated", row.id).with(json!({ "state": row.state })))?;
    Ok(row)
}

fn check_owner(work: &mut Work<'_>, owner: Id) -> Result<(), Problem> {
    match identity::person_name(work.conn, owner)? {
        Some(_) => Ok(()),
        None => Err(Problem::field("/owner_id", "unknown", "There is no such person.")),
    }
}
