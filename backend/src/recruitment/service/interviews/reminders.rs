//! The reminder of the day before: one for each time that was agreed, and none for a time that is gone.

use serde_json::{Value, json};

use super::{arranged, held_slot};
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::jobs::JobRun;
use crate::platform::problem::{Kind, Problem};
use crate::platform::work::Work;
use crate::recruitment::letters::interviews::{self as letters, News, Occasion};
use crate::recruitment::queries;
use crate::recruitment::rules::ApplicationState;

/// The job: tells applicant and panel of an interview that is a day away.
///
/// # Errors
/// When the database does not answer; the job is then tried again, and still reminds once.
pub fn remind(run: &JobRun<'_>) -> Result<Value, Problem> {
    let unreadable = || Problem::new(Kind::Invalid, "The job does not say which interview it is for.");
    let id: Id =
        run.payload["interview_id"].as_str().and_then(|id| id.parse().ok()).ok_or_else(unreadable)?;
    let sequence =
        run.payload["sequence"].as_i64().and_then(|n| i32::try_from(n).ok()).ok_or_else(unreadable)?;
    let reminded = run.write(|work| remind_of(work, id, sequence))?;
    Ok(json!({ "reminded": reminded }))
}

/// How many were told.
fn remind_of(work: &mut Work<'_>, id: Id, sequence: i32) -> Result<usize, Problem> {
    let now = work.stamp();
    if !queries::claim_reminder(work.conn, id, sequence, now)? {
        return Ok(0);
    }
    let Some(interview) = queries::find_interview(work.conn, &Scope::everything(), id)? else { return Ok(0) };
    let arranged = arranged(work.conn, interview)?;
    let Some((slot, panel)) = held_slot(work, &arranged.interview)? else { return Ok(0) };
    // A worker that was away for long does not remind of what is over.
    if arranged.application.state != ApplicationState::InReview || slot.starts_at <= now {
        return Ok(0);
    }
    let about = Occasion {
        opening: &arranged.opening,
        application: &arranged.application,
        interview: &arranged.interview,
        slot: &slot,
        panel: &panel,
    };
    letters::to_applicant(work, &about, News::Soon, None)?;
    for who in &panel {
        letters::to_panelist(work, &about, who, News::Soon)?;
    }
    Ok(1 + panel.len())
}
