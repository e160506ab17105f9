//! Rows of indicators and of what their figures were, day by day.
//!
//! The plan is the whole network's: whoever may see it sees all of it, so no scope narrows it.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::rules::{Figure, FigureMissing, TargetDirection};
use crate::on_backend;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{figure_observations, indicators};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = indicators)]
pub struct IndicatorRow {
    pub id: Id,
    pub objective_id: Id,
    pub figure: Figure,
    pub title: Option<String>,
    pub baseline: Option<f64>,
    pub target: f64,
    pub direction: TargetDirection,
    pub due_on: NaiveDate,
    pub position: i32,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// What a figure was on a day.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = figure_observations)]
pub struct ObservationRow {
    pub id: Id,
    pub figure: Figure,
    pub observed_on: NaiveDate,
    pub value: Option<f64>,
    pub missing: Option<FigureMissing>,
    pub created_at: NaiveDateTime,
}

/// In their order, of one objective if told.
pub fn list_indicators(
    conn: &mut AnyConnection,
    _: &Scope,
    objective: Option<Id>,
    window: &Window<(i32, Id)>,
) -> QueryResult<Vec<IndicatorRow>> {
    let mut query = indicators::table.into_boxed();
    if let Some(objective) = objective {
        query = query.filter(indicators::objective_id.eq(objective));
    }
    if let Some((position, id)) = window.after {
        query = query.filter(
            indicators::position
                .gt(position)
                .or(indicators::position.eq(position).and(indicators::id.gt(id))),
        );
    }
    query
        .order((indicators::position, indicators::id))
        .limit(window.fetch())
        .select(IndicatorRow::as_select())
        .load(conn)
}

/// Every indicator, in their order.
pub fn all_indicators(conn: &mut AnyConnection) -> QueryResult<Vec<IndicatorRow>> {
    indicators::table
        .order((indicators::position, indicators::id))
        .select(IndicatorRow::as_select())
        .load(conn)
}

pub fn find_indicator(conn: &mut AnyConnection, _: &Scope, id: Id) -> QueryResult<Option<IndicatorRow>> {
    indicators::table.filter(indicators::id.eq(id)).select(IndicatorRow::as_select()).first(conn).optional()
}

/// How many an objective has, and the last place among them.
pub fn indicators_of(conn: &mut AnyConnection, objective: Id) -> QueryResult<(i64, i32)> {
    let (count, last): (i64, Option<i32>) = indicators::table
        .filter(indicators::objective_id.eq(objective))
        .select((diesel::dsl::count_star(), diesel::dsl::max(indicators::position)))
        .first(conn)?;
    Ok((count, last.unwrap_or(0)))
}

pub fn insert_indicator(conn: &mut AnyConnection, row: &IndicatorRow) -> QueryResult<usize> {
    diesel::insert_into(indicators::table).values(row.clone()).execute(conn)
}

/// Writes the row over the version before its own: 412 when it moved on since it was read.
pub fn update_indicator(conn: &mut AnyConnection, row: &IndicatorRow) -> Result<(), Problem> {
    let target = indicators::table.filter(indicators::id.eq(row.id));
    let rows = diesel::update(target.filter(indicators::version.eq(row.version - 1)))
        .set((
            indicators::title.eq(&row.title),
            indicators::baseline.eq(row.baseline),
            indicators::target.eq(row.target),
            indicators::direction.eq(row.direction),
            indicators::due_on.eq(row.due_on),
            indicators::position.eq(row.position),
            indicators::updated_at.eq(row.updated_at),
            indicators::version.eq(row.version),
        ))
        .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// 412 when it moved on since it was read.
pub fn delete_indicator(conn: &mut AnyConnection, row: &IndicatorRow) -> Result<(), Problem> {
    let target = indicators::table.filter(indicators::id.eq(row.id));
    let rows = diesel::delete(target.filter(indicators::version.eq(row.version))).execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// The indicators of an objective.
pub fn of_objective(conn: &mut AnyConnection, objective: Id) -> QueryResult<Vec<Id>> {
    indicators::table
        .filter(indicators::objective_id.eq(objective))
        .order(indicators::id)
        .select(indicators::id)
        .load(conn)
}

pub fn delete_indicators(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<usize> {
    diesel::delete(indicators::table.filter(indicators::id.eq_any(ids.to_vec()))).execute(conn)
}

/// The figures that some indicator is bound to.
pub fn figures_in_use(conn: &mut AnyConnection) -> QueryResult<Vec<Figure>> {
    indicators::table.select(indicators::figure).distinct().order(indicators::figure).load(conn)
}

/// Keeps an observation unless that day has one; answers whether it was kept.
pub fn keep_observation(conn: &mut AnyConnection, row: &ObservationRow) -> QueryResult<bool> {
    let rows = on_backend!(conn, |c| diesel::insert_into(figure_observations::table)
        .values(row.clone())
        .on_conflict_do_nothing()
        .execute(c)?);
    Ok(rows == 1)
}

/// What a figure was, the newest day first.
pub fn list_observations(
    conn: &mut AnyConnection,
    figure: Figure,
    window: &Window<NaiveDate>,
) -> QueryResult<Vec<ObservationRow>> {
    let mut query = figure_observations::table.filter(figure_observations::figure.eq(figure)).into_boxed();
    if let Some(day) = window.after {
        query = query.filter(figure_observations::observed_on.lt(day));
    }
    query
        .order(figure_observations::observed_on.desc())
        .limit(window.fetch())
        .select(ObservationRow::as_select())
        .load(conn)
}

/// What these figures were since a day, the oldest first.
pub fn observations_since(
    conn: &mut AnyConnection,
    figures: &[Figure],
    since: NaiveDate,
) -> QueryResult<Vec<ObservationRow>> {
    figure_observations::table
        .filter(figure_observations::figure.eq_any(figures.to_vec()))
        .filter(figure_observations::observed_on.ge(since))
        .order((figure_observations::figure, figure_observations::observed_on))
        .select(ObservationRow::as_select())
        .load(conn)
}
