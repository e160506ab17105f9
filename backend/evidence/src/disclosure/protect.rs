//! Joint protection of tables: the only way from counted tables to something that may be shown.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::block::{Block, Depth, Outcome, Place, Shown};
use super::policy::Policy;
use super::table::{Table, TableRow};
use crate::distribution::{MissingCounts, share};
use crate::item::{Choice, InputError, Kind};
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

/// Protects tables jointly: hides counts of 1 to k - 1 and as many others as needed so that nobody can bound a hidden small count
/// more closely than 1 to k - 1 from all tables given here. Everything published about the same answers must be in one call.
///
/// The result has the order of `tables`. A group withheld in one table is withheld in every table of the same population and
/// grouping, since two questions that everybody answered have the same group sizes.
///
/// # Errors
/// [`InputError::InconsistentTables`] when tables of one population and variable disagree about the total row or the choices,
/// a grouping's groups differ, or rows do not sum to the total.
pub fn protect(tables: &[Table], policy: &Policy) -> Result<Vec<ProtectedTable>, InputError> {
    let mut populations: BTreeMap<&str, Population> = BTreeMap::new();
    // Sorted, so that the order of the input cannot change what is hidden.
    let mut sorted: Vec<&Table> = tables.iter().collect();
    sorted.sort_by_key(|table| {
        let by = table.by.as_ref().map(|by| by.variable.as_str());
        (by, table.variable.as_str())
    });
    for table in sorted {
        let population = populations.entry(&table.population).or_default();
        population.add(table)?;
    }
    let decisions: BTreeMap<&str, Decisions> = populations
        .iter()
        .map(|(name, population)| (*name, population.protect(*policy)))
        .collect();
    let show = |table: &Table| {
        let population = &populations[table.population.as_str()];
        let decided = &decisions[table.population.as_str()][table.variable.as_str()];
        render(table, population, decided.as_deref(), *policy)
    };
    Ok(tables.iter().map(show).collect())
}

/// Per variable: what is shown of each of its blocks, or nothing.
type Decisions<'a> = BTreeMap<&'a str, Option<Vec<Shown>>>;

/// The tables about the same respondents.
#[derive(Default)]
struct Population<'a> {
    groupings: Vec<(&'a str, Vec<&'a str>)>,
    variables: BTreeMap<&'a str, Variable<'a>>,
}

struct Variable<'a> {
    first: &'a Table,
    /// By grouping; at most one breakdown each.
    breakdowns: BTreeMap<usize, &'a Table>,
}

impl<'a> Population<'a> {
    fn add(&mut self, table: &'a Table) -> Result<(), InputError> {
        let inconsistent = || InputError::InconsistentTables {
            variable: table.variable.clone(),
        };
        if !is_consistent(table) {
            return Err(inconsistent());
        }
        let variable = self.variables.entry(&table.variable).or_insert(Variable {
            first: table,
            breakdowns: BTreeMap::new(),
        });
        let first = variable.first;
        let same = first.total.n == table.total.n
            && first.total.counts == table.total.counts
            && first.missing == table.missing
            && first.kind == table.kind
            && first.choices == table.choices;
        if !same {
            return Err(inconsistent());
        }
        let Some(by) = &table.by else {
            return Ok(());
        };
        let keys: Vec<_> = by.groups.iter().map(|group| group.key.as_str()).collect();
        let known = self
            .groupings
            .iter()
            .position(|(name, _)| *name == by.variable);
        let grouping = match known {
            Some(index) if self.groupings[index].1 != keys => return Err(inconsistent()),
            Some(index) => index,
            None => {
                self.groupings.push((&by.variable, keys));
                self.groupings.len() - 1
            }
        };
        match variable.breakdowns.insert(grouping, table) {
            Some(earlier) if earlier.rows != table.rows => Err(inconsistent()),
            _ => Ok(()),
        }
    }

