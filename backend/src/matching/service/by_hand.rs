//! Pairs made by hand: what stands in the way, in words, and the seats that they take. What is confidential, and a mentor
//! whose seats are taken, are the same 'not available'.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::identity;
use crate::matching::explanation;
use crate::matching::queries::by_hand;
use crate::matching::queries::cycles::{self, CycleRow};
use crate::matching::queries::enrolments::{self, EnrolmentRow};
use crate::matching::queries::proposals::{self, ProposalRow};
use crate::matching::queries::workbench::pauses;
use crate::matching::rules::{CareerStage, EnrolmentRole, EnrolmentState, MAY_BE_OPEN, PairOf};
use crate::matching::service::enrolments::NewEnrolment;
use crate::matching::service::meeting::{self, Meeting};
use crate::matching::service::readiness::Readiness;
use crate::matching::service::workbench::taken_over::TakenOver;
use crate::matching::service::{policies, pool};
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
/// 422 naming who is unknown to the caller, in the wrong role, withdrawn, of another cycle or the caller.
pub fn find_hand_pair(
    work: &mut Work<'_>,
    mentor: Id,
    mentee: Id,
    to_pair: bool,
) -> Result<HandPair, Problem> {
    let (one, other) = both(work, mentor, mentee)?;
    if !to_pair {
        let cycle = super::cycles::find_cycle(work, other.cycle_id)?;
        return Ok(HandPair { cycle, mentor: one, mentee: other });
    }
    let cycle = cycles::lock(work, other.cycle_id)?;
    // As they are now that nobody withdraws or gives a seat away any more.
    let (mentor, mentee) = both(work, mentor, mentee)?;
    Ok(HandPair { cycle, mentor, mentee })
}

fn both(work: &mut Work<'_>, mentor: Id, mentee: Id) -> Result<(EnrolmentRow, EnrolmentRow), Problem> {
    let mut wrong = Vec::new();
    let mentor = in_role(work, mentor, EnrolmentRole::Mentor, MENTOR, &mut wrong)?;
    let mentee = in_role(work, mentee, EnrolmentRole::Mentee, MENTEE, &mut wrong)?;
    let (Some(mentor), Some(mentee)) = (mentor, mentee) else { return Err(Problem::invalid(wrong)) };
    if mentor.cycle_id != mentee.cycle_id {
        return Err(Problem::field(MENTEE, "other_cycle", "The two are enrolled in different cycles."));
    }
    // Who is not available for oneself could tell who has said so.
    let own = [(&mentor, MENTOR), (&mentee, MENTEE)]
        .into_iter()
        .find(|(row, _)| work.caller.person() == Some(row.person_id));
    match own {
        Some((_, pointer)) => {
            Err(Problem::field(pointer, "own_pair", "It is your own pair: somebody else makes it."))
        }
        None => Ok((mentor, mentee)),
    }
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
/// 'not available'. Whether the two may meet is asked as in a round.
///
/// # Errors
/// When the database does not answer.
pub fn hand_obstacles(work: &mut Work<'_>, pair: &HandPair) -> Result<Vec<FieldError>, Problem> {
    let HandPair { cycle, mentor, mentee } = pair;
    let mut found = Vec::new();
    let now = work.stamp();
    let held = proposals::seats_held(work.conn, cycle.id, now)?;
    let taken = |row: &EnrolmentRow| held.get(&row.id).copied().unwrap_or(0);
    if taken(mentee) > 0 {
        let detail = "The mentee has a mentor, or is asked about one just now.";
        found.push(FieldError::new(MENTEE, "no_seat", detail));
    }
    match meeting_of(work, pair, taken(mentor))? {
        Meeting::Eligible => {}
        Meeting::NotAvailable => {
            let detail = "This mentor is not available for this mentee.";
            found.push(FieldError::new(MENTOR, "not_available", detail));
        }
        Meeting::RuledOut { rules, .. } => found.extend(rules.into_iter().map(|rule| {
            FieldError::new(MENTOR, explanation::rule_name(rule), explanation::rule_in_words(rule))
        })),
    }
    let readiness = Readiness::of(work, cycle)?;
    for (row, pointer) in [(mentor, MENTOR), (mentee, MENTEE)] {
        for lack in readiness.lacks(row) {
            found.push(FieldError::new(pointer, "not_ready", lack.text));
        }
    }
    Ok(found)
}

/// Taken seats, pauses, exclusions, never-again requests and pairs that came to nothing are not told apart.
fn meeting_of(work: &mut Work<'_>, pair: &HandPair, taken: i32) -> Result<Meeting, Problem> {
    let HandPair { cycle, mentor, mentee } = pair;
    let policy = policies::in_force(work, Some(cycle.id), Some(mentee.region_id))?.policy;
    let confidential = OfCycle::read(work, cycle.id)?;
    let barred = proposals::barred_pairs(work.conn, cycle.id)?;
    let pauses = pauses::pausing(work.conn, cycle.id, work.now.date_naive())?.contains(&mentor.id);
    let free = if pauses { 0 } else { mentor.capacity - taken };
    let (one, other) = pool::two(mentor, mentee, free, cycle.starts_on, &confidential);
    let is_barred = barred.contains(&(mentee.person_id, mentor.person_id));
    Ok(meeting::of_two(&policy, &one, &other, is_barred))
}

/// What speaks against the pair and does not forbid it: a veto of one of the cycle's rounds, with its reason.
///
/// # Errors
/// When the database does not answer.
pub fn hand_warnings(work: &mut Work<'_>, pair: &HandPair) -> Result<Vec<FieldError>, Problem> {
    let HandPair { cycle, mentor, mentee } = pair;
    let vetoes = TakenOver::of_cycle(work, cycle.id)?;
    let Some(veto) = vetoes.of_pair(PairOf { mentee: mentee.id, mentor: mentor.id }) else {
        return Ok(Vec::new());
    };
    let detail = match veto.reason.as_deref() {
        Some(reason) => format!("The pair was vetoed in a round of this cycle: {reason}"),
        None => "The pair was vetoed in a round of this cycle.".to_owned(),
    };
    Ok(vec![FieldError::new(MENTOR, "vetoed", detail)])
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
