//! Files that a spreadsheet reads and writes: no cell goes out as a formula, and what was kept from being one comes back as
//! it was.

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

use super::db::Id;
use super::problem::Problem;

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
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8; header=present"))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}-{of}.csv\"")))
        .body(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_goes_out_as_text_and_comes_back_as_it_was() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "O'Brien", "'tis", "Ana", ""] {
            assert!(!harmless(cell).starts_with(['=', '+', '-', '@']), "{cell}");
            assert_eq!(plain(&harmless(cell)), cell);
        }
        assert_eq!(harmless("\n=1"), "'\n=1");
    }
}
