//! What mentors and mentees are written about proposals.

use chrono::NaiveDateTime;

use crate::identity::Contact;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::letters::{self, Letter, Post, Template, Values, Word};
use crate::platform::local_time::told_in;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

pub const NAME: Word = Word::new("name", "Who the letter is to", "Ana Pérez");
pub const LINK: Word =
    Word::new("link", "The page where one answers", "https://network.example/my-proposals");

pub const TEMPLATES: &[&Template] = &[&PROPOSED, &ANSWER_SOON, &EXPIRED, &WILL_NOT_BE];

/// Where the two answer what they are asked, and see what became of it.
const MY_PROPOSALS: &str = "/my-proposals";

/// What every letter of matching says. A letter about something else than one's proposals names the path of its page as
/// `link`.
pub fn with_common(work: &Work<'_>, to: &Contact, more: Values) -> Values {
    let mut values = more;
    values.insert("name", to.name.clone());
    let path = values.remove("link").unwrap_or_else(|| MY_PROPOSALS.to_owned());
    values.insert("link", format!("{}{path}", work.config.public_url));
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

Please accept or decline by {{ answer_by }}:

{{ link }}
"#,
    words: &[
        NAME,
        Word::new("other", "The other one of the pair", "Kim Osei"),
        Word::new("as_what", "mentor or mentee", "mentor"),
        Word::new("cycle", "The cycle's name", "Spring 2027"),
        Word::new("reasons", "Why they fit, one reason a line", "- You share two interests."),
        ANSWER_BY,
        Word::new("answer_within_days", "How many days there are to answer", "10"),
        LINK,
    ],
};

const ANSWER_BY: Word = Word::new(
    "answer_by",
    "Until when to answer, in the reader's time zone",
    "Monday, March 15, 2027, 7:00 AM CDT (America/Chicago)",
);

/// What both of a pair are told of the proposal.
pub struct Proposed<'a> {
    pub cycle: &'a str,
    pub answer_within_days: i32,
    pub answer_by: NaiveDateTime,
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
        .map(|question| (question.who, told(question.who, question.other, question.as_what, &question.about)))
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
    let values = with_common(work, who, told(who, other, as_what, about));
    Ok(letters::written(work, &PROPOSED, &values)?.0)
}

fn told(who: &Contact, other: &Contact, as_what: &str, about: &Proposed<'_>) -> Values {
    let lines: Vec<String> = about.reasons.iter().map(|reason| format!("- {reason}")).collect();
    Values::from([
        ("other", other.name.clone()),
        ("as_what", as_what.to_owned()),
        ("cycle", about.cycle.to_owned()),
        ("reasons", lines.join("\n")),
        ("answer_by", told_in(utc(about.answer_by), &who.time_zone)),
        ("answer_within_days", about.answer_within_days.to_string()),
    ])
}

/// By its key it is found in the outbox: nobody is reminded twice.
pub const ANSWER_SOON_KEY: &str = "pair_answer_soon";

const ANSWER_SOON: Template = Template {
    key: ANSWER_SOON_KEY,
    occasion: "The time to answer a proposal is nearly over, once to each who has not answered.",
    subject: "Please answer soon: {{ other }} was proposed to you",
    body: r#"Hello {{ name }},

for {{ cycle }} we proposed {{ other }} to you, and you have not answered yet. Please accept or decline by {{ answer_by }}:

{{ link }}

After that the proposal is over, and the place is free for somebody else.
"#,
    words: &[
        NAME,
        Word::new("other", "The other one of the pair", "Kim Osei"),
        Word::new("cycle", "The cycle's name", "Spring 2027"),
        ANSWER_BY,
        LINK,
    ],
};

/// Reminds somebody of a proposal.
pub fn answer_soon(
    work: &mut Work<'_>,
    proposal: Id,
    who: &Contact,
    other: &Contact,
    cycle: &str,
    answer_by: NaiveDateTime,
) -> Result<(), Problem> {
    let told = Values::from([
        ("other", other.name.clone()),
        ("cycle", cycle.to_owned()),
        ("answer_by", told_in(utc(answer_by), &who.time_zone)),
    ]);
    let values = with_common(work, who, told);
    letters::send(work, &ANSWER_SOON, &Post { about: Some(proposal), ..post(who) }, &values)
}

const EXPIRED: Template = Template {
    key: "pair_expired",
    occasion: "A proposal is over because not both answered in time or its cycle was closed, to both.",
    subject: "The proposal of {{ other }} is over",
    body: r#"Hello {{ name }},

for {{ cycle }} we had proposed {{ other }} to you. {{ why }}

{{ link }}
"#,
    words: &[
        NAME,
        Word::new("other", "The other one of the pair", "Kim Osei"),
        Word::new("cycle", "The cycle's name", "Spring 2027"),
        Word::new(
            "why",
            "Why it is over, and what comes next",
            "The time to answer is over, and not both of you have accepted.",
        ),
        LINK,
    ],
};

/// Tells each of some (who, the other) that their proposal is over.
pub fn expired(
    work: &mut Work<'_>,
    both: &[(&Contact, &Contact)],
    cycle: &str,
    why: &str,
) -> Result<(), Problem> {
    let told = |other: &Contact| {
        Values::from([("other", other.name.clone()), ("cycle", cycle.to_owned()), ("why", why.to_owned())])
    };
    to_all(work, &EXPIRED, both.iter().map(|(who, other)| (*who, told(other))).collect())
}

const WILL_NOT_BE: Template = Template {
    key: "pair_will_not_be",
    occasion: "One of a pair declines, or leaves the cycle before both have answered, to the other. Which of the two it was and why \
               never goes along.",
    subject: "A proposal will not become a pairing",
    body: r#"Hello {{ name }},

the pair with {{ other }} that we proposed to you will not come about. You keep your place and are part of the next round.

{{ link }}
"#,
    words: &[NAME, Word::new("other", "The other one of the pair", "Kim Osei"), LINK],
};

/// Whoever is asked about several must know which of them it is.
pub fn will_not_be(work: &mut Work<'_>, told: &[&Contact], other: &Contact) -> Result<(), Problem> {
    let each = told.iter().map(|who| (*who, Values::from([("other", other.name.clone())]))).collect();
    to_all(work, &WILL_NOT_BE, each)
}
