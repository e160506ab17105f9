//! The meetings of pairings that were taken over.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{day, needed};
use crate::mentorships::queries::{self, MEETING_KEYS, MeetingRow, PAIRING_KEYS, PairingRow};
use crate::mentorships::rules::{MeetingChannel, meeting_problems};
use crate::mentorships::service::meetings::record_meeting;
use crate::network::{MentoringOutcome, RowProblem, SheetRow};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

struct Read {
    key: String,
    pairing: Id,
    held_on: NaiveDate,
    minutes: i32,
    channel: MeetingChannel,
}

/// # Errors
/// When the database refuses.
pub fn take(work: &mut Work<'_>, rows: &[SheetRow]) -> Result<MentoringOutcome, Problem> {
    let mut outcome = MentoringOutcome::default();
    let pairings = queries::import_keys(work.conn, PAIRING_KEYS)?;
    let mut known = queries::import_keys(work.conn, MEETING_KEYS)?;
    let mut found: HashMap<Id, PairingRow> = HashMap::new();
    let ids: Vec<Id> = pairings.values().copied().collect();
    for some in ids.chunks(500) {
        found.extend(queries::by_ids(work.conn, some)?.into_iter().map(|row| (row.id, row)));
    }
    let today = work.now.date_naive();
    let mut fresh = Vec::new();
    for row in rows {
        outcome.summary.rows_read += 1;
        let read = match read(row, &pairings, &found, today) {
            Ok(read) => read,
            Err(problems) => {
                outcome.refuse(row, problems);
                continue;
            }
        };
        match known.get(&read.key) {
            Some(id) if same(work, *id, &read)? => outcome.summary.unchanged += 1,
            Some(_) => {
                let detail = "This meeting was taken over with something else; a file does not change it.";
                outcome.refuse(row, vec![row.wrong("external_id", "differs", detail)]);
            }
            None => {
                let id = log(work, &read, &found)?;
                known.insert(read.key.clone(), id);
                fresh.push((read.key, id));
                outcome.summary.created += 1;
            }
        }
    }
    queries::insert_import_keys(work.conn, MEETING_KEYS, &fresh)?;
    Ok(outcome)
}

fn read(
    row: &SheetRow,
    pairings: &HashMap<String, Id>,
    found: &HashMap<Id, PairingRow>,
    today: NaiveDate,
) -> Result<Read, Vec<RowProblem>> {
    let mut wrong = Vec::new();
    let key = needed(row, "external_id", &mut wrong).to_owned();
    let of = needed(row, "pairing_external_id", &mut wrong);
    needed(row, "held_on", &mut wrong);
    let held_on = day(row, "held_on", &mut wrong);
    let minutes = needed(row, "duration_minutes", &mut wrong).parse::<i32>().ok();
    let minutes = minutes.filter(|minutes| (1..=600).contains(minutes));
    if minutes.is_none() && row.cell("duration_minutes").is_some() {
        wrong.push(row.wrong("duration_minutes", "range", "It must be between 1 and 600."));
    }
    let channel = needed(row, "channel", &mut wrong).parse::<MeetingChannel>();
    if let (Err(detail), Some(_)) = (&channel, row.cell("channel")) {
        wrong.push(row.wrong("channel", "unknown", detail.clone()));
    }
    let pairing = pairings.get(of).and_then(|id| found.get(id));
    if pairing.is_none() && !of.is_empty() {
        let detail = format!("No pairing was taken over as '{of}'.");
        wrong.push(row.wrong("pairing_external_id", "unknown", detail));
    }
    if let (Some(pairing), Some(on)) = (pairing, held_on) {
        for problem in meeting_problems(on, pairing.started_on, pairing.last_day(), today) {
            wrong.push(row.wrong("held_on", &problem.code, problem.detail));
        }
    }
    match (wrong.is_empty(), pairing, held_on, minutes, channel) {
        (true, Some(pairing), Some(held_on), Some(minutes), Ok(channel)) => {
            Ok(Read { key, pairing: pairing.id, held_on, minutes, channel })
        }
        _ => Err(wrong),
    }
}

fn same(work: &mut Work<'_>, id: Id, read: &Read) -> Result<bool, Problem> {
    Ok(queries::find_meeting(work.conn, id)?.is_some_and(|row| {
        row.pairing_id == read.pairing
            && row.held_on == read.held_on
            && row.duration_minutes == read.minutes
            && row.channel == read.channel
    }))
}

fn log(work: &mut Work<'_>, read: &Read, found: &HashMap<Id, PairingRow>) -> Result<Id, Problem> {
    // Whoever brought the file logged it; nobody else is known.
    let pairing = found.get(&read.pairing).ok_or_else(|| Problem::not_found("pairing"))?;
    let logged_by = work.scope.own.unwrap_or(pairing.mentor_id);
    let row = MeetingRow {
        id: work.new_id(),
        pairing_id: read.pairing,
        held_on: read.held_on,
        duration_minutes: read.minutes,
        channel: read.channel,
        shared_note: None,
        logged_by,
        created_at: work.stamp(),
        version: 1,
    };
    queries::insert_meeting(work.conn, &row)?;
    record_meeting(work, "meeting.logged", &row, pairing.region_id)?;
    Ok(row.id)
}
