//! That there is a confidential concern, to those who may read it. The letter says nothing about it.

use super::NAME;
use crate::identity::Contact;
use crate::platform::db::Id;
use crate::platform::letters::{self, Post, Template, Values, Word};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// The letters that are sent about concerns alone: that there is one tells of it.
pub const ABOUT_CONCERNS: &[&str] = &[RAISED.key, CLOSED.key];

pub const RAISED: Template = Template {
    key: "concern_raised",
    occasion: "A confidential concern has been raised, to those who are named to read it.",
    subject: "A confidential concern waits for you",
    body: r#"Hello {{ name }},

a concern has been raised in confidence. You are one of those who may read it:

{{ link }}
"#,
    words: &[NAME, Word::new("link", "The page of concerns", "https://network.example/concerns")],
};

pub fn concern_raised(work: &mut Work<'_>, who: &Contact, concern: Id) -> Result<(), Problem> {
    let values =
        Values::from([("name", who.name.clone()), ("link", format!("{}/concerns", work.config.public_url))]);
    let post = Post { to_name: &who.name, to_address: &who.email, about: Some(concern), calendar: None };
    letters::send(work, &RAISED, &post, &values)
}

pub const CLOSED: Template = Template {
    key: "concern_closed",
    occasion: "A confidential concern was closed with a message for whoever raised it, to them. The message is read on the page.",
    subject: "Your concern was closed",
    body: r#"Hello {{ name }},

the concern that you raised in confidence was closed, and those who read it have written to you. You alone can read it here:

{{ link }}
"#,
    words: &[
        NAME,
        Word::new("link", "The page of one's own concerns", "https://network.example/my-concerns"),
    ],
};

/// What they are told is not in the letter: it is read where one signs in.
pub fn concern_closed(work: &mut Work<'_>, who: &Contact, concern: Id) -> Result<(), Problem> {
    let link = format!("{}/my-concerns", work.config.public_url);
    let values = Values::from([("name", who.name.clone()), ("link", link)]);
    let post = Post { to_name: &who.name, to_address: &who.email, about: Some(concern), calendar: None };
    letters::send(work, &CLOSED, &post, &values)
}
