//! Check-ins: one tap, and perhaps a word, for the coordinators of the responsible region.

use chrono::NaiveDate;
use serde_json::json;

use super::held;
use crate::identity::{self, Contact};
use crate::mentorships::queries::{self, CheckInRow, PairingRow};
use crate::mentorships::rules::{CheckInChoice, PairingState};
use crate::platform::auth::{Role, Scope, ScopeKind};
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Those who coordinate a region today and can read what comes, each once, by name. Disabled accounts are left out.
///
/// # Errors
/// When the database does not answer.
pub fn coordinators_of(
    conn: &mut AnyConnection,
    region: Id,
    today: NaiveDate,
) -> Result<Vec<Contact>, Problem> {
    let mut found = appointed_in(conn, region, today)?;
    let ids: Vec<Id> = found.iter().map(|contact| contact.id).collect();
    let enabled = identity::not_disabled(conn, &ids)?;
    found.retain(|contact| enabled.contains(&contact.id));
    Ok(found)
}

/// To whom the two of a pairing speak: the coordinators of its region, but none who is one of the two.
///
/// # Errors
/// When the database does not answer.
pub fn coordinators_addressed(work: &mut Work<'_>, pairing: &PairingRow) -> Result<Vec<Contact>, Problem> {
    let mut found = coordinators_of(work.conn, pairing.region_id, work.now.date_naive())?;
    found.retain(|contact| !pairing.is_of(Some(contact.id)));
    Ok(found)
}

/// Those who coordinate a region today, each once, by name, whether their account is disabled or not.
///
/// # Errors
/// When the database does not answer.
pub fn appointed_in(conn: &mut AnyConnection, region: Id, today: NaiveDate) -> Result<Vec<Contact>, Problem> {
    let held = identity::holders_in(conn, Role::Coordinator, ScopeKind::Region, region, today)?;
    let mut found: Vec<Contact> = Vec::new();
    for (_, contact) in held {
        if !found.iter().any(|known| known.id == contact.id) {
            found.push(contact);
        }
    }
    Ok(found)
}

/// Says how it goes, to those whom the question names.
///
/// # Errors
/// 404 for everybody but the two; 409 when the pairing has ended.
pub fn check_in(
    work: &mut Work<'_>,
    pairing: Id,
    choice: CheckInChoice,
    text: Option<String>,
) -> Result<CheckInRow, Problem> {
    let pairing = held(work, pairing)?;
    if pairing.state == PairingState::Ended {
        return Err(Problem::conflict("The pairing has ended."));
    }
    let readers: Vec<String> =
        coordinators_addressed(work, &pairing)?.into_iter().map(|contact| contact.name).collect();
    let row = CheckInRow {
        id: work.new_id(),
        pairing_id: pairing.id,
        person_id: work.caller.require_person()?,
        choice,
        text,
        readers: json!(readers).to_string(),
        created_at: work.stamp(),
    };
    queries::insert_check_in(work.conn, &row)?;
    // That somebody checked in, and nothing of what they said.
    work.record(
        Change::new("check_in.written", row.id)
            .in_region(pairing.region_id)
            .with(json!({ "pairing_id": pairing.id })),
    )?;
    Ok(row)
}

/// The pairing and its check-ins: all for the coordinators of its region, their own for each of the two, and nothing
/// for anybody else. They are addressed to those who serve the region: a role in the whole network reads none.
///
/// # Errors
/// 404 outside the scope.
pub fn list_check_ins(
    work: &mut Work<'_>,
    pairing: Id,
    window: &Window<Id>,
) -> Result<(PairingRow, Vec<CheckInRow>), Problem> {
    let addressed = Scope { network: false, ..work.scope.clone() };
    let pairing =
        queries::find(work.conn, &addressed, pairing)?.ok_or_else(|| Problem::not_found("pairing"))?;
    let own = work.caller.person().filter(|_| pairing.is_of(work.caller.person()));
    let rows = queries::list_check_ins(work.conn, pairing.id, own, window)?;
    Ok((pairing, rows))
}
