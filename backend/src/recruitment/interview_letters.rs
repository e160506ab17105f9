//! What applicants and panels are written about interviews: times in each reader's own zone, and a calendar file that
//! brings the event, moves it or takes it out again.

use super::letters::{NAME, OPENING, one_line};
use super::queries::{ApplicationRow, InterviewRow, OpeningRow, SlotRow};
use crate::identity::Contact;
use crate::platform::calendar::{self, Event, Mailbox, Method};
use crate::platform::clock::utc;
use crate::platform::letters::{self, Letter, Post, Template, Values, Word};
use crate::platform::local_time::told_in;
use crate::platform::mail;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// The interview that a letter is about, at its time.
pub struct Occasion<'a> {
    pub opening: &'a OpeningRow,
    pub application: &'a ApplicationRow,
    pub interview: &'a InterviewRow,
    pub slot: &'a SlotRow,
    pub panel: &'a [Contact],
}

/// A number of hours in words.
#[must_use]
pub fn hours(count: i32) -> String {
    if count == 1 { "one hour".to_owned() } else { format!("{count} hours") }
}

/// Until when an applicant may act on a time, in words.
fn until(hours_before: i32) -> String {
    match hours_before {
        0 => "until the interview begins".to_owned(),
        count => format!("until {} before the interview begins", hours(count)),
    }
}

fn names(panel: &[Contact]) -> String {
    let names: Vec<&str> = panel.iter().map(|who| who.name.as_str()).collect();
    names.join(", ")
}

/// Where it takes place, in words.
fn whereabouts(slot: &SlotRow) -> String {
    match (&slot.link, &slot.place) {
        (Some(link), Some(place)) => format!("{place}, and by video: {link}"),
        (Some(link), None) => format!("By video: {link}"),
        (None, Some(place)) => place.clone(),
        (None, None) => String::new(),
    }
}

fn event(work: &Work<'_>, about: &Occasion<'_>, attendee: Mailbox, summary: String) -> Event {
    let (name, address) = mail::sender(work.config);
    let note = about.slot.note.as_deref().map(|note| format!("\n\n{note}")).unwrap_or_default();
    Event {
        uid: format!("interview-{}@perennial", about.interview.id),
        sequence: about.interview.sequence,
        stamp: work.now,
        starts_at: utc(about.slot.starts_at),
        ends_at: utc(about.slot.ends_at),
        summary,
        description: format!("{}\n{}{note}", about.opening.title, names(about.panel)),
        location: about.slot.place.clone().or_else(|| about.slot.link.clone()).unwrap_or_default(),
        url: about.slot.link.clone(),
        organizer: Mailbox { name, address },
        attendee,
    }
}

fn applicant(application: &ApplicationRow) -> Mailbox {
    Mailbox { name: application.name.clone(), address: application.email.clone() }
}

/// The event as the applicant takes it into a calendar.
#[must_use]
pub fn calendar_for_applicant(work: &Work<'_>, about: &Occasion<'_>, method: Method) -> String {
    let summary = format!("Interview: {}", about.opening.title);
    calendar::written(method, &event(work, about, applicant(about.application), summary))
}

/// The event as a member of the panel takes it into a calendar.
#[must_use]
pub fn calendar_for_panelist(work: &Work<'_>, about: &Occasion<'_>, who: &Contact, method: Method) -> String {
    let summary = format!("Interview with {}: {}", about.application.name, about.opening.title);
    let attendee = Mailbox { name: who.name.clone(), address: who.email.clone() };
    calendar::written(method, &event(work, about, attendee, summary))
}

const AT: Word = Word::new(
    "at",
    "When it is, in the reader's own time zone",
    "Tuesday, 12 January 2027, 14:00 EST, 45 minutes",
);
const PLACE: Word = Word::new("place", "Where it is", "By video: https://meet.example/abc");
const PANEL: Word = Word::new("panel", "Who asks the questions", "Kim Osei, Lou Marsh");
const NOTE: Word =
    Word::new("note", "What the panel adds; may be empty", "Please bring one question of yours.");
