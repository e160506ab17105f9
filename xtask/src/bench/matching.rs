//! The matcher beside OR-tools, SciPy and lap on the same instances, and its scoring beside NumPy, in one run.

use std::path::Path;
use std::process::Command;

use super::RUNS;
use super::table::{Table, thousands};
use crate::process;
use crate::project::Project;
use crate::python;
use crate::scratch::Scratch;

const PACKAGES: [&str; 4] = ["ortools==9.15.6755", "scipy==1.17.1", "lap==0.5.13", "numpy==2.4.6"];

/// What the others run; see the file.
const SCRIPT: &str = include_str!("matching.py");

/// Draws the table; see the file.
const PLOT: &str = include_str!("matching_plot.py");

pub fn measure(project: &Project, largest: usize) -> Result<String, String> {
    process::run(project.cargo().args(["build", "--release", "--package", "matcher"]))?;
    let matcher = project.server(crate::project::Profile::Release).with_file_name("matcher");
    let python = python::environment(project, "matching", &PACKAGES)?;
    let folder = Scratch::new("matching")?;
    let script = folder.path().join("matching.py");
    std::fs::write(&script, SCRIPT).map_err(|error| format!("{}: {error}.", script.display()))?;
    let bench = Bench { matcher: &matcher, python: &python, script: &script, folder: folder.path() };
    let sizes: Vec<usize> =
        [1_000, 10_000, 50_000, 100_000].into_iter().filter(|size| *size <= largest).collect();
    let solving = bench.solving(&sizes)?;
    bench.draw(&solving, &project.root().join("backend/docs/matching.svg"))?;
    Ok(format!("{solving}\n{}\n{}", bench.scoring(&sizes)?, bench.objectives(largest.min(50_000))?))
}

struct Bench<'a> {
    matcher: &'a Path,
    python: &'a Path,
    script: &'a Path,
    folder: &'a Path,
}

