//! People named one by one: whom alone a choice is for, or whom it leaves out.

use std::collections::HashSet;

use super::finding::Found;
use super::selection::{Selection, wrong};
use crate::identity;
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::work::Work;

/// Of those found the named ones, or all but those. Whom the choice does not find may still be left out: somebody who went
/// since the list was read stops nothing.
///
/// # Errors
/// 422 naming everybody who is unknown to the caller, and everybody whom it is for and who was not found.
pub(super) fn narrowed(
    work: &mut Work<'_>,
    selection: &Selection,
    mut found: Vec<Found>,
) -> Result<Vec<Found>, Problem> {
    let (field, named, alone) = match (&selection.only_people, &selection.without_people) {
        (None, None) => return Ok(found),
        (Some(named), _) => ("only_people", named, true),
        (None, Some(named)) => ("without_people", named, false),
    };
    let here: HashSet<Id> = found.iter().map(|one| one.person).collect();
    let known = identity::addressees(work.conn, work.scope, named)?;
    let problem = |(at, id): (usize, &Id)| -> Option<FieldError> {
        let (code, detail) = match (here.contains(id), known.contains_key(id)) {
            (true, _) => return None,
            (false, false) => ("unknown", "There is no such person in your regions."),
            (false, true) if alone => ("not_chosen", "The choice does not find this person."),
            (false, true) => return None,
        };
        Some(wrong(&format!("{field}/{at}"), code, detail))
    };
    let wrong: Vec<FieldError> = named.iter().enumerate().filter_map(problem).collect();
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let named: HashSet<Id> = named.iter().copied().collect();
    found.retain(|one| named.contains(&one.person) == alone);
    Ok(found)
}
