//! What was sent, to whom, and what became of it.

use actix_web::get;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::views::{MessageView, view, views};
use crate::identity;
use crate::mentorships::messages::queries::{self, MessageRow, RecipientRow};
use crate::mentorships::messages::{LeftOut, RecipientState};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::WriteMessages;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId};
use crate::platform::mail::MailState;
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::Answer;
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
    /// Why they were left out.
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
        let rows = queries::list_recipients(w.conn, w.scope, message.id, query.state, &window)?;
        let page = window.page(w.cursors, "message_recipients", rows, |row| row.id, |row| row)?;
        Ok(Page { items: recipients(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// # Errors
/// When the database does not answer.
pub fn recipients(work: &mut Work<'_>, rows: Vec<RecipientRow>) -> Result<Vec<MessageRecipient>, Problem> {
    let people: Vec<Id> = rows.iter().map(|row| row.person_id).collect();
    let names = identity::person_names(work.conn, &people)?;
    let mails = queries::mails_of(work.conn, &rows)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let mail = row.mail_id.and_then(|id| mails.get(&id));
            let state = match (row.left_out, mail.map(|mail| mail.state)) {
                (Some(_), _) => RecipientState::Skipped,
                (None, None | Some(MailState::Queued)) => RecipientState::Queued,
                (None, Some(MailState::Sent)) => RecipientState::Sent,
                (None, Some(MailState::Bounced)) => RecipientState::Bounced,
                (None, Some(MailState::Failed)) => RecipientState::Failed,
            };
            MessageRecipient {
                id: row.id,
                person_id: row.person_id,
                person_name: names.get(&row.person_id).cloned().unwrap_or_default(),
                state,
                left_out: row.left_out,
                sent_at: mail.and_then(|mail| mail.sent_at).map(utc),
            }
        })
        .collect())
}
