//! Wordings of coordinators' notes on proposals.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::schema::proposal_notes;

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = proposal_notes)]
pub struct NoteRow {
    pub id: Id,
    pub proposal_id: Id,
    pub version: i64,
    pub body: String,
    pub written_by: Option<Id>,
    pub written_at: NaiveDateTime,
}

pub fn insert(conn: &mut AnyConnection, row: &NoteRow) -> Result<(), Problem> {
    diesel::insert_into(proposal_notes::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// Newest first, as many as a page of the workbench shows. No scope: the proposal was found in it.
pub fn of_proposal(conn: &mut AnyConnection, proposal: Id) -> QueryResult<Vec<NoteRow>> {
    proposal_notes::table
        .filter(proposal_notes::proposal_id.eq(proposal))
        .order(proposal_notes::version.desc())
        .limit(50)
        .select(NoteRow::as_select())
        .load(conn)
}
