//! Pairings that rest because of a concern. No scope: what may be told of it is decided by those who ask.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::mentorships::rules::PauseReason;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::schema::pairing_suspensions;

// No Debug: nothing of it may stand in a log.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = pairing_suspensions)]
pub struct SuspensionRow {
    pub pairing_id: Id,
    /// Until when the pair had paused by itself; `None` when it had not, or has ended that pause since.
    pub own_until: Option<NaiveDate>,
    pub own_reason: Option<PauseReason>,
    pub suspended_at: NaiveDateTime,
}

pub fn insert_suspension(conn: &mut AnyConnection, row: &SuspensionRow) -> Result<(), Problem> {
    diesel::insert_into(pairing_suspensions::table).values(row.clone()).execute(conn)?;
    Ok(())
}

pub fn suspension_of(conn: &mut AnyConnection, pairing: Id) -> QueryResult<Option<SuspensionRow>> {
    pairing_suspensions::table.find(pairing).select(SuspensionRow::as_select()).first(conn).optional()
}

/// Those of the pairings that are suspended.
pub fn suspended_among(conn: &mut AnyConnection, pairings: &[Id]) -> QueryResult<HashSet<Id>> {
    let found: Vec<Id> = pairing_suspensions::table
        .filter(pairing_suspensions::pairing_id.eq_any(pairings.to_vec()))
        .select(pairing_suspensions::pairing_id)
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// The pause that the pair had made itself is over.
pub fn forget_own_pause(conn: &mut AnyConnection, pairing: Id) -> Result<(), Problem> {
    diesel::update(pairing_suspensions::table.find(pairing))
        .set((
            pairing_suspensions::own_until.eq(None::<NaiveDate>),
            pairing_suspensions::own_reason.eq(None::<PauseReason>),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn delete_suspension(conn: &mut AnyConnection, pairing: Id) -> Result<(), Problem> {
    diesel::delete(pairing_suspensions::table.find(pairing)).execute(conn)?;
    Ok(())
}
