//! Takes a file of institutions in: each row finds its institution by an identifier, else it is a new one.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use super::columns::{PROBLEM, opened};
use super::row::{self, Row, wrong};
use crate::network::file_changes::{FileChanges, Key, lies_elsewhere};
use crate::network::import::{ImportSummary, InstitutionRow};
use crate::network::pls::RowProblem;
use crate::network::queries;
use crate::network::rules::identifiers::IdentifierScheme;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::spreadsheet::harmless;
use crate::platform::work::Work;

/// What came of a file: the sums, what is wrong by line and column, and the rows that were not taken, as they came and with
/// what is wrong at their end.
pub struct Outcome {
    pub summary: ImportSummary,
    pub problems: Vec<RowProblem>,
    pub failed: Vec<(i64, String)>,
}

/// What is known while a file is taken in.
struct Known {
    by_key: HashMap<Key, Id>,
    institutions: HashMap<Id, InstitutionRow>,
    regions: HashMap<String, Id>,
    seen: HashSet<Id>,
}

impl Known {
    fn load(work: &mut Work<'_>, rows: &[Row]) -> Result<Self, Problem> {
        let all = queries::all_identifiers(work.conn)?;
        let by_key: HashMap<Key, Id> = all
            .into_iter()
            .filter_map(|(scheme, value, id)| Some(((scheme.parse().ok()?, value), id)))
            .collect();
        let wanted: HashSet<Id> =
            rows.iter().flat_map(|row| &row.identifiers).filter_map(|key| by_key.get(key).copied()).collect();
        let wanted: Vec<Id> = wanted.into_iter().collect();
        let institutions = queries::institutions_of(work.conn, &wanted)?;
        Ok(Self {
            by_key,
            institutions: institutions.into_iter().map(|each| (each.id, each)).collect(),
            regions: queries::regions_of_jurisdictions(work.conn)?.into_iter().collect(),
            seen: HashSet::new(),
        })
    }

    /// The institution that the row is about. Identifiers of two institutions in one row are a mistake or a duplicate.
    fn find(&self, row: &Row) -> Result<Option<&InstitutionRow>, RowProblem> {
        let mut found: Option<&InstitutionRow> = None;
        for key in &row.identifiers {
            let Some(other) = self.by_key.get(key).and_then(|id| self.institutions.get(id)) else { continue };
            match found {
                Some(one) if one.id != other.id => {
                    let detail = format!(
                        "This is {}, and another identifier of the row is {}: merge the two, or mend the row.",
                        other.name, one.name
                    );
                    return Err(wrong(row.line, column_of(key.0), "taken", detail));
                }
                _ => found = Some(other),
            }
        }
        Ok(found)
    }

    fn take(&mut self, work: &Work<'_>, row: Row, changes: &mut FileChanges) -> Result<bool, RowProblem> {
        let line = row.line;
        let first = row.identifiers.first().map_or("external_id", |(scheme, _)| column_of(*scheme));
        let before = self.find(&row)?.cloned();
        if let Some(twice) = before.as_ref().filter(|found| self.seen.contains(&found.id)) {
            return Err(wrong(line, first, "twice", format!("{} is in an earlier row already.", twice.name)));
        }
        let Some(region) = self.regions.get(&row.jurisdiction).copied() else {
            return Err(wrong(line, "jurisdiction", "unknown", "This is no jurisdiction of the network."));
        };
        if let Some(elsewhere) = before.as_ref().filter(|found| found.jurisdiction != row.jurisdiction) {
            return Err(wrong(line, "jurisdiction", "elsewhere", lies_elsewhere(elsewhere)));
        }
        let id = before.as_ref().map_or_else(|| work.new_id(), |found| found.id);
        let fresh: Vec<Key> =
            row.identifiers.iter().filter(|key| !self.by_key.contains_key(*key)).cloned().collect();
        let after = written_over(work, before.clone(), id, region, row);
        let same = before.as_ref() == Some(&after) && fresh.is_empty();
        self.seen.insert(id);
        self.institutions.insert(id, after.clone());
        for key in fresh {
            self.by_key.insert(key.clone(), id);
            changes.identifiers.push((key, id));
        }
        match before {
            None => changes.new.push(after),
            Some(before) if !same => changes.change(&before, after),
            Some(_) => {}
        }
        Ok(!same)
    }
}

