//! What people outside are written: links to drafts and to the status page, requests to referees.

use super::letters::{one_line, to_applicant};
use super::queries::{ApplicationRow, DraftRow, OpeningRow, ReferenceRow};
use super::rules;
use crate::platform::mail::{self, NewMail};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// The subject of everything about drafts of one opening: strangers can cause it, so it is counted.
pub fn draft_subject(opening: &OpeningRow) -> String {
    format!("Your draft: {}", opening.title)
}

fn about_draft(work: &mut Work<'_>, opening: &OpeningRow, email: &str, text: &str) -> Result<(), Problem> {
    let body = format!("Hello,\n\n{text}\n");
    mail::queue(work, &NewMail { to_name: "", to_address: email, subject: draft_subject(opening), body })
}

/// With the link that brings the applicant back.
pub fn draft_kept(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    draft: &DraftRow,
    others: i64,
    token: &str,
) -> Result<(), Problem> {
    let address = format!("{}/draft#{token}", work.config.public_url);
    let more = match others {
        0 => String::new(),
        1 => {
            "\n\nThere is another draft of yours for this opening; its own link is in an earlier mail.".into()
        }
        n => format!(
            "\n\nThere are {n} other drafts of yours for this opening; their links are in earlier mails."
        ),
    };
    about_draft(
        work,
        opening,
        &draft.email,
        &format!(
            "your unfinished application for \"{}\" is saved. Go on with it here, on any device:\n\n{address}\n\n\
             Only this link opens it, and nobody else reads it before you send it. Send it until the end of {}. What is \
             not sent is erased after {}.{more}\n\nIf this was not you, do nothing: without the link nothing happens.",
            opening.title,
            opening.closes_on,
            rules::draft_kept_until(opening.closes_on),
        ),
    )
}

/// Somebody began another draft with an address that has applied already.
pub fn draft_after_application(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    token: &str,
) -> Result<(), Problem> {
    let address = format!("{}/application#{token}", work.config.public_url);
    about_draft(
        work,
        opening,
        &application.email,
        &format!(
            "somebody, perhaps you, has just begun an application for \"{}\" with this address. We have your application \
             already, and there is one for each person and opening, so no draft was kept. See here where it \
             is:\n\n{address}",
            opening.title
        ),
    )
}

/// No room for another draft.
pub fn enough_drafts(work: &mut Work<'_>, opening: &OpeningRow, email: &str) -> Result<(), Problem> {
    about_draft(
        work,
        opening,
        email,
        &format!(
            "somebody, perhaps you, wanted to save one more draft for \"{}\" with this address. There are {} already, \
             which is the most we keep, so this one was not saved. Open one of them by the link in its mail; you can go on \
             with it or erase it there.",
            opening.title,
            rules::MOST_DRAFTS
        ),
    )
}

pub fn withdrawn(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
) -> Result<(), Problem> {
    to_applicant(
        work,
        application,
        format!("Withdrawn: {}", opening.title),
        &format!(
            "your application for \"{}\" is withdrawn, as you asked. Nobody reads it for this opening any more. Every \
             opening is on our public pages, and we would be glad to hear from you again.",
            opening.title
        ),
    )
}

/// So that the applicant can name somebody else.
pub fn referee_declined(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    reference: &ReferenceRow,
    token: &str,
) -> Result<(), Problem> {
    let address = format!("{}/application#{token}", work.config.public_url);
    to_applicant(
        work,
        application,
        format!("A referee cannot write: {}", opening.title),
        &format!(
            "{} cannot write a reference for your application for \"{}\". Name somebody else here:\n\n{address}",
            one_line(&reference.name),
            opening.title
        ),
    )
}

/// The subject does not name the applicant, so that all requests to one address about one opening are counted together.
pub fn reference_subject(opening: &OpeningRow) -> String {
    format!("A reference, please: {}", opening.title)
}

fn to_referee(
    work: &mut Work<'_>,
    reference: &ReferenceRow,
    subject: String,
    text: &str,
) -> Result<(), Problem> {
    let name = one_line(&reference.name);
    let body = format!("Hello {name},\n\n{text}\n");
    mail::queue(work, &NewMail { to_name: &name, to_address: &reference.email, subject, body })
}

pub fn reference_asked(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    reference: &ReferenceRow,
    token: &str,
) -> Result<(), Problem> {
    let address = format!("{}/reference#{token}", work.config.public_url);
    to_referee(
        work,
        reference,
        reference_subject(opening),
        &format!(
            "{} has applied for \"{}\" and names you as a referee ({}). Would you write a few sentences? It takes some \
             minutes; you can also decline:\n\n{address}\n\nWhat you write is read by those who review and decide, and \
             never shown to {}.",
            one_line(&application.name),
            opening.title,
            one_line(&reference.relation),
            one_line(&application.name)
        ),
    )
}

/// Once, when there was no answer.
pub fn reference_reminder(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    reference: &ReferenceRow,
    token: &str,
) -> Result<(), Problem> {
    let address = format!("{}/reference#{token}", work.config.public_url);
    to_referee(
        work,
        reference,
        format!("A reminder: {}", opening.title),
        &format!(
            "a week ago we asked you for a reference for {}, who has applied for \"{}\". Write it, or decline, \
             here:\n\n{address}\n\nThis is the only reminder.",
            one_line(&application.name),
            opening.title
        ),
    )
}
