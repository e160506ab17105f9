//! Who reviews what.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::{count_star, max};
use diesel::prelude::*;

use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::recruitment::rules::{ApplicationState, AssignmentState};
use crate::schema::{applications, review_assignments};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = review_assignments)]
pub struct AssignmentRow {
    pub id: Id,
    pub application_id: Id,
    pub reviewer_id: Id,
    pub created_at: NaiveDateTime,
    pub state: AssignmentState,
    /// What the reviewer wrote when stepping back; for those who decide alone.
    pub recusal_reason: Option<String>,
    pub updated_at: NaiveDateTime,
    pub version: i64,
    /// Why the written review does not count; for those who decide alone.
    pub set_aside_reason: Option<String>,
}

/// The assignments that count: nobody stepped back from them, and no review of them is set aside.
pub(super) const STANDING: [AssignmentState; 2] = [AssignmentState::Assigned, AssignmentState::Reviewed];

/// What a list of assignments is narrowed by.
#[derive(Default)]
pub struct AssignmentFilter {
    pub application: Option<Id>,
    pub reviewer: Option<Id>,
    pub state: Option<AssignmentState>,
}

/// The assignments of an opening in the order they were made, for services that checked the permission to decide.
pub fn list_opening_assignments(
    conn: &mut AnyConnection,
    opening: Id,
    filter: &AssignmentFilter,
    window: &Window<Id>,
) -> QueryResult<Vec<AssignmentRow>> {
    let mut query = review_assignments::table
        .inner_join(applications::table)
        .filter(applications::opening_id.eq(opening))
        .into_boxed();
    if let Some(application) = filter.application {
        query = query.filter(review_assignments::application_id.eq(application));
    }
    if let Some(reviewer) = filter.reviewer {
        query = query.filter(review_assignments::reviewer_id.eq(reviewer));
    }
    if let Some(state) = filter.state {
        query = query.filter(review_assignments::state.eq(state));
    }
    if let Some(after) = window.after {
        query = query.filter(review_assignments::id.gt(after));
    }
    query.order(review_assignments::id).limit(window.fetch()).select(AssignmentRow::as_select()).load(conn)
}

/// All assignments of an opening, those stepped back from too.
pub fn assignment_rows_of_opening(conn: &mut AnyConnection, opening: Id) -> QueryResult<Vec<AssignmentRow>> {
    review_assignments::table
        .inner_join(applications::table)
        .filter(applications::opening_id.eq(opening))
        .order(review_assignments::id)
        .select(AssignmentRow::as_select())
        .load(conn)
}

/// (application, reviewer) of every assignment of an opening that stands.
pub fn assignments_of_opening(conn: &mut AnyConnection, opening: Id) -> QueryResult<Vec<(Id, Id)>> {
    review_assignments::table
        .inner_join(applications::table)
        .filter(applications::opening_id.eq(opening).and(review_assignments::state.eq_any(STANDING)))
        .select((review_assignments::application_id, review_assignments::reviewer_id))
        .load(conn)
}

/// The reasons for which reviews of an application are set aside, by reviewer.
pub fn set_aside_reasons(conn: &mut AnyConnection, application: Id) -> QueryResult<HashMap<Id, String>> {
    let rows: Vec<(Id, Option<String>)> = review_assignments::table
        .filter(
            review_assignments::application_id
                .eq(application)
                .and(review_assignments::state.eq(AssignmentState::SetAside)),
        )
        .select((review_assignments::reviewer_id, review_assignments::set_aside_reason))
        .load(conn)?;
    Ok(rows.into_iter().map(|(reviewer, reason)| (reviewer, reason.unwrap_or_default())).collect())
}

