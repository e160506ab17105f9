//! Who is on the seats.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::network::TermState;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::schema::{seats, terms};

/// A term that has not ended.
#[derive(Debug, Queryable)]
pub struct SeatTermRow {
    pub id: Id,
    pub seat_id: Id,
    pub person_id: Id,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub state: TermState,
}

/// Id, region and name of every seat that is not closed.
pub fn open_seats(conn: &mut AnyConnection, scope: &Scope) -> QueryResult<Vec<(Id, Id, String)>> {
    let mut query = seats::table.filter(seats::closed_at.is_null()).into_boxed();
    if !scope.network {
        query = query.filter(seats::region_id.eq_any(scope.regions.clone()));
    }
    query.order((seats::region_id, seats::name)).select((seats::id, seats::region_id, seats::name)).load(conn)
}

/// Terms that end after `today` and have not been ended before, soonest end first.
pub fn live_terms(
    conn: &mut AnyConnection,
    scope: &Scope,
    today: NaiveDate,
) -> QueryResult<Vec<SeatTermRow>> {
    let mut query = terms::table
        .filter(terms::ends_on.gt(today))
        .filter(terms::state.ne_all([TermState::Graduated, TermState::Ended]))
        .into_boxed();
    if !scope.network {
        query = query.filter(terms::region_id.eq_any(scope.regions.clone()));
    }
    query
        .order((terms::ends_on, terms::id))
        .select((terms::id, terms::seat_id, terms::person_id, terms::starts_on, terms::ends_on, terms::state))
        .load(conn)
}