const REASON: Word = Word::new("reason", "Why; may be empty", "A member of the panel is ill.");
const CHANGE_UNTIL: Word = Word::new(
    "change_until",
    "Until when the time can be moved or cancelled",
    "until 24 hours before the interview begins",
);
const APPLICANT: Word = Word::new("applicant", "The applicant's name", "Ana Pérez");
const MEMBER: Word = Word::new("name", "The member of the panel", "Kim Osei");

pub const INVITED: Template = Template {
    key: "interview_invitation",
    occasion: "An applicant is invited to choose a time, to the applicant.",
    subject: "Choose a time for your interview: {{ opening }}",
    body: r#"Hello {{ name }},

we would like to talk with you about your application for "{{ opening }}". Please choose a time that suits you. Times are shown in your own time zone:

{{ link }}

A time can be chosen {{ book_until }}. By the same link you can choose another time, or cancel, {{ change_until }}.
{% if message %}
{{ message }}
{% endif %}"#,
    words: &[
        NAME,
        OPENING,
        Word::needed("link", "The link to the times", "https://network.example/interview#b6w4"),
        Word::new(
            "book_until",
            "Until when a time can be chosen",
            "until 4 hours before the interview begins",
        ),
        CHANGE_UNTIL,
        Word::needed(
            "message",
            "What was written for this invitation; may be empty",
            "We look forward to it.",
        ),
    ],
};

/// Asks an applicant to choose a time: the letter as it would go out.
///
/// # Errors
/// When the database does not answer.
pub fn invitation(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    name: &str,
    message: &str,
    token: &str,
) -> Result<Letter, Problem> {
    let values = invitation_values(work, opening, name, message, token);
    Ok(letters::written(work, &INVITED, &values)?.0)
}

fn invitation_values(
    work: &Work<'_>,
    opening: &OpeningRow,
    name: &str,
    message: &str,
    token: &str,
) -> Values {
    Values::from([
        ("name", one_line(name)),
        ("opening", opening.title.clone()),
        ("link", format!("{}/interview#{token}", work.config.public_url)),
        ("book_until", until(opening.book_until_hours)),
        ("change_until", until(opening.change_until_hours)),
        ("message", message.to_owned()),
    ])
}

/// # Errors
/// When the database refuses.
pub fn invited(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    message: &str,
    token: &str,
) -> Result<(), Problem> {
    let values = invitation_values(work, opening, &application.name, message, token);
    let post = Post {
        to_name: &application.name,
        to_address: &application.email,
        about: Some(opening.id),
        calendar: None,
    };
    letters::send(work, &INVITED, &post, &values)
}

/// What is said about a time: confirmed, moved, called off, coming.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News<'a> {
    Booked,
    /// The panel's member comes to an interview that was at another time, or with another panel.
    Moved,
    /// With the reason, which may be empty.
    CalledOff(&'a str),
    /// It is tomorrow.
    Soon,
}

impl<'a> News<'a> {
    const fn method(self) -> Option<Method> {
        match self {
            Self::Booked | Self::Moved => Some(Method::Request),
            Self::CalledOff(_) => Some(Method::Cancel),
            Self::Soon => None,
        }
    }

    const fn reason(self) -> &'a str {
        match self {
            Self::CalledOff(reason) => reason,
            _ => "",
        }
    }

    const fn for_applicant(self) -> &'static Template {
        match self {
            Self::Booked => &BOOKED,
            Self::Moved => &MOVED,
            Self::CalledOff(_) => &CALLED_OFF,
            Self::Soon => &SOON,
        }
    }

    const fn for_panel(self) -> &'static Template {
        match self {
            Self::Booked => &PANEL_BOOKED,
            Self::Moved => &PANEL_MOVED,
            Self::CalledOff(_) => &PANEL_CALLED_OFF,
            Self::Soon => &PANEL_SOON,
        }
    }
}

const APPLICANT_WORDS: &[Word] = &[
    NAME,
    OPENING,
    AT,
    PLACE,
    PANEL,
    NOTE,
    REASON,
    CHANGE_UNTIL,
    Word::new(
        "link",
        "The link to move or cancel it; empty where there is none",
        "https://network.example/interview#b6w4",
    ),
];

