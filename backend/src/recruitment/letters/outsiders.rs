//! What people outside are written: links to drafts and to the status page, requests to referees.

use super::{APPLICANT, NAME, OPENING, STATUS, to_applicant};
use crate::platform::letters::{self, Post, Template, Values, Word, one_line};
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::recruitment::queries::{ApplicationRow, DraftRow, OpeningRow, ReferenceRow};
use crate::recruitment::rules;

/// Everything about drafts of one opening: strangers can cause it, so it is counted together.
pub const ABOUT_DRAFTS: [&str; 3] = [DRAFT_KEPT.key, DRAFT_AFTER_APPLICATION.key, ENOUGH_DRAFTS.key];

fn about_draft(
    work: &mut Work<'_>,
    template: &'static Template,
    opening: &OpeningRow,
    email: &str,
    more: Values,
) -> Result<(), Problem> {
    let mut values = more;
    values.insert("opening", opening.title.clone());
    let post = Post { to_name: "", to_address: email, about: Some(opening.id), calendar: None };
    letters::send(work, template, &post, &values)
}

pub const DRAFT_KEPT: Template = Template {
    key: "draft_saved",
    occasion: "An unfinished application is saved, to its address. Nobody's name is known yet.",
    subject: "Your draft: {{ opening }}",
    body: r#"Hello,

your unfinished application for "{{ opening }}" is saved. Go on with it here, on any device:

{{ link }}

Only this link opens it, and nobody else reads it before you send it. Send it until the end of {{ closes_on }}. What is not sent is erased after {{ kept_until }}.
{% if other_drafts == "1" %}
There is another draft of yours for this opening; its own link is in an earlier mail.
{% elif other_drafts %}
There are {{ other_drafts }} other drafts of yours for this opening; their links are in earlier mails.
{% endif %}
If this was not you, do nothing: without the link nothing happens.
"#,
    words: &[
        OPENING,
        Word::needed("link", "The link that opens the draft", "https://network.example/draft#k2p9"),
        Word::new("closes_on", "The last day to apply", "2026-12-15"),
        Word::new("kept_until", "The last day that the draft is kept", "2027-01-14"),
        Word::new("other_drafts", "How many other drafts there are; empty when there is none", "2"),
    ],
};

/// With the link that brings the applicant back.
pub fn draft_kept(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    draft: &DraftRow,
    others: i64,
    token: &str,
) -> Result<(), Problem> {
    let more = Values::from([
        ("link", format!("{}/draft#{token}", work.config.public_url)),
        ("closes_on", opening.closes_on.to_string()),
        ("kept_until", rules::draft_kept_until(opening.closes_on).to_string()),
        ("other_drafts", if others == 0 { String::new() } else { others.to_string() }),
    ]);
    about_draft(work, &DRAFT_KEPT, opening, &draft.email, more)
}

pub const DRAFT_AFTER_APPLICATION: Template = Template {
    key: "draft_after_application",
    occasion: "Somebody began a draft with an address that has applied already, to the address' owner.",
    subject: "Your draft: {{ opening }}",
    body: r#"Hello,

somebody, perhaps you, has just begun an application for "{{ opening }}" with this address. We have your application already, and there is one for each person and opening, so no draft was kept. See here where it is:

{{ link }}
"#,
    words: &[OPENING, STATUS],
};

/// Somebody began another draft with an address that has applied already.
pub fn draft_after_application(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    token: &str,
) -> Result<(), Problem> {
    let more = Values::from([("link", format!("{}/application#{token}", work.config.public_url))]);
    about_draft(work, &DRAFT_AFTER_APPLICATION, opening, &application.email, more)
}

pub const ENOUGH_DRAFTS: Template = Template {
    key: "draft_not_saved",
    occasion: "There is no room for another draft, to the address' owner.",
    subject: "Your draft: {{ opening }}",
    body: r#"Hello,

somebody, perhaps you, wanted to save one more draft for "{{ opening }}" with this address. There are {{ drafts }} already, which is the most we keep, so this one was not saved. Open one of them by the link in its mail; you can go on with it or erase it there.
"#,
    words: &[OPENING, Word::new("drafts", "How many drafts there are", "5")],
};

