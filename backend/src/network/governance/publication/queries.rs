//! The rows of those who let their names be read.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::network::governance::seating::queries::TaskForceSeatRow;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::schema::{public_names, task_force_seats};

/// Whether a person's name may be read by strangers.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = public_names)]
pub struct PublicNameRow {
    pub person_id: Id,
    pub shown: bool,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

pub fn find_public_name(conn: &mut AnyConnection, person: Id) -> QueryResult<Option<PublicNameRow>> {
    public_names::table
        .filter(public_names::person_id.eq(person))
        .select(PublicNameRow::as_select())
        .first(conn)
        .optional()
}

pub fn insert_public_name(conn: &mut AnyConnection, row: &PublicNameRow) -> QueryResult<usize> {
    diesel::insert_into(public_names::table).values(row.clone()).execute(conn)
}

/// Writes the row over the version before its own: 412 when it moved on since it was read.
pub fn update_public_name(conn: &mut AnyConnection, row: &PublicNameRow) -> Result<(), Problem> {
    let target = public_names::table.filter(public_names::person_id.eq(row.person_id));
    let rows = diesel::update(target.filter(public_names::version.eq(row.version - 1)))
        .set((
            public_names::shown.eq(row.shown),
            public_names::updated_at.eq(row.updated_at),
            public_names::version.eq(row.version),
        ))
        .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// Who lets their name be read.
pub fn shown_names(conn: &mut AnyConnection) -> QueryResult<HashSet<Id>> {
    let rows: Vec<Id> = public_names::table
        .filter(public_names::shown.eq(true))
        .select(public_names::person_id)
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The seats of the task force that are held on a day, in the order they were given.
pub fn held_seats(conn: &mut AnyConnection, today: NaiveDate) -> QueryResult<Vec<TaskForceSeatRow>> {
    task_force_seats::table
        .filter(task_force_seats::starts_on.le(today).and(task_force_seats::ends_on.gt(today)))
        .order(task_force_seats::id)
        .select(TaskForceSeatRow::as_select())
        .load(conn)
}

/// Whether a person holds a seat on a day or later.
pub fn has_seat(conn: &mut AnyConnection, person: Id, today: NaiveDate) -> QueryResult<bool> {
    let seats = task_force_seats::table
        .filter(task_force_seats::person_id.eq(person).and(task_force_seats::ends_on.gt(today)));
    diesel::select(diesel::dsl::exists(seats)).get_result(conn)
}
