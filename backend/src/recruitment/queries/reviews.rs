//! Reviews, and the applications that a reviewer is asked to review.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::applications::ApplicationRow;
use super::assignments::{AssignmentRow, STANDING};
use crate::platform::db::{AnyConnection, Id};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::schema::{applications, openings, review_assignments, review_scores, reviews};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = reviews)]
pub struct ReviewRow {
    pub id: Id,
    pub application_id: Id,
    pub reviewer_id: Id,
    pub comment: String,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// What a reviewer is asked to review.
#[derive(Debug, Queryable)]
pub struct Asked {
    pub assignment: AssignmentRow,
    pub application: ApplicationRow,
    pub opening_title: String,
    pub blind_review: bool,
}

/// A reviewer's standing assignments, newest first, since those wait.
pub fn list_assignments(
    conn: &mut AnyConnection,
    reviewer: Id,
    window: &Window<Id>,
) -> QueryResult<Vec<Asked>> {
    let mut query = review_assignments::table
        .inner_join(applications::table.inner_join(openings::table))
        .filter(review_assignments::reviewer_id.eq(reviewer))
        .filter(review_assignments::state.eq_any(STANDING))
        .into_boxed();
    if let Some(after) = window.after {
        query = query.filter(review_assignments::id.lt(after));
    }
    query
        .order(review_assignments::id.desc())
        .limit(window.fetch())
        .select((
            AssignmentRow::as_select(),
            ApplicationRow::as_select(),
            openings::title,
            openings::blind_review,
        ))
        .load(conn)
}

pub fn find_review(
    conn: &mut AnyConnection,
    application: Id,
    reviewer: Id,
) -> QueryResult<Option<ReviewRow>> {
    reviews::table
        .filter(reviews::application_id.eq(application).and(reviews::reviewer_id.eq(reviewer)))
        .select(ReviewRow::as_select())
        .first(conn)
        .optional()
}

/// The reviews of these applications, oldest first.
pub fn reviews_of(conn: &mut AnyConnection, applications: &[Id]) -> QueryResult<Vec<ReviewRow>> {
    let mut found = Vec::new();
    for some in applications.chunks(500) {
        let mut rows: Vec<ReviewRow> = reviews::table
            .filter(reviews::application_id.eq_any(some.to_vec()))
            .order(reviews::id)
            .select(ReviewRow::as_select())
            .load(conn)?;
        found.append(&mut rows);
    }
    Ok(found)
}

/// (criterion, score) of each of these reviews.
pub fn scores_of(conn: &mut AnyConnection, reviews: &[Id]) -> QueryResult<HashMap<Id, Vec<(Id, i32)>>> {
    let mut found: HashMap<Id, Vec<(Id, i32)>> = HashMap::new();
    for some in reviews.chunks(500) {
        let rows: Vec<(Id, Id, i32)> = review_scores::table
            .filter(review_scores::review_id.eq_any(some.to_vec()))
            .select((review_scores::review_id, review_scores::criterion_id, review_scores::score))
            .load(conn)?;
        for (review, criterion, score) in rows {
            found.entry(review).or_default().push((criterion, score));
        }
    }
    Ok(found)
}

/// Writes a review (version 1: its first) with its scores; 412 when it moved since it was read.
pub fn save_review(conn: &mut AnyConnection, row: &ReviewRow, scores: &[(Id, i32)]) -> Result<(), Problem> {
    if row.version == 1 {
        diesel::insert_into(reviews::table).values(row.clone()).execute(conn)?;
    } else {
        let rows = diesel::update(
            reviews::table.filter(reviews::id.eq(row.id).and(reviews::version.eq(row.version - 1))),
        )
        .set((
            reviews::comment.eq(&row.comment),
            reviews::updated_at.eq(row.updated_at),
            reviews::version.eq(row.version),
        ))
        .execute(conn)?;
        if rows != 1 {
            return Err(Problem::stale());
        }
    }
    diesel::delete(review_scores::table.filter(review_scores::review_id.eq(row.id))).execute(conn)?;
    for (criterion, score) in scores {
        diesel::insert_into(review_scores::table)
            .values((
                review_scores::review_id.eq(row.id),
                review_scores::criterion_id.eq(*criterion),
                review_scores::score.eq(*score),
            ))
            .execute(conn)?;
    }
    Ok(())
}
