//! What is confidential in an enrolment: sensitive wishes, and whom somebody must not be matched with. The person alone reads
//! and changes them. Who is not to meet is read by the pool of a round, and where a pair is made by hand or by a file, to refuse
//! it as
//! 'not available'; wishes by the pool alone. Nobody else reads any of it, and nothing that is kept tells whether there is any.
//!
//! No event is written. The audit row of a save says that somebody saved the page, which everybody is shown: it is the same
//! for 'nothing' as for anything else. A save is a `PUT`, whose answer is never kept.

pub mod api;
mod codes;
mod queries;

use std::collections::HashMap;

use serde_json::json;
use sha2::{Digest, Sha256};

pub use codes::Wish;

use crate::identity;
use crate::matching::queries::enrolments::{self, EnrolmentRow};
use crate::matching::queries::{cycles, never_again};
use crate::matching::rules::{CycleState, EnrolmentState};
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::work::Work;

/// What one enrolment keeps to itself.
pub struct Confidential {
    pub wishes: Vec<Wish>,
    pub excluded: Vec<Id>,
}

impl Confidential {
    /// A number for what it says, so that saving nothing leaves what never saying anything leaves.
    #[must_use]
    pub fn version(&self) -> i64 {
        if self.wishes.is_empty() && self.excluded.is_empty() {
            return 0;
        }
        let excluded: Vec<String> = self.excluded.iter().map(Id::to_string).collect();
        let digest = Sha256::digest(format!("{} {}", codes::stored(&self.wishes), excluded.join(" ")));
        // Six bytes: what JavaScript holds exactly.
        digest.iter().take(6).fold(0, |number, byte| number << 8 | i64::from(*byte))
    }
}

/// The enrolment, if it is the caller's own. To everybody else it has no such page.
fn own_enrolment(work: &mut Work<'_>, id: Id) -> Result<EnrolmentRow, Problem> {
    let own = Scope { own: Some(work.caller.require_person()?), ..Scope::default() };
    enrolments::find(work.conn, &own, id)?.ok_or_else(|| Problem::not_found("enrolment"))
}

/// # Errors
/// 404 unless the enrolment is the caller's own.
pub fn read_own(work: &mut Work<'_>, id: Id) -> Result<(EnrolmentRow, Confidential), Problem> {
    let row = own_enrolment(work, id)?;
    let wishes = queries::wishes_of(work.conn, row.id)?;
    let excluded = queries::exclusions_of(work.conn, row.id)?;
    Ok((row, Confidential { wishes, excluded }))
}

/// Replaces all of it.
///
/// # Errors
/// 404 unless the enrolment is the caller's own; 409 when it is withdrawn or its cycle closed; 422 naming who is unknown.
pub fn save_own(work: &mut Work<'_>, row: &EnrolmentRow, said: &Confidential) -> Result<(), Problem> {
    let cycle = cycles::lock(work, row.cycle_id)?;
    if cycle.state == CycleState::Closed {
        return Err(Problem::conflict("The cycle is closed."));
    }
    if row.state == EnrolmentState::Withdrawn {
        return Err(Problem::conflict("The enrolment is withdrawn."));
    }
    let mut wrong = Vec::new();
    exclusion_problems(work, row.person_id, &said.excluded, &mut wrong)?;
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    queries::set_wishes(work.conn, row.id, &codes::each_once(&said.wishes))?;
    queries::set_exclusions(work.conn, row.id, &said.excluded)?;
    work.audit("enrolment.confidential_page_saved", "enrolment", row.id, &json!({}))
}

/// Only the person says whom they exclude: whoever else could say it could also take it back, and nobody would see.
#[must_use]
pub fn only_own_exclusions(work: &Work<'_>, person: Id) -> Option<FieldError> {
    let detail = "Only the person says who must not be matched with them.";
    (work.caller.person() != Some(person))
        .then(|| FieldError::new("/excluded_person_ids", "only_own", detail))
}

/// What is wrong with whom a person excludes.
///
/// # Errors
/// When the database does not answer.
pub fn exclusion_problems(
    work: &mut Work<'_>,
    person: Id,
    excluded: &[Id],
    wrong: &mut Vec<FieldError>,
) -> Result<(), Problem> {
    let known = identity::contacts(work.conn, excluded)?;
    for (at, other) in excluded.iter().enumerate() {
        let pointer = format!("/excluded_person_ids/{at}");
        if *other == person {
            wrong.push(FieldError::new(&pointer, "same_person", "Nobody is matched with themselves anyway."));
        } else if !known.contains_key(other) {
            wrong.push(FieldError::new(&pointer, "unknown", "There is no such person."));
        } else if excluded[..at].contains(other) {
            wrong.push(FieldError::new(&pointer, "duplicate", "The person is named before."));
        }
    }
    Ok(())
}

/// Whom an enrolment excludes, as it is told while enrolling.
///
/// # Errors
/// When the database does not answer.
pub fn set_exclusions(work: &mut Work<'_>, enrolment: Id, people: &[Id]) -> Result<(), Problem> {
    queries::set_exclusions(work.conn, enrolment, people)
}

/// Whoever leaves a cycle leaves nothing confidential behind.
///
/// # Errors
/// When the database does not answer.
pub fn forget(work: &mut Work<'_>, enrolment: Id) -> Result<(), Problem> {
    queries::set_wishes(work.conn, enrolment, &[])?;
    queries::set_exclusions(work.conn, enrolment, &[])
}

/// Nor does a cycle that is closed.
///
/// # Errors
/// When the database does not answer.
pub fn forget_cycle(work: &mut Work<'_>, cycle: Id) -> Result<(), Problem> {
    Ok(queries::forget_cycle(work.conn, cycle)?)
}

/// What the enrolments of a cycle keep to themselves, as the matcher takes it.
pub struct OfCycle {
    wishes: HashMap<Id, Vec<Wish>>,
    exclusions: HashMap<Id, Vec<Id>>,
}

impl OfCycle {
    /// # Errors
    /// When the database does not answer.
    pub fn read(work: &mut Work<'_>, cycle: Id) -> Result<Self, Problem> {
        let mut exclusions = queries::exclusions_in(work.conn, cycle)?;
        never_again::add_in(work.conn, cycle, &mut exclusions)?;
        Ok(Self { wishes: queries::wishes_in(work.conn, cycle)?, exclusions })
    }

    /// Nothing of anybody: for a preview, from which nothing confidential may be inferred.
    #[must_use]
    pub fn left_out() -> Self {
        Self { wishes: HashMap::new(), exclusions: HashMap::new() }
    }

    #[must_use]
    pub fn wishes(&self, enrolment: Id) -> Vec<String> {
        self.wishes.get(&enrolment).into_iter().flatten().map(|wish| wish.as_str().to_owned()).collect()
    }

    #[must_use]
    pub fn excluded_people(&self, enrolment: Id) -> &[Id] {
        self.exclusions.get(&enrolment).map_or(&[], Vec::as_slice)
    }

    #[must_use]
    pub fn excluded(&self, enrolment: Id) -> Vec<String> {
        self.exclusions.get(&enrolment).into_iter().flatten().map(Id::to_string).collect()
    }
}
