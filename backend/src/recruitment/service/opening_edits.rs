//! Edits of an opening: anything while it is a draft; clearer words and more time once it is published.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::drafts;
use super::openings::{find_opening, seat_problems};
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::queries::{self, OpeningRow};
use crate::recruitment::rules::{self, Criterion, OpeningState};

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
    let (seats, criteria) = (changes.seats.clone(), changes.criteria.clone());
    let row = with_changes(work, opening, changes);
    let asked = criteria.as_deref().unwrap_or_default();
    let mut wrong = rules::opening_problems(row.term_starts_on, row.term_ends_on, row.closes_on, asked);
    if let Some(seats) = &seats {
        wrong.extend(seat_problems(work, row.region_id, seats)?);
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    queries::update_opening(work.conn, &row)?;
    if let Some(seats) = &seats {
        queries::replace_seats(work.conn, row.id, seats)?;
    }
    if let Some(criteria) = &criteria {
        queries::replace_criteria(work, row.id, criteria)?;
    }
    work.record(Change::new("opening.updated", row.id).in_region(row.region_id))?;
    Ok(row)
}

fn with_changes(work: &Work<'_>, opening: OpeningRow, changes: OpeningChanges) -> OpeningRow {
    OpeningRow {
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
    }
}

/// Applicants have read the words of a published opening, and reviewers judge by its criteria: the words may become
/// clearer and the time longer, and the record says what stood there before. All else stays as it was published.
fn edit_published(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    changes: OpeningChanges,
) -> Result<OpeningRow, Problem> {
    let Words { title, description, closes_on } = words_alone(changes)?;
    let row = OpeningRow {
        title: title.map_or_else(|| opening.title.clone(), |title| title.trim().to_owned()),
        description: description.unwrap_or_else(|| opening.description.clone()),
        closes_on: closes_on.unwrap_or(opening.closes_on),
        updated_at: work.stamp(),
        version: opening.version + 1,
        ..*opening
    };
    let mut wrong = rules::opening_problems(row.term_starts_on, row.term_ends_on, row.closes_on, &[]);
    wrong.extend(rules::extension_problem(opening.closes_on, row.closes_on, work.stamp()));
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    queries::update_opening(work.conn, &row)?;
    if row.closes_on != opening.closes_on {
        drafts::follow(work, &row)?;
    }
    let changed = what_changed(opening, &row);
    work.record(
        Change::new("opening.updated", row.id).in_region(row.region_id).with(json!({ "changed": changed })),
    )?;
    Ok(row)
}

/// What of a published opening may change.
struct Words {
    title: Option<String>,
    description: Option<String>,
    closes_on: Option<NaiveDate>,
}

/// 409 naming every field besides.
fn words_alone(changes: OpeningChanges) -> Result<Words, Problem> {
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
    if refused.is_empty() {
        return Ok(Words { title, description, closes_on });
    }
    Err(Problem::conflict(format!(
        "The opening is published: title, description and closes_on can be changed, {} cannot.",
        refused.join(", ")
    )))
}

fn what_changed(before: &OpeningRow, after: &OpeningRow) -> Map<String, Value> {
    let mut changed = Map::new();
    if after.title != before.title {
        changed.insert("title".to_owned(), json!({ "from": before.title, "to": after.title }));
    }
    if after.description != before.description {
        let description = json!({ "from": before.description, "to": after.description });
        changed.insert("description".to_owned(), description);
    }
    if after.closes_on != before.closes_on {
        changed.insert("closes_on".to_owned(), json!({ "from": before.closes_on, "to": after.closes_on }));
    }
    changed
}
