//! The round of a cycle that holds its pairs made by hand, and the proposals in it: accepted from the beginning.

use diesel::prelude::*;

use super::enrolments::EnrolmentRow;
use super::proposals::{self, ProposalRow};
use crate::matching::rules::{ProposalAnswer, ProposalState, RoundObjective, RoundState};
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{proposals as rows, rounds, rounds_by_hand};

/// The cycle's round of pairs made by hand, begun when the first is made. No list of rounds shows it.
fn round_of(work: &mut Work<'_>, cycle: Id) -> Result<Id, Problem> {
    let known: Option<Id> = rounds_by_hand::table
        .filter(rounds_by_hand::cycle_id.eq(cycle))
        .select(rounds_by_hand::round_id)
        .first(work.conn)
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    let (id, now) = (work.new_id(), work.stamp());
    diesel::insert_into(rounds::table)
        .values((
            rounds::id.eq(id),
            rounds::cycle_id.eq(cycle),
            rounds::state.eq(RoundState::Published),
            rounds::objective.eq(RoundObjective::MostMatchedThenFit),
            rounds::policy.eq("{}"),
            rounds::mentors.eq(0),
            rounds::mentees.eq(0),
            rounds::matched.eq(0),
            rounds::total_points.eq(0_i64),
            rounds::dual_bound.eq(0_i64),
            rounds::published_at.eq(Some(now)),
            rounds::created_at.eq(now),
            rounds::updated_at.eq(now),
            rounds::version.eq(1_i64),
        ))
        .execute(work.conn)?;
    diesel::insert_into(rounds_by_hand::table)
        .values((rounds_by_hand::cycle_id.eq(cycle), rounds_by_hand::round_id.eq(id)))
        .execute(work.conn)?;
    Ok(id)
}

/// A proposal that both have accepted and that holds its seats. It has no points: nobody counted any.
pub fn insert_accepted(
    work: &mut Work<'_>,
    mentor: &EnrolmentRow,
    mentee: &EnrolmentRow,
) -> Result<ProposalRow, Problem> {
    let round = round_of(work, mentee.cycle_id)?;
    let (id, now) = (work.new_id(), work.stamp());
    diesel::insert_into(rows::table)
        .values((
            rows::id.eq(id),
            rows::round_id.eq(round),
            rows::cycle_id.eq(mentee.cycle_id),
            rows::region_id.eq(mentee.region_id),
            rows::mentor_enrolment_id.eq(mentor.id),
            rows::mentee_enrolment_id.eq(mentee.id),
            rows::mentor_id.eq(mentor.person_id),
            rows::mentee_id.eq(mentee.person_id),
            rows::points.eq(0),
            rows::points_possible.eq(0),
            rows::factors.eq("[]"),
            rows::alternatives.eq("[]"),
            rows::state.eq(ProposalState::Accepted),
            rows::mentor_answer.eq(Some(ProposalAnswer::Accepted)),
            rows::mentee_answer.eq(Some(ProposalAnswer::Accepted)),
            rows::created_at.eq(now),
            rows::updated_at.eq(now),
            rows::version.eq(1_i64),
        ))
        .execute(work.conn)?;
    let everything = Scope::everything();
    proposals::find(work.conn, &everything, id)?.ok_or_else(|| Problem::not_found("proposal"))
}
