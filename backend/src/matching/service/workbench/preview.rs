//! What publishing a round would do: how many letters to whom, what clashes, and the letters of one proposal as they read.

use std::collections::HashSet;

use chrono::NaiveDateTime;

use super::summary;
use crate::matching::queries::proposals;
use crate::matching::queries::rounds::RoundRow;
use crate::matching::rules::EnrolmentRole;
use crate::matching::service::publication::{self, Clashing, People, Waiting};
use crate::platform::db::Id;
use crate::platform::letters::Letter;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// See the module.
pub struct Preview {
    pub proposals: usize,
    pub held_back: usize,
    /// Different people who get a letter.
    pub people: usize,
    pub answer_within_days: i32,
    pub answer_by: NaiveDateTime,
    pub clashes: Vec<Clashing>,
    pub changed: usize,
    pub letters: Vec<(EnrolmentRole, String, Letter)>,
}

/// # Errors
/// 403 for a national round in a region's name; 404 for a proposal that is not the round's.
pub fn of_round(
    work: &mut Work<'_>,
    round: &RoundRow,
    only_approved: bool,
    proposal: Option<Id>,
) -> Result<Preview, Problem> {
    if !super::leads(work, round) {
        return Err(Problem::forbidden("Only the task force publishes a round of the nation."));
    }
    let cycle = super::cycle_of(work, round.cycle_id)?;
    let waiting = Waiting::of(work, round.id, only_approved)?;
    let people = People::of(work, &cycle, &waiting.rows)?;
    let clashes = publication::clashes(work, &cycle, &waiting.rows, &people)?;
    let letters = match proposal {
        None => Vec::new(),
        Some(id) => {
            let row = proposals::find(work.conn, work.scope, id)?
                .filter(|row| row.round_id == round.id)
                .ok_or_else(|| Problem::not_found("proposal"))?;
            publication::introduction(work, &cycle, &row)?
        }
    };
    let asked: HashSet<Id> = waiting.rows.iter().flat_map(|row| [row.mentor_id, row.mentee_id]).collect();
    Ok(Preview {
        proposals: waiting.rows.len(),
        held_back: waiting.held_back,
        people: asked.len(),
        answer_within_days: cycle.answer_within_days,
        answer_by: publication::answer_by(work, &cycle),
        clashes,
        changed: summary::changed_since(work, round)?.len(),
        letters,
    })
}
