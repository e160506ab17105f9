//! What applicants and panels are written about interviews: times in each reader's own zone, and a calendar file that
//! brings the event, moves it or takes it out again.

use super::queries::{ApplicationRow, InterviewRow, OpeningRow, SlotRow};
use crate::identity::Contact;
use crate::platform::calendar::{self, Event, Mailbox, Method};
use crate::platform::clock::utc;
use crate::platform::local_time::told_in;
use crate::platform::mail::{self, NewMail};
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

/// A letter as it is shown before it is sent.
pub struct Letter {
    pub subject: String,
    pub body: String,
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

/// Asks an applicant to choose a time.
#[must_use]
pub fn invitation(public_url: &str, opening: &OpeningRow, name: &str, message: &str, token: &str) -> Letter {
    let message = if message.is_empty() { String::new() } else { format!("\n\n{message}") };
    Letter {
        subject: format!("Choose a time for your interview: {}", opening.title),
        body: format!(
            "Hello {name},\n\nwe would like to talk with you about your application for \"{}\". Please choose a time that suits you. Times are shown in your own time zone:\n\n{public_url}/interview#{token}\n\nA time can be chosen {}. By the same link you can choose another time, or cancel, {}.{message}\n",
            opening.title,
            until(opening.book_until_hours),
            until(opening.change_until_hours)
        ),
    }
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
    let letter = invitation(&work.config.public_url, opening, &application.name, message, token);
    let mail = NewMail {
        to_name: &application.name,
        to_address: &application.email,
        subject: letter.subject,
        body: letter.body,
    };
    mail::queue(work, &mail)
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

impl News<'_> {
    const fn method(self) -> Option<Method> {
        match self {
            Self::Booked | Self::Moved => Some(Method::Request),
            Self::CalledOff(_) => Some(Method::Cancel),
            Self::Soon => None,
        }
    }

    const fn subject(self) -> &'static str {
        match self {
            Self::Booked => "Interview booked",
            Self::Moved => "Interview moved",
            Self::CalledOff(_) => "Interview cancelled",
            Self::Soon => "Interview tomorrow",
        }
    }
}

fn when(about: &Occasion<'_>, zone: &str) -> String {
    let minutes = about.slot.duration_minutes;
    format!("{}, {minutes} minutes", told_in(utc(about.slot.starts_at), zone))
}

fn noted(slot: &SlotRow) -> String {
    slot.note.as_deref().map(|note| format!("\n\n{note}")).unwrap_or_default()
}

fn because(reason: &str) -> String {
    if reason.trim().is_empty() { String::new() } else { format!("\n\nThe reason: {reason}") }
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
    let (title, at, place) = (&about.opening.title, when(about, zone), whereabouts(about.slot));
    let with = names(about.panel);
    let said = match news {
        News::Booked => format!(
            "your interview for \"{title}\" is booked:\n\n{at}\n{place}\nWith {with}{}",
            noted(about.slot)
        ),
        News::Moved => format!(
            "your interview for \"{title}\" has a new time:\n\n{at}\n{place}\nWith {with}{}",
            noted(about.slot)
        ),
        News::CalledOff(reason) => {
            format!("your interview for \"{title}\" is cancelled. It was to be:\n\n{at}{}", because(reason))
        }
        News::Soon => format!(
            "your interview for \"{title}\" is tomorrow:\n\n{at}\n{place}\nWith {with}{}",
            noted(about.slot)
        ),
    };
    let change = token.map(|token| {
        format!(
            "\n\nTo choose another time, or to cancel, {}:\n\n{}/interview#{token}",
            until(about.opening.change_until_hours),
            work.config.public_url
        )
    });
    let file = news.method().map(|method| calendar_for_applicant(work, about, method));
    let mail = NewMail {
        to_name: &about.application.name,
        to_address: &about.application.email,
        subject: format!("{}: {title}", news.subject()),
        body: format!("Hello {},\n\n{said}{}\n", about.application.name, change.unwrap_or_default()),
    };
    match file {
        Some(file) => mail::queue_with_calendar(work, &mail, &file),
        None => mail::queue(work, &mail),
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
    let (name, title) = (&about.application.name, &about.opening.title);
    let (at, place) = (when(about, &who.time_zone), whereabouts(about.slot));
    let said = match news {
        News::Booked => {
            format!("{name} has chosen a time for the interview for \"{title}\":\n\n{at}\n{place}")
        }
        News::Moved => format!("the interview with {name} for \"{title}\" has a new time:\n\n{at}\n{place}"),
        News::CalledOff(reason) => format!(
            "you are not needed for the interview with {name} for \"{title}\" at this time any more:\n\n{at}{}",
            because(reason)
        ),
        News::Soon => format!("your interview with {name} for \"{title}\" is tomorrow:\n\n{at}\n{place}"),
    };
    let address = format!("{}/interviews/{}", work.config.public_url, about.interview.id);
    let more = match news {
        News::CalledOff(_) => String::new(),
        _ => format!("{}\n\nThe application, and the form for your scores:\n\n{address}", noted(about.slot)),
    };
    let file = news.method().map(|method| calendar_for_panelist(work, about, who, method));
    let mail = NewMail {
        to_name: &who.name,
        to_address: &who.email,
        subject: format!("{}: {name}, {title}", news.subject()),
        body: format!("Hello {},\n\n{said}{more}\n", who.name),
    };
    match file {
        Some(file) => mail::queue_with_calendar(work, &mail, &file),
        None => mail::queue(work, &mail),
    }
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
    let mail = NewMail {
        to_name: &application.name,
        to_address: &application.email,
        subject: format!("Interview cancelled: {}", opening.title),
        body: format!(
            "Hello {},\n\nthe invitation to an interview for \"{}\" is taken back: no time needs to be chosen any more.{}\n",
            application.name,
            opening.title,
            because(reason)
        ),
    };
    mail::queue(work, &mail)
}
