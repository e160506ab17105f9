//! Reads the IMLS Public Libraries Survey as it is published: byte order mark, UTF-8 or latin-1,
//! codes for missing counts, FSCS keys.

use encoding_rs::WINDOWS_1252;
use serde_json::{Map, Value, json};

use super::rules::MissingReason;
use super::rules::identifiers::is_library_key;
use crate::platform::problem::FieldError;

/// One library system, read and checked.
#[derive(Debug, Clone, PartialEq)]
pub struct PlsLibrary {
    pub line: u64,
    pub fscs: String,
    pub name: String,
    pub jurisdiction: String,
    pub city: Option<String>,
    pub address: Option<String>,
    pub postal_code: Option<String>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub staff: Count,
    pub population: Count,
    pub visits: Count,
    /// Every count column by its name: a number, or `{"missing": reason}`.
    pub measures: String,
}

/// A count, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Count {
    Value(f64),
    Missing(MissingReason),
}

impl Count {
    #[must_use]
    pub const fn value(self) -> Option<f64> {
        match self {
            Self::Value(value) => Some(value),
            Self::Missing(_) => None,
        }
    }

    #[must_use]
    pub fn missing(self) -> Option<String> {
        match self {
            Self::Value(_) => None,
            Self::Missing(reason) => Some(reason.to_string()),
        }
    }
}

/// What is wrong with one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    pub line: u64,
    pub field: String,
    pub code: String,
    pub detail: String,
}

/// The counts that are kept, of all editions: each has some of them, and a count that an edition lacks is not held to be
/// missing. Money is left out. Names: data file documentation of IMLS; the files of fiscal years 2009, 2014 and 2016 to 2018.
const COUNTS: [&[&str]; 3] = [PEOPLE_AND_OUTLETS, COLLECTIONS, SERVICES];
const PEOPLE_AND_OUTLETS: &[&str] =
    &["POPU_LSA", "POPU_UND", "CENTLIB", "BRANLIB", "BKMOB", "MASTER", "LIBRARIA", "OTHPAID", "TOTSTAFF"];
/// Sound and pictures were one number each until 2009; databases have had three names.
const COLLECTIONS: &[&str] = &[
    "BKVOL", "EBOOK", "AUDIO", "AUDIO_PH", "AUDIO_DL", "VIDEO", "VIDEO_PH", "VIDEO_DL", "DATABASE",
    "EC_LO_OT", "EC_ST", "ELECCOLL", "SUBSCRIP",
];
const SERVICES: &[&str] = &[
    "HRS_OPEN", "VISITS", "REFERENC", "REGBOR", "TOTCIR", "KIDCIRCL", "ELMATCIR", "PHYSCIR", "ELCONT",
    "ELINFO", "TOTCOLL", "LOANTO", "LOANFM", "TOTPRO", "KIDPRO", "YAPRO", "TOTATTEN", "KIDATTEN", "YAATTEN",
    "GPTERMS", "PITUSR", "WIFISESS", "WEBVISIT",
];
const NEEDED: &[&str] = &["STABR", "FSCSKEY", "LIBNAME"];

/// A whole file.
#[derive(Debug, Default)]
pub struct PlsFile {
    pub libraries: Vec<PlsLibrary>,
    pub problems: Vec<RowProblem>,
    pub rows: u64,
}

/// Decodes as UTF-8 (with or without a byte order mark) and otherwise as windows-1252, which holds latin-1.
///
/// # Errors
/// When it is UTF-16, which no edition of the survey is published in.
pub fn decode(bytes: &[u8]) -> Result<String, FieldError> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(FieldError::new("", "encoding", "This is UTF-16: save it as CSV in UTF-8."));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    })
}

