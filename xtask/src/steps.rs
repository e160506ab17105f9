//! A plan of steps: carried out in order, each with its time, and one summary at the end.

use std::time::{Duration, Instant};

/// How a step that did not fail ended.
pub enum Done {
    Passed,
    /// Not carried out, with the reason a person can act on.
    Skipped(String),
}

type Work<'a> = Box<dyn FnOnce() -> Result<Done, String> + 'a>;

struct Planned<'a> {
    name: &'a str,
    needs: &'a [&'a str],
    welcomes: &'a [&'a str],
    work: Work<'a>,
}

#[derive(Default)]
pub struct Plan<'a> {
    steps: Vec<Planned<'a>>,
}

impl<'a> Plan<'a> {
    /// A step is left out when one of those it needs did not pass; they come before it.
    pub fn add(
        &mut self,
        name: &'a str,
        needs: &'a [&'a str],
        work: impl FnOnce() -> Result<Done, String> + 'a,
    ) {
        self.add_welcoming(name, needs, &[], work);
    }

    /// A step that does more after those it welcomes, and still something without them.
    pub fn add_welcoming(
        &mut self,
        name: &'a str,
        needs: &'a [&'a str],
        welcomes: &'a [&'a str],
        work: impl FnOnce() -> Result<Done, String> + 'a,
    ) {
        self.steps.push(Planned { name, needs, welcomes, work: Box::new(work) });
    }

    /// Keeps the steps whose names contain one of the words, and what they need. No words keep all.
    pub fn only(mut self, words: &[String]) -> Result<Self, String> {
        if words.is_empty() {
            return Ok(self);
        }
        for word in words {
            if !self.steps.iter().any(|step| step.name.contains(word.as_str())) {
                let names: Vec<&str> = self.steps.iter().map(|step| step.name).collect();
                return Err(format!("No step has `{word}` in its name. There are: {}.", names.join(", ")));
            }
        }
        let mut wanted: Vec<&str> = Vec::new();
        // From the last to the first, so that what is needed is marked before it is looked at.
        for step in self.steps.iter().rev() {
            if wanted.contains(&step.name) || words.iter().any(|word| step.name.contains(word.as_str())) {
                wanted.push(step.name);
                wanted.extend(step.needs.iter().chain(step.welcomes));
            }
        }
        self.steps.retain(|step| wanted.contains(&step.name));
        Ok(self)
    }

    /// The needs that no earlier step answers to: a mistake in the plan itself.
    #[cfg(test)]
    pub fn misplaced(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (index, step) in self.steps.iter().enumerate() {
            let earlier: Vec<&str> = self.steps[..index].iter().map(|before| before.name).collect();
            for need in step.needs.iter().chain(step.welcomes).filter(|need| !earlier.contains(need)) {
                found.push(format!("{} needs {need}", step.name));
            }
        }
        found
    }

    /// Carries the steps out, all of them even when one fails.
    pub fn carry_out(self) -> Record {
        let mut record = Record::default();
        let count = self.steps.len();
        for (index, step) in self.steps.into_iter().enumerate() {
            println!("\n==> [{}/{count}] {}", index + 1, step.name);
            let started = Instant::now();
            let ending = match step.needs.iter().find(|need| !record.passed(need)) {
                Some(missing) => Ending::Skipped(format!("needs `{missing}`, which did not pass")),
                None => match (step.work)() {
                    Ok(Done::Passed) => Ending::Passed,
                    Ok(Done::Skipped(reason)) => Ending::Skipped(reason),
                    Err(sentence) => Ending::Failed(sentence),
                },
            };
            let took = started.elapsed();
            match &ending {
                Ending::Passed => println!("<== {}: passed in {}", step.name, seconds(took)),
                Ending::Failed(sentence) => {
                    println!("<== {}: FAILED in {}\n    {}", step.name, seconds(took), first_line(sentence));
                }
                Ending::Skipped(reason) => println!("<== {}: skipped, {reason}", step.name),
            }
            record.steps.push(Step { name: step.name.to_owned(), ending, took });
        }
        record
    }
}

enum Ending {
    Passed,
    Failed(String),
    Skipped(String),
}

struct Step {
    name: String,
    ending: Ending,
    took: Duration,
}

#[derive(Default)]
pub struct Record {
    steps: Vec<Step>,
}

impl Record {
    fn passed(&self, name: &str) -> bool {
        self.steps.iter().any(|step| step.name == name && matches!(step.ending, Ending::Passed))
    }

    pub fn failed(&self) -> usize {
        self.steps.iter().filter(|step| matches!(step.ending, Ending::Failed(_))).count()
    }

