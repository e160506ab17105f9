//! Questions about pairs that wait for an answer: those whose time is over come to nothing, and who has not answered is
//! reminded shortly before. Here because the quiet hours are kept here.

use chrono_tz::Tz;
use serde_json::{Value, json};

use crate::matching::{self, AnswerDue};
use crate::mentorships::queries;
use crate::platform::jobs::JobRun;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// The job behind [`crate::mentorships::LOOK_AFTER_PROPOSALS`].
///
/// # Errors
/// When the database does not answer.
pub fn look_after_proposals(run: &JobRun<'_>) -> Result<Value, Problem> {
    let (mut expired, mut reminded) = (0, 0);
    for cycle in run.read(matching::cycles_with_overdue)? {
        // Nor must one cycle keep the others waiting.
        match run.write(|work| matching::expire_overdue_in(work, cycle)) {
            Ok(over) => expired += over,
            Err(problem) => log::error!("questions were not let expire: {problem} {:?}", problem.cause),
        }
        run.progress(1, 0)?;
    }
    for due in run.read(matching::answers_due)? {
        // What cannot be written to one must not keep everybody after them waiting.
        match run.write(|work| remind(work, &due)) {
            Ok(went_out) => reminded += i64::from(went_out),
            Err(problem) => log::error!("a reminder was not sent: {problem} {:?}", problem.cause),
        }
    }
    Ok(json!({ "expired": expired, "reminded": reminded }))
}

/// Like the question how it goes: nobody can switch it off, and it waits for the end of the quiet hours.
fn remind(work: &mut Work<'_>, due: &AnswerDue) -> Result<bool, Problem> {
    let wishes = queries::wishes_of(work.conn, &[due.person])?.remove(&due.person).unwrap_or_default();
    let zone = due.time_zone.parse::<Tz>().unwrap_or(Tz::UTC);
    if wishes.is_quiet(work.now, zone) {
        return Ok(false);
    }
    matching::remind_of_answer(work, due)
}
