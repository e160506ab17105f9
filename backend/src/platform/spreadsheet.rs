//! Files that a spreadsheet reads and writes: no cell goes out as a formula, and what was kept from being one comes back as
//! it was.

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

use serde::Serialize;
use serde_json::{Value, json};

use super::db::Id;
use super::problem::{Kind, Problem};
use super::work::Work;

/// The most lines of a list that one file holds.
pub const MOST_LINES: i64 = 10_000;

/// The rows of a list that was read with one more than [`MOST_LINES`].
///
/// # Errors
/// 422 when there are more.
pub fn bounded<T>(rows: Vec<T>) -> Result<Vec<T>, Problem> {
    if i64::try_from(rows.len()).unwrap_or(i64::MAX) <= MOST_LINES {
        return Ok(rows);
    }
    let detail = format!("The list has more than {MOST_LINES} lines: narrow it.");
    Err(Problem::new(Kind::Invalid, detail))
}

/// Writes to the audit log that a list went out as a file. A list of several regions is of nothing that has an id: it is told of
/// who asked.
///
/// # Errors
/// When the database refuses.
pub fn audit_export(work: &mut Work<'_>, kind: &str, rows: usize) -> Result<(), Problem> {
    let me = work.caller.require_person()?;
    work.audit(kind, "person", me, &json!({ "rows": rows }))
}

/// The columns of a list as its answer in JSON has them, each by its pointer there.
///
/// # Errors
/// 500 when it cannot be written.
pub fn of_list<T: Serialize>(columns: &[(&str, &str)], items: &[T]) -> Result<String, Problem> {
    let header: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let mut rows = Vec::with_capacity(items.len());
    for item in items {
        let item = serde_json::to_value(item).map_err(Problem::internal)?;
        rows.push(columns.iter().map(|(_, at)| cell(item.pointer(at).unwrap_or(&Value::Null))).collect());
    }
    written(&header, rows.into_iter())
}

/// Several words stand in one cell with semicolons; of a reason its code.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => harmless(text),
        Value::Array(several) => {
            let each: Vec<String> = several
                .iter()
                .map(|one| match one {
                    Value::String(text) => text.clone(),
                    other => cell(other),
                })
                .collect();
            harmless(&each.join("; "))
        }
        Value::Object(reason) => reason.get("code").map(cell).unwrap_or_default(),
        other => other.to_string(),
    }
}

const FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];

/// A cell that no spreadsheet computes (OWASP, "CSV Injection"): an apostrophe before what begins like a formula.
#[must_use]
pub fn harmless(cell: &str) -> String {
    if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell.to_owned() }
}

/// What [`harmless`] was made of.
#[must_use]
pub fn plain(cell: &str) -> &str {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) => rest,
        _ => cell,
    }
}

/// # Errors
/// 500 when it cannot be written.
pub fn written(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<String, Problem> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    writer.write_record(header).map_err(Problem::internal)?;
    for row in rows {
        writer.write_record(&row).map_err(Problem::internal)?;
    }
    let bytes = writer.into_inner().map_err(Problem::internal)?;
    String::from_utf8(bytes).map_err(Problem::internal)
}

/// A CSV file to save, called after what it holds and what it is of.
#[must_use]
pub fn attachment(name: &str, of: Id, text: String) -> HttpResponse {
    attached(&format!("{name}-{of}"), text)
}

/// A CSV file to save.
#[must_use]
pub fn attached(name: &str, text: String) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8; header=present"))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")))
        .body(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_becomes_lines_with_harmless_cells() {
        let items =
            [serde_json::json!({ "name": "=1+1", "topics": ["-x", "y"], "lacks": [{ "code": "draft" }],
            "n": 3, "none": null, "inner": { "name": "@A" } })];
        let columns = [
            ("name", "/name"),
            ("topics", "/topics"),
            ("lacks", "/lacks"),
            ("n", "/n"),
            ("none", "/none"),
            ("other", "/inner/name"),
        ];
        let text = of_list(&columns, &items).unwrap();
        assert_eq!(text, "name,topics,lacks,n,none,other\n'=1+1,'-x; y,draft,3,,'@A\n");
    }

    #[test]
    fn what_looks_like_a_formula_goes_out_as_text_and_comes_back_as_it_was() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "O'Brien", "'tis", "Ana", ""] {
            assert!(!harmless(cell).starts_with(['=', '+', '-', '@']), "{cell}");
            assert_eq!(plain(&harmless(cell)), cell);
        }
        assert_eq!(harmless("\n=1"), "'\n=1");
    }
}
