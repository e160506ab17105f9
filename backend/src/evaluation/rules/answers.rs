//! What an answer may be, given the instrument: every field that is wrong is named by its pointer.

use std::collections::BTreeMap;

use evidence::{Answer, Missing, Value};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::instrument::NewItem;
use super::states::ItemKind;
use crate::platform::problem::FieldError;

/// Longest text answer, characters.
const TEXT_LIMIT: usize = 5000;
/// Largest number either way; beyond it whole numbers lose their last digits.
const NUMBER_LIMIT: f64 = 1e15;

crate::text_enum! {
    /// Why a respondent gives no answer.
    pub enum DeclaredMissing {
        /// Chose not to answer.
        Refused = "refused",
        /// Left it empty.
        Skipped = "skipped",
    }
}

/// A choice's code or a number, or a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum AnswerValue {
    Number(f64),
    Text(String),
}

/// What was sent for one variable.
#[derive(Debug, Clone, PartialEq)]
pub struct GivenAnswer {
    pub variable: String,
    pub value: Option<AnswerValue>,
    pub missing: Option<DeclaredMissing>,
}

/// The answers in the order of `items`; what was not mentioned was skipped.
///
/// # Errors
/// Everything that does not fit the instrument.
pub fn checked_answers(items: &[NewItem], given: &[GivenAnswer]) -> Result<Vec<Answer>, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let mut answered: BTreeMap<&str, Answer> = BTreeMap::new();
    let mut mentioned: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, answer) in given.iter().enumerate() {
        let at = |field: &str| format!("/answers/{index}/{field}");
        let Some(item) = items.iter().find(|item| item.variable == answer.variable) else {
            let said = "The instrument has no such variable.";
            wrong.push(FieldError::new(&at("variable"), "unknown", said));
            continue;
        };
        if mentioned.insert(&item.variable, index).is_some() {
            let said = "This variable is answered twice.";
            wrong.push(FieldError::new(&at("variable"), "repeated", said));
            continue;
        }
        match one(item, answer) {
            Ok(answer) => {
                answered.insert(&item.variable, answer);
            }
            Err((field, code, said)) => wrong.push(FieldError::new(&at(field), code, said)),
        }
    }
    for item in items.iter().filter(|item| item.required && !mentioned.contains_key(item.variable.as_str())) {
        let said = format!("'{}' must be answered, or refused.", item.variable);
        wrong.push(FieldError::new("/answers", "required", said));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let skipped = || Answer::Missing(Missing::Skipped);
    Ok(items.iter().map(|i| answered.remove(i.variable.as_str()).unwrap_or_else(skipped)).collect())
}

type Wrong = (&'static str, &'static str, String);

fn one(item: &NewItem, given: &GivenAnswer) -> Result<Answer, Wrong> {
    match (&given.value, given.missing) {
        (Some(_), Some(_)) => {
            Err(("missing", "exclusive", "Give a value or the reason it is missing, not both.".into()))
        }
        (None, None) => {
            Err(("value", "required", "Give a value, or 'missing': 'refused' or 'skipped'.".into()))
        }
        (None, Some(DeclaredMissing::Refused)) => Ok(Answer::Missing(Missing::Refused)),
        (None, Some(DeclaredMissing::Skipped)) if item.required => {
            Err(("missing", "required", "This item must be answered, or refused.".into()))
        }
        (None, Some(DeclaredMissing::Skipped)) => Ok(Answer::Missing(Missing::Skipped)),
        (Some(value), None) => {
            valued(item, value).map(Answer::Value).map_err(|(code, said)| ("value", code, said))
        }
    }
}

fn valued(item: &NewItem, value: &AnswerValue) -> Result<Value, (&'static str, String)> {
    match (item.kind, value) {
        (ItemKind::Likert | ItemKind::SingleChoice, AnswerValue::Number(number)) => {
            #[allow(clippy::cast_precision_loss)] // codes have four digits
            let choice = item.choices.iter().find(|choice| choice.code as f64 == *number);
            choice
                .map(|choice| Value::Choice(choice.code))
                .ok_or_else(|| ("unknown_code", "This item has no choice with that code.".into()))
        }
        (ItemKind::Number, AnswerValue::Number(number)) if number.abs() <= NUMBER_LIMIT => {
            Ok(Value::Number(*number))
        }
        (ItemKind::Number, AnswerValue::Number(_)) => {
            Err(("range", "The number must lie between -1e15 and 1e15.".into()))
        }
        (ItemKind::Text, AnswerValue::Text(text)) if text.trim().is_empty() => {
            Err(("length", "An empty text is no answer: say 'missing': 'skipped'.".into()))
        }
        (ItemKind::Text, AnswerValue::Text(text)) if text.chars().count() > TEXT_LIMIT => {
            Err(("length", format!("A text has at most {TEXT_LIMIT} characters.")))
        }
        (ItemKind::Text, AnswerValue::Text(text)) => Ok(Value::Text(text.clone())),
        (ItemKind::Text, AnswerValue::Number(_)) => Err(("shape", "This item takes a text.".into())),
        (ItemKind::Number, AnswerValue::Text(_)) => Err(("shape", "This item takes a number.".into())),
        (_, AnswerValue::Text(_)) => Err(("shape", "This item takes the code of a choice, a number.".into())),
    }
}

