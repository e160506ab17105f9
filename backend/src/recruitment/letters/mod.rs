//! What recruitment writes to people, by what it is about.

pub mod applications;
pub mod contact;
mod interview_templates;
pub mod interviews;
pub mod invitations;
pub mod outsiders;

use super::queries::{ApplicationRow, OpeningRow};
use crate::platform::letters::{self, Post, Template, Values, Word, one_line};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

const NAME: Word = Word::new("name", "Who the letter is to", "Ana Pérez");
const OPENING: Word = Word::new("opening", "The title of the opening", "Coordinator, Great Lakes");
const APPLICANT: Word = Word::new("applicant", "The applicant's name", "Ana Pérez");
const STATUS: Word = Word::needed(
    "link",
    "The link to the application's status page",
    "https://network.example/application#x7f3",
);

/// Every letter of recruitment, in the order of the work.
pub const TEMPLATES: &[&Template] = &[
    &outsiders::DRAFT_KEPT,
    &outsiders::DRAFT_AFTER_APPLICATION,
    &outsiders::ENOUGH_DRAFTS,
    &applications::RECEIVED,
    &applications::RECEIVED_BEFORE,
    &outsiders::WITHDRAWN,
    &contact::CONFIRM_ADDRESS,
    &contact::ADDRESS_ASKED_FOR,
    &contact::ADDRESS_CHANGED,
    &contact::ADDRESS_LEFT,
    &outsiders::REFERENCE_ASKED,
    &outsiders::REFERENCE_REMINDER,
    &outsiders::REFEREE_DECLINED,
    &applications::ASSIGNED,
    &applications::SET_ASIDE,
    &interview_templates::INVITED,
    &interview_templates::BOOKED,
    &interview_templates::MOVED,
    &interview_templates::CALLED_OFF,
    &interview_templates::SOON,
    &interview_templates::TAKEN_BACK,
    &interview_templates::PANEL_BOOKED,
    &interview_templates::PANEL_MOVED,
    &interview_templates::PANEL_CALLED_OFF,
    &interview_templates::PANEL_SOON,
    &applications::OFFERED,
    &applications::DECLINED,
    &applications::APPOINTED,
];

/// Writes to the applicant.
fn to_applicant(
    work: &mut Work<'_>,
    template: &'static Template,
    opening: &OpeningRow,
    application: &ApplicationRow,
    more: Values,
) -> Result<(), Problem> {
    with_calendar(work, template, opening, application, more, None)
}

/// Writes to the applicant, with a calendar file if there is one.
fn with_calendar(
    work: &mut Work<'_>,
    template: &'static Template,
    opening: &OpeningRow,
    application: &ApplicationRow,
    more: Values,
    calendar: Option<&str>,
) -> Result<(), Problem> {
    let name = one_line(&application.name);
    let values = named(opening, application, more);
    let post = Post { to_name: &name, to_address: &application.email, about: Some(opening.id), calendar };
    letters::send(work, template, &post, &values)
}

/// The words that every letter to an applicant has, with more of its own.
fn named(opening: &OpeningRow, application: &ApplicationRow, more: Values) -> Values {
    let mut values = more;
    values.insert("name", one_line(&application.name));
    values.insert("opening", opening.title.clone());
    values
}
