//! What the command line can ask for.

mod assign;
mod bench;
mod circles;
mod files;
mod matching;
mod verify;

use clap::{Parser, Subcommand, ValueEnum};
use matcher::tables::Aim;
use std::path::PathBuf;
use std::process::ExitCode;

/// Exact, explained matching of mentees with mentors.
///
/// Ends with 0 when all is well, 1 when a check found something wrong, 2 when the input cannot be used.
#[derive(Parser)]
#[command(name = "matcher", version)]
struct Command {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Find the best pairs among those that a table lists with scores.
    Assign(assign::Assign),
    /// Score people, match them, prove it and say why.
    Match(matching::Match),
    /// Form peer circles: small groups with one or two mentors each, and how much better any others could be.
    Circles(circles::Circles),
    /// Answer a question about matched people: why a pair has its points, who else, why nobody.
    Explain(matching::Explain),
    /// Print the JSON Schema of a policy.
    Schema,
    /// Measure this machine.
    Bench(bench::Bench),
    /// Check pairs and their certificate against the tables, without the solver.
    Verify(verify::Verify),
}

/// The tables of a round: CSV files whose first line names the columns.
#[derive(clap::Args)]
pub struct Tables {
    /// `mentee,mentor,score`: the pairs that may meet; whole scores, 0 to 1,000,000
    #[arg(long, value_name = "FILE")]
    edges: PathBuf,
    /// `mentor,capacity`: every mentor with the number of seats
    #[arg(long, value_name = "FILE")]
    capacity: PathBuf,
    /// `mentee,mentor`: pairs that must be part of the answer
    #[arg(long, value_name = "FILE")]
    locks: Option<PathBuf>,
    /// `mentee,mentor`: pairs that must not be
    #[arg(long, value_name = "FILE")]
    vetoes: Option<PathBuf>,
    /// `mentee,mentor`: pairs published before, kept unless another is better by more than `--keep` points
    #[arg(long, value_name = "FILE", requires = "keep")]
    published: Option<PathBuf>,
    /// Points that a published pair is preferred by
    #[arg(long, value_name = "POINTS", default_value_t = 0)]
    keep: i32,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Objective {
    /// The highest sum of scores; among those, the most pairs
    Fit,
    /// The most pairs; among those, the highest sum of scores
    Matched,
    /// The most pairs; among those, the highest lowest score; among those, the highest sum
    WorstServed,
}

impl From<Objective> for Aim {
    fn from(objective: Objective) -> Self {
        match objective {
            Objective::Fit => Self::Fit,
            Objective::Matched => Self::Matched,
            Objective::WorstServed => Self::WorstServed,
        }
    }
}

impl From<Objective> for matcher::Objective {
    fn from(objective: Objective) -> Self {
        match objective {
            Objective::Fit => Self::MostTotalFit,
            Objective::Matched => Self::MostMatchedThenFit,
            Objective::WorstServed => Self::WorstServedThenFit,
        }
    }
}

/// Why a task stopped: what to say, and how to end.
pub struct Stop {
    pub message: String,
    pub code: u8,
}

impl Stop {
    pub fn input(message: impl ToString) -> Self {
        Self { message: message.to_string(), code: 2 }
    }

    pub fn wrong(message: impl ToString) -> Self {
        Self { message: message.to_string(), code: 1 }
    }
}

pub fn run() -> ExitCode {
    let done = match Command::parse().task {
        Task::Assign(task) => task.run(),
        Task::Match(task) => task.run(),
        Task::Circles(task) => task.run(),
        Task::Explain(task) => task.run(),
        Task::Schema => {
            print!("{}", include_str!("../../policy.schema.json"));
            Ok(())
        }
        Task::Bench(task) => task.run(),
        Task::Verify(task) => task.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("{}", stop.message);
            ExitCode::from(stop.code)
        }
    }
}
