//! Members as a spreadsheet, out and in. No cell that a spreadsheet would take for a formula goes out as one.

use chrono::NaiveDate;

use super::figures::Participation;
use super::queries::MembershipRow;
use crate::platform::problem::Problem;

/// The columns of a file of members. The first three are needed; a file that was exported can be imported again.
pub const COLUMNS: [&str; 5] = ["member_number", "name", "email", "since", "fscs"];

const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell that no spreadsheet computes (OWASP, CSV injection): an apostrophe before what begins like a formula.
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

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// One line for each record. What somebody takes part in is empty unless they share it.
///
/// # Errors
/// 500 when it cannot be written.
pub fn members_csv(rows: &[MembershipRow], takes: &Participation) -> Result<String, Problem> {
    let header =
        ["member_number", "name", "email", "since", "until", "state", "mentor", "mentee", "in_pairing"];
    let cells = rows.iter().map(|row| {
        let shared = row.person_id.filter(|_| row.shares_participation);
        let part = |people: &std::collections::HashSet<_>| match shared {
            Some(person) if people.contains(&person) => "yes".to_owned(),
            Some(_) => "no".to_owned(),
            None => String::new(),
        };
        vec![
            harmless(row.external_id.as_deref().unwrap_or_default()),
            harmless(&row.name),
            harmless(&row.email),
            row.since.to_string(),
            day(row.until),
            row.state.to_string(),
            part(&takes.mentors),
            part(&takes.mentees),
            part(&takes.paired),
        ]
    });
    written(&header, cells)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_goes_out_as_text_and_comes_back_as_it_was() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "O'Brien", "'tis", "Ana", ""] {
            assert!(!harmless(cell).starts_with(['=', '+', '-', '@']), "{cell}");
            assert_eq!(plain(&harmless(cell)), cell);
        }
    }
}
