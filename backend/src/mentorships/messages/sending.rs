//! The job that hands a message's mails to the outbox: each person's once, whatever stops it on the way. A step writes the mail
//! and that it was written in one transaction, and of two workers one waits for the other at the message's row.

use chrono::{Duration, NaiveDateTime};
use serde_json::{Value, json};

use super::queries::{self, MessageRow, RecipientRow};
use super::selection::left_out;
use super::wording::{Frame, KEY};
use super::{LeftOut, writing};
use crate::identity::{self, Addressee};
use crate::matching;
use crate::mentorships::letters;
use crate::mentorships::queries::wishes_of;
use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::jobs::JobRun;
use crate::platform::link::{self, LinkPurpose};
use crate::platform::mail::{self, NewMail, Origin};
use crate::platform::problem::{Kind, Problem};
use crate::platform::work::Work;

/// People in one transaction.
const AT_ONCE: i64 = 100;

/// How long the link of a mail takes its reader out.
fn link_lasts() -> Duration {
    Duration::days(730)
}

/// Hands a message over, step by step.
///
/// # Errors
/// When the database does not answer; 409 when somebody cancelled it.
pub fn run_send_message(run: &JobRun<'_>) -> Result<Value, Problem> {
    let id: Option<Id> = run.payload["message_id"].as_str().and_then(|text| text.parse().ok());
    let id = id.ok_or_else(|| Problem::new(Kind::Invalid, "The job names no message."))?;
    let total = run.read(|work| Ok(queries::count_recipients(work.conn, id)?))?;
    loop {
        let (step, waiting) = run.write(|work| {
            let step = hand_over_some(work, id)?;
            Ok((step, queries::count_waiting(work.conn, id)?))
        })?;
        if step == 0 {
            return Ok(json!({ "message_id": id }));
        }
        if let Err(stopped) = run.progress(total - waiting, total) {
            if stopped.kind == Kind::Conflict {
                run.write(|work| Ok(queries::leave_waiting_out(work.conn, id, LeftOut::Cancelled)?))?;
            }
            return Err(stopped);
        }
    }
}

/// Answers how many were taken up.
fn hand_over_some(work: &mut Work<'_>, id: Id) -> Result<usize, Problem> {
    let message = queries::lock_message(work.conn, id)?.ok_or_else(|| Problem::not_found("message"))?;
    let waiting = queries::waiting(work.conn, id, AT_ONCE)?;
    let ids: Vec<Id> = waiting.iter().map(|row| row.person_id).collect();
    let people = identity::addressees(work.conn, &Scope::everything(), &ids)?;
    // Whoever has left since it was sent is left out still.
    let reasons = left_out(work, &people)?;
    let cycle = match message.cycle_id {
        Some(cycle) => Some(matching::find_cycle(work, cycle)?),
        None => None,
    };
    let frame = writing::frame(work, &message.subject, &message.body, cycle.as_ref())?;
    let wishes = wishes_of(work.conn, &ids)?;
    for row in &waiting {
        match (people.get(&row.person_id), reasons.get(&row.person_id)) {
            (Some(person), None) => {
                let wishes = wishes.get(&person.id).copied();
                let from = letters::goes_from_by(work, person.id, &person.time_zone, wishes);
                hand_over(work, &message, &frame, row, person, from)?;
            }
            (_, Some(reason)) => queries::leave_out(work.conn, row.id, *reason)?,
            (None, None) => queries::leave_out(work.conn, row.id, LeftOut::NotWritten)?,
        }
    }
    Ok(waiting.len())
}

fn hand_over(
    work: &mut Work<'_>,
    message: &MessageRow,
    frame: &Frame,
    row: &RecipientRow,
    person: &Addressee,
    from: NaiveDateTime,
) -> Result<(), Problem> {
    let token = link::create(work, LinkPurpose::MessageUnsubscribe, row.id, link_lasts())?;
    let page = format!("{}/unsubscribe#{token}", work.config.public_url);
    let letter = match frame.letter(person, row.region_id, &row.partner, &page) {
        Ok(letter) => letter,
        Err(problem) => {
            // Its words were checked with samples; a name that they cannot take must not hold up everybody else.
            log::error!("message {} to recipient {}: {problem}", message.id, row.id);
            return Ok(queries::leave_out(work.conn, row.id, LeftOut::NotWritten)?);
        }
    };
    let mail = NewMail {
        to_name: &person.name,
        to_address: &person.email,
        subject: letter.subject,
        body: letter.body,
    };
    let origin = Origin { template: KEY, version: 0, about: Some(message.id) };
    let one_click = format!("{}/api/v1/public/unsubscribe?token={token}", work.config.public_url);
    let mail = mail::queue_unasked(work, &mail, &origin, &one_click, from)?;
    Ok(queries::note_mail(work.conn, row.id, mail)?)
}