/// Reads a file row by row; a bad row is reported and the others are kept.
///
/// # Errors
/// The columns that are missing, when it is not a file of this survey.
pub fn read(bytes: &[u8]) -> Result<PlsFile, Vec<FieldError>> {
    let text = decode(bytes).map_err(|error| vec![error])?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader
        .headers()
        .map_err(|e| vec![FieldError::new("", "csv", format!("The first line cannot be read: {e}."))])?
        .clone();
    let column = |name: &str| header.iter().position(|h| h.trim().eq_ignore_ascii_case(name));
    let missing: Vec<FieldError> = NEEDED
        .iter()
        .filter(|name| column(name).is_none())
        .map(|name| FieldError::new(&format!("/{name}"), "column", format!("The column {name} is missing.")))
        .collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    let mut file = PlsFile::default();
    let mut seen = std::collections::HashMap::new();
    for record in reader.records() {
        file.rows += 1;
        match record {
            Err(error) => {
                let line = error.position().map_or(file.rows + 1, csv::Position::line);
                file.problems.push(problem(line, "", "csv", format!("The row cannot be read: {error}.")));
            }
            Ok(record) => {
                let line = record.position().map_or(file.rows + 1, csv::Position::line);
                let row = Row { line, column: &column, record: &record, width: header.len() };
                match row.library() {
                    Err(problems) => file.problems.extend(problems),
                    Ok(library) => match seen.insert(library.fscs.clone(), line) {
                        Some(first) => file.problems.push(problem(
                            line,
                            "FSCSKEY",
                            "duplicate",
                            format!("{} is on line {first} already.", library.fscs),
                        )),
                        None => file.libraries.push(library),
                    },
                }
            }
        }
    }
    Ok(file)
}

/// What is wrong, in the words of whoever reads the file.
pub fn problem(line: u64, field: &str, code: &str, detail: String) -> RowProblem {
    RowProblem { line, field: field.into(), code: code.into(), detail }
}

struct Row<'a, F: Fn(&str) -> Option<usize>> {
    line: u64,
    column: &'a F,
    record: &'a csv::StringRecord,
    width: usize,
}

