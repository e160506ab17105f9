//! Rows of enrolments. What they keep to themselves is in `wishes`.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::matching::rules::{CareerStage, EnrolmentRole, EnrolmentState, Week};
use crate::network::Setting;
use crate::on_backend;
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::enrolments;

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = enrolments)]
pub struct EnrolmentRow {
    pub id: Id,
    pub cycle_id: Id,
    pub person_id: Id,
    pub region_id: Id,
    pub institution_id: Option<Id>,
    pub role: EnrolmentRole,
    pub state: EnrolmentState,
    pub capacity: i32,
    pub setting: Setting,
    pub career_stage: CareerStage,
    pub years_of_experience: i32,
    /// JSON lists, as are `goals` and `languages`. A mentor's goals are the fields of expertise.
    pub interests: String,
    pub goals: String,
    pub languages: String,
    pub time_zone: String,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
    /// A [`Week`], as it is stored; `None` when not stated.
    pub available_hours: Option<String>,
    /// What a draft has not said yet: a JSON list of field names.
    pub unanswered: String,
    /// The key of the list that an import came from.
    pub external_id: Option<String>,
}

fn words(json: &str) -> Vec<String> {
    serde_json::from_str(json).unwrap_or_default()
}

/// How a list is stored.
#[must_use]
pub fn stored(words: &[String]) -> String {
    serde_json::Value::from(words.to_vec()).to_string()
}

impl EnrolmentRow {
    #[must_use]
    pub fn interests(&self) -> Vec<String> {
        words(&self.interests)
    }

    #[must_use]
    pub fn goals(&self) -> Vec<String> {
        words(&self.goals)
    }

    #[must_use]
    pub fn languages(&self) -> Vec<String> {
        words(&self.languages)
    }

    #[must_use]
    pub fn unanswered(&self) -> Vec<String> {
        words(&self.unanswered)
    }

    #[must_use]
    pub fn week(&self) -> Option<Week> {
        self.available_hours.as_deref().and_then(Week::read)
    }
}

pub fn insert_all(conn: &mut AnyConnection, rows: &[EnrolmentRow]) -> Result<(), Problem> {
    for some in rows.chunks(500) {
        on_backend!(conn, |c| diesel::insert_into(enrolments::table).values(some).execute(c)?);
    }
    Ok(())
}

type EnrolmentQuery = enrolments::BoxedQuery<'static, MultiBackend>;

fn within(scope: &Scope) -> EnrolmentQuery {
    let query = enrolments::table.into_boxed();
    if scope.network {
        return query;
    }
    match scope.own {
        Some(own) => query
            .filter(enrolments::person_id.eq(own).or(enrolments::region_id.eq_any(scope.regions.clone()))),
        None => query.filter(enrolments::region_id.eq_any(scope.regions.clone())),
    }
}

pub fn find(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<EnrolmentRow>> {
    within(scope).filter(enrolments::id.eq(id)).select(EnrolmentRow::as_select()).first(conn).optional()
}

pub fn find_of_person(
    conn: &mut AnyConnection,
    cycle: Id,
    person: Id,
    role: EnrolmentRole,
) -> QueryResult<Option<EnrolmentRow>> {
    enrolments::table
        .filter(enrolments::cycle_id.eq(cycle).and(enrolments::person_id.eq(person)))
        .filter(enrolments::role.eq(role))
        .select(EnrolmentRow::as_select())
        .first(conn)
        .optional()
}

/// What a list of enrolments is narrowed by.
#[derive(Default)]
pub struct EnrolmentFilter {
    pub cycle: Option<Id>,
    pub person: Option<Id>,
    pub role: Option<EnrolmentRole>,
    pub region: Option<Id>,
    pub state: Option<EnrolmentState>,
}

pub fn list(
    conn: &mut AnyConnection,
    scope: &Scope,
    filter: &EnrolmentFilter,
    window: &Window<Id>,
) -> QueryResult<Vec<EnrolmentRow>> {
    let mut query = within(scope);
    if let Some(cycle) = filter.cycle {
        query = query.filter(enrolments::cycle_id.eq(cycle));
    }
    if let Some(person) = filter.person {
        query = query.filter(enrolments::person_id.eq(person));
    }
    if let Some(role) = filter.role {
        query = query.filter(enrolments::role.eq(role));
    }
    if let Some(region) = filter.region {
        query = query.filter(enrolments::region_id.eq(region));
    }
    if let Some(state) = filter.state {
        query = query.filter(enrolments::state.eq(state));
    }
    if let Some(after) = window.after {
        query = query.filter(enrolments::id.gt(after));
    }
    query.order(enrolments::id).limit(window.fetch()).select(EnrolmentRow::as_select()).load(conn)
}

/// Everybody who counts in a cycle, or in one region of it, in the order of their ids. No scope: for
/// rounds, whose right to run was checked, and for other slices.
pub fn enrolled_in(
    conn: &mut AnyConnection,
    cycle: Id,
    region: Option<Id>,
) -> QueryResult<Vec<EnrolmentRow>> {
    let mut query = enrolments::table
        .filter(enrolments::cycle_id.eq(cycle).and(enrolments::state.eq(EnrolmentState::Enrolled)))
        .into_boxed();
    if let Some(region) = region {
        query = query.filter(enrolments::region_id.eq(region));
    }
    query.order(enrolments::id).select(EnrolmentRow::as_select()).load(conn)
}

/// Everybody's place in a cycle, whatever its state: for a file that is taken in.
pub fn all_in(conn: &mut AnyConnection, cycle: Id) -> QueryResult<Vec<EnrolmentRow>> {
    enrolments::table
        .filter(enrolments::cycle_id.eq(cycle))
        .order(enrolments::id)
        .select(EnrolmentRow::as_select())
        .load(conn)
}

/// Several enrolments by id: those of proposals, which the caller was found to reach.
pub fn by_ids(conn: &mut AnyConnection, ids: &[Id]) -> QueryResult<HashMap<Id, EnrolmentRow>> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let rows: Vec<EnrolmentRow> = enrolments::table
            .filter(enrolments::id.eq_any(some.to_vec()))
            .select(EnrolmentRow::as_select())
            .load(conn)?;
        found.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok(found)
}

/// Writes the editable columns; 412 when the row moved on since `row` was read.
pub fn update(conn: &mut AnyConnection, row: &EnrolmentRow) -> Result<(), Problem> {
    let rows = diesel::update(
        enrolments::table.filter(enrolments::id.eq(row.id).and(enrolments::version.eq(row.version - 1))),
    )
    .set((
        enrolments::region_id.eq(row.region_id),
        enrolments::institution_id.eq(row.institution_id),
        enrolments::state.eq(row.state),
        enrolments::capacity.eq(row.capacity),
        enrolments::setting.eq(row.setting),
        enrolments::career_stage.eq(row.career_stage),
        enrolments::years_of_experience.eq(row.years_of_experience),
        enrolments::interests.eq(&row.interests),
        enrolments::goals.eq(&row.goals),
        enrolments::languages.eq(&row.languages),
        enrolments::time_zone.eq(&row.time_zone),
        enrolments::available_hours.eq(&row.available_hours),
        enrolments::unanswered.eq(&row.unanswered),
        enrolments::external_id.eq(&row.external_id),
        enrolments::updated_at.eq(row.updated_at),
        enrolments::version.eq(row.version),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}
