//! Openings: drafted, published, closed.

use chrono::NaiveDate;
use serde_json::json;

use super::reading_scope;
use crate::network;
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::queries::{self, OpeningRow};
use crate::recruitment::rules::{self, Criterion, OpeningState};

/// A seat to fill in a region, for a term.
pub struct NewOpening {
    pub region: Id,
    pub seat: Id,
    pub title: String,
    pub description: String,
    pub term_starts_on: NaiveDate,
    pub term_ends_on: NaiveDate,
    /// The last day on which applications are taken.
    pub closes_on: NaiveDate,
    /// The term may overlap with the outgoing one.
    pub handover: bool,
    /// `None`: experience, leadership and commitment.
    pub criteria: Option<Vec<Criterion>>,
}

/// What an edit of a draft changes.
#[derive(Default)]
pub struct OpeningChanges {
    pub title: Option<String>,
    pub description: Option<String>,
    pub term_starts_on: Option<NaiveDate>,
    pub term_ends_on: Option<NaiveDate>,
    pub closes_on: Option<NaiveDate>,
    pub handover: Option<bool>,
    pub criteria: Option<Vec<Criterion>>,
}

/// # Errors
/// 404 outside the caller's scope.
pub fn find_opening(work: &mut Work<'_>, id: Id) -> Result<OpeningRow, Problem> {
    let scope = reading_scope(work);
    queries::find_opening(work.conn, &scope, id)?.ok_or_else(|| Problem::not_found("opening"))
}

/// Drafts an opening.
///
/// # Errors
/// 422 naming everything that does not fit: dates, criteria, a seat of another region.
pub fn create_opening(work: &mut Work<'_>, new: NewOpening) -> Result<OpeningRow, Problem> {
    let criteria = new.criteria.unwrap_or_else(rules::default_criteria);
    let mut wrong = rules::opening_problems(new.term_starts_on, new.term_ends_on, new.closes_on, &criteria);
    match network::find_seat(work, new.seat) {
        Ok(seat) if seat.region_id != new.region => {
            wrong.push(FieldError::new("/seat_id", "other_region", "This seat belongs to another region."));
        }
        Ok(seat) if seat.closed_at.is_some() => {
            wrong.push(FieldError::new("/seat_id", "closed", "This seat is closed."));
        }
        Ok(_) => {}
        Err(problem) if problem.kind == crate::platform::problem::Kind::NotFound => {
            wrong.push(FieldError::new("/seat_id", "unknown", "There is no such seat."));
        }
        Err(problem) => return Err(problem),
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let row = OpeningRow {
        id: work.new_id(),
        region_id: new.region,
        seat_id: new.seat,
        title: new.title.trim().to_owned(),
        description: new.description,
        term_starts_on: new.term_starts_on,
        term_ends_on: new.term_ends_on,
        closes_on: new.closes_on,
        state: OpeningState::Draft,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
        handover: new.handover,
    };
    queries::insert_opening(work.conn, &row)?;
    queries::replace_criteria(work, row.id, &criteria)?;
    work.record(
        Change::new("opening.created", row.id).in_region(row.region_id).with(json!({ "title": row.title })),
    )?;
    Ok(row)
}

/// Edits a draft. What is public stays as people have read it.
///
/// # Errors
/// 409 when it is no draft any more, 412 when it moved on, 422 naming everything that does not fit.
pub fn update_opening(
    work: &mut Work<'_>,
    id: Id,
    expected: &IfMatch,
    changes: OpeningChanges,
) -> Result<OpeningRow, Problem> {
    let opening = find_opening(work, id)?;
    expected.check(opening.version)?;
    if opening.state != OpeningState::Draft {
        return Err(Problem::conflict(format!("The opening is {}: only a draft is edited.", opening.state)));
    }
    let row = OpeningRow {
        title: changes.title.map_or(opening.title, |title| title.trim().to_owned()),
        description: changes.description.unwrap_or(opening.description),
        term_starts_on: changes.term_starts_on.unwrap_or(opening.term_starts_on),
        term_ends_on: changes.term_ends_on.unwrap_or(opening.term_ends_on),
        closes_on: changes.closes_on.unwrap_or(opening.closes_on),
        handover: changes.handover.unwrap_or(opening.handover),
        updated_at: work.stamp(),
        version: opening.version + 1,
        ..opening
    };
    let asked = changes.criteria.as_deref().unwrap_or_default();
    let wrong = rules::opening_problems(row.term_starts_on, row.term_ends_on, row.closes_on, asked);
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    queries::update_opening(work.conn, &row)?;
    if let Some(criteria) = &changes.criteria {
        queries::replace_criteria(work, row.id, criteria)?;
    }
    work.record(Change::new("opening.updated", row.id).in_region(row.region_id))?;
    Ok(row)
}

/// Moves an opening on and bumps its version: whoever decided on an older one is told.
pub fn move_on(work: &mut Work<'_>, opening: OpeningRow, state: OpeningState) -> Result<OpeningRow, Problem> {
    let row = OpeningRow { state, updated_at: work.stamp(), version: opening.version + 1, ..opening };
    queries::update_opening(work.conn, &row)?;
    Ok(row)
}

/// Puts a draft on the public page.
///
/// # Errors
/// 409 when it is no draft, or its closing day is over.
pub fn publish_opening(work: &mut Work<'_>, id: Id) -> Result<OpeningRow, Problem> {
    let opening = find_opening(work, id)?;
    if !opening.state.may_become(OpeningState::Published) {
        return Err(Problem::conflict(format!(
            "The opening is {}: only a draft is published.",
            opening.state
        )));
    }
    if rules::end_of_day_everywhere(opening.closes_on) <= work.stamp() {
        return Err(Problem::conflict("Its closing day is over: change closes_on first."));
    }
    let row = move_on(work, opening, OpeningState::Published)?;
    work.record(
        Change::new("opening.published", row.id).in_region(row.region_id).with(json!({ "title": row.title })),
    )?;
    Ok(row)
}

/// Takes no more applications; a draft is given up.
///
/// # Errors
/// 409 when it is closed or filled.
pub fn close_opening(work: &mut Work<'_>, id: Id) -> Result<OpeningRow, Problem> {
    let opening = find_opening(work, id)?;
    if !opening.state.may_become(OpeningState::Closed) {
        return Err(Problem::conflict(format!("The opening is {} already.", opening.state)));
    }
    let row = move_on(work, opening, OpeningState::Closed)?;
    work.record(Change::new("opening.closed", row.id).in_region(row.region_id))?;
    Ok(row)
}
