//! Any pair of a round looked at: how well the two fit, whether they may meet, and what insisting on them costs.

use super::costs::{self, Cost, Seat};
use super::question::{Meeting, Question};
use super::solved::Solved;
use crate::matching::explanation::{self, FactorReason};
use crate::matching::queries::enrolments::EnrolmentRow;
use crate::matching::queries::rounds::RoundRow;
use crate::matching::rules::PairOf;
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::work::Work;

/// See the module.
pub struct LookedAt {
    pub mentor: EnrolmentRow,
    pub mentee: EnrolmentRow,
    pub points: u32,
    pub points_possible: u32,
    pub reasons: Vec<FactorReason>,
    pub meeting: Meeting,
    pub locked: bool,
    pub vetoed: bool,
    /// Whom the mentee has now.
    pub present: Option<Seat>,
    /// `None` when the two cannot be locked.
    pub cost: Option<Cost>,
}

/// The question of a round and its answer, for a mentee of one's regions.
///
/// # Errors
/// 422 for a mentee who is not in the round, about whom one may not ask, or who is the caller.
pub fn asked(work: &mut Work<'_>, round: &RoundRow, mentee: Id) -> Result<(Question, Solved), Problem> {
    let question = Question::of(work, round)?;
    let known = question
        .mentees
        .values()
        .find(|row| row.id == mentee && work.scope.reaches_region(row.region_id))
        .ok_or_else(|| absent("mentee", "mentee_enrolment_id"))?;
    of_others(work, known, "mentee_enrolment_id")?;
    let solved = Solved::of(&question)?;
    Ok((question, solved))
}

/// Who is not available for oneself could tell who has said so: nobody asks about themselves.
fn of_others(work: &Work<'_>, row: &EnrolmentRow, field: &str) -> Result<(), Problem> {
    if work.caller.person() == Some(row.person_id) {
        let detail = "It is your own place in the round: somebody else asks about it.";
        return Err(Problem::field(&format!("/{field}"), "own_pair", detail));
    }
    Ok(())
}

fn absent(who: &str, field: &str) -> Problem {
    let detail = format!("There is no such {who} in this round now, or none about whom you may ask.");
    Problem::invalid(vec![FieldError::new(&format!("/{field}"), "not_in_round", detail)])
}

/// # Errors
/// 422 for people who are not in the round, and for the caller's own pairs; 409 when the question cannot be answered.
pub fn look_at(work: &mut Work<'_>, round: &RoundRow, pair: PairOf) -> Result<LookedAt, Problem> {
    let (mut question, solved) = asked(work, round, pair.mentee)?;
    let (mentee, mentor) = question.named(pair).ok_or_else(|| absent("mentor", "mentor_enrolment_id"))?;
    if let Some(row) = question.mentors.get(&mentor) {
        of_others(work, row, "mentor_enrolment_id")?;
    }
    let told = matcher::explain(&question.whole, &mentee, &mentor).map_err(Problem::internal)?;
    let vetoed = question.decided.vetoes.contains_key(&pair);
    let meeting = question.meeting(&mentee, &mentor);
    // What was vetoed by hand can be asked about: the veto is no secret to whoever made it.
    let may_be_asked = vetoed || meeting != Meeting::NotAvailable;
    let cost = if may_be_asked {
        costs::of_lock(&mut question, &solved, pair)?.map(|insisted| insisted.cost)
    } else {
        None
    };
    let missing = || Problem::internal("a pair without its people");
    let present = costs::seat_of(&question, &solved, &mentee);
    let locked = question.decided.is_locked(pair);
    let cycle = super::cycle_of(work, round.cycle_id)?;
    let mentor = question.mentors.remove(&mentor).ok_or_else(missing)?;
    let mentee = question.mentees.remove(&mentee).ok_or_else(missing)?;
    Ok(LookedAt {
        points: told.points,
        points_possible: told.out_of,
        reasons: explanation::reasons(&told.factors, &mentor, &mentee, cycle.starts_on),
        meeting,
        locked,
        vetoed,
        present,
        cost,
        mentor,
        mentee,
    })
}
