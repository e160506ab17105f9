//! What the rows of an imported program are known by when they come again.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::on_backend;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::schema::mentoring_import_keys;

pub const PAIRING_KEYS: &str = "pairing";
pub const MEETING_KEYS: &str = "meeting";

/// Everything of a kind that came from outside, by its key there.
pub fn import_keys(conn: &mut AnyConnection, kind: &str) -> QueryResult<HashMap<String, Id>> {
    let rows: Vec<(String, Id)> = mentoring_import_keys::table
        .filter(mentoring_import_keys::kind.eq(kind))
        .select((mentoring_import_keys::external_id, mentoring_import_keys::subject_id))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

pub fn insert_import_keys(
    conn: &mut AnyConnection,
    kind: &str,
    keys: &[(String, Id)],
) -> Result<(), Problem> {
    for some in keys.chunks(500) {
        let rows: Vec<_> = some
            .iter()
            .map(|(key, id)| {
                (
                    mentoring_import_keys::kind.eq(kind),
                    mentoring_import_keys::external_id.eq(key),
                    mentoring_import_keys::subject_id.eq(*id),
                )
            })
            .collect();
        on_backend!(conn, |c| diesel::insert_into(mentoring_import_keys::table).values(&rows).execute(c)?);
    }
    Ok(())
}
