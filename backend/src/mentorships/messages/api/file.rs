//! The recipients of a message as a spreadsheet.

use actix_web::get;
use chrono::SecondsFormat;
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::history::{find, recipients, rows_of};
use crate::mentorships::messages::{MOST_RECIPIENTS, RecipientState};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::WriteMessages;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId};
use crate::platform::pagination::Window;
use crate::platform::reply::Answer;
use crate::platform::spreadsheet::{attachment, harmless, written};

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportMessageRecipients {
    #[param(inline)]
    state: Option<RecipientState>,
}

/// Export whom a message is for as CSV
///
/// All of one's regions, at most 5,000 lines. A cell that begins like a formula has an apostrophe before it. The export is written
/// to the audit log.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("write_messages"))),
    params(("id" = Id, Path, description = "The message"), ExportMessageRecipients),
    responses((status = 200, description = "One line for each recipient", body = String, content_type = "text/csv")))]
#[get("/messages/{id}/recipients.csv")]
pub async fn export_message_recipients(
    auth: Authorized<WriteMessages>,
    id: PathId,
    query: Params<ExportMessageRecipients>,
) -> Answer {
    let text = auth
        .transaction(move |w| {
            let message = find(w, id.0)?;
            let most = i64::try_from(MOST_RECIPIENTS).unwrap_or(i64::MAX);
            let window = Window { after: None, limit: most };
            let rows = rows_of(w, &message, query.0.state, &window)?;
            let detail = serde_json::json!({ "rows": rows.len() });
            w.audit("message_recipients.exported", "message", message.id, &detail)?;
            let rows = recipients(w, &message, rows)?.into_iter().map(|one| {
                vec![
                    harmless(&one.person_name),
                    one.state.to_string(),
                    one.left_out.map(|reason| reason.to_string()).unwrap_or_default(),
                    one.sent_at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)).unwrap_or_default(),
                ]
            });
            written(&["name", "state", "left_out", "sent_at"], rows)
        })
        .await?;
    Ok(attachment("recipients", id.0, text))
}
