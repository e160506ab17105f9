//! What the two are told of when their pairing rests, goes on, lasts longer or ends.

use super::health::{AGREEMENT_MISSING, FIRST_MEETING};
use super::{LINK, NAME, OTHER, to_both};
use crate::mentorships::queries::PairingRow;
use crate::platform::letters::{Template, Values, Word};
use crate::platform::mail::waiting::{self, Overtaken};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

const ENDS_ON: Word = Word::new("ends_on", "The last day of the pairing", "2027-09-30");

pub const PAUSED: Template = Template {
    key: "pairing_paused",
    occasion: "A pairing is paused, to those of the two who did not do it.",
    subject: "Your pairing with {{ other }} is paused",
    body: r#"Hello {{ name }},

your pairing with {{ other }} is paused until {{ until }}. Nothing is asked of you until then.

{{ link }}
"#,
    words: &[NAME, OTHER, Word::new("until", "When it goes on", "2027-05-01"), LINK],
};

/// What waits for the end of quiet hours and is untrue once something else has happened to the pairing.
fn overtakes(work: &mut Work<'_>, row: &PairingRow, earlier: &[&Template]) -> Result<(), Problem> {
    let templates: Vec<&str> = earlier.iter().map(|template| template.key).collect();
    waiting::take_back(work, &Overtaken { about: row.id, templates: &templates, calendar_holds: None })
}

const OF_ONE_THAT_LASTS: &[&Template] =
    &[&PAUSED, &RESUMED, &EXTENDED, &END_IS_NEAR, &FIRST_MEETING, &AGREEMENT_MISSING];

/// Takes back what waits of a pairing that has ended, whether or not the two are told of the end.
pub fn end_overtakes(work: &mut Work<'_>, row: &PairingRow) -> Result<(), Problem> {
    overtakes(work, row, OF_ONE_THAT_LASTS)
}

/// Takes back what waits and names the day before.
pub fn extension_overtakes(work: &mut Work<'_>, row: &PairingRow) -> Result<(), Problem> {
    overtakes(work, row, &[&EXTENDED, &END_IS_NEAR])
}

/// The reason is not told.
pub fn paused(work: &mut Work<'_>, row: &PairingRow) -> Result<(), Problem> {
    let until = row.paused_until.map_or_else(|| "further notice".to_owned(), |day| day.to_string());
    overtakes(work, row, &[&RESUMED, &FIRST_MEETING, &AGREEMENT_MISSING])?;
    to_both(work, &PAUSED, row, &Values::from([("until", until)]))
}

pub const RESUMED: Template = Template {
    key: "pairing_resumed",
    occasion: "The pause of a pairing is over, to both unless one of them ended it.",
    subject: "Your pairing with {{ other }} goes on",
    body: r#"Hello {{ name }},

the pause of your pairing with {{ other }} is over. It lasts until {{ ends_on }}: agree on when you meet next.

{{ link }}
"#,
    words: &[NAME, OTHER, ENDS_ON, LINK],
};

pub fn resumed(work: &mut Work<'_>, row: &PairingRow) -> Result<(), Problem> {
    overtakes(work, row, &[&PAUSED])?;
    to_both(work, &RESUMED, row, &Values::from([("ends_on", row.ends_on.to_string())]))
}

pub const EXTENDED: Template = Template {
    key: "pairing_extended",
    occasion: "A pairing lasts longer, to both unless one of them did it.",
    subject: "Your pairing with {{ other }} lasts until {{ ends_on }}",
    body: r#"Hello {{ name }},

your pairing with {{ other }} now lasts until {{ ends_on }}.

{{ link }}
"#,
    words: &[NAME, OTHER, ENDS_ON, LINK],
};

pub fn extended(work: &mut Work<'_>, row: &PairingRow) -> Result<(), Problem> {
    to_both(work, &EXTENDED, row, &Values::from([("ends_on", row.ends_on.to_string())]))
}

pub const ENDED: Template = Template {
    key: "pairing_ended",
    occasion: "A pairing has ended, to those of the two who did not end it. The reason is not told.",
    subject: "Your pairing with {{ other }} has ended",
    body: r#"Hello {{ name }},

your pairing with {{ other }} has ended. Thank you for the time that you gave it.

{{ link }}
"#,
    words: &[NAME, OTHER, LINK],
};

pub fn ended(work: &mut Work<'_>, row: &PairingRow) -> Result<(), Problem> {
    to_both(work, &ENDED, row, &Values::new())
}

pub const ENDED_WITH_CYCLE: Template = Template {
    key: "pairing_ended_with_cycle",
    occasion: "A cycle was closed and a pairing of it has ended with it, to both.",
    subject: "Your pairing with {{ other }} has ended with its cycle",
    body: r#"Hello {{ name }},

the cycle {{ cycle }} is over, and your pairing with {{ other }} has ended with it. Meetings that you had planned are called off.
Thank you for the time that you gave it. What you have done together stays here, with your certificate:

{{ link }}
"#,
    words: &[NAME, OTHER, Word::new("cycle", "The name of the cycle", "Spring 2027"), LINK],
};

pub fn ended_with_cycle(work: &mut Work<'_>, row: &PairingRow, cycle: &str) -> Result<(), Problem> {
    to_both(work, &ENDED_WITH_CYCLE, row, &Values::from([("cycle", cycle.to_owned())]))
}

pub const CAME_TO_ITS_END: Template = Template {
    key: "pairing_came_to_its_end",
    occasion: "The last day of a pairing that was extended beyond its closed cycle is over, to both.",
    subject: "Your pairing with {{ other }} has come to its end",
    body: r#"Hello {{ name }},

{{ ends_on }} was the last day of your pairing with {{ other }}: it has ended. Thank you for the time that you gave it. What you
have done together stays here, with your certificate:

{{ link }}
"#,
    words: &[NAME, OTHER, ENDS_ON, LINK],
};

pub fn came_to_its_end(work: &mut Work<'_>, row: &PairingRow) -> Result<(), Problem> {
    to_both(work, &CAME_TO_ITS_END, row, &Values::from([("ends_on", row.ends_on.to_string())]))
}

pub const END_IS_NEAR: Template = Template {
    key: "pairing_end_is_near",
    occasion: "A pairing ends soon, to both, once for each end.",
    subject: "Your pairing with {{ other }} ends on {{ ends_on }}",
    body: r#"Hello {{ name }},

your pairing with {{ other }} ends on {{ ends_on }}. Finish what you set out to do, or extend it if you need more time:

{{ link }}
"#,
    words: &[NAME, OTHER, ENDS_ON, LINK],
};

pub fn end_is_near(work: &mut Work<'_>, row: &PairingRow) -> Result<(), Problem> {
    to_both(work, &END_IS_NEAR, row, &Values::from([("ends_on", row.ends_on.to_string())]))
}
