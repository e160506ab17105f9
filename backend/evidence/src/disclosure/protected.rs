//! Protected tables: what may be shown, and how a counted table becomes one once it is decided what to hide.

use serde::{Deserialize, Serialize};

use super::block::{Depth, Shown};
use super::policy::Policy;
use super::table::{Table, TableRow};
use crate::distribution::{MissingCounts, share};
use crate::item::{Choice, Kind};
use crate::statistic::Statistic;

/// What a cell tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellState {
    /// A count of k or more.
    Count,
    /// Nobody.
    Zero,
    /// Hidden: small itself, or it would reveal a small one. The two look the same.
    Suppressed,
    /// The whole table is withheld.
    NotEnoughAnswers,
}

/// One count with its state. `count` is present for `count` and `zero`; `share` (in `[0, 1]`, of the row's answers) where the
/// row's n is shown and above zero too.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ProtectedCell {
    pub state: CellState,
    pub count: Option<u64>,
    pub share: Option<f64>,
}

/// How much of a row is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowState {
    /// The cells, some of which may be suppressed.
    Published,
    /// Only n; all cells are suppressed, zeros included.
    OnlyN,
    /// Not even n.
    Suppressed,
    NotEnoughAnswers,
}

/// One row: a group, or the total.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProtectedRow {
    pub key: String,
    pub label: String,
    pub state: RowState,
    /// Respondents who answered; no share.
    pub n: ProtectedCell,
    /// One per choice.
    pub cells: Vec<ProtectedCell>,
    /// Mean, sd and median; `None` when withheld because a cell of the row or its n is.
    pub statistics: Option<Vec<Statistic>>,
}

/// Missing answers of all respondents. Hidden together when one of the three is small, because their sum is no secret.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ProtectedMissing {
    pub not_asked: ProtectedCell,
    pub refused: ProtectedCell,
    pub skipped: ProtectedCell,
}

/// Whether anything of a table is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableState {
    Published,
    /// Fewer than k answers, or no part can be shown without revealing a small count.
    NotEnoughAnswers,
}

/// A table that may be shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProtectedTable {
    pub population: String,
    pub variable: String,
    pub label: String,
    pub kind: Kind,
    /// Columns, in the order of every row's cells.
    pub choices: Vec<Choice>,
    /// The grouping's variable.
    pub by: Option<String>,
    pub state: TableState,
    pub k: u32,
    pub rows: Vec<ProtectedRow>,
    pub total: ProtectedRow,
    pub missing: ProtectedMissing,
}

/// Shows a table. `first_row` is the place of its first group's row in the blocks that were decided (the total is at 0);
/// `shown` is `None` when nothing may be shown.
pub(super) fn render(
    table: &Table,
    first_row: usize,
    shown: Option<&[Shown]>,
    policy: Policy,
) -> ProtectedTable {
    let rows = table.rows.iter().enumerate();
    ProtectedTable {
        population: table.population.clone(),
        variable: table.variable.clone(),
        label: table.label.clone(),
        kind: table.kind,
        choices: table.choices.clone(),
        by: table.by.as_ref().map(|by| by.variable.clone()),
        state: match shown {
            Some(_) => TableState::Published,
            None => TableState::NotEnoughAnswers,
        },
        k: policy.k(),
        rows: rows.map(|(index, row)| render_row(row, table.kind, shown, first_row + index)).collect(),
        total: render_row(&table.total, table.kind, shown, 0),
        missing: render_missing(&table.missing, shown.is_some(), policy),
    }
}

fn render_row(row: &TableRow, kind: Kind, shown: Option<&[Shown]>, place: usize) -> ProtectedRow {
    let blocks = shown.unwrap_or_default();
    // The number of answers is the same cell in every block of a row.
    let n_hidden = blocks.iter().any(|block| block.hidden[place][0]);
    let whole = |count: u64, hidden: bool| match shown {
        None => blank(CellState::NotEnoughAnswers),
        Some(_) if hidden => blank(CellState::Suppressed),
        Some(_) => ProtectedCell {
            state: if count == 0 { CellState::Zero } else { CellState::Count },
            count: Some(count),
            share: None,
        },
    };
    let cells: Vec<_> = row
        .counts
        .iter()
        .enumerate()
        .map(|(choice, count)| {
            let hidden = blocks.first().is_none_or(|first| match kind {
                Kind::MultipleChoice => blocks[choice].hidden[place][1],
                _ => first.hidden[place][1 + choice],
            });
            let cell = whole(*count, hidden);
            let share = cell.count.filter(|_| !n_hidden).and_then(|count| share(count, row.n));
            ProtectedCell { share, ..cell }
        })
        .collect();
    let n = whole(row.n, n_hidden);
    let depth = blocks.iter().map(|block| block.depth[place]).max();
    let open = n.count.is_some() && cells.iter().all(|cell| cell.count.is_some());
    ProtectedRow {
        key: row.key.clone(),
        label: row.label.clone(),
        state: match (shown, depth) {
            (None, _) => RowState::NotEnoughAnswers,
            (_, Some(Depth::Nothing)) => RowState::Suppressed,
            (_, Some(Depth::OnlyN)) => RowState::OnlyN,
            (_, Some(Depth::Cells) | None) => RowState::Published,
        },
        n,
        statistics: (open && depth == Some(Depth::Cells)).then(|| row.statistics.clone()),
        cells,
    }
}

fn blank(state: CellState) -> ProtectedCell {
    ProtectedCell { state, count: None, share: None }
}

fn render_missing(missing: &MissingCounts, published: bool, policy: Policy) -> ProtectedMissing {
    let any_small = missing.counts().iter().any(|count| policy.is_small(*count));
    let all_zero = missing.counts() == [0; 3];
    let cell = |count: u64| match (published, any_small && !all_zero, count) {
        (false, _, _) => blank(CellState::NotEnoughAnswers),
        (true, true, _) => blank(CellState::Suppressed),
        (true, false, count) => ProtectedCell {
            state: if count == 0 { CellState::Zero } else { CellState::Count },
            count: Some(count),
            share: None,
        },
    };
    ProtectedMissing {
        not_asked: cell(missing.not_asked),
        refused: cell(missing.refused),
        skipped: cell(missing.skipped),
    }
}
