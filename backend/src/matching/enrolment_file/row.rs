//! A row of a file of enrolments: what its cells say, and every mistake by column.

use std::fmt::Display;
use std::str::FromStr;

use crate::matching::rules::{self, CareerStage, EnrolmentRole, MOST_LANGUAGES, MOST_WORDS, Span, Week};
use crate::network::{RowProblem, Setting, SheetRow};
use crate::platform::problem::FieldError;

/// What a row says; `None` where its cell is empty.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub capacity: Option<i32>,
    pub setting: Option<Setting>,
    pub career_stage: Option<CareerStage>,
    pub years_of_experience: Option<i32>,
    pub interests: Option<Vec<String>>,
    pub goals: Option<Vec<String>>,
    pub languages: Option<Vec<String>>,
    pub time_zone: Option<String>,
    pub available_hours: Option<Week>,
    pub external_id: Option<String>,
}

struct Reader<'a> {
    row: &'a SheetRow,
    wrong: Vec<RowProblem>,
}

impl Reader<'_> {
    fn refuse(&mut self, column: &str, code: &str, detail: impl Into<String>) {
        self.wrong.push(self.row.wrong(column, code, detail));
    }

    fn word<T: FromStr<Err = String>>(&mut self, column: &str) -> Option<T> {
        let cell = self.row.cell(column)?;
        match cell.to_lowercase().parse() {
            Ok(word) => Some(word),
            Err(sentence) => {
                self.refuse(column, "unknown", format!("{sentence}."));
                None
            }
        }
    }

    fn number(&mut self, column: &str, least: i32, most: i32) -> Option<i32> {
        let number = self.row.cell(column)?.parse().ok().filter(|n| (least..=most).contains(n));
        if number.is_none() {
            self.refuse(column, "range", format!("Write a whole number from {least} to {most}."));
        }
        number
    }

    /// A cell of several, with semicolons between; `check` keeps what is right of them.
    fn list(
        &mut self,
        column: &str,
        most: u64,
        check: impl Fn(&[String], &str, &mut Vec<FieldError>) -> Vec<String>,
    ) -> Option<Vec<String>> {
        let parts: Vec<String> = self
            .row
            .cell(column)?
            .split(';')
            .map(str::trim)
            .filter(|p| !p.is_empty())
            .map(str::to_owned)
            .collect();
        let mut wrong = Vec::new();
        let kept = check(&parts, "", &mut wrong);
        for error in wrong {
            self.refuse(column, &error.code, error.detail);
        }
        if kept.len() as u64 > most {
            self.refuse(column, "length", format!("There are at most {most}."));
        }
        Some(kept)
    }

    fn time_zone(&mut self) -> Option<String> {
        let cell = self.row.cell("time_zone")?;
        if cell.parse::<chrono_tz::Tz>().is_err() {
            self.refuse("time_zone", "time_zone", "This is no IANA time zone, such as America/Chicago.");
        }
        Some(cell.to_owned())
    }

    fn hours(&mut self) -> Option<Week> {
        let cell = self.row.cell("available_hours")?;
        let parts = cell.split(';').map(str::trim).filter(|part| !part.is_empty());
        let spans: Option<Vec<Span>> = parts.map(span).collect();
        let mut wrong = Vec::new();
        let week = spans.and_then(|spans| Week::of(&spans, "", &mut wrong));
        if week.is_none() || !wrong.is_empty() {
            let sentence = "Write days and whole hours, such as: monday 9-12; tuesday 18-21.";
            self.refuse("available_hours", "hours", sentence);
        }
        week
    }
}

/// `monday 9-12`.
fn span(text: &str) -> Option<Span> {
    let (day, hours) = text.split_once(char::is_whitespace)?;
    let (from, to) = hours.split_once('-')?;
    Some(Span {
        day: day.to_lowercase().parse().ok()?,
        from: from.trim().parse().ok()?,
        to: to.trim().parse().ok()?,
    })
}

/// The role of a row, which with the person says whose enrolment it is.
///
/// # Errors
/// When it is missing or none.
pub fn role(row: &SheetRow) -> Result<EnrolmentRole, RowProblem> {
    let Some(cell) = row.cell("role") else { return Err(row.wrong("role", "missing", "It is empty.")) };
    cell.to_lowercase().parse().map_err(|sentence: String| row.wrong("role", "unknown", dotted(&sentence)))
}

fn dotted(sentence: &dyn Display) -> String {
    format!("{sentence}.")
}

/// # Errors
/// Everything that is wrong, by column.
pub fn read(row: &SheetRow, role: EnrolmentRole) -> Result<Said, Vec<RowProblem>> {
    let mut reader = Reader { row, wrong: Vec::new() };
    let said = Said {
        capacity: reader.number("capacity", 1, 10),
        setting: reader.word("setting"),
        career_stage: reader.word("career_stage"),
        years_of_experience: reader.number("years_of_experience", 0, 70),
        interests: reader.list("interests", MOST_WORDS, rules::topics),
        goals: reader.list("goals", MOST_WORDS, rules::topics),
        languages: reader.list("languages", MOST_LANGUAGES, rules::languages),
        time_zone: reader.time_zone(),
        available_hours: reader.hours(),
        external_id: row.cell("external_id").map(str::to_owned),
    };
    if let Some(problem) = said.capacity.and_then(|seats| rules::capacity_problem(role, seats)) {
        reader.refuse("capacity", &problem.code, problem.detail);
    }
    if said.external_id.as_ref().is_some_and(|key| key.chars().count() > 100 || key.contains('\0')) {
        reader.refuse("external_id", "length", "It must not be longer than 100.");
    }
    if reader.wrong.is_empty() { Ok(said) } else { Err(reader.wrong) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::rules::Weekday;

    #[test]
    fn hours_are_days_and_whole_hours() {
        assert_eq!(span("Monday 9-12"), Some(Span { day: Weekday::Monday, from: 9, to: 12 }));
        assert_eq!(span("sunday 18 - 24"), Some(Span { day: Weekday::Sunday, from: 18, to: 24 }));
        for wrong in ["monday", "monday 9", "someday 9-12", "monday 9:30-12", "monday -1-2"] {
            assert_eq!(span(wrong), None, "{wrong}");
        }
    }
}