fn column_of(scheme: IdentifierScheme) -> &'static str {
    if scheme == IdentifierScheme::External { "external_id" } else { scheme.as_str() }
}

/// The institution as the row says; what the row leaves empty stays.
fn written_over(
    work: &Work<'_>,
    before: Option<InstitutionRow>,
    id: Id,
    region: Id,
    row: Row,
) -> InstitutionRow {
    let before = before.unwrap_or_else(|| InstitutionRow {
        source: Some("csv".into()),
        ..InstitutionRow::bare(id, &row.name, row.setting, &row.jurisdiction, region, work.stamp())
    });
    InstitutionRow {
        name: row.name,
        setting: row.setting,
        city: row.city.or(before.city),
        address: row.address.or(before.address),
        postal_code: row.postal_code.or(before.postal_code),
        latitude: row.latitude.or(before.latitude),
        longitude: row.longitude.or(before.longitude),
        staff: row.staff.or(before.staff),
        staff_missing: before.staff_missing.filter(|_| row.staff.is_none()),
        ..before
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Takes a file in, in the caller's transaction. `dry_run` changes nothing and tells what would be.
///
/// # Errors
/// 422 when it is not a file of institutions.
pub fn take(work: &mut Work<'_>, bytes: &[u8], dry_run: bool) -> Result<Outcome, Problem> {
    let file = opened(bytes)?;
    let jurisdictions: HashMap<String, String> = queries::list_jurisdictions(work.conn, work.scope)?
        .into_iter()
        .flat_map(|j| [(j.code.to_lowercase(), j.code.clone()), (j.name.to_lowercase(), j.code)])
        .collect();
    let mut outcome = Outcome { summary: ImportSummary::default(), problems: Vec::new(), failed: Vec::new() };
    let (mut rows, mut kept) = (Vec::new(), HashMap::new());
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file.text.as_bytes());
    for record in reader.records() {
        let record = record.map_err(|e| Problem::field("", "csv", format!("A line cannot be read: {e}.")))?;
        // What a spreadsheet leaves at its end.
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let line = record.position().map_or(0, csv::Position::line);
        let cells = row::cells(&record, &file.places);
        outcome.summary.rows_read += 1;
        let read = if record.len() == file.width {
            row::read(line, &cells, &jurisdictions)
        } else {
            let detail = format!("The row has {} cells, the header {}.", record.len(), file.width);
            Err(vec![wrong(line, "", "columns", detail)])
        };
        match read {
            Ok(row) => {
                kept.insert(line, cells);
                rows.push(row);
            }
            Err(problems) => outcome.refuse(line, &cells, problems),
        }
    }
    let mut known = Known::load(work, &rows)?;
    let mut changes = FileChanges::default();
    for row in rows {
        let line = row.line;
        match known.take(work, row, &mut changes) {
            Ok(true) => {}
            Ok(false) => outcome.summary.unchanged += 1,
            Err(problem) => outcome.refuse(line, &kept.remove(&line).unwrap_or_default(), vec![problem]),
        }
    }
    outcome.problems.sort_by(|a, b| (a.line, &a.field).cmp(&(b.line, &b.field)));
    outcome.summary.created = count(changes.new.len());
    outcome.summary.updated = count(changes.changed.len());
    outcome.summary.failed = count(outcome.failed.len());
    if !dry_run {
        changes.write(work)?;
    }
    Ok(outcome)
}

impl Outcome {
    /// Keeps the row as it came, no cell a formula, with what is wrong at its end.
    fn refuse(&mut self, line: u64, cells: &[String], problems: Vec<RowProblem>) {
        let said: Vec<String> = problems
            .iter()
            .map(|p| if p.field.is_empty() { p.detail.clone() } else { format!("{}: {}", p.field, p.detail) })
            .collect();
        let said = said.join(" ");
        let cells: Vec<String> =
            cells.iter().chain(std::iter::once(&said)).map(|cell| harmless(cell)).collect();
        self.failed.push((i64::try_from(line).unwrap_or(i64::MAX), json!(cells).to_string()));
        self.problems.extend(problems);
    }
}

/// The header of the file of failed rows.
#[must_use]
pub fn failed_header() -> Vec<&'static str> {
    super::COLUMNS.into_iter().chain([PROBLEM]).collect()
}
