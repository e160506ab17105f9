//! Graduation criteria: installed once, their thresholds then the task force's to set.

use serde_json::json;

use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::succession::queries::{self, CriterionRow};
use crate::succession::rules::CriterionCode;

/// Writes the default criteria when the network has none yet; whether it did.
///
/// # Errors
/// When the database refuses.
pub fn install_default_criteria(work: &mut Work<'_>) -> Result<bool, Problem> {
    if !queries::list_criteria(work.conn, work.scope)?.is_empty() {
        return Ok(false);
    }
    for (position, code) in (1..).zip(CriterionCode::ALL) {
        let row = CriterionRow {
            id: work.new_id(),
            code: *code,
            label: code.label().to_owned(),
            threshold: code.default_threshold(),
            position,
            created_at: work.stamp(),
            updated_at: work.stamp(),
            version: 1,
        };
        queries::insert_criterion(work.conn, &row)?;
        work.record(Change::new("graduation_criterion.created", row.id))?;
    }
    Ok(true)
}

/// # Errors
/// 404 for an unknown criterion; 422 for a threshold that means nothing.
pub fn update_criterion(
    work: &mut Work<'_>,
    id: Id,
    expected: &IfMatch,
    label: Option<String>,
    threshold: Option<i32>,
) -> Result<CriterionRow, Problem> {
    let mut row = queries::find_criterion(work.conn, work.scope, id)?
        .ok_or_else(|| Problem::not_found("graduation criterion"))?;
    expected.check(row.version)?;
    if let Some(threshold) = threshold {
        if !(0..=row.code.most()).contains(&threshold) {
            let said = format!("For {} it must be between 0 and {}.", row.code, row.code.most());
            return Err(Problem::field("/threshold", "range", said));
        }
        row.threshold = threshold;
    }
    row.label = label.unwrap_or(row.label);
    row.updated_at = work.stamp();
    row.version += 1;
    queries::update_criterion(work.conn, &row)?;
    work.record(
        Change::new("graduation_criterion.updated", row.id)
            .with(json!({ "code": row.code, "threshold": row.threshold })),
    )?;
    Ok(row)
}
