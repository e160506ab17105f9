//! Mentors whom a round gives nobody, and why.
//!
//! Whoever has an eligible mentor with a free seat is matched, so there are two reasons only: every mentee whom the mentor
//! could have has a mentor, or there is none.

use std::collections::HashSet;

use matcher::{Explainer, HardRule, Standing};

use super::question::Question;
use crate::matching::queries::proposals;
use crate::matching::queries::rounds::RoundRow;
use crate::matching::queries::workbench::members::{self, MemberRow};
use crate::matching::rules::ProposalState;
use crate::platform::db::Id;
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// Why a mentor has no mentee of a round.
#[derive(Debug, Clone)]
pub struct MentorLeft {
    pub member: MemberRow,
    /// Mentees who could have had this mentor; all of them have another.
    pub eligible: u32,
    /// How many each rule removed, a mentee once, under the first.
    pub removed: Vec<(HardRule, u32)>,
    /// Mentees for whom the mentor is not available.
    pub not_available: u32,
}

/// # Errors
/// When the database does not answer.
pub fn list(
    work: &mut Work<'_>,
    round: &RoundRow,
    region: Option<Id>,
    window: &Window<Id>,
) -> Result<Vec<MentorLeft>, Problem> {
    let has_somebody: HashSet<Id> = proposals::of_round(work.conn, round.id)?
        .into_iter()
        .filter(|row| !matches!(row.state, ProposalState::Replaced | ProposalState::Withdrawn))
        .map(|row| row.mentor_enrolment_id)
        .collect();
    let found = members::mentors_with_seats(work.conn, work.scope, round.id, region, window, &has_somebody)?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let question = Question::of(work, round)?;
    let explainer = Explainer::new(&question.whole);
    Ok(found.into_iter().map(|member| reason(&question, &explainer, member)).collect())
}

fn reason(question: &Question, explainer: &Explainer<'_>, member: MemberRow) -> MentorLeft {
    let mentor = member.person_id.to_string();
    let (mut eligible, mut not_available) = (0, 0);
    let mut removed: Vec<(HardRule, u32)> = Vec::new();
    for mentee in &question.whole.mentees {
        let Ok(pair) = explainer.explain(&mentee.id, &mentor) else { continue };
        match pair.standing {
            Standing::Eligible => eligible += 1,
            Standing::NotAvailable => not_available += 1,
            Standing::RuledOut { rules } => {
                let Some(first) = rules.first() else { continue };
                match removed.iter_mut().find(|(rule, _)| rule == first) {
                    Some((_, count)) => *count += 1,
                    None => removed.push((*first, 1)),
                }
            }
        }
    }
    removed.sort_by_key(|(rule, _)| *rule);
    MentorLeft { member, eligible, removed, not_available }
}
