//! Openings: drafted, published, closed.

use chrono::NaiveDate;
use serde_json::json;

use super::reading_scope;
use crate::network;
use crate::platform::auth::IfMatch;
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

/// What an edit changes.
#[derive(Default)]
pub struct OpeningChanges {
    pub seats: Option<Vec<Id>>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub term_starts_on: Option<NaiveDate>,
    pub term_ends_on: Option<NaiveDate>,
    pub closes_on: Option<NaiveDate>,
    pub handover: Option<bool>,
    pub criteria: Option<Vec<Criterion>>,
    pub blind_review: Option<bool>,
    pub references_asked: Option<i32>,
    pub book_until_hours: Option<i32>,
    pub change_until_hours: Option<i32>,
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
fn seat_problems(work: &mut Work<'_>, region: Id, seats: &[Id]) -> Result<Vec<FieldError>, Problem> {
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

/// Edits a draft; extends or rewords what is published.
///
/// # Errors
/// 409 when it is closed or filled, or published and more is to change than may, 412 when it moved on, 422 naming
/// everything that does not fit.
pub fn update_opening(
    work: &mut Work<'_>,
    id: Id,
    expected: &IfMatch,
    changes: OpeningChanges,
) -> Result<OpeningRow, Problem> {
    let opening = find_opening(work, id)?;
    expected.check(opening.version)?;
    match opening.state {
        OpeningState::Draft => edit_draft(work, opening, changes),
        OpeningState::Published => edit_published(work, &opening, changes),
        OpeningState::Closed | OpeningState::Filled => Err(Problem::conflict(format!(
            "The opening is {}: only a draft or a published opening is edited.",
            opening.state
        ))),
    }
}

fn edit_draft(
    work: &mut Work<'_>,
    opening: OpeningRow,
    changes: OpeningChanges,
) -> Result<OpeningRow, Problem> {
    let row = OpeningRow {
        title: changes.title.map_or(opening.title, |title| title.trim().to_owned()),
        description: changes.description.unwrap_or(opening.description),
        term_starts_on: changes.term_starts_on.unwrap_or(opening.term_starts_on),
        term_ends_on: changes.term_ends_on.unwrap_or(opening.term_ends_on),
        closes_on: changes.closes_on.unwrap_or(opening.closes_on),
        blind_review: changes.blind_review.unwrap_or(opening.blind_review),
        references_asked: changes.references_asked.unwrap_or(opening.references_asked),
        handover: changes.handover.unwrap_or(opening.handover),
        book_until_hours: changes.book_until_hours.unwrap_or(opening.book_until_hours),
        change_until_hours: changes.change_until_hours.unwrap_or(opening.change_until_hours),
        updated_at: work.stamp(),
        version: opening.version + 1,
        ..opening
    };
    let asked = changes.criteria.as_deref().unwrap_or_default();
    let mut wrong = rules::opening_problems(row.term_starts_on, row.term_ends_on, row.closes_on, asked);
    if let Some(seats) = &changes.seats {
        wrong.extend(seat_problems(work, row.region_id, seats)?);
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    queries::update_opening(work.conn, &row)?;
    if let Some(seats) = &changes.seats {
        queries::replace_seats(work.conn, row.id, seats)?;
    }
    if let Some(criteria) = &changes.criteria {
        queries::replace_criteria(work, row.id, criteria)?;
    }
    work.record(Change::new("opening.updated", row.id).in_region(row.region_id))?;
    Ok(row)
}

/// Applicants have read the words of a published opening, and reviewers judge by its criteria: the words may become
/// clearer and the time longer, and the record says what stood there before. All else stays as it was published.
fn edit_published(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    changes: OpeningChanges,
) -> Result<OpeningRow, Problem> {
    // Taken apart in full: whoever adds a field decides here whether it may change.
    let OpeningChanges {
        seats,
        title,
        description,
        term_starts_on,
        term_ends_on,
        closes_on,
        handover,
        criteria,
        blind_review,
        references_asked,
        book_until_hours,
        change_until_hours,
    } = changes;
    let fixed = [
        ("seat_ids", seats.is_some()),
        ("term_starts_on", term_starts_on.is_some()),
        ("term_ends_on", term_ends_on.is_some()),
        ("handover", handover.is_some()),
        ("criteria", criteria.is_some()),
        ("blind_review", blind_review.is_some()),
        ("references_asked", references_asked.is_some()),
        ("book_until_hours", book_until_hours.is_some()),
        ("change_until_hours", change_until_hours.is_some()),
    ];
    let refused: Vec<&str> = fixed.iter().filter(|(_, named)| *named).map(|(field, _)| *field).collect();
    if !refused.is_empty() {
        return Err(Problem::conflict(format!(
            "The opening is published: title, description and closes_on can be changed, {} cannot.",
            refused.join(", ")
        )));
    }
    let title = title.map_or_else(|| opening.title.clone(), |title| title.trim().to_owned());
    let description = description.unwrap_or_else(|| opening.description.clone());
    let closes_on = closes_on.unwrap_or(opening.closes_on);
    let mut wrong = rules::opening_problems(opening.term_starts_on, opening.term_ends_on, closes_on, &[]);
    wrong.extend(rules::extension_problem(opening.closes_on, closes_on, work.stamp()));
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let mut changed = serde_json::Map::new();
    if title != opening.title {
        changed.insert("title".to_owned(), json!({ "from": opening.title, "to": title }));
    }
    if description != opening.description {
        changed.insert("description".to_owned(), json!({ "from": opening.description, "to": description }));
    }
    if closes_on != opening.closes_on {
        changed.insert("closes_on".to_owned(), json!({ "from": opening.closes_on, "to": closes_on }));
    }
    let row = OpeningRow {
        title,
        description,
        closes_on,
        updated_at: work.stamp(),
        version: opening.version + 1,
        ..*opening
    };
    queries::update_opening(work.conn, &row)?;
    work.record(
        Change::new("opening.updated", row.id).in_region(row.region_id).with(json!({ "changed": changed })),
    )?;
    Ok(row)
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
