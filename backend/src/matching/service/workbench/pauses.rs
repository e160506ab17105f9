//! Mentors who pause: no round counts on their free seats until they are back; what they have goes on.

use chrono::NaiveDate;

use crate::matching::queries::cycles;
use crate::matching::queries::enrolments::{self, EnrolmentRow};
use crate::matching::queries::workbench::pauses::{self, PauseRow};
use crate::matching::rules::{EnrolmentRole, EnrolmentState};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

fn mentor(work: &mut Work<'_>, id: Id) -> Result<EnrolmentRow, Problem> {
    let unknown = || Problem::not_found("enrolment");
    let found = enrolments::find(work.conn, work.scope, id)?.ok_or_else(unknown)?;
    // Nobody publishes, pairs by hand or pauses the same mentor meanwhile.
    cycles::lock(work, found.cycle_id)?;
    let row = enrolments::find(work.conn, work.scope, id)?.ok_or_else(unknown)?;
    if row.role != EnrolmentRole::Mentor {
        return Err(Problem::conflict("Only mentors pause: a mentee withdraws, or waits."));
    }
    if row.state != EnrolmentState::Enrolled {
        return Err(Problem::conflict(format!("The enrolment is {}.", row.state)));
    }
    Ok(row)
}

/// The pause of an enrolment that lasts today.
///
/// # Errors
/// When the database does not answer.
pub fn of_enrolment(work: &mut Work<'_>, id: Id) -> Result<Option<PauseRow>, Problem> {
    let today = work.now.date_naive();
    let pause = pauses::find(work.conn, id)?;
    Ok(pause.filter(|pause| pause.until.is_none_or(|until| until > today)))
}

/// # Errors
/// 404 outside the scope; 409 for who is no mentor or pauses already; 422 for a day that is over.
pub fn pause(work: &mut Work<'_>, id: Id, until: Option<NaiveDate>) -> Result<EnrolmentRow, Problem> {
    let row = mentor(work, id)?;
    if until.is_some_and(|until| until <= work.now.date_naive()) {
        return Err(Problem::field("/until", "past", "A pause ends after today."));
    }
    if of_enrolment(work, id)?.is_some() {
        return Err(Problem::conflict("The mentor pauses already."));
    }
    pauses::delete(work.conn, id)?;
    let pause = PauseRow { enrolment_id: id, cycle_id: row.cycle_id, since: work.stamp(), until };
    pauses::insert(work.conn, &pause)?;
    work.record(Change::new("enrolment.paused", id).in_region(row.region_id))?;
    Ok(row)
}

/// # Errors
/// As [`pause`]; 409 for who does not pause.
pub fn resume(work: &mut Work<'_>, id: Id) -> Result<EnrolmentRow, Problem> {
    let row = mentor(work, id)?;
    if of_enrolment(work, id)?.is_none() {
        return Err(Problem::conflict("The mentor does not pause."));
    }
    pauses::delete(work.conn, id)?;
    work.record(Change::new("enrolment.resumed", id).in_region(row.region_id))?;
    Ok(row)
}
