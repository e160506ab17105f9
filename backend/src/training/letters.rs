//! What members of a cohort are written.

use super::queries::CohortRow;
use crate::identity::Contact;
use crate::platform::letters::{self, Post, Template, Values, Word};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

const NAME: Word = Word::new("name", "Who the letter is to", "Ana Pérez");
const COHORT: Word = Word::new("cohort", "The cohort's name", "Spring 2027");
const LINK: Word = Word::new("link", "The page of the training", "https://network.example/training");

pub const TEMPLATES: &[&Template] = &[&WELCOME, &COMPLETED];

fn to_member(
    work: &mut Work<'_>,
    template: &'static Template,
    member: &Contact,
    cohort: &CohortRow,
) -> Result<(), Problem> {
    let values = Values::from([
        ("name", member.name.clone()),
        ("cohort", cohort.name.clone()),
        ("starts_on", cohort.starts_on.to_string()),
        ("ends_on", cohort.ends_on.to_string()),
        ("link", format!("{}/training", work.config.public_url)),
    ]);
    let post = Post { to_name: &member.name, to_address: &member.email, about: None, calendar: None };
    letters::send(work, template, &post, &values)
}

const WELCOME: Template = Template {
    key: "cohort_welcome",
    occasion: "Somebody joins a cohort, to the new member.",
    subject: "Your training: {{ cohort }}",
    body: r#"Hello {{ name }},

you belong to the cohort "{{ cohort }}", from {{ starts_on }} to {{ ends_on }}. Sessions, requirements and your progress are here:

{{ link }}
"#,
    words: &[
        NAME,
        COHORT,
        Word::new("starts_on", "The first day", "2027-03-01"),
        Word::new("ends_on", "The last day", "2027-05-31"),
        LINK,
    ],
};

pub fn welcome(work: &mut Work<'_>, member: &Contact, cohort: &CohortRow) -> Result<(), Problem> {
    to_member(work, &WELCOME, member, cohort)
}

const COMPLETED: Template = Template {
    key: "training_completed",
    occasion: "Somebody has completed the training, to the member.",
    subject: "Training completed: {{ cohort }}",
    body: r#"Hello {{ name }},

you have completed the training of the cohort "{{ cohort }}". Your record is here:

{{ link }}
"#,
    words: &[NAME, COHORT, LINK],
};

pub fn completed(work: &mut Work<'_>, member: &Contact, cohort: &CohortRow) -> Result<(), Problem> {
    to_member(work, &COMPLETED, member, cohort)
}
