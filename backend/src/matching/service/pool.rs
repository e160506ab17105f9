//! Who can be matched now: the people of a cycle as the matcher sees them.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::readiness::Readiness;
use crate::matching::queries::cycles::CycleRow;
use crate::matching::queries::enrolments::{self, EnrolmentRow};
use crate::matching::queries::proposals;
use crate::matching::queries::rounds::RoundRow;
use crate::matching::rules::{EnrolmentRole, Week, offset_minutes};
use crate::matching::wishes::OfCycle;
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
/// Mentees who have a mentor or are asked just now are left out, and whoever is not ready; mentors whose seats are taken stay
/// with no capacity, since a mentor who is full must look like one who is barred for a confidential
/// reason.
///
/// # Errors
/// When the database does not answer.
pub fn load(work: &mut Work<'_>, cycle: &CycleRow, round: &RoundRow) -> Result<Pool, Problem> {
    let policy: matcher::Policy = serde_json::from_str(&round.policy).map_err(Problem::internal)?;
    let confidential = OfCycle::read(work, cycle.id)?;
    let barred = proposals::barred_pairs(work.conn, cycle.id)?;
    let mut pool = people(work, cycle, round.region_id, policy, &confidential)?;
    pool.problem.vetoes = barred
        .into_iter()
        .map(|(mentee, mentor)| (mentee.to_string(), mentor.to_string()))
        .filter(|(mentee, mentor)| pool.mentees.contains_key(mentee) && pool.mentors.contains_key(mentor))
        .collect();
    Ok(pool)
}

/// Certain people with so many seats each, as a round asked about them: without the pairs that had come to nothing before it.
///
/// # Errors
/// When the database does not answer.
pub fn of_members(
    work: &mut Work<'_>,
    cycle: &CycleRow,
    round: &RoundRow,
    people: &[(EnrolmentRow, i32)],
) -> Result<matcher::Problem, Problem> {
    let policy: matcher::Policy = serde_json::from_str(&round.policy).map_err(Problem::internal)?;
    let confidential = OfCycle::read(work, cycle.id)?;
    let mut problem = matcher::Problem { policy, ..Default::default() };
    for (row, seats) in people {
        let id = row.person_id.to_string();
        let offset = offset_minutes(&row.time_zone, cycle.starts_on).unwrap_or(0);
        match row.role {
            EnrolmentRole::Mentee => problem.mentees.push(mentee(row, id, offset, &confidential)),
            EnrolmentRole::Mentor => {
                let seats = u32::try_from(*seats).unwrap_or(0);
                problem.mentors.push(mentor(row, id, offset, seats, &confidential));
            }
        }
    }
    let named = |role: EnrolmentRole| -> HashSet<Id> {
        people.iter().filter(|(row, _)| row.role == role).map(|(row, _)| row.person_id).collect()
    };
    let (mentees, mentors) = (named(EnrolmentRole::Mentee), named(EnrolmentRole::Mentor));
    problem.vetoes = proposals::barred_pairs_before(work.conn, cycle.id, round.id)?
        .into_iter()
        .filter(|(mentee, mentor)| mentees.contains(mentee) && mentors.contains(mentor))
        .map(|(mentee, mentor)| (mentee.to_string(), mentor.to_string()))
        .collect();
    Ok(problem)
}

/// The same people for a preview: without exclusions, wishes and pairs that were declined, none of which may be inferred from
/// its figures.
///
/// # Errors
/// When the database does not answer.
pub fn load_openly(
    work: &mut Work<'_>,
    cycle: &CycleRow,
    region: Option<Id>,
    policy: matcher::Policy,
) -> Result<Pool, Problem> {
    people(work, cycle, region, policy, &OfCycle::left_out())
}

fn people(
    work: &mut Work<'_>,
    cycle: &CycleRow,
    region: Option<Id>,
    policy: matcher::Policy,
    confidential: &OfCycle,
) -> Result<Pool, Problem> {
    let now = work.stamp();
    let rows = enrolments::enrolled_in(work.conn, cycle.id, region)?;
    let held = proposals::seats_held(work.conn, cycle.id, now)?;
    let readiness = Readiness::of(work, cycle)?;
    let mut pool = Pool {
        problem: matcher::Problem { policy, ..Default::default() },
        mentors: HashMap::new(),
        mentees: HashMap::new(),
        free_mentors: 0,
    };
    for row in rows.into_iter().filter(|row| readiness.is_ready(row)) {
        let taken = held.get(&row.id).copied().unwrap_or(0);
        let id = row.person_id.to_string();
        let offset = offset_minutes(&row.time_zone, cycle.starts_on).unwrap_or(0);
        match row.role {
            EnrolmentRole::Mentee => {
                if taken == 0 {
                    pool.problem.mentees.push(mentee(&row, id.clone(), offset, confidential));
                    pool.mentees.insert(id, row);
                }
            }
            EnrolmentRole::Mentor => {
                let capacity = u32::try_from(row.capacity - taken).unwrap_or(0);
                pool.free_mentors += usize::from(capacity > 0);
                pool.problem.mentors.push(mentor(&row, id.clone(), offset, capacity, confidential));
                pool.mentors.insert(id, row);
            }
        }
    }
    Ok(pool)
}

/// Hours of the week in which both have time; `None` when one of them has not said.
#[must_use]
pub fn shared_hours(mentor: &EnrolmentRow, mentee: &EnrolmentRow, on: NaiveDate) -> Option<u32> {
    let (mentee, mentor) = two(mentor, mentee, 1, on, &OfCycle::left_out());
    let (one, other) = (mentee.id.clone(), mentor.id.clone());
    let problem =
        matcher::Problem { mentees: vec![mentee], mentors: vec![mentor], ..matcher::Problem::default() };
    matcher::explain(&problem, &one, &other).ok()?.shared_hours
}

/// A mentee and a mentor with so many free seats, as a round sees them. `on` is the day whose summer time counts.
#[must_use]
pub fn two(
    mentor_row: &EnrolmentRow,
    mentee_row: &EnrolmentRow,
    free: i32,
    on: NaiveDate,
    confidential: &OfCycle,
) -> (matcher::Mentee, matcher::Mentor) {
    let offset = |row: &EnrolmentRow| offset_minutes(&row.time_zone, on).unwrap_or(0);
    let id = |row: &EnrolmentRow| row.person_id.to_string();
    let seats = u32::try_from(free).unwrap_or(0);
    (
        mentee(mentee_row, id(mentee_row), offset(mentee_row), confidential),
        mentor(mentor_row, id(mentor_row), offset(mentor_row), seats, confidential),
    )
}

fn mentee(row: &EnrolmentRow, id: String, offset: i32, confidential: &OfCycle) -> matcher::Mentee {
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
        available_hours: row.week().as_ref().map(Week::hours),
        excluded: confidential.excluded(row.id),
        wishes: confidential.wishes(row.id),
    }
}

fn mentor(
    row: &EnrolmentRow,
    id: String,
    offset: i32,
    capacity: u32,
    confidential: &OfCycle,
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
        available_hours: row.week().as_ref().map(Week::hours),
        years_of_experience: u32::try_from(row.years_of_experience).unwrap_or(0),
        capacity,
        excluded: confidential.excluded(row.id),
        shares: confidential.wishes(row.id),
    }
}
