//! Mentors whom a round gives nobody, beside the mentees it leaves out.

use crate::matching::explanation::{RemovedMentors, UnmatchedWhy, rule_name};
use crate::matching::queries::rounds::RoundRow;
use crate::matching::service::workbench::mentors_left::{self, MentorLeft};
use crate::platform::db::Id;
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// Somebody without a pair, as the list of them shows.
pub struct UnmatchedPerson {
    pub enrolment_id: Id,
    pub person_id: Id,
    pub region_id: Id,
    pub reason: UnmatchedWhy,
}

/// # Errors
/// When the database does not answer.
pub fn list(
    work: &mut Work<'_>,
    round: &RoundRow,
    region: Option<Id>,
    window: &Window<Id>,
) -> Result<Vec<UnmatchedPerson>, Problem> {
    let left = mentors_left::list(work, round, region, window)?;
    Ok(left
        .into_iter()
        .map(|left| UnmatchedPerson {
            enrolment_id: left.member.enrolment_id,
            person_id: left.member.person_id,
            region_id: left.member.region_id,
            reason: why(&left),
        })
        .collect())
}

fn why(left: &MentorLeft) -> UnmatchedWhy {
    if left.eligible > 0 {
        let text = match left.eligible {
            1 => "The only eligible mentee has a mentor.".to_owned(),
            all => format!("All {all} eligible mentees have a mentor."),
        };
        return UnmatchedWhy {
            code: "all_eligible_matched",
            text,
            eligible: left.eligible,
            removed: Vec::new(),
        };
    }
    let mut removed: Vec<RemovedMentors> = left
        .removed
        .iter()
        .map(|(rule, mentees)| RemovedMentors { rule: rule_name(*rule), mentors: *mentees })
        .collect();
    if left.not_available > 0 {
        removed.push(RemovedMentors { rule: "not_available", mentors: left.not_available });
    }
    UnmatchedWhy {
        code: "no_eligible_mentee",
        text: "No mentee is eligible.".to_owned(),
        eligible: 0,
        removed,
    }
}
