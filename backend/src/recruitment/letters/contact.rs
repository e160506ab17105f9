//! What is written when an applicant's mail address changes: to the new one, and to the old one.

use super::{NAME, OPENING, STATUS, to_applicant};
use crate::platform::letters::{self, Post, Template, Values, Word, one_line};
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::recruitment::queries::{ApplicationRow, OpeningRow};

pub const CONFIRM_ADDRESS: Template = Template {
    key: "address_to_confirm",
    occasion: "An applicant wants to be written to at another address, to that address.",
    subject: "Confirm your address: {{ opening }}",
    body: r#"Hello,

{{ name }} has applied for "{{ opening }}" and wants to be written to at this address. Is it yours? Confirm it here within three days:

{{ link }}

If this was not you, do nothing: without the link nothing changes.
"#,
    words: &[
        Word::new("name", "The applicant's name", "Ana Pérez"),
        OPENING,
        Word::needed("link", "The link that confirms the address", "https://network.example/address#q8n1"),
    ],
};

/// To the new address, with the link that confirms it.
pub fn confirm_address(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    email: &str,
    token: &str,
) -> Result<(), Problem> {
    let name = one_line(&application.name);
    let values = Values::from([
        ("name", name.clone()),
        ("opening", opening.title.clone()),
        ("link", format!("{}/address#{token}", work.config.public_url)),
    ]);
    let post = Post { to_name: &name, to_address: email, about: Some(opening.id), calendar: None };
    letters::send(work, &CONFIRM_ADDRESS, &post, &values)
}

pub const ADDRESS_ASKED_FOR: Template = Template {
    key: "address_asked_for",
    occasion: "An applicant wants to be written to at another address, to the present address.",
    subject: "Another address for your application: {{ opening }}",
    body: r#"Hello {{ name }},

somebody who has the link to your application for "{{ opening }}", most likely you, wants us to write to {{ address }} instead of here. Nothing changes before that address is confirmed. If this was not you, write to the task force now.
"#,
    words: &[NAME, OPENING, Word::new("address", "The new address", "ana@library.example")],
};

/// To the address that we have.
pub fn address_asked_for(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    email: &str,
) -> Result<(), Problem> {
    let more = Values::from([("address", email.to_owned())]);
    to_applicant(work, &ADDRESS_ASKED_FOR, opening, application, more)
}

pub const ADDRESS_CHANGED: Template = Template {
    key: "address_changed",
    occasion: "A new address is confirmed, to the new address.",
    subject: "Your address is confirmed: {{ opening }}",
    body: r#"Hello {{ name }},

from now on we write to you here about your application for "{{ opening }}". Links that went to the old address to follow the application have ended; this one takes their place:

{{ link }}
"#,
    words: &[NAME, OPENING, STATUS],
};

/// To the new address, with the link to the status page.
pub fn address_changed(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    token: &str,
) -> Result<(), Problem> {
    let more = Values::from([("link", format!("{}/application#{token}", work.config.public_url))]);
    to_applicant(work, &ADDRESS_CHANGED, opening, application, more)
}

pub const ADDRESS_LEFT: Template = Template {
    key: "address_left",
    occasion: "A new address is confirmed, to the old address.",
    subject: "We write to another address now: {{ opening }}",
    body: r#"Hello {{ name }},

your application for "{{ opening }}" has another mail address now, as was asked for by its link. Links in earlier mails to follow it have ended. If this was not you, write to the task force now.
"#,
    words: &[NAME, OPENING],
};

/// To the old address; `before` is the application as it was.
pub fn address_left(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    before: &ApplicationRow,
) -> Result<(), Problem> {
    to_applicant(work, &ADDRESS_LEFT, opening, before, Values::new())
}
