//! Two institutions that look like one and are two: once somebody has said so, nobody is asked again, until it is taken back.

use serde_json::json;

use super::queries::distinctions::{self as queries, DistinctionRow};
use crate::network::finding;
use crate::network::service::find_institution;
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::pagination::Window;
use crate::platform::problem::{Kind, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// # Errors
/// 404 when there is none.
pub fn find_distinction(work: &mut Work<'_>, id: Id) -> Result<DistinctionRow, Problem> {
    queries::find_distinction(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("distinction"))
}

/// # Errors
/// When the database does not answer.
pub fn list_distinctions(work: &mut Work<'_>, window: &Window<Id>) -> Result<Vec<DistinctionRow>, Problem> {
    Ok(queries::list_distinctions(work.conn, work.scope, window)?)
}

fn known(work: &mut Work<'_>, pointer: &str, id: Id) -> Result<(), Problem> {
    match find_institution(work, id) {
        Err(problem) if problem.kind == Kind::NotFound => {
            Err(Problem::field(pointer, "unknown", problem.detail))
        }
        other => other.map(|_| ()),
    }
}

/// Says that the two are two.
///
/// # Errors
/// 422 naming each that is none, or when they are the same; 409 when somebody has said it already.
pub fn tell_apart(work: &mut Work<'_>, institution: Id, other: Id) -> Result<DistinctionRow, Problem> {
    if institution == other {
        return Err(Problem::field("/other_id", "same", "An institution is not told apart from itself."));
    }
    let mut wrong = Vec::new();
    for (pointer, id) in [("/institution_id", institution), ("/other_id", other)] {
        match known(work, pointer, id) {
            Err(problem) if problem.kind == Kind::Invalid => wrong.extend(problem.errors),
            answer => answer?,
        }
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let row = DistinctionRow {
        id: work.new_id(),
        one_id: institution.min(other),
        other_id: institution.max(other),
        told_by: work.caller.person(),
        created_at: work.stamp(),
        version: 1,
    };
    queries::insert_distinction(work.conn, &row).map_err(|error| match Problem::from(error) {
        taken if taken.kind == Kind::Conflict => {
            Problem::conflict("Somebody has said already that these are two institutions.")
        }
        other => other,
    })?;
    changed(work, &row, "institution.told_apart")?;
    Ok(row)
}

/// Takes it back: the two may be one again.
///
/// # Errors
/// 404, 412 when it was taken back at the same moment.
pub fn take_back(work: &mut Work<'_>, id: Id, expected: &IfMatch) -> Result<(), Problem> {
    let row = find_distinction(work, id)?;
    expected.check(row.version)?;
    if !queries::delete_distinction(work.conn, &row)? {
        return Err(Problem::stale());
    }
    changed(work, &row, "institution.distinction_taken_back")
}

fn changed(work: &mut Work<'_>, row: &DistinctionRow, kind: &str) -> Result<(), Problem> {
    finding::group_anew(work.conn, &[row.one_id, row.other_id])?;
    work.record(Change::new(kind, row.one_id).with(json!({
        "distinction_id": row.id, "institution_id": row.one_id, "other_id": row.other_id,
    })))
}
