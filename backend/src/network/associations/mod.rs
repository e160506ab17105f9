//! LIS associations and consortia, as the network knows them, and their members.

pub mod members;
pub mod queries;

use serde_json::json;

use self::queries::AssociationRow;
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::problem::{Kind, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

crate::text_enum! {
    /// What sort of association it is.
    pub enum AssociationKind {
        National = "national",
        State = "state",
        Regional = "regional",
        Consortium = "consortium",
        /// Of one setting or field: law libraries, archives, children's services.
        Specialty = "specialty",
        Other = "other",
    }
}

/// # Errors
/// 404 when there is none that the caller may know of.
pub fn find_association(work: &mut Work<'_>, id: Id) -> Result<AssociationRow, Problem> {
    queries::find_association(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("association"))
}

/// The association whose members the caller may see or keep.
///
/// # Errors
/// 404 outside the scope.
pub fn kept_association(work: &mut Work<'_>, id: Id) -> Result<AssociationRow, Problem> {
    if !work.scope.reaches_association(id) {
        return Err(Problem::not_found("association"));
    }
    find_association(work, id)
}

/// The same, open: a closed association takes nobody in.
///
/// # Errors
/// 404 outside the scope, 409 when it is closed.
pub fn open_association(work: &mut Work<'_>, id: Id) -> Result<AssociationRow, Problem> {
    let association = kept_association(work, id)?;
    if association.closed_at.is_some() {
        return Err(Problem::conflict(format!("{} is closed: reopen it first.", association.name)));
    }
    Ok(association)
}

/// What an association is told by.
pub struct About {
    pub name: String,
    pub short_name: Option<String>,
    pub kind: AssociationKind,
    pub website: Option<String>,
}

fn named_once(error: diesel::result::Error, name: &str) -> Problem {
    match Problem::from(error) {
        taken if taken.kind == Kind::Conflict => {
            Problem::conflict(format!("There is an association named '{name}' already."))
        }
        other => other,
    }
}

fn trimmed(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// # Errors
/// 409 when the name is taken.
pub fn create_association(work: &mut Work<'_>, about: About) -> Result<AssociationRow, Problem> {
    let association = AssociationRow {
        id: work.new_id(),
        name: about.name.trim().to_owned(),
        website: about.website,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
        short_name: trimmed(about.short_name),
        kind: about.kind,
        closed_at: None,
    };
    queries::insert_association(work.conn, &association)
        .map_err(|error| named_once(error, &association.name))?;
    work.record(
        Change::new("association.created", association.id).with(json!({ "name": association.name })),
    )?;
    Ok(association)
}

fn changed(work: &mut Work<'_>, after: AssociationRow, kind: &str) -> Result<AssociationRow, Problem> {
    let before = after.version;
    let after = AssociationRow { updated_at: work.stamp(), version: before + 1, ..after };
    let written = queries::update_association(work.conn, &after, before)
        .map_err(|error| named_once(error, &after.name))?;
    if written == 0 {
        return Err(Problem::stale());
    }
    work.record(Change::new(kind, after.id).with(json!({ "name": after.name })))?;
    Ok(after)
}

/// # Errors
/// 404, 412 when it moved on, 409 when the name is taken.
pub fn update_association(
    work: &mut Work<'_>,
    id: Id,
    expected: &IfMatch,
    change: impl FnOnce(&AssociationRow) -> About,
) -> Result<AssociationRow, Problem> {
    let row = find_association(work, id)?;
    expected.check(row.version)?;
    let about = change(&row);
    let after = AssociationRow {
        name: about.name.trim().to_owned(),
        short_name: trimmed(about.short_name),
        kind: about.kind,
        website: about.website,
        ..row
    };
    changed(work, after, "association.updated")
}

/// Closes an association: nobody joins it any more. Its memberships stay as they are.
///
/// # Errors
/// 404, 409 when it is closed.
pub fn close_association(work: &mut Work<'_>, id: Id) -> Result<AssociationRow, Problem> {
    let row = find_association(work, id)?;
    if row.closed_at.is_some() {
        return Err(Problem::conflict("The association is closed already."));
    }
    let closed_at = Some(work.stamp());
    changed(work, AssociationRow { closed_at, ..row }, "association.closed")
}

/// # Errors
/// 404, 409 when it is open.
pub fn reopen_association(work: &mut Work<'_>, id: Id) -> Result<AssociationRow, Problem> {
    let row = find_association(work, id)?;
    if row.closed_at.is_none() {
        return Err(Problem::conflict("The association is open."));
    }
    changed(work, AssociationRow { closed_at: None, ..row }, "association.reopened")
}
