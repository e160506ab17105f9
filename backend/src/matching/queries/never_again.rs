//! Confidential: who asked never to be paired with whom again. It holds in all cycles to come.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::on_backend;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::schema::{enrolments, never_again_pairs};

/// Once is enough.
pub fn insert(conn: &mut AnyConnection, asked_by: Id, other: Id) -> Result<(), Problem> {
    on_backend!(conn, |c| diesel::insert_into(never_again_pairs::table)
        .values((never_again_pairs::asked_by_id.eq(asked_by), never_again_pairs::other_id.eq(other)))
        .on_conflict_do_nothing()
        .execute(c)?);
    Ok(())
}

/// Adds them to whom the enrolments of a cycle exclude.
pub fn add_in(conn: &mut AnyConnection, cycle: Id, exclusions: &mut HashMap<Id, Vec<Id>>) -> QueryResult<()> {
    let rows: Vec<(Id, Id)> = never_again_pairs::table
        .inner_join(enrolments::table.on(enrolments::person_id.eq(never_again_pairs::asked_by_id)))
        .filter(enrolments::cycle_id.eq(cycle))
        .select((enrolments::id, never_again_pairs::other_id))
        .load(conn)?;
    for (enrolment, other) in rows {
        let excluded = exclusions.entry(enrolment).or_default();
        if !excluded.contains(&other) {
            excluded.push(other);
        }
    }
    Ok(())
}

/// What some people asked, as pairs of who asked and the other, in whatever cycle they take part.
pub fn asked_by(conn: &mut AnyConnection, people: &[Id]) -> QueryResult<Vec<(Id, Id)>> {
    let mut found = Vec::new();
    for some in people.chunks(500) {
        let rows: Vec<(Id, Id)> = never_again_pairs::table
            .filter(never_again_pairs::asked_by_id.eq_any(some.to_vec()))
            .select((never_again_pairs::asked_by_id, never_again_pairs::other_id))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}
