//! Wordings that coordinators keep, for a region or for the whole network.

use super::queries::{self, TemplateRow};
use super::{versions, wording};
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// # Errors
/// 404 outside the scope.
pub fn find_template(work: &mut Work<'_>, id: Id) -> Result<TemplateRow, Problem> {
    queries::find_template(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("message template"))
}

/// A new wording.
pub struct NewWording {
    /// For the whole network unless told.
    pub region: Option<Id>,
    pub name: String,
    pub subject: String,
    pub body: String,
}

/// # Errors
/// 422 naming everything that is wrong.
pub fn create_template(work: &mut Work<'_>, new: NewWording) -> Result<TemplateRow, Problem> {
    let mut wrong = wording::check(&new.subject, &new.body).err().unwrap_or_default();
    match new.region {
        None if !work.scope.network => {
            wrong.push(FieldError::new("/region_id", "required", "Say for which of your regions it is."));
        }
        Some(region) if !work.scope.reaches_region(region) => {
            wrong.push(FieldError::new("/region_id", "unknown", "There is no such region among yours."));
        }
        _ => {}
    }
    if let Some(region) = new.region
        && wrong.is_empty()
        && !crate::network::region_names(work.conn)?.contains_key(&region)
    {
        wrong.push(FieldError::new("/region_id", "unknown", "There is no such region."));
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let row = TemplateRow {
        id: work.new_id(),
        region_id: new.region,
        name: new.name.trim().to_owned(),
        subject: new.subject,
        body: new.body,
        archived_at: None,
        written_by: work.caller.person(),
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
        number: 1,
    };
    queries::insert_template(work.conn, &row)?;
    versions::keep(work, &row)?;
    work.record(Change::new("message_template.created", row.id).in_region(row.region_id))?;
    Ok(row)
}

/// One that the caller may change.
///
/// # Errors
/// 404 outside the scope; 403 for one of the whole network when the caller's scope is not.
pub fn to_change(work: &mut Work<'_>, id: Id) -> Result<TemplateRow, Problem> {
    let row = find_template(work, id)?;
    if row.region_id.is_none() && !work.scope.network {
        return Err(Problem::forbidden("It is the whole network's: write one of your region."));
    }
    Ok(row)
}

/// Stores a wording as it is now. Putting it away or taking it out makes no version: it reads the same.
///
/// # Errors
/// 412 when it was changed meanwhile.
pub fn changed(
    work: &mut Work<'_>,
    before: &TemplateRow,
    mut row: TemplateRow,
) -> Result<TemplateRow, Problem> {
    let another = !before.reads_as(&row.name, &row.subject, &row.body);
    if another {
        row.written_by = work.caller.person();
        row.number = before.number + 1;
    }
    row.updated_at = work.stamp();
    row.version = before.version + 1;
    queries::update_template(work.conn, &row)?;
    if another {
        versions::keep(work, &row)?;
    }
    Ok(row)
}

/// What of a wording changes.
pub struct WordingEdit {
    pub name: Option<String>,
    pub subject: Option<String>,
    pub body: Option<String>,
    pub archived: Option<bool>,
}

/// # Errors
/// 404 outside the scope; 403 for one of the whole network when the caller's scope is not; 412 when it was changed meanwhile;
/// 422 naming everything that is wrong.
pub fn change_template(
    work: &mut Work<'_>,
    id: Id,
    edit: WordingEdit,
    expected: &dyn Fn(i64) -> Result<(), Problem>,
) -> Result<TemplateRow, Problem> {
    let mut row = to_change(work, id)?;
    expected(row.version)?;
    let before = row.clone();
    let now = work.stamp();
    if let Some(name) = edit.name {
        name.trim().clone_into(&mut row.name);
    }
    row.subject = edit.subject.unwrap_or(row.subject);
    row.body = edit.body.unwrap_or(row.body);
    wording::check(&row.subject, &row.body).map_err(Problem::invalid)?;
    row.archived_at = match edit.archived {
        None => row.archived_at,
        Some(true) => row.archived_at.or(Some(now)),
        Some(false) => None,
    };
    let row = changed(work, &before, row)?;
    work.record(Change::new("message_template.changed", row.id).in_region(row.region_id))?;
    Ok(row)
}
