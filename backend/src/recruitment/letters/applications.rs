//! What applicants and reviewers are written about applications and offers.

use super::interviews::CalledOff;
use super::{NAME, OPENING, STATUS, named, to_applicant, with_calendar};
use crate::identity::Contact;
use crate::platform::letters::{self, Letter, Post, Template, Values, Word};
use crate::platform::mail;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::recruitment::queries::{ApplicationRow, OpeningRow};

const TERM: [Word; 2] = [
    Word::new("term_starts_on", "The first day of the term", "2027-03-01"),
    Word::new("term_ends_on", "The last day of the term", "2029-02-28"),
];
pub const RECEIVED: Template = Template {
    key: "application_received",
    occasion: "An application has come, to the applicant.",
    subject: "Your application: {{ opening }}",
    body: r#"Hello {{ name }},

we have received your application for "{{ opening }}". Reviewers read every application after {{ closes_on }}; you will hear from us in any case.

See here where it is, or withdraw it:

{{ link }}
"#,
    words: &[NAME, OPENING, Word::new("closes_on", "The last day to apply", "2026-12-15"), STATUS],
};

/// After a first application, with the link to its status page.
pub fn received(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    new: &ApplicationRow,
    token: &str,
) -> Result<(), Problem> {
    let link = format!("{}/application#{token}", work.config.public_url);
    let more = Values::from([("link", link), ("closes_on", opening.closes_on.to_string())]);
    to_applicant(work, &RECEIVED, opening, new, more)
}

/// Whether the owner of an address is told of one more application from it: not without end.
pub fn may_be_told_again(work: &mut Work<'_>, opening: &OpeningRow, email: &str) -> Result<bool, Problem> {
    let about = Some(opening.id);
    mail::may_be_asked_for(work, email, &[RECEIVED.key, RECEIVED_BEFORE.key], about)
}

pub const RECEIVED_BEFORE: Template = Template {
    key: "application_received_again",
    occasion: "Another application has come with the same address, to the address' owner.",
    subject: "Your application: {{ opening }}",
    body: r#"Hello {{ name }},

somebody, perhaps you, has just applied for "{{ opening }}" with this address. We have an application from this address already and have kept it as it was: there is one for each person and opening. See here where it is:

{{ link }}
{% if draft_link %}
The first one is not yours, or you want the new one to count? Nobody has confirmed the first yet, so you can look at the new one and send it in its place:

{{ draft_link }}
{% endif %}"#,
    words: &[
        NAME,
        OPENING,
        STATUS,
        Word::needed(
            "draft_link",
            "The link to the new application, while it may take the first one's place; else empty",
            "https://network.example/draft#k2p9",
        ),
    ],
};

/// After another application from the same address. Only the address' owner learns of it. `draft` is the token of what came
/// now, which can be sent in the place of the first.
pub fn received_before(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    again: &ApplicationRow,
    status: &str,
    draft: Option<&str>,
) -> Result<(), Problem> {
    let url = &work.config.public_url;
    let more = Values::from([
        ("link", format!("{url}/application#{status}")),
        ("draft_link", draft.map(|token| format!("{url}/draft#{token}")).unwrap_or_default()),
    ]);
    to_applicant(work, &RECEIVED_BEFORE, opening, again, more)
}

pub const OFFERED: Template = Template {
    key: "seat_offered",
    occasion: "A seat is offered, to the applicant.",
    subject: "An offer: {{ opening }}",
    body: r#"Hello {{ name }},

the task force offers you a seat ({{ seat }}) of "{{ opening }}", from {{ term_starts_on }} until {{ term_ends_on }}.

Read the offer and accept or decline it here, until the end of {{ expires_on }}:

{{ link }}
"#,
    words: &[
        NAME,
        OPENING,
        Word::new("seat", "The seat's name", "Great Lakes, first seat"),
        TERM[0],
        TERM[1],
        Word::new("expires_on", "The last day to answer", "2027-01-20"),
        Word::needed("link", "The link to the offer", "https://network.example/offer#m4c8"),
    ],
};

fn term(opening: &OpeningRow) -> Values {
    Values::from([
        ("term_starts_on", opening.term_starts_on.to_string()),
        ("term_ends_on", opening.term_ends_on.to_string()),
    ])
}

pub fn offered(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    seat: &str,
    expires_on: chrono::NaiveDate,
    token: &str,
) -> Result<(), Problem> {
    let mut more = term(opening);
    more.insert("seat", seat.to_owned());
    more.insert("expires_on", expires_on.to_string());
    more.insert("link", format!("{}/offer#{token}", work.config.public_url));
    to_applicant(work, &OFFERED, opening, application, more)
}

