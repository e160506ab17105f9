//! How far an application is with its interview, as the board shows it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::recruitment::queries;
use crate::recruitment::rules::InterviewStage;

/// How far an interview is. What the panel gave is told with the interview itself.
#[derive(Serialize, ToSchema)]
pub struct InterviewProgress {
    interview_id: Id,
    stage: InterviewStage,
    /// `null` while no time is agreed.
    starts_at: Option<DateTime<Utc>>,
    /// Members of the panel.
    #[schema(example = 3)]
    panel: usize,
    /// Members of the panel who have scored.
    #[schema(example = 2)]
    scored: usize,
}

/// The interviews of these applications, by application; for callers who decide about them.
pub fn progress_of(
    work: &mut Work<'_>,
    applications: &[Id],
) -> Result<HashMap<Id, InterviewProgress>, Problem> {
    let interviews = queries::interviews_of(work.conn, applications)?;
    let ids: Vec<Id> = interviews.values().map(|row| row.id).collect();
    let slots: Vec<Id> = interviews.values().filter_map(|row| row.slot_id).collect();
    let times = queries::slots_by_id(work.conn, &slots)?;
    let panels = queries::panels_of(work.conn, &slots)?;
    let mut scored: HashMap<Id, usize> = HashMap::new();
    for score in queries::panel_scores_of(work.conn, &ids)? {
        *scored.entry(score.interview_id).or_default() += 1;
    }
    let progress = interviews.into_iter().map(|(application, row)| {
        let panel = row.slot_id.and_then(|slot| panels.get(&slot)).map_or(0, Vec::len);
        let scored = scored.get(&row.id).copied().unwrap_or_default();
        let starts_at = row.slot_id.and_then(|slot| times.get(&slot)).map(|slot| utc(slot.starts_at));
        let stage = row.state.stage(panel, scored);
        (application, InterviewProgress { interview_id: row.id, stage, starts_at, panel, scored })
    });
    Ok(progress.collect())
}
