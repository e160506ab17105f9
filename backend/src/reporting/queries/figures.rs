//! What the figures of the plan count, over the whole network.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{count, count_star, exists, not};
use diesel::prelude::*;

use crate::mentorships::PairingState;
use crate::network::TermState;
use crate::platform::auth::Role;
use crate::platform::db::AnyConnection;
use crate::recruitment::OfferState;
use crate::resources::ResourceState;
use crate::schema::{
    applications, graduations, grants, meetings, offers, openings, pairings, people, resources, terms,
};

/// People with a term for which they are in training, and which is not over.
pub fn people_in_training(conn: &mut AnyConnection, today: NaiveDate) -> QueryResult<i64> {
    terms::table
        .filter(terms::state.eq(TermState::InTraining).and(terms::ends_on.gt(today)))
        .select(count(terms::person_id).aggregate_distinct())
        .first(conn)
}

/// People who hold the role today and whose account is not disabled.
pub fn guides(conn: &mut AnyConnection, today: NaiveDate) -> QueryResult<i64> {
    let holders = grants::table
        .filter(grants::role.eq(Role::Guide).and(grants::revoked_at.is_null()))
        .filter(grants::ends_on.is_null().or(grants::ends_on.gt(Some(today))))
        .select(grants::person_id);
    people::table
        .filter(people::id.eq_any(holders).and(people::disabled_at.is_null()))
        .select(count_star())
        .first(conn)
}

/// Applications that were submitted at `since` or later, whatever became of them.
pub fn applications_since(conn: &mut AnyConnection, since: NaiveDateTime) -> QueryResult<i64> {
    applications::table.filter(applications::submitted_at.ge(since)).select(count_star()).first(conn)
}

/// Of each offer that was accepted at `since` or later: the closing day of its opening, and when that was.
pub fn acceptances_since(
    conn: &mut AnyConnection,
    since: NaiveDateTime,
) -> QueryResult<Vec<(NaiveDate, Option<NaiveDateTime>)>> {
    offers::table
        .inner_join(applications::table.inner_join(openings::table))
        .filter(offers::state.eq(OfferState::Accepted).and(offers::answered_at.ge(Some(since))))
        .select((openings::closes_on, offers::answered_at))
        .load(conn)
}

/// Pairings that have not ended; paused ones too.
pub fn open_pairings(conn: &mut AnyConnection) -> QueryResult<i64> {
    pairings::table.filter(pairings::state.ne(PairingState::Ended)).select(count_star()).first(conn)
}

/// How many active pairings began on `began` or earlier, and how many of them have not met after that day. Those that are
/// paused are not expected to meet.
pub fn pairings_not_meeting(conn: &mut AnyConnection, began: NaiveDate) -> QueryResult<(i64, i64)> {
    let lasting = || {
        pairings::table.filter(pairings::state.eq(PairingState::Active).and(pairings::started_on.le(began)))
    };
    let met = meetings::table.filter(meetings::pairing_id.eq(pairings::id).and(meetings::held_on.gt(began)));
    let all = lasting().select(count_star()).first(conn)?;
    let without = lasting().filter(not(exists(met))).select(count_star()).first(conn)?;
    Ok((all, without))
}

/// How many meetings were held after `after` and until today, and by how many pairings.
pub fn meetings_between(
    conn: &mut AnyConnection,
    after: NaiveDate,
    today: NaiveDate,
) -> QueryResult<(i64, i64)> {
    meetings::table
        .filter(meetings::held_on.gt(after).and(meetings::held_on.le(today)))
        .select((count_star(), count(meetings::pairing_id).aggregate_distinct()))
        .first(conn)
}

/// Published resources that are not retired and whose review day has not come.
pub fn current_resources(conn: &mut AnyConnection, today: NaiveDate) -> QueryResult<i64> {
    resources::table
        .filter(resources::number.gt(0).and(resources::state.ne(ResourceState::Retired)))
        .filter(resources::review_by.is_null().or(resources::review_by.gt(Some(today))))
        .select(count_star())
        .first(conn)
}

/// People who graduated after `after` and until today.
pub fn people_graduated(conn: &mut AnyConnection, after: NaiveDate, today: NaiveDate) -> QueryResult<i64> {
    graduations::table
        .filter(graduations::graduated_on.gt(after).and(graduations::graduated_on.le(today)))
        .select(count(graduations::person_id).aggregate_distinct())
        .first(conn)
}
