//! Openings and their criteria.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::assignments::STANDING;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::recruitment::rules::{ApplicationState, AssignmentState, Criterion, OpeningState, SCALE_MAX};
use crate::schema::{applications, criteria, openings, review_assignments};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = openings)]
pub struct OpeningRow {
    pub id: Id,
    pub region_id: Id,
    pub title: String,
    pub description: String,
    pub term_starts_on: NaiveDate,
    pub term_ends_on: NaiveDate,
    pub closes_on: NaiveDate,
    pub state: OpeningState,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
    /// Reviewers are not told whose application they read.
    pub blind_review: bool,
    /// How many references an application comes with, 0 to 3.
    pub references_asked: i32,
    /// The term may overlap with the outgoing one, as long as the network allows.
    pub handover: bool,
    /// Until so many hours before it begins an applicant chooses a time for an interview.
    pub book_until_hours: i32,
    /// Until so many hours before it begins an applicant moves or cancels an interview.
    pub change_until_hours: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = criteria)]
pub struct CriterionRow {
    pub id: Id,
    pub opening_id: Id,
    pub position: i32,
    pub code: String,
    pub label: String,
    pub weight: i32,
    pub scale_max: i32,
    /// JSON: one sentence for each score.
    pub anchors: String,
}

pub fn insert_opening(conn: &mut AnyConnection, row: &OpeningRow) -> Result<(), Problem> {
    diesel::insert_into(openings::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// What a list of openings is narrowed by.
#[derive(Default)]
pub struct OpeningFilter {
    pub state: Option<OpeningState>,
    pub region: Option<Id>,
}

/// Newest first.
pub fn list_openings(
    conn: &mut AnyConnection,
    scope: &Scope,
    filter: &OpeningFilter,
    window: &Window<Id>,
) -> QueryResult<Vec<OpeningRow>> {
    let mut query = openings::table.into_boxed();
    if !scope.network {
        let Some(reviewer) = scope.own else { return Ok(Vec::new()) };
        query = query.filter(openings::id.eq_any(assigned_openings(reviewer)));
    }
    if let Some(state) = filter.state {
        query = query.filter(openings::state.eq(state));
    }
    if let Some(region) = filter.region {
        query = query.filter(openings::region_id.eq(region));
    }
    if let Some(after) = window.after {
        query = query.filter(openings::id.lt(after));
    }
    query.order(openings::id.desc()).limit(window.fetch()).select(OpeningRow::as_select()).load(conn)
}

#[diesel::dsl::auto_type]
fn assigned_openings(reviewer: Id) -> _ {
    let standing: Vec<AssignmentState> = STANDING.to_vec();
    applications::table
        .inner_join(review_assignments::table)
        .filter(review_assignments::reviewer_id.eq(reviewer))
        .filter(review_assignments::state.eq_any(standing))
        .select(applications::opening_id)
}

pub fn find_opening(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<OpeningRow>> {
    let mut query = openings::table.filter(openings::id.eq(id)).into_boxed();
    if !scope.network {
        let Some(reviewer) = scope.own else { return Ok(None) };
        query = query.filter(openings::id.eq_any(assigned_openings(reviewer)));
    }
    query.select(OpeningRow::as_select()).first(conn).optional()
}

/// Openings on the public page, those that close first at the top. Public facts, as they say.
pub fn list_public_openings(
    conn: &mut AnyConnection,
    window: &Window<(NaiveDate, Id)>,
) -> QueryResult<Vec<OpeningRow>> {
    let mut query = openings::table.filter(openings::state.eq(OpeningState::Published)).into_boxed();
    if let Some((day, id)) = window.after {
        query = query
            .filter(openings::closes_on.gt(day).or(openings::closes_on.eq(day).and(openings::id.gt(id))));
    }
    query
        .order((openings::closes_on, openings::id))
        .limit(window.fetch())
        .select(OpeningRow::as_select())
        .load(conn)
}

/// An opening that has been on the public page; its link stays good after it closed.
pub fn find_public_opening(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<OpeningRow>> {
    openings::table
        .filter(openings::id.eq(id).and(openings::state.ne(OpeningState::Draft)))
        .select(OpeningRow::as_select())
        .first(conn)
        .optional()
}

/// Writes the editable columns; 412 when the row moved on since it was read (`row.version` is the
/// new one).
pub fn update_opening(conn: &mut AnyConnection, row: &OpeningRow) -> Result<(), Problem> {
    let rows = diesel::update(
        openings::table.filter(openings::id.eq(row.id).and(openings::version.eq(row.version - 1))),
    )
    .set((
        openings::title.eq(&row.title),
        openings::description.eq(&row.description),
        openings::term_starts_on.eq(row.term_starts_on),
        openings::term_ends_on.eq(row.term_ends_on),
        openings::closes_on.eq(row.closes_on),
        openings::handover.eq(row.handover),
        openings::book_until_hours.eq(row.book_until_hours),
        openings::change_until_hours.eq(row.change_until_hours),
        openings::state.eq(row.state),
        openings::references_asked.eq(row.references_asked),
        openings::updated_at.eq(row.updated_at),
        openings::version.eq(row.version),
        openings::blind_review.eq(row.blind_review),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// Puts these criteria in the place of the opening's present ones (a draft has no scores yet).
pub fn replace_criteria(work: &mut Work<'_>, opening: Id, wanted: &[Criterion]) -> Result<(), Problem> {
    diesel::delete(criteria::table.filter(criteria::opening_id.eq(opening))).execute(work.conn)?;
    for (criterion, position) in wanted.iter().zip(1..) {
        let row = CriterionRow {
            id: work.new_id(),
            opening_id: opening,
            position,
            code: criterion.code.clone(),
            label: criterion.label.clone(),
            weight: criterion.weight,
            scale_max: SCALE_MAX,
            anchors: serde_json::to_string(&criterion.anchors).map_err(Problem::internal)?,
        };
        diesel::insert_into(criteria::table).values(row).execute(work.conn)?;
    }
    Ok(())
}

pub fn list_criteria(conn: &mut AnyConnection, opening: Id) -> QueryResult<Vec<CriterionRow>> {
    criteria::table
        .filter(criteria::opening_id.eq(opening))
        .order(criteria::position)
        .select(CriterionRow::as_select())
        .load(conn)
}

/// How many applications each of these openings has, as far as the scope reaches.
pub fn count_applications(
    conn: &mut AnyConnection,
    scope: &Scope,
    ids: &[Id],
) -> QueryResult<HashMap<Id, i64>> {
    let theirs = applications::table.filter(applications::opening_id.eq_any(ids.to_vec()));
    let counted = (applications::opening_id, count_star());
    let rows: Vec<(Id, i64)> = if scope.network {
        theirs.group_by(applications::opening_id).select(counted).load(conn)?
    } else {
        let Some(reviewer) = scope.own else { return Ok(HashMap::new()) };
        theirs
            .filter(applications::id.eq_any(super::applications::assigned_to(reviewer)))
            .group_by(applications::opening_id)
            .select(counted)
            .load(conn)?
    };
    Ok(rows.into_iter().collect())
}

/// How many applications of each of these openings nobody has decided.
pub fn count_undecided(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<HashMap<Id, i64>> {
    let rows: Vec<(Id, i64)> = applications::table
        .filter(applications::opening_id.eq_any(ids.to_vec()))
        .filter(applications::state.eq_any(ApplicationState::UNDECIDED.to_vec()))
        .group_by(applications::opening_id)
        .select((applications::opening_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}
