//! What people are written about circles.

use crate::identity::Contact;
use crate::matching::letters::{LINK, NAME, to, to_all, with_common};
use crate::matching::rules::EnrolmentRole;
use crate::platform::letters::{self, Letter, Template, Values, Word};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

pub const TEMPLATES: &[&Template] = &[&PROPOSED, &REMOVED, &ENDED];

const CIRCLE: Word = Word::new("circle", "The circle's name", "Circle 3");
const CYCLE: Word = Word::new("cycle", "The cycle's name", "Spring 2027");

/// Where one answers, and sees what became of one's circles.
const MY_CIRCLES: &str = "/my-circles";

const PROPOSED: Template = Template {
    key: "circle_proposed",
    occasion: "A round of circles is published, or somebody is added to an open circle: to each who is asked.",
    subject: "You are invited to a peer circle",
    body: r#"Hello {{ name }},

for {{ cycle }} we propose that you join {{ circle }} as a {{ as_what }}, together with:

{{ others }}

Why we think that you fit:

{{ reasons }}

Please accept or decline within {{ answer_within_days }} days:

{{ link }}
"#,
    words: &[
        NAME,
        CIRCLE,
        CYCLE,
        Word::new("as_what", "mentor or mentee", "mentee"),
        Word::new("others", "Who else is asked, one a line", "- Kim Osei (mentor)"),
        Word::new("reasons", "What several of them share, one reason a line", "- makerspaces: 4 of you"),
        Word::new("answer_within_days", "How many days there are to answer", "10"),
        LINK,
    ],
};

/// What somebody who is asked is told.
pub struct Invited {
    pub circle: String,
    pub cycle: String,
    pub as_what: EnrolmentRole,
    /// Names of the others, and as what they are asked.
    pub others: Vec<(String, EnrolmentRole)>,
    /// Topics, and how many of the circle share each.
    pub topics: Vec<(String, usize)>,
    pub answer_within_days: i32,
}

fn told(about: &Invited) -> Values {
    let others: Vec<String> = about.others.iter().map(|(name, role)| format!("- {name} ({role})")).collect();
    let mut reasons: Vec<String> =
        about.topics.iter().take(8).map(|(topic, people)| format!("- {topic}: {people} of you")).collect();
    if reasons.is_empty() {
        reasons.push("- You are at points of the profession from which you can learn together.".to_owned());
    }
    Values::from([
        ("link", MY_CIRCLES.to_owned()),
        ("circle", about.circle.clone()),
        ("cycle", about.cycle.clone()),
        ("as_what", about.as_what.to_string()),
        ("others", others.join("\n")),
        ("reasons", reasons.join("\n")),
        ("answer_within_days", about.answer_within_days.to_string()),
    ])
}

/// Asks everybody.
pub fn proposed(work: &mut Work<'_>, invited: &[(&Contact, Invited)]) -> Result<(), Problem> {
    let each = invited.iter().map(|(who, about)| (*who, told(about))).collect();
    to_all(work, &PROPOSED, each)
}

/// A letter of [`proposed`] in its present wording, not sent.
pub fn proposed_as_written(work: &mut Work<'_>, who: &Contact, about: &Invited) -> Result<Letter, Problem> {
    let values = with_common(work, who, told(about));
    Ok(letters::written(work, &PROPOSED, &values)?.0)
}

const REMOVED: Template = Template {
    key: "circle_removed",
    occasion: "A coordinator takes somebody out of an open circle, to them.",
    subject: "You are not part of {{ circle }} any more",
    body: r#"Hello {{ name }},

your coordinator has taken you out of {{ circle }} of {{ cycle }}. You keep your place in the program and are part of the next round.

{{ link }}
"#,
    words: &[NAME, CIRCLE, CYCLE, LINK],
};

pub fn removed(work: &mut Work<'_>, who: &Contact, circle: &str, cycle: &str) -> Result<(), Problem> {
    to(work, &REMOVED, who, named(circle, cycle))
}

const ENDED: Template = Template {
    key: "circle_ended",
    occasion: "A coordinator ends a circle, or its cycle closes: to everybody who is asked or has joined.",
    subject: "{{ circle }} has ended",
    body: r#"Hello {{ name }},

{{ circle }} of {{ cycle }} has ended. Thank you for being part of it.

{{ link }}
"#,
    words: &[NAME, CIRCLE, CYCLE, LINK],
};

pub fn ended(work: &mut Work<'_>, who: &[&Contact], circle: &str, cycle: &str) -> Result<(), Problem> {
    to_all(work, &ENDED, who.iter().map(|one| (*one, named(circle, cycle))).collect())
}

fn named(circle: &str, cycle: &str) -> Values {
    let link = MY_CIRCLES.to_owned();
    Values::from([("link", link), ("circle", circle.to_owned()), ("cycle", cycle.to_owned())])
}
