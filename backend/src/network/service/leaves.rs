//! Leave: the seat is nobody's for a while, the term goes on.

use chrono::NaiveDate;
use serde_json::json;

use super::{find_term, letters};
use crate::network::queries::{self, TermLeaveRow, TermRow};
use crate::network::rules::TermState;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

fn served(work: &mut Work<'_>, id: Id) -> Result<TermRow, Problem> {
    let term = find_term(work, id)?;
    let today = work.now.date_naive();
    if term.is_over(today) {
        return Err(Problem::conflict(format!(
            "The term is over: it is {}, to {}.",
            term.state, term.ends_on
        )));
    }
    if term.starts_on > today {
        return Err(Problem::conflict(format!("The term begins on {}.", term.starts_on)));
    }
    Ok(term)
}

fn moved(work: &mut Work<'_>, term: &TermRow, state: TermState, kind: &str) -> Result<TermRow, Problem> {
    if !term.state.may_become(state) {
        return Err(Problem::conflict(format!("The term is {}; it cannot become {state}.", term.state)));
    }
    let after = queries::update_term(work, term, state, term.days())?;
    work.record(
        Change::new(kind, term.id).in_region(term.region_id).with(json!({ "person_id": term.person_id })),
    )?;
    Ok(after)
}

/// The coordinator is away from today on.
///
/// # Errors
/// 409 when the term is not active; 422 when the return is not to come.
pub fn take_leave(
    work: &mut Work<'_>,
    id: Id,
    expected_back_on: Option<NaiveDate>,
) -> Result<TermRow, Problem> {
    let term = served(work, id)?;
    let today = work.now.date_naive();
    if expected_back_on.is_some_and(|day| day <= today) {
        return Err(Problem::field("/expected_back_on", "order", "It must be after today."));
    }
    let after = moved(work, &term, TermState::OnLeave, "term.leave_began")?;
    let leave = TermLeaveRow {
        id: work.new_id(),
        term_id: term.id,
        starts_on: today,
        expected_back_on,
        ended_on: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_leave(work.conn, &leave)?;
    letters::on_leave(work, &after, expected_back_on)?;
    Ok(after)
}

/// The coordinator is back from today on.
///
/// # Errors
/// 409 when the term is not on leave.
pub fn return_from_leave(work: &mut Work<'_>, id: Id) -> Result<TermRow, Problem> {
    let term = served(work, id)?;
    if term.state != TermState::OnLeave {
        return Err(Problem::conflict(format!("The term is {}: nobody is on leave.", term.state)));
    }
    let after = moved(work, &term, TermState::Active, "term.leave_ended")?;
    let (today, now) = (work.now.date_naive(), work.stamp());
    queries::end_leave(work.conn, term.id, today, now)?;
    letters::back(work, &after)?;
    Ok(after)
}
