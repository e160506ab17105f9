//! Letters: mails whose words the network may change. Each occasion has a [`Template`] in the slice that sends it; wordings
//! of the network's own are versions in `store`, and the newest is what goes out.

pub mod store;
mod template;

pub use template::{Letter, MOST_OF_BODY, MOST_OF_SUBJECT, Template, Values, Word, fill_in, one_line};

use super::db::Id;
use super::mail::{self, NewMail, Origin};
use super::problem::Problem;
use super::work::Work;

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
    debug_assert!(
        template.words.iter().all(|word| values.contains_key(word.name)),
        "{}: a word has no value",
        template.key
    );
    if let Some(own) = store::current(work.conn, template.key)? {
        match fill_in(&own.subject, &own.body, values) {
            Ok(letter) => return Ok((letter, own.version)),
            // It was checked with samples when it was written; a letter that people wait for goes out all the same.
            Err(error) => log::error!("wording {} of {} cannot be used: {error}", own.version, template.key),
        }
    }
    let letter = fill_in(template.subject, template.body, values).map_err(Problem::internal)?;
    Ok((letter, 0))
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
    let (letter, version) = written(work, template, values)?;
    let mail = NewMail {
        to_name: post.to_name,
        to_address: post.to_address,
        subject: letter.subject,
        body: letter.body,
    };
    let origin = Origin { template: template.key, version, about: post.about };
    mail::queue(work, &mail, &origin, post.calendar)
}