    /// What the failed steps said last, the table, and at the end the line that counts, alone.
    pub fn summary(&self) -> String {
        let width = self.steps.iter().map(|step| step.name.chars().count()).max().unwrap_or(0);
        let mut text = self.failures();
        text.push('\n');
        let mut total = Duration::ZERO;
        let (mut passed, mut failed, mut skipped) = (0, 0, 0);
        for step in &self.steps {
            total += step.took;
            let (word, reason) = match &step.ending {
                Ending::Passed => {
                    passed += 1;
                    ("passed", "")
                }
                Ending::Failed(sentence) => {
                    failed += 1;
                    ("FAILED", first_line(sentence))
                }
                Ending::Skipped(reason) => {
                    skipped += 1;
                    ("skipped", reason.as_str())
                }
            };
            let line = format!("{:width$}  {word:7}  {:>9}  {reason}", step.name, seconds(step.took));
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text.push_str(&format!("{:width$}  {:7}  {:>9}\n\n", "all", "", seconds(total)));
        text.push_str(&format!("{passed} passed, {failed} failed"));
        if skipped > 0 {
            text.push_str(&format!(", {skipped} skipped"));
        }
        text.push('\n');
        text
    }

    fn failures(&self) -> String {
        self.steps
            .iter()
            .filter_map(|step| match &step.ending {
                Ending::Failed(sentence) => Some(format!("\n--- {}\n{sentence}\n", step.name)),
                _ => None,
            })
            .collect()
    }
}

fn first_line(sentence: &str) -> &str {
    sentence.lines().next().unwrap_or_default()
}

/// A time as a person reads it: tenths under a minute, then minutes and seconds.
pub fn seconds(time: Duration) -> String {
    let tenths = (time.as_millis() + 50) / 100;
    if tenths < 600 {
        format!("{}.{} s", tenths / 10, tenths % 10)
    } else {
        format!("{} min {:02} s", tenths / 600, tenths % 600 / 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    #[test]
    fn the_last_line_counts_and_stands_alone() {
        let mut plan = Plan::default();
        plan.add("good", &[], || Ok(Done::Passed));
        plan.add("bad", &[], || Err("It broke.\nIn detail.".to_owned()));
        plan.add("left out", &[], || Ok(Done::Skipped("no tool".to_owned())));
        let record = plan.carry_out();
        let summary = record.summary();
        assert_eq!(summary.lines().last(), Some("1 passed, 1 failed, 1 skipped"));
        assert!(summary.starts_with("\n--- bad\nIt broke.\nIn detail.\n"), "{summary}");
        let row = summary.lines().find(|line| line.contains("FAILED")).unwrap();
        assert!(row.ends_with("It broke."), "one line in the table: {row}");
        assert_eq!(record.failed(), 1);
    }

    #[test]
    fn no_word_of_skipped_when_none_was() {
        let mut plan = Plan::default();
        plan.add("good", &[], || Ok(Done::Passed));
        assert_eq!(plan.carry_out().summary().lines().last(), Some("1 passed, 0 failed"));
    }

    /// Four steps of which the first ends as told, and the names of those that ran.
    fn plan<'a>(first: Result<Done, String>, ran: &'a RefCell<Vec<&'a str>>) -> Plan<'a> {
        let note = move |name: &'a str| {
            ran.borrow_mut().push(name);
            Ok(Done::Passed)
        };
        let mut plan = Plan::default();
        plan.add("build", &[], || {
            ran.borrow_mut().push("build");
            first
        });
        plan.add("unit", &["build"], move || note("unit"));
        plan.add_welcoming("lint", &[], &["build"], move || note("lint"));
        plan.add("report", &["unit"], move || note("report"));
        plan
    }

    #[test]
    fn a_step_runs_after_a_failure_unless_it_needs_what_failed() {
        let ran = RefCell::default();
        let record = plan(Err("no".to_owned()), &ran).carry_out();
        assert_eq!(*ran.borrow(), ["build", "lint"]);
        assert_eq!(record.summary().lines().last(), Some("1 passed, 1 failed, 2 skipped"));
    }

    #[test]
    fn named_steps_bring_what_they_need_and_no_more() {
        let ran = RefCell::default();
        plan(Ok(Done::Passed), &ran).only(&["report".to_owned()]).unwrap().carry_out();
        assert_eq!(*ran.borrow(), ["build", "unit", "report"]);
        ran.borrow_mut().clear();
        plan(Ok(Done::Passed), &ran).only(&["lin".to_owned()]).unwrap().carry_out();
        assert_eq!(*ran.borrow(), ["build", "lint"], "what is welcome comes too");
        let sentence = plan(Ok(Done::Passed), &ran).only(&["linnt".to_owned()]).err().unwrap();
        assert!(sentence.contains("build, unit, lint, report"), "{sentence}");
    }

    #[test]
    fn times_are_readable() {
        assert_eq!(seconds(Duration::from_millis(40)), "0.0 s");
        assert_eq!(seconds(Duration::from_millis(1_250)), "1.3 s");
        assert_eq!(seconds(Duration::from_millis(59_960)), "1 min 00 s");
        assert_eq!(seconds(Duration::from_secs(754)), "12 min 34 s");
    }
}
