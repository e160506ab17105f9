//! Seats: opened, named, closed when nobody serves on them, opened again.

use serde_json::json;

use super::find_seat;
use crate::identity;
use crate::network::queries::{self, SeatRow};
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// # Errors
/// 422 when there is no such region.
pub fn open_seat(work: &mut Work<'_>, region: Id, name: &str) -> Result<SeatRow, Problem> {
    if queries::find_region(work.conn, work.scope, region)?.is_none() {
        return Err(Problem::field("/region_id", "unknown", "There is no such region."));
    }
    let seat = SeatRow {
        id: work.new_id(),
        region_id: region,
        name: name.trim().to_owned(),
        closed_at: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_seat(work.conn, &seat)?;
    work.record(Change::new("seat.opened", seat.id).in_region(region).with(json!({ "name": seat.name })))?;
    Ok(seat)
}

/// The seat as it is now, while nobody else changes it or its terms until this transaction ends.
///
/// # Errors
/// 404 outside the caller's scope.
pub fn locked_seat(work: &mut Work<'_>, id: Id) -> Result<SeatRow, Problem> {
    find_seat(work, id)?;
    queries::lock_seat(work.conn, id)?;
    find_seat(work, id)
}

fn changed(work: &mut Work<'_>, after: SeatRow, kind: &str) -> Result<SeatRow, Problem> {
    let after = SeatRow { updated_at: work.stamp(), version: after.version + 1, ..after };
    queries::update_seat(work.conn, &after)?;
    work.record(Change::new(kind, after.id).in_region(after.region_id).with(json!({ "name": after.name })))?;
    Ok(after)
}

/// # Errors
/// 404 outside the scope, 412 when it moved on.
pub fn rename_seat(work: &mut Work<'_>, id: Id, expected: &IfMatch, name: &str) -> Result<SeatRow, Problem> {
    let seat = locked_seat(work, id)?;
    expected.check(seat.version)?;
    changed(work, SeatRow { name: name.trim().to_owned(), ..seat }, "seat.renamed")
}

/// Closes a seat that nobody serves on and nobody is to serve on. Nothing else is withdrawn by it.
///
/// # Errors
/// 409 naming the term or the opening that is in the way.
pub fn close_seat(work: &mut Work<'_>, id: Id) -> Result<SeatRow, Problem> {
    let seat = locked_seat(work, id)?;
    if seat.closed_at.is_some() {
        return Err(Problem::conflict("The seat is closed already."));
    }
    let today = work.now.date_naive();
    if let Some(term) = queries::terms_on_seat(work.conn, seat.id)?.iter().find(|term| !term.is_over(today)) {
        let name = identity::person_name(work.conn, term.person_id)?.unwrap_or_default();
        return Err(Problem::conflict(format!(
            "{name} is appointed to this seat from {} to {}: end that term first.",
            term.starts_on, term.ends_on
        )));
    }
    if let Some(title) = queries::openings_for_seat(work.conn, seat.id)?.first() {
        return Err(Problem::conflict(format!(
            "The opening '{title}' is for this seat: close that opening first."
        )));
    }
    let closed_at = Some(work.stamp());
    changed(work, SeatRow { closed_at, ..seat }, "seat.closed")
}

/// # Errors
/// 409 when it is open.
pub fn reopen_seat(work: &mut Work<'_>, id: Id) -> Result<SeatRow, Problem> {
    let seat = locked_seat(work, id)?;
    if seat.closed_at.is_none() {
        return Err(Problem::conflict("The seat is open."));
    }
    changed(work, SeatRow { closed_at: None, ..seat }, "seat.reopened")
}
