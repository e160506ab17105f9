//! Rows of check-ins.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::mentorships::rules::CheckInChoice;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::check_ins;

#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = check_ins)]
pub struct CheckInRow {
    pub id: Id,
    pub pairing_id: Id,
    pub person_id: Id,
    pub choice: CheckInChoice,
    pub text: Option<String>,
    /// The names that were promised, a JSON list.
    pub readers: String,
    pub created_at: NaiveDateTime,
}

pub fn insert_check_in(conn: &mut AnyConnection, row: &CheckInRow) -> Result<(), Problem> {
    diesel::insert_into(check_ins::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// Check-ins of a pairing, newest first; of one person if told.
pub fn list_check_ins(
    conn: &mut AnyConnection,
    pairing: Id,
    of: Option<Id>,
    window: &Window<Id>,
) -> QueryResult<Vec<CheckInRow>> {
    let mut query = check_ins::table.filter(check_ins::pairing_id.eq(pairing)).into_boxed();
    if let Some(person) = of {
        query = query.filter(check_ins::person_id.eq(person));
    }
    if let Some(after) = window.after {
        query = query.filter(check_ins::id.lt(after));
    }
    query.order(check_ins::id.desc()).limit(window.fetch()).select(CheckInRow::as_select()).load(conn)
}

/// Who said what and when in several pairings, without a word of text: pairing, person, choice.
pub type Said = (Id, Id, CheckInChoice, NaiveDateTime);

pub fn choices_of(conn: &mut AnyConnection, pairings: &[Id]) -> QueryResult<HashMap<Id, Vec<Said>>> {
    let rows: Vec<Said> = check_ins::table
        .filter(check_ins::pairing_id.eq_any(pairings.to_vec()))
        .order(check_ins::id)
        .select((check_ins::pairing_id, check_ins::person_id, check_ins::choice, check_ins::created_at))
        .load(conn)?;
    let mut found: HashMap<Id, Vec<Said>> = HashMap::new();
    for row in rows {
        found.entry(row.0).or_default().push(row);
    }
    Ok(found)
}
