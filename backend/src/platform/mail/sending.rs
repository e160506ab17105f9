//! Sends the outbox over SMTP: each mail is claimed, sent once, and what became of it is noted.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Message, SmtpTransport, Transport};

use super::{MailState, bounces};
use crate::platform::calendar;
use crate::platform::config::Smtp;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::state::Platform;
use crate::schema::mails;

#[derive(Queryable, Selectable)]
#[diesel(table_name = mails)]
struct Outgoing {
    id: Id,
    to_name: String,
    to_address: String,
    subject: String,
    body: String,
    attempts: i32,
    calendar: Option<String>,
    unsubscribe: Option<String>,
}

const MOST_ATTEMPTS: i32 = 8;

/// Sends what is due, one by one, and answers how many went out.
///
/// # Errors
/// When the database does not answer; a mail that cannot be sent is tried again later.
pub fn send_due(platform: &Platform) -> Result<usize, Problem> {
    let Some(smtp) = &platform.config.smtp else { return Ok(0) };
    let now = platform.clock.now();
    let due: Vec<Outgoing> = platform.db.read(|conn| {
        Ok(mails::table
            .filter(mails::state.eq(MailState::Queued).and(mails::next_attempt_at.le(now.naive_utc())))
            // What somebody waits for goes before what coordinators write to many.
            .order((mails::unsubscribe.is_not_null(), mails::id))
            .limit(50)
            .select(Outgoing::as_select())
            .load(conn)?)
    })?;
    if due.is_empty() {
        return Ok(0);
    }
    let transport = SmtpTransport::from_url(&smtp.url).map_err(Problem::internal)?.build();
    let mut sent = 0;
    for mail in due {
        // Claims the mail, so that two workers never send it twice while both live: from now on, for longer than sending can take.
        let now = platform.clock.now().naive_utc();
        let claimed = platform.db.write(|conn| {
            Ok(diesel::update(
                mails::table.filter(
                    mails::id
                        .eq(mail.id)
                        .and(mails::state.eq(MailState::Queued))
                        .and(mails::attempts.eq(mail.attempts)),
                ),
            )
            .set((mails::attempts.eq(mail.attempts + 1), mails::next_attempt_at.eq(now + CLAIM)))
            .execute(conn)?)
        })?;
        if claimed == 0 {
            continue;
        }
        let outcome = message(smtp, &mail)
            .map_err(Failure::passing)
            .and_then(|m| transport.send(&m).map_err(|error| Failure::of(&error)));
        sent += usize::from(outcome.is_ok());
        note_outcome(platform, &mail, outcome.err())?;
    }
    Ok(sent)
}

/// Why a mail did not go out.
struct Failure {
    text: String,
    /// The address takes no mail: trying again would change nothing.
    bounced: bool,
}

impl Failure {
    fn passing(text: String) -> Self {
        Self { text, bounced: false }
    }

    fn of(error: &lettre::transport::smtp::Error) -> Self {
        let text = error.to_string();
        let code = error.status().map(u16::from);
        Self { bounced: code.is_some_and(|code| bounces::is_of_the_address(code, &text)), text }
    }
}

/// How long whoever took a mail has for it; a mail whose worker died is tried again then.
const CLAIM: Duration = Duration::minutes(10);

fn retry_at(now: NaiveDateTime, attempts: i32) -> NaiveDateTime {
    now + Duration::seconds(30 << attempts.clamp(0, 12))
}

/// The Message-ID comes from the row's id, so that a second delivery after a crash is recognised.
fn message(smtp: &Smtp, mail: &Outgoing) -> Result<Message, String> {
    let to = Mailbox::new(
        Some(mail.to_name.clone()).filter(|name| !name.is_empty()),
        mail.to_address.parse().map_err(|e| format!("{e}"))?,
    );
    let message = Message::builder()
        .from(smtp.from.parse().map_err(|e| format!("{e}"))?)
        .to(to)
        .subject(&mail.subject)
        .message_id(Some(format!("<{}@perennial>", mail.id)));
    let message = match &mail.unsubscribe {
        None => message,
        Some(address) => message
            .header(bounces::ListUnsubscribe(format!("<{address}>")))
            .header(bounces::ListUnsubscribePost),
    };
    let message = match &mail.calendar {
        None => message.body(mail.body.clone()),
        Some(file) => message.multipart(with_calendar(&mail.body, file)?),
    };
    message.map_err(|e| e.to_string())
}

