//! Rows of questions to coordinators and of what is written below them.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::own_pairings;
use crate::mentorships::rules::{QuestionState, SpeaksAs};
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{coordinator_answers, coordinator_questions};

#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = coordinator_questions)]
pub struct CoordinatorQuestionRow {
    pub id: Id,
    pub pairing_id: Id,
    /// The region that is responsible for the pairing.
    pub region_id: Id,
    pub asker_id: Id,
    pub text: String,
    pub state: QuestionState,
    pub answered_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = coordinator_answers)]
pub struct CoordinatorAnswerRow {
    pub id: Id,
    pub question_id: Id,
    pub person_id: Id,
    pub speaks_as: SpeaksAs,
    pub text: String,
    pub created_at: NaiveDateTime,
}

/// Those of one's regions, and those that one has asked. Who is one of a pair knows of none that the other asked, also as a
/// coordinator of the region.
fn within(scope: &Scope) -> coordinator_questions::BoxedQuery<'static, MultiBackend> {
    let query = coordinator_questions::table.into_boxed();
    let regional = coordinator_questions::region_id.eq_any(scope.regions.clone());
    match scope.own {
        None => query.filter(regional),
        Some(own) => {
            let of_others = coordinator_questions::pairing_id.ne_all(own_pairings(own));
            query.filter(regional.and(of_others).or(coordinator_questions::asker_id.eq(own)))
        }
    }
}

pub fn find_coordinator_question(
    conn: &mut AnyConnection,
    scope: &Scope,
    id: Id,
) -> QueryResult<Option<CoordinatorQuestionRow>> {
    within(scope)
        .filter(coordinator_questions::id.eq(id))
        .select(CoordinatorQuestionRow::as_select())
        .first(conn)
        .optional()
}

/// Newest first.
pub fn list_coordinator_questions(
    conn: &mut AnyConnection,
    scope: &Scope,
    state: Option<QuestionState>,
    pairing: Option<Id>,
    window: &Window<Id>,
) -> QueryResult<Vec<CoordinatorQuestionRow>> {
    let mut query = within(scope);
    if let Some(state) = state {
        query = query.filter(coordinator_questions::state.eq(state));
    }
    if let Some(pairing) = pairing {
        query = query.filter(coordinator_questions::pairing_id.eq(pairing));
    }
    if let Some(after) = window.after {
        query = query.filter(coordinator_questions::id.lt(after));
    }
    query
        .order(coordinator_questions::id.desc())
        .limit(window.fetch())
        .select(CoordinatorQuestionRow::as_select())
        .load(conn)
}

pub fn insert_coordinator_question(
    conn: &mut AnyConnection,
    row: &CoordinatorQuestionRow,
) -> Result<(), Problem> {
    diesel::insert_into(coordinator_questions::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// 412 when the row moved on since `row` was read.
pub fn update_coordinator_question(
    conn: &mut AnyConnection,
    row: &CoordinatorQuestionRow,
) -> Result<(), Problem> {
    let rows = diesel::update(coordinator_questions::table.filter(
        coordinator_questions::id.eq(row.id).and(coordinator_questions::version.eq(row.version - 1)),
    ))
    .set((
        coordinator_questions::state.eq(row.state),
        coordinator_questions::answered_at.eq(row.answered_at),
        coordinator_questions::updated_at.eq(row.updated_at),
        coordinator_questions::version.eq(row.version),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

pub fn insert_coordinator_answer(
    conn: &mut AnyConnection,
    row: &CoordinatorAnswerRow,
) -> Result<(), Problem> {
    diesel::insert_into(coordinator_answers::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// What stands below questions that the caller was found to reach, oldest first.
pub fn coordinator_answers_of(
    conn: &mut AnyConnection,
    questions: &[Id],
) -> QueryResult<HashMap<Id, Vec<CoordinatorAnswerRow>>> {
    let rows: Vec<CoordinatorAnswerRow> = coordinator_answers::table
        .filter(coordinator_answers::question_id.eq_any(questions.to_vec()))
        .order(coordinator_answers::id)
        .select(CoordinatorAnswerRow::as_select())
        .load(conn)?;
    let mut found: HashMap<Id, Vec<CoordinatorAnswerRow>> = HashMap::new();
    for row in rows {
        found.entry(row.question_id).or_default().push(row);
    }
    Ok(found)
}

/// Open questions by region, in the regions of the scope; none about `reader`'s own pairings.
pub fn open_question_counts(
    conn: &mut AnyConnection,
    scope: &Scope,
    reader: Option<Id>,
) -> QueryResult<HashMap<Id, i64>> {
    let mut query = coordinator_questions::table
        .filter(coordinator_questions::state.eq(QuestionState::Open))
        .group_by(coordinator_questions::region_id)
        .select((coordinator_questions::region_id, count_star()))
        .into_boxed();
    if !scope.network {
        query = query.filter(coordinator_questions::region_id.eq_any(scope.regions.clone()));
    }
    if let Some(reader) = reader {
        query = query.filter(coordinator_questions::pairing_id.ne_all(own_pairings(reader)));
    }
    Ok(query.load::<(Id, i64)>(conn)?.into_iter().collect())
}

/// Open questions of the regions that a coordinator serves, none about `reader`'s own pairings: how many, and the oldest
/// of them.
pub fn open_questions(
    conn: &mut AnyConnection,
    regions: &[Id],
    reader: Option<Id>,
    most: i64,
) -> QueryResult<(i64, Vec<CoordinatorQuestionRow>)> {
    let narrowed = || {
        let query = coordinator_questions::table
            .filter(coordinator_questions::state.eq(QuestionState::Open))
            .filter(coordinator_questions::region_id.eq_any(regions.to_vec()))
            .into_boxed();
        match reader {
            None => query,
            Some(reader) => query.filter(coordinator_questions::pairing_id.ne_all(own_pairings(reader))),
        }
    };
    let count = narrowed().count().get_result(conn)?;
    let first = narrowed()
        .order(coordinator_questions::id)
        .limit(most)
        .select(CoordinatorQuestionRow::as_select())
        .load(conn)?;
    Ok((count, first))
}
