//! Who can be matched now: the people of a cycle as the matcher sees them.

use std::collections::HashMap;

use crate::matching::queries::cycles::CycleRow;
use crate::matching::queries::enrolments::{self, EnrolmentRow};
use crate::matching::queries::proposals;
use crate::matching::queries::rounds::RoundRow;
use crate::matching::rules::{EnrolmentRole, offset_minutes};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// A round's question, and whose place each of its ids is.
pub struct Pool {
    pub problem: matcher::Problem,
    pub mentors: HashMap<String, EnrolmentRow>,
    pub mentees: HashMap<String, EnrolmentRow>,
    /// Mentors with a free seat.
    pub free_mentors: usize,
}

/// Loads the pool of a round. Ids are those of people, so that nobody is matched with themselves.
/// Mentees who have a mentor or are asked just now are left out; mentors whose seats are taken stay
/// with no capacity, since a mentor who is full must look like one who is barred for a confidential
/// reason.
///
/// # Errors
/// When the database does not answer.
pub fn load(work: &mut Work<'_>, cycle: &CycleRow, round: &RoundRow) -> Result<Pool, Problem> {
    let now = work.stamp();
    let rows = enrolments::enrolled_in(work.conn, cycle.id, round.region_id)?;
    let held = proposals::seats_held(work.conn, cycle.id, now)?;
    let mut exclusions = enrolments::exclusions(work.conn, cycle.id)?;
    let barred = proposals::barred_pairs(work.conn, cycle.id)?;
    let policy: matcher::Policy = serde_json::from_str(&round.policy).map_err(Problem::internal)?;
    let mut pool = Pool {
        problem: matcher::Problem { policy, ..Default::default() },
        mentors: HashMap::new(),
        mentees: HashMap::new(),
        free_mentors: 0,
    };
    for row in rows {
        let taken = held.get(&row.id).copied().unwrap_or(0);
        let id = row.person_id.to_string();
        let excluded = exclusions.remove(&row.id).unwrap_or_default().iter().map(Id::to_string).collect();
        let offset = offset_minutes(&row.time_zone, cycle.starts_on).unwrap_or(0);
        match row.role {
            EnrolmentRole::Mentee => {
                if taken == 0 {
                    pool.problem.mentees.push(mentee(&row, id.clone(), offset, excluded));
                    pool.mentees.insert(id, row);
                }
            }
            EnrolmentRole::Mentor => {
                let capacity = u32::try_from(row.capacity - taken).unwrap_or(0);
                pool.free_mentors += usize::from(capacity > 0);
                pool.problem.mentors.push(mentor(&row, id.clone(), offset, capacity, excluded));
                pool.mentors.insert(id, row);
            }
        }
    }
    pool.problem.vetoes = barred
        .into_iter()
        .map(|(mentee, mentor)| (mentee.to_string(), mentor.to_string()))
        .filter(|(mentee, mentor)| pool.mentees.contains_key(mentee) && pool.mentors.contains_key(mentor))
        .collect();
    Ok(pool)
}

fn mentee(row: &EnrolmentRow, id: String, offset: i32, excluded: Vec<String>) -> matcher::Mentee {
    matcher::Mentee {
        id,
        interests: row.interests(),
        goals: row.goals(),
        languages: row.languages(),
        setting: row.setting.to_string(),
        career_stage: row.career_stage.into(),
        region: row.region_id.to_string(),
        employer: row.institution_id.map(|id| id.to_string()),
        time_zone_offset_minutes: offset,
        available_hours: None,
        excluded,
    }
}

fn mentor(
    row: &EnrolmentRow,
    id: String,
    offset: i32,
    capacity: u32,
    excluded: Vec<String>,
) -> matcher::Mentor {
    matcher::Mentor {
        id,
        interests: row.interests(),
        expertise: row.goals(),
        languages: row.languages(),
        setting: row.setting.to_string(),
        career_stage: row.career_stage.into(),
        region: row.region_id.to_string(),
        employer: row.institution_id.map(|id| id.to_string()),
        time_zone_offset_minutes: offset,
        available_hours: None,
        years_of_experience: u32::try_from(row.years_of_experience).unwrap_or(0),
        capacity,
        excluded,
    }
}
