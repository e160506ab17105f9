//! What people are written about their accounts.

use super::queries::Person;
use crate::platform::letters::{self, Post, Template, Values, Word};
use crate::platform::mail;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

const NAME: Word = Word::new("name", "Who the letter is to", "Ana Pérez");

pub const TEMPLATES: &[&Template] = &[&INVITATION, &RESET, &ADDRESS_CORRECTED];

const INVITATION: Template = Template {
    key: "account_invitation",
    occasion: "Somebody is invited to the network, or invited again.",
    subject: "Your invitation to Perennial",
    body: r#"Hello {{ name }},

you are invited to the mentoring network. Choose your password here; the link serves once, for fourteen days:

{{ link }}
"#,
    words: &[
        NAME,
        Word::needed("link", "The link to choose a password", "https://network.example/invitation#h2v6"),
    ],
};

/// Strangers can cause it, so it is counted.
pub const RESET: Template = Template {
    key: "password_reset",
    occasion: "Somebody asked for a new password.",
    subject: "Set a new password",
    body: r#"Hello {{ name }},

set a new password here; the link serves once, for two hours:

{{ link }}

If you did not ask for it, do nothing.
"#,
    words: &[
        NAME,
        Word::needed("link", "The link to set a password", "https://network.example/set-password#h2v6"),
    ],
};

const ADDRESS_CORRECTED: Template = Template {
    key: "account_address_corrected",
    occasion: "An administrator has given an account another address, to both addresses.",
    subject: "Your account has another address",
    body: r#"Hello {{ name }},

the address of your account in the mentoring network is now {{ address }}: sign in with it, and look for our mails there.

If this is not right, tell your coordinator.
"#,
    words: &[NAME, Word::needed("address", "The address from now on", "ana@library.example")],
};

fn to(
    work: &mut Work<'_>,
    template: &'static Template,
    person: &Person,
    link: String,
) -> Result<(), Problem> {
    let values = Values::from([("name", person.name.clone()), ("link", link)]);
    let post = Post { to_name: &person.name, to_address: &person.email, about: None, calendar: None };
    letters::send(work, template, &post, &values)
}

pub fn invited(work: &mut Work<'_>, person: &Person, token: &str) -> Result<(), Problem> {
    let link = format!("{}/invitation#{token}", work.config.public_url);
    to(work, &INVITATION, person, link)
}

pub fn reset_asked_for(work: &mut Work<'_>, person: &Person, token: &str) -> Result<(), Problem> {
    let link = format!("{}/set-password#{token}", work.config.public_url);
    to(work, &RESET, person, link)
}

/// An address that takes no mail is not written to once more.
pub fn address_corrected(work: &mut Work<'_>, person: &Person, before: &str) -> Result<(), Problem> {
    let bounced = mail::bounces::among(work.conn, &[before.to_owned()])?;
    let values = Values::from([("name", person.name.clone()), ("address", person.email.clone())]);
    for address in [before, &person.email].into_iter().filter(|address| !bounced.contains(*address)) {
        let post = Post { to_name: &person.name, to_address: address, about: None, calendar: None };
        letters::send(work, &ADDRESS_CORRECTED, &post, &values)?;
    }
    Ok(())
}
