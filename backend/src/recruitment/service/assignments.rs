//! Assignments after they are made: stepped back from, given back, taken back.

use serde_json::json;

use super::applications::find_application;
use crate::identity;
use crate::platform::auth::{IfMatch, Scope};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::letters::applications as letters;
use crate::recruitment::queries::{self, ApplicationRow, AssignmentRow};
use crate::recruitment::rules::{ApplicationState, AssignmentState};

/// The caller steps back from an assigned application. From then on it is out of their sight, and assigning reviewers
/// again fills the gap with somebody else. The reason is for those who decide, and in no event.
///
/// # Errors
/// 404 when it is not assigned to the caller, 409 when it is not in review (any more) or the caller has scored it.
pub fn recuse(work: &mut Work<'_>, application: Id, reason: String) -> Result<(), Problem> {
    let reviewer = work.caller.require_person()?;
    let own = Scope { own: Some(reviewer), ..Scope::default() };
    let gone = || Problem::not_found("application");
    let application = queries::find_application(work.conn, &own, application)?.ok_or_else(gone)?;
    let assignment = queries::find_assignment_of(work.conn, application.id, reviewer)?.ok_or_else(gone)?;
    if application.state != ApplicationState::InReview {
        return Err(Problem::conflict(format!(
            "The application is {}: there is nothing to step back from.",
            application.state
        )));
    }
    if !assignment.state.may_become(AssignmentState::Recused) {
        return Err(Problem::conflict(format!(
            "The assignment is {}: who has scored an application cannot step back from it.",
            assignment.state
        )));
    }
    let row = queries::update_assignment(work, &assignment, AssignmentState::Recused, Some(reason))?;
    record(work, "review_assignment.recused", &row, &application)
}

/// Sets a written review aside, when a conflict is found later: it counts no more, and the application is out of its
/// reviewer's sight. The reason is for those who decide, and in no event.
///
/// # Errors
/// 404 when there is no such assignment, 409 when no review is written or it is set aside already, or when the application
/// is decided, 412 when it moved on.
pub fn set_aside(
    work: &mut Work<'_>,
    id: Id,
    expected: &IfMatch,
    reason: String,
) -> Result<AssignmentRow, Problem> {
    let (assignment, application) = decided_on(work, id)?;
    expected.check(assignment.version)?;
    if !assignment.state.may_become(AssignmentState::SetAside) {
        return Err(Problem::conflict(format!(
            "The assignment is {}: what is set aside is a written review that counts.",
            assignment.state
        )));
    }
    if !matches!(application.state, ApplicationState::InReview | ApplicationState::Offered) {
        return Err(Problem::conflict(format!(
            "The application is {}: what it was decided by stays as it is.",
            application.state
        )));
    }
    let row = queries::update_assignment(work, &assignment, AssignmentState::SetAside, Some(reason))?;
    let opening = super::find_opening(work, application.opening_id)?;
    if let Some(reviewer) = identity::contacts(work.conn, &[row.reviewer_id])?.remove(&row.reviewer_id) {
        letters::set_aside(work, &opening, &reviewer)?;
    }
    record(work, "review_assignment.set_aside", &row, &application)?;
    Ok(row)
}

/// Lifts a recusal: the reviewer is asked again, and told by mail. Or counts a review again that was set aside. Nobody does
/// so for themselves.
///
/// # Errors
/// 404 when there is no such assignment, 403 for one's own, 409 when nobody stepped back and nothing is set aside, the
/// application is not in review (any more), or a conflict between the two is declared.
pub fn reinstate(work: &mut Work<'_>, id: Id) -> Result<AssignmentRow, Problem> {
    let (assignment, application) = decided_on(work, id)?;
    if work.caller.person() == Some(assignment.reviewer_id) {
        return Err(Problem::forbidden("This is about a review of your own: somebody else decides that."));
    }
    let Some(next) = assignment.state.reinstated() else {
        return Err(Problem::conflict(format!(
            "The assignment is {}: nobody stepped back, and no review is set aside.",
            assignment.state
        )));
    };
    if application.state != ApplicationState::InReview {
        return Err(Problem::conflict(format!(
            "The application is {}: it is not reviewed.",
            application.state
        )));
    }
    let declared = queries::conflicts_of_opening(work.conn, application.opening_id)?;
    if declared.contains(&(application.id, assignment.reviewer_id)) {
        return Err(Problem::conflict("A conflict between the two is declared: withdraw that first."));
    }
    let row = queries::update_assignment(work, &assignment, next, None)?;
    if row.state == AssignmentState::Reviewed {
        record(work, "review_assignment.counted_again", &row, &application)?;
        return Ok(row);
    }
    let opening = super::find_opening(work, application.opening_id)?;
    if let Some(reviewer) = identity::contacts(work.conn, &[row.reviewer_id])?.remove(&row.reviewer_id) {
        letters::assigned(work, &opening, &reviewer, 1)?;
    }
    record(work, "review_assignment.reinstated", &row, &application)?;
    Ok(row)
}

/// Takes an assignment back while nothing was scored. The reviewer may be given the application again.
///
/// # Errors
/// 404 when there is no such assignment, 409 when it was scored or stepped back from, 412 when it moved on.
pub fn take_back(work: &mut Work<'_>, id: Id, expected: &IfMatch) -> Result<(), Problem> {
    let (assignment, application) = decided_on(work, id)?;
    expected.check(assignment.version)?;
    if assignment.state != AssignmentState::Assigned {
        return Err(Problem::conflict(format!(
            "The assignment is {}: it is taken back while nothing was scored.",
            assignment.state
        )));
    }
    queries::delete_assignment(work.conn, &assignment)?;
    record(work, "review_assignment.taken_back", &assignment, &application)
}

fn decided_on(work: &mut Work<'_>, id: Id) -> Result<(AssignmentRow, ApplicationRow), Problem> {
    let assignment =
        queries::find_assignment(work.conn, id)?.ok_or_else(|| Problem::not_found("assignment"))?;
    let application = find_application(work, assignment.application_id)?;
    Ok((assignment, application))
}

pub(super) fn record(
    work: &mut Work<'_>,
    kind: &str,
    assignment: &AssignmentRow,
    application: &ApplicationRow,
) -> Result<(), Problem> {
    work.record(
        Change::new(kind, assignment.id)
            .in_region(application.region_id)
            .with(json!({ "application_id": application.id, "reviewer_id": assignment.reviewer_id })),
    )
}

/// Who stepped back from reviewing an application, or whose review is set aside, has no part in its decision either.
///
/// # Errors
/// 409 when the caller stepped back from it, or their review is set aside.
pub fn refuse_the_recused(work: &mut Work<'_>, application: Id) -> Result<(), Problem> {
    let Some(person) = work.caller.person() else { return Ok(()) };
    match queries::find_assignment_of(work.conn, application, person)? {
        Some(own) if own.state == AssignmentState::Recused => Err(Problem::conflict(
            "You have recused yourself from this application: somebody else decides about it.",
        )),
        Some(own) if own.state == AssignmentState::SetAside => Err(Problem::conflict(
            "Your review of this application is set aside: somebody else decides about it.",
        )),
        _ => Ok(()),
    }
}