pub const BOOKED: Template = Template {
    key: "interview_booked",
    occasion: "A time is chosen, to the applicant, with a calendar file.",
    subject: "Interview booked: {{ opening }}",
    body: r#"Hello {{ name }},

your interview for "{{ opening }}" is booked:

{{ at }}
{{ place }}
With {{ panel }}
{% if note %}
{{ note }}
{% endif %}{% if link %}
To choose another time, or to cancel, {{ change_until }}:

{{ link }}
{% endif %}"#,
    words: APPLICANT_WORDS,
};

pub const MOVED: Template = Template {
    key: "interview_moved",
    occasion: "An interview has another time, place or panel, to the applicant, with a calendar file.",
    subject: "Interview moved: {{ opening }}",
    body: r#"Hello {{ name }},

your interview for "{{ opening }}" has a new time:

{{ at }}
{{ place }}
With {{ panel }}
{% if note %}
{{ note }}
{% endif %}{% if link %}
To choose another time, or to cancel, {{ change_until }}:

{{ link }}
{% endif %}"#,
    words: APPLICANT_WORDS,
};

pub const CALLED_OFF: Template = Template {
    key: "interview_cancelled",
    occasion: "An interview is cancelled, to the applicant, with a calendar file.",
    subject: "Interview cancelled: {{ opening }}",
    body: r#"Hello {{ name }},

your interview for "{{ opening }}" is cancelled. It was to be:

{{ at }}
{% if reason %}
The reason: {{ reason }}
{% endif %}{% if link %}
To choose another time, {{ change_until }}:

{{ link }}
{% endif %}"#,
    words: APPLICANT_WORDS,
};

pub const SOON: Template = Template {
    key: "interview_tomorrow",
    occasion: "An interview is tomorrow, to the applicant.",
    subject: "Interview tomorrow: {{ opening }}",
    body: r#"Hello {{ name }},

your interview for "{{ opening }}" is tomorrow:

{{ at }}
{{ place }}
With {{ panel }}
{% if note %}
{{ note }}
{% endif %}"#,
    words: APPLICANT_WORDS,
};

pub const TAKEN_BACK: Template = Template {
    key: "interview_invitation_taken_back",
    occasion: "An invitation is taken back before a time was chosen, to the applicant.",
    subject: "Interview cancelled: {{ opening }}",
    body: r#"Hello {{ name }},

the invitation to an interview for "{{ opening }}" is taken back: no time needs to be chosen any more.
{% if reason %}
The reason: {{ reason }}
{% endif %}"#,
    words: &[NAME, OPENING, REASON],
};

const PANEL_WORDS: &[Word] = &[
    MEMBER,
    OPENING,
    APPLICANT,
    AT,
    PLACE,
    NOTE,
    REASON,
    Word::new(
        "link",
        "The link to the application and the form for scores",
        "https://network.example/interviews/0197",
    ),
];

pub const PANEL_BOOKED: Template = Template {
    key: "panel_interview_booked",
    occasion: "An applicant has chosen a time, to each member of the panel, with a calendar file.",
    subject: "Interview booked: {{ applicant }}, {{ opening }}",
    body: r#"Hello {{ name }},

{{ applicant }} has chosen a time for the interview for "{{ opening }}":

{{ at }}
{{ place }}
{% if note %}
{{ note }}
{% endif %}
The application, and the form for your scores:

{{ link }}
"#,
    words: PANEL_WORDS,
};

pub const PANEL_MOVED: Template = Template {
    key: "panel_interview_moved",
    occasion: "An interview has another time, place or panel, to each member of the panel, with a calendar file.",
    subject: "Interview moved: {{ applicant }}, {{ opening }}",
    body: r#"Hello {{ name }},

the interview with {{ applicant }} for "{{ opening }}" has a new time:

{{ at }}
{{ place }}
{% if note %}
{{ note }}
{% endif %}
The application, and the form for your scores:

{{ link }}
"#,
    words: PANEL_WORDS,
};

