//! Conflicts of interest that somebody declared.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::on_backend;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{applications, review_conflicts};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = review_conflicts)]
pub struct ConflictRow {
    pub id: Id,
    pub application_id: Id,
    pub reviewer_id: Id,
    pub reason: String,
    /// `None`: the operator.
    pub declared_by: Option<Id>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// `false` when this reviewer's conflict with this application is declared already.
pub fn insert_conflict(conn: &mut AnyConnection, row: &ConflictRow) -> Result<bool, Problem> {
    let rows = on_backend!(conn, |c| diesel::insert_into(review_conflicts::table)
        .values(row)
        .on_conflict((review_conflicts::application_id, review_conflicts::reviewer_id))
        .do_nothing()
        .execute(c)?);
    Ok(rows == 1)
}

/// The conflicts of an opening in the order they were declared, for services that checked the permission to decide.
pub fn list_conflicts(
    conn: &mut AnyConnection,
    opening: Id,
    window: &Window<Id>,
) -> QueryResult<Vec<ConflictRow>> {
    let mut query = review_conflicts::table
        .inner_join(applications::table)
        .filter(applications::opening_id.eq(opening))
        .into_boxed();
    if let Some(after) = window.after {
        query = query.filter(review_conflicts::id.gt(after));
    }
    query.order(review_conflicts::id).limit(window.fetch()).select(ConflictRow::as_select()).load(conn)
}

/// (application, reviewer) of every declared conflict of an opening.
pub fn conflicts_of_opening(conn: &mut AnyConnection, opening: Id) -> QueryResult<Vec<(Id, Id)>> {
    review_conflicts::table
        .inner_join(applications::table)
        .filter(applications::opening_id.eq(opening))
        .select((review_conflicts::application_id, review_conflicts::reviewer_id))
        .load(conn)
}

/// For services that checked the permission to decide.
pub fn find_conflict(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<ConflictRow>> {
    review_conflicts::table
        .filter(review_conflicts::id.eq(id))
        .select(ConflictRow::as_select())
        .first(conn)
        .optional()
}

/// 412 when it is gone already.
pub fn delete_conflict(conn: &mut AnyConnection, row: &ConflictRow) -> Result<(), Problem> {
    let rows = diesel::delete(
        review_conflicts::table
            .filter(review_conflicts::id.eq(row.id).and(review_conflicts::version.eq(row.version))),
    )
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}
