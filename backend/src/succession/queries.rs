//! Rows of graduation criteria, graduations and guideships, and what readiness reads of other slices.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::rules::CriterionCode;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{agreements, graduation_criteria as criteria, graduations, guideships, pairings};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = criteria)]
pub struct CriterionRow {
    pub id: Id,
    pub code: CriterionCode,
    pub label: String,
    pub threshold: i32,
    pub position: i32,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = graduations)]
pub struct GraduationRow {
    pub id: Id,
    pub term_id: Id,
    pub person_id: Id,
    pub region_id: Id,
    pub graduated_on: NaiveDate,
    pub evidence: String,
    pub decided_by: Option<Id>,
    pub created_at: NaiveDateTime,
    pub version: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = guideships)]
pub struct GuideshipRow {
    pub id: Id,
    pub guide_id: Id,
    pub coordinator_id: Id,
    pub term_id: Id,
    pub founding: bool,
    pub starts_on: NaiveDate,
    pub ended_on: Option<NaiveDate>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// The criteria are the same for the whole network.
pub fn list_criteria(conn: &mut AnyConnection, _: &Scope) -> QueryResult<Vec<CriterionRow>> {
    criteria::table.order(criteria::position).select(CriterionRow::as_select()).load(conn)
}

pub fn find_criterion(conn: &mut AnyConnection, _: &Scope, id: Id) -> QueryResult<Option<CriterionRow>> {
    criteria::table.filter(criteria::id.eq(id)).select(CriterionRow::as_select()).first(conn).optional()
}

pub fn insert_criterion(conn: &mut AnyConnection, row: &CriterionRow) -> Result<(), Problem> {
    diesel::insert_into(criteria::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// Writes the editable columns; 412 when the row moved on since it was read.
pub fn update_criterion(conn: &mut AnyConnection, row: &CriterionRow) -> Result<(), Problem> {
    let rows = diesel::update(
        criteria::table.filter(criteria::id.eq(row.id).and(criteria::version.eq(row.version - 1))),
    )
    .set((
        criteria::label.eq(row.label.clone()),
        criteria::threshold.eq(row.threshold),
        criteria::updated_at.eq(row.updated_at),
        criteria::version.eq(row.version),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

fn graduations_in(scope: &Scope) -> graduations::BoxedQuery<'static, MultiBackend> {
    let query = graduations::table.into_boxed();
    if scope.network { query } else { query.filter(graduations::region_id.eq_any(scope.regions.clone())) }
}

pub fn list_graduations(
    conn: &mut AnyConnection,
    scope: &Scope,
    window: &Window<Id>,
) -> QueryResult<Vec<GraduationRow>> {
    let mut query = graduations_in(scope);
    if let Some(after) = window.after {
        query = query.filter(graduations::id.gt(after));
    }
    query.order(graduations::id).limit(window.fetch()).select(GraduationRow::as_select()).load(conn)
}

pub fn insert_graduation(conn: &mut AnyConnection, row: &GraduationRow) -> Result<(), Problem> {
    diesel::insert_into(graduations::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// Which term ended by graduation, and when.
pub fn graduation_days(conn: &mut AnyConnection) -> QueryResult<Vec<(Id, NaiveDate)>> {
    graduations::table.select((graduations::term_id, graduations::graduated_on)).load(conn)
}

/// The open guideship of a term, whose scope was checked.
pub fn open_guideship(conn: &mut AnyConnection, term: Id) -> QueryResult<Option<GuideshipRow>> {
    guideships::table
        .filter(guideships::term_id.eq(term).and(guideships::ended_on.is_null()))
        .select(GuideshipRow::as_select())
        .first(conn)
        .optional()
}

pub fn insert_guideship(conn: &mut AnyConnection, row: &GuideshipRow) -> Result<(), Problem> {
    diesel::insert_into(guideships::table).values(row.clone()).execute(conn)?;
    Ok(())
}

pub fn end_guideship(
    conn: &mut AnyConnection,
    row: &GuideshipRow,
    day: NaiveDate,
    now: NaiveDateTime,
) -> Result<(), Problem> {
    let rows = diesel::update(
        guideships::table.filter(guideships::id.eq(row.id).and(guideships::version.eq(row.version))),
    )
    .set((
        guideships::ended_on.eq(Some(day)),
        guideships::updated_at.eq(now),
        guideships::version.eq(row.version + 1),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// Guideships of `terms`, which the caller's scope reaches.
pub fn list_guideships(
    conn: &mut AnyConnection,
    terms: Vec<Id>,
    guide: Option<Id>,
    not_ended: bool,
    window: &Window<Id>,
) -> QueryResult<Vec<GuideshipRow>> {
    let mut query = guideships::table.filter(guideships::term_id.eq_any(terms)).into_boxed();
    if let Some(guide) = guide {
        query = query.filter(guideships::guide_id.eq(guide));
    }
    if not_ended {
        query = query.filter(guideships::ended_on.is_null());
    }
    if let Some(after) = window.after {
        query = query.filter(guideships::id.gt(after));
    }
    query.order(guideships::id).limit(window.fetch()).select(GuideshipRow::as_select()).load(conn)
}

/// How many pairings a region had in `[from, to)`, and how many of them have an agreement signed by both.
/// Mentorships counts pairings of all times; graduation asks for those of a term.
pub fn pairings_in(
    conn: &mut AnyConnection,
    region: Id,
    from: NaiveDate,
    to: NaiveDate,
) -> QueryResult<(i64, i64)> {
    let during = || {
        pairings::table
            .filter(pairings::region_id.eq(region).and(pairings::started_on.lt(to)))
            .filter(pairings::ended_on.is_null().or(pairings::ended_on.ge(Some(from))))
    };
    let all: i64 = during().count().get_result(conn)?;
    let signed: i64 = agreements::table
        .filter(agreements::pairing_id.eq_any(during().select(pairings::id)))
        .filter(agreements::mentor_signed_at.is_not_null().and(agreements::mentee_signed_at.is_not_null()))
        .count()
        .get_result(conn)?;
    Ok((all, signed))
}
