//! What the two of a pairing are written.

use super::queries::PairingRow;
use crate::identity::Contact;
use crate::platform::letters::{self, Post, Template, Values, Word};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

pub const TEMPLATES: &[&Template] = &[&INTRODUCTION];

const INTRODUCTION: Template = Template {
    key: "pairing_introduction",
    occasion: "Both have accepted a proposal, to each of them.",
    subject: "{{ other }} is your {{ as_what }}",
    body: r#"Hello {{ name }},

you have both accepted: {{ other }} <{{ address }}> is your {{ as_what }} until {{ ends_on }}. Write to each other within a fortnight, and agree on goals and how often you meet:

{{ link }}
"#,
    words: &[
        Word::new("name", "Who the letter is to", "Ana Pérez"),
        Word::new("other", "The other one of the pairing", "Kim Osei"),
        Word::needed("address", "The other one's mail address", "kim@library.example"),
        Word::new("as_what", "mentor or mentee", "mentor"),
        Word::new("ends_on", "The last day of the pairing", "2027-09-30"),
        Word::new("link", "The start page", "https://network.example/"),
    ],
};

pub fn introduced(
    work: &mut Work<'_>,
    row: &PairingRow,
    who: &Contact,
    other: &Contact,
    as_what: &str,
) -> Result<(), Problem> {
    let values = Values::from([
        ("name", who.name.clone()),
        ("other", other.name.clone()),
        ("address", other.email.clone()),
        ("as_what", as_what.to_owned()),
        ("ends_on", row.ends_on.to_string()),
        ("link", format!("{}/", work.config.public_url)),
    ]);
    let post = Post { to_name: &who.name, to_address: &who.email, about: Some(row.id), calendar: None };
    letters::send(work, &INTRODUCTION, &post, &values)
}
