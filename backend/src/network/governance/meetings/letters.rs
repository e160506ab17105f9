//! What members of the task force are written about its meetings: the time in each reader's own zone, with a calendar file
//! that brings the event, moves it or takes it out again.

use super::queries::MeetingRow;
use crate::identity::Contact;
use crate::platform::calendar::{self, Event, Mailbox, Method};
use crate::platform::clock::utc;
use crate::platform::letters::{self, Post, Template, Values, Word};
use crate::platform::local_time::told_in;
use crate::platform::mail;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

const NAME: Word = Word::new("name", "Who the letter is to", "Ana Pérez");
const MEETING: Word = Word::new("meeting", "The meeting's title", "Spring meeting");
const AT: Word = Word::new(
    "at",
    "When it is, in the reader's own time zone, and for how long",
    "Tuesday, March 9, 2027, 2:00 PM EST (America/New York), 60 minutes",
);
const PLACE: Word =
    Word::new("place", "Where it is; may be empty", "By video: https://meet.example/task-force");
const LINK: Word =
    Word::needed("link", "The page of the meeting", "https://network.example/task-force/meetings/0193");

pub const INVITED: Template = Template {
    key: "task_force_meeting",
    occasion: "A meeting of the task force is planned, to each of its members, with a calendar file.",
    subject: "Task force: {{ meeting }}",
    body: r#"Hello {{ name }},

the task force meets: {{ meeting }}

{{ at }}
{{ place }}

Agenda and papers:

{{ link }}
"#,
    words: &[NAME, MEETING, AT, PLACE, LINK],
};

pub const MOVED: Template = Template {
    key: "task_force_meeting_moved",
    occasion: "A meeting of the task force has another time or place, to each of its members, with a calendar file.",
    subject: "Changed: {{ meeting }}",
    body: r#"Hello {{ name }},

the meeting of the task force, {{ meeting }}, is now here:

{{ at }}
{{ place }}

{{ link }}
"#,
    words: &[NAME, MEETING, AT, PLACE, LINK],
};

pub const CANCELLED: Template = Template {
    key: "task_force_meeting_cancelled",
    occasion: "A meeting of the task force is cancelled, to each of its members, with a calendar file that takes it out.",
    subject: "Cancelled: {{ meeting }}",
    body: r#"Hello {{ name }},

the meeting of the task force, {{ meeting }}, does not take place. It was planned for {{ at }}.

{{ reason }}
"#,
    words: &[NAME, MEETING, AT, Word::new("reason", "Why; may be empty", "Two reports are not ready yet.")],
};

/// What is told of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    Planned,
    Moved,
    Cancelled,
}

impl News {
    const fn template(self) -> &'static Template {
        match self {
            Self::Planned => &INVITED,
            Self::Moved => &MOVED,
            Self::Cancelled => &CANCELLED,
        }
    }

    const fn method(self) -> Method {
        match self {
            Self::Planned | Self::Moved => Method::Request,
            Self::Cancelled => Method::Cancel,
        }
    }
}

fn whereabouts(meeting: &MeetingRow) -> String {
    match (&meeting.link, &meeting.place) {
        (Some(link), Some(place)) => format!("{place}, and by video: {link}"),
        (Some(link), None) => format!("By video: {link}"),
        (None, Some(place)) => place.clone(),
        (None, None) => String::new(),
    }
}

fn page(work: &Work<'_>, meeting: &MeetingRow) -> String {
    format!("{}/task-force/meetings/{}", work.config.public_url, meeting.id)
}

fn event(work: &Work<'_>, meeting: &MeetingRow, member: &Contact) -> Event {
    let (name, address) = mail::sender(work.config);
    Event {
        uid: format!("task-force-meeting-{}@perennial", meeting.id),
        sequence: meeting.sequence,
        stamp: work.now,
        starts_at: utc(meeting.starts_at),
        ends_at: utc(meeting.ends_at),
        summary: meeting.title.clone(),
        description: page(work, meeting),
        location: meeting.place.clone().or_else(|| meeting.link.clone()).unwrap_or_default(),
        url: meeting.link.clone(),
        organizer: Mailbox { name, address },
        attendee: Mailbox { name: member.name.clone(), address: member.email.clone() },
        accepted: false,
    }
}

/// # Errors
/// When the database refuses.
pub fn tell(work: &mut Work<'_>, meeting: &MeetingRow, member: &Contact, news: News) -> Result<(), Problem> {
    let at = told_in(utc(meeting.starts_at), &member.time_zone);
    let mut values = Values::from([
        ("name", member.name.clone()),
        ("meeting", meeting.title.clone()),
        ("at", format!("{at}, {} minutes", meeting.duration_minutes)),
    ]);
    if news == News::Cancelled {
        values.insert("reason", meeting.cancelled_because.clone().unwrap_or_default());
    } else {
        values.insert("place", whereabouts(meeting));
        values.insert("link", page(work, meeting));
    }
    let file = calendar::written(news.method(), &event(work, meeting, member));
    let post = Post {
        to_name: &member.name,
        to_address: &member.email,
        about: Some(meeting.id),
        calendar: Some(&file),
    };
    letters::send(work, news.template(), &post, &values)
}
