//! The code of conduct: its versions, and who accepted which when.

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::json;

use crate::identity;
use crate::mentorships::queries::{self, ConductRow};
use crate::mentorships::rules::accepts_what_is_in_force;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Writes the next version; who accepted an earlier one has yet to accept it.
///
/// # Errors
/// 412 when somebody wrote one meanwhile.
pub fn write_conduct(
    work: &mut Work<'_>,
    text: String,
    note: Option<String>,
    expected: &dyn Fn(i64) -> Result<(), Problem>,
) -> Result<ConductRow, Problem> {
    let before = queries::newest_conduct(work.conn)?;
    expected(before.version)?;
    let row = ConductRow {
        version: before.version + 1,
        text,
        note,
        written_by: work.caller.person(),
        created_at: work.stamp(),
    };
    queries::insert_conduct(work.conn, &row)?;
    // A version has no id of its own to point at.
    let subject = Id(uuid::Uuid::nil());
    work.record(Change::new("code_of_conduct.written", subject).with(json!({ "version": row.version })))?;
    Ok(row)
}

/// Accepts the version that the caller has read, once.
///
/// # Errors
/// 409 when it is not the one in force.
pub fn accept_conduct(work: &mut Work<'_>, version: i64) -> Result<ConductRow, Problem> {
    let me = work.caller.require_person()?;
    let row = queries::newest_conduct(work.conn)?;
    if row.version != version {
        return Err(Problem::conflict(format!(
            "Version {} is in force: read it before you accept.",
            row.version
        )));
    }
    if queries::accept_conduct(work, me, version)? {
        work.record(Change::new("code_of_conduct.accepted", me).with(json!({ "version": version })))?;
    }
    Ok(row)
}

/// The day of the version in force, if the caller has yet to accept it.
///
/// # Errors
/// When the database does not answer.
pub fn conduct_to_accept(work: &mut Work<'_>) -> Result<Option<NaiveDate>, Problem> {
    let Some(me) = work.caller.person() else { return Ok(None) };
    let row = queries::newest_conduct(work.conn)?;
    let accepted = queries::accepted_conduct(work.conn, me)?;
    Ok((!accepts_what_is_in_force(accepted, row.version)).then(|| row.created_at.date()))
}

/// Which versions somebody of the scope's regions has accepted, and when.
///
/// # Errors
/// 404 for people of other regions.
pub fn acceptances_of(work: &mut Work<'_>, person: Id) -> Result<Vec<(i64, NaiveDateTime)>, Problem> {
    let contact = identity::contacts(work.conn, &[person])?.remove(&person);
    let reached = contact.is_some_and(|who| {
        work.scope.network || who.region_id.is_some_and(|id| work.scope.reaches_region(id))
    });
    if !reached {
        return Err(Problem::not_found("person"));
    }
    Ok(queries::conduct_acceptances_of(work.conn, person)?)
}
