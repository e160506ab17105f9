//! Mentors whom a round gives nobody, beside the mentees it leaves out.

use crate::matching::explanation::{RemovedMentors, UnmatchedWhy, rule_name};
use crate::matching::queries::rounds::RoundRow;
use crate::matching::service::workbench;
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
    let of_region = workbench::is_of_region(work, round)?;
    Ok(left
        .into_iter()
        .map(|left| UnmatchedPerson {
            enrolment_id: left.member.enrolment_id,
            person_id: left.member.person_id,
            region_id: left.member.region_id,
            reason: why(&left, of_region),
        })
        .collect())
}

fn why(left: &MentorLeft, of_region: bool) -> UnmatchedWhy {
    let whose = if of_region { " of this region" } else { "" };
    if left.eligible > 0 {
        let text = match left.eligible {
            1 => format!("The only eligible mentee{whose} has a mentor."),
            all => format!("All {all} eligible mentees{whose} have a mentor."),
        };
        return UnmatchedWhy {
            code: "all_eligible_matched",
            text,
            eligible: left.eligible,
            of_region,
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
        text: format!("No mentee{whose} is eligible."),
        eligible: 0,
        of_region,
        removed,
    }
}
