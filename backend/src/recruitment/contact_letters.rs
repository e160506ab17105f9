//! What is written when an applicant's mail address changes: to the new one, and to the old one.

use super::letters::{one_line, to_applicant};
use super::queries::{ApplicationRow, OpeningRow};
use crate::platform::mail::{self, NewMail};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// Applicants can cause it at any address, so it is counted.
pub fn confirm_subject(opening: &OpeningRow) -> String {
    format!("Confirm your address: {}", opening.title)
}

/// To the new address, with the link that confirms it.
pub fn confirm_address(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    email: &str,
    token: &str,
) -> Result<(), Problem> {
    let name = one_line(&application.name);
    let body = format!(
        "Hello,\n\n{name} has applied for \"{}\" and wants to be written to at this address. Is it yours? Confirm it here within three days:\n\n{}/address#{token}\n\nIf this was not you, do nothing: without the link nothing changes.\n",
        opening.title, work.config.public_url
    );
    mail::queue(work, &NewMail { to_name: &name, to_address: email, subject: confirm_subject(opening), body })
}

/// To the address that we have.
pub fn address_asked_for(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    email: &str,
) -> Result<(), Problem> {
    to_applicant(
        work,
        application,
        format!("Another address for your application: {}", opening.title),
        &format!(
            "somebody who has the link to your application for \"{}\", most likely you, wants us to write to {email} instead of here. Nothing changes before that address is confirmed. If this was not you, write to the task force now.",
            opening.title
        ),
    )
}

/// To the new address, with the link to the status page.
pub fn address_changed(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    token: &str,
) -> Result<(), Problem> {
    let address = format!("{}/application#{token}", work.config.public_url);
    to_applicant(
        work,
        application,
        format!("Your address is confirmed: {}", opening.title),
        &format!(
            "from now on we write to you here about your application for \"{}\". Links that went to the old address to follow the application have ended; this one takes their place:\n\n{address}",
            opening.title
        ),
    )
}

/// To the old address; `before` is the application as it was.
pub fn address_left(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    before: &ApplicationRow,
) -> Result<(), Problem> {
    to_applicant(
        work,
        before,
        format!("We write to another address now: {}", opening.title),
        &format!(
            "your application for \"{}\" has another mail address now, as was asked for by its link. Links in earlier mails to follow it have ended. If this was not you, write to the task force now.",
            opening.title
        ),
    )
}
