//! Disclosure control: what must be hidden is, what need not be is not, and an attacker learns nothing from the rest.

use evidence::{
    Answer, CellState, Choice, Group, Grouping, InputError, Item, Kind, Missing, Policy, ProtectedCell,
    ProtectedTable, RowState, Table, TableState, Value, protect,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

use crate::attack::{Attack, Verdict};

pub fn item(variable: &str, kind: Kind, choices: i64) -> Item {
    let choice = |code| Choice { code, label: format!("Choice {code}") };
    Item {
        variable: variable.to_owned(),
        label: format!("Question {variable}"),
        kind,
        choices: (1..=choices).map(choice).collect(),
        unit: None,
    }
}

fn grouping(variable: &str, groups: usize) -> Grouping {
    let group = |index: usize| Group { key: format!("g{index}"), label: format!("Group {index}") };
    Grouping {
        variable: variable.to_owned(),
        label: variable.to_owned(),
        groups: (0..groups).map(group).collect(),
    }
}

/// `counts[group][choice]` as a breakdown.
fn breakdown(variable: &str, counts: &[&[usize]]) -> Table {
    let item = item(variable, Kind::Likert, i64::try_from(counts[0].len()).unwrap());
    let by = grouping("region", counts.len());
    let mut groups = Vec::new();
    let mut answers = Vec::new();
    for (group, row) in counts.iter().enumerate() {
        for (choice, count) in row.iter().enumerate() {
            for _ in 0..*count {
                groups.push(by.groups[group].key.as_str());
                answers.push(Answer::Value(Value::Choice(choice as i64 + 1)));
            }
        }
    }
    Table::breakdown("wave", &item, &by, &groups, &answers).unwrap()
}

fn five() -> Policy {
    Policy::new(5).unwrap()
}

fn states(cells: &[ProtectedCell]) -> String {
    let letter = |cell: &ProtectedCell| match cell.state {
        CellState::Count => '#',
        CellState::Zero => '0',
        CellState::Suppressed => 'x',
        CellState::NotEnoughAnswers => '-',
    };
    cells.iter().map(letter).collect()
}

fn picture(table: &ProtectedTable) -> Vec<String> {
    let row = |row: &evidence::ProtectedRow| format!("{}|{}", states(&row.cells), states(&[row.n]));
    table.rows.iter().chain([&table.total]).map(row).collect()
}

#[test]
fn the_policy_has_a_floor() {
    assert_eq!(Policy::default().k(), 10);
    assert!(Policy::new(4).is_err());
    assert!(serde_json::from_str::<Policy>(r#"{"k":4}"#).is_err());
    assert_eq!(serde_json::from_str::<Policy>(r#"{"k":7}"#).unwrap().k(), 7);
}

#[test]
fn a_safe_table_is_shown_whole() {
    let table = breakdown("q1", &[&[10, 0, 12], &[20, 15, 11]]);
    let shown = protect(&[table], &Policy::default()).unwrap();
    assert_eq!(picture(&shown[0]), ["#0#|#", "###|#", "###|#"]);
    assert_eq!(shown[0].total.cells[1].count, Some(15));
    assert_eq!(shown[0].total.cells[1].share, Some(15.0 / 68.0));
    assert!(shown[0].rows.iter().all(|row| row.statistics.is_some()));
}

#[test]
fn a_small_cell_takes_a_rectangle_with_it() {
    let table = breakdown("q1", &[&[3, 30, 40], &[25, 31, 41], &[26, 32, 42]]);
    let shown = protect(&[table], &five()).unwrap();
    assert_eq!(picture(&shown[0]), ["xx#|#", "xx#|#", "###|#", "###|#"]);
    // A mean over suppressed cells would be one more equation for the attacker.
    let known: Vec<_> = shown[0].rows.iter().map(|row| row.statistics.is_some()).collect();
    assert_eq!(known, [false, false, true]);
    assert!(shown[0].total.statistics.is_some());
    assert!(shown[0].rows[0].cells[0].share.is_none());
}

#[test]
fn few_answers_withhold_the_whole_table() {
    let table = breakdown("q1", &[&[4, 0], &[2, 3]]);
    let shown = protect(&[table], &Policy::default()).unwrap();
    assert_eq!(shown[0].state, TableState::NotEnoughAnswers);
    assert_eq!(picture(&shown[0]), ["--|-", "--|-", "--|-"]);
    assert_eq!(shown[0].missing.refused.state, CellState::NotEnoughAnswers);
    assert!(shown[0].total.statistics.is_none());
}

#[test]
fn a_small_group_takes_another_with_it_in_every_table() {
    let first = breakdown("q1", &[&[1, 2], &[20, 21], &[30, 31], &[0, 0]]);
    // Everybody answered q2 as well, with the same group sizes.
    let second = breakdown("q2", &[&[2, 1], &[41, 0], &[20, 41], &[0, 0]]);
    let shown = protect(&[first, second], &five()).unwrap();
    for table in &shown {
        let rows: Vec<_> = table.rows.iter().map(|row| row.state).collect();
        let expected = [RowState::Suppressed, RowState::Suppressed, RowState::Published, RowState::Published];
        assert_eq!(rows, expected);
        assert_eq!(table.rows[3].n.state, CellState::Zero);
        assert!(table.rows[1].statistics.is_none());
        assert_eq!(states(&[table.total.n]), "#");
    }
}

#[test]
fn reasons_for_missing_answers_are_hidden_together() {
    let question = item("q1", Kind::Number, 0);
    let mut answers = vec![Answer::Value(Value::Number(2.5)); 20];
    answers.extend(vec![Answer::Missing(Missing::Skipped); 12]);
    let table = Table::one_way("wave", &question, &answers).unwrap();
    let shown = protect(&[table], &Policy::default()).unwrap();
    let missing = shown[0].missing;
    assert_eq!(states(&[missing.not_asked, missing.refused, missing.skipped]), "00#");

    answers.push(Answer::Missing(Missing::Refused));
    let table = Table::one_way("wave", &question, &answers).unwrap();
    let shown = protect(&[table], &Policy::default()).unwrap();
    let missing = shown[0].missing;
    assert_eq!(states(&[missing.not_asked, missing.refused, missing.skipped]), "xxx");
    assert_eq!(shown[0].total.n.count, Some(20));
}

#[test]
fn tables_that_disagree_are_refused() {
    let one = breakdown("q1", &[&[10, 10], &[10, 10]]);
    let other = breakdown("q1", &[&[10, 10], &[10, 11]]);
    let error = protect(&[one.clone(), other], &five()).unwrap_err();
    assert!(matches!(error, InputError::InconsistentTables { .. }));
    let mut wrong = one;
    wrong.rows[0].counts[0] += 1;
    assert!(protect(&[wrong], &five()).is_err());
}

/// The attacker bites: with nothing but the small cell hidden, it is found.
#[test]
fn the_attacker_recovers_a_lone_hidden_cell() {
    let table = breakdown("q1", &[&[3, 30, 40], &[25, 31, 41], &[26, 32, 42]]);
    let mut shown = protect(std::slice::from_ref(&table), &five()).unwrap();
    for (row, counted) in shown[0].rows.iter_mut().zip(&table.rows) {
        for (cell, count) in row.cells.iter_mut().zip(&counted.counts) {
            if *count >= 5 {
                cell.state = CellState::Count;
                cell.count = Some(*count);
            }
        }
    }
    let attack = Attack::new(&[table], &shown, 270, |_, _| 0);
    let hidden = attack.hidden();
    assert_eq!(hidden.len(), 1);
    assert_eq!(attack.could_be(hidden[0].1, 3), Verdict::Possible);
    for other in [1, 2, 4, 5] {
        assert_eq!(attack.could_be(hidden[0].1, other), Verdict::Impossible);
    }
}

/// One person: group by region, group by role, an answer to each question (0 refused, 1 skipped, 2 not asked, then choices).
type Person = (usize, usize, [usize; 2]);

#[derive(Clone)]
struct Catalogue {
    people: Vec<Person>,
    tables: Vec<Table>,
}

/// A failing catalogue is read by its counts and what became of them.
impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{} respondents", self.people.len())?;
        let shown = protect(&self.tables, &five()).map_err(|_| std::fmt::Error)?;
        for (table, shown) in self.tables.iter().zip(&shown) {
            let by = shown.by.as_deref().unwrap_or("all");
            writeln!(f, "{} by {by}, {:?}", table.variable, table.kind)?;
            for (row, picture) in table.rows.iter().chain([&table.total]).zip(picture(shown)) {
                writeln!(f, "  {:?} n {}  {picture}", row.counts, row.n)?;
            }
        }
        Ok(())
    }
}

impl Catalogue {
    fn new(people: Vec<Person>, groups: (usize, usize), choices: usize, kinds: [Kind; 2]) -> Self {
        let groupings = [grouping("region", groups.0), grouping("role", groups.1)];
        let mut tables = Vec::new();
        for (question, kind) in kinds.into_iter().enumerate() {
            let item = item(["q1", "q2"][question], kind, i64::try_from(choices).unwrap());
            let answer = |person: &Person| match person.2[question] {
                0 => Answer::Missing(Missing::Refused),
                1 => Answer::Missing(Missing::Skipped),
                2 => Answer::Missing(Missing::NotAsked),
                drawn => {
                    let code = (drawn % choices) as i64 + 1;
                    Answer::Value(match kind {
                        // Another bit of the draw takes the neighbouring choice too.
                        Kind::MultipleChoice if drawn % 2 == 0 => {
                            Value::Choices(vec![code, code % choices as i64 + 1])
                        }
                        Kind::MultipleChoice => Value::Choices(vec![code]),
                        _ => Value::Choice(code),
                    })
                }
            };
            let answers: Vec<_> = people.iter().map(answer).collect();
            tables.push(Table::one_way("wave", &item, &answers).unwrap());
            for (which, by) in groupings.iter().enumerate() {
                let key = |person: &Person| by.groups[[person.0, person.1][which]].key.as_str();
                let keys: Vec<_> = people.iter().map(key).collect();
                tables.push(Table::breakdown("wave", &item, by, &keys, &answers).unwrap());
            }
        }
        Self { people, tables }
    }

    fn group_size(&self, grouping: &str, group: &str) -> i64 {
        let place = |person: &&Person| {
            if grouping == "region" { person.0 } else { person.1 }
        };
        let members = self.people.iter().filter(|p| format!("g{}", place(p)) == group);
        i64::try_from(members.count()).unwrap()
    }
}

fn catalogues() -> impl Strategy<Value = Catalogue> {
    let kind = || prop_oneof![Just(Kind::Likert), Just(Kind::MultipleChoice), Just(Kind::SingleChoice)];
    let shape = (2..5_usize, 1..4_usize, 2..5_usize, [kind(), kind()], any::<bool>());
    shape.prop_flat_map(|(regions, roles, choices, kinds, missing)| {
        // Squares of uniform draws make some groups and choices rare, which is what protection is about.
        let skewed = |n: usize| (0..n * n).prop_map(move |x| n - 1 - ((x as f64).sqrt() as usize));
        let first = if missing { 0 } else { 3 };
        let person = (skewed(regions), skewed(roles), [first..30_usize, first..30_usize]);
        prop::collection::vec(person, 0..90)
            .prop_map(move |people| Catalogue::new(people, (regions, roles), choices, kinds))
    })
}

/// The gate tries the same catalogues every time; with `PROPTEST_CASES` set other ones are drawn.
fn config(cases: u32) -> Config {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    Config {
        cases: asked.unwrap_or(cases),
        rng_seed: if asked.is_some() { RngSeed::Random } else { RngSeed::Fixed(0x0050_4552) },
        failure_persistence: None,
        ..Config::default()
    }
}

proptest! {
    #![proptest_config(config(400))]

    /// Over random catalogues (two questions, two groupings, all totals): no small count is shown, every hidden small count
    /// could be anything from 1 to k - 1, and no hidden count is pinned to one value.
    #[test]
    fn an_attacker_cannot_pin_a_hidden_cell(catalogue in catalogues()) {
        let k = 5_i64;
        let shown = protect(&catalogue.tables, &five()).unwrap();
        for table in &shown {
            for row in table.rows.iter().chain([&table.total]) {
                for cell in row.cells.iter().chain([&row.n]) {
                    prop_assert!(cell.count.is_none_or(|count| count == 0 || count >= 5));
                    prop_assert_eq!(cell.count == Some(0), cell.state == CellState::Zero);
                }
            }
        }
        let respondents = catalogue.people.len() as u64;
        let size = |grouping: &str, group: &str| catalogue.group_size(grouping, group);
        let attack = Attack::new(&catalogue.tables, &shown, respondents, size);
        for (key, cell, truth) in attack.hidden() {
            prop_assert_eq!(attack.could_be(cell, truth), Verdict::Possible, "the attacker's model is wrong at {:?}", key);
            if (1..k).contains(&truth) {
                for extreme in [1, k - 1] {
                    prop_assert_eq!(attack.could_be(cell, extreme), Verdict::Possible, "{:?} = {} is not {}", key, truth, extreme);
                }
            } else if !key.column.starts_with("not ") {
                // (The count of those who did not take a choice is no cell of the table.)
                let another = (0..=respondents as i64).filter(|value| *value != truth);
                let mut another = another.collect::<Vec<_>>();
                another.sort_by_key(|value| (value - truth).abs());
                let open = another.iter().any(|value| attack.could_be(cell, *value) == Verdict::Possible);
                prop_assert!(open, "{:?} must be {}", key, truth);
            }
        }
    }

    /// Breakdowns give up their own cells and never take more of the total with them.
    #[test]
    fn a_breakdown_never_costs_the_total(catalogue in catalogues()) {
        let shown = protect(&catalogue.tables, &five()).unwrap();
        for (table, shown) in catalogue.tables.iter().zip(&shown) {
            let mut alone = table.clone();
            alone.by = None;
            alone.rows.clear();
            let alone = protect(&[alone], &five()).unwrap();
            prop_assert_eq!(&alone[0].total, &shown.total);
        }
    }

    /// The order in which tables are asked for decides nothing.
    #[test]
    fn order_of_tables_does_not_matter(catalogue in catalogues(), turn in 0..6_usize) {
        let shown = protect(&catalogue.tables, &five()).unwrap();
        let mut turned = catalogue.tables.clone();
        turned.rotate_left(turn);
        turned.reverse();
        let mut again = protect(&turned, &five()).unwrap();
        again.reverse();
        again.rotate_right(turn);
        prop_assert_eq!(shown, again);
    }
}
