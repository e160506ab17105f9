//! Rows of the mail outbox, the audit log and the event outbox. Only those whose scope is the
//! network reach them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::mail::MailState;
use crate::platform::pagination::Window;
use crate::schema::{audit_entries, events, mails};

#[derive(Queryable, Selectable)]
#[diesel(table_name = mails)]
pub struct MailRow {
    pub id: Id,
    pub to_name: String,
    pub to_address: String,
    pub subject: String,
    pub body: String,
    pub state: MailState,
    pub attempts: i32,
    pub last_error: Option<String>,
    pub created_at: NaiveDateTime,
    pub sent_at: Option<NaiveDateTime>,
    pub calendar: Option<String>,
    pub template: Option<String>,
    pub template_version: Option<i64>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit_entries)]
pub struct AuditRow {
    pub id: Id,
    pub occurred_at: NaiveDateTime,
    pub actor_kind: String,
    pub actor_id: Option<Id>,
    pub action: String,
    pub subject_kind: String,
    pub subject_id: Id,
    pub request_id: String,
    pub detail: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = events)]
pub struct EventRow {
    pub id: Id,
    pub position: Option<i64>,
    pub kind: String,
    pub subject_kind: String,
    pub subject_id: Id,
    pub region_id: Option<Id>,
    pub data: String,
    pub occurred_at: NaiveDateTime,
}

/// The concerns that the caller may read, and the letters that are sent about them alone: to everybody else nothing tells that
/// there is one.
pub struct Confidence {
    pub readable: Vec<Id>,
    pub letters: &'static [&'static str],
}

/// Newest first.
pub fn list_mails(
    conn: &mut AnyConnection,
    scope: &Scope,
    confidence: Confidence,
    state: Option<MailState>,
    to_address: Option<&str>,
    window: &Window<Id>,
) -> QueryResult<Vec<MailRow>> {
    if !scope.network {
        return Ok(Vec::new());
    }
    let about_no_concern = mails::template.is_null().or(mails::template.ne_all(confidence.letters));
    let mut query =
        mails::table.filter(about_no_concern.or(mails::about.eq_any(confidence.readable))).into_boxed();
    if let Some(state) = state {
        query = query.filter(mails::state.eq(state));
    }
    if let Some(address) = to_address {
        query = query.filter(mails::to_address.eq(address.to_lowercase()));
    }
    if let Some(after) = window.after {
        query = query.filter(mails::id.lt(after));
    }
    query.order(mails::id.desc()).limit(window.fetch()).select(MailRow::as_select()).load(conn)
}

/// Newest first.
pub fn list_audit_entries(
    conn: &mut AnyConnection,
    scope: &Scope,
    confidence: Confidence,
    subject: Option<Id>,
    window: &Window<Id>,
) -> QueryResult<Vec<AuditRow>> {
    if !scope.network {
        return Ok(Vec::new());
    }
    let of_no_concern = audit_entries::concern_id.is_null();
    let mut query = audit_entries::table
        .filter(of_no_concern.or(audit_entries::concern_id.eq_any(confidence.readable)))
        .into_boxed();
    if let Some(subject) = subject {
        query = query.filter(audit_entries::subject_id.eq(subject));
    }
    if let Some(after) = window.after {
        query = query.filter(audit_entries::id.lt(after));
    }
    query.order(audit_entries::id.desc()).limit(window.fetch()).select(AuditRow::as_select()).load(conn)
}

/// Numbered events after a position, in order.
pub fn list_events(
    conn: &mut AnyConnection,
    scope: &Scope,
    after: i64,
    limit: i64,
) -> QueryResult<Vec<EventRow>> {
    if !scope.network {
        return Ok(Vec::new());
    }
    events::table
        .filter(events::position.gt(Some(after)))
        .order(events::position)
        .limit(limit)
        .select(EventRow::as_select())
        .load(conn)
}
