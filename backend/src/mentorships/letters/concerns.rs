//! That there is a confidential concern, to those who may read it. The letter says nothing about it.

use super::NAME;
use crate::identity::Contact;
use crate::platform::letters::{self, Post, Template, Values, Word};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

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

pub fn concern_raised(work: &mut Work<'_>, who: &Contact) -> Result<(), Problem> {
    let values =
        Values::from([("name", who.name.clone()), ("link", format!("{}/concerns", work.config.public_url))]);
    let post = Post { to_name: &who.name, to_address: &who.email, about: None, calendar: None };
    letters::send(work, &RAISED, &post, &values)
}
