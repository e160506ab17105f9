//! Openings, applications, reviews.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::dsl::{count_star, min};
use diesel::prelude::*;

use super::{NAMED, Waiting};
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::recruitment::{ApplicationState, AssignmentState, OpeningState};
use crate::schema::{applications, openings, review_assignments};

/// Applications that somebody has still to decide.
const UNDECIDED: [ApplicationState; 2] = [ApplicationState::Submitted, ApplicationState::InReview];

/// An opening that takes applications.
#[derive(Debug, Queryable)]
pub struct OpeningRow {
    pub id: Id,
    pub title: String,
    pub region_id: Id,
    pub closes_on: NaiveDate,
}

/// Published openings whose closing day has not passed, soonest first.
pub fn open_openings(
    conn: &mut AnyConnection,
    scope: &Scope,
    today: NaiveDate,
) -> QueryResult<Vec<OpeningRow>> {
    let mut query = openings::table
        .filter(openings::state.eq(OpeningState::Published).and(openings::closes_on.ge(today)))
        .into_boxed();
    if !scope.network {
        query = query.filter(openings::region_id.eq_any(scope.regions.clone()));
    }
    query
        .order((openings::closes_on, openings::id))
        .limit(100)
        .select((openings::id, openings::title, openings::region_id, openings::closes_on))
        .load(conn)
}

/// How many have applied to each of `openings`, those who withdrew left out.
pub fn application_counts(conn: &mut AnyConnection, openings: &[Id]) -> QueryResult<HashMap<Id, i64>> {
    let rows: Vec<(Id, i64)> = applications::table
        .filter(applications::opening_id.eq_any(openings.to_vec()))
        .filter(applications::state.ne(ApplicationState::Withdrawn))
        .group_by(applications::opening_id)
        .select((applications::opening_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Applications that nobody has decided, to openings that take no more; `scope` is that of the
/// permission to decide.
pub fn applications_to_decide(
    conn: &mut AnyConnection,
    scope: &Scope,
    today: NaiveDate,
) -> QueryResult<Waiting> {
    if !scope.network {
        return Ok(Waiting::default());
    }
    let waiting =
        applications::table.inner_join(openings::table).filter(applications::state.eq_any(UNDECIDED)).filter(
            openings::state
                .eq_any([OpeningState::Closed, OpeningState::Filled])
                .or(openings::state.eq(OpeningState::Published).and(openings::closes_on.lt(today))),
        );
    let (count, earliest_on) =
        waiting.clone().select((count_star(), min(openings::closes_on))).first(conn)?;
    // Who applied is for those who decide; the dashboard names the openings.
    let first = waiting
        .order((openings::closes_on, openings::id))
        .select((openings::id, openings::title, openings::closes_on))
        .distinct()
        .limit(NAMED)
        .load::<(Id, String, NaiveDate)>(conn)?;
    let first = first.into_iter().map(|(id, title, _)| (id, title)).collect();
    Ok(Waiting { count, earliest_on, first })
}

/// Applications assigned to the caller that the caller has not reviewed.
pub fn reviews_to_write(conn: &mut AnyConnection, scope: &Scope) -> QueryResult<Waiting> {
    let Some(person) = scope.own else { return Ok(Waiting::default()) };
    let waiting = review_assignments::table
        .inner_join(applications::table.inner_join(openings::table))
        .filter(review_assignments::reviewer_id.eq(person))
        .filter(review_assignments::state.eq(AssignmentState::Assigned))
        .filter(applications::state.eq_any(UNDECIDED));
    let count = waiting.clone().select(count_star()).first(conn)?;
    let first = waiting
        .order(review_assignments::id)
        .limit(NAMED)
        .select((applications::id, openings::title))
        .load(conn)?;
    Ok(Waiting { count, earliest_on: None, first })
}
