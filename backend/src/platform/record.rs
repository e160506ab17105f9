//! Events (outbox) and audit rows: written in the transaction of the change they tell of.

use diesel::prelude::*;
use serde_json::Value;

use super::db::Id;
use super::problem::Problem;
use super::state::Platform;
use super::work::Work;
use crate::on_backend;
use crate::schema::{audit_entries, events, settings};

/// What happened to which thing. `data` holds what a reader of the event may know: never a
/// confidential wish, a note, an answer or a token.
pub struct Change<'a> {
    pub kind: &'a str,
    pub subject_kind: &'a str,
    pub subject: Id,
    pub region: Option<Id>,
    pub data: Value,
}

impl<'a> Change<'a> {
    /// `kind` is `<subject>.<what happened>`, e.g. `pairing.ended`.
    #[must_use]
    pub fn new(kind: &'a str, subject: Id) -> Self {
        let subject_kind = kind.split('.').next().unwrap_or(kind);
        Self { kind, subject_kind, subject, region: None, data: Value::Object(serde_json::Map::new()) }
    }

    #[must_use]
    pub fn in_region(mut self, region: impl Into<Option<Id>>) -> Self {
        self.region = region.into();
        self
    }

    #[must_use]
    pub fn with(mut self, data: Value) -> Self {
        self.data = data;
        self
    }
}

impl Work<'_> {
    /// Writes the event and the audit row of a change.
    ///
    /// # Errors
    /// When the database refuses; the whole change is then undone.
    pub fn record(&mut self, change: Change<'_>) -> Result<(), Problem> {
        diesel::insert_into(events::table)
            .values((
                events::id.eq(self.new_id()),
                events::kind.eq(change.kind),
                events::subject_kind.eq(change.subject_kind),
                events::subject_id.eq(change.subject),
                events::region_id.eq(change.region),
                events::actor_kind.eq(self.caller.principal.kind()),
                events::actor_id.eq(self.caller.person()),
                events::data.eq(change.data.to_string()),
                events::occurred_at.eq(self.stamp()),
            ))
            .execute(self.conn)?;
        self.audit(change.kind, change.subject_kind, change.subject, &change.data)
    }

    /// Writes the events and audit rows of many changes that were made at once.
    ///
    /// # Errors
    /// When the database refuses; all of the changes are then undone.
    pub fn record_all(&mut self, changes: &[Change<'_>]) -> Result<(), Problem> {
        // At most ten columns a row: 1,000 rows stay below what either database binds at once.
        for some in changes.chunks(1000) {
            let happened: Vec<_> = some
                .iter()
                .map(|change| {
                    (
                        events::id.eq(self.new_id()),
                        events::kind.eq(change.kind),
                        events::subject_kind.eq(change.subject_kind),
                        events::subject_id.eq(change.subject),
                        events::region_id.eq(change.region),
                        events::actor_kind.eq(self.caller.principal.kind()),
                        events::actor_id.eq(self.caller.person()),
                        events::data.eq(change.data.to_string()),
                        events::occurred_at.eq(self.stamp()),
                    )
                })
                .collect();
            let audited: Vec<_> = some
                .iter()
                .map(|change| {
                    (
                        audit_entries::id.eq(self.new_id()),
                        audit_entries::occurred_at.eq(self.stamp()),
                        audit_entries::actor_kind.eq(self.caller.principal.kind()),
                        audit_entries::actor_id.eq(self.caller.person()),
                        audit_entries::action.eq(change.kind),
                        audit_entries::subject_kind.eq(change.subject_kind),
                        audit_entries::subject_id.eq(change.subject),
                        audit_entries::request_id.eq(self.request_id),
                        audit_entries::detail.eq(change.data.to_string()),
                        audit_entries::concern_id.eq(self.concern),
                    )
                })
                .collect();
            on_backend!(self.conn, |c| {
                diesel::insert_into(events::table).values(&happened).execute(c)?;
                diesel::insert_into(audit_entries::table).values(&audited).execute(c)?;
            });
        }
        Ok(())
    }

    /// Writes an audit row alone: for reads of sensitive data and for sign-ins.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn audit(
        &mut self,
        action: &str,
        subject_kind: &str,
        subject: Id,
        detail: &Value,
    ) -> Result<(), Problem> {
        diesel::insert_into(audit_entries::table)
            .values((
                audit_entries::id.eq(self.new_id()),
                audit_entries::occurred_at.eq(self.stamp()),
                audit_entries::actor_kind.eq(self.caller.principal.kind()),
                audit_entries::actor_id.eq(self.caller.person()),
                audit_entries::action.eq(action),
                audit_entries::subject_kind.eq(subject_kind),
                audit_entries::subject_id.eq(subject),
                audit_entries::request_id.eq(self.request_id),
                audit_entries::detail.eq(detail.to_string()),
                audit_entries::concern_id.eq(self.concern),
            ))
            .execute(self.conn)?;
        Ok(())
    }
}

/// Numbers those that wait, in the order of their ids, after the last that has a number. One statement, however many they are:
/// a file of ten thousand rows is numbered in a fraction of the second that a statement for each would take.
const NUMBER_WAITING: &str = "UPDATE events SET position = waiting.number \
    FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) \
              + (SELECT COALESCE(MAX(position), 0) FROM events) AS number \
          FROM events WHERE position IS NULL ORDER BY id LIMIT 20000) AS waiting \
    WHERE events.id = waiting.id";

/// Numbers committed events, one publisher at a time, so that a reader of `after` misses none:
/// a number is given only to what is already visible to everybody. Answers how many there were.
///
/// # Errors
/// When the database does not answer.
pub fn number_events(platform: &Platform) -> Result<usize, Problem> {
    let waiting = platform.db.read(|conn| {
        Ok(events::table
            .filter(events::position.is_null())
            .select(events::id)
            .first::<Id>(conn)
            .optional()?)
    })?;
    if waiting.is_none() {
        return Ok(0);
    }
    platform.db.write(|conn| {
        // Touching this row is the lock among publishers: the next statement sees all that was numbered before.
        diesel::update(settings::table.filter(settings::name.eq("event_publisher")))
            .set(settings::value.eq("locked"))
            .execute(conn)?;
        Ok(on_backend!(conn, |c| diesel::sql_query(NUMBER_WAITING).execute(c)?))
    })
}
