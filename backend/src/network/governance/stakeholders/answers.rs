//! What somebody who was invited does by the mailed link: read what it is about, accept, decline.

use serde_json::json;

use super::letters;
use super::queries::{self, StakeholderRow};
use super::rules::StakeholderState;
use super::service::step_taken;
use crate::identity;
use crate::platform::link;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Whom the caller's link invites.
///
/// # Errors
/// 404 when it asks nobody any more.
pub fn invited(work: &mut Work<'_>) -> Result<StakeholderRow, Problem> {
    let gone = || Problem::not_found("invitation");
    let id = work.scope.link.ok_or_else(gone)?;
    queries::find_stakeholder(work.conn, id)?
        .filter(|row| row.state == StakeholderState::Invited)
        .ok_or_else(gone)
}

/// What the invitation said.
///
/// # Errors
/// When the database does not answer.
pub fn message(work: &mut Work<'_>, row: &StakeholderRow) -> Result<String, Problem> {
    let steps = queries::steps(work.conn, row.id)?;
    let asked = steps.into_iter().find(|step| step.state == StakeholderState::Invited);
    Ok(asked.and_then(|step| step.note).unwrap_or_default())
}

/// Accepts or declines; the link serves no more, and who talks to them is told.
///
/// # Errors
/// 404 when the link asks nobody any more, 409 when it was used meanwhile.
pub fn answer(
    work: &mut Work<'_>,
    state: StakeholderState,
    note: Option<String>,
) -> Result<StakeholderRow, Problem> {
    let before = invited(work)?;
    link::consume(work)?;
    let after = StakeholderRow { state, updated_at: work.stamp(), version: before.version + 1, ..before };
    queries::update_stakeholder(work.conn, &after)?;
    step_taken(work, &after, note.clone())?;
    if let Some(owner) = after.owner_id
        && let Some(contact) = identity::contacts(work.conn, &[owner])?.get(&owner)
    {
        letters::answered(work, &after, contact, note.as_deref().unwrap_or_default())?;
    }
    work.record(Change::new("stakeholder.answered", after.id).with(json!({ "state": state })))?;
    Ok(after)
}
