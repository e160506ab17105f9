//! What wordings said before. A version never changes; taking an older one back makes a new one.

use serde_json::json;

use super::queries::{self, TemplateRow, TemplateVersionRow};
use super::{templates, wording};
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Kind, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// The version of a template that the words of a message began with.
pub struct Begun {
    pub template: Id,
    pub number: i64,
}

/// Keeps what a wording reads as from now on.
///
/// # Errors
/// When the database refuses.
pub fn keep(work: &mut Work<'_>, row: &TemplateRow) -> Result<(), Problem> {
    let version = TemplateVersionRow {
        id: work.new_id(),
        template_id: row.id,
        number: row.number,
        name: row.name.clone(),
        subject: row.subject.clone(),
        body: row.body.clone(),
        written_by: row.written_by,
        created_at: row.updated_at,
    };
    queries::insert_version(work.conn, &version)
}

/// What is wrong with where a message began, if anything is.
///
/// # Errors
/// When the database does not answer.
pub fn problem_of(work: &mut Work<'_>, begun: &Begun) -> Result<Option<FieldError>, Problem> {
    if queries::find_template(work.conn, work.scope, begun.template)?.is_none() {
        let detail = "There is no such template among yours.";
        return Ok(Some(FieldError::new("/template/template_id", "unknown", detail)));
    }
    if queries::find_version(work.conn, begun.template, begun.number)?.is_none() {
        let detail = "The template has no such version.";
        return Ok(Some(FieldError::new("/template/number", "unknown", detail)));
    }
    Ok(None)
}

/// Makes a wording read as it did in an older version.
///
/// # Errors
/// 404 outside the scope; 403 for one of the whole network when the caller's scope is not; 409 when it reads so already, or
/// is changed at this moment; 422 when there is no such version, or its words are no longer known.
pub fn take_back(work: &mut Work<'_>, id: Id, number: i64) -> Result<TemplateRow, Problem> {
    let before = templates::to_change(work, id)?;
    let version = queries::find_version(work.conn, id, number)?
        .ok_or_else(|| Problem::field("/number", "unknown", "The template has no such version."))?;
    if before.reads_as(&version.name, &version.subject, &version.body) {
        return Err(Problem::conflict("The template reads so already."));
    }
    if wording::check(&version.subject, &version.body).is_err() {
        let detail = "It uses words that messages no longer know: write it anew.";
        return Err(Problem::field("/number", "template", detail));
    }
    let row =
        TemplateRow { name: version.name, subject: version.subject, body: version.body, ..before.clone() };
    let row = templates::changed(work, &before, row).map_err(|problem| match problem.kind {
        Kind::StaleVersion => Problem::conflict("Somebody else is changing the template: look at it again."),
        _ => problem,
    })?;
    let change = Change::new("message_template.taken_back", row.id)
        .in_region(row.region_id)
        .with(json!({ "number": number, "as_number": row.number }));
    work.record(change)?;
    Ok(row)
}
