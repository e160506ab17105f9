//! An attacker who has every protected table and knows the rules. Independent of the linear programs in the crate: it searches
//! for whole-number tables that agree with everything published, over all tables of a population at once.

use std::collections::BTreeMap;

use evidence::{CellState, ProtectedCell, ProtectedTable, RowState, Table};

/// `group` is empty for the total, `column` is `n` or a choice's place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub variable: String,
    pub grouping: String,
    pub group: String,
    pub column: String,
}

#[derive(Debug, Clone)]
struct Unknown {
    low: i64,
    high: i64,
    truth: i64,
    hidden: bool,
    /// A sum of others: decided first, so that what is left falls into independent tables.
    margin: bool,
}

/// All counts as unknowns, what is published as single values, and the sums that must hold: first = the rest.
#[derive(Debug, Default)]
pub struct Attack {
    keys: BTreeMap<Key, usize>,
    unknowns: Vec<Unknown>,
    sums: Vec<Vec<usize>>,
}

/// What the search for a table with a given value of one cell ended in.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub enum Verdict {
    Possible,
    Impossible,
    GaveUp,
}

impl Attack {
    /// The attacker also knows how many `respondents` there are. `group_size` (of grouping and group) is not known; it only tells
    /// the search where to begin.
    pub fn new(
        truth: &[Table],
        published: &[ProtectedTable],
        respondents: u64,
        group_size: impl Fn(&str, &str) -> i64,
    ) -> Self {
        let mut attack = Self::default();
        let ceiling = i64::try_from(respondents).expect("small");
        let everyone = attack.unknown("", "", "", "n", ceiling, ceiling, ceiling);
        let mut members: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (table, shown) in truth.iter().zip(published) {
            let variable = &table.variable;
            let total = attack.row(table, shown, None, ceiling);
            let Some(by) = &table.by else { continue };
            let groups = members.entry(by.variable.clone()).or_insert_with(|| {
                let group = |group: &evidence::Group| {
                    let size = group_size(&by.variable, &group.key);
                    attack.unknown("", &by.variable, &group.key, "n", 0, ceiling, size)
                };
                by.groups.iter().map(group).collect()
            });
            let groups = groups.clone();
            let rows: Vec<_> =
                (0..table.rows.len()).map(|row| attack.row(table, shown, Some(row), ceiling)).collect();
            for column in 0..total.len() {
                let mut sum = vec![total[column]];
                sum.extend(rows.iter().map(|row| row[column]));
                attack.sums.push(sum);
            }
            // Respondents of a group = those who answered + those who did not.
            for (row, group) in groups.iter().enumerate() {
                let key = &table.rows[row].key;
                let size = attack.unknowns[*group].truth - attack.unknowns[rows[row][0]].truth;
                let silent = attack.unknown(variable, &by.variable, key, "silent", 0, ceiling, size);
                attack.sums.push(vec![*group, rows[row][0], silent]);
            }
        }
        for groups in members.values() {
            let mut sum = vec![everyone];
            sum.extend(groups);
            attack.sums.push(sum);
        }
        attack
    }

    /// The unknowns of a row: n, then the columns (for multiple choice taken and not taken, choice by choice).
    fn row(&mut self, table: &Table, shown: &ProtectedTable, row: Option<usize>, ceiling: i64) -> Vec<usize> {
        let (counted, protected) = match row {
            None => (&table.total, &shown.total),
            Some(row) => (&table.rows[row], &shown.rows[row]),
        };
        let grouping = row.and(shown.by.as_deref()).unwrap_or("").to_owned();
        let group = if row.is_some() { counted.key.as_str() } else { "" };
        let withheld = |row: &evidence::ProtectedRow| {
            matches!(row.state, RowState::Suppressed | RowState::NotEnoughAnswers)
        };
        let all_withheld = shown.rows.iter().all(withheld);
        let bounds = |cell: &ProtectedCell, truth: u64, least: i64| match cell.count {
            Some(count) => (i64::try_from(count).expect("small"), i64::try_from(count).expect("small")),
            None => (least.min(i64::try_from(truth).expect("small")), ceiling),
        };
        // Zeros are shown wherever anything of the kind is shown.
        let (low, high) = bounds(&protected.n, counted.n, i64::from(!all_withheld));
        let n = self.cell(table, &grouping, group, "n", (low, high), counted.n, protected.n.state);
        let mut unknowns = vec![n];
        let least = i64::from(protected.state == RowState::Published);
        let mut parts = vec![n];
        for (choice, cell) in protected.cells.iter().enumerate() {
            let count = counted.counts[choice];
            let column = choice.to_string();
            let range = bounds(cell, count, least);
            let taken = self.cell(table, &grouping, group, &column, range, count, cell.state);
            unknowns.push(taken);
            parts.push(taken);
            if table.kind == evidence::Kind::MultipleChoice {
                let column = format!("not {choice}");
                let rest = counted.n - count;
                let rest = self.cell(table, &grouping, group, &column, (0, ceiling), rest, cell.state);
                unknowns.push(rest);
                self.sums.push(vec![n, taken, rest]);
            }
        }
        if !protected.cells.is_empty() && table.kind != evidence::Kind::MultipleChoice {
            self.sums.push(parts);
        }
        unknowns
    }