impl Bench<'_> {
    fn others(&self, arguments: &[&str]) -> Result<String, String> {
        process::capture(Command::new(self.python).arg(self.script).args(arguments))
    }

    /// The table as a picture beside `BENCHMARKS.md`.
    fn draw(&self, table: &str, plot: &Path) -> Result<(), String> {
        let (script, read) = (self.folder.join("plot.py"), self.folder.join("table.md"));
        for (path, text) in [(&script, PLOT), (&read, table)] {
            std::fs::write(path, text).map_err(|error| format!("{}: {error}.", path.display()))?;
        }
        process::capture(Command::new(self.python).arg(script).arg(read).arg(plot)).map(|_| ())
    }

    fn solving(&self, sizes: &[usize]) -> Result<String, String> {
        let heads =
            ["mentees, seats", "ours", "OR-tools", "SciPy", "lap", "totals", "edit p50, p99", "memory"];
        let mut table =
            Table::new("Solving: 50 candidates a mentee, 0.7 mentors a mentee, scores 0 to 1,000", &heads);
        for size in sizes {
            for seats in ["two", "one"] {
                let folder = self.folder.to_string_lossy();
                self.others(&["instance", &folder, &size.to_string(), seats])?;
                let file = |name: &str| self.folder.join(name).into_os_string();
                let ours = process::capture(
                    Command::new(self.matcher)
                        .args(["bench", "tables", "--runs", &RUNS.to_string(), "--edits", "3000", "--edges"])
                        .arg(file("edges.csv"))
                        .arg("--capacity")
                        .arg(file("capacity.csv")),
                )?;
                // Minutes each on the largest: one run tells enough.
                let runs = if *size > 10_000 { "1" } else { "5" };
                let mut cells = vec![
                    format!("{}, {}", thousands(*size as u64), if seats == "one" { "one" } else { "1 to 3" }),
                    seconds(&ours),
                ];
                let mut memory = vec![format!("{:.0}", number(&ours, "peak_mib"))];
                let mut is_equal = true;
                for solver in ["ortools", "scipy", "lap"] {
                    let theirs = self.others(&[solver, &folder, runs])?;
                    let ratio = number(&theirs, "seconds") / number(&ours, "seconds");
                    cells.push(format!("{} ({ratio:.0} x)", seconds(&theirs)));
                    memory.push(format!("{:.0}", number(&theirs, "peak_mib")));
                    is_equal &= number(&theirs, "points") == number(&ours, "points");
                }
                let gap = number(&ours, "gap");
                cells.push(format!("{}, gap {gap:.0}", if is_equal { "equal" } else { "DIFFER" }));
                cells.push(format!(
                    "{:.0}, {:.0} µs",
                    number(&ours, "edit_p50_us"),
                    number(&ours, "edit_p99_us")
                ));
                cells.push(format!("{} MiB", memory.join(", ")));
                table.row(cells);
            }
        }
        Ok(table.markdown())
    }

    /// What it takes to match the most, and to raise the worst served, beside the most fit.
    fn objectives(&self, size: usize) -> Result<String, String> {
        let heads = ["mentees, seats", "of", "most fit", "most matched", "worst served"];
        let mut table = Table::new("Objectives", &heads);
        for seats in ["two", "one"] {
            let folder = self.folder.to_string_lossy();
            self.others(&["instance", &folder, &size.to_string(), seats])?;
            let (edges, capacity) = (self.folder.join("edges.csv"), self.folder.join("capacity.csv"));
            let of_tables = |objective: &str| {
                let mut ours = Command::new(self.matcher);
                ours.args(["bench", "tables", "--objective", objective, "--edges"]).arg(&edges);
                process::capture(ours.arg("--capacity").arg(&capacity))
            };
            let of_people = |objective: &str| {
                let mut ours = Command::new(self.matcher);
                ours.args(["bench", "people", "--objective", objective, "--runs", "3"]);
                ours.args(["--mentees", &size.to_string()]);
                process::capture(if seats == "one" { ours.arg("--one-seat") } else { &mut ours })
            };
            let seats = if seats == "one" { "one" } else { "1 to 3" };
            let round = format!("{}, {seats}", thousands(size as u64));
            table.row(compared(&round, "tables, solving", of_tables)?);
            table.row(compared(&round, "people, end to end", of_people)?);
        }
        Ok(table.markdown())
    }

    fn scoring(&self, sizes: &[usize]) -> Result<String, String> {
        let heads = ["mentees, seats", "pairs", "scoring", "NumPy, BLAS", "end to end", "matched", "memory"];
        let mut table =
            Table::new("Scoring and matching people, two threads, optimum of the whole pool", &heads);
        for size in sizes.iter().filter(|size| **size >= 10_000) {
            for seats in ["1 to 3", "one"] {
                let mut ours = Command::new(self.matcher);
                let runs = if *size > 10_000 { "3" } else { "5" };
                ours.args(["bench", "people", "--mentees", &size.to_string(), "--runs", runs]);
                if seats == "one" {
                    ours.arg("--one-seat");
                }
                let ours = process::capture(&mut ours)?;
                let numpy = if *size == 10_000 && seats != "one" {
                    let theirs = self.others(&["numpy", &size.to_string(), "5"])?;
                    let ratio = number(&theirs, "seconds") / number(&ours, "score_seconds");
                    format!("{} ({ratio:.0} x)", seconds(&theirs))
                } else {
                    "-".to_owned()
                };
                table.row(vec![
                    format!("{}, {seats}", thousands(*size as u64)),
                    thousands((size * (size * 7 / 10)) as u64),
                    format!("{:.3} s", number(&ours, "score_seconds")),
                    numpy,
                    seconds(&ours),
                    format!("{}, gap {:.0}", thousands(number(&ours, "pairs") as u64), number(&ours, "gap")),
                    format!("{:.0} MiB", number(&ours, "peak_mib")),
                ]);
            }
        }
        Ok(table.markdown())
    }
}

/// One row: the seconds of each objective, and how often those of most fit.
fn compared(
    round: &str,
    of: &str,
    measured: impl Fn(&str) -> Result<String, String>,
) -> Result<Vec<String>, String> {
    let fit = measured("fit")?;
    let mut cells = vec![round.to_owned(), of.to_owned(), seconds(&fit)];
    for objective in ["matched", "worst-served"] {
        let other = measured(objective)?;
        let ratio = number(&other, "seconds") / number(&fit, "seconds");
        cells.push(format!("{} ({ratio:.1} x)", seconds(&other)));
    }
    Ok(cells)
}

fn seconds(line: &str) -> String {
    format!("{:.3} s", number(line, "seconds"))
}

/// The number behind a name in a flat line of JSON.
fn number(line: &str, name: &str) -> f64 {
    let after = line.split_once(&format!("\"{name}\":")).map_or("", |(_, after)| after.trim_start());
    let end = after.find([',', '}']).unwrap_or(after.len());
    after[..end].trim().parse().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_by_name() {
        let line = "{\"score_seconds\":1.5,\"seconds\": 0.25, \"pairs\":7}";
        assert_eq!(
            (number(line, "seconds"), number(line, "score_seconds"), number(line, "pairs")),
            (0.25, 1.5, 7.0)
        );
        assert!(number(line, "gap").is_nan());
    }
}