    fn protect(&self, policy: Policy) -> Decisions<'a> {
        let mut withheld: BTreeSet<Place> = BTreeSet::new();
        for variable in self.variables.values() {
            if variable.first.total.n < u64::from(policy.k()) {
                continue;
            }
            for (grouping, table) in &variable.breakdowns {
                let small = table.rows.iter().enumerate();
                let small = small.filter(|(_, row)| policy.is_small(row.n));
                withheld.extend(small.map(|(group, _)| (*grouping, group)));
            }
        }
        // Ends: every turn but the last withholds one more group.
        loop {
            match self.attempt(policy, &withheld) {
                Ok(decisions) => return decisions,
                Err(place) => withheld.insert(place),
            };
        }
    }

    /// Decides all variables, or names a group that must be withheld too.
    fn attempt(&self, policy: Policy, withheld: &BTreeSet<Place>) -> Result<Decisions<'a>, Place> {
        let mut decisions = BTreeMap::new();
        for (name, variable) in &self.variables {
            let mut shown = Some(Vec::new());
            for block in variable.blocks() {
                match block.protect(policy, withheld) {
                    Outcome::Shown(block) => {
                        if let Some(blocks) = &mut shown {
                            blocks.push(block);
                        }
                    }
                    Outcome::Withhold(place) => return Err(place),
                    Outcome::Nothing => shown = None,
                }
            }
            decisions.insert(*name, shown);
        }
        Ok(decisions)
    }
}

fn is_consistent(table: &Table) -> bool {
    let total = &table.total;
    let groups = table.by.as_ref().map_or(0, |by| by.groups.len());
    let whole = |row: &TableRow| match table.kind {
        Kind::SingleChoice | Kind::Likert => row.counts.iter().sum::<u64>() == row.n,
        Kind::MultipleChoice => row.counts.iter().all(|count| *count <= row.n),
        Kind::Number | Kind::Text => true,
    };
    let shaped = |row: &TableRow| row.counts.len() == table.choices.len() && whole(row);
    let sums = table.by.is_none()
        || (table.rows.iter().map(|row| row.n).sum::<u64>() == total.n
            && (0..total.counts.len()).all(|column| {
                table.rows.iter().map(|row| row.counts[column]).sum::<u64>() == total.counts[column]
            }));
    table.rows.len() == groups && shaped(total) && table.rows.iter().all(shaped) && sums
}

impl Variable<'_> {
    /// One block for all columns, or for multiple choice one per choice with the columns taken and not taken.
    fn blocks(&self) -> Vec<Block> {
        let split = self.first.kind == Kind::MultipleChoice;
        let count = if split { self.first.choices.len() } else { 1 };
        (0..count)
            .map(|choice| {
                let line = |row: &TableRow| {
                    if split {
                        let taken = row.counts[choice];
                        vec![row.n, taken, row.n - taken]
                    } else {
                        std::iter::once(row.n)
                            .chain(row.counts.iter().copied())
                            .collect()
                    }
                };
                let groupings: Vec<_> = self
                    .breakdowns
                    .iter()
                    .map(|(grouping, table)| (*grouping, table.rows.iter().map(line).collect()))
                    .collect();
                Block::new(line(&self.first.total), &groupings)
            })
            .collect()
    }
}

fn render(
    table: &Table,
    population: &Population,
    shown: Option<&[Shown]>,
    policy: Policy,
) -> ProtectedTable {
    let first_row = table.by.as_ref().map_or(0, |by| {
        let variable = &population.variables[table.variable.as_str()];
        let before = variable
            .breakdowns
            .iter()
            .take_while(|(grouping, _)| population.groupings[**grouping].0 != by.variable);
        1 + before.map(|(_, table)| table.rows.len()).sum::<usize>()
    });
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
        rows: rows
            .map(|(index, row)| render_row(row, table.kind, shown, first_row + index))
            .collect(),
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
            state: if count == 0 {
                CellState::Zero
            } else {
                CellState::Count
            },
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
            let share = cell
                .count
                .filter(|_| !n_hidden)
                .and_then(|count| share(count, row.n));
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
    ProtectedCell {
        state,
        count: None,
        share: None,
    }
}

fn render_missing(missing: &MissingCounts, published: bool, policy: Policy) -> ProtectedMissing {
    let any_small = missing.counts().iter().any(|count| policy.is_small(*count));
    let all_zero = missing.counts() == [0; 3];
    let cell = |count: u64| match (published, any_small && !all_zero, count) {
        (false, _, _) => blank(CellState::NotEnoughAnswers),
        (true, true, _) => blank(CellState::Suppressed),
        (true, false, count) => ProtectedCell {
            state: if count == 0 {
                CellState::Zero
            } else {
                CellState::Count
            },
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
