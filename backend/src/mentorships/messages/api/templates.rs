//! Wordings that coordinators keep.

use actix_web::{get, patch, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::mentorships::messages::queries::{self, TemplateRow};
use crate::mentorships::messages::templates::{self, NewWording, WordingEdit};
use crate::network;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::WriteMessages;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, PathId, Valid, present};
use crate::platform::pagination::{Page, Window, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::spreadsheet::{MOST_LINES, attached, audit_export, bounded, of_list};
use crate::platform::work::Work;

/// A wording that coordinators keep for messages.
#[derive(Serialize, ToSchema)]
pub struct MessageTemplateView {
    id: Id,
    /// `null`: the whole network's.
    region_id: Option<Id>,
    #[schema(example = "Great Lakes")]
    region_name: Option<String>,
    #[schema(example = "After the first month")]
    name: String,
    subject: String,
    body: String,
    /// It is no longer offered.
    archived: bool,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    /// Which version of its history it reads as; putting it away makes none.
    #[schema(minimum = 1, example = 1)]
    number: i64,
    version: i64,
}

impl Versioned for MessageTemplateView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn views(work: &mut Work<'_>, rows: Vec<TemplateRow>) -> Result<Vec<MessageTemplateView>, Problem> {
    let regions = network::region_names(work.conn)?;
    Ok(rows
        .into_iter()
        .map(|row| MessageTemplateView {
            region_name: row.region_id.and_then(|id| regions.get(&id).cloned()),
            id: row.id,
            region_id: row.region_id,
            name: row.name,
            subject: row.subject,
            body: row.body,
            archived: row.archived_at.is_some(),
            created_at: utc(row.created_at),
            updated_at: utc(row.updated_at),
            number: row.number,
            version: row.version,
        })
        .collect())
}

pub(super) fn view(work: &mut Work<'_>, row: TemplateRow) -> Result<MessageTemplateView, Problem> {
    views(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("message template"))
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMessageTemplates {
    /// `true`: those that are no longer offered; `false` unless told.
    archived: Option<bool>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the wordings kept for messages, oldest first
///
/// Those of one's regions, and those of the whole network.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("write_messages"))),
    params(ListMessageTemplates),
    responses((status = 200, description = "Wordings", body = Page<MessageTemplateView>)))]
#[get("/message-templates")]
pub async fn list_message_templates(
    auth: Authorized<WriteMessages>,
    query: Params<ListMessageTemplates>,
) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window(w.cursors, "message_templates", query.cursor.as_deref(), query.limit)?;
        let archived = query.archived.unwrap_or(false);
        let rows = queries::list_templates(w.conn, w.scope, archived, &window)?;
        let page = window.page(w.cursors, "message_templates", rows, |row| row.id, |row| row)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportMessageTemplates {
    /// `true`: those that are no longer offered; `false` unless told.
    archived: Option<bool>,
}

const COLUMNS: &[(&str, &str)] = &[
    ("name", "/name"),
    ("region", "/region_name"),
    ("subject", "/subject"),
    ("body", "/body"),
    ("archived", "/archived"),
    ("number", "/number"),
    ("updated_at", "/updated_at"),
];

/// Export the wordings kept for messages as CSV
///
/// The list of `GET /message-templates` with its filters, at most 10,000 lines; 422 when it has more. A cell that begins like a
/// formula has an
/// apostrophe before it. The export is written to the audit log.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("write_messages"))), params(ExportMessageTemplates),
    responses((status = 200, description = "One line for each; 422 when there are too many", body = String, content_type = "text/csv")))]
#[get("/message-templates.csv")]
pub async fn export_message_templates(
    auth: Authorized<WriteMessages>,
    query: Params<ExportMessageTemplates>,
) -> Answer {
    let text = auth
        .transaction(move |w| {
            let window = Window { after: None, limit: MOST_LINES };
            let archived = query.0.archived.unwrap_or(false);
            let rows = bounded(queries::list_templates(w.conn, w.scope, archived, &window)?)?;
            let rows = views(w, rows)?;
            audit_export(w, "message_templates.exported", rows.len())?;
            of_list(COLUMNS, &rows)
        })
        .await?;
    Ok(attached("message-templates", text))
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateMessageTemplate {
    /// For which of one's regions; the whole network unless told, for those whose scope it is.
    #[serde(default)]
    #[schema(required = false)]
    region_id: Option<Id>,
    #[validate(length(min = 1, max = 100), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 100, pattern = r"\S", example = "After the first month")]
    name: String,
    #[validate(length(min = 1, max = 200), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 200,
        pattern = r"\S",
        example = "{{ first_name }}, how is it going?"
    )]
    subject: String,
    #[validate(length(min = 1, max = 10000), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 10000,
        pattern = r"\S",
        example = "Hello {{ first_name }}, write to {{ partner }}."
    )]
    body: String,
}

/// Keep a wording for messages
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("write_messages"))),
    request_body = CreateMessageTemplate,
    responses((status = 201, description = "Kept", body = MessageTemplateView)))]
#[post("/message-templates")]
pub async fn create_message_template(
    auth: Authorized<WriteMessages>,
    body: Valid<CreateMessageTemplate>,
) -> Answer {
    auth.post(body, |w, body| {
        let CreateMessageTemplate { region_id, name, subject, body } = body;
        let row = templates::create_template(w, NewWording { region: region_id, name, subject, body })?;
        let path = format!("/message-templates/{}", row.id);
        Reply::created(&path, &view(w, row)?)
    })
    .await
}

/// Read a wording kept for messages
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("write_messages"))),
    params(("id" = Id, Path, description = "The wording")),
    responses((status = 200, description = "The wording", body = MessageTemplateView)))]
#[get("/message-templates/{id}")]
pub async fn get_message_template(auth: Authorized<WriteMessages>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = templates::find_template(w, id.0)?;
        view(w, row)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateMessageTemplate {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(min = 1, max = 100), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 100, pattern = r"\S")]
    name: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(min = 1, max = 200), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 200, pattern = r"\S")]
    subject: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(length(min = 1, max = 10000), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 10000, pattern = r"\S")]
    body: Option<String>,
    /// `true`: it is no longer offered.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    archived: Option<bool>,
}

/// Change a wording kept for messages, or put it away
///
/// One of the whole network is changed by those whose scope it is; 403 for others.
#[utoipa::path(tag = "Mentorships", extensions(("x-permission" = json!("write_messages"))),
    params(("id" = Id, Path, description = "The wording")), request_body = UpdateMessageTemplate,
    responses((status = 200, description = "Changed", body = MessageTemplateView)))]
#[patch("/message-templates/{id}")]
pub async fn update_message_template(
    auth: Authorized<WriteMessages>,
    id: PathId,
    body: Valid<UpdateMessageTemplate>,
) -> Answer {
    auth.change(move |w, expected| {
        let UpdateMessageTemplate { name, subject, body, archived } = body.value;
        let edit = WordingEdit { name, subject, body, archived };
        let row = templates::change_template(w, id.0, edit, &|version| expected.check(version))?;
        Reply::updated(&view(w, row)?)
    })
    .await
}