/// A person's own assignments in an opening, by application.
pub fn own_assignments(
    conn: &mut AnyConnection,
    opening: Id,
    person: Id,
) -> QueryResult<HashMap<Id, AssignmentState>> {
    let rows: Vec<(Id, AssignmentState)> = review_assignments::table
        .inner_join(applications::table)
        .filter(applications::opening_id.eq(opening).and(review_assignments::reviewer_id.eq(person)))
        .select((review_assignments::application_id, review_assignments::state))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// For services that checked the permission to decide.
pub fn find_assignment(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<AssignmentRow>> {
    review_assignments::table
        .filter(review_assignments::id.eq(id))
        .select(AssignmentRow::as_select())
        .first(conn)
        .optional()
}

pub fn find_assignment_of(
    conn: &mut AnyConnection,
    application: Id,
    reviewer: Id,
) -> QueryResult<Option<AssignmentRow>> {
    review_assignments::table
        .filter(
            review_assignments::application_id
                .eq(application)
                .and(review_assignments::reviewer_id.eq(reviewer)),
        )
        .select(AssignmentRow::as_select())
        .first(conn)
        .optional()
}

pub fn insert_assignment(work: &mut Work<'_>, application: Id, reviewer: Id) -> Result<(), Problem> {
    let row = AssignmentRow {
        id: work.new_id(),
        application_id: application,
        reviewer_id: reviewer,
        created_at: work.stamp(),
        state: AssignmentState::Assigned,
        recusal_reason: None,
        updated_at: work.stamp(),
        version: 1,
        set_aside_reason: None,
    };
    diesel::insert_into(review_assignments::table).values(row).execute(work.conn)?;
    Ok(())
}

/// Moves an assignment on, with the reason where the new state needs one; 412 when it moved since it was read, so that of a review and a recusal at the same moment only one
/// is kept.
pub fn update_assignment(
    work: &mut Work<'_>,
    row: &AssignmentRow,
    state: AssignmentState,
    reason: Option<String>,
) -> Result<AssignmentRow, Problem> {
    let reason_of = |wanted: AssignmentState| reason.clone().filter(|_| state == wanted);
    let next = AssignmentRow {
        state,
        recusal_reason: reason_of(AssignmentState::Recused),
        set_aside_reason: reason_of(AssignmentState::SetAside),
        updated_at: work.stamp(),
        version: row.version + 1,
        ..row.clone()
    };
    let rows = diesel::update(
        review_assignments::table
            .filter(review_assignments::id.eq(row.id).and(review_assignments::version.eq(row.version))),
    )
    .set((
        review_assignments::state.eq(next.state),
        review_assignments::recusal_reason.eq(&next.recusal_reason),
        review_assignments::set_aside_reason.eq(&next.set_aside_reason),
        review_assignments::updated_at.eq(next.updated_at),
        review_assignments::version.eq(next.version),
    ))
    .execute(work.conn)?;
    if rows == 1 { Ok(next) } else { Err(Problem::stale()) }
}

/// 412 when it moved since it was read.
pub fn delete_assignment(conn: &mut AnyConnection, row: &AssignmentRow) -> Result<(), Problem> {
    let rows = diesel::delete(
        review_assignments::table
            .filter(review_assignments::id.eq(row.id).and(review_assignments::version.eq(row.version))),
    )
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// How many reviews each of these people has still to write, in all openings but this one.
pub fn waiting_elsewhere(
    conn: &mut AnyConnection,
    opening: Id,
    people: &[Id],
) -> QueryResult<HashMap<Id, i64>> {
    let mut found = HashMap::new();
    for some in people.chunks(500) {
        let rows: Vec<(Id, i64)> = review_assignments::table
            .inner_join(applications::table)
            .filter(review_assignments::reviewer_id.eq_any(some.to_vec()))
            .filter(review_assignments::state.eq(AssignmentState::Assigned))
            .filter(
                applications::opening_id.ne(opening).and(applications::state.eq(ApplicationState::InReview)),
            )
            .group_by(review_assignments::reviewer_id)
            .select((review_assignments::reviewer_id, count_star()))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Gives these applications, in this order, the next numbers of their opening; 409 when somebody else does so at this moment.
pub fn number_applications(conn: &mut AnyConnection, opening: Id, unnumbered: &[Id]) -> Result<(), Problem> {
    let last: Option<i32> = applications::table
        .filter(applications::opening_id.eq(opening))
        .select(max(applications::review_number))
        .first(conn)?;
    for (number, id) in (last.unwrap_or(0) + 1..).zip(unnumbered) {
        diesel::update(applications::table.filter(applications::id.eq(*id)))
            .set(applications::review_number.eq(Some(number)))
            .execute(conn)?;
    }
    Ok(())
}
