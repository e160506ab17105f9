//! Rows of stakeholders and experts, and of the steps with each. They are the task force's: no scope narrows them.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::rules::{StakeholderKind, StakeholderState};
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, lower};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::search::containing;
use crate::schema::{stakeholder_steps, stakeholders};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = stakeholders)]
pub struct StakeholderRow {
    pub id: Id,
    pub name: String,
    pub organisation: String,
    pub email: Option<String>,
    pub kind: StakeholderKind,
    /// What they would bring: expertise, standing, access.
    pub brings: String,
    pub state: StakeholderState,
    /// The member of the task force who talks to them.
    pub owner_id: Option<Id>,
    pub next_step: Option<String>,
    pub next_step_on: Option<NaiveDate>,
    pub invited_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = stakeholder_steps)]
pub struct StepRow {
    pub id: Id,
    pub stakeholder_id: Id,
    pub state: StakeholderState,
    pub note: Option<String>,
    /// Who recorded it; nobody when they answered by their link.
    pub person_id: Option<Id>,
    pub happened_at: NaiveDateTime,
}

/// What a list of stakeholders is narrowed by.
#[derive(Default)]
pub struct StakeholderFilter {
    pub kind: Option<StakeholderKind>,
    pub state: Option<StakeholderState>,
    pub owner: Option<Id>,
    /// Part of the name or of the organisation, in any case of letters.
    pub words: Option<String>,
}

/// By name.
pub fn list_stakeholders(
    conn: &mut AnyConnection,
    _: &Scope,
    filter: &StakeholderFilter,
    window: &Window<(String, Id)>,
) -> QueryResult<Vec<StakeholderRow>> {
    let mut query = stakeholders::table.into_boxed();
    if let Some(kind) = filter.kind {
        query = query.filter(stakeholders::kind.eq(kind));
    }
    if let Some(state) = filter.state {
        query = query.filter(stakeholders::state.eq(state));
    }
    if let Some(owner) = filter.owner {
        query = query.filter(stakeholders::owner_id.eq(owner));
    }
    if let Some(words) = &filter.words {
        let pattern = containing(words);
        query = query.filter(
            lower(stakeholders::name)
                .like(pattern.clone())
                .or(lower(stakeholders::organisation).like(pattern)),
        );
    }
    if let Some((name, id)) = &window.after {
        query = query.filter(
            stakeholders::name
                .gt(name.clone())
                .or(stakeholders::name.eq(name.clone()).and(stakeholders::id.gt(*id))),
        );
    }
    query
        .order((stakeholders::name, stakeholders::id))
        .limit(window.fetch())
        .select(StakeholderRow::as_select())
        .load(conn)
}

/// Those of an owner whose next step was due before `today`, longest ago first.
pub fn overdue(conn: &mut AnyConnection, owner: Id, today: NaiveDate) -> QueryResult<Vec<StakeholderRow>> {
    stakeholders::table
        .filter(stakeholders::owner_id.eq(owner).and(stakeholders::next_step_on.lt(today)))
        .order((stakeholders::next_step_on, stakeholders::id))
        .select(StakeholderRow::as_select())
        .load(conn)
}

pub fn find_stakeholder(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<StakeholderRow>> {
    stakeholders::table
        .filter(stakeholders::id.eq(id))
        .select(StakeholderRow::as_select())
        .first(conn)
        .optional()
}

pub fn insert_stakeholder(conn: &mut AnyConnection, row: &StakeholderRow) -> QueryResult<usize> {
    diesel::insert_into(stakeholders::table).values(row.clone()).execute(conn)
}

/// Writes over the version before: 412 when it moved on.
pub fn update_stakeholder(conn: &mut AnyConnection, row: &StakeholderRow) -> Result<(), Problem> {
    let target = stakeholders::table.filter(stakeholders::id.eq(row.id));
    let rows = diesel::update(target.filter(stakeholders::version.eq(row.version - 1)))
        .set((
            stakeholders::name.eq(&row.name),
            stakeholders::organisation.eq(&row.organisation),
            stakeholders::email.eq(&row.email),
            stakeholders::kind.eq(row.kind),
            stakeholders::brings.eq(&row.brings),
            stakeholders::state.eq(row.state),
            stakeholders::owner_id.eq(row.owner_id),
            stakeholders::next_step.eq(&row.next_step),
            stakeholders::next_step_on.eq(row.next_step_on),
            stakeholders::invited_at.eq(row.invited_at),
            stakeholders::updated_at.eq(row.updated_at),
            stakeholders::version.eq(row.version),
        ))
        .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// With every step: 412 when it moved on since it was read.
pub fn delete_stakeholder(conn: &mut AnyConnection, row: &StakeholderRow) -> Result<(), Problem> {
    let steps = stakeholder_steps::table.filter(stakeholder_steps::stakeholder_id.eq(row.id));
    diesel::delete(steps).execute(conn)?;
    let target = stakeholders::table.filter(stakeholders::id.eq(row.id));
    let rows = diesel::delete(target.filter(stakeholders::version.eq(row.version))).execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

pub fn insert_step(conn: &mut AnyConnection, row: &StepRow) -> QueryResult<usize> {
    diesel::insert_into(stakeholder_steps::table).values(row.clone()).execute(conn)
}

/// Latest first.
pub fn steps(conn: &mut AnyConnection, stakeholder: Id) -> QueryResult<Vec<StepRow>> {
    stakeholder_steps::table
        .filter(stakeholder_steps::stakeholder_id.eq(stakeholder))
        .order(stakeholder_steps::id.desc())
        .select(StepRow::as_select())
        .load(conn)
}
