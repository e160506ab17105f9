//! The shape of a protected result: what is read, and what a finding keeps of it. Filled from the crate
//! `evidence` alone, which decides every figure and every suppression.

use evidence::{
    CellState, Estimate, Interval, ProtectedCell, ProtectedMissing, ProtectedRow, ProtectedTable, RowState,
    Statistic, TableState,
};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::ToSchema;

use super::states::ItemKind;

crate::text_enum! {
    /// What a cell tells. Zero, hidden and withheld are three different things.
    pub enum ResultCellState {
        /// A count of k or more.
        Count = "count",
        /// Nobody.
        Zero = "zero",
        /// Hidden: small itself, or it would reveal a small one. The two look the same.
        Suppressed = "suppressed",
        /// The whole table is withheld.
        NotEnoughAnswers = "not_enough_answers",
    }
}

crate::text_enum! {
    /// How much of a row is shown.
    pub enum ResultRowState {
        Published = "published",
        /// Only how many answered.
        OnlyN = "only_n",
        Suppressed = "suppressed",
        NotEnoughAnswers = "not_enough_answers",
    }
}

crate::text_enum! {
    /// Whether anything of an item is shown.
    pub enum ResultItemState {
        Published = "published",
        NotEnoughAnswers = "not_enough_answers",
    }
}

/// A count with its state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ResultCell {
    /// The choice's code; `null` for a number of answers.
    pub code: Option<i64>,
    #[schema(example = "Strongly agree")]
    pub label: String,
    pub state: ResultCellState,
    /// `null` unless the state is `count` or `zero`.
    #[schema(minimum = 0)]
    pub count: Option<u64>,
    /// Of the answers in the row, 0 to 1.
    #[schema(minimum = 0, maximum = 1)]
    pub share: Option<f64>,
}

/// The bounds of an estimate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ResultInterval {
    /// Confidence level.
    #[schema(example = 0.95)]
    pub level: f64,
    pub low: f64,
    pub high: f64,
}

/// One figure with everything needed to cite and to recompute it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ResultStatistic {
    #[schema(example = "mean")]
    pub name: String,
    /// `null` when the figure does not exist; `undefined` says why.
    pub value: Option<f64>,
    #[schema(example = json!(null))]
    pub undefined: Option<String>,
    /// Respondents, or cases for response rates.
    #[schema(minimum = 0)]
    pub n: u64,
    /// Which variant of the method, with its source.
    pub method: String,
    /// Everything that could have been chosen otherwise.
    #[schema(value_type = Object)]
    pub parameters: Json,
    /// `null` when there is none; `interval_undefined` says why, if the method has one.
    pub interval: Option<ResultInterval>,
    #[schema(example = json!(null))]
    pub interval_undefined: Option<String>,
    pub definition: String,
}

/// The respondents of one group, or all of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ResultRow {
    /// `total`, or the group.
    #[schema(example = "mentee")]
    pub key: String,
    pub label: String,
    pub state: ResultRowState,
    /// How many answered.
    pub n: ResultCell,
    /// One for each choice.
    pub cells: Vec<ResultCell>,
    /// Mean, standard deviation and median; `null` when they would reveal what a cell hides.
    pub statistics: Option<Vec<ResultStatistic>>,
}

/// Why answers are missing, over all respondents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ResultMissing {
    pub not_asked: ResultCell,
    pub refused: ResultCell,
    pub skipped: ResultCell,
}

/// What may be said about the answers to one item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ItemResult {
    #[schema(example = "useful")]
    pub variable: String,
    pub prompt: String,
    pub kind: ItemKind,
    pub state: ResultItemState,
    /// Counts of 1 to k - 1, and whatever would reveal them, are hidden.
    #[schema(minimum = 5, example = 10)]
    pub k: u32,
    pub total: ResultRow,
    /// By role, protected together with the total; empty when only one role was asked.
    pub by_role: Vec<ResultRow>,
    pub missing: ResultMissing,
}

impl ItemResult {
    /// `total` is the item's distribution, `by_role` its breakdown, both from one call of `protect`.
    #[must_use]
    pub fn of(kind: ItemKind, total: &ProtectedTable, by_role: Option<&ProtectedTable>) -> Self {
        Self {
            variable: total.variable.clone(),
            prompt: total.label.clone(),
            kind,
            state: match total.state {
                TableState::Published => ResultItemState::Published,
                TableState::NotEnoughAnswers => ResultItemState::NotEnoughAnswers,
            },
            k: total.k,
            total: row(total, &total.total),
            by_role: by_role.map_or_else(Vec::new, |t| t.rows.iter().map(|r| row(t, r)).collect()),
            missing: missing(&total.missing),
        }
    }
}

