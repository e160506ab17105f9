//! What stakeholders and experts are written, and who talks to them about their answer.

use super::queries::StakeholderRow;
use super::rules::StakeholderState;
use crate::identity::Contact;
use crate::platform::letters::{self, Post, Template, Values, Word, one_line};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

pub const INVITED: Template = Template {
    key: "stakeholder_invitation",
    occasion: "The task force invites a stakeholder or an expert, to the address that it has written down.",
    subject: "An invitation to the national mentoring network for librarians",
    body: r#"Hello {{ name }},

{{ message }}

This link tells what it is about, and takes your answer. It serves once, for thirty days:

{{ link }}

{{ sender }}
"#,
    words: &[
        Word::new("name", "Who is invited", "Dr. Ruth Chen"),
        Word::new(
            "message",
            "What the member of the task force has written",
            "We would like to hear from you how school libraries would join.",
        ),
        Word::new("sender", "The member of the task force who invites", "Ana Flores"),
        Word::needed("link", "The link to answer", "https://network.example/stakeholder-invitation#e9r3"),
    ],
};

pub const ANSWERED: Template = Template {
    key: "stakeholder_answered",
    occasion: "A stakeholder or an expert has answered an invitation, to the member of the task force who talks to them.",
    subject: "{{ stakeholder }} has {{ answer }}",
    body: r#"Hello {{ name }},

{{ stakeholder }} has {{ answer }} the invitation.

{{ note }}

{{ link }}
"#,
    words: &[
        Word::new("name", "Who the letter is to", "Ana Flores"),
        Word::new("stakeholder", "Who was invited", "Dr. Ruth Chen"),
        Word::new("answer", "accepted or declined", "accepted"),
        Word::new("note", "What they have written; may be empty", "Mondays suit me best."),
        Word::needed("link", "Their page", "https://network.example/stakeholders/0193"),
    ],
};

/// The invitation; `token` is that of their link.
///
/// # Errors
/// When the database refuses.
pub fn invited(
    work: &mut Work<'_>,
    stakeholder: &StakeholderRow,
    email: &str,
    message: &str,
    sender: &str,
    token: &str,
) -> Result<(), Problem> {
    let values = Values::from([
        ("name", one_line(&stakeholder.name)),
        ("message", message.trim().to_owned()),
        ("sender", sender.to_owned()),
        ("link", format!("{}/stakeholder-invitation#{token}", work.config.public_url)),
    ]);
    let post =
        Post { to_name: &stakeholder.name, to_address: email, about: Some(stakeholder.id), calendar: None };
    letters::send(work, &INVITED, &post, &values)
}

/// # Errors
/// When the database refuses.
pub fn answered(
    work: &mut Work<'_>,
    stakeholder: &StakeholderRow,
    owner: &Contact,
    note: &str,
) -> Result<(), Problem> {
    let answer = if stakeholder.state == StakeholderState::Accepted { "accepted" } else { "declined" };
    let values = Values::from([
        ("name", owner.name.clone()),
        ("stakeholder", one_line(&stakeholder.name)),
        ("answer", answer.to_owned()),
        ("note", note.trim().to_owned()),
        ("link", format!("{}/stakeholders/{}", work.config.public_url, stakeholder.id)),
    ]);
    let post =
        Post { to_name: &owner.name, to_address: &owner.email, about: Some(stakeholder.id), calendar: None };
    letters::send(work, &ANSWERED, &post, &values)
}
