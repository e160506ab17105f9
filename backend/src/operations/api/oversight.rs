//! What an administrator can look into: the mail outbox, the audit log, the events.

use actix_web::get;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::mentorships;
use crate::operations::queries::{self, AuditRow, Confidence, EventRow, MailRow};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ReadAuditLog, ReadEvents, ReadMailOutbox};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::Params;
use crate::platform::mail::MailState;
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::Answer;
use crate::platform::work::Work;

/// A mail of the outbox. Without SMTP this is where it can be read; with it, what a mail says is for whom it is written, since
/// its links let in whoever has them.
#[derive(Serialize, ToSchema)]
pub struct MailView {
    id: Id,
    to_name: String,
    to_address: String,
    subject: String,
    /// `null` where mails are sent by SMTP.
    body: Option<String>,
    state: MailState,
    attempts: i32,
    last_error: Option<String>,
    created_at: DateTime<Utc>,
    sent_at: Option<DateTime<Utc>>,
    /// The calendar file (RFC 5545) that goes with it; `null` for most, and where mails are sent by SMTP.
    calendar: Option<String>,
    /// The key of the template that it was written from.
    #[schema(example = "seat_offered")]
    template: Option<String>,
    /// That wording's version; 0 is the one that comes with the program.
    template_version: Option<i64>,
}

impl MailView {
    /// `sealed` where the mail is sent to whom it is for.
    fn of(row: MailRow, sealed: bool) -> Self {
        Self {
            id: row.id,
            to_name: row.to_name,
            to_address: row.to_address,
            subject: row.subject,
            body: Some(row.body).filter(|_| !sealed),
            state: row.state,
            attempts: row.attempts,
            last_error: row.last_error,
            created_at: utc(row.created_at),
            sent_at: row.sent_at.map(utc),
            calendar: row.calendar.filter(|_| !sealed),
            template: row.template,
            template_version: row.template_version,
        }
    }
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMails {
    state: Option<MailState>,
    /// The whole address that a mail went to.
    #[validate(length(min = 3, max = 254))]
    #[param(min_length = 3, max_length = 254, example = "ana@library.example")]
    to_address: Option<String>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    limit: Option<i64>,
    cursor: Option<String>,
}

fn confidence(work: &mut Work<'_>) -> Result<Confidence, Problem> {
    let readable = mentorships::readable_concerns(work)?;
    Ok(Confidence { readable, letters: mentorships::LETTERS_ABOUT_CONCERNS })
}

/// List the mail outbox, newest first
///
/// Letters about a confidential concern are listed for those alone who may read it.
#[utoipa::path(tag = "Operations", extensions(("x-permission" = json!("read_mail_outbox"))), params(ListMails),
    responses((status = 200, description = "Mails", body = Page<MailView>)))]
#[get("/mails")]
pub async fn list_mails(auth: Authorized<ReadMailOutbox>, query: Params<ListMails>) -> Answer {
    auth.list(move |w| {
        let window = window(w.cursors, "mails", query.0.cursor.as_deref(), query.0.limit)?;
        let (confidence, to_address) = (confidence(w)?, query.0.to_address.as_deref());
        let rows = queries::list_mails(w.conn, w.scope, confidence, query.0.state, to_address, &window)?;
        let sealed = w.config.smtp.is_some();
        window.page(w.cursors, "mails", rows, |m| m.id, |row| MailView::of(row, sealed))
    })
    .await
}

/// One line of the audit log.
#[derive(Serialize, ToSchema)]
pub struct AuditEntryView {
    id: Id,
    occurred_at: DateTime<Utc>,
    /// person, link, public, worker or operator
    actor_kind: String,
    actor_id: Option<Id>,
    action: String,
    subject_kind: String,
    subject_id: Id,
    request_id: String,
    #[schema(value_type = Object)]
    detail: Value,
}

impl From<AuditRow> for AuditEntryView {
    fn from(row: AuditRow) -> Self {
        Self {
            id: row.id,
            occurred_at: utc(row.occurred_at),
            actor_kind: row.actor_kind,
            actor_id: row.actor_id,
            action: row.action,
            subject_kind: row.subject_kind,
            subject_id: row.subject_id,
            request_id: row.request_id,
            detail: serde_json::from_str(&row.detail).unwrap_or(Value::Null),
        }
    }
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAuditEntries {
    subject_id: Option<Id>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the audit log, newest first
///
/// What was done in the course of a confidential concern, reading it included, is listed for those alone who may read it.
#[utoipa::path(tag = "Operations", extensions(("x-permission" = json!("read_audit_log"))), params(ListAuditEntries),
    responses((status = 200, description = "Audit entries", body = Page<AuditEntryView>)))]
#[get("/audit-entries")]
pub async fn list_audit_entries(auth: Authorized<ReadAuditLog>, query: Params<ListAuditEntries>) -> Answer {
    auth.list(move |w| {
        let window = window(w.cursors, "audit", query.0.cursor.as_deref(), query.0.limit)?;
        let confidence = confidence(w)?;
        let rows = queries::list_audit_entries(w.conn, w.scope, confidence, query.0.subject_id, &window)?;
        window.page(w.cursors, "audit", rows, |a| a.id, AuditEntryView::from)
    })
    .await
}

/// Something that happened. Fetch `href` for the present state.
#[derive(Serialize, ToSchema)]
pub struct EventView {
    id: Id,
    /// Grows without gaps for a reader; give the last one as `after`.
    position: i64,
    #[schema(example = "pairing.ended")]
    r#type: String,
    subject_kind: String,
    subject_id: Id,
    region_id: Option<Id>,
    #[schema(value_type = Object)]
    data: Value,
    occurred_at: DateTime<Utc>,
}

impl From<EventRow> for EventView {
    fn from(row: EventRow) -> Self {
        Self {
            id: row.id,
            position: row.position.unwrap_or_default(),
            r#type: row.kind,
            subject_kind: row.subject_kind,
            subject_id: row.subject_id,
            region_id: row.region_id,
            data: serde_json::from_str(&row.data).unwrap_or(Value::Null),
            occurred_at: utc(row.occurred_at),
        }
    }
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListEvents {
    /// Only events after this position; 0 for all.
    #[validate(range(min = 0))]
    after: Option<i64>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    limit: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct EventList {
    items: Vec<EventView>,
    /// Give this as `after` to read on; the same as asked when nothing is new.
    next_after: i64,
}

/// Read events in order, missing none
///
/// A position is given only to what is committed and visible to everybody.
#[utoipa::path(tag = "Operations", extensions(("x-permission" = json!("read_events"))), params(ListEvents),
    responses((status = 200, description = "Events", body = EventList)))]
#[get("/events")]
pub async fn list_events(auth: Authorized<ReadEvents>, query: Params<ListEvents>) -> Answer {
    auth.view(move |w| {
        let after = query.0.after.unwrap_or(0);
        let rows = queries::list_events(w.conn, w.scope, after, query.0.limit.unwrap_or(50))?;
        let items: Vec<EventView> = rows.into_iter().map(EventView::from).collect();
        Ok(EventList { next_after: items.last().map_or(after, |e| e.position), items })
    })
    .await
}
