//! The rows of a round: what the matcher answered, about the people whom its ids name.

use std::collections::HashMap;

use matcher::{MatchedPair, Others, Outcome};

use crate::matching::queries::enrolments::EnrolmentRow;
use crate::matching::queries::proposals::{ProposalRow, StoredAlternative};
use crate::matching::queries::rounds::{RoundRow, UnmatchedRow};
use crate::matching::rules::ProposalState;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// The best other mentors that are kept with a proposal.
pub const ALTERNATIVES: usize = 3;

/// A round and its people, by the matcher's ids.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    pub round: &'a RoundRow,
    /// The most points that a pair can have.
    pub out_of: u32,
    pub mentors: &'a HashMap<String, EnrolmentRow>,
    pub mentees: &'a HashMap<String, EnrolmentRow>,
}

impl Rows<'_> {
    /// The pair as a proposal that nobody was asked about yet. `alternatives` as [`Self::alternatives`] tells them.
    ///
    /// # Errors
    /// When the matcher named somebody who is not there.
    pub fn proposal(
        &self,
        work: &Work<'_>,
        pair: &MatchedPair,
        alternatives: String,
    ) -> Result<ProposalRow, Problem> {
        let unknown = || Problem::internal("the matcher named somebody who is not in the round");
        let mentor = self.mentors.get(&pair.mentor).ok_or_else(unknown)?;
        let mentee = self.mentees.get(&pair.mentee).ok_or_else(unknown)?;
        Ok(ProposalRow {
            id: work.new_id(),
            round_id: self.round.id,
            cycle_id: self.round.cycle_id,
            region_id: mentee.region_id,
            mentor_enrolment_id: mentor.id,
            mentee_enrolment_id: mentee.id,
            mentor_id: mentor.person_id,
            mentee_id: mentee.person_id,
            points: i32::try_from(pair.points).unwrap_or(i32::MAX),
            points_possible: i32::try_from(self.out_of).unwrap_or(i32::MAX),
            factors: serde_json::to_string(&pair.factors).map_err(Problem::internal)?,
            alternatives,
            state: ProposalState::Proposed,
            mentor_answer: None,
            mentee_answer: None,
            decline_reason: None,
            answer_by: None,
            created_at: work.stamp(),
            updated_at: work.stamp(),
            version: 1,
        })
    }

    /// The best mentors but the pair's own, as they are stored. A pair made against a rule is in nobody's outcome, so its
    /// mentor is left out here.
    ///
    /// # Errors
    /// When the mentee is unknown to the matcher.
    pub fn alternatives(&self, others: &Others<'_, '_, '_>, pair: &MatchedPair) -> Result<String, Problem> {
        let mut best = others.of(&pair.mentee, ALTERNATIVES + 1).map_err(Problem::internal)?;
        best.retain(|other| other.mentor != pair.mentor);
        best.truncate(ALTERNATIVES);
        self.stored(best)
    }

    /// Alternatives as they are stored with a proposal.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn stored(&self, others: Vec<matcher::Alternative>) -> Result<String, Problem> {
        let stored: Vec<StoredAlternative> = others
            .into_iter()
            .filter_map(|other| {
                self.mentors.get(&other.mentor).map(|row| StoredAlternative {
                    enrolment_id: row.id,
                    person_id: row.person_id,
                    points: other.points,
                    full: other.full,
                })
            })
            .collect();
        serde_json::to_string(&stored).map_err(Problem::internal)
    }

    /// Whom the outcome leaves out, each with the reason.
    ///
    /// # Errors
    /// When a reason cannot be written.
    pub fn unmatched(&self, outcome: &Outcome) -> Result<Vec<UnmatchedRow>, Problem> {
        outcome
            .unmatched
            .iter()
            .filter_map(|left| self.mentees.get(&left.mentee).map(|row| (row, &left.reason)))
            .map(|(row, reason)| {
                Ok(UnmatchedRow {
                    round_id: self.round.id,
                    enrolment_id: row.id,
                    region_id: row.region_id,
                    person_id: row.person_id,
                    reason: serde_json::to_string(reason).map_err(Problem::internal)?,
                })
            })
            .collect()
    }
}
