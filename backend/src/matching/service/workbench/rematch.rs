//! Somebody new for one person, in one step: the best who is free now, in a small round of its own.

use serde_json::json;

use super::question::pool_of;
use super::taken_over::TakenOver;
use super::{outcome, question, solved};
use crate::matching::queries::cycles;
use crate::matching::queries::enrolments::EnrolmentRow;
use crate::matching::queries::proposals::{self, ProposalRow};
use crate::matching::queries::rounds::{self, RoundRow};
use crate::matching::queries::workbench::{marks, members};
use crate::matching::rules::{EnrolmentRole, EnrolmentState, RoundState};
use crate::matching::service::pool::Pool;
use crate::matching::service::rounds::{members_of, new_round};
use crate::matching::service::{discarding, publication};
use crate::matching::{explanation, service::enrolments};
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// The proposal for an enrolment of one's regions: for a mentee the best mentor with a free seat, for a mentor the best of
/// the mentees who wait. Rules, declines, vetoes, never-again requests and exclusions
/// count as in every round.
///
/// # Errors
/// 404 outside the scope; 409 when it is the caller's own, the person is not free, the cycle matches nobody, or nobody can be
/// found.
pub fn rematch(work: &mut Work<'_>, id: Id, publish: bool) -> Result<ProposalRow, Problem> {
    let found = enrolments::find_enrolment(work, id)?;
    let cycle = cycles::lock(work, found.cycle_id)?;
    let enrolment = enrolments::find_enrolment(work, id)?;
    if work.caller.person() == Some(enrolment.person_id) {
        return Err(Problem::conflict("It is your own place: somebody else looks for you."));
    }
    if !cycle.state.matches_people() {
        return Err(Problem::conflict(format!("The cycle is {}; it matches nobody.", cycle.state)));
    }
    if enrolment.state != EnrolmentState::Enrolled {
        return Err(Problem::conflict(format!("The enrolment is {}.", enrolment.state)));
    }
    let round = new_round(work, &cycle, Some(enrolment.region_id), None)?;
    // Mentors of the whole nation: the policy says whether a pair may cross regions.
    let mut pool = pool_of(work, &RoundRow { region_id: None, ..round.clone() })?;
    narrow(work, &mut pool, &enrolment)?;
    let vetoes = TakenOver::of_cycle(work, cycle.id)?;
    vetoes.apply(&mut pool);
    let outcome = solved::best(&pool.problem)?;
    let Some(pair) = outcome.pairs.first() else {
        return Err(nobody(&pool, &enrolment, &outcome));
    };
    let mentee = pool.mentees.get(&pair.mentee).ok_or_else(|| Problem::internal("an unknown mentee"))?;
    let (mentee, round) =
        (mentee.person_id, RoundRow { region_id: Some(mentee.region_id), state: RoundState::Ready, ..round });
    if enrolment.role == EnrolmentRole::Mentor {
        pool.mentees.retain(|_, row| row.person_id == mentee);
    }
    discarding::discard_rematches_of(work, cycle.id, id)?;
    rounds::insert(work.conn, &round)?;
    marks::set_rematch_of(work.conn, round.id, id)?;
    members::insert_all(work.conn, &members_of(&round, &pool))?;
    vetoes.write(work, round.id, &pool)?;
    let question = question::Question::of(work, &round)?;
    let solved = solved::Solved::of(&question)?.checked(&question)?;
    let (round, _) = outcome::write(work, &round, &question, &solved, 0)?;
    work.record(
        Change::new("round.finished", round.id)
            .in_region(round.region_id)
            .with(json!({ "cycle_id": round.cycle_id, "matched": round.matched, "rematch": true })),
    )?;
    if publish {
        publication::publish(work, round.id, false)?;
    }
    proposals::of_round(work.conn, round.id)?
        .pop()
        .ok_or_else(|| Problem::internal("a rematch without its proposal"))
}

/// Leaves in the pool the person, and those of the other side who are free.
fn narrow(work: &Work<'_>, pool: &mut Pool, enrolment: &EnrolmentRow) -> Result<(), Problem> {
    let person = enrolment.person_id.to_string();
    match enrolment.role {
        EnrolmentRole::Mentee => {
            if !pool.mentees.contains_key(&person) {
                return Err(Problem::conflict(
                    "The mentee has a mentor, is asked already, or is not ready yet.",
                ));
            }
            pool.mentees.retain(|id, _| *id == person);
            pool.problem.mentees.retain(|mentee| mentee.id == person);
        }
        EnrolmentRole::Mentor => {
            let free = pool.problem.mentors.iter().any(|mentor| mentor.id == person && mentor.capacity > 0);
            if !free {
                return Err(Problem::conflict("The mentor has no free seat now."));
            }
            // One new mentee, and one about whom the caller may decide.
            let reached = |row: &EnrolmentRow| work.scope.reaches_region(row.region_id);
            pool.mentees.retain(|_, row| reached(row));
            let mentees = &pool.mentees;
            pool.problem.mentees.retain(|mentee| mentees.contains_key(&mentee.id));
            pool.mentors.retain(|id, _| *id == person);
            pool.problem.mentors.retain(|mentor| mentor.id == person);
            for mentor in &mut pool.problem.mentors {
                mentor.capacity = 1;
            }
        }
    }
    let Pool { problem, mentors, mentees, .. } = pool;
    problem.vetoes.retain(|(mentee, mentor)| mentees.contains_key(mentee) && mentors.contains_key(mentor));
    Ok(())
}

/// 409 with the reason in words.
fn nobody(pool: &Pool, enrolment: &EnrolmentRow, outcome: &matcher::Outcome) -> Problem {
    let why = match (enrolment.role, outcome.unmatched.first()) {
        (EnrolmentRole::Mentee, Some(left)) => explanation::why_unmatched(&left.reason, false),
        _ => {
            let detail =
                if pool.mentees.is_empty() { "No mentee waits." } else { "No mentee who waits is eligible." };
            let error = FieldError::new("", "no_eligible_mentee", detail);
            return Problem { errors: vec![error], ..Problem::conflict(detail) };
        }
    };
    let error = FieldError::new("", why.code, why.text.clone());
    Problem { errors: vec![error], ..Problem::conflict(why.text) }
}
