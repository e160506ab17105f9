//! Instruments: written as a draft, immutable once published.

use crate::evaluation::queries::{self, InstrumentRow};
use crate::evaluation::rules::{self, InstrumentState, NewItem};
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::problem::{Kind, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// An instrument to write.
pub struct NewInstrument {
    pub code: String,
    pub title: String,
    pub licence: String,
    pub citation: String,
    pub items: Vec<NewItem>,
}

/// # Errors
/// 422 naming everything wrong with the items; 409 when the code is taken.
pub fn create_instrument(work: &mut Work<'_>, new: NewInstrument) -> Result<InstrumentRow, Problem> {
    check_items(&new.items)?;
    let row = InstrumentRow {
        id: work.new_id(),
        code: new.code,
        title: new.title,
        licence: new.licence,
        citation: new.citation,
        state: InstrumentState::Draft,
        number: 1,
        published_at: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_instrument(work.conn, &row).map_err(|problem| {
        if problem.kind == Kind::Conflict {
            return Problem::conflict(format!("Another instrument has the code '{}'.", row.code));
        }
        problem
    })?;
    queries::replace_items(work, row.id, &new.items)?;
    work.record(Change::new("instrument.created", row.id))?;
    Ok(row)
}

/// What of a draft may change; `items` replaces all of them.
pub struct InstrumentChanges {
    pub title: Option<String>,
    pub licence: Option<String>,
    pub citation: Option<String>,
    pub items: Option<Vec<NewItem>>,
}

/// # Errors
/// 409 once it is published; 422 naming everything wrong with the items.
pub fn update_instrument(
    work: &mut Work<'_>,
    id: Id,
    expected: &IfMatch,
    changes: InstrumentChanges,
) -> Result<InstrumentRow, Problem> {
    let mut row = draft(work, id)?;
    expected.check(row.version)?;
    if let Some(items) = &changes.items {
        check_items(items)?;
        queries::replace_items(work, row.id, items)?;
    }
    row.title = changes.title.unwrap_or(row.title);
    row.licence = changes.licence.unwrap_or(row.licence);
    row.citation = changes.citation.unwrap_or(row.citation);
    row.updated_at = work.stamp();
    row.version += 1;
    queries::update_instrument(work.conn, &row)?;
    work.record(Change::new("instrument.updated", row.id))?;
    Ok(row)
}

/// # Errors
/// 409 when it is published already.
pub fn publish_instrument(work: &mut Work<'_>, id: Id) -> Result<InstrumentRow, Problem> {
    let mut row = draft(work, id)?;
    row.state = InstrumentState::Published;
    row.published_at = Some(work.stamp());
    row.updated_at = work.stamp();
    row.version += 1;
    queries::update_instrument(work.conn, &row)?;
    work.record(Change::new("instrument.published", row.id))?;
    Ok(row)
}

fn draft(work: &mut Work<'_>, id: Id) -> Result<InstrumentRow, Problem> {
    let row = queries::find_instrument(work.conn, work.scope, id)?
        .ok_or_else(|| Problem::not_found("instrument"))?;
    if row.state == InstrumentState::Published {
        return Err(Problem::conflict("The instrument is published: it never changes again."));
    }
    Ok(row)
}

fn check_items(items: &[NewItem]) -> Result<(), Problem> {
    let wrong = rules::item_problems(items);
    if wrong.is_empty() { Ok(()) } else { Err(Problem::invalid(wrong)) }
}
