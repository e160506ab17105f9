//! The one-tap question to a pair, and the reminder of an agreement that is not signed.

use super::{LINK, NAME, OTHER, to};
use crate::identity::Contact;
use crate::mentorships::queries::PairingRow;
use crate::platform::letters::{Template, Values, Word};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

pub const HOW_IT_GOES: Template = Template {
    key: "pairing_how_it_goes",
    occasion: "Something does not look well in a pairing, to both, before their coordinator learns of it.",
    subject: "How is it going with {{ other }}?",
    body: r#"Hello {{ name }},

we have not heard much from your pairing with {{ other }} of late. One tap tells us whether all is well or whether you would like help. Your answer, and that there was none by {{ answer_until }}, is read by the coordinators of your region and nobody else:

{{ link }}
"#,
    words: &[
        NAME,
        OTHER,
        Word::new("answer_until", "The last day to answer", "2027-04-08"),
        Word::needed("link", "The page with the question", "https://network.example/pairing-question#…"),
    ],
};

/// `token` opens the question without signing in.
pub fn asked_how_it_goes(
    work: &mut Work<'_>,
    row: &PairingRow,
    who: &Contact,
    other: &str,
    answer_until: &str,
    token: &str,
) -> Result<(), Problem> {
    let values = Values::from([
        ("other", other.to_owned()),
        ("answer_until", answer_until.to_owned()),
        ("link", format!("{}/pairing-question#{token}", work.config.public_url)),
    ]);
    to(work, &HOW_IT_GOES, who, row, values)
}

pub const FIRST_MEETING: Template = Template {
    key: "pairing_first_meeting",
    occasion: "A coordinator reminds a pair that has not met yet, to each of the two.",
    subject: "Your first meeting with {{ other }}",
    body: r#"Hello {{ name }},

you and {{ other }} have not met yet, as far as we know. Take a minute to find a time, or note the meeting if you have met:

{{ link }}
"#,
    words: &[NAME, OTHER, LINK],
};

pub fn first_meeting(
    work: &mut Work<'_>,
    row: &PairingRow,
    who: &Contact,
    other: &str,
) -> Result<(), Problem> {
    to(work, &FIRST_MEETING, who, row, Values::from([("other", other.to_owned())]))
}

pub const AGREEMENT_MISSING: Template = Template {
    key: "pairing_agreement_missing",
    occasion: "A coordinator reminds those of a pair who have not signed their agreement.",
    subject: "Your agreement with {{ other }}",
    body: r#"Hello {{ name }},

you and {{ other }} have not both signed an agreement yet: what you want to reach, how often you meet, what stays between you. It takes a few minutes:

{{ link }}
"#,
    words: &[NAME, OTHER, LINK],
};

pub fn agreement_missing(
    work: &mut Work<'_>,
    row: &PairingRow,
    who: &Contact,
    other: &str,
) -> Result<(), Problem> {
    to(work, &AGREEMENT_MISSING, who, row, Values::from([("other", other.to_owned())]))
}