/// The letter and the event beside each other, as mail programs that know calendars expect it (RFC 6047), and the
/// event once more as a file for those that do not.
fn with_calendar(body: &str, file: &str) -> Result<MultiPart, String> {
    let media_type = format!("text/calendar; method={}; charset=utf-8", calendar::method_of(file));
    let event = ContentType::parse(&media_type).map_err(|e| e.to_string())?;
    let attached = ContentType::parse("application/ics").map_err(|e| e.to_string())?;
    Ok(MultiPart::mixed()
        .multipart(
            MultiPart::alternative()
                .singlepart(SinglePart::plain(body.to_owned()))
                .singlepart(SinglePart::builder().header(event).body(file.to_owned())),
        )
        .singlepart(Attachment::new("calendar.ics".to_owned()).body(file.to_owned(), attached)))
}

fn note_outcome(platform: &Platform, mail: &Outgoing, failure: Option<Failure>) -> Result<(), Problem> {
    let now = platform.clock.now().naive_utc();
    let state = match &failure {
        None => MailState::Sent,
        Some(failure) if failure.bounced => MailState::Bounced,
        Some(_) if mail.attempts + 1 >= MOST_ATTEMPTS => MailState::Failed,
        Some(_) => MailState::Queued,
    };
    if let Some(failure) = &failure {
        log::warn!("mail {} was not sent: {}", mail.id, failure.text);
    }
    platform.db.write(|conn| {
        diesel::update(mails::table.filter(mails::id.eq(mail.id)))
            .set((
                mails::state.eq(state),
                mails::last_error.eq(failure.as_ref().map(|failure| failure.text.as_str())),
                mails::sent_at.eq(failure.is_none().then_some(now)),
                mails::next_attempt_at.eq(retry_at(now, mail.attempts)),
            ))
            .execute(conn)?;
        if let Some(failure) = failure.filter(|failure| failure.bounced) {
            bounces::note(conn, mail.id, &mail.to_address, &failure.text, now)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(calendar: Option<&str>, unsubscribe: Option<&str>) -> String {
        let smtp = Smtp { url: String::new(), from: "Perennial <perennial@x.example>".into() };
        let mail = Outgoing {
            id: Id(uuid::Uuid::nil()),
            to_name: "Ana".into(),
            to_address: "ana@x.example".into(),
            subject: "Your interview".into(),
            body: "Hello Ana".into(),
            attempts: 0,
            calendar: calendar.map(str::to_owned),
            unsubscribe: unsubscribe.map(str::to_owned),
        };
        String::from_utf8(message(&smtp, &mail).unwrap().formatted()).unwrap()
    }

    #[test]
    fn a_letter_alone_has_one_part() {
        let text = sent(None, None);
        assert!(text.contains("Hello Ana") && !text.contains("multipart"), "{text}");
    }

    #[test]
    fn a_calendar_goes_along_as_an_event_and_as_a_file() {
        let text = sent(Some("BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n"), None);
        for part in [
            "multipart/mixed",
            "multipart/alternative",
            "Content-Type: text/calendar; method=CANCEL; charset=utf-8",
            "Content-Type: application/ics",
            "filename=\"calendar.ics\"",
            "Hello Ana",
        ] {
            assert!(text.contains(part), "{part} is missing in\n{text}");
        }
        assert_eq!(text.matches("METHOD:CANCEL").count(), 2);
        assert!(text.contains("Message-ID: <00000000-0000-0000-0000-000000000000@perennial>"));
    }

    #[test]
    fn a_message_that_nobody_asked_for_says_how_to_get_no_more_of_them() {
        let text = sent(None, Some("https://network.example/api/v1/public/unsubscribe?token=abc"));
        assert!(text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{text}");
        let unfolded = text.replace("\r\n ", " ");
        let header = "List-Unsubscribe: <https://network.example/api/v1/public/unsubscribe?token=abc>";
        assert!(unfolded.contains(header), "{text}");
        assert!(!sent(None, None).contains("List-Unsubscribe"));
    }
}
