//! Rows of those whom a message is for, and how far the mail of each is.

use std::collections::{HashMap, HashSet};

use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::mentorships::messages::{LeftOut, RecipientState};
use crate::on_backend;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::mail::MailState;
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{mails, message_recipients};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = message_recipients)]
pub struct RecipientRow {
    pub id: Id,
    pub message_id: Id,
    pub person_id: Id,
    pub region_id: Option<Id>,
    /// Names of the others of their pairings when it was sent.
    pub partner: String,
    pub left_out: Option<LeftOut>,
    /// `None` while the job has not come to it, and for those left out.
    pub mail_id: Option<Id>,
}

pub fn insert_recipients(conn: &mut AnyConnection, rows: &[RecipientRow]) -> Result<(), Problem> {
    for some in rows.chunks(500) {
        on_backend!(conn, |c| diesel::insert_into(message_recipients::table).values(some).execute(c)?);
    }
    Ok(())
}

type Recipients = message_recipients::BoxedQuery<'static, MultiBackend>;

fn waiting_of(message: Id) -> Recipients {
    message_recipients::table
        .filter(message_recipients::message_id.eq(message))
        .filter(message_recipients::mail_id.is_null().and(message_recipients::left_out.is_null()))
        .into_boxed()
}

pub fn waiting(conn: &mut AnyConnection, message: Id, most: i64) -> QueryResult<Vec<RecipientRow>> {
    waiting_of(message).order(message_recipients::id).limit(most).select(RecipientRow::as_select()).load(conn)
}

pub fn count_waiting(conn: &mut AnyConnection, message: Id) -> QueryResult<i64> {
    waiting_of(message).count().get_result(conn)
}

pub fn count_recipients(conn: &mut AnyConnection, message: Id) -> QueryResult<i64> {
    message_recipients::table.filter(message_recipients::message_id.eq(message)).count().get_result(conn)
}

pub fn leave_out(conn: &mut AnyConnection, id: Id, reason: LeftOut) -> QueryResult<()> {
    diesel::update(message_recipients::table.filter(message_recipients::id.eq(id)))
        .set(message_recipients::left_out.eq(Some(reason)))
        .execute(conn)?;
    Ok(())
}

pub fn leave_waiting_out(conn: &mut AnyConnection, message: Id, reason: LeftOut) -> QueryResult<()> {
    diesel::update(
        message_recipients::table
            .filter(message_recipients::message_id.eq(message))
            .filter(message_recipients::mail_id.is_null().and(message_recipients::left_out.is_null())),
    )
    .set(message_recipients::left_out.eq(Some(reason)))
    .execute(conn)?;
    Ok(())
}

pub fn note_mail(conn: &mut AnyConnection, id: Id, mail: Id) -> QueryResult<()> {
    diesel::update(message_recipients::table.filter(message_recipients::id.eq(id)))
        .set(message_recipients::mail_id.eq(Some(mail)))
        .execute(conn)?;
    Ok(())
}

/// Person and message of a recipient, whoever asks: for the holder of a mailed link.
pub fn person_of_recipient(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<(Id, Id)>> {
    message_recipients::table
        .filter(message_recipients::id.eq(id))
        .select((message_recipients::person_id, message_recipients::message_id))
        .first(conn)
        .optional()
}

/// What a list of recipients is narrowed by, with what it takes to tell how far each is.
#[derive(Default)]
pub struct RecipientFilter {
    pub state: Option<RecipientState>,
    /// The job was cancelled: those who wait still are left out.
    pub cancelled: bool,
    /// People whose mail came back and of whom that is not told.
    pub concealed: Vec<Id>,
}

/// The recipients of a message that the caller was found to reach, in the order of their ids: those of the scope's regions.
pub fn list_recipients(
    conn: &mut AnyConnection,
    scope: &Scope,
    message: Id,
    filter: &RecipientFilter,
    window: &Window<Id>,
) -> QueryResult<Vec<RecipientRow>> {
    let mut query: Recipients =
        message_recipients::table.filter(message_recipients::message_id.eq(message)).into_boxed();
    if !scope.network {
        let regions: Vec<Option<Id>> = scope.regions.iter().map(|id| Some(*id)).collect();
        query = query.filter(message_recipients::region_id.eq_any(regions));
    }
    let mails_in = |state: MailState| {
        mails::table
            .filter(mails::about.eq(Some(message)).and(mails::state.eq(state)))
            .select(mails::id.nullable())
    };
    let concealed = || filter.concealed.clone();
    query = match filter.state {
        None => query,
        Some(RecipientState::Skipped) if filter.cancelled => {
            query.filter(message_recipients::left_out.is_not_null().or(message_recipients::mail_id.is_null()))
        }
        Some(RecipientState::Skipped) => query.filter(message_recipients::left_out.is_not_null()),
        Some(RecipientState::Queued) if filter.cancelled => {
            query.filter(message_recipients::mail_id.eq_any(mails_in(MailState::Queued)))
        }
        Some(RecipientState::Queued) => query.filter(message_recipients::left_out.is_null()).filter(
            message_recipients::mail_id
                .is_null()
                .or(message_recipients::mail_id.eq_any(mails_in(MailState::Queued))),
        ),
        Some(RecipientState::Sent) => {
            query.filter(message_recipients::mail_id.eq_any(mails_in(MailState::Sent)))
        }
        Some(RecipientState::Bounced) => query
            .filter(message_recipients::mail_id.eq_any(mails_in(MailState::Bounced)))
            .filter(message_recipients::person_id.ne_all(concealed())),
        Some(RecipientState::Failed) => query.filter(
            message_recipients::mail_id
                .eq_any(mails_in(MailState::Failed))
                .or(message_recipients::person_id.eq_any(concealed())),
        ),
    };
    if let Some(after) = window.after {
        query = query.filter(message_recipients::id.gt(after));
    }
    query.order(message_recipients::id).limit(window.fetch()).select(RecipientRow::as_select()).load(conn)
}

/// A mail as far as its recipient is concerned.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = mails)]
pub struct MailOfRecipient {
    pub id: Id,
    pub state: MailState,
    pub sent_at: Option<chrono::NaiveDateTime>,
}

pub fn mails_of(
    conn: &mut AnyConnection,
    rows: &[RecipientRow],
) -> QueryResult<HashMap<Id, MailOfRecipient>> {
    let ids: Vec<Id> = rows.iter().filter_map(|row| row.mail_id).collect();
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let mails: Vec<MailOfRecipient> = mails::table
            .filter(mails::id.eq_any(some.to_vec()))
            .select(MailOfRecipient::as_select())
            .load(conn)?;
        found.extend(mails.into_iter().map(|mail| (mail.id, mail)));
    }
    Ok(found)
}

