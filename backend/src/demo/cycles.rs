//! The demo's cycles: a past one with pairings that met, and the present one with a published round.

use chrono::{Days, NaiveDate};

use super::as_person;
use super::chance::Chance;
use super::people::{self, Somebody};
use crate::matching::{self, CycleState, EnrolmentRole, NewCycle, NewEnrolment, ProposalRow, RoundObjective};
use crate::mentorships::{self, AgreementTerms, Cadence, EndReason, MeetingChannel, NewMeeting};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

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

fn agree(
    work: &mut Work<'_>,
    pairing: Id,
    proposal: &ProposalRow,
    ends_on: NaiveDate,
) -> Result<(), Problem> {
    let terms = AgreementTerms {
        goals: vec![
            "Lead one project from idea to report".into(),
            "Find my people beyond my own library".into(),
        ],
        cadence: Cadence::Monthly,
        confidentiality: "What we say stays between us, unless somebody is in danger.".into(),
        ends_on,
        template_version: None,
    };
    as_person(work, proposal.mentee_id, |w| {
        let agreement = mentorships::set_agreement(w, pairing, terms, &|_| Ok(()))?;
        let digest = mentorships::agreement_digest(&agreement);
        mentorships::sign_agreement(w, pairing, &digest)?;
        Ok(digest)
    })
    .and_then(|digest| {
        as_person(work, proposal.mentor_id, |w| mentorships::sign_agreement(w, pairing, &digest))
    })
    .map(|_| ())
}

fn meet(
    work: &mut Work<'_>,
    pairing: Id,
    person: Id,
    held_on: NaiveDate,
    minutes: i32,
) -> Result<(), Problem> {
    as_person(work, person, |w| {
        mentorships::log_meeting(
            w,
            pairing,
            NewMeeting {
                held_on,
                duration_minutes: minutes,
                channel: MeetingChannel::Video,
                shared_note: None,
            },
        )
    })
    .map(|_| ())
}

/// A cycle that ended: enough pairings for figures, so that evidence exists on the first day.
///
/// # Errors
/// When the database refuses.
pub fn past(work: &mut Work<'_>, chance: &mut Chance) -> Result<Id, Problem> {
    let today = work.now.date_naive();
    let id = cycle(work, "Autumn cycle", today - Days::new(230), today + Days::new(20))?;
    let mentors = people::make(work, "past-mentor", 60, chance)?;
    let mentees = people::make(work, "past-mentee", 70, chance)?;
    enrol(work, id, EnrolmentRole::Mentor, &mentors, chance)?;
    enrol(work, id, EnrolmentRole::Mentee, &mentees, chance)?;
    for proposal in round(work, id)? {
        let Some(pairing) = accept_both(work, &proposal)? else { continue };
        if chance.below(100) < 80 {
            agree(work, pairing, &proposal, today + Days::new(20))?;
        }
        if chance.below(100) < 75 {
            meet(work, pairing, proposal.mentor_id, today, 45)?;
        }
        if chance.below(100) < 15 {
            as_person(work, proposal.mentee_id, |w| {
                mentorships::end_pairing(
                    w,
                    pairing,
                    mentorships::Ending { reason: EndReason::Workload, never_again: false },
                )
            })?;
        }
    }
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

/// The present cycle: enrolled, matched once, and waiting for answers.
///
/// # Errors
/// When the database refuses.
pub fn present(
    work: &mut Work<'_>,
    mentors: usize,
    mentees: usize,
    mentor: Id,
    mentee: Id,
    chance: &mut Chance,
) -> Result<Id, Problem> {
    let today = work.now.date_naive();
    let id = cycle(work, "Spring cycle", today - Days::new(20), today + Days::new(230))?;
    let mut all_mentors = people::make(work, "mentor", mentors - 1, chance)?;
    let mut all_mentees = people::make(work, "mentee", mentees - 1, chance)?;
    all_mentors.push(Somebody { id: mentor });
    all_mentees.push(Somebody { id: mentee });
    enrol(work, id, EnrolmentRole::Mentor, &all_mentors, chance)?;
    enrol(work, id, EnrolmentRole::Mentee, &all_mentees, chance)?;
    let proposals = round(work, id)?;
    // A tenth has answered already; the two that can be signed in to have not.
    for proposal in proposals.iter().filter(|p| p.mentor_id != mentor && p.mentee_id != mentee) {
        if chance.below(100) < 10 {
            accept_both(work, proposal)?;
        }
    }
    Ok(id)
}