fn row(table: &ProtectedTable, row: &ProtectedRow) -> ResultRow {
    ResultRow {
        key: row.key.clone(),
        label: row.label.clone(),
        state: match row.state {
            RowState::Published => ResultRowState::Published,
            RowState::OnlyN => ResultRowState::OnlyN,
            RowState::Suppressed => ResultRowState::Suppressed,
            RowState::NotEnoughAnswers => ResultRowState::NotEnoughAnswers,
        },
        n: cell(None, "Answered", row.n),
        cells: table
            .choices
            .iter()
            .zip(&row.cells)
            .map(|(choice, shown)| cell(Some(choice.code), &choice.label, *shown))
            .collect(),
        statistics: row.statistics.as_ref().map(|all| all.iter().map(ResultStatistic::from).collect()),
    }
}

fn missing(missing: &ProtectedMissing) -> ResultMissing {
    ResultMissing {
        not_asked: cell(None, "Not asked", missing.not_asked),
        refused: cell(None, "Refused", missing.refused),
        skipped: cell(None, "Skipped", missing.skipped),
    }
}

fn cell(code: Option<i64>, label: &str, cell: ProtectedCell) -> ResultCell {
    ResultCell {
        code,
        label: label.to_owned(),
        state: match cell.state {
            CellState::Count => ResultCellState::Count,
            CellState::Zero => ResultCellState::Zero,
            CellState::Suppressed => ResultCellState::Suppressed,
            CellState::NotEnoughAnswers => ResultCellState::NotEnoughAnswers,
        },
        count: cell.count,
        share: cell.share,
    }
}

impl From<&Statistic> for ResultStatistic {
    fn from(statistic: &Statistic) -> Self {
        let (interval, interval_undefined) = match statistic.interval {
            Interval::Bounds { level, low, high } => (Some(ResultInterval { level, low, high }), None),
            Interval::Undefined { reason } => (None, Some(word(reason))),
            Interval::NotOffered => (None, None),
        };
        Self {
            name: statistic.name.clone(),
            value: statistic.estimate.value(),
            undefined: match statistic.estimate {
                Estimate::Value(_) => None,
                Estimate::Undefined { reason } => Some(word(reason)),
            },
            n: statistic.n,
            method: statistic.method.clone(),
            parameters: serde_json::to_value(&statistic.parameters).unwrap_or(Json::Null),
            interval,
            interval_undefined,
            definition: statistic.definition.clone(),
        }
    }
}

/// The reason in the word that the crate writes.
fn word(reason: evidence::Undefined) -> String {
    serde_json::to_value(reason).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use evidence::{Answer, Item, Policy, Table, Value, protect};

    fn likert(counts: [usize; 3]) -> ItemResult {
        let choices = (1..=3).map(|code| evidence::Choice { code, label: format!("{code} of 3") });
        let item = Item {
            variable: "useful".into(),
            label: "Was it useful?".into(),
            kind: evidence::Kind::Likert,
            choices: choices.collect(),
            unit: None,
        };
        let answers: Vec<Answer> = (1..=3)
            .zip(counts)
            .flat_map(|(code, n)| std::iter::repeat_n(Answer::Value(Value::Choice(code)), n))
            .collect();
        let table = Table::one_way("wave", &item, &answers).expect("a table");
        let shown = protect(&[table], &Policy::new(5).expect("k")).expect("protected");
        ItemResult::of(ItemKind::Likert, &shown[0], None)
    }

    #[test]
    fn what_evidence_hides_stays_hidden_and_what_it_shows_is_shown() {
        let open = likert([6, 0, 8]);
        assert_eq!(open.total.cells[1].state, ResultCellState::Zero);
        assert_eq!(open.total.cells[2].count, Some(8));
        let mean = &open.total.statistics.as_ref().expect("nothing is hidden")[0];
        assert_eq!((mean.name.as_str(), mean.n), ("mean", 14));
        assert!(mean.interval.is_some() && !mean.definition.is_empty());

        let hidden = likert([6, 2, 8]);
        assert!(hidden.total.statistics.is_none());
        assert_eq!(hidden.total.cells[1].state, ResultCellState::Suppressed);
        assert_eq!(hidden.total.cells[1].count, None);

        let withheld = likert([1, 0, 2]);
        assert_eq!(withheld.state, ResultItemState::NotEnoughAnswers);
        assert!(!serde_json::to_string(&withheld).expect("json").contains("\"count\":3"));
    }

    #[test]
    fn a_result_survives_being_kept() {
        let result = likert([6, 0, 8]);
        let kept = serde_json::to_string(&result).expect("json");
        assert_eq!(serde_json::from_str::<ItemResult>(&kept).expect("the same"), result);
    }
}
