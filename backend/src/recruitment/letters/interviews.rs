//! What applicants and panels are written about interviews: times in each reader's own zone, and a calendar file that
//! brings the event, moves it or takes it out again.

use super::interview_templates::{
    BOOKED, CALLED_OFF, MOVED, PANEL_BOOKED, PANEL_CALLED_OFF, PANEL_MOVED, PANEL_SOON, SOON,
};
use crate::identity::Contact;
use crate::platform::calendar::{self, Event, Mailbox, Method};
use crate::platform::clock::utc;
use crate::platform::letters::{self, Post, Template, Values, one_line};
use crate::platform::local_time::told_in;
use crate::platform::mail;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::recruitment::queries::{ApplicationRow, InterviewRow, OpeningRow, SlotRow};

/// The interview that a letter is about, at its time.
pub struct Occasion<'a> {
    pub opening: &'a OpeningRow,
    pub application: &'a ApplicationRow,
    pub interview: &'a InterviewRow,
    pub slot: &'a SlotRow,
    pub panel: &'a [Contact],
}

impl Occasion<'_> {
    fn zone_of_applicant(&self) -> &str {
        self.interview.applicant_time_zone.as_deref().unwrap_or(&self.slot.time_zone)
    }
}

/// A number of hours in words.
#[must_use]
pub fn hours(count: i32) -> String {
    if count == 1 { "one hour".to_owned() } else { format!("{count} hours") }
}

/// Until when an applicant may act on a time, in words.
pub fn until(hours_before: i32) -> String {
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
        accepted: true,
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
    let mut values = details(about, news, about.zone_of_applicant());
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

/// What the letter about a decision says of an interview that is called off with it.
pub struct CalledOff {
    /// When it was to be, in the applicant's zone.
    pub at: String,
    /// Takes it out of the applicant's calendar.
    pub calendar: String,
}

#[must_use]
pub fn called_off(work: &Work<'_>, about: &Occasion<'_>) -> CalledOff {
    CalledOff {
        at: when(about, about.zone_of_applicant()),
        calendar: calendar_for_applicant(work, about, Method::Cancel),
    }
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
