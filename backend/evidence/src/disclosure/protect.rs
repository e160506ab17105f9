//! Joint protection of tables: the only way from counted tables to something that may be shown.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{Block, Outcome, Place, Shown};
use super::policy::Policy;
use super::protected::{ProtectedTable, render};
use super::table::{Table, TableRow};
use crate::item::{InputError, Kind};

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
    let decisions: BTreeMap<&str, Decisions> =
        populations.iter().map(|(name, population)| (*name, population.protect(*policy))).collect();
    let show = |table: &Table| {
        let population = &populations[table.population.as_str()];
        let decided = &decisions[table.population.as_str()][table.variable.as_str()];
        render(table, population.first_row(table), decided.as_deref(), *policy)
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
        let inconsistent = || InputError::InconsistentTables { variable: table.variable.clone() };
        if !is_consistent(table) {
            return Err(inconsistent());
        }
        let variable = self
            .variables
            .entry(&table.variable)
            .or_insert(Variable { first: table, breakdowns: BTreeMap::new() });
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
        let known = self.groupings.iter().position(|(name, _)| *name == by.variable);
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

    /// The place of a breakdown's first row in the variable's blocks: after the total and the breakdowns before it.
    fn first_row(&self, table: &Table) -> usize {
        let Some(by) = &table.by else { return 0 };
        let variable = &self.variables[table.variable.as_str()];
        let before = variable
            .breakdowns
            .iter()
            .take_while(|(grouping, _)| self.groupings[**grouping].0 != by.variable);
        1 + before.map(|(_, table)| table.rows.len()).sum::<usize>()
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
                        std::iter::once(row.n).chain(row.counts.iter().copied()).collect()
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
