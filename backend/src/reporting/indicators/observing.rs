//! Once a day, what the figures in use are is kept, so that an indicator has a history.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::measured::Measured;
use super::measuring::measure;
use crate::network::{self, Figure, ObservationRow};
use crate::platform::jobs::JobRun;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// The job: keeps one observation of today for each figure in use. Run twice on a day it changes nothing.
///
/// # Errors
/// 409 when it is cancelled.
pub fn observe_figures(run: &JobRun<'_>) -> Result<Value, Problem> {
    // Measured beside the writer, which others wait for.
    let measured = run.read(|work| {
        let figures = network::figures_in_use(work.conn)?;
        measure(work, &figures)
    })?;
    let kept = run.write(|work| keep(work, &measured))?;
    Ok(json!({ "figures": measured.len(), "kept": kept }))
}

/// The same within a transaction.
///
/// # Errors
/// When the database refuses.
pub fn observe_all(work: &mut Work<'_>) -> Result<usize, Problem> {
    let figures = network::figures_in_use(work.conn)?;
    let measured = measure(work, &figures)?;
    keep(work, &measured)
}

fn keep(work: &mut Work<'_>, measured: &HashMap<Figure, Measured>) -> Result<usize, Problem> {
    let mut in_order: Vec<_> = measured.iter().collect();
    in_order.sort_by_key(|(figure, _)| **figure);
    let mut kept = 0;
    for (figure, measured) in in_order {
        let row = ObservationRow {
            id: work.new_id(),
            figure: *figure,
            observed_on: work.now.date_naive(),
            value: measured.value,
            missing: measured.missing,
            created_at: work.stamp(),
        };
        if network::keep_observation(work.conn, &row)? {
            kept += 1;
            work.record(
                Change::new("figure_observation.kept", row.id)
                    .with(json!({ "figure": figure, "observed_on": row.observed_on })),
            )?;
        }
    }
    Ok(kept)
}
