//! Steps in order, each with its time, and one summary at the end.

use std::time::{Duration, Instant};

/// How a step that did not fail ended.
pub enum Done {
    Passed,
    /// Not carried out, with the reason a person can act on.
    Skipped(String),
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
pub struct Steps {
    steps: Vec<Step>,
}

impl Steps {
    /// Carries out one step, unless one of those it needs did not pass.
    pub fn step(
        &mut self,
        name: &str,
        needs: &[&str],
        work: impl FnOnce() -> Result<Done, String>,
    ) {
        println!("\n==> {name}");
        let started = Instant::now();
        let ending = match needs.iter().find(|need| !self.passed(need)) {
            Some(missing) => Ending::Skipped(format!("needs `{missing}`, which did not pass")),
            None => match work() {
                Ok(Done::Passed) => Ending::Passed,
                Ok(Done::Skipped(reason)) => Ending::Skipped(reason),
                Err(sentence) => Ending::Failed(sentence),
            },
        };
        let took = started.elapsed();
        match &ending {
            Ending::Passed => println!("<== {name}: passed in {}", seconds(took)),
            Ending::Failed(sentence) => {
                println!("<== {name}: FAILED in {}\n    {sentence}", seconds(took))
            }
            Ending::Skipped(reason) => println!("<== {name}: skipped, {reason}"),
        }
        self.steps.push(Step {
            name: name.to_owned(),
            ending,
            took,
        });
    }

    pub fn passed(&self, name: &str) -> bool {
        self.steps
            .iter()
            .any(|step| step.name == name && matches!(step.ending, Ending::Passed))
    }

    pub fn failed(&self) -> usize {
        self.steps
            .iter()
            .filter(|step| matches!(step.ending, Ending::Failed(_)))
            .count()
    }

    /// The table, and last the line that counts, alone.
    pub fn summary(&self) -> String {
        let width = self
            .steps
            .iter()
            .map(|step| step.name.chars().count())
            .max()
            .unwrap_or(0);
        let mut text = String::from("\n");
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
                    ("FAILED", sentence.lines().next().unwrap_or_default())
                }
                Ending::Skipped(reason) => {
                    skipped += 1;
                    ("skipped", reason.as_str())
                }
            };
            let line = format!(
                "{:width$}  {word:7}  {:>9}  {reason}",
                step.name,
                seconds(step.took)
            );
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text.push_str(&format!(
            "{:width$}  {:7}  {:>9}\n\n",
            "all",
            "",
            seconds(total)
        ));
        text.push_str(&format!("{passed} passed, {failed} failed"));
        if skipped > 0 {
            text.push_str(&format!(", {skipped} skipped"));
        }
        text.push('\n');
        text
    }
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

    #[test]
    fn the_last_line_counts_and_stands_alone() {
        let mut steps = Steps::default();
        steps.step("good", &[], || Ok(Done::Passed));
        steps.step("bad", &[], || Err("It broke.\nIn detail.".to_owned()));
        steps.step("left out", &[], || Ok(Done::Skipped("no tool".to_owned())));
        let summary = steps.summary();
        assert_eq!(
            summary.lines().last(),
            Some("1 passed, 1 failed, 1 skipped")
        );
        assert!(summary.contains("It broke."));
        assert!(!summary.contains("In detail."), "one line each");
        assert_eq!(steps.failed(), 1);
    }

    #[test]
    fn no_word_of_skipped_when_none_was() {
        let mut steps = Steps::default();
        steps.step("good", &[], || Ok(Done::Passed));
        assert_eq!(steps.summary().lines().last(), Some("1 passed, 0 failed"));
    }

    #[test]
    fn a_step_runs_after_a_failure_unless_it_needs_what_failed() {
        let mut steps = Steps::default();
        let mut ran = Vec::new();
        steps.step("build", &[], || Err("no".to_owned()));
        steps.step("needs it", &["build"], || {
            ran.push("needs it");
            Ok(Done::Passed)
        });
        steps.step("needs it not", &[], || {
            ran.push("needs it not");
            Ok(Done::Passed)
        });
        steps.step("needs the skipped", &["needs it"], || {
            ran.push("needs the skipped");
            Ok(Done::Passed)
        });
        assert_eq!(ran, ["needs it not"]);
        assert_eq!(
            steps.summary().lines().last(),
            Some("1 passed, 1 failed, 2 skipped")
        );
    }

    #[test]
    fn times_are_readable() {
        assert_eq!(seconds(Duration::from_millis(40)), "0.0 s");
        assert_eq!(seconds(Duration::from_millis(1_250)), "1.3 s");
        assert_eq!(seconds(Duration::from_millis(59_960)), "1 min 00 s");
        assert_eq!(seconds(Duration::from_secs(754)), "12 min 34 s");
    }
}