pub const DECLINED: Template = Template {
    key: "application_declined",
    occasion: "An application is declined, alone or with all that are left when the seats are filled, to the applicant, unless those who decide chose to write to nobody. The reason is for the record and never goes along.",
    subject: "Your application: {{ opening }}",
    body: r#"Hello {{ name }},

thank you for applying for "{{ opening }}". We have decided for somebody else this time. Every opening is on our public pages, and we would be glad to hear from you again.
{% if interview %}
Your interview does not take place. It was to be:

{{ interview }}
{% endif %}"#,
    words: &[
        NAME,
        OPENING,
        Word::new(
            "interview",
            "When an interview was to be that is called off with this; else empty",
            "Tuesday, 12 January 2027, 14:00 EST, 45 minutes",
        ),
    ],
};

fn of_decision(called_off: Option<&CalledOff>) -> Values {
    Values::from([("interview", called_off.map(|interview| interview.at.clone()).unwrap_or_default())])
}

/// Without the reason, which is for the record. An interview that was still to come goes out of the calendar with it.
pub fn declined(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    called_off: Option<&CalledOff>,
) -> Result<(), Problem> {
    let calendar = called_off.map(|interview| interview.calendar.as_str());
    with_calendar(work, &DECLINED, opening, application, of_decision(called_off), calendar)
}

/// The letter as it would go out to somebody without an interview to come.
pub fn declined_preview(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
) -> Result<Letter, Problem> {
    let values = named(opening, application, of_decision(None));
    Ok(letters::written(work, &DECLINED, &values)?.0)
}

pub const APPOINTED: Template = Template {
    key: "appointed",
    occasion: "An offer is accepted, to the new coordinator.",
    subject: "Welcome: {{ opening }}",
    body: r#"Hello {{ name }},

you have accepted a seat of "{{ opening }}" and are appointed from {{ term_starts_on }} until {{ term_ends_on }}. Training comes first; your cohort will be in touch.
"#,
    words: &[NAME, OPENING, TERM[0], TERM[1]],
};

pub fn appointed(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
) -> Result<(), Problem> {
    to_applicant(work, &APPOINTED, opening, application, term(opening))
}

fn to_reviewer(
    work: &mut Work<'_>,
    template: &'static Template,
    opening: &OpeningRow,
    reviewer: &Contact,
    more: Values,
) -> Result<(), Problem> {
    let mut values = more;
    values.insert("name", reviewer.name.clone());
    values.insert("opening", opening.title.clone());
    let post = Post {
        to_name: &reviewer.name,
        to_address: &reviewer.email,
        about: Some(opening.id),
        calendar: None,
    };
    letters::send(work, template, &post, &values)
}

pub const ASSIGNED: Template = Template {
    key: "review_assigned",
    occasion: "Applications are assigned, to the reviewer.",
    subject: "Applications to review: {{ opening }}",
    body: r#"Hello {{ name }},

you are asked to review {{ count }} application(s) for "{{ opening }}". You see the scores of others after you have given your own:

{{ link }}
"#,
    words: &[
        NAME,
        OPENING,
        Word::new("count", "How many are new", "12"),
        Word::needed("link", "The link to the reviews", "https://network.example/recruitment"),
    ],
};

/// Tells a reviewer how many applications are waiting.
pub fn assigned(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    reviewer: &Contact,
    count: usize,
) -> Result<(), Problem> {
    let link = format!("{}/recruitment", work.config.public_url);
    let more = Values::from([("count", count.to_string()), ("link", link)]);
    to_reviewer(work, &ASSIGNED, opening, reviewer, more)
}

pub const SET_ASIDE: Template = Template {
    key: "review_set_aside",
    occasion: "A review is set aside, to the reviewer. The reason is for those who decide and never goes along.",
    subject: "A review set aside: {{ opening }}",
    body: r#"Hello {{ name }},

one of your reviews for "{{ opening }}" is set aside because of a conflict of interest that was found later. It counts no more, and you need do nothing. Thank you for the time you gave to it; the task force can tell you more.
"#,
    words: &[NAME, OPENING],
};

/// Tells a reviewer that a review does not count. The reason is for those who decide.
pub fn set_aside(work: &mut Work<'_>, opening: &OpeningRow, reviewer: &Contact) -> Result<(), Problem> {
    to_reviewer(work, &SET_ASIDE, opening, reviewer, Values::new())
}
