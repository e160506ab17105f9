//! What both of a pair are written about a planned meeting: its time in each one's zone, and a calendar entry that brings it,
//! moves it or takes it out again. What they noted stays in the network.

use super::quiet::goes_from;
use super::{LINK, NAME, OTHER};
use crate::identity::{self, Contact};
use crate::mentorships::queries::{PairingRow, PlannedMeetingRow};
use crate::mentorships::rules::is_needed_at_once;
use crate::platform::calendar::{self, Event, Mailbox, Method};
use crate::platform::letters::{self, Post, Template, Values, Word};
use crate::platform::local_time::told_in;
use crate::platform::mail;
use crate::platform::mail::waiting::{self, Overtaken};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

const WHEN: Word = Word::needed(
    "when",
    "When it is, where the reader is",
    "Tuesday, March 9, 2027, 2:00 PM EST (America/New York)",
);
const MINUTES: Word = Word::new("minutes", "How long it is, in minutes", "45");
const WHERE: Word =
    Word::new("where", "Where it is; empty where nothing was said", "https://meet.example/room");
const WORDS: &[Word] = &[NAME, OTHER, WHEN, MINUTES, WHERE, LINK];

pub const PLANNED: Template = Template {
    key: "planned_meeting_planned",
    occasion: "One of a pair has planned a meeting, to both, with a calendar file.",
    subject: "Meeting with {{ other }}: {{ when }}",
    body: r#"Hello {{ name }},

a meeting with {{ other }} is planned:

{{ when }}
{{ minutes }} minutes
{% if where %}{{ where }}
{% endif %}
Move it or cancel it here:

{{ link }}
"#,
    words: WORDS,
};

pub const MOVED: Template = Template {
    key: "planned_meeting_moved",
    occasion: "A planned meeting has another time or place, to both, with a calendar file.",
    subject: "Changed: meeting with {{ other }}, {{ when }}",
    body: r#"Hello {{ name }},

your meeting with {{ other }} is now:

{{ when }}
{{ minutes }} minutes
{% if where %}{{ where }}
{% endif %}
{{ link }}
"#,
    words: WORDS,
};

pub const CANCELLED: Template = Template {
    key: "planned_meeting_cancelled",
    occasion: "A planned meeting is cancelled, or its pairing rests or ends, to both, with a calendar file.",
    subject: "Cancelled: meeting with {{ other }}, {{ when }}",
    body: r#"Hello {{ name }},

your meeting with {{ other }} is cancelled. It was planned for:

{{ when }}

{{ link }}
"#,
    words: WORDS,
};

pub fn meeting_planned(work: &mut Work<'_>, of: &PairingRow, row: &PlannedMeetingRow) -> Result<(), Problem> {
    to_both(work, &PLANNED, of, row, Method::Request, is_near(work, row))
}

/// `before` is as it was.
pub fn meeting_moved(
    work: &mut Work<'_>,
    of: &PairingRow,
    row: &PlannedMeetingRow,
    before: &PlannedMeetingRow,
) -> Result<(), Problem> {
    let at_once = is_near(work, row) || is_near(work, before);
    to_both(work, &MOVED, of, row, Method::Request, at_once)
}

pub fn meeting_cancelled(
    work: &mut Work<'_>,
    of: &PairingRow,
    row: &PlannedMeetingRow,
) -> Result<(), Problem> {
    to_both(work, &CANCELLED, of, row, Method::Cancel, is_near(work, row))
}

fn is_near(work: &Work<'_>, row: &PlannedMeetingRow) -> bool {
    is_needed_at_once(row.starts_at(), row.ends_at(), work.now)
}

fn uid(row: &PlannedMeetingRow) -> String {
    format!("planned-meeting-{}@perennial", row.id)
}

/// Also to whoever caused it: their calendar has to know too. What still waits of the meeting as it was is not sent any more.
fn to_both(
    work: &mut Work<'_>,
    template: &'static Template,
    of: &PairingRow,
    row: &PlannedMeetingRow,
    method: Method,
    at_once: bool,
) -> Result<(), Problem> {
    let templates = [PLANNED.key, MOVED.key, CANCELLED.key];
    let uid = uid(row);
    waiting::take_back(work, &Overtaken { about: of.id, templates: &templates, calendar_holds: Some(&uid) })?;
    let contacts = identity::contacts(work.conn, &[of.mentor_id, of.mentee_id])?;
    for id in [of.mentor_id, of.mentee_id] {
        let (Some(who), Some(other)) = (contacts.get(&id), contacts.get(&of.other_than(id))) else {
            continue;
        };
        let page = format!("{}/pairings/{}", work.config.public_url, of.id);
        let values = Values::from([
            ("name", who.name.clone()),
            ("other", other.name.clone()),
            ("when", told_in(row.starts_at(), &who.time_zone)),
            ("minutes", row.duration_minutes.to_string()),
            ("where", whereabouts(row)),
            ("link", page.clone()),
        ]);
        let file = calendar::written(method, &event(work, row, who, other, page));
        let post =
            Post { to_name: &who.name, to_address: &who.email, about: Some(of.id), calendar: Some(&file) };
        let from = if at_once { work.stamp() } else { goes_from(work, id, &who.time_zone)? };
        letters::send_from(work, template, &post, &values, from)?;
    }
    Ok(())
}

fn whereabouts(row: &PlannedMeetingRow) -> String {
    let said: Vec<&str> = [&row.place, &row.link].into_iter().flatten().map(String::as_str).collect();
    said.join(", ")
}

fn event(work: &Work<'_>, row: &PlannedMeetingRow, who: &Contact, other: &Contact, page: String) -> Event {
    let (name, address) = mail::sender(work.config);
    Event {
        uid: uid(row),
        sequence: row.sequence,
        stamp: work.now,
        starts_at: row.starts_at(),
        ends_at: row.ends_at(),
        summary: format!("Mentoring: {}", other.name),
        description: page,
        location: row.place.clone().or_else(|| row.link.clone()).unwrap_or_default(),
        url: row.link.clone(),
        organizer: Mailbox { name, address },
        attendee: Mailbox { name: who.name.clone(), address: who.email.clone() },
        accepted: row.planned_by == who.id,
    }
}
