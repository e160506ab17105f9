//! What was sent, to whom, and what became of it.

use actix_web::get;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::views::{MessageView, view, views};
use crate::identity;
use crate::mentorships::messages::queries::{self, MessageRow, RecipientFilter, RecipientRow};
use crate::mentorships::messages::selection::outside;
use crate::mentorships::messages::{LeftOut, RecipientState};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::WriteMessages;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId};
use crate::platform::jobs::{self, JobState};
use crate::platform::mail::MailState;
use crate::platform::pagination::{Page, Window, window};
use crate::platform::problem::Problem;
use crate::platform::reply::Answer;
use crate::platform::spreadsheet::{MOST_LINES, attached, audit_export, bounded, of_list};
use crate::platform::work::Work;

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMessages {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List messages that were sent, newest first
///
/// Those to people of one of one's regions, and those that one has sent to several.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("write_messages"))),
    params(ListMessages),
    responses((status = 200, description = "Messages", body = Page<MessageView>)))]
#[get("/messages")]
pub async fn list_messages(auth: Authorized<WriteMessages>, query: Params<ListMessages>) -> Answer {
    auth.list(move |w| {
        let window = window(w.cursors, "messages", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_messages(w.conn, w.scope, w.caller.person(), &window)?;
        let page = window.page(w.cursors, "messages", rows, |row| row.id, |row| row)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

const COLUMNS: &[(&str, &str)] = &[
    ("sent_at", "/created_at"),
    ("sent_by", "/sent_by_name"),
    ("region", "/region_name"),
    ("subject", "/subject"),
    ("state", "/state"),
    ("queued", "/counts/queued"),
    ("sent", "/counts/sent"),
    ("bounced", "/counts/bounced"),
    ("failed", "/counts/failed"),
    ("skipped", "/counts/skipped"),
];

/// Export messages that were sent as CSV
///
/// The list of `GET /messages`, at most 10,000 lines; 422 when it has more. A cell that begins like a formula has an
/// apostrophe before it. The export is written to the audit log.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("write_messages"))),
    responses((status = 200, description = "One line for each; 422 when there are too many", body = String, content_type = "text/csv")))]
#[get("/messages.csv")]
pub async fn export_messages(auth: Authorized<WriteMessages>) -> Answer {
    let text = auth
        .transaction(move |w| {
            let window = Window { after: None, limit: MOST_LINES };
            let rows = bounded(queries::list_messages(w.conn, w.scope, w.caller.person(), &window)?)?;
            let rows = views(w, rows)?;
            audit_export(w, "messages.exported", rows.len())?;
            of_list(COLUMNS, &rows)
        })
        .await?;
    Ok(attached("messages", text))
}

/// # Errors
/// 404 outside the scope.
pub fn find(work: &mut Work<'_>, id: Id) -> Result<MessageRow, Problem> {
    let me = work.caller.person();
    queries::find_message(work.conn, work.scope, me, id)?.ok_or_else(|| Problem::not_found("message"))
}

/// Read a message that was sent
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("write_messages"))),
    params(("id" = Id, Path, description = "The message")),
    responses((status = 200, description = "The message", body = MessageView)))]
#[get("/messages/{id}")]
pub async fn get_message(auth: Authorized<WriteMessages>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = find(w, id.0)?;
        view(w, row)
    })
    .await
}

/// Somebody whom a message is for.
#[derive(Serialize, ToSchema)]
pub struct MessageRecipient {
    pub id: Id,
    pub person_id: Id,
    #[schema(example = "Ana Flores")]
    pub person_name: String,
    pub state: RecipientState,
    /// Why they were left out; of somebody whose own region is none of one's own, only that they cannot be reached.
    pub left_out: Option<LeftOut>,
    pub sent_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMessageRecipients {
    #[param(inline)]
    pub state: Option<RecipientState>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List whom a message is for, with what became of each mail
///
/// Those of one's regions. They stand in the order of their names when it was sent.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("write_messages"))),
    params(("id" = Id, Path, description = "The message"), ListMessageRecipients),
    responses((status = 200, description = "Recipients", body = Page<MessageRecipient>)))]
