//! Rows of goals and of what happened to them.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::pairings;
use crate::mentorships::rules::{GoalState, GoalStepKind};
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{goal_steps, goals};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = goals)]
pub struct GoalRow {
    pub id: Id,
    pub pairing_id: Id,
    pub title: String,
    pub due_on: Option<NaiveDate>,
    pub state: GoalState,
    pub from_agreement: bool,
    pub last_progress_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// Title and day are as they were after the step.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = goal_steps)]
pub struct GoalStepRow {
    pub id: Id,
    pub goal_id: Id,
    pub what: GoalStepKind,
    /// For the two alone.
    pub note: Option<String>,
    pub title: Option<String>,
    pub due_on: Option<NaiveDate>,
    pub person_id: Id,
    pub happened_at: NaiveDateTime,
}

/// A goal of a pairing that the scope reaches, with the pairing.
pub fn find_goal(
    conn: &mut AnyConnection,
    scope: &Scope,
    id: Id,
) -> QueryResult<Option<(GoalRow, pairings::PairingRow)>> {
    let goal: Option<GoalRow> =
        goals::table.filter(goals::id.eq(id)).select(GoalRow::as_select()).first(conn).optional()?;
    let Some(goal) = goal else { return Ok(None) };
    Ok(pairings::find(conn, scope, goal.pairing_id)?.map(|pairing| (goal, pairing)))
}

/// The goals of a pairing that the caller was found to reach, oldest first.
pub fn list_goals(conn: &mut AnyConnection, pairing: Id, window: &Window<Id>) -> QueryResult<Vec<GoalRow>> {
    let mut query = goals::table.filter(goals::pairing_id.eq(pairing)).into_boxed();
    if let Some(after) = window.after {
        query = query.filter(goals::id.gt(after));
    }
    query.order(goals::id).limit(window.fetch()).select(GoalRow::as_select()).load(conn)
}

/// All goals of a pairing.
pub fn goals_of(conn: &mut AnyConnection, pairing: Id) -> QueryResult<Vec<GoalRow>> {
    goals::table
        .filter(goals::pairing_id.eq(pairing))
        .order(goals::id)
        .select(GoalRow::as_select())
        .load(conn)
}

/// The earliest day of an open goal that is over, by pairing.
pub fn overdue_goals(
    conn: &mut AnyConnection,
    pairings: &[Id],
    today: NaiveDate,
) -> QueryResult<HashMap<Id, NaiveDate>> {
    let rows: Vec<(Id, Option<NaiveDate>)> = goals::table
        .filter(goals::pairing_id.eq_any(pairings.to_vec()))
        .filter(goals::state.eq(GoalState::Open).and(goals::due_on.lt(Some(today))))
        .select((goals::pairing_id, goals::due_on))
        .load(conn)?;
    let mut found: HashMap<Id, NaiveDate> = HashMap::new();
    for (pairing, due) in rows {
        let Some(due) = due else { continue };
        found.entry(pairing).and_modify(|first| *first = (*first).min(due)).or_insert(due);
    }
    Ok(found)
}

pub fn insert_goal(conn: &mut AnyConnection, row: &GoalRow) -> Result<(), Problem> {
    diesel::insert_into(goals::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// 412 when the row moved on since `row` was read.
pub fn update_goal(conn: &mut AnyConnection, row: &GoalRow) -> Result<(), Problem> {
    let rows =
        diesel::update(goals::table.filter(goals::id.eq(row.id).and(goals::version.eq(row.version - 1))))
            .set((
                goals::title.eq(&row.title),
                goals::due_on.eq(row.due_on),
                goals::state.eq(row.state),
                goals::from_agreement.eq(row.from_agreement),
                goals::last_progress_at.eq(row.last_progress_at),
                goals::updated_at.eq(row.updated_at),
                goals::version.eq(row.version),
            ))
            .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

pub fn insert_goal_step(conn: &mut AnyConnection, row: &GoalStepRow) -> Result<(), Problem> {
    diesel::insert_into(goal_steps::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// Every title that each of some goals has had.
pub fn goal_titles(conn: &mut AnyConnection, goals: &[Id]) -> QueryResult<HashMap<Id, Vec<String>>> {
    let rows: Vec<(Id, Option<String>)> = goal_steps::table
        .filter(goal_steps::goal_id.eq_any(goals.to_vec()))
        .order(goal_steps::id)
        .select((goal_steps::goal_id, goal_steps::title))
        .load(conn)?;
    let mut found: HashMap<Id, Vec<String>> = HashMap::new();
    for (goal, title) in rows {
        found.entry(goal).or_default().extend(title);
    }
    Ok(found)
}

/// What happened to a goal that the caller was found to reach, oldest first.
pub fn list_goal_steps(
    conn: &mut AnyConnection,
    goal: Id,
    window: &Window<Id>,
) -> QueryResult<Vec<GoalStepRow>> {
    let mut query = goal_steps::table.filter(goal_steps::goal_id.eq(goal)).into_boxed();
    if let Some(after) = window.after {
        query = query.filter(goal_steps::id.gt(after));
    }
    query.order(goal_steps::id).limit(window.fetch()).select(GoalStepRow::as_select()).load(conn)
}
