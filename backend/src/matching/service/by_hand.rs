//! Pairs made by hand: what stands in the way, in words, and the seats that they take. What is confidential, and a mentor
//! whose seats are taken, are the same 'not available'.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::identity;
use crate::matching::queries::by_hand;
use crate::matching::queries::cycles::{self, CycleRow};
use crate::matching::queries::enrolments::{self, EnrolmentRow};
use crate::matching::queries::proposals::{self, ProposalRow};
use crate::matching::rules::{CareerStage, EnrolmentRole, EnrolmentState, MAY_BE_OPEN};
use crate::matching::service::enrolments::NewEnrolment;
use crate::matching::service::policies;
use crate::matching::service::readiness::Readiness;
use crate::matching::wishes::OfCycle;
use crate::network::Setting;
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::work::Work;

const MENTOR: &str = "/mentor_enrolment_id";
const MENTEE: &str = "/mentee_enrolment_id";

/// A mentor and a mentee of one cycle whom somebody wants to bring together.
pub struct HandPair {
    pub cycle: CycleRow,
    pub mentor: EnrolmentRow,
    pub mentee: EnrolmentRow,
}

/// Finds both, and takes their cycle for this transaction when `to_pair`: seats are given one after the other.
///
/// # Errors
/// 422 naming who is unknown to the caller, in the wrong role, withdrawn or of another cycle.
pub fn find_hand_pair(
    work: &mut Work<'_>,
    mentor: Id,
    mentee: Id,
    to_pair: bool,
) -> Result<HandPair, Problem> {
    let mut wrong = Vec::new();
    let mentor = in_role(work, mentor, EnrolmentRole::Mentor, MENTOR, &mut wrong)?;
    let mentee = in_role(work, mentee, EnrolmentRole::Mentee, MENTEE, &mut wrong)?;
    let (Some(mentor), Some(mentee)) = (mentor, mentee) else { return Err(Problem::invalid(wrong)) };
    if mentor.cycle_id != mentee.cycle_id {
        return Err(Problem::field(MENTEE, "other_cycle", "The two are enrolled in different cycles."));
    }
    let cycle = if to_pair {
        cycles::lock(work, mentee.cycle_id)?
    } else {
        super::cycles::find_cycle(work, mentee.cycle_id)?
    };
    Ok(HandPair { cycle, mentor, mentee })
}

fn in_role(
    work: &mut Work<'_>,
    id: Id,
    role: EnrolmentRole,
    pointer: &str,
    wrong: &mut Vec<FieldError>,
) -> Result<Option<EnrolmentRow>, Problem> {
    let found = enrolments::find(work.conn, work.scope, id)?;
    let (code, detail) = match &found {
        None => ("unknown", "There is no such enrolment, or none that you may know of.".to_owned()),
        Some(row) if row.role != role => ("wrong_role", format!("This is no enrolment as {role}.")),
        Some(row) if row.state != EnrolmentState::Enrolled => {
            (row.state.as_str(), format!("The enrolment is {}.", row.state))
        }
        Some(_) => return Ok(found),
    };
    wrong.push(FieldError::new(pointer, code, detail));
    Ok(None)
}

/// Everything that keeps the two from being paired: taken seats, the hard rules of the policy in force, and what is
/// 'not available'.
///
/// # Errors
/// When the database does not answer.
pub fn hand_obstacles(work: &mut Work<'_>, pair: &HandPair) -> Result<Vec<FieldError>, Problem> {
    let HandPair { cycle, mentor, mentee } = pair;
    let mut found = Vec::new();
    let mut say =
        |pointer: &str, code: &str, detail: &str| found.push(FieldError::new(pointer, code, detail));
    let now = work.stamp();
    let held = proposals::seats_held(work.conn, cycle.id, now)?;
    let taken = |row: &EnrolmentRow| held.get(&row.id).copied().unwrap_or(0);
    if mentor.person_id == mentee.person_id {
        say(MENTOR, "same_person", "Nobody mentors themselves.");
    }
    if taken(mentee) > 0 {
        say(MENTEE, "no_seat", "The mentee has a mentor, or is asked about one just now.");
    }
    if is_not_available(work, pair, taken(mentor))? {
        say(MENTOR, "not_available", "This mentor is not available for this mentee.");
    }
    let policy = policies::in_force(work, Some(cycle.id), Some(mentee.region_id))?.policy;
    let employer = mentor.institution_id.filter(|_| policy.same_employer_forbidden);
    if employer.is_some() && employer == mentee.institution_id {
        say(MENTOR, "same_employer", "The two have the same employer.");
    }
    let (speaks, understands) = (mentor.languages(), mentee.languages());
    if policy.shared_language_required && !speaks.iter().any(|language| understands.contains(language)) {
        say(MENTOR, "no_common_language", "The two have no language in common.");
    }
    if policy.within_region && mentor.region_id != mentee.region_id {
        say(MENTOR, "other_region", "The two are of different regions, which the policy forbids.");
    }
    let readiness = Readiness::of(work, cycle)?;
    for (row, pointer) in [(mentor, MENTOR), (mentee, MENTEE)] {
        for lack in readiness.lacks(row) {
            found.push(FieldError::new(pointer, "not_ready", lack.text));
        }
    }
    Ok(found)
}

