//! Rows of seats and of the terms in them.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::network::rules::TermState;
use crate::network::rules::terms::Days;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{opening_seats, openings, seats, terms};

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
    /// From this day on it has its seat alone: in a handover, the day on which the outgoing term ends.
    pub alone_from: NaiveDate,
    pub renews_term_id: Option<Id>,
}

impl TermRow {
    #[must_use]
    pub const fn days(&self) -> Days {
        Days { starts_on: self.starts_on, ends_on: self.ends_on, alone_from: self.alone_from }
    }

    /// Whether it was ever to be on its seat: a term that ended before its first day was not.
    #[must_use]
    pub fn served(&self) -> bool {
        self.days().counts()
    }

    /// Whether nobody serves it any more: it was ended, or its last day is over.
    #[must_use]
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.state.is_final() || self.ends_on <= today
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
    let rows: Vec<(Id, String)> =
        seats::table.filter(seats::id.eq_any(ids.to_vec())).select((seats::id, seats::name)).load(conn)?;
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

/// Writes state and days over the version that was read, and answers the row as it is now: 412 when it moved on.
pub fn update_term(
    work: &mut Work<'_>,
    term: &TermRow,
    state: TermState,
    days: Days,
) -> Result<TermRow, Problem> {
    let after = TermRow {
        state,
        ends_on: days.ends_on,
        alone_from: days.alone_from,
        updated_at: work.stamp(),
        version: term.version + 1,
        ..term.clone()
    };
    let rows =
        diesel::update(terms::table.filter(terms::id.eq(term.id).and(terms::version.eq(term.version))))
            .set((
                terms::state.eq(after.state),
                terms::ends_on.eq(after.ends_on),
                terms::alone_from.eq(after.alone_from),
                terms::updated_at.eq(after.updated_at),
                terms::version.eq(after.version),
            ))
            .execute(work.conn)?;
    if rows == 1 { Ok(after) } else { Err(Problem::stale()) }
}

/// Touching the row is the lock among those who change a seat and its terms; whoever waited reads them anew.
pub fn lock_seat(conn: &mut AnyConnection, id: Id) -> QueryResult<usize> {
    diesel::update(seats::table.filter(seats::id.eq(id))).set(seats::version.eq(seats::version)).execute(conn)
}

/// Writes the editable columns; 412 when the row moved on since it was read.
pub fn update_seat(conn: &mut AnyConnection, row: &SeatRow) -> Result<(), Problem> {
    let target = seats::table.filter(seats::id.eq(row.id));
    let rows = diesel::update(target.filter(seats::version.eq(row.version - 1)))
        .set((
            seats::name.eq(&row.name),
            seats::closed_at.eq(row.closed_at),
            seats::updated_at.eq(row.updated_at),
            seats::version.eq(row.version),
        ))
        .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// Titles of openings for a seat that are drafted or published.
pub fn openings_for_seat(conn: &mut AnyConnection, seat: Id) -> QueryResult<Vec<String>> {
    openings::table
        .inner_join(opening_seats::table)
        .filter(opening_seats::seat_id.eq(seat))
        .filter(openings::state.eq("draft").or(openings::state.eq("published")))
        .order(openings::id)
        .select(openings::title)
        .load(conn)
}
