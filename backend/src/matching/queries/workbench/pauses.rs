//! Mentors who pause: they keep what they have, and no round counts on their free seats.

use std::collections::HashSet;

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

/// The enrolments that pause on a day.
pub fn pausing(conn: &mut AnyConnection, cycle: Id, on: NaiveDate) -> QueryResult<HashSet<Id>> {
    let rows: Vec<Id> = mentor_pauses::table
        .filter(mentor_pauses::cycle_id.eq(cycle))
        .filter(mentor_pauses::until.is_null().or(mentor_pauses::until.gt(Some(on))))
        .select(mentor_pauses::enrolment_id)
        .load(conn)?;
    Ok(rows.into_iter().collect())
}
