//! Rows of charters, objectives and milestones.
//!
//! The plan is the whole network's: whoever may see it sees all of it, so no scope narrows it.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::rules::MilestoneState;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{charters, milestones, objectives};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = charters)]
pub struct CharterRow {
    pub id: Id,
    pub number: i32,
    pub mission: String,
    /// A JSON list of sentences.
    pub goals: String,
    pub structure: String,
    pub adopted_on: NaiveDate,
    pub created_at: NaiveDateTime,
    pub version: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = objectives)]
pub struct ObjectiveRow {
    pub id: Id,
    pub title: String,
    pub description: String,
    pub position: i32,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = milestones)]
pub struct MilestoneRow {
    pub id: Id,
    pub objective_id: Id,
    pub title: String,
    pub owner_id: Option<Id>,
    pub due_on: NaiveDate,
    pub state: MilestoneState,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

impl CharterRow {
    #[must_use]
    pub fn goals(&self) -> Vec<String> {
        serde_json::from_str(&self.goals).unwrap_or_default()
    }
}

/// Newest first.
pub fn list_charters(
    conn: &mut AnyConnection,
    _: &Scope,
    window: &Window<i32>,
) -> QueryResult<Vec<CharterRow>> {
    let mut query = charters::table.into_boxed();
    if let Some(number) = window.after {
        query = query.filter(charters::number.lt(number));
    }
    query.order(charters::number.desc()).limit(window.fetch()).select(CharterRow::as_select()).load(conn)
}

pub fn find_charter(conn: &mut AnyConnection, _: &Scope, id: Id) -> QueryResult<Option<CharterRow>> {
    charters::table.filter(charters::id.eq(id)).select(CharterRow::as_select()).first(conn).optional()
}

/// The newest version before `number`.
pub fn charter_before(conn: &mut AnyConnection, _: &Scope, number: i32) -> QueryResult<Option<CharterRow>> {
    charters::table
        .filter(charters::number.lt(number))
        .order(charters::number.desc())
        .select(CharterRow::as_select())
        .first(conn)
        .optional()
}

/// The charter in force: the version adopted last.
pub fn newest_charter(conn: &mut AnyConnection) -> QueryResult<Option<CharterRow>> {
    charters::table.order(charters::number.desc()).select(CharterRow::as_select()).first(conn).optional()
}

pub fn last_charter_number(conn: &mut AnyConnection) -> QueryResult<i32> {
    let last: Option<i32> = charters::table.select(diesel::dsl::max(charters::number)).first(conn)?;
    Ok(last.unwrap_or(0))
}

pub fn insert_charter(conn: &mut AnyConnection, row: &CharterRow) -> QueryResult<usize> {
    diesel::insert_into(charters::table).values(row.clone()).execute(conn)
}

/// In the order of the plan.
pub fn list_objectives(
    conn: &mut AnyConnection,
    _: &Scope,
    window: &Window<(i32, Id)>,
) -> QueryResult<Vec<ObjectiveRow>> {
    let mut query = objectives::table.into_boxed();
    if let Some((position, id)) = window.after {
        query = query.filter(
            objectives::position
                .gt(position)
                .or(objectives::position.eq(position).and(objectives::id.gt(id))),
        );
    }
    query
        .order((objectives::position, objectives::id))
        .limit(window.fetch())
        .select(ObjectiveRow::as_select())
        .load(conn)
}

pub fn find_objective(conn: &mut AnyConnection, _: &Scope, id: Id) -> QueryResult<Option<ObjectiveRow>> {
    objectives::table.filter(objectives::id.eq(id)).select(ObjectiveRow::as_select()).first(conn).optional()
}

pub fn last_objective_position(conn: &mut AnyConnection) -> QueryResult<i32> {
    let last: Option<i32> = objectives::table.select(diesel::dsl::max(objectives::position)).first(conn)?;
    Ok(last.unwrap_or(0))
}

pub fn insert_objective(conn: &mut AnyConnection, row: &ObjectiveRow) -> QueryResult<usize> {
    diesel::insert_into(objectives::table).values(row.clone()).execute(conn)
}

/// Writes the row over the version before its own: 412 when it moved on since it was read.
pub fn update_objective(conn: &mut AnyConnection, row: &ObjectiveRow) -> Result<(), Problem> {
    let target = objectives::table.filter(objectives::id.eq(row.id));
    let rows = diesel::update(target.filter(objectives::version.eq(row.version - 1)))
        .set((
            objectives::title.eq(&row.title),
            objectives::description.eq(&row.description),
            objectives::position.eq(row.position),
            objectives::updated_at.eq(row.updated_at),
            objectives::version.eq(row.version),
        ))
        .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// 412 when it moved on since it was read; 409 when something was added to it at the same moment.
pub fn delete_objective(conn: &mut AnyConnection, row: &ObjectiveRow) -> Result<(), Problem> {
    let target = objectives::table.filter(objectives::id.eq(row.id));
    let rows = diesel::delete(target.filter(objectives::version.eq(row.version))).execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// The milestones of an objective.
pub fn milestones_of(conn: &mut AnyConnection, objective: Id) -> QueryResult<Vec<Id>> {
    milestones::table
        .filter(milestones::objective_id.eq(objective))
        .order(milestones::id)
        .select(milestones::id)
        .load(conn)
}

pub fn delete_milestones(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<usize> {
    diesel::delete(milestones::table.filter(milestones::id.eq_any(ids.to_vec()))).execute(conn)
}

/// The titles of objectives, for views of their milestones.
pub fn objective_titles(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<HashMap<Id, String>> {
    let rows: Vec<(Id, String)> = objectives::table
        .filter(objectives::id.eq_any(ids.to_vec()))
        .select((objectives::id, objectives::title))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// How many milestones each objective has in each state.
pub fn milestone_counts(
    conn: &mut AnyConnection,
    objectives: &[Id],
) -> QueryResult<Vec<(Id, MilestoneState, i64)>> {
    milestones::table
        .filter(milestones::objective_id.eq_any(objectives.to_vec()))
        .group_by((milestones::objective_id, milestones::state))
        .select((milestones::objective_id, milestones::state, diesel::dsl::count_star()))
        .load(conn)
}

/// Every objective in its order, and every milestone by due day.
pub fn whole_plan(conn: &mut AnyConnection) -> QueryResult<(Vec<ObjectiveRow>, Vec<MilestoneRow>)> {
    let objectives = objectives::table
        .order((objectives::position, objectives::id))
        .select(ObjectiveRow::as_select())
        .load(conn)?;
    let milestones = milestones::table
        .order((milestones::due_on, milestones::id))
        .select(MilestoneRow::as_select())
        .load(conn)?;
    Ok((objectives, milestones))
}

/// What a list of milestones is narrowed by.
#[derive(Default)]
pub struct MilestoneFilter {
    pub objective: Option<Id>,
    pub state: Option<MilestoneState>,
    pub owner: Option<Id>,
    pub due_before: Option<NaiveDate>,
}

/// By due day.
pub fn list_milestones(
    conn: &mut AnyConnection,
    _: &Scope,
    filter: &MilestoneFilter,
    window: &Window<(NaiveDate, Id)>,
) -> QueryResult<Vec<MilestoneRow>> {
    let mut query = milestones::table.into_boxed();
    if let Some(objective) = filter.objective {
        query = query.filter(milestones::objective_id.eq(objective));
    }
    if let Some(state) = filter.state {
        query = query.filter(milestones::state.eq(state));
    }
    if let Some(owner) = filter.owner {
        query = query.filter(milestones::owner_id.eq(owner));
    }
    if let Some(day) = filter.due_before {
        query = query.filter(milestones::due_on.lt(day));
    }
    if let Some((due_on, id)) = window.after {
        query = query.filter(
            milestones::due_on.gt(due_on).or(milestones::due_on.eq(due_on).and(milestones::id.gt(id))),
        );
    }
    query
        .order((milestones::due_on, milestones::id))
        .limit(window.fetch())
        .select(MilestoneRow::as_select())
        .load(conn)
}

pub fn find_milestone(conn: &mut AnyConnection, _: &Scope, id: Id) -> QueryResult<Option<MilestoneRow>> {
    milestones::table.filter(milestones::id.eq(id)).select(MilestoneRow::as_select()).first(conn).optional()
}

pub fn insert_milestone(conn: &mut AnyConnection, row: &MilestoneRow) -> QueryResult<usize> {
    diesel::insert_into(milestones::table).values(row.clone()).execute(conn)
}

/// Writes the row over the version before its own: 412 when it moved on since it was read.
pub fn update_milestone(conn: &mut AnyConnection, row: &MilestoneRow) -> Result<(), Problem> {
    let target = milestones::table.filter(milestones::id.eq(row.id));
    let rows = diesel::update(target.filter(milestones::version.eq(row.version - 1)))
        .set((
            milestones::title.eq(&row.title),
            milestones::owner_id.eq(row.owner_id),
            milestones::due_on.eq(row.due_on),
            milestones::state.eq(row.state),
            milestones::updated_at.eq(row.updated_at),
            milestones::version.eq(row.version),
        ))
        .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}
