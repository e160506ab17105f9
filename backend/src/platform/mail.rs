//! Mail: written into the outbox in the transaction of its cause, sent by the worker over SMTP.
//! Without SMTP it stays in the outbox, where an administrator can read it.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use lettre::message::Mailbox;

use super::config::Config;
use super::db::Id;
use super::problem::Problem;
use super::work::Work;
use crate::on_backend;
use crate::schema::mails;

pub mod again;
pub mod bounces;
mod sending;
pub mod waiting;

pub use sending::send_due;

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
    insert(work, Queued { next_attempt_at: from, ..Queued::of(work, mail, origin, calendar, None) })?;
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
    insert(work, Queued { next_attempt_at: from, ..Queued::of(work, mail, origin, None, Some(unsubscribe)) })
}

fn insert(work: &mut Work<'_>, row: Queued<'_>) -> Result<Id, Problem> {
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
