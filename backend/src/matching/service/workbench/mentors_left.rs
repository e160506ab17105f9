//! Mentors whom a round gives nobody, and why.
//!
//! Whoever has an eligible mentor with a free seat is matched, so there are two reasons only: every mentee whom the mentor
//! could have has a mentor, or there is none.
//!
//! The people are those of the round, whoever of them has been asked or left since: by today's pool the mentees whom a published
//! round matched would be gone, and no mentee would seem eligible.

use std::collections::{HashMap, HashSet};

use matcher::{Explainer, HardRule, Standing};

use crate::matching::queries::enrolments::{self, EnrolmentRow};
use crate::matching::queries::proposals::{self, ProposalRow};
use crate::matching::queries::rounds::RoundRow;
use crate::matching::queries::workbench::edits;
use crate::matching::queries::workbench::members::{self, MemberRow};
use crate::matching::rules::{Decisions, EnrolmentRole, EnrolmentState, ProposalState, Step};
use crate::matching::service::pool;
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
    let matched: Vec<ProposalRow> = proposals::of_round(work.conn, round.id)?
        .into_iter()
        .filter(|row| !matches!(row.state, ProposalState::Replaced | ProposalState::Withdrawn))
        .collect();
    let has_somebody: HashSet<Id> = matched.iter().map(|row| row.mentor_enrolment_id).collect();
    let found = members::mentors_with_seats(work.conn, work.scope, round.id, region, window, &has_somebody)?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let asked = AsOfRound::of(work, round, &matched)?;
    let explainer = Explainer::new(&asked.problem);
    Ok(found.into_iter().map(|member| reason(&asked, &explainer, member)).collect())
}

/// The people of a round as it asked about them, with what they say now.
struct AsOfRound {
    problem: matcher::Problem,
    /// Mentees who have somebody.
    matched: HashSet<String>,
}

impl AsOfRound {
    fn of(work: &mut Work<'_>, round: &RoundRow, matched: &[ProposalRow]) -> Result<Self, Problem> {
        let cycle = super::cycle_of(work, round.cycle_id)?;
        let members = members::of_round(work.conn, round.id)?;
        let has_mentor: HashSet<Id> = matched.iter().map(|row| row.mentee_enrolment_id).collect();
        let people: Vec<(EnrolmentRow, i32)> = enrolments::all_in(work.conn, cycle.id)?
            .into_iter()
            .filter_map(|row| {
                let seats = members.get(&row.id)?.seats;
                let counts =
                    has_mentor.contains(&row.id) || (seats > 0 && row.state == EnrolmentState::Enrolled);
                (counts || row.role == EnrolmentRole::Mentor).then_some((row, seats))
            })
            .collect();
        let mut problem = pool::of_members(work, &cycle, round, &people)?;
        let steps: Vec<Step> =
            edits::of_round(work.conn, round.id)?.iter().map(edits::RoundEditRow::step).collect();
        let named: HashMap<Id, String> =
            people.iter().map(|(row, _)| (row.id, row.person_id.to_string())).collect();
        let vetoes = Decisions::of(&steps).vetoes;
        problem.vetoes.extend(
            vetoes.keys().filter_map(|pair| {
                Some((named.get(&pair.mentee)?.clone(), named.get(&pair.mentor)?.clone()))
            }),
        );
        Ok(Self { problem, matched: matched.iter().map(|row| row.mentee_id.to_string()).collect() })
    }
}

fn reason(asked: &AsOfRound, explainer: &Explainer<'_>, member: MemberRow) -> MentorLeft {
    let mentor = member.person_id.to_string();
    let (mut eligible, mut not_available) = (0, 0);
    let mut removed: Vec<(HardRule, u32)> = Vec::new();
    for mentee in &asked.problem.mentees {
        let Ok(pair) = explainer.explain(&mentee.id, &mentor) else { continue };
        match pair.standing {
            Standing::Eligible if asked.matched.contains(&mentee.id) => eligible += 1,
            // Whoever is eligible now and was left out was not eligible when the round was solved.
            Standing::Eligible => {}
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
