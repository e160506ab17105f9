//! Seats and terms: what recruitment and succession call in their own transaction.

use chrono::NaiveDate;

use super::queries::{self, SeatRow, TermRow};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

mod appointments;
mod endings;
mod institutions;
mod leaves;
mod letters;
mod load;
mod moves;
mod regions;
mod seats;
mod term_rules;

pub use appointments::{Direct, appoint, appoint_directly, renew, times_renewed};
pub use endings::{NewEnding, end_term, resign, set_term_state};
pub use institutions::{
    NewInstitution, correct_institution, create_institution, find_institution, identify_institution,
    named_identifier,
};
pub use leaves::{return_from_leave, take_leave};
pub use letters::TEMPLATES as TERM_LETTERS;
pub use load::{RegionLoads, region_loads};
pub use moves::{NewMove, cancel_move, find_move, plan_move, preview_move, run_jurisdiction_move};
pub use regions::{choose_preset, create_region, presets, remove_region, update_region};
pub use seats::{close_seat, open_seat, rename_seat, reopen_seat};
pub use term_rules::{TermRules, change_term_rules, term_rules};

/// # Errors
/// 404 outside the caller's scope.
pub fn find_seat(work: &mut Work<'_>, id: Id) -> Result<SeatRow, Problem> {
    queries::find_seat(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("seat"))
}

/// # Errors
/// 404 outside the caller's scope.
pub fn find_term(work: &mut Work<'_>, id: Id) -> Result<TermRow, Problem> {
    queries::find_term(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("term"))
}

/// # Errors
/// When the database does not answer.
pub fn terms_of_person(work: &mut Work<'_>, person: Id) -> Result<Vec<TermRow>, Problem> {
    Ok(queries::terms_of_person(work.conn, person)?)
}

/// Who is appointed to which seat, for `[starts_on, ends_on)`.
pub struct Appointment {
    pub seat: Id,
    pub person: Id,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub handover: bool,
}