/// No room for another draft.
pub fn enough_drafts(work: &mut Work<'_>, opening: &OpeningRow, email: &str) -> Result<(), Problem> {
    let more = Values::from([("drafts", rules::MOST_DRAFTS.to_string())]);
    about_draft(work, &ENOUGH_DRAFTS, opening, email, more)
}

pub const WITHDRAWN: Template = Template {
    key: "application_withdrawn",
    occasion: "An application is withdrawn, to the applicant.",
    subject: "Withdrawn: {{ opening }}",
    body: r#"Hello {{ name }},

your application for "{{ opening }}" is withdrawn, as you asked. Nobody reads it for this opening any more. Every opening is on our public pages, and we would be glad to hear from you again.
"#,
    words: &[NAME, OPENING],
};

pub fn withdrawn(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
) -> Result<(), Problem> {
    to_applicant(work, &WITHDRAWN, opening, application, Values::new())
}

const REFEREE: Word = Word::new("referee", "The referee's name", "Lee Okafor");

pub const REFEREE_DECLINED: Template = Template {
    key: "referee_declined",
    occasion: "A referee cannot write, to the applicant, who can name somebody else.",
    subject: "A referee cannot write: {{ opening }}",
    body: r#"Hello {{ name }},

{{ referee }} cannot write a reference for your application for "{{ opening }}". Name somebody else here:

{{ link }}
"#,
    words: &[NAME, OPENING, REFEREE, STATUS],
};

/// So that the applicant can name somebody else.
pub fn referee_declined(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    reference: &ReferenceRow,
    token: &str,
) -> Result<(), Problem> {
    let more = Values::from([
        ("referee", one_line(&reference.name)),
        ("link", format!("{}/application#{token}", work.config.public_url)),
    ]);
    to_applicant(work, &REFEREE_DECLINED, opening, application, more)
}

const RELATION: Word = Word::new("relation", "How the referee knows the applicant", "former director");
const REFERENCE: Word =
    Word::needed("link", "The link to the reference's form", "https://network.example/reference#t5d2");

fn to_referee(
    work: &mut Work<'_>,
    template: &'static Template,
    opening: &OpeningRow,
    application: &ApplicationRow,
    reference: &ReferenceRow,
    token: &str,
) -> Result<(), Problem> {
    let name = one_line(&reference.name);
    let values = Values::from([
        ("name", name.clone()),
        ("opening", opening.title.clone()),
        ("applicant", one_line(&application.name)),
        ("relation", one_line(&reference.relation)),
        ("link", format!("{}/reference#{token}", work.config.public_url)),
    ]);
    let post = Post { to_name: &name, to_address: &reference.email, about: Some(opening.id), calendar: None };
    letters::send(work, template, &post, &values)
}

pub const REFERENCE_ASKED: Template = Template {
    key: "reference_asked",
    occasion: "A reference is asked for, to the referee.",
    subject: "A reference, please: {{ opening }}",
    body: r#"Hello {{ name }},

{{ applicant }} has applied for "{{ opening }}" and names you as a referee ({{ relation }}). Would you write a few sentences? It takes some minutes; you can also decline:

{{ link }}

What you write is read by those who review and decide, and never shown to {{ applicant }}.
"#,
    words: &[NAME, OPENING, APPLICANT, RELATION, REFERENCE],
};

pub fn reference_asked(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    reference: &ReferenceRow,
    token: &str,
) -> Result<(), Problem> {
    to_referee(work, &REFERENCE_ASKED, opening, application, reference, token)
}

pub const REFERENCE_REMINDER: Template = Template {
    key: "reference_reminder",
    occasion: "A referee has not answered for a week, to the referee, once.",
    subject: "A reminder: {{ opening }}",
    body: r#"Hello {{ name }},

a week ago we asked you for a reference for {{ applicant }}, who has applied for "{{ opening }}". Write it, or decline, here:

{{ link }}

This is the only reminder.
"#,
    words: &[NAME, OPENING, APPLICANT, RELATION, REFERENCE],
};

/// Once, when there was no answer.
pub fn reference_reminder(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    reference: &ReferenceRow,
    token: &str,
) -> Result<(), Problem> {
    to_referee(work, &REFERENCE_REMINDER, opening, application, reference, token)
}
