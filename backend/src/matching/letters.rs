//! What mentors and mentees are written about proposals.

use crate::identity::Contact;
use crate::platform::letters::{self, Letter, Post, Template, Values, Word};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

pub const NAME: Word = Word::new("name", "Who the letter is to", "Ana Pérez");
pub const LINK: Word = Word::new("link", "The page to answer", "https://network.example/");

pub const TEMPLATES: &[&Template] = &[&PROPOSED, &WILL_NOT_BE];

/// What every letter of matching says.
pub fn with_common(work: &Work<'_>, to: &Contact, more: Values) -> Values {
    let mut values = more;
    values.insert("name", to.name.clone());
    values.insert("link", format!("{}/", work.config.public_url));
    values
}

/// Sends a letter of matching.
///
/// # Errors
/// When the database refuses.
pub fn to(
    work: &mut Work<'_>,
    template: &'static Template,
    to: &Contact,
    more: Values,
) -> Result<(), Problem> {
    let values = with_common(work, to, more);
    letters::send(work, template, &post(to), &values)
}

/// Sends letters of one occasion to many people together.
///
/// # Errors
/// When the database refuses.
pub fn to_all(
    work: &mut Work<'_>,
    template: &'static Template,
    each: Vec<(&Contact, Values)>,
) -> Result<(), Problem> {
    let addressed = |(who, more)| (post(who), with_common(work, who, more));
    let letters: Vec<(Post<'_>, Values)> = each.into_iter().map(addressed).collect();
    letters::send_all(work, template, &letters)
}

fn post(to: &Contact) -> Post<'_> {
    Post { to_name: &to.name, to_address: &to.email, about: None, calendar: None }
}

const PROPOSED: Template = Template {
    key: "pair_proposed",
    occasion: "A round is published, to the mentor and the mentee of each proposal.",
    subject: "{{ other }} is proposed as your {{ as_what }}",
    body: r#"Hello {{ name }},

for {{ cycle }} we propose {{ other }} as your {{ as_what }}. Why we think that you fit:

{{ reasons }}

Please accept or decline within {{ answer_within_days }} days:

{{ link }}
"#,
    words: &[
        NAME,
        Word::new("other", "The other one of the pair", "Kim Osei"),
        Word::new("as_what", "mentor or mentee", "mentor"),
        Word::new("cycle", "The cycle's name", "Spring 2027"),
        Word::new("reasons", "Why they fit, one reason a line", "- You share two interests."),
        Word::new("answer_within_days", "How many days there are to answer", "10"),
        LINK,
    ],
};

/// What both of a pair are told of the proposal.
pub struct Proposed<'a> {
    pub cycle: &'a str,
    pub answer_within_days: i32,
    pub reasons: &'a [String],
}

/// Who is asked about whom.
pub struct Question<'a> {
    pub who: &'a Contact,
    pub other: &'a Contact,
    /// What the other one would be.
    pub as_what: &'static str,
    pub about: Proposed<'a>,
}

/// Asks everybody.
pub fn propose(work: &mut Work<'_>, questions: &[Question<'_>]) -> Result<(), Problem> {
    let each = questions
        .iter()
        .map(|question| (question.who, told(question.other, question.as_what, &question.about)))
        .collect();
    to_all(work, &PROPOSED, each)
}

/// A letter of [`propose`] in its present wording, not sent.
pub fn proposed_as_written(
    work: &mut Work<'_>,
    who: &Contact,
    other: &Contact,
    as_what: &str,
    about: &Proposed<'_>,
) -> Result<Letter, Problem> {
    let values = with_common(work, who, told(other, as_what, about));
    Ok(letters::written(work, &PROPOSED, &values)?.0)
}

fn told(other: &Contact, as_what: &str, about: &Proposed<'_>) -> Values {
    let lines: Vec<String> = about.reasons.iter().map(|reason| format!("- {reason}")).collect();
    Values::from([
        ("other", other.name.clone()),
        ("as_what", as_what.to_owned()),
        ("cycle", about.cycle.to_owned()),
        ("reasons", lines.join("\n")),
        ("answer_within_days", about.answer_within_days.to_string()),
    ])
}

const WILL_NOT_BE: Template = Template {
    key: "pair_will_not_be",
    occasion: "One of a pair declines, to the other. Who declined and why never goes along.",
    subject: "A proposal will not become a pairing",
    body: r#"Hello {{ name }},

the pair with {{ other }} that we proposed to you will not come about. You keep your place and are part of the next round.

{{ link }}
"#,
    words: &[NAME, Word::new("other", "The other one of the pair", "Kim Osei"), LINK],
};

/// Whoever is asked about several must know which of them it is.
pub fn will_not_be(work: &mut Work<'_>, who: &Contact, other: &Contact) -> Result<(), Problem> {
    to(work, &WILL_NOT_BE, who, Values::from([("other", other.name.clone())]))
}
