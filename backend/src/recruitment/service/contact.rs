//! How an applicant is reached: corrected by the link to the status page, and a new mail address confirmed by its owner.

use chrono::TimeDelta;
use serde_json::json;

use super::applicant::{confirmed, followed};
use super::applications::status_link;
use crate::network;
use crate::platform::auth::{IfMatch, Scope};
use crate::platform::link::{self, LinkPurpose};
use crate::platform::mail;
use crate::platform::problem::{FieldError, Kind, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::letters::contact as letters;
use crate::recruitment::queries::{self, ApplicationRow, OpeningRow};
use crate::recruitment::rules::{self, ApplicantState};

/// How long the owner of a new address has to confirm it.
const CONFIRM_WITHIN: TimeDelta = TimeDelta::days(3);

/// What an applicant corrects; `None` leaves a field as it is.
#[derive(Default)]
pub struct ContactChanges {
    pub name: Option<String>,
    pub phone: Option<Option<String>>,
    /// The code of a jurisdiction.
    pub residence: Option<Option<String>>,
}

fn while_undecided(application: &ApplicationRow) -> Result<(), Problem> {
    if rules::corrects_contact(application.state) {
        return Ok(());
    }
    let state = ApplicantState::from(application.state);
    Err(Problem::conflict(format!(
        "The application is {state}: contact details are corrected before a decision."
    )))
}

fn problems(work: &mut Work<'_>, row: &ApplicationRow) -> Result<Vec<FieldError>, Problem> {
    let mut wrong = Vec::new();
    if rules::holds_address_of_web(&row.name) {
        wrong.push(FieldError::new("/name", "web_address", "Leave out addresses of the web."));
    }
    if row.phone.as_deref().is_some_and(|phone| !rules::is_phone_number(phone)) {
        wrong.push(FieldError::new("/phone", "no_number", "This is no telephone number."));
    }
    if let Some(code) = &row.residence
        && network::region_of_jurisdiction(work.conn, code)?.is_none()
    {
        wrong.push(FieldError::new("/residence", "unknown", "There is no such jurisdiction."));
    }
    Ok(wrong)
}

/// One more name or address that blind review has to hide.
fn known_as(before: &str, another: &str) -> String {
    if before.is_empty() { another.to_owned() } else { format!("{before}\n{another}") }
}

/// Corrects name, telephone and residence. The event says which, and none of them.
///
/// # Errors
/// 409 after a decision, 412 when it moved on, 422 naming what is wrong.
pub fn correct_contact(
    work: &mut Work<'_>,
    expected: &IfMatch,
    changes: ContactChanges,
) -> Result<ApplicationRow, Problem> {
    let (application, _) = followed(work)?;
    expected.check(application.version)?;
    while_undecided(&application)?;
    let tidy = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let now = work.stamp();
    let row = ApplicationRow {
        name: changes.name.map_or_else(|| application.name.clone(), |name| name.trim().to_owned()),
        phone: changes.phone.map_or_else(|| application.phone.clone(), |phone| phone.and_then(tidy)),
        residence: changes
            .residence
            .map_or_else(|| application.residence.clone(), |code| code.and_then(tidy)),
        address_confirmed_at: application.address_confirmed_at.or(Some(now)),
        updated_at: now,
        version: application.version + 1,
        ..application.clone()
    };
    let wrong = problems(work, &row)?;
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let changed: Vec<&str> = [
        ("name", row.name != application.name),
        ("phone", row.phone != application.phone),
        ("residence", row.residence != application.residence),
    ]
    .into_iter()
    .filter_map(|(field, changed)| changed.then_some(field))
    .collect();
    if changed.is_empty() {
        return Ok(application);
    }
    let row = match changed.contains(&"name") {
        true => ApplicationRow { known_as: known_as(&application.known_as, &application.name), ..row },
        false => row,
    };
    queries::update_applicant(work.conn, &row)?;
    record(work, "application.contact_corrected", &row, &changed)?;
    Ok(row)
}

fn record(work: &mut Work<'_>, kind: &str, row: &ApplicationRow, fields: &[&str]) -> Result<(), Problem> {
    work.record(
        Change::new(kind, row.id)
            .in_region(row.region_id)
            .with(json!({ "opening_id": row.opening_id, "fields": fields })),
    )
}

/// Asks for another mail address: its owner is mailed a link to confirm it, and the present address is told. Nothing changes
/// before that. Whether the address has an application of its own is told to its owner alone.
///
/// # Errors
/// 409 after a decision, 422 when it is the present address, 429 when too much was mailed there lately.
pub fn ask_for_address(work: &mut Work<'_>, email: &str) -> Result<ApplicationRow, Problem> {
    let (application, opening) = followed(work)?;
    while_undecided(&application)?;
    let email = rules::comparable(email);
    if email == application.email {
        return Err(Problem::field("/email", "unchanged", "This is the address that we have."));
    }
    if !mail::may_be_asked_for(work, &email, &[letters::CONFIRM_ADDRESS.key], Some(opening.id))? {
        return Err(Problem {
            retry_after_seconds: Some(3600),
            ..Problem::new(
                Kind::TooManyRequests,
                "Too much was mailed to this address within an hour. Try again later.",
            )
        });
    }
    let application = confirmed(work, application)?;
    let row = ApplicationRow {
        asked_email: Some(email.clone()),
        updated_at: work.stamp(),
        version: application.version + 1,
        ..application
    };
    queries::update_applicant(work.conn, &row)?;
    link::revoke_all(work, LinkPurpose::ApplicationAddress, row.id)?;
    let token = link::create(work, LinkPurpose::ApplicationAddress, row.id, CONFIRM_WITHIN)?;
    letters::confirm_address(work, &opening, &row, &email, &token)?;
    letters::address_asked_for(work, &opening, &row, &email)?;
    record(work, "application.address_asked", &row, &["email"])?;
    Ok(row)
}

/// The application whose new address the caller's link confirms, with its opening and that address.
///
/// # Errors
/// 404 when it is gone, or another address was asked for meanwhile.
pub fn address_to_confirm(work: &mut Work<'_>) -> Result<(ApplicationRow, OpeningRow, String), Problem> {
    let gone = || Problem::not_found("address");
    let application = queries::find_linked_application(work.conn, work.scope)?.ok_or_else(gone)?;
    let email = application.asked_email.clone().ok_or_else(gone)?;
    let opening =
        queries::find_opening(work.conn, &Scope::everything(), application.opening_id)?.ok_or_else(gone)?;
    Ok((application, opening, email))
}

/// The owner of the new address confirms it. The links to follow the application that went to the old one end; both
/// addresses are told.
///
/// # Errors
/// 409 after a decision, when the link was used, or when the address has an application to this opening of its own.
pub fn confirm_address(work: &mut Work<'_>) -> Result<(), Problem> {
    let (application, opening, email) = address_to_confirm(work)?;
    while_undecided(&application)?;
    link::consume(work)?;
    // The link came by mail: the address takes mail.
    mail::bounces::clear(work.conn, &email)?;
    let now = work.stamp();
    let row = ApplicationRow {
        email,
        asked_email: None,
        known_as: known_as(&application.known_as, &application.email),
        address_confirmed_at: Some(now),
        updated_at: now,
        version: application.version + 1,
        ..application.clone()
    };
    queries::update_applicant(work.conn, &row)?;
    link::revoke_all(work, LinkPurpose::ApplicationStatus, row.id)?;
    let token = status_link(work, row.id)?;
    letters::address_changed(work, &opening, &row, &token)?;
    letters::address_left(work, &opening, &application)?;
    record(work, "application.address_changed", &row, &["email"])
}
