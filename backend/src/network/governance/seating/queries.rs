//! Rows of the seats of the task force, and its rules in the settings.
//!
//! The task force is the whole network's: whoever may see it sees all of it, so no scope narrows it.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::rules::Days;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::settings;
use crate::schema::{people, task_force_seats};

pub const RULES: &str = "task_force_rules";

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = task_force_seats)]
pub struct TaskForceSeatRow {
    pub id: Id,
    pub person_id: Id,
    pub title: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub created_at: NaiveDateTime,
    pub version: i64,
    pub votes: bool,
}

/// In the order they were given.
pub fn list_task_force_seats(
    conn: &mut AnyConnection,
    _: &Scope,
    window: &Window<Id>,
) -> QueryResult<Vec<TaskForceSeatRow>> {
    let mut query = task_force_seats::table.into_boxed();
    if let Some(after) = window.after {
        query = query.filter(task_force_seats::id.gt(after));
    }
    query.order(task_force_seats::id).limit(window.fetch()).select(TaskForceSeatRow::as_select()).load(conn)
}

pub fn insert_task_force_seat(conn: &mut AnyConnection, row: &TaskForceSeatRow) -> QueryResult<usize> {
    diesel::insert_into(task_force_seats::table).values(row.clone()).execute(conn)
}

pub fn find_task_force_seat(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<TaskForceSeatRow>> {
    task_force_seats::table
        .filter(task_force_seats::id.eq(id))
        .select(TaskForceSeatRow::as_select())
        .first(conn)
        .optional()
}

/// Writes over the version before: 412 when it moved on.
pub fn update_task_force_seat(conn: &mut AnyConnection, row: &TaskForceSeatRow) -> Result<(), Problem> {
    let target = task_force_seats::table.filter(task_force_seats::id.eq(row.id));
    let rows = diesel::update(target.filter(task_force_seats::version.eq(row.version - 1)))
        .set((
            task_force_seats::title.eq(&row.title),
            task_force_seats::votes.eq(row.votes),
            task_force_seats::ends_on.eq(row.ends_on),
            task_force_seats::version.eq(row.version),
        ))
        .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// Whose seats end after `day`, and their days.
pub fn seats_ending_after(conn: &mut AnyConnection, day: NaiveDate) -> QueryResult<Vec<(Id, Days)>> {
    let rows: Vec<(Id, NaiveDate, NaiveDate)> = task_force_seats::table
        .filter(task_force_seats::ends_on.gt(day))
        .select((task_force_seats::person_id, task_force_seats::starts_on, task_force_seats::ends_on))
        .load(conn)?;
    Ok(rows.into_iter().map(|(person, starts_on, ends_on)| (person, (starts_on, ends_on))).collect())
}

/// Everybody who holds a seat on `day`, once, and whether they vote; who cannot sign in is left out.
pub fn members_on(conn: &mut AnyConnection, day: NaiveDate) -> QueryResult<Vec<(Id, bool)>> {
    let rows: Vec<(Id, bool)> = task_force_seats::table
        .inner_join(people::table)
        .filter(task_force_seats::starts_on.le(day).and(task_force_seats::ends_on.gt(day)))
        .filter(people::disabled_at.is_null())
        .select((task_force_seats::person_id, task_force_seats::votes))
        .order((task_force_seats::person_id, task_force_seats::votes.desc()))
        .load(conn)?;
    let mut members: Vec<(Id, bool)> = Vec::with_capacity(rows.len());
    for (person, votes) in rows {
        if members.last().is_none_or(|(last, _)| *last != person) {
            members.push((person, votes));
        }
    }
    Ok(members)
}

/// Lets one transaction at a time give seats, so that two cannot take the last place.
pub fn take_turns(conn: &mut AnyConnection) -> QueryResult<()> {
    settings::hold(conn, RULES)
}
