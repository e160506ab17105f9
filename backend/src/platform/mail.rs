//! Mail: written into the outbox in the transaction of its cause, sent by the worker over SMTP.
//! Without SMTP it stays in the outbox, where an administrator can read it.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Message, SmtpTransport, Transport};

use super::calendar;
use super::config::{Config, Smtp};
use super::db::Id;
use super::problem::Problem;
use super::state::Platform;
use super::work::Work;
use crate::on_backend;
use crate::schema::mails;

pub mod again;
pub mod bounces;
pub mod waiting;

crate::text_enum! {
    /// Where a mail is on its way.
    pub enum MailState {
        Queued = "queued",
        Sent = "sent",
        Failed = "failed",
        /// The other side refused it for good, or reported later that it could not deliver it.
        Bounced = "bounced",
    }
}

/// A mail to write.
pub struct NewMail<'a> {
    pub to_name: &'a str,
    pub to_address: &'a str,
    pub subject: String,
    pub body: String,
}

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

/// The template that a mail was written from.
pub struct Origin<'a> {
    pub template: &'a str,
    /// 0 is the wording that we ship.
    pub version: i64,
    pub about: Option<Id>,
}

/// Puts a mail into the outbox, with a calendar file if there is one (see [`super::calendar`]). Letters are sent by
/// [`super::letters::send`].
///
/// # Errors
/// When the database refuses.
pub fn queue(
    work: &mut Work<'_>,
    mail: &NewMail<'_>,
    origin: &Origin<'_>,
    calendar: Option<&str>,
) -> Result<(), Problem> {
    queue_from(work, mail, origin, calendar, work.stamp())
}

/// The same, to be sent no earlier than `from`.
///
/// # Errors
/// When the database refuses.
pub fn queue_from(
    work: &mut Work<'_>,
    mail: &NewMail<'_>,
    origin: &Origin<'_>,
    calendar: Option<&str>,
    from: NaiveDateTime,
) -> Result<(), Problem> {
    let row = Queued { next_attempt_at: from, ..Queued::of(work, mail, origin, calendar, None) };
    diesel::insert_into(mails::table).values(row).execute(work.conn)?;
    Ok(())
}

/// Puts a mail into the outbox of which its reader may say that they want no more. `unsubscribe` is the address at which mail
/// programs say so for them (RFC 8058). It is sent no earlier than `from`. Answers the mail's id.
///
/// # Errors
/// When the database refuses.
pub fn queue_unasked(
    work: &mut Work<'_>,
    mail: &NewMail<'_>,
    origin: &Origin<'_>,
    unsubscribe: &str,
    from: NaiveDateTime,
) -> Result<Id, Problem> {
    let row = Queued { next_attempt_at: from, ..Queued::of(work, mail, origin, None, Some(unsubscribe)) };
    let id = row.id;
    diesel::insert_into(mails::table).values(row).execute(work.conn)?;
    Ok(id)
}

/// The most mails that are written in one statement.
pub const AT_ONCE: usize = 500;

/// Puts up to [`AT_ONCE`] mails into the outbox, each with its calendar file if there is one.
///
/// # Errors
/// When the database refuses.
pub fn queue_all(
    work: &mut Work<'_>,
    letters: &[(NewMail<'_>, Origin<'_>, Option<&str>)],
) -> Result<(), Problem> {
    let rows: Vec<Queued<'_>> = letters
        .iter()
        .map(|(mail, origin, calendar)| Queued::of(work, mail, origin, *calendar, None))
        .collect();
    on_backend!(work.conn, |c| diesel::insert_into(mails::table).values(&rows).execute(c)?);
    Ok(())
}

/// A mail as it enters the outbox.
#[derive(Insertable)]
#[diesel(table_name = mails)]
struct Queued<'a> {
    id: Id,
    to_name: &'a str,
    to_address: &'a str,
    subject: &'a str,
    body: &'a str,
    state: MailState,
    attempts: i32,
    next_attempt_at: NaiveDateTime,
    created_at: NaiveDateTime,
    calendar: Option<&'a str>,
    template: &'a str,
    template_version: i64,
    about: Option<Id>,
    unsubscribe: Option<&'a str>,
}

impl<'a> Queued<'a> {
    fn of(
        work: &Work<'_>,
        mail: &'a NewMail<'_>,
        origin: &Origin<'a>,
        calendar: Option<&'a str>,
        unsubscribe: Option<&'a str>,
    ) -> Self {
        Self {
            id: work.new_id(),
            to_name: mail.to_name,
            to_address: mail.to_address,
            subject: &mail.subject,
            body: &mail.body,
            state: MailState::Queued,
            attempts: 0,
            next_attempt_at: work.stamp(),
            created_at: work.stamp(),
            calendar,
            template: origin.template,
            template_version: origin.version,
            about: origin.about,
            unsubscribe,
        }
    }
}

/// Name and address that mail comes from.
#[must_use]
pub fn sender(config: &Config) -> (String, String) {
    let from = config.smtp.as_ref().and_then(|smtp| smtp.from.parse::<Mailbox>().ok());
    from.map_or_else(
        || ("Perennial".to_owned(), "perennial@localhost".to_owned()),
        |from| (from.name.unwrap_or_default(), from.email.to_string()),
    )
}

/// How often strangers can have letters of one kind sent to one address within [`ASKED_AGAIN_WITHIN`].
const MOST_ASKED_FOR: i64 = 3;
const ASKED_AGAIN_WITHIN: Duration = Duration::hours(1);

/// Whether a stranger may have one of these letters sent to this address once more. What anybody can cause without
/// signing in must not fill somebody's mailbox; who asks is never told, since that would tell who has an account.
///
/// # Errors
/// When the database does not answer.
pub fn may_be_asked_for(
    work: &mut Work<'_>,
    to_address: &str,
    templates: &[&str],
    about: Option<Id>,
) -> Result<bool, Problem> {
    let since = work.stamp() - ASKED_AGAIN_WITHIN;
    let mut lately = mails::table
        .filter(mails::to_address.eq(to_address).and(mails::created_at.gt(since)))
        .filter(mails::template.eq_any(templates))
        .into_boxed();
    if let Some(about) = about {
        lately = lately.filter(mails::about.eq(about));
    }
    Ok(lately.count().get_result::<i64>(work.conn)? < MOST_ASKED_FOR)
}

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
            id: super::super::db::Id(uuid::Uuid::nil()),
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
