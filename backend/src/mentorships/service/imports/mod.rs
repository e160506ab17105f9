//! Takes over a running program: its pairings and its meetings, row by row, known again by the keys of its own list.
//! Nobody is mailed. A dry run does the same and keeps nothing of it.

mod meetings;
mod pairings;

use chrono::NaiveDate;
use serde_json::Value;

use crate::network::{
    self, MentoringFormat, MentoringImport, MentoringOutcome, RowProblem, SheetRow, finish_mentoring_import,
};
use crate::platform::db::Id;
use crate::platform::fields::plausible_day;
use crate::platform::jobs::JobRun;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// The job behind `POST /imports` with `format=pairings` and `format=pairing-meetings`.
///
/// # Errors
/// When the import is gone or the file is not what it says.
pub fn run_import_mentoring(run: &JobRun<'_>) -> Result<Value, Problem> {
    let id: Id = serde_json::from_value(run.payload["import_id"].clone()).map_err(Problem::internal)?;
    let import = run.read(|work| network::mentoring_import(work, id))?;
    run.progress(0, 1)?;
    let result = if import.dry_run {
        let outcome = tried(run, &import)?;
        run.write(|work| finish_mentoring_import(work, id, outcome))?
    } else {
        run.write(|work| {
            let outcome = taken(work, &import)?;
            finish_mentoring_import(work, id, outcome)
        })?
    };
    run.progress(1, 1)?;
    Ok(result)
}

/// Does everything and undoes it.
fn tried(run: &JobRun<'_>, import: &MentoringImport) -> Result<MentoringOutcome, Problem> {
    let mut outcome = None;
    let undone: Result<(), Problem> = run.write(|work| {
        outcome = Some(taken(work, import)?);
        Err(Problem::conflict("It was a dry run."))
    });
    match (outcome, undone) {
        (Some(outcome), _) => Ok(outcome),
        (None, undone) => {
            undone?;
            Err(Problem::internal("a dry run without an outcome"))
        }
    }
}

fn taken(work: &mut Work<'_>, import: &MentoringImport) -> Result<MentoringOutcome, Problem> {
    match (import.format, import.cycle_id) {
        (MentoringFormat::Pairings, Some(cycle)) => pairings::take(work, cycle, &import.rows),
        (MentoringFormat::Pairings, None) => Err(Problem::internal("a file of pairings without a cycle")),
        (MentoringFormat::Meetings, _) => meetings::take(work, &import.rows),
        (MentoringFormat::Enrolments, _) => {
            Err(Problem::internal("enrolments are taken in where they are kept"))
        }
    }
}

/// A cell that must hold something.
fn needed<'a>(row: &'a SheetRow, column: &str, wrong: &mut Vec<RowProblem>) -> &'a str {
    match row.cell(column) {
        Some(cell) if cell.chars().count() <= 254 => cell,
        Some(_) => {
            wrong.push(row.wrong(column, "length", "It must not be longer than 254."));
            ""
        }
        None => {
            wrong.push(row.wrong(column, "missing", "It is empty."));
            ""
        }
    }
}

/// A cell that holds a day, or nothing.
fn day(row: &SheetRow, column: &str, wrong: &mut Vec<RowProblem>) -> Option<NaiveDate> {
    let cell = row.cell(column)?;
    let found = cell.parse::<NaiveDate>().ok().filter(|day| plausible_day(day).is_ok());
    if found.is_none() {
        wrong.push(row.wrong(column, "day", "Write the day as 2027-03-01."));
    }
    found
}
