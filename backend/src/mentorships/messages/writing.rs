//! Before and at sending: how many a message would reach, and the message itself with everybody whom it is for.

use serde_json::json;

use super::SEND_MESSAGE;
use super::queries::{self, MessageRow, RecipientRow};
use super::selection::{Choice, Selection, choose};
use super::versions::{self, Begun};
use super::wording::{self, Frame};
use crate::matching::CycleRow;
use crate::network;
use crate::platform::db::Id;
use crate::platform::jobs;
use crate::platform::letters::Letter;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// What somebody is about to send.
pub struct Draft {
    pub subject: String,
    pub body: String,
    pub selection: Selection,
    /// The template that the words began with.
    pub begun: Option<Begun>,
}

impl Draft {
    fn check(&self) -> Result<(), Vec<FieldError>> {
        wording::check(&self.subject, &self.body).map(|_| ())
    }
}

/// Everybody chosen, or everything that is wrong with words and choice at once.
fn checked(work: &mut Work<'_>, draft: &Draft) -> Result<Choice, Problem> {
    let mut wrong = draft.check().err().unwrap_or_default();
    if let Some(begun) = &draft.begun {
        wrong.extend(versions::problem_of(work, begun)?);
    }
    match choose(work, &draft.selection) {
        Ok(choice) if wrong.is_empty() => Ok(choice),
        Ok(_) => Err(Problem::invalid(wrong)),
        Err(problem) if problem.errors.is_empty() => Err(problem),
        Err(problem) => Err(Problem::invalid(wrong.into_iter().chain(problem.errors).collect())),
    }
}

/// What every mail of a message shares.
///
/// # Errors
/// When the database does not answer.
pub fn frame(
    work: &mut Work<'_>,
    subject: &str,
    body: &str,
    cycle: Option<&CycleRow>,
) -> Result<Frame, Problem> {
    Ok(Frame {
        subject: subject.to_owned(),
        body: body.to_owned(),
        cycle: cycle.map(|cycle| cycle.name.clone()).unwrap_or_default(),
        regions: network::region_names(work.conn)?,
        public_url: work.config.public_url.clone(),
    })
}

/// A mail as the first of those reached would get it.
pub struct Sample {
    pub to_name: String,
    pub letter: Letter,
}

/// # Errors
/// 422 naming everything that is wrong.
pub fn preview(work: &mut Work<'_>, draft: &Draft) -> Result<(Choice, Option<Sample>), Problem> {
    let choice = checked(work, draft)?;
    let frame = frame(work, &draft.subject, &draft.body, choice.cycle.as_ref())?;
    let leave = format!("{}/unsubscribe#…", work.config.public_url);
    let sample = match choice.reached().next() {
        None => None,
        Some(one) => Some(Sample {
            to_name: one.person.name.clone(),
            letter: frame.letter(&one.person, one.region, &one.partner, &leave)?,
        }),
    };
    Ok((choice, sample))
}

/// Stores the message with everybody whom it is for, and queues the job that hands the mails over.
///
/// # Errors
/// 422 naming everything that is wrong, or when nobody is reached; 409 when it would reach another number of people than
/// `expected`.
pub fn send(work: &mut Work<'_>, draft: Draft, expected: Option<i64>) -> Result<(MessageRow, Id), Problem> {
    let me = work.caller.require_person()?;
    let choice = checked(work, &draft)?;
    let reached = choice.reached().count();
    if reached == 0 {
        return Err(Problem::field("/selection", "nobody", "Nobody is reached by this choice."));
    }
    if expected.is_some_and(|expected| usize::try_from(expected) != Ok(reached)) {
        return Err(Problem::conflict(format!(
            "The choice reaches {reached} people by now: look at it again before sending."
        )));
    }
    let template_version_id = match &draft.begun {
        Some(begun) => queries::find_version(work.conn, begun.template, begun.number)?.map(|row| row.id),
        None => None,
    };
    let row = MessageRow {
        id: work.new_id(),
        region_id: choice.region(),
        cycle_id: choice.cycle.as_ref().map(|cycle| cycle.id),
        sent_by: me,
        subject: draft.subject,
        body: draft.body,
        selection: serde_json::to_string(&draft.selection).map_err(Problem::internal)?,
        job_id: None,
        created_at: work.stamp(),
        version: 1,
        template_version_id,
    };
    queries::insert_message(work.conn, &row)?;
    let recipients: Vec<RecipientRow> = choice
        .chosen
        .iter()
        .map(|one| RecipientRow {
            id: work.new_id(),
            message_id: row.id,
            person_id: one.person.id,
            region_id: one.region,
            partner: one.partner.clone(),
            left_out: one.left_out,
            mail_id: None,
        })
        .collect();
    queries::insert_recipients(work.conn, &recipients)?;
    let job = jobs::enqueue(work, SEND_MESSAGE, &json!({ "message_id": row.id }))?;
    queries::note_job(work.conn, row.id, job.id)?;
    // Neither the words nor who is chosen: readers of events need not know them.
    let counts = json!({ "recipients": reached, "left_out": choice.chosen.len() - reached });
    work.record(Change::new("message.sent", row.id).in_region(row.region_id).with(counts))?;
    Ok((MessageRow { job_id: Some(job.id), ..row }, job.id))
}