/// Message and person of those whose mail came back.
pub fn bounced_of(conn: &mut AnyConnection, messages: &[Id]) -> QueryResult<Vec<(Id, Id)>> {
    let about: Vec<Option<Id>> = messages.iter().map(|id| Some(*id)).collect();
    let bounced = mails::table
        .filter(mails::about.eq_any(about))
        .filter(mails::state.eq(MailState::Bounced))
        .select(mails::id.nullable());
    message_recipients::table
        .filter(message_recipients::message_id.eq_any(messages.to_vec()))
        .filter(message_recipients::mail_id.eq_any(bounced))
        .select((message_recipients::message_id, message_recipients::person_id))
        .load(conn)
}

/// Those of the messages that are for one of these people.
pub fn messages_to(conn: &mut AnyConnection, messages: &[Id], people: &[Id]) -> QueryResult<HashSet<Id>> {
    let rows: Vec<Id> = message_recipients::table
        .filter(message_recipients::message_id.eq_any(messages.to_vec()))
        .filter(message_recipients::person_id.eq_any(people.to_vec()))
        .select(message_recipients::message_id)
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// How many of each message the job has not come to.
pub fn waiting_counts(conn: &mut AnyConnection, messages: &[Id]) -> QueryResult<HashMap<Id, i64>> {
    let rows: Vec<(Id, i64)> = message_recipients::table
        .filter(message_recipients::message_id.eq_any(messages.to_vec()))
        .filter(message_recipients::mail_id.is_null().and(message_recipients::left_out.is_null()))
        .group_by(message_recipients::message_id)
        .select((message_recipients::message_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// How many people a message is for, by what became of each.
#[derive(Debug, Clone, Copy, Default)]
pub struct RecipientCounts {
    pub queued: i64,
    pub sent: i64,
    pub bounced: i64,
    pub failed: i64,
    pub skipped: i64,
}

pub fn recipient_counts(
    conn: &mut AnyConnection,
    messages: &[Id],
) -> QueryResult<HashMap<Id, RecipientCounts>> {
    let mut found: HashMap<Id, RecipientCounts> = HashMap::new();
    let rows: Vec<(Id, Option<LeftOut>, i64)> = message_recipients::table
        .filter(message_recipients::message_id.eq_any(messages.to_vec()))
        .group_by((message_recipients::message_id, message_recipients::left_out))
        .select((message_recipients::message_id, message_recipients::left_out, count_star()))
        .load(conn)?;
    for (message, left_out, n) in rows {
        let counts = found.entry(message).or_default();
        *(if left_out.is_some() { &mut counts.skipped } else { &mut counts.queued }) += n;
    }
    let about: Vec<Option<Id>> = messages.iter().map(|id| Some(*id)).collect();
    let rows: Vec<(Option<Id>, MailState, i64)> = mails::table
        .filter(mails::about.eq_any(about))
        .group_by((mails::about, mails::state))
        .select((mails::about, mails::state, count_star()))
        .load(conn)?;
    for (message, state, n) in rows {
        let Some(counts) = message.and_then(|id| found.get_mut(&id)) else { continue };
        let of = match state {
            MailState::Queued => continue,
            MailState::Sent => &mut counts.sent,
            MailState::Bounced => &mut counts.bounced,
            MailState::Failed => &mut counts.failed,
        };
        *of += n;
        counts.queued -= n;
    }
    Ok(found)
}
