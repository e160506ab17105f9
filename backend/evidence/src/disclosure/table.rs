//! Tables as they are counted, before anything is hidden: one item over all respondents, or broken down by a grouping.

use serde::{Deserialize, Serialize};

use crate::distribution::{MissingCounts, Tally};
use crate::item::{Answer, Choice, InputError, Item, Kind};
use crate::statistic::Statistic;

/// One group of a grouping, such as the region Plains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub key: String,
    pub label: String,
}

/// A variable that respondents are grouped by. Its groups are fixed in advance, empty ones included, and every respondent is
/// in exactly one; those without a known group need a group of their own, such as `unknown`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grouping {
    pub variable: String,
    pub label: String,
    pub groups: Vec<Group>,
}

/// One row of a table: the respondents of one group, or all of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableRow {
    /// The group's key; `total` in the total row.
    pub key: String,
    pub label: String,
    /// Respondents who answered.
    pub n: u64,
    /// One per choice of the item; empty for number and text.
    pub counts: Vec<u64>,
    /// Mean, standard deviation and median of Likert and number items.
    pub statistics: Vec<Statistic>,
}

/// A counted table. Unprotected: show it only through [`crate::protect`].
///
/// Tables of the same `population` and `variable` must be counted from the same answers: their total rows are the same cells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Names the respondents counted, such as a wave's id. Tables of different populations are taken to share nobody.
    pub population: String,
    pub variable: String,
    pub label: String,
    pub kind: Kind,
    pub choices: Vec<Choice>,
    /// `None` for the distribution over all respondents; `rows` is then empty.
    pub by: Option<Grouping>,
    /// One per group, in the grouping's order.
    pub rows: Vec<TableRow>,
    pub total: TableRow,
    /// Of all respondents.
    pub missing: MissingCounts,
}

impl Table {
    /// The distribution of one item over all respondents of `population`.
    ///
    /// # Errors
    /// [`InputError`] when the item is malformed or an answer does not fit it.
    pub fn one_way(population: &str, item: &Item, answers: &[Answer]) -> Result<Self, InputError> {
        let tally = Tally::of(item, answers.iter())?;
        Ok(Self {
            population: population.to_owned(),
            variable: item.variable.clone(),
            label: item.label.clone(),
            kind: item.kind,
            choices: item.choices.clone(),
            by: None,
            rows: Vec::new(),
            missing: tally.missing,
            total: row("total", "Total", item.kind, tally),
        })
    }

    /// The distribution of one item within each group. `groups[i]` is the key of the group of the respondent of `answers[i]`.
    ///
    /// # Errors
    /// As [`Table::one_way`]; lists of different length; a key that the grouping does not have.
    pub fn breakdown(
        population: &str,
        item: &Item,
        by: &Grouping,
        groups: &[&str],
        answers: &[Answer],
    ) -> Result<Self, InputError> {
        if groups.len() != answers.len() {
            return Err(InputError::Lengths { left: groups.len(), right: answers.len() });
        }
        let mut table = Self::one_way(population, item, answers)?;
        for key in groups {
            if !by.groups.iter().any(|group| group.key == **key) {
                return Err(InputError::UnknownGroup {
                    grouping: by.variable.clone(),
                    key: (*key).to_owned(),
                });
            }
        }
        for group in &by.groups {
            let members = groups.iter().zip(answers);
            let members = members.filter(|(key, _)| **key == group.key);
            let tally = Tally::of(item, members.map(|(_, answer)| answer))?;
            table.rows.push(row(&group.key, &group.label, item.kind, tally));
        }
        table.by = Some(by.clone());
        Ok(table)
    }
}

fn row(key: &str, label: &str, kind: Kind, tally: Tally) -> TableRow {
    TableRow {
        key: key.to_owned(),
        label: label.to_owned(),
        n: tally.n_answered,
        statistics: tally.statistics(kind),
        counts: tally.counts,
    }
}
