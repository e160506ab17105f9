//! Findings and the adjustments that cite them. An evaluator sees those of the studies of the grants; a
//! coordinator sees all, since they are what the network has learned, and protected.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::evaluation::rules::AdjustmentState;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{adjustments, findings, waves};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = findings)]
pub struct FindingRow {
    pub id: Id,
    pub title: String,
    pub statement: String,
    pub wave_id: Id,
    pub variable: String,
    pub cited_result: String,
    pub created_by: Option<Id>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = adjustments)]
pub struct AdjustmentRow {
    pub id: Id,
    pub finding_id: Id,
    pub title: String,
    pub owner_id: Id,
    pub due_on: NaiveDate,
    pub state: AdjustmentState,
    pub observed: Option<String>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// What a list of adjustments is narrowed by.
#[derive(Default)]
pub struct AdjustmentFilter {
    pub finding: Option<Id>,
    pub owner: Option<Id>,
    pub state: Option<AdjustmentState>,
}

fn reaches_all(scope: &Scope) -> bool {
    scope.network || !scope.regions.is_empty()
}

fn findings_in(scope: &Scope) -> findings::BoxedQuery<'static, MultiBackend> {
    let query = findings::table.into_boxed();
    if reaches_all(scope) {
        return query;
    }
    let granted = waves::table.filter(waves::study_id.eq_any(scope.studies.clone())).select(waves::id);
    query.filter(findings::wave_id.eq_any(granted))
}

fn adjustments_in(scope: &Scope) -> adjustments::BoxedQuery<'static, MultiBackend> {
    let query = adjustments::table.into_boxed();
    if reaches_all(scope) {
        return query;
    }
    let granted = waves::table.filter(waves::study_id.eq_any(scope.studies.clone())).select(waves::id);
    let seen = findings::table.filter(findings::wave_id.eq_any(granted)).select(findings::id);
    query.filter(adjustments::finding_id.eq_any(seen))
}

pub fn list_findings(
    conn: &mut AnyConnection,
    scope: &Scope,
    window: &Window<Id>,
) -> QueryResult<Vec<FindingRow>> {
    let mut query = findings_in(scope);
    if let Some(after) = window.after {
        query = query.filter(findings::id.gt(after));
    }
    query.order(findings::id).limit(window.fetch()).select(FindingRow::as_select()).load(conn)
}

pub fn find_finding(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<FindingRow>> {
    findings_in(scope).filter(findings::id.eq(id)).select(FindingRow::as_select()).first(conn).optional()
}

pub fn insert_finding(conn: &mut AnyConnection, row: &FindingRow) -> Result<(), Problem> {
    diesel::insert_into(findings::table).values(row.clone()).execute(conn)?;
    Ok(())
}

pub fn list_adjustments(
    conn: &mut AnyConnection,
    scope: &Scope,
    filter: &AdjustmentFilter,
    window: &Window<Id>,
) -> QueryResult<Vec<AdjustmentRow>> {
    let mut query = adjustments_in(scope);
    if let Some(finding) = filter.finding {
        query = query.filter(adjustments::finding_id.eq(finding));
    }
    if let Some(owner) = filter.owner {
        query = query.filter(adjustments::owner_id.eq(owner));
    }
    if let Some(state) = filter.state {
        query = query.filter(adjustments::state.eq(state));
    }
    if let Some(after) = window.after {
        query = query.filter(adjustments::id.gt(after));
    }
    query.order(adjustments::id).limit(window.fetch()).select(AdjustmentRow::as_select()).load(conn)
}

pub fn find_adjustment(
    conn: &mut AnyConnection,
    scope: &Scope,
    id: Id,
) -> QueryResult<Option<AdjustmentRow>> {
    adjustments_in(scope)
        .filter(adjustments::id.eq(id))
        .select(AdjustmentRow::as_select())
        .first(conn)
        .optional()
}

pub fn insert_adjustment(conn: &mut AnyConnection, row: &AdjustmentRow) -> Result<(), Problem> {
    diesel::insert_into(adjustments::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// Writes the editable columns; 412 when the row moved on since it was read.
pub fn update_adjustment(conn: &mut AnyConnection, row: &AdjustmentRow) -> Result<(), Problem> {
    let rows = diesel::update(
        adjustments::table.filter(adjustments::id.eq(row.id).and(adjustments::version.eq(row.version - 1))),
    )
    .set((
        adjustments::title.eq(row.title.clone()),
        adjustments::owner_id.eq(row.owner_id),
        adjustments::due_on.eq(row.due_on),
        adjustments::state.eq(row.state),
        adjustments::observed.eq(row.observed.clone()),
        adjustments::updated_at.eq(row.updated_at),
        adjustments::version.eq(row.version),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}
