//! That somebody has asked a coordinator, and that there is an answer. What was written is read in the network only.

use super::{LINK, NAME, to};
use crate::identity::Contact;
use crate::mentorships::queries::PairingRow;
use crate::platform::letters::{Template, Values, Word};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

pub const ASKED: Template = Template {
    key: "coordinator_question_asked",
    occasion: "Somebody of a pairing asks their coordinator, to the coordinators of the region.",
    subject: "{{ asker }} asks you something",
    body: r#"Hello {{ name }},

{{ asker }} has written to the coordinators of the region:

{{ link }}
"#,
    words: &[NAME, Word::new("asker", "Who asks", "Kim Osei"), LINK],
};

pub fn question_asked(
    work: &mut Work<'_>,
    row: &PairingRow,
    who: &Contact,
    asker: &str,
) -> Result<(), Problem> {
    to(work, &ASKED, who, row, Values::from([("asker", asker.to_owned())]))
}

pub const ANSWERED: Template = Template {
    key: "coordinator_question_answered",
    occasion: "A coordinator has answered, to whoever asked.",
    subject: "{{ coordinator }} has answered you",
    body: r#"Hello {{ name }},

{{ coordinator }} has answered what you asked:

{{ link }}
"#,
    words: &[NAME, Word::new("coordinator", "Who answered", "Kim Osei"), LINK],
};

pub fn question_answered(
    work: &mut Work<'_>,
    row: &PairingRow,
    who: &Contact,
    coordinator: &str,
) -> Result<(), Problem> {
    to(work, &ANSWERED, who, row, Values::from([("coordinator", coordinator.to_owned())]))
}