impl<F: Fn(&str) -> Option<usize>> Row<'_, F> {
    fn field(&self, name: &str) -> Option<&str> {
        let text = self.record.get((self.column)(name)?)?.trim();
        (!text.is_empty() && text != "M").then_some(text)
    }

    fn text(&self, name: &str) -> Option<String> {
        self.field(name).map(str::to_owned)
    }

    fn count(&self, name: &str, problems: &mut Vec<RowProblem>) -> Count {
        let Some(text) = self.field(name) else { return Count::Missing(MissingReason::NotReported) };
        if let Some(reason) = MissingReason::of_code(text) {
            return Count::Missing(reason);
        }
        match text.parse::<f64>() {
            Ok(value) if value >= 0.0 && value.is_finite() => Count::Value(value),
            _ => {
                problems.push(problem(
                    self.line,
                    name,
                    "count",
                    format!("'{text}' is neither a count nor one of the codes -1, -3, -4, -9."),
                ));
                Count::Missing(MissingReason::NotReported)
            }
        }
    }

    fn degree(&self, name: &str, most: f64, problems: &mut Vec<RowProblem>) -> Option<f64> {
        let text = self.field(name)?;
        match text.parse::<f64>() {
            Ok(value) if value.abs() <= most => Some(value),
            _ => {
                problems.push(problem(
                    self.line,
                    name,
                    "degrees",
                    format!("'{text}' is not within {most} degrees."),
                ));
                None
            }
        }
    }

    /// Latitude and longitude, when there are both. Older editions put 0, 0 where an address was not found.
    fn place(&self, problems: &mut Vec<RowProblem>) -> Option<(f64, f64)> {
        let latitude = self.degree("LATITUDE", 90.0, problems);
        let longitude = self.degree("LONGITUD", 180.0, problems);
        latitude.zip(longitude).filter(|place| *place != (0.0, 0.0))
    }

    fn library(&self) -> Result<PlsLibrary, Vec<RowProblem>> {
        let mut problems = Vec::new();
        if self.record.len() != self.width {
            return Err(vec![problem(
                self.line,
                "",
                "columns",
                format!("The row has {} fields, the header {}.", self.record.len(), self.width),
            )]);
        }
        let mut needed = |name: &str| {
            self.text(name).unwrap_or_else(|| {
                problems.push(problem(self.line, name, "missing", format!("{name} is empty.")));
                String::new()
            })
        };
        let (jurisdiction, fscs, name) = (needed("STABR"), needed("FSCSKEY"), needed("LIBNAME"));
        if !fscs.is_empty() && !is_library_key(&fscs) {
            problems.push(problem(
                self.line,
                "FSCSKEY",
                "fscs",
                format!("'{fscs}' is no FSCS key: two letters and four digits."),
            ));
        }
        let mut measures = Map::new();
        for count in COUNTS.into_iter().flatten().filter(|name| (self.column)(name).is_some()) {
            let value = match self.count(count, &mut problems) {
                Count::Value(value) => json!(value),
                Count::Missing(reason) => json!({ "missing": reason }),
            };
            measures.insert((*count).to_owned(), value);
        }
        let mut ignored = Vec::new();
        let place = self.place(&mut problems);
        let library = PlsLibrary {
            line: self.line,
            staff: self.count("TOTSTAFF", &mut ignored),
            population: self.count("POPU_LSA", &mut ignored),
            visits: self.count("VISITS", &mut ignored),
            latitude: place.map(|(latitude, _)| latitude),
            longitude: place.map(|(_, longitude)| longitude),
            city: self.text("CITY"),
            address: self.text("ADDRESS"),
            postal_code: self.text("ZIP"),
            measures: Value::Object(measures).to_string(),
            fscs,
            name,
            jurisdiction,
        };
        if problems.is_empty() { Ok(library) } else { Err(problems) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const HEADER: &str = "STABR,FSCSKEY,LIBNAME,TOTSTAFF,POPU_LSA,VISITS,LONGITUD,LATITUDE\n";

    #[test]
    fn reasons_for_missing_stay_distinct_and_longitudes_negative() {
        let file =
            read(format!("\u{feff}{HEADER}AK,AK0001,ANCHOR POINT,-1,-3,-9,-151.825,59.8\n").as_bytes())
                .unwrap();
        let library = &file.libraries[0];
        assert_eq!(library.staff, Count::Missing(MissingReason::NotReported));
        assert_eq!(library.population, Count::Missing(MissingReason::Closed));
        assert_eq!(library.visits, Count::Missing(MissingReason::Suppressed));
        assert_eq!(library.longitude, Some(-151.825));
    }

    #[test]
    fn bad_rows_are_named_by_line_and_field_and_the_others_kept() {
        let file = read(
            format!("{HEADER}AK,AK0001,A,1,1,1,,\nAK,bad,B,-7,1,1,,99\nAK,AK0001,C,1,1,1,,\nAK,AK0004,D\n")
                .as_bytes(),
        )
        .unwrap();
        assert_eq!(file.libraries.len(), 1);
        let named: Vec<_> = file.problems.iter().map(|p| (p.line, p.field.as_str())).collect();
        assert_eq!(named, [(3, "FSCSKEY"), (3, "TOTSTAFF"), (3, "LATITUDE"), (4, "FSCSKEY"), (5, "")]);
    }

    #[test]
    fn latin_1_is_read_too() {
        let mut bytes = HEADER.as_bytes().to_vec();
        bytes.extend(b"PR,PR0001,BIBLIOTECA DE A\xd1ASCO,1,1,1,,\n");
        assert_eq!(read(&bytes).unwrap().libraries[0].name, "BIBLIOTECA DE AÑASCO");
    }

    #[test]
    fn windows_1252_keeps_its_quotation_marks_and_utf_16_is_refused_in_words() {
        let mut bytes = HEADER.as_bytes().to_vec();
        bytes.extend(b"OH,OH0001,READERS\x92 LIBRARY,1,1,1,,\n");
        assert_eq!(read(&bytes).unwrap().libraries[0].name, "READERS’ LIBRARY");
        assert_eq!(read(b"\xff\xfeS\0").unwrap_err()[0].code, "encoding");
    }

    #[test]
    fn another_file_is_refused_with_the_columns_it_lacks() {
        let missing = read(b"a,b\n1,2\n").unwrap_err();
        assert_eq!(missing.len(), 3);
    }
}
