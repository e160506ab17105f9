//! Members as a spreadsheet, out and in.

use chrono::NaiveDate;

use super::figures::Participation;
use super::queries::MembershipRow;
use crate::platform::problem::Problem;
use crate::platform::spreadsheet::{harmless, written};

/// The columns of a file of members. The first three are needed; a file that was exported can be imported again.
pub const COLUMNS: [&str; 5] = ["member_number", "name", "email", "since", "fscs"];

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
        let shared = row.shown();
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
