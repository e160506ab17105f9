//! `perennial import`.

use std::path::Path;
use std::time::Instant;

use super::start;
use crate::network;

/// # Errors
/// One sentence.
#[allow(clippy::print_stdout)] // the outcome is for the person who asked
pub fn institutions(file: &Path, dry_run: bool) -> Result<(), String> {
    let (_, config) = start::configuration()?;
    let bytes =
        std::fs::read(file).map_err(|e| format!("The file {} cannot be read: {e}.", file.display()))?;
    let platform = start::platform(config)?;
    let started = Instant::now();
    let (summary, problems) =
        start::as_operator(&platform, |work| network::import_survey(work, &bytes, dry_run))
            .map_err(start::said)?;
    for problem in &problems {
        println!("line {}, {}: {}", problem.line, problem.field, problem.detail);
    }
    println!(
        "{} rows read in {:.1} s: {} created, {} updated, {} unchanged, {} failed{}",
        summary.rows_read,
        started.elapsed().as_secs_f64(),
        summary.created,
        summary.updated,
        summary.unchanged,
        summary.failed,
        if dry_run { " (dry run: nothing was changed)" } else { "" },
    );
    Ok(())
}
