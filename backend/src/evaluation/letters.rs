//! What people are written who are asked to take part in a study.

use super::queries::{StudyRow, WaveRow};
use crate::platform::letters::{self, Post, Template, Values, Word};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

pub const TEMPLATES: &[&Template] = &[&INVITATION];

const INVITATION: Template = Template {
    key: "survey_invitation",
    occasion: "A wave opens, to everybody who is asked.",
    subject: "A few questions: {{ wave }}",
    body: r#"Hello {{ name }},

we ask the people in this cycle's pairings how mentoring goes for them ({{ study }}). Taking part is up to you. This link is yours alone and serves once:

{{ link }}

Your answers are kept under a random name. Figures are shown only where {{ k }} people or more share them.
"#,
    words: &[
        Word::new("name", "Who the letter is to", "Ana Pérez"),
        Word::new("study", "The study's title", "How mentoring goes"),
        Word::new("wave", "The wave's name", "Six months"),
        Word::needed("link", "The link to the questions", "https://network.example/survey#c2k7"),
        Word::new("k", "How many people a figure needs before it is shown", "5"),
    ],
};

pub fn invited(
    work: &mut Work<'_>,
    study: &StudyRow,
    wave: &WaveRow,
    to_name: &str,
    to_address: &str,
    token: &str,
) -> Result<(), Problem> {
    let values = Values::from([
        ("name", to_name.to_owned()),
        ("study", study.title.clone()),
        ("wave", wave.name.clone()),
        ("link", format!("{}/survey#{token}", work.config.public_url)),
        ("k", study.k.to_string()),
    ]);
    letters::send(
        work,
        &INVITATION,
        &Post { to_name, to_address, about: Some(wave.id), calendar: None },
        &values,
    )
}
