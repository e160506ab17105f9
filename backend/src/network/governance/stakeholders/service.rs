//! Use cases of the task force: write somebody down, move them along, invite them.

use chrono::{Duration, NaiveDate};
use serde_json::json;

use super::letters;
use super::queries::{self, StakeholderRow, StepRow};
use super::rules::{StakeholderKind, StakeholderState};
use crate::identity;
use crate::network::governance::service::require_person;
use crate::platform::auth::permissions::ViewTaskForce;
use crate::platform::auth::{IfMatch, Permission};
use crate::platform::db::Id;
use crate::platform::link::{self, LinkPurpose};
use crate::platform::mail;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// How long the link of an invitation serves.
const INVITATION_LASTS: Duration = Duration::days(30);

/// Somebody to win over.
pub struct NewStakeholder {
    pub name: String,
    pub organisation: String,
    pub email: Option<String>,
    pub kind: StakeholderKind,
    pub brings: String,
    pub owner: Option<Id>,
    pub next_step: Option<String>,
    pub next_step_on: Option<NaiveDate>,
}

/// What is to change; `Some(None)` clears.
pub struct StakeholderChanges {
    pub name: Option<String>,
    pub organisation: Option<String>,
    pub email: Option<Option<String>>,
    pub kind: Option<StakeholderKind>,
    pub brings: Option<String>,
    pub owner: Option<Option<Id>>,
    pub next_step: Option<Option<String>>,
    pub next_step_on: Option<Option<NaiveDate>>,
}

/// # Errors
/// 404 when there is none.
pub fn find_stakeholder(work: &mut Work<'_>, id: Id) -> Result<StakeholderRow, Problem> {
    queries::find_stakeholder(work.conn, id)?.ok_or_else(|| Problem::not_found("stakeholder"))
}

/// Whom the caller talks to, with a next step whose day has passed; nobody for who may not see them.
///
/// # Errors
/// When the database does not answer.
pub fn overdue_stakeholders(work: &mut Work<'_>) -> Result<Vec<StakeholderRow>, Problem> {
    match (work.caller.person(), ViewTaskForce::AUDIENCE.scope_of(work.caller)) {
        (Some(person), Some(_)) => Ok(queries::overdue(work.conn, person, work.now.date_naive())?),
        _ => Ok(Vec::new()),
    }
}

/// # Errors
/// 422 without such an owner.
pub fn create_stakeholder(work: &mut Work<'_>, new: NewStakeholder) -> Result<StakeholderRow, Problem> {
    require_person(work, "/owner_id", new.owner)?;
    let row = StakeholderRow {
        id: work.new_id(),
        name: new.name.trim().to_owned(),
        organisation: new.organisation.trim().to_owned(),
        email: new.email.map(|email| email.trim().to_lowercase()),
        kind: new.kind,
        brings: new.brings.trim().to_owned(),
        state: StakeholderState::Considered,
        owner_id: new.owner,
        next_step: new.next_step,
        next_step_on: new.next_step_on,
        invited_at: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_stakeholder(work.conn, &row)?;
    step_taken(work, &row, None)?;
    work.record(Change::new("stakeholder.considered", row.id).with(json!({ "kind": row.kind })))?;
    Ok(row)
}

/// # Errors
/// 412 when the row moved on, 422 without such an owner.
pub fn update_stakeholder(
    work: &mut Work<'_>,
    before: StakeholderRow,
    changes: StakeholderChanges,
) -> Result<StakeholderRow, Problem> {
    let owner_id = changes.owner.unwrap_or(before.owner_id);
    if owner_id != before.owner_id {
        require_person(work, "/owner_id", owner_id)?;
    }
    let email = changes.email.map(|email| email.map(|email| email.trim().to_lowercase()));
    let after = StakeholderRow {
        name: changes.name.map_or(before.name, |name| name.trim().to_owned()),
        organisation: changes.organisation.map_or(before.organisation, |text| text.trim().to_owned()),
        email: email.unwrap_or_else(|| before.email.clone()),
        kind: changes.kind.unwrap_or(before.kind),
        brings: changes.brings.map_or(before.brings, |text| text.trim().to_owned()),
        owner_id,
        next_step: changes.next_step.unwrap_or(before.next_step),
        next_step_on: changes.next_step_on.unwrap_or(before.next_step_on),
        updated_at: work.stamp(),
        version: before.version + 1,
        ..before
    };
    queries::update_stakeholder(work.conn, &after)?;
    if after.email != before.email {
        // A link that was mailed to an address serves nobody who has another one.
        link::revoke_all(work, LinkPurpose::StakeholderInvitation, after.id)?;
    }
    work.record(Change::new("stakeholder.updated", after.id).with(json!({ "owner_id": after.owner_id })))?;
    Ok(after)
}

/// Removes somebody who was written down wrongly, with every step; a link that was mailed to them ends.
///
/// # Errors
/// 404 when there is none, 412 when the row moved on.
pub fn delete_stakeholder(work: &mut Work<'_>, id: Id, expected: &IfMatch) -> Result<(), Problem> {
    let row = find_stakeholder(work, id)?;
    expected.check(row.version)?;
    link::revoke_all(work, LinkPurpose::StakeholderInvitation, row.id)?;
    queries::delete_stakeholder(work.conn, &row)?;
    work.record(
        Change::new("stakeholder.removed", row.id).with(json!({ "kind": row.kind, "state": row.state })),
    )
}

/// Keeps the step that led to the row's present state.
pub fn step_taken(work: &mut Work<'_>, row: &StakeholderRow, note: Option<String>) -> Result<(), Problem> {
    let step = StepRow {
        id: work.new_id(),
        stakeholder_id: row.id,
        state: row.state,
        note: note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty()),
        person_id: work.caller.person(),
        happened_at: work.stamp(),
    };
    queries::insert_step(work.conn, &step)?;
    Ok(())
}

