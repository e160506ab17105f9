//! The network's template of agreements, version by version.

use serde_json::json;

use crate::mentorships::queries::{self, TemplateRow};
use crate::mentorships::rules::Cadence;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// What the next version says.
pub struct NewTemplate {
    pub goal_prompts: Vec<String>,
    pub cadence: Cadence,
    pub confidentiality: String,
    pub note: Option<String>,
}

/// Writes the next version; agreements that are there stay with theirs.
///
/// # Errors
/// 412 when somebody wrote one meanwhile.
pub fn write_template(
    work: &mut Work<'_>,
    new: NewTemplate,
    expected: &dyn Fn(i64) -> Result<(), Problem>,
) -> Result<TemplateRow, Problem> {
    let before = queries::newest_template(work.conn)?;
    expected(before.version)?;
    let row = TemplateRow {
        version: before.version + 1,
        goal_prompts: json!(new.goal_prompts).to_string(),
        cadence: new.cadence,
        confidentiality: new.confidentiality,
        note: new.note,
        written_by: work.caller.person(),
        created_at: work.stamp(),
    };
    // Two at once: the second finds the version taken.
    queries::insert_template(work.conn, &row)?;
    // A version has no id of its own to point at.
    let subject = Id(uuid::Uuid::nil());
    work.record(Change::new("agreement_template.written", subject).with(json!({ "version": row.version })))?;
    Ok(row)
}