/// Taken seats, exclusions, never-again requests and pairs that came to nothing are not told apart.
fn is_not_available(work: &mut Work<'_>, pair: &HandPair, taken: i32) -> Result<bool, Problem> {
    let HandPair { cycle, mentor, mentee } = pair;
    let barred = proposals::barred_pairs(work.conn, cycle.id)?;
    let confidential = OfCycle::read(work, cycle.id)?;
    let excludes = |one: &EnrolmentRow, other: Id| confidential.excluded(one.id).contains(&other.to_string());
    Ok(taken >= mentor.capacity
        || barred.contains(&(mentee.person_id, mentor.person_id))
        || excludes(mentor, mentee.person_id)
        || excludes(mentee, mentor.person_id))
}

/// Takes a seat of each for a pair that both have agreed to.
///
/// # Errors
/// When the database refuses.
pub fn take_seats(
    work: &mut Work<'_>,
    mentor: &EnrolmentRow,
    mentee: &EnrolmentRow,
) -> Result<ProposalRow, Problem> {
    by_hand::insert_accepted(work, mentor, mentee)
}

/// How many seats mentors offer and how many are taken, by cycle and person; who is not enrolled there is left out. What is
/// taken is counted once for each cycle.
///
/// # Errors
/// When the database does not answer.
pub fn mentor_seats(
    work: &mut Work<'_>,
    mentors: &[(Id, Id)],
) -> Result<HashMap<(Id, Id), (i32, i32)>, Problem> {
    let mut taken: HashMap<Id, HashMap<Id, i32>> = HashMap::new();
    let mut found = HashMap::with_capacity(mentors.len());
    for (cycle, person) in mentors {
        if found.contains_key(&(*cycle, *person)) {
            continue;
        }
        let mentor = enrolments::find_of_person(work.conn, *cycle, *person, EnrolmentRole::Mentor)?;
        let Some(row) = mentor else { continue };
        let held = match taken.entry(*cycle) {
            Entry::Occupied(counted) => counted.into_mut(),
            Entry::Vacant(place) => place.insert(seats_taken(work, *cycle)?),
        };
        found.insert((*cycle, *person), (row.capacity, held.get(&row.id).copied().unwrap_or(0)));
    }
    Ok(found)
}

/// Seats taken in a cycle, by enrolment.
///
/// # Errors
/// When the database does not answer.
pub fn seats_taken(work: &mut Work<'_>, cycle: Id) -> Result<HashMap<Id, i32>, Problem> {
    let now = work.stamp();
    Ok(proposals::seats_held(work.conn, cycle, now)?)
}

/// Everybody's enrolments of a cycle, whatever their state, and the cycle taken for this transaction: seats are given one
/// after the other. No scope: for imports, whose right was checked.
///
/// # Errors
/// 404 when there is no such cycle.
pub fn enrolments_to_seat(work: &mut Work<'_>, cycle: Id) -> Result<Vec<EnrolmentRow>, Problem> {
    cycles::lock(work, cycle)?;
    Ok(enrolments::all_in(work.conn, cycle)?)
}

/// Enrols somebody of a program that ran before, in whatever state the cycle is. What nobody has said stays unanswered.
///
/// # Errors
/// 422 when the person is in no region.
pub fn enrol_taken_over(
    work: &mut Work<'_>,
    cycle: Id,
    person: Id,
    role: EnrolmentRole,
    capacity: i32,
) -> Result<EnrolmentRow, Problem> {
    let no_region = || Problem::field("/person_id", "no_region", "The person is in no region.");
    let contact = identity::contacts(work.conn, &[person])?.remove(&person).ok_or_else(no_region)?;
    let region = contact.region_id.ok_or_else(no_region)?;
    let new = NewEnrolment {
        person,
        role,
        capacity,
        setting: Setting::Public,
        career_stage: CareerStage::Mid,
        years_of_experience: 0,
        interests: Vec::new(),
        goals: Vec::new(),
        languages: Vec::new(),
        time_zone: None,
        available_hours: Vec::new(),
        excluded: Vec::new(),
        external_id: None,
        unanswered: MAY_BE_OPEN.to_vec(),
    };
    let mut wrong = Vec::new();
    let row = super::enrolments::row_of(work, cycle, region, &contact, &new, &mut wrong);
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    enrolments::insert_all(work.conn, std::slice::from_ref(&row))?;
    super::enrolments::took_part(work, &row)?;
    Ok(row)
}
