//! Rows of nudges that were sent, and of what people want to be nudged about.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::max;
use diesel::prelude::*;

use crate::mentorships::rules::{Nudge, NudgeFrequency, NudgeKind, Wishes};
use crate::on_backend;
use crate::platform::clock::utc;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{mails, notification_preferences, nudges};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = notification_preferences)]
pub struct PreferencesRow {
    pub person_id: Id,
    pub nudges: NudgeFrequency,
    pub reminders: bool,
    pub reminder_hours: i32,
    pub quiet_from: i32,
    pub quiet_to: i32,
    pub updated_at: NaiveDateTime,
    /// 0 until the person has said something.
    pub version: i64,
}

impl PreferencesRow {
    #[must_use]
    pub fn usual(person_id: Id, now: NaiveDateTime) -> Self {
        Self::of(person_id, Wishes::default(), now, 0)
    }

    #[must_use]
    pub const fn of(person_id: Id, wishes: Wishes, updated_at: NaiveDateTime, version: i64) -> Self {
        let Wishes { nudges, reminders, reminder_hours, quiet_from, quiet_to } = wishes;
        Self { person_id, nudges, reminders, reminder_hours, quiet_from, quiet_to, updated_at, version }
    }

    #[must_use]
    pub const fn wishes(&self) -> Wishes {
        let Self { nudges, reminders, reminder_hours, quiet_from, quiet_to, .. } = *self;
        Wishes { nudges, reminders, reminder_hours, quiet_from, quiet_to }
    }
}

pub fn preferences(conn: &mut AnyConnection, person: Id) -> QueryResult<Option<PreferencesRow>> {
    notification_preferences::table
        .filter(notification_preferences::person_id.eq(person))
        .select(PreferencesRow::as_select())
        .first(conn)
        .optional()
}

/// What several people want; who has said nothing is not among them.
pub fn wishes_of(conn: &mut AnyConnection, people: &[Id]) -> QueryResult<HashMap<Id, Wishes>> {
    let rows: Vec<PreferencesRow> = notification_preferences::table
        .filter(notification_preferences::person_id.eq_any(people.to_vec()))
        .select(PreferencesRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.person_id, row.wishes())).collect())
}

/// The person's preferences, taken for this transaction: two that nudge the same person do it one after the other.
pub fn hold_preferences(work: &mut Work<'_>, person: Id) -> Result<PreferencesRow, Problem> {
    let usual = PreferencesRow::usual(person, work.stamp());
    on_backend!(work.conn, |c| diesel::insert_into(notification_preferences::table)
        .values(&usual)
        .on_conflict_do_nothing()
        .execute(c)?);
    diesel::update(notification_preferences::table.filter(notification_preferences::person_id.eq(person)))
        .set(notification_preferences::version.eq(notification_preferences::version))
        .execute(work.conn)?;
    Ok(preferences(work.conn, person)?.unwrap_or(usual))
}

/// 412 when the row moved on since `row` was read.
pub fn update_preferences(conn: &mut AnyConnection, row: &PreferencesRow) -> Result<(), Problem> {
    let rows = diesel::update(
        notification_preferences::table.filter(
            notification_preferences::person_id
                .eq(row.person_id)
                .and(notification_preferences::version.eq(row.version - 1)),
        ),
    )
    .set((
        notification_preferences::nudges.eq(row.nudges),
        notification_preferences::reminders.eq(row.reminders),
        notification_preferences::reminder_hours.eq(row.reminder_hours),
        notification_preferences::quiet_from.eq(row.quiet_from),
        notification_preferences::quiet_to.eq(row.quiet_to),
        notification_preferences::updated_at.eq(row.updated_at),
        notification_preferences::version.eq(row.version),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// A nudge that was sent: person, pairing, kind, subject.
pub type Sent = (Id, Id, NudgeKind, String);

/// What was sent in several pairings.
pub fn nudges_in(conn: &mut AnyConnection, pairings: &[Id]) -> QueryResult<HashSet<Sent>> {
    let rows: Vec<Sent> = nudges::table
        .filter(nudges::pairing_id.eq_any(pairings.to_vec()))
        .select((nudges::person_id, nudges::pairing_id, nudges::kind, nudges::subject))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Those of several pairings about which the two were sent a calendar entry after `since`, or will be when quiet hours are over:
/// what
/// was sent keeps the moment up to which it was being sent. Both get each.
pub fn calendar_sent_since(
    conn: &mut AnyConnection,
    pairings: &[Id],
    since: NaiveDateTime,
) -> QueryResult<HashSet<Id>> {
    let about: Vec<Option<Id>> = mails::table
        .filter(mails::about.eq_any(pairings.iter().copied().map(Some).collect::<Vec<_>>()))
        .filter(mails::calendar.is_not_null().and(mails::next_attempt_at.gt(since)))
        .select(mails::about)
        .distinct()
        .load(conn)?;
    Ok(about.into_iter().flatten().collect())
}

/// When each of several people got the last of those that are rationed.
pub fn last_rationed(conn: &mut AnyConnection, people: &[Id]) -> QueryResult<HashMap<Id, DateTime<Utc>>> {
    let rationed: Vec<NudgeKind> =
        [NudgeKind::Unsaid, NudgeKind::PlanNext].into_iter().filter(|kind| kind.is_rationed()).collect();
    let rows: Vec<(Id, Option<NaiveDateTime>)> = nudges::table
        .filter(nudges::person_id.eq_any(people.to_vec()))
        .filter(nudges::kind.eq_any(rationed))
        .group_by(nudges::person_id)
        .select((nudges::person_id, max(nudges::sent_at)))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(person, at)| Some((person, utc(at?)))).collect())
}

/// Writes down that a nudge is sent; false when it was before.
pub fn note_nudge(work: &mut Work<'_>, person: Id, pairing: Id, nudge: &Nudge) -> Result<bool, Problem> {
    let (id, now) = (work.new_id(), work.stamp());
    let written = on_backend!(work.conn, |c| diesel::insert_into(nudges::table)
        .values((
            nudges::id.eq(id),
            nudges::person_id.eq(person),
            nudges::pairing_id.eq(pairing),
            nudges::kind.eq(nudge.kind),
            nudges::subject.eq(&nudge.subject),
            nudges::sent_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(c)?);
    Ok(written == 1)
}
