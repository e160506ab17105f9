//! Openings: drafted, published, closed.

use chrono::NaiveDate;
use serde_json::json;

use super::reading_scope;
use crate::network;
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Kind, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::queries::{self, OpeningRow};
use crate::recruitment::rules::{self, Criterion, OpeningState};

/// One seat or several to fill in a region, for a term.
pub struct NewOpening {
    pub region: Id,
    pub seats: Vec<Id>,
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
    /// Reviewers are not told whose application they read.
    pub blind_review: bool,
    /// References that an application comes with, 0 to 3.
    pub references_asked: i32,
    /// Hours before an interview until which its applicant chooses a time, and changes it.
    pub book_until_hours: i32,
    pub change_until_hours: i32,
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
    wrong.extend(seat_problems(work, new.region, &new.seats)?);
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let row = OpeningRow {
        id: work.new_id(),
        region_id: new.region,
        title: new.title.trim().to_owned(),
        description: new.description,
        term_starts_on: new.term_starts_on,
        term_ends_on: new.term_ends_on,
        closes_on: new.closes_on,
        state: OpeningState::Draft,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
        blind_review: new.blind_review,
        references_asked: new.references_asked,
        handover: new.handover,
        book_until_hours: new.book_until_hours,
        change_until_hours: new.change_until_hours,
    };
    queries::insert_opening(work.conn, &row)?;
    queries::replace_seats(work.conn, row.id, &new.seats)?;
    queries::replace_criteria(work, row.id, &criteria)?;
    work.record(
        Change::new("opening.created", row.id).in_region(row.region_id).with(json!({ "title": row.title })),
    )?;
    Ok(row)
}

/// Whatever keeps these seats from being filled by an opening of the region.
pub fn seat_problems(work: &mut Work<'_>, region: Id, seats: &[Id]) -> Result<Vec<FieldError>, Problem> {
    let mut wrong = Vec::new();
    for (index, id) in seats.iter().enumerate() {
        let mut refuse = |code: &str, text: &str| {
            wrong.push(FieldError::new(&format!("/seat_ids/{index}"), code, text));
        };
        if seats[..index].contains(id) {
            refuse("duplicate", "This seat is named twice.");
            continue;
        }
        match network::find_seat(work, *id) {
            Ok(seat) if seat.region_id != region => {
                refuse("other_region", "This seat belongs to another region.");
            }
            Ok(seat) if seat.closed_at.is_some() => refuse("closed", "This seat is closed."),
            Ok(_) => {}
            Err(problem) if problem.kind == Kind::NotFound => refuse("unknown", "There is no such seat."),
            Err(problem) => return Err(problem),
        }
    }
    Ok(wrong)
}

/// Moves an opening on and bumps its version: whoever decided on an older one is told.
pub fn move_on(work: &mut Work<'_>, opening: OpeningRow, state: OpeningState) -> Result<OpeningRow, Problem> {
    let row = OpeningRow { state, updated_at: work.stamp(), version: opening.version + 1, ..opening };
    queries::update_opening(work.conn, &row)?;
    if matches!(row.state, OpeningState::Closed | OpeningState::Filled) {
        // Unsent applications are kept for as long after an early end as after the last day.
        let ended_on = row.closes_on.min(work.now.date_naive());
        queries::end_drafts_by(work.conn, row.id, rules::draft_expires_at(ended_on))?;
    }
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
