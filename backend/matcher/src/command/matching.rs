//! `matcher match` and `matcher explain`: people and a policy in, a round or an answer out.

use super::{Stop, files};
use matcher::{Explainer, Mentee, Mentor, Outcome, Policy, Problem, solve, verify};
use serde::de::DeserializeOwned;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// The people and the rules of a round.
#[derive(clap::Args)]
pub struct People {
    /// One mentee on each line, as JSON
    #[arg(long, value_name = "FILE")]
    mentees: PathBuf,
    /// One mentor on each line, as JSON
    #[arg(long, value_name = "FILE")]
    mentors: PathBuf,
    /// Hard rules, weights and objective, as JSON; the default policy when absent
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
}

#[derive(clap::Args)]
pub struct Match {
    #[command(flatten)]
    people: People,
    /// Where to write the outcome as JSON; standard output when absent
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Check the outcome over all pairs with code that shares nothing with the solver
    #[arg(long)]
    verify: bool,
}

#[derive(clap::Args)]
pub struct Explain {
    #[command(flatten)]
    people: People,
    /// What `matcher match` wrote
    #[arg(long, value_name = "FILE")]
    outcome: PathBuf,
    #[arg(long, value_name = "ID")]
    mentee: String,
    /// The pair's points by factor; without it, the best alternatives and, for an unmatched mentee, the reason
    #[arg(long, value_name = "ID")]
    mentor: Option<String>,
}

impl People {
    fn read(&self) -> Result<Problem, Stop> {
        let mut problem = Problem {
            mentees: lines::<Mentee>(&self.mentees)?,
            mentors: lines::<Mentor>(&self.mentors)?,
            ..Problem::default()
        };
        if let Some(path) = &self.policy {
            problem.policy = document::<Policy>(path)?;
        }
        let complaints: Vec<String> = problem.validate().iter().map(|wrong| self.complaint(wrong)).collect();
        if complaints.is_empty() { Ok(problem) } else { Err(Stop::input(complaints.join("\n"))) }
    }

    /// The file and line of a complaint, from its pointer.
    fn complaint(&self, wrong: &matcher::InputProblem) -> String {
        let mut steps = wrong.pointer.split('/').skip(1);
        let list = steps.next().unwrap_or_default();
        let at = steps.next().and_then(|at| at.parse::<usize>().ok());
        let field = steps.next().unwrap_or_default();
        match (list, at) {
            ("mentees", Some(at)) => {
                format!("{}:{}: {field}: {}", self.mentees.display(), at + 1, wrong.detail)
            }
            ("mentors", Some(at)) => {
                format!("{}:{}: {field}: {}", self.mentors.display(), at + 1, wrong.detail)
            }
            _ => format!("{}: {}", wrong.pointer, wrong.detail),
        }
    }
}

/// A value from each line; every line must hold one.
fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, Stop> {
    let source = files::source(path)?;
    let (mut people, mut complaints) = (Vec::new(), Vec::new());
    for (at, line) in BufReader::new(source.content).lines().enumerate() {
        let read = line.map_err(|error| error.to_string());
        match read.and_then(|line| serde_json::from_str(&line).map_err(|error| error.to_string())) {
            Ok(person) => people.push(person),
            Err(error) => complaints.push(format!("{}:{}: {error}.", source.name, at + 1)),
        }
        if complaints.len() == 20 {
            break;
        }
    }
    if complaints.is_empty() { Ok(people) } else { Err(Stop::input(complaints.join("\n"))) }
}

fn document<T: DeserializeOwned>(path: &Path) -> Result<T, Stop> {
    let source = files::source(path)?;
    serde_json::from_reader(source.content).map_err(|error| Stop::input(format!("{}: {error}.", source.name)))
}

impl Match {
    pub fn run(self) -> Result<(), Stop> {
        let problem = self.people.read()?;
        let mut progress = super::assign::Progress::new();
        let outcome = solve(&problem, &mut |at| progress.at(at.fraction)).map_err(Stop::input)?;
        progress.end();
        if self.verify {
            verify(&problem, &outcome, &outcome.duals).map_err(|found| {
                Stop::wrong(found.into_iter().map(|one| one.detail).collect::<Vec<_>>().join("\n"))
            })?;
        }
        let write = |out: &mut dyn Write| -> std::io::Result<()> {
            serde_json::to_writer(&mut *out, &outcome)?;
            out.write_all(b"\n")
        };
        match &self.out {
            Some(path) => files::write(path, write)?,
            None => write(&mut std::io::stdout().lock())
                .map_err(|error| Stop::input(format!("The outcome cannot be written: {error}.")))?,
        }
        eprintln!(
            "{} of {} mentees matched, {} points, gap {}{}.",
            outcome.pairs.len(),
            problem.mentees.len(),
            outcome.total_points,
            outcome.certificate.gap,
            if self.verify { ", verified over all pairs" } else { "" },
        );
        Ok(())
    }
}

impl Explain {
    pub fn run(self) -> Result<(), Stop> {
        let problem = self.people.read()?;
        let outcome: Outcome = document(&self.outcome)?;
        let explainer = Explainer::new(&problem);
        let answer = match &self.mentor {
            Some(mentor) => {
                serde_json::to_value(explainer.explain(&self.mentee, mentor).map_err(Stop::input)?)
            }
            None => {
                let others = explainer.alternatives(&outcome, &self.mentee, 5).map_err(Stop::input)?;
                let reason = explainer.why_unmatched(&outcome, &self.mentee).map_err(Stop::input)?;
                serde_json::to_value(serde_json::json!({ "alternatives": others, "unmatched": reason }))
            }
        };
        let answer = answer.map_err(Stop::input)?;
        println!("{answer:#}");
        Ok(())
    }
}
