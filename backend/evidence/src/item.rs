//! Items of an instrument and the answers to them: what was asked, what came back, and why nothing came back.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

/// How an item is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One code out of `choices`; the codes are names, so no mean is taken.
    SingleChoice,
    /// Any set of codes out of `choices`, the empty set included.
    MultipleChoice,
    /// One code out of ordered `choices`; the codes are taken as equally spaced numbers where a mean is asked for.
    Likert,
    /// A finite number.
    Number,
    /// Free text; counted, never tabulated.
    Text,
}

impl Kind {
    /// Whether the item offers choices.
    #[must_use]
    pub fn has_choices(self) -> bool {
        matches!(self, Self::SingleChoice | Self::MultipleChoice | Self::Likert)
    }

    /// Whether answers have a numeric value: Likert (its code) and number.
    #[must_use]
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Likert | Self::Number)
    }
}

/// One choice of an item: a code that never changes and the wording people saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub code: i64,
    pub label: String,
}

/// One item of an instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Stable name: a lower-case letter, then lower-case letters, digits and `_`; at most 48 characters.
    pub variable: String,
    /// The wording people saw.
    pub label: String,
    pub kind: Kind,
    /// In the order shown; empty for number and text.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Unit of a number, such as `hours`.
    #[serde(default)]
    pub unit: Option<String>,
}

/// Why there is no answer. The three are never merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// Skip logic or an earlier instrument version did not show the item.
    NotAsked,
    /// The person chose not to answer.
    Refused,
    /// The item was shown and left empty.
    Skipped,
}

impl Missing {
    /// All reasons, in the order of tables and codebooks.
    pub const ALL: [Self; 3] = [Self::NotAsked, Self::Refused, Self::Skipped];

    /// The code written to `<variable>_missing`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAsked => "not_asked",
            Self::Refused => "refused",
            Self::Skipped => "skipped",
        }
    }

    /// The sentence of the codebook.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::NotAsked => "The item was not shown to this respondent",
            Self::Refused => "The respondent chose not to answer",
            Self::Skipped => "The item was shown and left empty",
        }
    }
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Code of a single choice or Likert item.
    Choice(i64),
    /// Codes of a multiple-choice item, no duplicates; empty when none applied.
    Choices(Vec<i64>),
    /// Finite.
    Number(f64),
    Text(String),
}

/// One respondent's answer to one item: `{"value": {"choice": 4}}` or `{"missing": "refused"}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Value(Value),
    Missing(Missing),
}

impl Item {
    /// The numeric value of an answer to a Likert or number item; `None` for missing answers and other kinds.
    #[must_use]
    pub fn numeric(&self, answer: &Answer) -> Option<f64> {
        match (self.kind, answer) {
            // Codes are small; beyond 2^53 a code would round, which `validate` refuses.
            (Kind::Likert, Answer::Value(Value::Choice(code))) => Some(*code as f64),
            (Kind::Number, Answer::Value(Value::Number(number))) => Some(*number),
            _ => None,
        }
    }

    /// Checks the item by itself.
    ///
    /// # Errors
    /// A malformed variable name, choices missing, superfluous or with a repeated or too large code.
    pub fn validate(&self) -> Result<(), InputError> {
        let variable = || self.variable.clone();
        let mut letters = self.variable.chars();
        let named = letters.next().is_some_and(|c| c.is_ascii_lowercase())
            && letters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            && self.variable.len() <= 48;
        if !named {
            return Err(InputError::VariableName { variable: variable() });
        }
        if self.kind.has_choices() == self.choices.is_empty() {
            return Err(InputError::Choices { variable: variable() });
        }
        let mut codes = BTreeSet::new();
        for choice in &self.choices {
            if !codes.insert(choice.code) || choice.code.unsigned_abs() > 1 << 53 {
                return Err(InputError::Code { variable: variable(), code: choice.code });
            }
        }
        Ok(())
    }

    /// Checks that an answer fits the item. `index` is the answer's place, repeated in the error.
    ///
    /// # Errors
    /// Another kind's value, an unknown or repeated code, a number that is not finite.
    pub fn check(&self, answer: &Answer, index: usize) -> Result<(), InputError> {
        let value = match answer {
            Answer::Missing(_) => return Ok(()),
            Answer::Value(value) => value,
        };
        let known = |code: &i64| self.choices.iter().any(|choice| choice.code == *code);
        let fits = match (self.kind, value) {
            (Kind::SingleChoice | Kind::Likert, Value::Choice(code)) => known(code),
            (Kind::MultipleChoice, Value::Choices(codes)) => {
                codes.iter().all(known) && codes.iter().collect::<BTreeSet<_>>().len() == codes.len()
            }
            (Kind::Number, Value::Number(number)) => number.is_finite(),
            (Kind::Text, Value::Text(_)) => true,
            _ => false,
        };
        if fits { Ok(()) } else { Err(InputError::Answer { variable: self.variable.clone(), index }) }
    }
}

/// Checks all items of an instrument, and that no two of them would write the same export column.
///
/// # Errors
/// The first item that fails [`Item::validate`], or the first column name that occurs twice.
pub fn validate_items(items: &[Item]) -> Result<(), InputError> {
    for item in items {
        item.validate()?;
    }
    let mut names = BTreeSet::new();
    for column in crate::codebook::export_columns(items) {
        if !names.insert(column.name.clone()) {
            return Err(InputError::DuplicateColumn { name: column.name });
        }
    }
    Ok(())
}

/// Input that does not fit its item. Nothing is computed from a list that holds such an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "problem")]
pub enum InputError {
    VariableName { variable: String },
    Choices { variable: String },
    Code { variable: String, code: i64 },
    DuplicateColumn { name: String },
    Answer { variable: String, index: usize },
    UnknownGroup { grouping: String, key: String },
    InconsistentTables { variable: String },
    Lengths { left: usize, right: usize },
    NotScalable { variable: String },
    Parameter { name: String },
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::VariableName { variable } => {
                write!(f, "{variable:?} is not a variable name (a-z, then a-z, 0-9 and _, at most 48)")
            }
            Self::Choices { variable } => {
                write!(f, "{variable}: a choice item needs choices and other items have none")
            }
            Self::Code { variable, code } => {
                write!(f, "{variable}: code {code} is repeated or too large")
            }
            Self::DuplicateColumn { name } => {
                write!(f, "two items would write the column {name}")
            }
            Self::Answer { variable, index } => {
                write!(f, "{variable}: answer {index} does not fit the item")
            }
            Self::UnknownGroup { grouping, key } => {
                write!(f, "{grouping} has no group {key:?}")
            }
            Self::InconsistentTables { variable } => {
                write!(f, "{variable}: the tables disagree about counts, choices or groups")
            }
            Self::Lengths { left, right } => {
                write!(f, "lists that belong together have {left} and {right} entries")
            }
            Self::NotScalable { variable } => {
                write!(f, "{variable} has no numeric answers and cannot be in a scale")
            }
            Self::Parameter { name } => write!(f, "parameter {name} is out of range"),
        }
    }
}

impl std::error::Error for InputError {}
