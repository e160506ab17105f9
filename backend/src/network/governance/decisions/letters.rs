//! What members of the task force are written about decisions.

use super::queries::DecisionRow;
use super::rules::DecisionState;
use crate::identity::Contact;
use crate::platform::clock::utc;
use crate::platform::letters::{self, Post, Template, Values, Word};
use crate::platform::local_time::told_in;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

const NAME: Word = Word::new("name", "Who the letter is to", "Ana Pérez");
const NUMBER: Word = Word::new("number", "The decision's number", "12");
const TITLE: Word = Word::new("title", "The decision's title", "A second seat for region 03");
const LINK: Word = Word::needed("link", "The page of the decision", "https://network.example/decisions/0193");

pub const TO_VOTE: Template = Template {
    key: "decision_to_vote",
    occasion: "A motion is put to a written vote, to each voting member of the task force.",
    subject: "Your vote: {{ title }}",
    body: r#"Hello {{ name }},

the task force votes in writing on number {{ number }}, "{{ title }}", until {{ until }}. The motion, and your vote:

{{ link }}
"#,
    words: &[
        NAME,
        NUMBER,
        TITLE,
        Word::new(
            "until",
            "Until when, in the reader's own time zone",
            "Tuesday, March 9, 2027, 2:00 PM EST (America/New York)",
        ),
        LINK,
    ],
};

pub const CLOSED: Template = Template {
    key: "decision_closed",
    occasion: "A written vote has ended, to each member of the task force.",
    subject: "Number {{ number }} {{ outcome }}: {{ title }}",
    body: r#"Hello {{ name }},

number {{ number }}, "{{ title }}", {{ outcome }}: {{ yes }} yes, {{ no }} no, {{ abstain }} abstaining.

{{ link }}
"#,
    words: &[
        NAME,
        NUMBER,
        TITLE,
        Word::new("outcome", "What came of it", "is carried"),
        Word::new("yes", "How many voted yes", "5"),
        Word::new("no", "How many voted no", "1"),
        Word::new("abstain", "How many abstained", "2"),
        LINK,
    ],
};

fn values(work: &Work<'_>, decision: &DecisionRow, member: &Contact) -> Values {
    Values::from([
        ("name", member.name.clone()),
        ("number", decision.number.to_string()),
        ("title", decision.title.clone()),
        ("link", format!("{}/decisions/{}", work.config.public_url, decision.id)),
    ])
}

fn post<'a>(member: &'a Contact, decision: &DecisionRow) -> Post<'a> {
    Post { to_name: &member.name, to_address: &member.email, about: Some(decision.id), calendar: None }
}

/// # Errors
/// When the database refuses.
pub fn to_vote(work: &mut Work<'_>, decision: &DecisionRow, member: &Contact) -> Result<(), Problem> {
    let mut values = values(work, decision, member);
    let until = decision.closes_at.map(|until| told_in(utc(until), &member.time_zone));
    values.insert("until", until.unwrap_or_default());
    letters::send(work, &TO_VOTE, &post(member, decision), &values)
}

const fn outcome(state: DecisionState) -> &'static str {
    match state {
        DecisionState::Carried => "is carried",
        DecisionState::NoQuorum => "is not decided, since too few took part",
        DecisionState::Rejected => "is rejected",
        DecisionState::Open => "is open",
        DecisionState::Withdrawn => "is withdrawn",
    }
}

/// # Errors
/// When the database refuses.
pub fn closed(work: &mut Work<'_>, decision: &DecisionRow, member: &Contact) -> Result<(), Problem> {
    let mut values = values(work, decision, member);
    let counted = |votes: Option<i32>| votes.unwrap_or_default().to_string();
    values.insert("outcome", outcome(decision.state).to_owned());
    values.insert("yes", counted(decision.yes));
    values.insert("no", counted(decision.no));
    values.insert("abstain", counted(decision.abstain));
    letters::send(work, &CLOSED, &post(member, decision), &values)
}
