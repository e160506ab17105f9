//! A message that failed goes on: its job anew for those whom it has not come to, and the mails that the mail server was away for.
//! What somebody cancelled stays cancelled.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use super::SEND_MESSAGE;
use super::queries::{self, FailedMail, MessageRow};
use super::selection::{left_out, outside};
use crate::identity::{self, Addressee};
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::jobs::{self, JobState};
use crate::platform::mail::again;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Queues the rest of a message. Answers it and its new job.
///
/// # Errors
/// 404 outside the scope; 403 when people wait for it who are of none of the caller's regions; 409 when nothing of it failed.
pub fn resume(work: &mut Work<'_>, id: Id) -> Result<(MessageRow, Id), Problem> {
    let me = work.caller.person();
    let unknown = || Problem::not_found("message");
    queries::find_message(work.conn, work.scope, me, id)?.ok_or_else(unknown)?;
    // Of two at the same moment the other waits here, and finds the new job.
    let message = queries::lock_message(work.conn, id)?.ok_or_else(unknown)?;
    let failed = may_go_on(work, &message)?;
    if !work.scope.network && queries::any_waiting_outside(work.conn, work.scope, id)? {
        return Err(Problem::forbidden("People wait for it who are of none of your regions."));
    }
    let again = try_again(work, id)?;
    if !failed && again == 0 {
        return Err(Problem::conflict("Nobody waits for this message."));
    }
    let waiting = queries::count_waiting(work.conn, id)?;
    let job = jobs::enqueue(work, SEND_MESSAGE, &json!({ "message_id": id }))?;
    queries::note_job(work.conn, id, job.id)?;
    let counts = json!({ "waiting": waiting, "again": again });
    work.record(Change::new("message.resumed", id).in_region(message.region_id).with(counts))?;
    Ok((MessageRow { job_id: Some(job.id), ..message }, job.id))
}

/// Whether its job failed; a message whose job ended well may have mails that did not.
fn may_go_on(work: &mut Work<'_>, message: &MessageRow) -> Result<bool, Problem> {
    let state = match message.job_id {
        Some(job) => jobs::states(work.conn, &[job])?.get(&job).copied(),
        None => None,
    };
    match state {
        None | Some(JobState::Failed) => Ok(true),
        Some(JobState::Succeeded) => Ok(false),
        Some(JobState::Cancelled) => Err(Problem::conflict("The message was cancelled: write a new one.")),
        Some(JobState::Queued | JobState::Running) => Err(Problem::conflict("The message is being written.")),
    }
}

/// Mails that may be tried again, as the caller may know it. Of people of other regions a mail that came back is told as one that
/// could not be sent: were the others tried again, the two could be told apart.
///
/// # Errors
/// When the database does not answer.
pub fn failed_within(work: &mut Work<'_>, messages: &[Id]) -> Result<Vec<FailedMail>, Problem> {
    let mut failed = queries::failed_of(work.conn, messages)?;
    let people: Vec<Id> = failed.iter().map(|one| one.person_id).collect();
    let outside: HashSet<Id> = outside(work, &people)?;
    failed.retain(|one| !outside.contains(&one.person_id));
    Ok(failed)
}

/// Puts the mails of those who may still be written to back into the outbox, to the address that they have now. Answers how many.
fn try_again(work: &mut Work<'_>, message: Id) -> Result<usize, Problem> {
    let failed = failed_within(work, &[message])?;
    let ids: Vec<Id> = failed.iter().map(|one| one.person_id).collect();
    let people: HashMap<Id, Addressee> = identity::addressees(work.conn, &Scope::everything(), &ids)?;
    let reasons = left_out(work, &people)?;
    let mut tried = 0;
    for one in failed.iter().filter(|one| !reasons.contains_key(&one.person_id)) {
        if let Some(person) = people.get(&one.person_id) {
            tried += again::queue_again(work, one.mail_id, &person.email)?;
        }
    }
    Ok(tried)
}
