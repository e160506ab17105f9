//! Cycles, enrolments and rounds: who is matched with whom, and why.

mod api;
mod circles;
mod enrolment_file;
mod explanation;
mod letters;
mod queries;
mod rules;
mod service;
mod wishes;

use crate::platform::db::Id;
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

pub use api::routes;
pub use circles::{RUN_CIRCLE_ROUND, TEMPLATES as CIRCLE_TEMPLATES, run_circle_round};
pub use enrolment_file::run_import_enrolments;
pub use letters::TEMPLATES;
pub use queries::cycles::CycleRow;
pub use queries::enrolments::EnrolmentRow;
pub use queries::proposals::ProposalRow;
pub use queries::rounds::RoundRow;
pub use rules::{
    CareerStage, CycleState, DeclineReason, EnrolmentRole, EnrolmentState, EnrolmentStep, ProposalAnswer,
    ProposalState, RoundObjective, RoundState, Span, Weekday,
};
pub use service::answers::{Acceptance, accept_side, decline_side, release_seat};
pub use service::by_hand::{
    HandPair, enrol_taken_over, enrolments_to_seat, find_hand_pair, hand_obstacles, hand_warnings,
    mentor_seats, seats_taken, take_seats,
};
pub use service::cycles::{NewCycle, create_cycle, find_cycle, set_cycle_state};
pub use service::enrolments::{NewEnrolment, enrol, enrol_all};
pub use service::expiry::expire_overdue_in;
pub use service::kept_apart::{KeptApart, KeptApartBy};
pub use service::reminding::{AnswerDue, answers_due, remind_of_answer};
pub use service::rounds::{publish_round, run_round, run_round_now, start_round};

/// The kind of job that [`run_round`] does.
pub const RUN_ROUND: &str = "run_round";

/// The kind of job that ends the pairings of a cycle that has been closed. Its payload is the `cycle_id`; pairings are kept by a
/// later slice, which does it.
pub const END_PAIRINGS_OF_CYCLE: &str = "end_pairings_of_cycle";

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

/// What enrolments of a cycle are narrowed by. Those of the caller's regions alone are found.
#[derive(Debug, Clone, Copy, Default)]
pub struct EnrolmentsWanted {
    pub role: Option<EnrolmentRole>,
    pub region: Option<Id>,
    pub state: Option<EnrolmentState>,
    /// Whether a round can match them.
    pub ready: Option<bool>,
}

/// Enrolments of a cycle in the order of their ids, one more than `most` when there are more.
///
/// # Errors
/// When the database does not answer.
pub fn enrolments_wanted(
    work: &mut Work<'_>,
    cycle: &CycleRow,
    wanted: &EnrolmentsWanted,
    most: i64,
) -> Result<Vec<EnrolmentRow>, Problem> {
    let filter = queries::enrolments::EnrolmentFilter {
        cycle: Some(cycle.id),
        person: None,
        role: wanted.role,
        region: wanted.region,
        state: wanted.state,
    };
    let window = Window { after: None, limit: most };
    match wanted.ready {
        None => Ok(queries::enrolments::list(work.conn, work.scope, &filter, &window)?),
        Some(ready) => service::readiness::list(work, cycle, &filter, ready, &window),
    }
}

/// The enrolments of mentees of the caller's regions who wait for a mentor.
///
/// # Errors
/// When the database does not answer.
pub fn waiting_enrolments(work: &mut Work<'_>, cycle: Id, region: Option<Id>) -> Result<Vec<Id>, Problem> {
    let waiting = service::workbench::waitlist::of_cycle(work, cycle, region)?;
    Ok(waiting.into_iter().map(|one| one.mentee.id).collect())
}

/// The proposals of a round that both have accepted or may still answer, in the order they were made.
///
/// # Errors
/// When the database does not answer.
pub fn proposals_of_round(work: &mut Work<'_>, round: Id) -> Result<Vec<ProposalRow>, Problem> {
    let rows = queries::proposals::of_round(work.conn, round)?;
    Ok(rows.into_iter().filter(|row| row.state != ProposalState::Replaced).collect())
}

/// Bars two people from each other in all cycles to come, because one of them asked for it. Confidential: nothing but
/// the matcher reads it, and nothing tells that it was asked.
///
/// # Errors
/// When the database refuses.
pub fn never_pair_again(work: &mut Work<'_>, asked_by: Id, other: Id) -> Result<(), Problem> {
    queries::never_again::insert(work.conn, asked_by, other)
}

/// Cycles with proposals whose time to answer is over and that have not been told so.
///
/// # Errors
/// When the database does not answer.
pub fn cycles_with_overdue(work: &mut Work<'_>) -> Result<Vec<Id>, Problem> {
    let now = work.stamp();
    Ok(queries::proposals::cycles_with_overdue(work.conn, now)?)
}
