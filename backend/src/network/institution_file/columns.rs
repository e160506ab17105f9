//! The columns of a file of institutions, and what can be wrong with its first line.

use crate::network::pls;
use crate::network::rules::identifiers::IdentifierScheme;
use crate::platform::problem::{FieldError, Problem};

/// In the order of the template. The first three are needed, and in each row an identifier or an `external_id`.
pub const COLUMNS: [&str; 17] = [
    "name",
    "setting",
    "jurisdiction",
    "city",
    "address",
    "postal_code",
    "latitude",
    "longitude",
    "staff",
    "external_id",
    "fscs",
    "isil",
    "oclc",
    "ror",
    "nces",
    "ipeds",
    "marc",
];
const NEEDED: usize = 3;

/// Stands in the file of failed rows and says what to mend; it is not read again.
pub const PROBLEM: &str = "problem";

/// The scheme whose identifiers stand in a column.
#[must_use]
pub fn scheme_of(column: &str) -> Option<IdentifierScheme> {
    if column == "external_id" { Some(IdentifierScheme::External) } else { column.parse().ok() }
}

/// Where each of [`COLUMNS`] stands in the file.
pub type Places = [Option<usize>; COLUMNS.len()];

fn pointer(cell: &str) -> String {
    format!("/{}", cell.replace('~', "~0").replace('/', "~1"))
}

fn same(cell: &str, name: &str) -> bool {
    cell.trim().eq_ignore_ascii_case(name)
}

/// # Errors
/// Every column that is missing, unknown or there twice.
pub fn places(header: &csv::StringRecord) -> Result<Places, Vec<FieldError>> {
    if let Some(sign) = separated_otherwise(header) {
        let sentence =
            format!("The columns are separated by {sign}: save the file with commas between them.");
        return Err(vec![FieldError::new("", "separator", sentence)]);
    }
    let mut wrong = Vec::new();
    let mut found: Places = [None; COLUMNS.len()];
    for (at, cell) in header.iter().enumerate() {
        let cell = cell.trim();
        match COLUMNS.iter().position(|name| same(cell, name)) {
            Some(column) if found[column].is_some() => {
                wrong.push(FieldError::new(&pointer(cell), "repeated", "This column is there twice."));
            }
            Some(column) => found[column] = Some(at),
            // Spreadsheets leave columns without a name behind.
            None if cell.is_empty() || same(cell, PROBLEM) => {}
            None => {
                let sentence =
                    format!("There is no column '{cell}'. The columns are {}.", COLUMNS.join(", "));
                wrong.push(FieldError::new(&pointer(cell), "unknown_column", sentence));
            }
        }
    }
    for (name, place) in COLUMNS.iter().zip(&found).take(NEEDED) {
        if place.is_none() {
            wrong.push(FieldError::new(&pointer(name), "column", format!("The column {name} is missing.")));
        }
    }
    if wrong.is_empty() { Ok(found) } else { Err(wrong) }
}

fn separated_otherwise(header: &csv::StringRecord) -> Option<&'static str> {
    let only = header.get(0).filter(|_| header.len() == 1)?;
    [(';', "semicolons"), ('\t', "tabs"), ('|', "bars")]
        .into_iter()
        .find_map(|(sign, name)| only.contains(sign).then_some(name))
}

/// A file that is read: its text, and where its columns stand.
pub struct Opened {
    pub text: String,
    pub places: Places,
    pub width: usize,
}

/// # Errors
/// 422: not text that can be read, or not the columns of such a file.
pub fn opened(bytes: &[u8]) -> Result<Opened, Problem> {
    let text = pls::decode(bytes).map_err(|error| Problem::invalid(vec![error]))?;
    let first = text.lines().next().unwrap_or_default();
    if first.contains('\0') {
        return Err(Problem::field("", "encoding", "This is UTF-16 or no text: save it as CSV in UTF-8."));
    }
    let header = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes())
        .headers()
        .map_err(|e| Problem::field("", "csv", format!("The first line cannot be read: {e}.")))?
        .clone();
    let places = places(&header).map_err(Problem::invalid)?;
    let width = header.len();
    Ok(Opened { text, places, width })
}

/// Whether it is a file of institutions, before it is kept and queued.
///
/// # Errors
/// 422 naming what is wrong with its first line.
pub fn check_header(bytes: &[u8]) -> Result<(), Problem> {
    opened(bytes).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(first: &str) -> Vec<(String, String)> {
        let header = csv::StringRecord::from(first.split(',').collect::<Vec<_>>());
        let wrong = places(&header).err().unwrap_or_default();
        wrong.into_iter().map(|e| (e.pointer, e.code)).collect()
    }

    #[test]
    fn every_mistake_in_the_header_is_named() {
        assert_eq!(wrong("name,setting,jurisdiction"), []);
        assert_eq!(wrong(" Name ,SETTING,jurisdiction,ror,problem,"), []);
        let named = wrong("name,name,a/b,ror");
        let expected = [
            ("/name", "repeated"),
            ("/a~1b", "unknown_column"),
            ("/setting", "column"),
            ("/jurisdiction", "column"),
        ];
        assert_eq!(named, expected.map(|(p, c)| (p.to_owned(), c.to_owned())));
        assert_eq!(wrong("name;setting;jurisdiction"), [(String::new(), "separator".to_owned())]);
    }

    #[test]
    fn every_scheme_has_a_column() {
        for scheme in IdentifierScheme::ALL {
            assert!(COLUMNS.iter().any(|column| scheme_of(column) == Some(*scheme)), "{scheme}");
        }
    }
}
