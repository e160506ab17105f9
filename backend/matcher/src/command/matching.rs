//! `matcher match` and `matcher explain`: people and a policy in, a round or an answer out.

use super::{Stop, files};
use matcher::tables::{PairOfIds, json, lines_of_json, pairs_of_ids};
use matcher::{
    Explainer, FairnessOfOutcome, Mentee, Mentor, Outcome, Policy, Price, Problem, fairness_of, price_of,
    solve, verify,
};
use serde::de::DeserializeOwned;
use std::io::Write;
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
    /// `mentee,mentor`: pairs that must be part of the outcome
    #[arg(long, value_name = "FILE")]
    locks: Option<PathBuf>,
    /// `mentee,mentor`: pairs that must not be
    #[arg(long, value_name = "FILE")]
    vetoes: Option<PathBuf>,
    /// `mentee,mentor`: pairs published before, kept unless others are better by more than `--keep` points
    #[arg(long, value_name = "FILE", requires = "keep")]
    published: Option<PathBuf>,
    /// Points, 0 to 1,000, that a published pair is preferred by
    #[arg(long, value_name = "POINTS", default_value_t = 0)]
    keep: u32,
}

/// What `matcher match` writes: the outcome and its figures.
#[derive(serde::Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    outcome: &'a Outcome,
    fairness: FairnessOfOutcome,
    price: Price,
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
        let (locks, vetoes) = (pairs(self.locks.as_deref())?, pairs(self.vetoes.as_deref())?);
        let ids = |pairs: &[PairOfIds]| pairs.iter().map(|pair| pair.ids.clone()).collect();
        let mut problem = Problem {
            mentees: lines::<Mentee>(&self.mentees)?,
            mentors: lines::<Mentor>(&self.mentors)?,
            locks: ids(&locks),
            vetoes: ids(&vetoes),
            published: ids(&pairs(self.published.as_deref())?),
            keep: self.keep,
            ..Problem::default()
        };
        if let Some(path) = &self.policy {
            problem.policy = document::<Policy>(path)?;
        }
        let places = Places {
            mentees: &self.mentees,
            mentors: &self.mentors,
            pairs: &[("locks", self.locks.as_deref(), &locks), ("vetoes", self.vetoes.as_deref(), &vetoes)],
        };
        let complaints = problem.validate();
        if complaints.is_empty() { Ok(problem) } else { Err(places.stop(&complaints)) }
    }
}

/// Where each part of a problem was read.
pub struct Places<'a> {
    pub mentees: &'a Path,
    pub mentors: &'a Path,
    /// The list's name in the problem, its file, and its lines.
    pub pairs: &'a [(&'a str, Option<&'a Path>, &'a [PairOfIds])],
}

impl Places<'_> {
    pub fn stop(&self, complaints: &[matcher::InputProblem]) -> Stop {
        let told: Vec<String> = complaints.iter().take(20).map(|wrong| self.complaint(wrong)).collect();
        Stop::input(told.join("\n"))
    }

    /// The file and line of a complaint, from its pointer.
    fn complaint(&self, wrong: &matcher::InputProblem) -> String {
        let mut steps = wrong.pointer.split('/').skip(1);
        let list = steps.next().unwrap_or_default();
        let at = steps.next().and_then(|at| at.parse::<usize>().ok());
        let field = steps.next().unwrap_or_default();
        let people = match list {
            "mentees" => Some(self.mentees),
            "mentors" => Some(self.mentors),
            _ => None,
        };
        if let (Some(path), Some(at)) = (people, at) {
            return format!("{}:{}: {field}: {}", path.display(), at + 1, wrong.detail);
        }
        let read = self.pairs.iter().find(|pairs| pairs.0 == list);
        match read.and_then(|(_, path, lines)| Some((path.as_ref()?, lines.get(at?)?.line))) {
            Some((path, line)) => format!("{}:{line}: {}", path.display(), wrong.detail),
            None => format!("{}: {}", wrong.pointer, wrong.detail),
        }
    }
}

/// The pairs of a table, none where there is no table.
fn pairs(path: Option<&Path>) -> Result<Vec<PairOfIds>, Stop> {
    let read = |path: &Path| pairs_of_ids(files::source(path)?, ["mentee", "mentor"]).map_err(Stop::input);
    path.map_or_else(|| Ok(Vec::new()), read)
}

pub fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, Stop> {
    lines_of_json(files::source(path)?).map_err(Stop::input)
}

pub fn document<T: DeserializeOwned>(path: &Path) -> Result<T, Stop> {
    json(files::source(path)?).map_err(Stop::input)
}

/// As one line of JSON, to a file or to standard output.
pub fn write_json(path: Option<&Path>, value: &impl serde::Serialize) -> Result<(), Stop> {
    let write = |out: &mut dyn Write| -> std::io::Result<()> {
        serde_json::to_writer(&mut *out, value)?;
        out.write_all(b"\n")
    };
    match path {
        Some(path) => files::write(path, write),
        None => write(&mut std::io::stdout().lock())
            .map_err(|error| Stop::input(format!("The answer cannot be written: {error}."))),
    }
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
        let mut progress = super::assign::Progress::new();
        let price = price_of(&problem, &outcome, &mut |at| progress.at(at.fraction)).map_err(Stop::input)?;
        progress.end();
        let told = Told { outcome: &outcome, fairness: fairness_of(&problem, &outcome), price };
        write_json(self.out.as_deref(), &told)?;
        eprintln!(
            "{} of {} mentees matched, {} points, gap {}{}; {}.",
            outcome.pairs.len(),
            problem.mentees.len(),
            outcome.total_points,
            outcome.certificate.gap,
            if self.verify { ", verified over all pairs" } else { "" },
            even(&told.fairness.all, &told.price),
        );
        Ok(())
    }
}

/// How even an answer is and what that costs, in words.
pub fn even(figures: &matcher::Fairness, price: &Price) -> String {
    format!(
        "worst served {}, median {}, Gini {:.3}; {} points ({:.2} %) less than most total fit",
        figures.worst_served.unwrap_or(0),
        figures.quantiles[2],
        figures.gini,
        price.given_up,
        price.share * 100.0,
    )
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
