//! Rows of rounds of circles and of those whom they left without a place.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::matching::rules::RoundState;
use crate::on_backend;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{circle_rounds, circle_unplaced};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = circle_rounds)]
pub struct CircleRoundRow {
    pub id: Id,
    pub cycle_id: Id,
    /// `None`: the whole nation.
    pub region_id: Option<Id>,
    pub state: RoundState,
    /// The [`matcher::Policy`] it ran with, as JSON.
    pub policy: String,
    pub policy_version_id: Option<Id>,
    pub size_least: i32,
    pub size_most: i32,
    pub mentors_per_circle: i32,
    pub job_id: Option<Id>,
    pub mentees: i32,
    /// With a free seat.
    pub mentors: i32,
    pub circles: i32,
    pub placed: i32,
    pub most_placed: i32,
    /// In [`matcher::circles::PARTS`] of a point, as `most_parts`.
    pub parts: i64,
    pub most_parts: i64,
    pub points_possible: i32,
    pub published_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = circle_unplaced)]
pub struct UnplacedRow {
    pub round_id: Id,
    pub enrolment_id: Id,
    pub region_id: Id,
    pub person_id: Id,
    /// A [`matcher::circles::UnplacedReason`] as JSON; `null` for somebody whom a coordinator took out.
    pub reason: String,
}

pub fn insert(conn: &mut AnyConnection, row: &CircleRoundRow) -> Result<(), Problem> {
    on_backend!(conn, |c| diesel::insert_into(circle_rounds::table).values(row.clone()).execute(c)?);
    Ok(())
}

/// Those of one's regions and national ones, which hold people of one's regions too.
fn within(scope: &Scope) -> circle_rounds::BoxedQuery<'static, MultiBackend> {
    let query = circle_rounds::table.into_boxed();
    if scope.network {
        return query;
    }
    let regional = circle_rounds::region_id.eq_any(scope.regions.clone());
    if scope.regions.is_empty() {
        return query.filter(regional);
    }
    query.filter(circle_rounds::region_id.is_null().or(regional))
}

pub fn find(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<CircleRoundRow>> {
    within(scope).filter(circle_rounds::id.eq(id)).select(CircleRoundRow::as_select()).first(conn).optional()
}

/// Newest first.
pub fn list(
    conn: &mut AnyConnection,
    scope: &Scope,
    cycle: Id,
    window: &Window<Id>,
) -> QueryResult<Vec<CircleRoundRow>> {
    let mut query = within(scope).filter(circle_rounds::cycle_id.eq(cycle));
    if let Some(after) = window.after {
        query = query.filter(circle_rounds::id.lt(after));
    }
    query.order(circle_rounds::id.desc()).limit(window.fetch()).select(CircleRoundRow::as_select()).load(conn)
}

/// Several by id: those of circles, which the caller was found to reach.
pub fn by_ids(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<Vec<CircleRoundRow>> {
    circle_rounds::table
        .filter(circle_rounds::id.eq_any(ids.to_vec()))
        .select(CircleRoundRow::as_select())
        .load(conn)
}

pub fn set_job(conn: &mut AnyConnection, id: Id, job: Id) -> QueryResult<usize> {
    diesel::update(circle_rounds::table.filter(circle_rounds::id.eq(id)))
        .set(circle_rounds::job_id.eq(Some(job)))
        .execute(conn)
}

/// Writes the outcome or the publication; 412 when the row moved on since `row` was read.
pub fn update(conn: &mut AnyConnection, row: &CircleRoundRow) -> Result<(), Problem> {
    let this = circle_rounds::table
        .filter(circle_rounds::id.eq(row.id).and(circle_rounds::version.eq(row.version - 1)));
    let rows = diesel::update(this)
        .set((
            circle_rounds::state.eq(row.state),
            circle_rounds::mentees.eq(row.mentees),
            circle_rounds::mentors.eq(row.mentors),
            circle_rounds::circles.eq(row.circles),
            circle_rounds::placed.eq(row.placed),
            circle_rounds::most_placed.eq(row.most_placed),
            circle_rounds::parts.eq(row.parts),
            circle_rounds::most_parts.eq(row.most_parts),
            circle_rounds::published_at.eq(row.published_at),
            circle_rounds::updated_at.eq(row.updated_at),
            circle_rounds::version.eq(row.version),
        ))
        .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

pub fn insert_unplaced(conn: &mut AnyConnection, rows: &[UnplacedRow]) -> Result<(), Problem> {
    for some in rows.chunks(1000) {
        on_backend!(conn, |c| diesel::insert_into(circle_unplaced::table).values(some).execute(c)?);
    }
    Ok(())
}

pub fn delete_unplaced(conn: &mut AnyConnection, round: Id, enrolment: Id) -> QueryResult<usize> {
    diesel::delete(
        circle_unplaced::table
            .filter(circle_unplaced::round_id.eq(round).and(circle_unplaced::enrolment_id.eq(enrolment))),
    )
    .execute(conn)
}

/// Those of one's regions whom a round left without a place.
pub fn list_unplaced(
    conn: &mut AnyConnection,
    scope: &Scope,
    round: Id,
    window: &Window<Id>,
) -> QueryResult<Vec<UnplacedRow>> {
    let mut query = circle_unplaced::table.filter(circle_unplaced::round_id.eq(round)).into_boxed();
    if !scope.network {
        query = query.filter(circle_unplaced::region_id.eq_any(scope.regions.clone()));
    }
    if let Some(after) = window.after {
        query = query.filter(circle_unplaced::enrolment_id.gt(after));
    }
    query
        .order(circle_unplaced::enrolment_id)
        .limit(window.fetch())
        .select(UnplacedRow::as_select())
        .load(conn)
}