#[cfg(test)]
mod tests {
    use super::super::instrument::ItemChoice;
    use super::*;

    fn instrument() -> Vec<NewItem> {
        let choices: Vec<_> =
            (1..=5).map(|code| ItemChoice { code, label: format!("{code} of 5") }).collect();
        let item = |variable: &str, kind, required, choices: &[ItemChoice]| NewItem {
            variable: variable.into(),
            kind,
            prompt: "?".into(),
            required,
            choices: choices.to_vec(),
        };
        vec![
            item("useful", ItemKind::Likert, true, &choices),
            item("hours", ItemKind::Number, false, &[]),
            item("words", ItemKind::Text, false, &[]),
        ]
    }

    fn value(variable: &str, value: AnswerValue) -> GivenAnswer {
        GivenAnswer { variable: variable.into(), value: Some(value), missing: None }
    }

    fn missing(variable: &str, reason: DeclaredMissing) -> GivenAnswer {
        GivenAnswer { variable: variable.into(), value: None, missing: Some(reason) }
    }

    fn codes(given: &[GivenAnswer]) -> Vec<(String, String)> {
        let wrong = checked_answers(&instrument(), given).expect_err("something is wrong");
        wrong.into_iter().map(|e| (e.pointer, e.code)).collect()
    }

    #[test]
    fn answers_come_in_the_order_of_the_items_and_the_rest_was_skipped() {
        let given =
            [value("words", AnswerValue::Text("much".into())), value("useful", AnswerValue::Number(4.0))];
        assert_eq!(
            checked_answers(&instrument(), &given),
            Ok(vec![
                Answer::Value(Value::Choice(4)),
                Answer::Missing(Missing::Skipped),
                Answer::Value(Value::Text("much".into())),
            ])
        );
    }

    #[test]
    fn a_required_item_may_be_refused_but_not_skipped() {
        let refused = [missing("useful", DeclaredMissing::Refused)];
        let answers = checked_answers(&instrument(), &refused).expect("refusing is an answer");
        assert_eq!(answers[0], Answer::Missing(Missing::Refused));
        assert_eq!(
            codes(&[missing("useful", DeclaredMissing::Skipped)]),
            [("/answers/0/missing".into(), "required".into())]
        );
        assert_eq!(codes(&[]), [("/answers".into(), "required".into())]);
    }

    #[test]
    fn every_wrong_answer_is_named() {
        let both = GivenAnswer {
            missing: Some(DeclaredMissing::Refused),
            ..value("hours", AnswerValue::Number(1.0))
        };
        let given = [
            value("useful", AnswerValue::Number(4.5)),
            both,
            value("hours", AnswerValue::Number(2.0)),
            value("other", AnswerValue::Number(2.0)),
            value("words", AnswerValue::Number(2.0)),
        ];
        let expected = [
            ("/answers/0/value", "unknown_code"),
            ("/answers/1/missing", "exclusive"),
            ("/answers/2/variable", "repeated"),
            ("/answers/3/variable", "unknown"),
            ("/answers/4/value", "shape"),
        ];
        let expected: Vec<_> = expected.iter().map(|(p, c)| ((*p).to_owned(), (*c).to_owned())).collect();
        assert_eq!(codes(&given), expected);
    }

    #[test]
    fn numbers_and_texts_have_limits() {
        let useful = value("useful", AnswerValue::Number(1.0));
        for (answer, code) in [
            (value("hours", AnswerValue::Number(1e16)), "range"),
            (value("hours", AnswerValue::Text("2".into())), "shape"),
            (value("words", AnswerValue::Text("  ".into())), "length"),
            (value("words", AnswerValue::Text("x".repeat(TEXT_LIMIT + 1))), "length"),
        ] {
            assert_eq!(codes(&[useful.clone(), answer]), [("/answers/1/value".into(), code.into())]);
        }
    }
}
