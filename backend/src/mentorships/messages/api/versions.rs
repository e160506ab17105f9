//! What wordings said before, and taking an older one back.

use actix_web::{get, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::templates::{MessageTemplateView, view};
use crate::identity;
use crate::mentorships::messages::{queries, templates, versions};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::WriteMessages;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::reply::{Answer, Reply};

/// What a wording said. It never changes.
#[derive(Serialize, ToSchema)]
pub struct MessageTemplateVersionView {
    /// 1 is the first.
    #[schema(minimum = 1, example = 1)]
    number: i64,
    #[schema(example = "After the first month")]
    name: String,
    subject: String,
    body: String,
    /// `null` when nobody is known to have written it.
    #[schema(example = "Kim Osei")]
    written_by_name: Option<String>,
    written_at: DateTime<Utc>,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMessageTemplateVersions {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List what a wording said, newest first
///
/// Each change of its name or its text is one version. What was there before histories were kept is the first.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("write_messages"))),
    params(("id" = Id, Path, description = "The wording"), ListMessageTemplateVersions),
    responses((status = 200, description = "Its versions", body = Page<MessageTemplateVersionView>)))]
#[get("/message-templates/{id}/versions")]
pub async fn list_message_template_versions(
    auth: Authorized<WriteMessages>,
    id: PathId,
    query: Params<ListMessageTemplateVersions>,
) -> Answer {
    auth.list(move |w| {
        let template = templates::find_template(w, id.0)?;
        // The cursor belongs to this wording's list alone.
        let list = format!("message template versions of {}", template.id);
        let window = window(w.cursors, &list, query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_versions(w.conn, template.id, &window)?;
        let people: Vec<Id> = rows.iter().filter_map(|row| row.written_by).collect();
        let names = identity::person_names(w.conn, &people)?;
        window.page(
            w.cursors,
            &list,
            rows,
            |row| row.number,
            |row| MessageTemplateVersionView {
                number: row.number,
                name: row.name,
                subject: row.subject,
                body: row.body,
                written_by_name: row.written_by.and_then(|id| names.get(&id).cloned()),
                written_at: utc(row.created_at),
            },
        )
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeBackMessageTemplate {
    /// Of the version that it shall read as.
    #[validate(range(min = 1))]
    #[schema(minimum = 1, example = 1)]
    number: i64,
}

/// Take back an older version of a wording
///
/// The wording reads as it did then, name included, which is a new version. 403 for one of the whole network when one's scope is
/// not; 409 when it reads so already.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("write_messages"))),
    params(("id" = Id, Path, description = "The wording")), request_body = TakeBackMessageTemplate,
    responses((status = 200, description = "As it reads now", body = MessageTemplateView)))]
#[post("/message-templates/{id}/take-back")]
pub async fn take_back_message_template(
    auth: Authorized<WriteMessages>,
    id: PathId,
    body: Valid<TakeBackMessageTemplate>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = versions::take_back(w, id.0, body.number)?;
        Reply::updated(&view(w, row)?)
    })
    .await
}
