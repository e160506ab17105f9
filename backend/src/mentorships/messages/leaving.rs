//! Wanting no more messages, and wanting them again. Letters that the program needs go on.

use super::queries;
use crate::network;
use crate::platform::db::Id;
use crate::platform::link::{self, LinkPurpose};
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// What the link of a mail is about.
pub struct Leaving {
    pub subject: String,
    pub region: Option<String>,
    pub unsubscribed: bool,
}

fn unknown() -> Problem {
    Problem::not_found("message")
}

fn person_of(work: &mut Work<'_>, recipient: Option<Id>) -> Result<(Id, Id), Problem> {
    let recipient = recipient.ok_or_else(unknown)?;
    queries::person_of_recipient(work.conn, recipient)?.ok_or_else(unknown)
}

/// # Errors
/// 404 when the link is to nothing.
pub fn leaving(work: &mut Work<'_>) -> Result<Leaving, Problem> {
    let (person, message) = person_of(work, work.scope.link)?;
    let message = queries::get_message(work.conn, message)?.ok_or_else(unknown)?;
    let names = network::region_names(work.conn)?;
    Ok(Leaving {
        subject: message.subject,
        region: message.region_id.and_then(|id| names.get(&id).cloned()),
        unsubscribed: queries::unsubscribed_among(work.conn, &[person])?.contains(&person),
    })
}

/// Takes the person of the caller's link out, or back in. Doing it twice changes nothing.
///
/// # Errors
/// 404 when the link is to nothing.
pub fn set_unsubscribed(work: &mut Work<'_>, unsubscribed: bool) -> Result<(), Problem> {
    let (person, _) = person_of(work, work.scope.link)?;
    set(work, person, unsubscribed)
}

/// Takes the person out whose mail program sends the token of a mail.
///
/// # Errors
/// 404 when the token is none, or has expired.
pub fn unsubscribe_in_one_click(work: &mut Work<'_>, token: &str) -> Result<(), Problem> {
    let link = link::find(work.conn, token, work.now)?
        .filter(|link| link.purpose == LinkPurpose::MessageUnsubscribe)
        .ok_or_else(unknown)?;
    let (person, _) = person_of(work, Some(link.subject_id))?;
    set(work, person, true)
}

fn set(work: &mut Work<'_>, person: Id, unsubscribed: bool) -> Result<(), Problem> {
    let now = work.stamp();
    if unsubscribed {
        if queries::insert_optout(work.conn, person, now)? {
            work.record(Change::new("person.unsubscribed", person))?;
        }
    } else if queries::delete_optout(work.conn, person)? {
        work.record(Change::new("person.subscribed_again", person))?;
    }
    Ok(())
}