    #[expect(clippy::too_many_arguments, reason = "a cell has that many properties")]
    fn cell(
        &mut self,
        table: &Table,
        grouping: &str,
        group: &str,
        column: &str,
        (low, high): (i64, i64),
        truth: u64,
        state: CellState,
    ) -> usize {
        let truth = i64::try_from(truth).expect("small");
        let index = self.unknown(&table.variable, grouping, group, column, low, high, truth);
        self.unknowns[index].hidden |= state == CellState::Suppressed;
        index
    }

    #[expect(clippy::too_many_arguments, reason = "a key has four parts")]
    fn unknown(
        &mut self,
        variable: &str,
        grouping: &str,
        group: &str,
        column: &str,
        low: i64,
        high: i64,
        truth: i64,
    ) -> usize {
        let key = Key {
            variable: variable.to_owned(),
            grouping: grouping.to_owned(),
            group: group.to_owned(),
            column: column.to_owned(),
        };
        let next = self.unknowns.len();
        let index = *self.keys.entry(key).or_insert(next);
        if index == next {
            self.unknowns.push(Unknown {
                low,
                high,
                truth,
                hidden: false,
                margin: group.is_empty() || column == "n",
            });
        } else {
            // The same cell in another table: both tell something.
            let known = &mut self.unknowns[index];
            known.low = known.low.max(low);
            known.high = known.high.min(high);
        }
        index
    }

    /// Hidden cells with their true counts.
    pub fn hidden(&self) -> Vec<(Key, usize, i64)> {
        let hidden = |(key, index): (&Key, &usize)| {
            let unknown = &self.unknowns[*index];
            unknown.hidden.then(|| (key.clone(), *index, unknown.truth))
        };
        self.keys.iter().filter_map(hidden).collect()
    }

    /// Whether the cell could have this value as far as the attacker can tell.
    pub fn could_be(&self, cell: usize, value: i64) -> Verdict {
        let mut domains: Vec<_> = self.unknowns.iter().map(|u| (u.low, u.high)).collect();
        if value < domains[cell].0 || value > domains[cell].1 {
            return Verdict::Impossible;
        }
        domains[cell] = (value, value);
        // Tables close to the true one are likely to agree with what is published; failing that, try other corners.
        let orders: [fn(i64, i64) -> i64; 3] = [|v, truth| (v - truth).abs(), |v, _| v, |v, _| -v];
        for order in orders {
            let mut budget = 20_000;
            match self.search(domains.clone(), order, &mut budget) {
                Some(true) => return Verdict::Possible,
                Some(false) => return Verdict::Impossible,
                None => {}
            }
        }
        Verdict::GaveUp
    }

    fn search(
        &self,
        mut domains: Vec<(i64, i64)>,
        order: fn(i64, i64) -> i64,
        budget: &mut u32,
    ) -> Option<bool> {
        if *budget == 0 {
            return None;
        }
        *budget -= 1;
        if !self.propagate(&mut domains) {
            return Some(false);
        }
        let open = (0..domains.len()).filter(|i| domains[*i].0 < domains[*i].1);
        let next = open.min_by_key(|i| (!self.unknowns[*i].margin, domains[*i].1 - domains[*i].0));
        let Some(next) = next else {
            return Some(true);
        };
        let (low, high) = domains[next];
        let mut values: Vec<_> = (low..=high).collect();
        values.sort_by_key(|value| order(*value, self.unknowns[next].truth));
        for value in values {
            let mut guess = domains.clone();
            guess[next] = (value, value);
            match self.search(guess, order, budget) {
                Some(false) => {}
                decided => return decided,
            }
        }
        Some(false)
    }

    /// Narrows every range by every sum until nothing changes; false when a range is empty.
    fn propagate(&self, domains: &mut [(i64, i64)]) -> bool {
        loop {
            let mut changed = false;
            for sum in &self.sums {
                let low: i64 = sum[1..].iter().map(|part| domains[*part].0).sum();
                let high: i64 = sum[1..].iter().map(|part| domains[*part].1).sum();
                changed |= narrow(&mut domains[sum[0]], low, high);
                let total = domains[sum[0]];
                for part in &sum[1..] {
                    let (own_low, own_high) = domains[*part];
                    let others = (low - own_low, high - own_high);
                    changed |= narrow(&mut domains[*part], total.0 - others.1, total.1 - others.0);
                    if domains[*part].0 > domains[*part].1 {
                        return false;
                    }
                }
                if total.0 > total.1 {
                    return false;
                }
            }
            if !changed {
                return true;
            }
        }
    }
}

fn narrow(domain: &mut (i64, i64), low: i64, high: i64) -> bool {
    let before = *domain;
    domain.0 = domain.0.max(low);
    domain.1 = domain.1.min(high);
    before != *domain
}
