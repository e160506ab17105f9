//! Completion: when nothing is open any more, and what it makes of the member's term.

use chrono::NaiveDateTime;
use serde_json::json;

use super::cohorts::{find_cohort, find_member};
use super::requirements::progress_of;
use crate::network::TermState;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::training::letters;
use crate::training::queries::{self, MemberRow};
use crate::training::rules::{CohortMemberState, RequirementState};
use crate::{identity, network};

/// Completes a member's training; a term in training becomes active. Answers the member and the
/// terms that did.
///
/// # Errors
/// 409 when it is completed already, or naming the requirements that are open.
pub fn complete_member(work: &mut Work<'_>, member: Id) -> Result<(MemberRow, Vec<Id>), Problem> {
    let member = find_member(work, member)?;
    if member.state != CohortMemberState::InTraining {
        return Err(Problem::conflict("The training is completed already."));
    }
    let open: Vec<String> = progress_of(work, member.cohort_id, &[member.id])?
        .remove(&member.id)
        .unwrap_or_default()
        .into_iter()
        .filter(|progress| progress.state != RequirementState::Passed)
        .map(|progress| format!("\"{}\" ({})", progress.title, progress.state))
        .collect();
    if !open.is_empty() {
        return Err(Problem::conflict(format!("Requirements are open: {}.", open.join(", "))));
    }
    let row = queries::complete_member(work, &member)?;
    let today = work.now.date_naive();
    let mut activated = Vec::new();
    for term in network::terms_of_person(work, row.person_id)? {
        if term.state == TermState::InTraining && term.ends_on > today {
            network::set_term_state(work, &term, TermState::Active)?;
            activated.push(term.id);
        }
    }
    let cohort = find_cohort(work, row.cohort_id)?;
    if let Some(contact) = identity::contacts(work.conn, &[row.person_id])?.get(&row.person_id) {
        letters::completed(work, contact, &cohort)?;
    }
    work.record(
        Change::new("cohort_member.completed", row.id)
            .in_region(row.region_id)
            .with(json!({ "cohort_id": cohort.id, "person_id": row.person_id })),
    )?;
    Ok((row, activated))
}

/// When a person last completed a training, if ever.
///
/// # Errors
/// When the database does not answer.
pub fn has_completed(work: &mut Work<'_>, person: Id) -> Result<Option<NaiveDateTime>, Problem> {
    Ok(queries::last_completion(work.conn, person)?)
}
