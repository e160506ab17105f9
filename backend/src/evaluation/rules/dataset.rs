//! The columns of a dataset and the codebook that describes exactly these, in this order.

use crate::platform::spreadsheet::harmless;
use evidence::{Answer, ColumnContent, ColumnType, ExportValue, Item};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::instrument::FIXED_COLUMNS;
use super::microdata::SUPPRESSED;
use super::states::{ItemKind, RespondentRole};

crate::text_enum! {
    /// What a column holds.
    pub enum CodebookContent {
        /// Names the response.
        Identifier = "identifier",
        /// Describes the respondent; generalised where too few share it.
        Grouping = "grouping",
        /// The answer; empty when missing.
        Value = "value",
        /// Why the answer is missing; empty when it is there.
        MissingReason = "missing_reason",
    }
}

crate::text_enum! {
    /// How a column is stored.
    pub enum CodebookType {
        Integer = "integer",
        Number = "number",
        String = "string",
    }
}

/// What one value of a column means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CodebookCode {
    #[schema(example = "5")]
    pub code: String,
    #[schema(example = "Strongly agree")]
    pub label: String,
}

/// One row of the codebook: describes the column of the same place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CodebookEntry {
    /// Place of the column in the dataset, from 1.
    #[schema(minimum = 1)]
    pub position: usize,
    #[schema(example = "useful")]
    pub name: String,
    pub label: String,
    /// The item that it comes from; `null` for the columns that every dataset has.
    pub variable: Option<String>,
    pub kind: Option<ItemKind>,
    pub content: CodebookContent,
    pub column_type: CodebookType,
    /// Values that may occur; empty when any may.
    pub codes: Vec<CodebookCode>,
    /// Reasons that may occur.
    pub missing_codes: Vec<CodebookCode>,
}

fn code(code: impl ToString, label: &str) -> CodebookCode {
    CodebookCode { code: code.to_string(), label: label.to_owned() }
}

/// One row for every column of [`header`], in the same order.
#[must_use]
pub fn codebook(items: &[Item]) -> Vec<CodebookEntry> {
    let fixed = FIXED_COLUMNS.iter().map(|name| fixed_entry(name));
    let measured = evidence::codebook(items).into_iter().map(|row| CodebookEntry {
        position: 0,
        name: row.name,
        label: row.label,
        variable: Some(row.variable),
        kind: ItemKind::of_measured(row.kind),
        content: match row.content {
            ColumnContent::Value | ColumnContent::Selected { .. } => CodebookContent::Value,
            ColumnContent::MissingReason => CodebookContent::MissingReason,
        },
        column_type: match row.column_type {
            ColumnType::Integer => CodebookType::Integer,
            ColumnType::Number => CodebookType::Number,
            ColumnType::String => CodebookType::String,
        },
        codes: row.codes.iter().map(|c| code(c.code, &c.label)).collect(),
        missing_codes: row.missing_codes.iter().map(|c| code(&c.code, &c.label)).collect(),
    });
    let mut rows: Vec<_> = fixed.chain(measured).collect();
    for (position, row) in (1..).zip(&mut rows) {
        row.position = position;
    }
    rows
}

fn fixed_entry(name: &str) -> CodebookEntry {
    let hidden = || code(SUPPRESSED, "Shared by too few to be shown");
    let (label, content, codes) = match name {
        "pseudonym" => ("Random name of the response; leads to nobody", CodebookContent::Identifier, vec![]),
        "wave" => ("The wave", CodebookContent::Identifier, vec![]),
        "role" => {
            let mut codes: Vec<_> =
                RespondentRole::ALL.iter().map(|role| code(role, "Role in the cycle")).collect();
            codes.push(hidden());
            ("Role of the respondent in the cycle", CodebookContent::Grouping, codes)
        }
        "region" => ("Region of the respondent", CodebookContent::Grouping, vec![hidden()]),
        _ => ("Month in which the answers came, YYYY-MM", CodebookContent::Grouping, vec![hidden()]),
    };
    CodebookEntry {
        position: 0,
        name: name.to_owned(),
        label: label.to_owned(),
        variable: None,
        kind: None,
        content,
        column_type: CodebookType::String,
        codes,
        missing_codes: vec![],
    }
}

/// The header of the dataset.
#[must_use]
pub fn header(items: &[Item]) -> Vec<String> {
    let measured = evidence::export_columns(items).into_iter().map(|column| column.name);
    FIXED_COLUMNS.iter().map(|name| (*name).to_owned()).chain(measured).collect()
}

/// The answers of one respondent as the dataset writes them, `answers` in the order of `items`.
#[must_use]
pub fn fields(items: &[Item], answers: &[Answer]) -> Vec<String> {
    let columns = evidence::export_columns(items);
    columns
        .iter()
        .map(|column| {
            let place = items.iter().position(|item| item.variable == column.variable);
            match place.and_then(|place| answers.get(place)).map(|answer| column.value_of(answer)) {
                Some(ExportValue::Integer(number)) => number.to_string(),
                Some(ExportValue::Number(number)) => number.to_string(),
                Some(ExportValue::Text(text)) => harmless(&text),
                Some(ExportValue::Empty) | None => String::new(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use evidence::{Choice, Kind, Missing, Value};

    fn items() -> Vec<Item> {
        let item = |variable: &str, kind, choices: Vec<Choice>| Item {
            variable: variable.into(),
            label: format!("About {variable}"),
            kind,
            choices,
            unit: None,
        };
        let choices = vec![Choice { code: -1, label: "No".into() }, Choice { code: 1, label: "Yes".into() }];
        vec![item("useful", Kind::SingleChoice, choices), item("hours", Kind::Number, vec![])]
    }

    #[test]
    fn the_codebook_is_the_header_row_by_row() {
        let names: Vec<_> = codebook(&items()).into_iter().map(|row| row.name).collect();
        assert_eq!(names, header(&items()));
        assert_eq!(names[..5], FIXED_COLUMNS);
        let positions: Vec<_> = codebook(&items()).iter().map(|row| row.position).collect();
        assert_eq!(positions, (1..=names.len()).collect::<Vec<_>>());
    }

    #[test]
    fn a_value_and_its_reason_never_stand_together() {
        let answers = [Answer::Value(Value::Choice(-1)), Answer::Missing(Missing::Refused)];
        assert_eq!(fields(&items(), &answers), ["-1", "", "", "refused"]);
    }

    #[test]
    fn formulas_become_text_and_numbers_stay_numbers() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert!(harmless(formula).starts_with('\''), "{formula:?}");
        }
        assert_eq!(harmless("Spring 2026"), "Spring 2026");
        assert_eq!(
            fields(&items(), &[Answer::Value(Value::Choice(-1)), Answer::Value(Value::Number(-2.5))]),
            ["-1", "", "-2.5", ""]
        );
    }
}
