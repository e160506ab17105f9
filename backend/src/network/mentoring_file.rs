//! Files of a program, enrolments, pairings and their meetings: their columns and their rows as text. What the rows mean is
//! known where pairings are kept; here they are taken in, and refused when the first line is not right.

use serde_json::{Value, json};

use super::import::ImportSummary;
use super::pls::{self, RowProblem};
use super::queries;
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::spreadsheet::{harmless, plain};
use crate::platform::work::Work;

crate::text_enum! {
    /// Which of the files.
    pub enum MentoringFormat {
        Enrolments = "enrolments",
        Pairings = "pairings",
        Meetings = "pairing-meetings",
    }
}

/// The last column of the file of failed rows says what to mend; it is not read again.
const PROBLEM: &str = "problem";

impl MentoringFormat {
    /// In the order of the template; those that are needed first, and how many those are.
    #[must_use]
    pub const fn columns(self) -> (&'static [&'static str], usize) {
        match self {
            Self::Enrolments => (
                &[
                    "email",
                    "role",
                    "external_id",
                    "capacity",
                    "setting",
                    "career_stage",
                    "years_of_experience",
                    "interests",
                    "goals",
                    "languages",
                    "time_zone",
                    "available_hours",
                ],
                2,
            ),
            Self::Pairings => (
                &[
                    "external_id",
                    "mentor_email",
                    "mentee_email",
                    "started_on",
                    "ends_on",
                    "mentor_name",
                    "mentor_jurisdiction",
                    "mentee_name",
                    "mentee_jurisdiction",
                    "ended_on",
                    "end_reason",
                ],
                5,
            ),
            Self::Meetings => {
                (&["external_id", "pairing_external_id", "held_on", "duration_minutes", "channel"], 5)
            }
        }
    }

    /// The header of the file of failed rows.
    #[must_use]
    pub fn failed_header(self) -> Vec<&'static str> {
        self.columns().0.iter().copied().chain([PROBLEM]).collect()
    }
}

/// A row of the file: its cells in the order of the columns.
#[derive(Debug, Clone)]
pub struct SheetRow {
    pub line: u64,
    format: MentoringFormat,
    cells: Vec<String>,
}

impl SheetRow {
    /// What stands in a column; nothing when it is empty or missing.
    #[must_use]
    pub fn cell(&self, column: &str) -> Option<&str> {
        let at = self.format.columns().0.iter().position(|name| *name == column)?;
        self.cells.get(at).map(String::as_str).filter(|cell| !cell.is_empty())
    }

    #[must_use]
    pub fn wrong(&self, field: &str, code: &str, detail: impl Into<String>) -> RowProblem {
        RowProblem { line: self.line, field: field.into(), code: code.into(), detail: detail.into() }
    }
}

/// What came of a file.
#[derive(Default)]
pub struct MentoringOutcome {
    pub summary: ImportSummary,
    problems: Vec<RowProblem>,
    failed: Vec<(i64, String)>,
}

impl MentoringOutcome {
    /// Keeps the row as it came, no cell a formula, with what is wrong at its end.
    pub fn refuse(&mut self, row: &SheetRow, problems: Vec<RowProblem>) {
        let said: Vec<String> = problems
            .iter()
            .map(|p| if p.field.is_empty() { p.detail.clone() } else { format!("{}: {}", p.field, p.detail) })
            .collect();
        let said = said.join(" ");
        let cells: Vec<String> =
            row.cells.iter().chain(std::iter::once(&said)).map(|cell| harmless(cell)).collect();
        self.failed.push((i64::try_from(row.line).unwrap_or(i64::MAX), json!(cells).to_string()));
        self.problems.extend(problems);
        self.summary.failed += 1;
    }
}

/// Reads a file.
///
/// # Errors
/// 422: not text that can be read, or not the columns of such a file, every one named.
pub fn read_mentoring_file(format: MentoringFormat, bytes: &[u8]) -> Result<Vec<SheetRow>, Problem> {
    let text = pls::decode(bytes).map_err(|error| Problem::invalid(vec![error]))?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader
        .headers()
        .map_err(|e| Problem::field("", "csv", format!("The first line cannot be read: {e}.")))?
        .clone();
    let places = places(format, &header)?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| Problem::field("", "csv", format!("A line cannot be read: {e}.")))?;
        // What a spreadsheet leaves at its end.
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cell = |place: &Option<usize>| {
            plain(place.and_then(|at| record.get(at)).unwrap_or_default()).trim().to_owned()
        };
        rows.push(SheetRow {
            line: record.position().map_or(0, csv::Position::line),
            format,
            cells: places.iter().map(cell).collect(),
        });
    }
    Ok(rows)
}

