//! What institutions are found by: the words of their names, and what makes two of them look like one. Every write of a
//! name, a place or an identifier ends by keeping it, so that no reader goes through the whole register.

mod likeness;
mod queries;

pub use likeness::Likeness;
pub use queries::likenesses::{GroupKey, group_anew, likely_groups, members_of_groups};
pub use queries::words::{BY_INSTITUTION, Found, after_all, find};

use crate::network::rules::names::words_to_find;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// Keeps what these institutions are found by, as they are now. Those that were merged are not found.
///
/// # Errors
/// When the database refuses.
pub fn keep(conn: &mut AnyConnection, ids: &[Id]) -> Result<(), Problem> {
    let mut described = queries::described(conn, ids)?;
    described.retain(|each| each.merged_into.is_none());
    let words: Vec<(String, Id)> = described
        .iter()
        .flat_map(|each| words_to_find(&each.name).into_iter().map(|word| (word, each.id)))
        .collect();
    queries::words::replace(conn, ids, &words)?;
    let identifiers = queries::identifiers_of_all(conn, ids)?;
    let holders = likeness::holders(&described, &identifiers);
    queries::likenesses::replace(conn, ids, &holders)
}

/// Reads the names of institutions that were there before names were kept: the first start after a migration.
///
/// # Errors
/// When the database refuses.
pub fn read_earlier_institutions(work: &mut Work<'_>) -> Result<(), Problem> {
    let ids = queries::take_those_to_read(work.conn)?;
    if ids.is_empty() { Ok(()) } else { keep(work.conn, &ids) }
}
