//! Rows of seats and of the terms in them.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::network::rules::TermState;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{seats, terms};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = seats)]
pub struct SeatRow {
    pub id: Id,
    pub region_id: Id,
    pub name: String,
    pub closed_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = terms)]
pub struct TermRow {
    pub id: Id,
    pub seat_id: Id,
    pub region_id: Id,
    pub person_id: Id,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub state: TermState,
    pub handover: bool,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

impl TermRow {
    /// Whether nobody serves it any more: it was ended, or its last day is over.
    #[must_use]
    pub fn is_over(&self, today: NaiveDate) -> bool {
        matches!(self.state, TermState::Graduated | TermState::Ended) || self.ends_on <= today
    }
}

pub fn list_seats(conn: &mut AnyConnection, scope: &Scope, region: Option<Id>) -> QueryResult<Vec<SeatRow>> {
    let mut query = seats::table.into_boxed();
    if !scope.network {
        query = query.filter(seats::region_id.eq_any(scope.regions.clone()));
    }
    if let Some(region) = region {
        query = query.filter(seats::region_id.eq(region));
    }
    query.order((seats::region_id, seats::name)).select(SeatRow::as_select()).load(conn)
}

pub fn find_seat(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<SeatRow>> {
    let seat: Option<SeatRow> =
        seats::table.filter(seats::id.eq(id)).select(SeatRow::as_select()).first(conn).optional()?;
    Ok(seat.filter(|seat| scope.reaches_region(seat.region_id)))
}

/// The names of these seats, for services that found their ids within their own scope.
pub fn seat_names(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<HashMap<Id, String>> {
    let rows: Vec<(Id, String)> = seats::table
        .filter(seats::id.eq_any(ids.to_vec()))
        .select((seats::id, seats::name))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

pub fn insert_seat(conn: &mut AnyConnection, seat: &SeatRow) -> Result<(), Problem> {
    diesel::insert_into(seats::table).values(seat.clone()).execute(conn)?;
    Ok(())
}

/// Terms by start, narrowed by seat or person.
pub fn list_terms(
    conn: &mut AnyConnection,
    scope: &Scope,
    person: Option<Id>,
    region: Option<Id>,
    window: &Window<Id>,
) -> QueryResult<Vec<TermRow>> {
    let mut query = terms::table.into_boxed();
    if !scope.network {
        query = query.filter(terms::region_id.eq_any(scope.regions.clone()));
    }
    if let Some(person) = person {
        query = query.filter(terms::person_id.eq(person));
    }
    if let Some(region) = region {
        query = query.filter(terms::region_id.eq(region));
    }
    if let Some(after) = window.after {
        query = query.filter(terms::id.gt(after));
    }
    query.order(terms::id).limit(window.fetch()).select(TermRow::as_select()).load(conn)
}

pub fn find_term(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<TermRow>> {
    let term: Option<TermRow> =
        terms::table.filter(terms::id.eq(id)).select(TermRow::as_select()).first(conn).optional()?;
    Ok(term.filter(|term| scope.reaches_region(term.region_id)))
}

pub fn terms_of_person(conn: &mut AnyConnection, person: Id) -> QueryResult<Vec<TermRow>> {
    terms::table
        .filter(terms::person_id.eq(person))
        .order(terms::starts_on.desc())
        .select(TermRow::as_select())
        .load(conn)
}

pub fn insert_term(conn: &mut AnyConnection, term: &TermRow) -> QueryResult<usize> {
    diesel::insert_into(terms::table).values(term.clone()).execute(conn)
}

/// 412 when the row moved on since it was read.
pub fn update_term_state(work: &mut Work<'_>, term: &TermRow, state: TermState) -> Result<(), Problem> {
    let rows =
        diesel::update(terms::table.filter(terms::id.eq(term.id).and(terms::version.eq(term.version))))
            .set((
                terms::state.eq(state),
                terms::updated_at.eq(work.stamp()),
                terms::version.eq(term.version + 1),
            ))
            .execute(work.conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}
