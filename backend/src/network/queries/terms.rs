//! Rows of what happens to terms: renewals, early ends, leaves.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::TermRow;
use crate::network::rules::TermState;
use crate::network::rules::terms::{EndingKind, EndingReason};
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::schema::{term_endings, term_leaves, terms};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = term_endings)]
pub struct TermEndingRow {
    pub id: Id,
    pub term_id: Id,
    pub kind: EndingKind,
    pub reason: EndingReason,
    /// Confidential: never in an event, a mail or another view.
    pub note: Option<String>,
    pub effective_on: NaiveDate,
    pub until_then_ends_on: NaiveDate,
    pub recorded_by: Option<Id>,
    pub created_at: NaiveDateTime,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = term_leaves)]
pub struct TermLeaveRow {
    pub id: Id,
    pub term_id: Id,
    pub starts_on: NaiveDate,
    pub expected_back_on: Option<NaiveDate>,
    pub ended_on: Option<NaiveDate>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// Without a scope: for services that found it in theirs.
pub fn get_term(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<TermRow>> {
    terms::table.filter(terms::id.eq(id)).select(TermRow::as_select()).first(conn).optional()
}

/// All terms that a seat ever had, by their first day.
pub fn terms_on_seat(conn: &mut AnyConnection, seat: Id) -> QueryResult<Vec<TermRow>> {
    terms::table
        .filter(terms::seat_id.eq(seat))
        .order((terms::starts_on, terms::id))
        .select(TermRow::as_select())
        .load(conn)
}

/// Terms of several regions, for letters to those who serve there.
pub fn terms_in_regions(conn: &mut AnyConnection, regions: &[Id]) -> QueryResult<Vec<TermRow>> {
    terms::table.filter(terms::region_id.eq_any(regions.to_vec())).select(TermRow::as_select()).load(conn)
}

/// A term that renews another, and where it is. There are few: one in a row of terms of the same person.
pub struct Renewal {
    pub id: Id,
    pub renews: Id,
    pub state: TermState,
}

pub fn renewals(conn: &mut AnyConnection) -> QueryResult<Vec<Renewal>> {
    let rows: Vec<(Id, Option<Id>, TermState)> = terms::table
        .filter(terms::renews_term_id.is_not_null())
        .select((terms::id, terms::renews_term_id, terms::state))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, renews, state)| renews.map(|renews| Renewal { id, renews, state }))
        .collect())
}

pub fn insert_term_ending(conn: &mut AnyConnection, row: &TermEndingRow) -> Result<(), Problem> {
    diesel::insert_into(term_endings::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// The last word on why a term ended.
pub fn last_term_ending(conn: &mut AnyConnection, term: Id) -> QueryResult<Option<TermEndingRow>> {
    term_endings::table
        .filter(term_endings::term_id.eq(term))
        .order(term_endings::id.desc())
        .select(TermEndingRow::as_select())
        .first(conn)
        .optional()
}

/// Term and the day until which it was appointed, for terms that were ended, the oldest ending first.
pub fn appointed_ends(conn: &mut AnyConnection, terms: &[Id]) -> QueryResult<Vec<(Id, NaiveDate)>> {
    term_endings::table
        .filter(term_endings::term_id.eq_any(terms.to_vec()))
        .order(term_endings::id)
        .select((term_endings::term_id, term_endings::until_then_ends_on))
        .load(conn)
}

pub fn insert_leave(conn: &mut AnyConnection, row: &TermLeaveRow) -> Result<(), Problem> {
    diesel::insert_into(term_leaves::table).values(row.clone()).execute(conn)?;
    Ok(())
}

pub fn end_leave(
    conn: &mut AnyConnection,
    term: Id,
    day: NaiveDate,
    now: NaiveDateTime,
) -> QueryResult<usize> {
    diesel::update(
        term_leaves::table.filter(term_leaves::term_id.eq(term).and(term_leaves::ended_on.is_null())),
    )
    .set((
        term_leaves::ended_on.eq(Some(day)),
        term_leaves::updated_at.eq(now),
        term_leaves::version.eq(term_leaves::version + 1),
    ))
    .execute(conn)
}

/// Every leave that was ever taken: coverage leaves its days out.
///
/// # Errors
/// When the database does not answer.
pub fn list_leaves(conn: &mut AnyConnection) -> QueryResult<Vec<TermLeaveRow>> {
    term_leaves::table
        .order((term_leaves::term_id, term_leaves::id))
        .select(TermLeaveRow::as_select())
        .load(conn)
}