pub const PANEL_CALLED_OFF: Template = Template {
    key: "panel_interview_cancelled",
    occasion: "An interview is cancelled or has another panel, to each member who is not needed, with a calendar file.",
    subject: "Interview cancelled: {{ applicant }}, {{ opening }}",
    body: r#"Hello {{ name }},

you are not needed for the interview with {{ applicant }} for "{{ opening }}" at this time any more:

{{ at }}
{% if reason %}
The reason: {{ reason }}
{% endif %}"#,
    words: PANEL_WORDS,
};

pub const PANEL_SOON: Template = Template {
    key: "panel_interview_tomorrow",
    occasion: "An interview is tomorrow, to each member of the panel.",
    subject: "Interview tomorrow: {{ applicant }}, {{ opening }}",
    body: r#"Hello {{ name }},

your interview with {{ applicant }} for "{{ opening }}" is tomorrow:

{{ at }}
{{ place }}
{% if note %}
{{ note }}
{% endif %}
The application, and the form for your scores:

{{ link }}
"#,
    words: PANEL_WORDS,
};

fn when(about: &Occasion<'_>, zone: &str) -> String {
    let minutes = about.slot.duration_minutes;
    format!("{}, {minutes} minutes", told_in(utc(about.slot.starts_at), zone))
}

/// What is told of the time to everybody.
fn details(about: &Occasion<'_>, news: News<'_>, zone: &str) -> Values {
    Values::from([
        ("opening", about.opening.title.clone()),
        ("at", when(about, zone)),
        ("place", whereabouts(about.slot)),
        ("note", about.slot.note.clone().unwrap_or_default()),
        ("reason", news.reason().trim().to_owned()),
    ])
}

/// Tells the applicant. `token` is that of a link of their own, by which the time can be moved or cancelled.
///
/// # Errors
/// When the database refuses.
pub fn to_applicant(
    work: &mut Work<'_>,
    about: &Occasion<'_>,
    news: News<'_>,
    token: Option<&str>,
) -> Result<(), Problem> {
    let zone = about.interview.applicant_time_zone.as_deref().unwrap_or(&about.slot.time_zone);
    let mut values = details(about, news, zone);
    values.insert("name", one_line(&about.application.name));
    values.insert("panel", names(about.panel));
    values.insert("change_until", until(about.opening.change_until_hours));
    let link = token.map(|token| format!("{}/interview#{token}", work.config.public_url));
    values.insert("link", link.unwrap_or_default());
    let file = news.method().map(|method| calendar_for_applicant(work, about, method));
    let post = Post {
        to_name: &about.application.name,
        to_address: &about.application.email,
        about: Some(about.opening.id),
        calendar: file.as_deref(),
    };
    letters::send(work, news.for_applicant(), &post, &values)
}

/// Tells one member of the panel.
///
/// # Errors
/// When the database refuses.
pub fn to_panelist(
    work: &mut Work<'_>,
    about: &Occasion<'_>,
    who: &Contact,
    news: News<'_>,
) -> Result<(), Problem> {
    let mut values = details(about, news, &who.time_zone);
    values.insert("name", who.name.clone());
    values.insert("applicant", one_line(&about.application.name));
    values.insert("link", format!("{}/interviews/{}", work.config.public_url, about.interview.id));
    let file = news.method().map(|method| calendar_for_panelist(work, about, who, method));
    let post = Post {
        to_name: &who.name,
        to_address: &who.email,
        about: Some(about.opening.id),
        calendar: file.as_deref(),
    };
    letters::send(work, news.for_panel(), &post, &values)
}

/// Tells an applicant who has not chosen a time that they need not any more.
///
/// # Errors
/// When the database refuses.
pub fn invitation_taken_back(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    reason: &str,
) -> Result<(), Problem> {
    let values = Values::from([
        ("name", one_line(&application.name)),
        ("opening", opening.title.clone()),
        ("reason", reason.trim().to_owned()),
    ]);
    let post = Post {
        to_name: &application.name,
        to_address: &application.email,
        about: Some(opening.id),
        calendar: None,
    };
    letters::send(work, &TAKEN_BACK, &post, &values)
}
