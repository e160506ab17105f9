//! What an instrument must be before anybody answers it: stable variables and choice codes that make an
//! unambiguous dataset.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::states::ItemKind;
use crate::platform::fields::written;
use crate::platform::problem::FieldError;

/// Columns that every dataset begins with; no variable may take their names.
pub const FIXED_COLUMNS: [&str; 5] = ["pseudonym", "wave", "role", "region", "submitted_month"];

/// One choice of an item: a code that never changes and the wording people see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemChoice {
    #[validate(range(min = -9999, max = 9999))]
    #[schema(minimum = -9999, maximum = 9999, example = 5)]
    pub code: i64,
    #[validate(length(max = 300), custom(function = "written"))]
    #[schema(min_length = 1, pattern = r"\S", max_length = 300, example = "Strongly agree")]
    pub label: String,
}

/// An item as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    pub variable: String,
    pub kind: ItemKind,
    pub prompt: String,
    pub required: bool,
    pub choices: Vec<ItemChoice>,
}

/// `^[a-z][a-z0-9_]{0,30}$`
fn is_variable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.len() <= 31
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Everything that is wrong with the items of an instrument.
#[must_use]
pub fn item_problems(items: &[NewItem]) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        let at = |field: &str| format!("/items/{index}/{field}");
        if !is_variable(&item.variable) {
            let rule =
                "A variable is a lower-case letter, then lower-case letters, digits and _, at most 31.";
            wrong.push(FieldError::new(&at("variable"), "pattern", rule));
        }
        if let Some(before) = first.insert(&item.variable, index) {
            let said = format!("The variable '{}' is item {} already.", item.variable, before + 1);
            wrong.push(FieldError::new(&at("variable"), "repeated", said));
        }
        if FIXED_COLUMNS.contains(&item.variable.as_str()) {
            let said = format!("'{}' is a column that every dataset has.", item.variable);
            wrong.push(FieldError::new(&at("variable"), "reserved", said));
        }
        wrong.extend(choice_problems(index, item));
    }
    for (index, item) in items.iter().enumerate() {
        let taken = item.variable.strip_suffix("_missing").and_then(|other| first.get(other));
        if taken.is_some() {
            let said = "The dataset names the reason for a missing answer so.";
            wrong.push(FieldError::new(&format!("/items/{index}/variable"), "reserved", said));
        }
    }
    wrong
}

fn choice_problems(index: usize, item: &NewItem) -> Vec<FieldError> {
    let at = format!("/items/{index}/choices");
    let mut wrong = Vec::new();
    if item.kind.has_choices() && item.choices.len() < 2 {
        let said = format!("An item of kind {} needs two choices or more.", item.kind);
        wrong.push(FieldError::new(&at, "missing", said));
    }
    if !item.kind.has_choices() && !item.choices.is_empty() {
        let said = format!("An item of kind {} has no choices.", item.kind);
        wrong.push(FieldError::new(&at, "not_wanted", said));
    }
    let mut codes = BTreeSet::new();
    for (place, choice) in item.choices.iter().enumerate() {
        if !codes.insert(choice.code) {
            let said = format!("The code {} is taken by another choice.", choice.code);
            wrong.push(FieldError::new(&format!("{at}/{place}/code"), "repeated", said));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices(codes: &[i64]) -> Vec<ItemChoice> {
        codes.iter().map(|code| ItemChoice { code: *code, label: format!("choice {code}") }).collect()
    }

    fn item(variable: &str, kind: ItemKind, codes: &[i64]) -> NewItem {
        let prompt = "How was it?".to_owned();
        NewItem { variable: variable.into(), kind, prompt, required: false, choices: choices(codes) }
    }

    fn found(items: &[NewItem]) -> Vec<(String, String)> {
        item_problems(items).into_iter().map(|e| (e.pointer, e.code)).collect()
    }

    #[test]
    fn a_right_instrument_has_no_problem_and_the_statistics_take_it() {
        let items = [
            item("useful", ItemKind::Likert, &[1, 2, 3, 4, 5]),
            item("channel", ItemKind::SingleChoice, &[-1, 0]),
            item("hours", ItemKind::Number, &[]),
            item("a", ItemKind::Text, &[]),
        ];
        assert_eq!(found(&items), []);
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let items = [
            item("Useful", ItemKind::Likert, &[1]),
            item("hours", ItemKind::Number, &[1, 2]),
            item("hours", ItemKind::SingleChoice, &[1, 1]),
            item("region", ItemKind::Text, &[]),
            item("hours_missing", ItemKind::Text, &[]),
        ];
        let expected = [
            ("/items/0/variable", "pattern"),
            ("/items/0/choices", "missing"),
            ("/items/1/choices", "not_wanted"),
            ("/items/2/variable", "repeated"),
            ("/items/2/choices/1/code", "repeated"),
            ("/items/3/variable", "reserved"),
            ("/items/4/variable", "reserved"),
        ];
        let expected: Vec<_> = expected.iter().map(|(p, c)| ((*p).to_owned(), (*c).to_owned())).collect();
        assert_eq!(found(&items), expected);
    }

    #[test]
    fn variables_have_a_length_and_an_alphabet() {
        assert!(is_variable("a") && is_variable("q1_useful") && is_variable(&"a".repeat(31)));
        for wrong in ["", "1a", "_a", "A", "a-b", "a b", "é", &"a".repeat(32)] {
            assert!(!is_variable(wrong), "{wrong:?}");
        }
    }
}
