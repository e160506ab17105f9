//! Rows of messages.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::messages;

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = messages)]
pub struct MessageRow {
    pub id: Id,
    /// The one region of everybody whom it is for; `None` when there are several.
    pub region_id: Option<Id>,
    pub cycle_id: Option<Id>,
    pub sent_by: Id,
    pub subject: String,
    pub body: String,
    /// A `Selection`, as JSON.
    pub selection: String,
    pub job_id: Option<Id>,
    pub created_at: NaiveDateTime,
    pub version: i64,
    pub template_version_id: Option<Id>,
}

/// Messages of one's regions, and those that one has sent to several.
fn within(scope: &Scope, me: Option<Id>) -> messages::BoxedQuery<'static, MultiBackend> {
    let query = messages::table.into_boxed();
    if scope.network {
        return query;
    }
    let regional = messages::region_id.eq_any(scope.regions.iter().map(|id| Some(*id)).collect::<Vec<_>>());
    match me {
        None => query.filter(regional),
        Some(me) => query.filter(regional.or(messages::region_id.is_null().and(messages::sent_by.eq(me)))),
    }
}

pub fn find_message(
    conn: &mut AnyConnection,
    scope: &Scope,
    me: Option<Id>,
    id: Id,
) -> QueryResult<Option<MessageRow>> {
    within(scope, me).filter(messages::id.eq(id)).select(MessageRow::as_select()).first(conn).optional()
}

/// Newest first.
pub fn list_messages(
    conn: &mut AnyConnection,
    scope: &Scope,
    me: Option<Id>,
    window: &Window<Id>,
) -> QueryResult<Vec<MessageRow>> {
    let mut query = within(scope, me);
    if let Some(after) = window.after {
        query = query.filter(messages::id.lt(after));
    }
    query.order(messages::id.desc()).limit(window.fetch()).select(MessageRow::as_select()).load(conn)
}

/// Whoever asks: for the job and for the holder of a mailed link.
pub fn get_message(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<MessageRow>> {
    messages::table.filter(messages::id.eq(id)).select(MessageRow::as_select()).first(conn).optional()
}

/// The message, held for this transaction: another worker waits here.
pub fn lock_message(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<MessageRow>> {
    diesel::update(messages::table.filter(messages::id.eq(id)))
        .set(messages::version.eq(messages::version + 1))
        .execute(conn)?;
    get_message(conn, id)
}

pub fn insert_message(conn: &mut AnyConnection, row: &MessageRow) -> Result<(), Problem> {
    diesel::insert_into(messages::table).values(row.clone()).execute(conn)?;
    Ok(())
}

pub fn note_job(conn: &mut AnyConnection, id: Id, job: Id) -> QueryResult<()> {
    diesel::update(messages::table.filter(messages::id.eq(id)))
        .set(messages::job_id.eq(Some(job)))
        .execute(conn)?;
    Ok(())
}
