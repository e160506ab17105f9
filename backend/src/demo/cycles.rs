//! The demo's cycles: one whose pairings have met for half a year, and the present one with a published round.

use chrono::{Days, NaiveDate};

use super::chance::Chance;
use super::people::{self, Somebody};
use super::season::{self, Pair};
use super::{as_person, days_ago};
use crate::matching::{
    self, CycleState, DeclineReason, EnrolmentRole, NewCycle, NewEnrolment, ProposalRow, RoundObjective,
};
use crate::mentorships;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// So many days ago the pairs of the first cycle were proposed.
const PAST_ROUND: u64 = 190;

fn cycle(work: &mut Work<'_>, name: &str, starts_on: NaiveDate, ends_on: NaiveDate) -> Result<Id, Problem> {
    let cycle = matching::create_cycle(
        work,
        &NewCycle {
            name,
            starts_on,
            ends_on,
            policy: None,
            answer_within_days: 14,
            orientation_requirement: None,
        },
    )?;
    matching::set_cycle_state(work, cycle.id, CycleState::Enrolling)?;
    Ok(cycle.id)
}

fn enrol(
    work: &mut Work<'_>,
    cycle: Id,
    role: EnrolmentRole,
    people: &[Somebody],
    chance: &mut Chance,
) -> Result<(), Problem> {
    let new: Vec<NewEnrolment> = people.iter().map(|p| people::enrolment(p.id, role, chance)).collect();
    matching::enrol_all(work, cycle, &new).map(|_| ())
}

/// Solves and publishes one round of the nation, and answers what it proposed.
fn round(work: &mut Work<'_>, cycle: Id) -> Result<Vec<ProposalRow>, Problem> {
    matching::set_cycle_state(work, cycle, CycleState::Matching)?;
    let round = matching::start_round(work, cycle, None, Some(RoundObjective::MostTotalFit))?;
    matching::run_round_now(work, round.id)?;
    matching::publish_round(work, round.id)?;
    matching::proposals_of_round(work, round.id)
}

fn accept_both(work: &mut Work<'_>, proposal: &ProposalRow) -> Result<Option<Id>, Problem> {
    as_person(work, proposal.mentor_id, |w| mentorships::accept(w, proposal.id))?;
    let (_, pairing) = as_person(work, proposal.mentee_id, |w| mentorships::accept(w, proposal.id))?;
    Ok(pairing.map(|pairing| pairing.id))
}

/// A cycle that is nearly over: enough pairings, lived through for half a year, that figures and evidence exist on the
/// first day, and that a coordinator of `region` finds something to do.
///
/// # Errors
/// When the database refuses.
pub fn past(work: &mut Work<'_>, region: Id, chance: &mut Chance) -> Result<Id, Problem> {
    let ends_on = work.now.date_naive() + Days::new(20);
    let (id, proposals) = days_ago(work, PAST_ROUND, |w| {
        let id = cycle(w, "Autumn cycle", w.now.date_naive() - Days::new(30), ends_on)?;
        let mentors = people::make(w, "past-mentor", 60, chance)?;
        let mentees = people::make(w, "past-mentee", 70, chance)?;
        enrol(w, id, EnrolmentRole::Mentor, &mentors, chance)?;
        enrol(w, id, EnrolmentRole::Mentee, &mentees, chance)?;
        Ok((id, round(w, id)?))
    })?;
    let mut pairs = Vec::new();
    for proposal in proposals {
        let started = PAST_ROUND - 3 - u64::from(chance.below(7));
        if let Some(pairing) = days_ago(work, started, |w| accept_both(w, &proposal))? {
            pairs.push(Pair { pairing, proposal, started });
        }
    }
    season::live(work, &pairs, ends_on, region, chance)?;
    matching::set_cycle_state(work, id, CycleState::Mentoring)?;
    Ok(id)
}

/// A cycle that is ready to match so many mentees with seven tenths as many mentors, to measure a round of the nation.
///
/// # Errors
/// When the database refuses.
pub fn crowd(work: &mut Work<'_>, mentees: usize, chance: &mut Chance) -> Result<Id, Problem> {
    let today = work.now.date_naive();
    let id = cycle(work, "Crowded cycle", today, today + Days::new(200))?;
    let mentors = people::make(work, "crowd-mentor", mentees * 7 / 10, chance)?;
    let mentees = people::make(work, "crowd-mentee", mentees, chance)?;
    enrol(work, id, EnrolmentRole::Mentor, &mentors, chance)?;
    enrol(work, id, EnrolmentRole::Mentee, &mentees, chance)?;
    matching::set_cycle_state(work, id, CycleState::Matching)?;
    Ok(id)
}

/// The present cycle: enrolled, matched once, some answers in; and in `region` a second round for those who were left,
/// ready to be worked on. The mentor and the mentee of `signing_in` have not answered.
///
/// # Errors
/// When the database refuses.
pub fn present(
    work: &mut Work<'_>,
    (mentors, mentees): (usize, usize),
    signing_in: (Id, Id),
    region: Id,
    chance: &mut Chance,
) -> Result<Id, Problem> {
    let today = work.now.date_naive();
    let id = cycle(work, "Spring cycle", today - Days::new(20), today + Days::new(230))?;
    let mut all_mentors = people::make(work, "mentor", mentors - 1, chance)?;
    let mut all_mentees = people::make(work, "mentee", mentees - 1, chance)?;
    all_mentors.push(Somebody { id: signing_in.0 });
    all_mentees.push(Somebody { id: signing_in.1 });
    enrol(work, id, EnrolmentRole::Mentor, &all_mentors, chance)?;
    enrol(work, id, EnrolmentRole::Mentee, &all_mentees, chance)?;
    for proposal in round(work, id)? {
        if proposal.mentor_id == signing_in.0 || proposal.mentee_id == signing_in.1 {
            continue;
        }
        match chance.below(100) {
            0..10 => accept_both(work, &proposal).map(|_| ())?,
            10..25 => decline(work, &proposal, chance)?,
            _ => {}
        }
    }
    let again = matching::start_round(work, id, Some(region), Some(RoundObjective::MostMatchedThenFit))?;
    matching::run_round_now(work, again.id)?;
    Ok(id)
}

fn decline(work: &mut Work<'_>, proposal: &ProposalRow, chance: &mut Chance) -> Result<(), Problem> {
    let person = *chance.one_of(&[proposal.mentor_id, proposal.mentee_id]);
    let reason = *chance.one_of(DeclineReason::ALL);
    as_person(work, person, |w| matching::decline_side(w, proposal.id, reason)).map(|_| ())
}
