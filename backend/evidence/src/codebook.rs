//! The columns of an export and the codebook that describes them: both are built from one list, so they cannot part.

use serde::{Deserialize, Serialize};

use crate::item::{Answer, Choice, Item, Kind, Missing, Value};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnContent {
    /// The answer: a code, a number or a text; empty when missing.
    Value,
    /// 1 when this choice of a multiple-choice item was taken, 0 when not; empty when missing.
    Selected { code: i64 },
    /// The reason for a missing answer (`not_asked`, `refused`, `skipped`); empty when answered.
    MissingReason,
}

/// Storage type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnType {
    Integer,
    Number,
    String,
}

/// One column of the export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// `<variable>`, `<variable>_<code>` for multiple choice (`_m<code>` below zero), or `<variable>_missing`.
    pub name: String,
    /// The item that it comes from.
    pub variable: String,
    pub content: ColumnContent,
    pub column_type: ColumnType,
}

/// One row of the codebook: describes the column of the same place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodebookRow {
    /// 1-based place of the column in the export.
    pub position: usize,
    pub name: String,
    pub label: String,
    pub variable: String,
    pub kind: Kind,
    pub content: ColumnContent,
    pub column_type: ColumnType,
    /// Codes that may occur and what they mean; empty for number and text and for reason columns.
    pub codes: Vec<Choice>,
    /// Reason codes that may occur in this column, with their meaning; only in `<variable>_missing`.
    pub missing_codes: Vec<MissingCode>,
    pub unit: Option<String>,
}

/// A reason for a missing answer as the export writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingCode {
    pub code: String,
    pub label: String,
}

/// One exported field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportValue {
    Empty,
    Integer(i64),
    Number(f64),
    Text(String),
}

impl Column {
    /// What this column holds for an answer to its item.
    #[must_use]
    pub fn value_of(&self, answer: &Answer) -> ExportValue {
        match (self.content, answer) {
            (ColumnContent::MissingReason, Answer::Missing(reason)) => {
                ExportValue::Text(reason.code().to_owned())
            }
            (ColumnContent::MissingReason, Answer::Value(_)) | (_, Answer::Missing(_)) => ExportValue::Empty,
            (ColumnContent::Selected { code }, Answer::Value(Value::Choices(codes))) => {
                ExportValue::Integer(i64::from(codes.contains(&code)))
            }
            (ColumnContent::Selected { .. }, Answer::Value(_)) => ExportValue::Empty,
            (ColumnContent::Value, Answer::Value(value)) => match value {
                Value::Choice(code) => ExportValue::Integer(*code),
                Value::Number(number) => ExportValue::Number(*number),
                Value::Text(text) => ExportValue::Text(text.clone()),
                Value::Choices(_) => ExportValue::Empty,
            },
        }
    }
}

/// The export's columns for the answers to these items, in order.
#[must_use]
pub fn export_columns(items: &[Item]) -> Vec<Column> {
    items.iter().flat_map(columns_of).collect()
}

/// The codebook: one row per column of [`export_columns`], in the same order.
#[must_use]
pub fn codebook(items: &[Item]) -> Vec<CodebookRow> {
    items
        .iter()
        .flat_map(|item| columns_of(item).into_iter().map(move |column| (item, column)))
        .enumerate()
        .map(|(index, (item, column))| describe(index + 1, item, column))
        .collect()
}

fn columns_of(item: &Item) -> Vec<Column> {
    let column = |name: String, content, column_type| Column {
        name,
        variable: item.variable.clone(),
        content,
        column_type,
    };
    let variable = &item.variable;
    let value = |column_type| vec![column(variable.clone(), ColumnContent::Value, column_type)];
    let mut columns = match item.kind {
        Kind::SingleChoice | Kind::Likert => value(ColumnType::Integer),
        Kind::Number => value(ColumnType::Number),
        Kind::Text => value(ColumnType::String),
        Kind::MultipleChoice => item
            .choices
            .iter()
            .map(|choice| {
                let sign = if choice.code < 0 { "m" } else { "" };
                column(
                    format!("{variable}_{sign}{}", choice.code.unsigned_abs()),
                    ColumnContent::Selected { code: choice.code },
                    ColumnType::Integer,
                )
            })
            .collect(),
    };
    columns.push(column(format!("{variable}_missing"), ColumnContent::MissingReason, ColumnType::String));
    columns
}

fn describe(position: usize, item: &Item, column: Column) -> CodebookRow {
    let mut codes = Vec::new();
    let mut missing_codes = Vec::new();
    let label = match column.content {
        ColumnContent::Value => {
            codes.clone_from(&item.choices);
            item.label.clone()
        }
        ColumnContent::Selected { code } => {
            for (code, label) in [(0, "Not selected"), (1, "Selected")] {
                let label = label.to_owned();
                codes.push(Choice { code, label });
            }
            let choice = item.choices.iter().find(|choice| choice.code == code);
            let choice = choice.map_or("", |choice| choice.label.as_str());
            format!("{} ({choice})", item.label)
        }
        ColumnContent::MissingReason => {
            missing_codes.extend(Missing::ALL.map(|reason| MissingCode {
                code: reason.code().to_owned(),
                label: reason.label().to_owned(),
            }));
            format!("{} (reason for a missing answer)", item.label)
        }
    };
    let holds_answer = column.content != ColumnContent::MissingReason;
    CodebookRow {
        position,
        name: column.name,
        label,
        variable: column.variable,
        kind: item.kind,
        content: column.content,
        column_type: column.column_type,
        codes,
        missing_codes,
        unit: item.unit.clone().filter(|_| holds_answer),
    }
}
