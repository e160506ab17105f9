//! Offers.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::recruitment::rules::OfferState;
use crate::schema::{applications, offers};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = offers)]
pub struct OfferRow {
    pub id: Id,
    pub application_id: Id,
    pub state: OfferState,
    pub expires_at: NaiveDateTime,
    pub answered_at: Option<NaiveDateTime>,
    pub term_id: Option<Id>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
    pub seat_id: Id,
}

pub fn insert_offer(conn: &mut AnyConnection, row: &OfferRow) -> Result<(), Problem> {
    diesel::insert_into(offers::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// The offer that the caller's mailed link is for.
pub fn find_linked_offer(conn: &mut AnyConnection, scope: &Scope) -> QueryResult<Option<OfferRow>> {
    let Some(id) = scope.link else { return Ok(None) };
    offers::table.filter(offers::id.eq(id)).select(OfferRow::as_select()).first(conn).optional()
}

/// The newest offer of each of these applications.
pub fn latest_offers(conn: &mut AnyConnection, applications: &[Id]) -> QueryResult<HashMap<Id, OfferRow>> {
    let mut found = HashMap::new();
    for some in applications.chunks(500) {
        let rows: Vec<OfferRow> = offers::table
            .filter(offers::application_id.eq_any(some.to_vec()))
            .order(offers::id)
            .select(OfferRow::as_select())
            .load(conn)?;
        found.extend(rows.into_iter().map(|row| (row.application_id, row)));
    }
    Ok(found)
}

/// The offers of an opening that nobody has answered, whether in time still or not.
pub fn unanswered_offers(conn: &mut AnyConnection, opening: Id) -> QueryResult<Vec<OfferRow>> {
    offers::table
        .inner_join(applications::table)
        .filter(applications::opening_id.eq(opening).and(offers::state.eq(OfferState::Open)))
        .select(OfferRow::as_select())
        .load(conn)
}

/// All offers of these openings, each with its opening.
pub fn offers_of(conn: &mut AnyConnection, openings: &[Id]) -> QueryResult<Vec<(Id, OfferRow)>> {
    offers::table
        .inner_join(applications::table)
        .filter(applications::opening_id.eq_any(openings.to_vec()))
        .select((applications::opening_id, OfferRow::as_select()))
        .load(conn)
}

/// 412 when the offer moved on since it was read.
pub fn update_offer(
    work: &mut Work<'_>,
    row: &OfferRow,
    state: OfferState,
    term: Option<Id>,
) -> Result<(), Problem> {
    let now = work.stamp();
    let rows =
        diesel::update(offers::table.filter(offers::id.eq(row.id).and(offers::version.eq(row.version))))
            .set((
                offers::state.eq(state),
                offers::answered_at.eq(state.is_answer().then_some(now)),
                offers::term_id.eq(term),
                offers::updated_at.eq(now),
                offers::version.eq(row.version + 1),
            ))
            .execute(work.conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}
