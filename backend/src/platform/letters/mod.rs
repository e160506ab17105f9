//! Letters: mails whose words the network may change. Each occasion has a [`Template`] in the slice that sends it; wordings
//! of the network's own are versions in `store`, and the newest is what goes out.

pub mod store;
mod template;

pub use template::{Letter, MOST_OF_BODY, MOST_OF_SUBJECT, Template, Values, Word, fill_in, one_line};

use std::collections::HashSet;

use chrono::NaiveDateTime;
use diesel::QueryResult;

use super::db::{AnyConnection, Id};
use super::mail::{self, NewMail, Origin};
use super::problem::Problem;
use super::work::Work;
use store::Wording;

/// Who a letter goes to, and what it is about.
pub struct Post<'a> {
    pub to_name: &'a str,
    pub to_address: &'a str,
    /// The opening, say: letters that strangers can cause are counted by address, template and this.
    pub about: Option<Id>,
    /// A calendar file that goes along.
    pub calendar: Option<&'a str>,
}

/// The letter in its present wording, and that wording's version (0: as we ship it).
///
/// # Errors
/// When the database does not answer.
pub fn written(work: &mut Work<'_>, template: &Template, values: &Values) -> Result<(Letter, i64), Problem> {
    let own = store::current(work.conn, template.key)?;
    filled(template, own.as_ref(), values)
}

/// The letter in the network's own wording, if it has one that can be used.
fn filled(template: &Template, own: Option<&Wording>, values: &Values) -> Result<(Letter, i64), Problem> {
    debug_assert!(
        template.words.iter().all(|word| values.contains_key(word.name)),
        "{}: a word has no value",
        template.key
    );
    if let Some(own) = own {
        match fill_in(&own.subject, &own.body, values) {
            Ok(letter) => return Ok((letter, own.version)),
            // It was checked with samples when it was written; a letter that people wait for goes out all the same.
            Err(error) => log::error!("wording {} of {} cannot be used: {error}", own.version, template.key),
        }
    }
    let letter = fill_in(template.subject, template.body, values).map_err(Problem::internal)?;
    Ok((letter, 0))
}

/// About which of these a letter of one occasion was written before, and to which address.
///
/// # Errors
/// When the database does not answer.
pub fn written_about(
    conn: &mut AnyConnection,
    template: &str,
    about: &[Id],
) -> QueryResult<HashSet<(Id, String)>> {
    store::written_about(conn, template, about)
}

/// Puts a letter into the outbox.
///
/// # Errors
/// When the database refuses.
pub fn send(
    work: &mut Work<'_>,
    template: &'static Template,
    post: &Post<'_>,
    values: &Values,
) -> Result<(), Problem> {
    send_from(work, template, post, values, work.stamp())
}

/// Puts a letter into the outbox that is sent no earlier than `from`.
///
/// # Errors
/// When the database refuses.
pub fn send_from(
    work: &mut Work<'_>,
    template: &'static Template,
    post: &Post<'_>,
    values: &Values,
    from: NaiveDateTime,
) -> Result<(), Problem> {
    let own = store::current(work.conn, template.key)?;
    let (mail, origin) = addressed(template, own.as_ref(), post, values)?;
    mail::queue_from(work, &mail, &origin, post.calendar, from)
}

/// Puts many letters of one occasion into the outbox together.
///
/// # Errors
/// When the database refuses.
pub fn send_all(
    work: &mut Work<'_>,
    template: &'static Template,
    letters: &[(Post<'_>, Values)],
) -> Result<(), Problem> {
    let own = store::current(work.conn, template.key)?;
    for some in letters.chunks(mail::AT_ONCE) {
        let mails: Vec<_> = some
            .iter()
            .map(|(post, values)| {
                let (mail, origin) = addressed(template, own.as_ref(), post, values)?;
                Ok((mail, origin, post.calendar))
            })
            .collect::<Result<_, Problem>>()?;
        mail::queue_all(work, &mails)?;
    }
    Ok(())
}

fn addressed<'a>(
    template: &'static Template,
    own: Option<&Wording>,
    post: &Post<'a>,
    values: &Values,
) -> Result<(NewMail<'a>, Origin<'static>), Problem> {
    let (letter, version) = filled(template, own, values)?;
    let mail = NewMail {
        to_name: post.to_name,
        to_address: post.to_address,
        subject: letter.subject,
        body: letter.body,
    };
    Ok((mail, Origin { template: template.key, version, about: post.about }))
}
