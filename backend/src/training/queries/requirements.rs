//! Requirements and how far members are. The scope is applied where their cohort and members are read.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::on_backend;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{requirement_progress, requirements};
use crate::training::rules::{RequirementKind, RequirementState};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = requirements)]
pub struct RequirementRow {
    pub id: Id,
    pub cohort_id: Id,
    pub title: String,
    pub description: String,
    pub kind: RequirementKind,
    pub allowed_absences: i32,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = requirement_progress)]
pub struct ProgressRow {
    pub requirement_id: Id,
    pub member_id: Id,
    pub state: RequirementState,
    pub note: Option<String>,
    pub recorded_at: NaiveDateTime,
}

pub fn insert_requirement(conn: &mut AnyConnection, row: &RequirementRow) -> Result<(), Problem> {
    diesel::insert_into(requirements::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// In the order in which they were set.
pub fn list_requirements(conn: &mut AnyConnection, cohort: Id) -> QueryResult<Vec<RequirementRow>> {
    requirements::table
        .filter(requirements::cohort_id.eq(cohort))
        .order(requirements::id)
        .select(RequirementRow::as_select())
        .load(conn)
}

pub fn requirement_counts(conn: &mut AnyConnection, cohorts: &[Id]) -> QueryResult<HashMap<Id, i64>> {
    let rows: Vec<(Id, i64)> = requirements::table
        .filter(requirements::cohort_id.eq_any(cohorts.to_vec()))
        .group_by(requirements::cohort_id)
        .select((requirements::cohort_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Without its scope: the caller of this reads the cohort in scope next.
pub fn find_requirement(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<RequirementRow>> {
    requirements::table
        .filter(requirements::id.eq(id))
        .select(RequirementRow::as_select())
        .first(conn)
        .optional()
}

/// Bumps the version, so that two who record at once do not overwrite each other unseen.
pub fn touch_requirement(work: &mut Work<'_>, row: &RequirementRow) -> Result<RequirementRow, Problem> {
    let next = RequirementRow { updated_at: work.stamp(), version: row.version + 1, ..row.clone() };
    let rows = diesel::update(
        requirements::table.filter(requirements::id.eq(row.id).and(requirements::version.eq(row.version))),
    )
    .set((requirements::updated_at.eq(next.updated_at), requirements::version.eq(next.version)))
    .execute(work.conn)?;
    if rows == 1 { Ok(next) } else { Err(Problem::stale()) }
}

/// What is recorded for all requirements of a cohort.
pub fn progress_of_cohort(conn: &mut AnyConnection, cohort: Id) -> QueryResult<Vec<ProgressRow>> {
    requirement_progress::table
        .inner_join(requirements::table)
        .filter(requirements::cohort_id.eq(cohort))
        .select(ProgressRow::as_select())
        .load(conn)
}

/// Records, or records anew.
pub fn save_progress(conn: &mut AnyConnection, row: &ProgressRow) -> Result<(), Problem> {
    on_backend!(conn, |c| diesel::insert_into(requirement_progress::table)
        .values(row)
        .on_conflict((requirement_progress::requirement_id, requirement_progress::member_id))
        .do_update()
        .set((
            requirement_progress::state.eq(row.state),
            requirement_progress::note.eq(&row.note),
            requirement_progress::recorded_at.eq(row.recorded_at),
        ))
        .execute(c)?);
    Ok(())
}
