//! Rows of what institutions are found by.

pub mod likenesses;
pub mod words;

use diesel::prelude::*;

use crate::platform::db::{AnyConnection, Id};
use crate::schema::{institution_identifiers, institutions, institutions_to_read};

/// How many ids a statement names.
const SOME: usize = 1000;

/// An institution by its name and place.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = institutions)]
pub struct Described {
    pub id: Id,
    pub name: String,
    pub jurisdiction: String,
    pub city: Option<String>,
    pub merged_into: Option<Id>,
}

pub fn described(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<Vec<Described>> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(SOME) {
        let rows: Vec<Described> = institutions::table
            .filter(institutions::id.eq_any(some.to_vec()))
            .select(Described::as_select())
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Scheme, value and institution of every identifier of these.
pub fn identifiers_of_all(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<Vec<(String, String, Id)>> {
    let mut found = Vec::new();
    for some in ids.chunks(SOME) {
        let rows: Vec<(String, String, Id)> = institution_identifiers::table
            .filter(institution_identifiers::institution_id.eq_any(some.to_vec()))
            .select((
                institution_identifiers::scheme,
                institution_identifiers::value,
                institution_identifiers::institution_id,
            ))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Takes those whose names nobody has read off their list. Of two nodes that start at once the second finds none left.
pub fn take_those_to_read(conn: &mut AnyConnection) -> QueryResult<Vec<Id>> {
    let ids: Vec<Id> = institutions_to_read::table.select(institutions_to_read::institution_id).load(conn)?;
    if ids.is_empty() || diesel::delete(institutions_to_read::table).execute(conn)? == 0 {
        return Ok(Vec::new());
    }
    Ok(ids)
}
