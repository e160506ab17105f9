//! One row of a file of institutions, read and checked cell by cell.

use std::collections::HashMap;

use super::columns::{COLUMNS, Places, scheme_of};
use crate::network::pls::RowProblem;
use crate::network::rules::Setting;
use crate::network::rules::identifiers::IdentifierScheme;
use crate::platform::spreadsheet::plain;

/// A row that can be taken. What is `None` was empty and leaves what is known.
pub struct Row {
    pub line: u64,
    pub name: String,
    pub setting: Setting,
    pub jurisdiction: String,
    pub city: Option<String>,
    pub address: Option<String>,
    pub postal_code: Option<String>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub staff: Option<f64>,
    pub identifiers: Vec<(IdentifierScheme, String)>,
}

pub fn wrong(line: u64, field: &str, code: &str, detail: impl Into<String>) -> RowProblem {
    RowProblem { line, field: field.into(), code: code.into(), detail: detail.into() }
}

/// The cells of a record in the order of [`COLUMNS`], without the apostrophes that keep spreadsheets from computing them.
pub fn cells(record: &csv::StringRecord, places: &Places) -> Vec<String> {
    places
        .iter()
        .map(|place| plain(place.and_then(|at| record.get(at)).unwrap_or_default()).to_owned())
        .collect()
}

struct Reader<'a> {
    line: u64,
    cells: &'a [String],
    problems: Vec<RowProblem>,
}

impl Reader<'_> {
    fn cell(&self, column: &str) -> &str {
        let at = COLUMNS.iter().position(|name| *name == column);
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    fn complain(&mut self, column: &str, code: &str, detail: impl Into<String>) {
        self.problems.push(wrong(self.line, column, code, detail));
    }

    fn text(&mut self, column: &str, most: usize) -> Option<String> {
        let cell = self.cell(column).to_owned();
        if cell.chars().count() > most {
            self.complain(column, "length", format!("It must not be longer than {most}."));
        } else if cell.chars().any(char::is_control) {
            self.complain(column, "control", "It holds signs that are no text, or more than one line.");
        }
        (!cell.is_empty()).then_some(cell)
    }

    fn needed(&mut self, column: &str, most: usize) -> String {
        let text = self.text(column, most);
        if text.is_none() {
            self.complain(column, "missing", "It is empty.");
        }
        text.unwrap_or_default()
    }

    fn number(&mut self, column: &str, least: f64, most: f64) -> Option<f64> {
        let cell = self.cell(column).to_owned();
        if cell.is_empty() {
            return None;
        }
        match cell.parse::<f64>() {
            Ok(value) if (least..=most).contains(&value) => Some(value),
            _ => {
                let sentence = format!("'{cell}' is no number from {least} to {most}, such as 12.5.");
                self.complain(column, "number", sentence);
                None
            }
        }
    }

    fn setting(&mut self) -> Setting {
        let cell = self.needed("setting", 50).to_lowercase();
        cell.parse().unwrap_or_else(|_| {
            if !cell.is_empty() {
                let known = Setting::ALL.iter().map(|each| each.as_str()).collect::<Vec<_>>().join(", ");
                self.complain("setting", "unknown", format!("'{cell}' is no setting: they are {known}."));
            }
            Setting::Independent
        })
    }

    fn jurisdiction(&mut self, known: &HashMap<String, String>) -> String {
        let cell = self.needed("jurisdiction", 100);
        if let Some(code) = known.get(&cell.to_lowercase()) {
            return code.clone();
        }
        if !cell.is_empty() {
            let sentence =
                format!("'{cell}' is no jurisdiction of the network: write two letters, such as OH.");
            self.complain("jurisdiction", "unknown", sentence);
        }
        String::new()
    }

    fn identifiers(&mut self) -> Vec<(IdentifierScheme, String)> {
        let mut found = Vec::new();
        for column in COLUMNS {
            let Some(scheme) = scheme_of(column) else { continue };
            let cell = self.cell(column).to_owned();
            if cell.is_empty() {
                continue;
            }
            match scheme.normalised(&cell) {
                Some(value) => found.push((scheme, value)),
                None => self.complain(column, scheme.as_str(), scheme.shape()),
            }
        }
        if found.is_empty() && self.problems.is_empty() {
            let sentence =
                "Give an identifier or an external_id: without one a second import would add it again.";
            self.complain("external_id", "missing", sentence);
        }
        found
    }
}

/// # Errors
/// Everything that is wrong with the row, one problem for each column.
pub fn read(
    line: u64,
    cells: &[String],
    jurisdictions: &HashMap<String, String>,
) -> Result<Row, Vec<RowProblem>> {
    let mut reader = Reader { line, cells, problems: Vec::new() };
    let row = Row {
        line,
        name: reader.needed("name", 200),
        setting: reader.setting(),
        jurisdiction: reader.jurisdiction(jurisdictions),
        city: reader.text("city", 100),
        address: reader.text("address", 200),
        postal_code: reader.text("postal_code", 20),
        latitude: reader.number("latitude", -90.0, 90.0),
        longitude: reader.number("longitude", -180.0, 180.0),
        staff: reader.number("staff", 0.0, 1_000_000.0),
        identifiers: reader.identifiers(),
    };
    // One for each column: that is how they are kept.
    let mut problems = reader.problems;
    problems.sort_by(|a, b| a.field.cmp(&b.field));
    problems.dedup_by(|a, b| a.field == b.field);
    if problems.is_empty() { Ok(row) } else { Err(problems) }
}