fn places(format: MentoringFormat, header: &csv::StringRecord) -> Result<Vec<Option<usize>>, Problem> {
    let (columns, needed) = format.columns();
    let mut wrong = Vec::new();
    let mut found = vec![None; columns.len()];
    for (at, cell) in header.iter().enumerate() {
        let cell = cell.trim();
        let pointer = format!("/{}", cell.replace('~', "~0").replace('/', "~1"));
        match columns.iter().position(|name| cell.eq_ignore_ascii_case(name)) {
            Some(column) if found[column].is_some() => {
                wrong.push(FieldError::new(&pointer, "repeated", "This column is there twice."));
            }
            Some(column) => found[column] = Some(at),
            None if cell.is_empty() || cell.eq_ignore_ascii_case(PROBLEM) => {}
            None => {
                let sentence =
                    format!("There is no column '{cell}'. The columns are {}.", columns.join(", "));
                wrong.push(FieldError::new(&pointer, "unknown_column", sentence));
            }
        }
    }
    for (name, place) in columns.iter().zip(&found).take(needed) {
        if place.is_none() {
            let sentence = format!("The column {name} is missing.");
            wrong.push(FieldError::new(&format!("/{name}"), "column", sentence));
        }
    }
    if wrong.is_empty() { Ok(found) } else { Err(Problem::invalid(wrong)) }
}

/// A file of a running program that waits to be taken in.
pub struct MentoringImport {
    pub format: MentoringFormat,
    pub cycle_id: Option<Id>,
    pub rows: Vec<SheetRow>,
    pub dry_run: bool,
}

/// # Errors
/// When the import is gone or its file is not what it says.
pub fn mentoring_import(work: &mut Work<'_>, id: Id) -> Result<MentoringImport, Problem> {
    let (bytes, dry_run) = queries::import_body(work.conn, id)?;
    let format = queries::import_format(work.conn, id)?.parse().map_err(Problem::internal)?;
    let rows = read_mentoring_file(format, &bytes)?;
    Ok(MentoringImport { format, cycle_id: queries::import_cycle(work.conn, id)?, rows, dry_run })
}

/// Writes what came of it, and lets the file go.
///
/// # Errors
/// When the database refuses.
pub fn finish_mentoring_import(
    work: &mut Work<'_>,
    id: Id,
    mut outcome: MentoringOutcome,
) -> Result<Value, Problem> {
    outcome.problems.sort_by(|a, b| (a.line, &a.field).cmp(&(b.line, &b.field)));
    // One of a row and column is told.
    outcome.problems.dedup_by(|a, b| (a.line, &a.field) == (b.line, &b.field));
    queries::keep_failed_rows(work.conn, id, &outcome.failed)?;
    queries::finish_import(work, id, &outcome.summary, &outcome.problems)?;
    work.record(Change::new("import.finished", id).with(json!(outcome.summary)))?;
    Ok(json!({ "import_id": id, "summary": outcome.summary }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_mistake_in_the_header_is_named() {
        let wrong = read_mentoring_file(MentoringFormat::Meetings, b"external_id,held_on,held_on,who\n")
            .err()
            .unwrap();
        let named: Vec<(&str, &str)> =
            wrong.errors.iter().map(|e| (e.pointer.as_str(), e.code.as_str())).collect();
        assert_eq!(
            named,
            [
                ("/held_on", "repeated"),
                ("/who", "unknown_column"),
                ("/pairing_external_id", "column"),
                ("/duration_minutes", "column"),
                ("/channel", "column"),
            ]
        );
    }

    #[test]
    fn cells_are_found_by_their_column_in_any_order() {
        let file = b"channel,held_on,external_id,pairing_external_id,duration_minutes,problem\nvideo,2027-03-01, m1 ,p1,,x\n\n";
        let rows = read_mentoring_file(MentoringFormat::Meetings, file).unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].line, rows[0].cell("external_id")), (2, Some("m1")));
        assert_eq!((rows[0].cell("channel"), rows[0].cell("duration_minutes")), (Some("video"), None));
    }
}
