//! What closing a cycle does to its pairings. Those that were to end with it end at once, by the job that closing queues; one that
//! was extended beyond the cycle ends by itself when its own last day is over. What a job left that was cancelled or failed for
//! good is ended by the next look at all pairings: closing is the decision, and nobody has to queue anything again.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::life::end_by_itself;
use crate::matching::{self, CycleRow};
use crate::mentorships::queries;
use crate::mentorships::rules::natural_end;
use crate::platform::db::Id;
use crate::platform::jobs::JobRun;
use crate::platform::problem::{Kind, Problem};
use crate::platform::work::Work;

/// What closing a cycle would end now. Of a closed cycle: what its job has not ended yet.
#[derive(Serialize, ToSchema)]
pub struct ClosingPreview {
    /// Pairings that would end, paused ones too.
    #[schema(example = 41, minimum = 0)]
    pairings_ending: usize,
    /// Meetings to come that would be called off.
    #[schema(example = 12, minimum = 0)]
    meetings_called_off: usize,
    /// Pairings that go on until their own end, since that is later than the cycle's.
    #[schema(example = 3, minimum = 0)]
    pairings_lasting: i64,
    /// The latest of those ends; `null` when there is none. Each of them ends by itself then, in a closed cycle.
    #[schema(example = "2027-12-01")]
    lasting_until: Option<NaiveDate>,
    /// Peer circles that would end.
    #[schema(example = 6, minimum = 0)]
    circles_ending: usize,
}

/// # Errors
/// 404 when there is no such cycle.
pub fn closing_preview(work: &mut Work<'_>, cycle: Id) -> Result<ClosingPreview, Problem> {
    let cycle = matching::find_cycle(work, cycle)?;
    let now = work.stamp();
    let (pairings_lasting, lasting_until) = queries::lasting_beyond(work.conn, cycle.id, cycle.ends_on)?;
    Ok(ClosingPreview {
        pairings_ending: queries::ending_with_cycle(work.conn, cycle.id, cycle.ends_on)?.len(),
        meetings_called_off: queries::count_meetings_ending_with_cycle(
            work.conn,
            cycle.id,
            cycle.ends_on,
            now,
        )?,
        pairings_lasting,
        lasting_until,
        circles_ending: matching::circles_ending_with_cycle(work, cycle.id)?,
    })
}

/// The job behind [`crate::matching::END_PAIRINGS_OF_CYCLE`]. Each pairing ends in a transaction of its own, with its letters: what
/// was done before the job was stopped is not done again.
///
/// # Errors
/// When the database does not answer; 409 when somebody cancelled it.
pub fn end_pairings_of_cycle(run: &JobRun<'_>) -> Result<Value, Problem> {
    let id: Option<Id> = run.payload["cycle_id"].as_str().and_then(|text| text.parse().ok());
    let id = id.ok_or_else(|| Problem::new(Kind::Invalid, "The job names no cycle."))?;
    let (cycle, ids) = run.read(|work| {
        let cycle = matching::find_cycle(work, id)?;
        let ids = queries::ending_with_cycle(work.conn, id, cycle.ends_on)?;
        Ok((cycle, ids))
    })?;
    let total = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    let (mut seen, mut ended, mut failed) = (0, 0, None);
    for pairing in ids {
        // One that cannot be ended keeps no other from its end; the job fails with it and tries again.
        match run.write(|work| end_by_itself(work, pairing, &cycle)) {
            Ok(has_ended) => ended += i64::from(has_ended),
            Err(problem) => failed = Some(problem),
        }
        seen += 1;
        run.progress(seen, total)?;
    }
    if let Some(problem) = failed {
        return Err(problem);
    }
    Ok(json!({ "cycle_id": id, "ended": ended }))
}

/// Ends the pairings of closed cycles that have come to their end; answers how many. Each has a transaction of its own, and is
/// looked at once more in it: two who do this at once end and mail it once.
pub(super) fn end_in_closed_cycles(run: &JobRun<'_>) -> Result<i64, Problem> {
    let due = run.read(due_in_closed_cycles)?;
    let total = i64::try_from(due.len()).unwrap_or(i64::MAX);
    let (mut seen, mut ended) = (0, 0);
    for (pairing, cycle) in due {
        // One that cannot be ended keeps nobody from being looked after; the next look tries again.
        match run.write(|work| end_by_itself(work, pairing, &cycle)) {
            Ok(has_ended) => ended += i64::from(has_ended),
            Err(problem) => log::error!("pairing {pairing} was not ended: {problem} {:?}", problem.cause),
        }
        seen += 1;
        run.progress(seen, total)?;
    }
    Ok(ended)
}

fn due_in_closed_cycles(work: &mut Work<'_>) -> Result<Vec<(Id, CycleRow)>, Problem> {
    let closed = matching::closed_cycles(work)?;
    let ids: Vec<Id> = closed.keys().copied().collect();
    let lasting = queries::lasting_in_cycles(work.conn, &ids)?;
    let now = work.now;
    Ok(lasting
        .into_iter()
        .filter_map(|(pairing, cycle, ends_on)| {
            let cycle = closed.get(&cycle)?;
            natural_end(ends_on, cycle.ends_on, now).map(|_| (pairing, cycle.clone()))
        })
        .collect())
}
