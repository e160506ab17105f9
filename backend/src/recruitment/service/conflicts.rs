//! Conflicts of interest that the network cannot know by itself: declared by those who decide, kept out of the sharing out.

use serde_json::json;

use super::applications::find_application;
use super::assignments;
use crate::identity;
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::queries::{self, ApplicationRow, ConflictRow};
use crate::recruitment::rules::AssignmentState;

/// (application, person) of everybody who must not judge an application of this opening: they stepped back from it, or a
/// conflict of interest is declared.
///
/// # Errors
/// When the database does not answer.
pub fn excluded(work: &mut Work<'_>, opening: Id) -> Result<Vec<(Id, Id)>, Problem> {
    let mut excluded = queries::conflicts_of_opening(work.conn, opening)?;
    let assignments = queries::assignment_rows_of_opening(work.conn, opening)?;
    let stepped_back = assignments.iter().filter(|assignment| !assignment.state.stands());
    excluded.extend(stepped_back.map(|assignment| (assignment.application_id, assignment.reviewer_id)));
    Ok(excluded)
}

/// Declares that a reviewer must not review an application. An assignment that waits is taken back. The reason is for those
/// who decide, and in no event.
///
/// # Errors
/// 404 when there is no such application, 409 when it is declared already or the reviewer has scored the application, 422
/// when there is no such person.
pub fn declare_conflict(
    work: &mut Work<'_>,
    application: Id,
    reviewer: Id,
    reason: String,
) -> Result<ConflictRow, Problem> {
    let application = find_application(work, application)?;
    if identity::person_name(work.conn, reviewer)?.is_none() {
        return Err(Problem::field("/reviewer_id", "unknown", "There is no such person."));
    }
    let assignment = queries::find_assignment_of(work.conn, application.id, reviewer)?;
    match assignment.filter(|assignment| assignment.state.stands()) {
        Some(assignment) if assignment.state == AssignmentState::Reviewed => {
            return Err(Problem::conflict(
                "The assignment is reviewed: this person has scored the application already. Set the review aside first.",
            ));
        }
        Some(assignment) => {
            queries::delete_assignment(work.conn, &assignment)?;
            assignments::record(work, "review_assignment.taken_back", &assignment, &application)?;
        }
        None => {}
    }
    let row = ConflictRow {
        id: work.new_id(),
        application_id: application.id,
        reviewer_id: reviewer,
        reason,
        declared_by: work.caller.person(),
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    if !queries::insert_conflict(work.conn, &row)? {
        return Err(Problem::conflict("This conflict is declared already."));
    }
    record(work, "review_conflict.declared", &row, &application)?;
    Ok(row)
}

/// Withdraws a declared conflict: the reviewer may be given the application again.
///
/// # Errors
/// 404 when there is none, 412 when it moved on.
pub fn withdraw_conflict(work: &mut Work<'_>, id: Id, expected: &IfMatch) -> Result<(), Problem> {
    let row = queries::find_conflict(work.conn, id)?.ok_or_else(|| Problem::not_found("conflict"))?;
    let application = find_application(work, row.application_id)?;
    expected.check(row.version)?;
    queries::delete_conflict(work.conn, &row)?;
    record(work, "review_conflict.withdrawn", &row, &application)
}

fn record(
    work: &mut Work<'_>,
    kind: &str,
    row: &ConflictRow,
    application: &ApplicationRow,
) -> Result<(), Problem> {
    work.record(
        Change::new(kind, row.id)
            .in_region(application.region_id)
            .with(json!({ "application_id": application.id, "reviewer_id": row.reviewer_id })),
    )
}
