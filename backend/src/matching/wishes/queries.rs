//! The rows of wishes and of exclusions. Nothing else in the house names these tables.

use std::collections::HashMap;

use diesel::prelude::*;

use super::codes::{self, Wish};
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::schema::{enrolment_exclusions, enrolment_wishes, enrolments};

pub(super) fn wishes_of(conn: &mut AnyConnection, enrolment: Id) -> QueryResult<Vec<Wish>> {
    let stored: Option<String> = enrolment_wishes::table
        .filter(enrolment_wishes::enrolment_id.eq(enrolment))
        .select(enrolment_wishes::codes)
        .first(conn)
        .optional()?;
    Ok(stored.map(|text| codes::read(&text)).unwrap_or_default())
}

/// Nothing wished leaves no row.
pub(super) fn set_wishes(conn: &mut AnyConnection, enrolment: Id, wishes: &[Wish]) -> Result<(), Problem> {
    diesel::delete(enrolment_wishes::table.filter(enrolment_wishes::enrolment_id.eq(enrolment)))
        .execute(conn)?;
    if !wishes.is_empty() {
        diesel::insert_into(enrolment_wishes::table)
            .values((
                enrolment_wishes::enrolment_id.eq(enrolment),
                enrolment_wishes::codes.eq(codes::stored(wishes)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

pub(super) fn wishes_in(conn: &mut AnyConnection, cycle: Id) -> QueryResult<HashMap<Id, Vec<Wish>>> {
    let rows: Vec<(Id, String)> = enrolment_wishes::table
        .inner_join(enrolments::table)
        .filter(enrolments::cycle_id.eq(cycle))
        .select((enrolment_wishes::enrolment_id, enrolment_wishes::codes))
        .load(conn)?;
    Ok(rows.into_iter().map(|(enrolment, text)| (enrolment, codes::read(&text))).collect())
}

pub(super) fn exclusions_of(conn: &mut AnyConnection, enrolment: Id) -> QueryResult<Vec<Id>> {
    enrolment_exclusions::table
        .filter(enrolment_exclusions::enrolment_id.eq(enrolment))
        .order(enrolment_exclusions::person_id)
        .select(enrolment_exclusions::person_id)
        .load(conn)
}

pub(super) fn set_exclusions(conn: &mut AnyConnection, enrolment: Id, people: &[Id]) -> Result<(), Problem> {
    diesel::delete(enrolment_exclusions::table.filter(enrolment_exclusions::enrolment_id.eq(enrolment)))
        .execute(conn)?;
    for person in people {
        diesel::insert_into(enrolment_exclusions::table)
            .values((
                enrolment_exclusions::enrolment_id.eq(enrolment),
                enrolment_exclusions::person_id.eq(*person),
            ))
            .execute(conn)?;
    }
    Ok(())
}

pub(super) fn exclusions_in(conn: &mut AnyConnection, cycle: Id) -> QueryResult<HashMap<Id, Vec<Id>>> {
    let rows: Vec<(Id, Id)> = enrolment_exclusions::table
        .inner_join(enrolments::table)
        .filter(enrolments::cycle_id.eq(cycle))
        .select((enrolment_exclusions::enrolment_id, enrolment_exclusions::person_id))
        .load(conn)?;
    let mut found: HashMap<Id, Vec<Id>> = HashMap::new();
    for (enrolment, person) in rows {
        found.entry(enrolment).or_default().push(person);
    }
    Ok(found)
}

/// Of a cycle that is closed.
pub(super) fn forget_cycle(conn: &mut AnyConnection, cycle: Id) -> QueryResult<()> {
    let theirs = || enrolments::table.filter(enrolments::cycle_id.eq(cycle)).select(enrolments::id);
    diesel::delete(enrolment_wishes::table.filter(enrolment_wishes::enrolment_id.eq_any(theirs())))
        .execute(conn)?;
    diesel::delete(enrolment_exclusions::table.filter(enrolment_exclusions::enrolment_id.eq_any(theirs())))
        .execute(conn)?;
    Ok(())
}
