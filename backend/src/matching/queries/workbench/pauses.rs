//! Mentors who pause: they keep what they have, and no round counts on their free seats.

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::schema::mentor_pauses;

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = mentor_pauses)]
pub struct PauseRow {
    pub enrolment_id: Id,
    pub cycle_id: Id,
    pub since: NaiveDateTime,
    /// The first day after the pause; `None`: until they say otherwise.
    pub until: Option<NaiveDate>,
}

pub fn insert(conn: &mut AnyConnection, row: &PauseRow) -> Result<(), Problem> {
    diesel::insert_into(mentor_pauses::table).values(row.clone()).execute(conn)?;
    Ok(())
}

pub fn delete(conn: &mut AnyConnection, enrolment: Id) -> QueryResult<usize> {
    diesel::delete(mentor_pauses::table.filter(mentor_pauses::enrolment_id.eq(enrolment))).execute(conn)
}

pub fn find(conn: &mut AnyConnection, enrolment: Id) -> QueryResult<Option<PauseRow>> {
    mentor_pauses::table
        .filter(mentor_pauses::enrolment_id.eq(enrolment))
        .select(PauseRow::as_select())
        .first(conn)
        .optional()
}

/// The pauses of a cycle that last on a day, by enrolment.
pub fn lasting(conn: &mut AnyConnection, cycle: Id, on: NaiveDate) -> QueryResult<HashMap<Id, PauseRow>> {
    let rows: Vec<PauseRow> = mentor_pauses::table
        .filter(mentor_pauses::cycle_id.eq(cycle))
        .filter(mentor_pauses::until.is_null().or(mentor_pauses::until.gt(Some(on))))
        .select(PauseRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.enrolment_id, row)).collect())
}

/// The enrolments that pause on a day.
pub fn pausing(conn: &mut AnyConnection, cycle: Id, on: NaiveDate) -> QueryResult<HashSet<Id>> {
    Ok(lasting(conn, cycle, on)?.into_keys().collect())
}
