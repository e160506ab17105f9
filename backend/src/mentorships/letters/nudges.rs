//! Nudges. Each says why it came, and where to choose which ones come.

use super::{LINK, NAME, OTHER, to};
use crate::identity::Contact;
use crate::mentorships::queries::PairingRow;
use crate::mentorships::rules::Plan;
use crate::platform::letters::{Template, Values, Word};
use crate::platform::local_time::told_in;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

const WHEN: Word = Word::needed(
    "when",
    "When it is, where the reader is",
    "Tuesday, March 9, 2027, 2:00 PM EST (America/New York)",
);
const PREFERENCES: Word = Word::needed(
    "preferences",
    "Where the reader chooses which reminders come",
    "https://network.example/account/notifications",
);

pub const REMINDER: Template = Template {
    key: "planned_meeting_reminder",
    occasion: "A planned meeting is near, to each of the two, as many hours ahead as they asked for.",
    subject: "Soon: meeting with {{ other }}, {{ when }}",
    body: r#"Hello {{ name }},

you meet {{ other }}: {{ when }}.

{{ link }}

You get this because a meeting is planned and you want to be reminded of meetings. Change that here:
{{ preferences }}
"#,
    words: &[NAME, OTHER, WHEN, LINK, PREFERENCES],
};

pub const UNSAID: Template = Template {
    key: "planned_meeting_unsaid",
    occasion: "The time of a planned meeting is over and nobody has said whether it took place, to each of the two.",
    subject: "Did you meet {{ other }}?",
    body: r#"Hello {{ name }},

you had planned to meet {{ other }}: {{ when }}. One tap says that it took place, or that it did not:

{{ link }}

You get this because neither of you has said so yet. Choose which nudges you get here:
{{ preferences }}
"#,
    words: &[NAME, OTHER, WHEN, LINK, PREFERENCES],
};

pub const PLAN_NEXT: Template = Template {
    key: "pairing_plan_next",
    occasion: "A pair has neither planned nor logged a meeting for as long as their agreement allows, to each of the two.",
    subject: "Plan your next meeting with {{ other }}",
    body: r#"Hello {{ name }},

no meeting with {{ other }} is planned, and none was logged since {{ since }}. Take a minute to find the next time:

{{ link }}

You get this because your agreement says how often you meet, and that time has passed without a meeting. Choose which nudges you get here:
{{ preferences }}
"#,
    words: &[
        NAME,
        OTHER,
        Word::new("since", "The last day that they met, or on which they began", "2027-03-01"),
        LINK,
        PREFERENCES,
    ],
};

/// `about` is the word that is the nudge's own, with its value.
fn nudge(
    work: &mut Work<'_>,
    template: &'static Template,
    row: &PairingRow,
    who: &Contact,
    other: &str,
    about: (&'static str, String),
) -> Result<(), Problem> {
    let base = work.config.public_url.clone();
    let values = Values::from([
        ("other", other.to_owned()),
        ("link", format!("{base}/pairings/{}", row.id)),
        ("preferences", format!("{base}/account/notifications")),
        about,
    ]);
    to(work, template, who, row, values)
}

fn when(plan: &Plan, who: &Contact) -> (&'static str, String) {
    ("when", told_in(plan.starts_at, &who.time_zone))
}

pub fn meeting_is_near(
    work: &mut Work<'_>,
    row: &PairingRow,
    who: &Contact,
    other: &str,
    plan: &Plan,
) -> Result<(), Problem> {
    nudge(work, &REMINDER, row, who, other, when(plan, who))
}

pub fn did_it_take_place(
    work: &mut Work<'_>,
    row: &PairingRow,
    who: &Contact,
    other: &str,
    plan: &Plan,
) -> Result<(), Problem> {
    nudge(work, &UNSAID, row, who, other, when(plan, who))
}

/// `since` is the last day that they met.
pub fn plan_your_next(
    work: &mut Work<'_>,
    row: &PairingRow,
    who: &Contact,
    other: &str,
    since: &str,
) -> Result<(), Problem> {
    nudge(work, &PLAN_NEXT, row, who, other, ("since", since.to_owned()))
}
