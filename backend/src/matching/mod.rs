//! Cycles, enrolments and rounds: who is matched with whom, and why.

mod api;
mod explanation;
mod letters;
mod queries;
mod rules;
mod service;

use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

pub use api::routes;
pub use letters::TEMPLATES;
pub use queries::cycles::CycleRow;
pub use queries::enrolments::EnrolmentRow;
pub use queries::proposals::ProposalRow;
pub use queries::rounds::RoundRow;
pub use rules::{
    CareerStage, CycleState, DeclineReason, EnrolmentRole, EnrolmentState, ProposalAnswer, ProposalState,
    RoundObjective, RoundState,
};
pub use service::answers::{Acceptance, accept_side, release_seat};
pub use service::cycles::{NewCycle, create_cycle, find_cycle, set_cycle_state};
pub use service::enrolments::{NewEnrolment, enrol, enrol_all};
pub use service::rounds::{publish_round, run_round, run_round_now, start_round};

/// The kind of job that [`run_round`] does.
pub const RUN_ROUND: &str = "run_round";

/// Somebody who takes part in a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Participant {
    pub person_id: Id,
    /// The region that is responsible for them.
    pub region_id: Id,
    pub role: EnrolmentRole,
}

/// Who is enrolled in a cycle, as `role` if one is given. Who is both mentor and mentee is there twice.
///
/// # Errors
/// When the database does not answer.
pub fn cycle_participants(
    work: &mut Work<'_>,
    cycle: Id,
    role: Option<EnrolmentRole>,
) -> Result<Vec<Participant>, Problem> {
    Ok(queries::enrolments::enrolled_in(work.conn, cycle, None)?
        .into_iter()
        .filter(|row| role.is_none_or(|role| role == row.role))
        .map(|row| Participant { person_id: row.person_id, region_id: row.region_id, role: row.role })
        .collect())
}

/// The proposals of a round that both have accepted or may still answer, in the order they were made.
///
/// # Errors
/// When the database does not answer.
pub fn proposals_of_round(work: &mut Work<'_>, round: Id) -> Result<Vec<ProposalRow>, Problem> {
    Ok(queries::proposals::of_round(work.conn, round)?)
}
