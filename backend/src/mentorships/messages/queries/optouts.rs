//! Rows of those who want no more messages.

use std::collections::HashSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::on_backend;
use crate::platform::db::{AnyConnection, Id};
use crate::schema::message_optouts;

pub fn unsubscribed_among(conn: &mut AnyConnection, people: &[Id]) -> QueryResult<HashSet<Id>> {
    let mut found = HashSet::new();
    for some in people.chunks(500) {
        let rows: Vec<Id> = message_optouts::table
            .filter(message_optouts::person_id.eq_any(some.to_vec()))
            .select(message_optouts::person_id)
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Whether they were in until now.
pub fn insert_optout(conn: &mut AnyConnection, person: Id, now: NaiveDateTime) -> QueryResult<bool> {
    let rows = on_backend!(conn, |c| diesel::insert_into(message_optouts::table)
        .values((message_optouts::person_id.eq(person), message_optouts::since.eq(now)))
        .on_conflict_do_nothing()
        .execute(c)?);
    Ok(rows == 1)
}

/// Whether they were out until now.
pub fn delete_optout(conn: &mut AnyConnection, person: Id) -> QueryResult<bool> {
    let rows =
        diesel::delete(message_optouts::table.filter(message_optouts::person_id.eq(person))).execute(conn)?;
    Ok(rows == 1)
}