/// Moves somebody to another state, with what was said.
///
/// # Errors
/// 409 when that state cannot follow, 412 when the row moved on.
pub fn move_stakeholder(
    work: &mut Work<'_>,
    before: StakeholderRow,
    state: StakeholderState,
    note: Option<String>,
) -> Result<StakeholderRow, Problem> {
    if !before.state.may_become(state) {
        return Err(Problem::conflict(format!("They are {}; that cannot become {state}.", before.state)));
    }
    // Whatever they are now: a link of before asks what is answered, or is asked no more.
    link::revoke_all(work, LinkPurpose::StakeholderInvitation, before.id)?;
    let after = StakeholderRow { state, updated_at: work.stamp(), version: before.version + 1, ..before };
    queries::update_stakeholder(work.conn, &after)?;
    step_taken(work, &after, note)?;
    work.record(Change::new("stakeholder.moved", after.id).with(json!({ "state": state })))?;
    Ok(after)
}

/// Invites somebody by mail, with a link to answer by; an earlier link ends.
///
/// # Errors
/// 409 without an address, before they are nominated, after they have answered, and when the address was written to often
/// enough within an hour; 412 when the row moved on.
pub fn invite_stakeholder(
    work: &mut Work<'_>,
    before: StakeholderRow,
    message: &str,
) -> Result<StakeholderRow, Problem> {
    if !before.state.may_be_invited() {
        return Err(Problem::conflict(format!("They are {}: nominate them first.", before.state)));
    }
    let Some(email) = before.email.clone() else {
        return Err(Problem::conflict("There is no address to invite them at: write it down first."));
    };
    if !mail::may_be_asked_for(work, &email, &[letters::INVITED.key], Some(before.id))? {
        return Err(Problem::conflict(
            "This address was written to often enough within an hour: try again later.",
        ));
    }
    link::revoke_all(work, LinkPurpose::StakeholderInvitation, before.id)?;
    let token = link::create(work, LinkPurpose::StakeholderInvitation, before.id, INVITATION_LASTS)?;
    let sender = match work.caller.person() {
        Some(person) => identity::person_name(work.conn, person)?.unwrap_or_default(),
        None => String::new(),
    };
    let after = StakeholderRow {
        state: StakeholderState::Invited,
        invited_at: Some(work.stamp()),
        updated_at: work.stamp(),
        version: before.version + 1,
        ..before
    };
    queries::update_stakeholder(work.conn, &after)?;
    step_taken(work, &after, Some(message.to_owned()))?;
    letters::invited(work, &after, &email, message, &sender, &token)?;
    work.record(Change::new("stakeholder.invited", after.id))?;
    Ok(after)
}
