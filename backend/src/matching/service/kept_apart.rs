//! Who must not be put together by a file of pairings: what rounds vetoed, which is said, and what is 'not available', of which
//! nothing tells whether the mentor pauses, the two declined each other, or somebody said something in confidence.

use std::collections::HashSet;

use super::workbench::taken_over::TakenOver;
use crate::matching::queries::enrolments::EnrolmentRow;
use crate::matching::queries::workbench::pauses;
use crate::matching::queries::{never_again, proposals};
use crate::matching::rules::PairOf;
use crate::matching::wishes::OfCycle;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// Why two are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptApartBy {
    Veto,
    NotAvailable,
}

/// See the module.
pub struct KeptApart {
    vetoes: HashSet<PairOf>,
    /// People, in either order.
    people: HashSet<(Id, Id)>,
    /// Enrolments of mentors.
    pausing: HashSet<Id>,
}

impl KeptApart {
    /// Of a cycle with these enrolments, and of people some of whom may not be enrolled yet.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn of(
        work: &mut Work<'_>,
        cycle: Id,
        enrolled: &[EnrolmentRow],
        people: &[Id],
    ) -> Result<Self, Problem> {
        let confidential = OfCycle::read(work, cycle)?;
        let mut apart: Vec<(Id, Id)> = enrolled
            .iter()
            .flat_map(|row| confidential.excluded_people(row.id).iter().map(|other| (row.person_id, *other)))
            .collect();
        apart.extend(never_again::asked_by(work.conn, people)?);
        apart.extend(proposals::barred_pairs(work.conn, cycle)?);
        Ok(Self {
            vetoes: TakenOver::of_cycle(work, cycle)?.pairs().collect(),
            people: apart.into_iter().flat_map(|(one, other)| [(one, other), (other, one)]).collect(),
            pausing: pauses::pausing(work.conn, cycle, work.now.date_naive())?.into_iter().collect(),
        })
    }

    /// Whether a mentor and a mentee are kept apart, each a person and, once there is one, the enrolment.
    #[must_use]
    pub fn why(&self, mentor: (Id, Option<Id>), mentee: (Id, Option<Id>)) -> Option<KeptApartBy> {
        let pauses = mentor.1.is_some_and(|enrolment| self.pausing.contains(&enrolment));
        if pauses || self.people.contains(&(mentor.0, mentee.0)) {
            return Some(KeptApartBy::NotAvailable);
        }
        let pair = PairOf { mentee: mentee.1?, mentor: mentor.1? };
        self.vetoes.contains(&pair).then_some(KeptApartBy::Veto)
    }
}
