//! The letters that bring a pair together.

use super::{NAME, OTHER};
use crate::identity::Contact;
use crate::mentorships::queries::PairingRow;
use crate::platform::letters::{Template, Values, Word};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

const WORDS: &[Word] = &[
    NAME,
    OTHER,
    Word::needed("address", "The other one's mail address", "kim@library.example"),
    Word::new("as_what", "mentor or mentee", "mentor"),
    Word::new("ends_on", "The last day of the pairing", "2027-09-30"),
    Word::new("link", "The start page", "https://network.example/"),
];

pub const INTRODUCTION: Template = Template {
    key: "pairing_introduction",
    occasion: "Both have accepted a proposal, to each of them.",
    subject: "{{ other }} is your {{ as_what }}",
    body: r#"Hello {{ name }},

you have both accepted: {{ other }} <{{ address }}> is your {{ as_what }} until {{ ends_on }}. Write to each other within a fortnight, and agree on goals and how often you meet:

{{ link }}
"#,
    words: WORDS,
};

pub const BY_HAND: Template = Template {
    key: "pairing_by_hand",
    occasion: "A coordinator has made a pair by hand, to each of the two.",
    subject: "{{ other }} is your {{ as_what }}",
    body: r#"Hello {{ name }},

your coordinator has brought you together: {{ other }} <{{ address }}> is your {{ as_what }} until {{ ends_on }}. Write to each other within a fortnight, and agree on goals and how often you meet:

{{ link }}
"#,
    words: WORDS,
};

pub fn introduced(
    work: &mut Work<'_>,
    row: &PairingRow,
    who: &Contact,
    other: &Contact,
    as_what: &str,
) -> Result<(), Problem> {
    brought_together(work, &INTRODUCTION, row, who, other, as_what)
}

pub fn paired_by_hand(
    work: &mut Work<'_>,
    row: &PairingRow,
    who: &Contact,
    other: &Contact,
    as_what: &str,
) -> Result<(), Problem> {
    brought_together(work, &BY_HAND, row, who, other, as_what)
}

fn brought_together(
    work: &mut Work<'_>,
    template: &'static Template,
    row: &PairingRow,
    who: &Contact,
    other: &Contact,
    as_what: &str,
) -> Result<(), Problem> {
    let values = Values::from([
        ("other", other.name.clone()),
        ("address", other.email.clone()),
        ("as_what", as_what.to_owned()),
        ("ends_on", row.ends_on.to_string()),
        ("link", format!("{}/", work.config.public_url)),
    ]);
    super::to(work, template, who, row, values)
}