#[get("/messages/{id}/recipients")]
pub async fn list_message_recipients(
    auth: Authorized<WriteMessages>,
    id: PathId,
    query: Params<ListMessageRecipients>,
) -> Answer {
    auth.list(move |w| {
        let message = find(w, id.0)?;
        let query = query.0;
        let window = window(w.cursors, "message_recipients", query.cursor.as_deref(), query.limit)?;
        let rows = rows_of(w, &message, query.state, &window)?;
        let page = window.page(w.cursors, "message_recipients", rows, |row| row.id, |row| row)?;
        Ok(Page { items: recipients(w, &message, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// Whether its job was cancelled: one that had not begun leaves those out who wait, and writes it nowhere else.
fn is_cancelled(work: &mut Work<'_>, message: &MessageRow) -> Result<bool, Problem> {
    let Some(job) = message.job_id else { return Ok(false) };
    Ok(jobs::states(work.conn, &[job])?.get(&job) == Some(&JobState::Cancelled))
}

/// Recipients of a message that the caller was found to reach, as far as its scope goes.
///
/// # Errors
/// When the database does not answer.
pub fn rows_of(
    work: &mut Work<'_>,
    message: &MessageRow,
    state: Option<RecipientState>,
    window: &Window<Id>,
) -> Result<Vec<RecipientRow>, Problem> {
    let concealed: Vec<Id> = if matches!(state, Some(RecipientState::Bounced | RecipientState::Failed)) {
        let bounced = queries::bounced_of(work.conn, &[message.id])?;
        let people: Vec<Id> = bounced.into_iter().map(|(_, person)| person).collect();
        outside(work, &people)?.into_iter().collect()
    } else {
        Vec::new()
    };
    let filter = RecipientFilter { state, cancelled: is_cancelled(work, message)?, concealed };
    Ok(queries::list_recipients(work.conn, work.scope, message.id, &filter, window)?)
}

/// # Errors
/// When the database does not answer.
pub fn recipients(
    work: &mut Work<'_>,
    message: &MessageRow,
    rows: Vec<RecipientRow>,
) -> Result<Vec<MessageRecipient>, Problem> {
    let people: Vec<Id> = rows.iter().map(|row| row.person_id).collect();
    let names = identity::person_names(work.conn, &people)?;
    let outside = outside(work, &people)?;
    let cancelled = is_cancelled(work, message)?;
    let mails = queries::mails_of(work.conn, &rows)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let mail = row.mail_id.and_then(|id| mails.get(&id));
            let is_outside = outside.contains(&row.person_id);
            let left_out = match row.left_out {
                None if cancelled && row.mail_id.is_none() => Some(LeftOut::Cancelled),
                Some(reason) if is_outside => Some(reason.told_outside()),
                known => known,
            };
            let state = match (left_out, mail.map(|mail| mail.state)) {
                (Some(_), _) => RecipientState::Skipped,
                (None, None | Some(MailState::Queued)) => RecipientState::Queued,
                (None, Some(MailState::Sent)) => RecipientState::Sent,
                (None, Some(MailState::Bounced)) if !is_outside => RecipientState::Bounced,
                (None, Some(MailState::Bounced | MailState::Failed)) => RecipientState::Failed,
            };
            MessageRecipient {
                id: row.id,
                person_id: row.person_id,
                person_name: names.get(&row.person_id).cloned().unwrap_or_default(),
                state,
                left_out,
                // One that failed was never sent: a moment would tell that it came back.
                sent_at: mail
                    .filter(|_| state != RecipientState::Failed)
                    .and_then(|mail| mail.sent_at)
                    .map(utc),
            }
        })
        .collect())
}
