//! `matcher bench`: times of this machine as one line of JSON, for `cargo xtask bench matching` to print beside others'.

use super::{Objective, Stop, Tables};
use matcher::model::{Edit, Model};
use matcher::tables::{Market, assign, solve_market};
use matcher::{CareerStage, Explainer, Mentee, Mentor, Problem, Stage, solve_on, verify};
use serde_json::json;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Instant;

#[derive(clap::Args)]
pub struct Bench {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Solve tables some times, then edit the solved market
    Tables(OfTables),
    /// Score and match made-up people
    People(OfPeople),
}

#[derive(clap::Args)]
struct OfTables {
    #[arg(long, value_name = "FILE")]
    edges: PathBuf,
    #[arg(long, value_name = "FILE")]
    capacity: PathBuf,
    #[arg(long, value_enum, default_value = "fit")]
    objective: Objective,
    #[arg(long, default_value_t = 5)]
    runs: usize,
    #[arg(long, default_value_t = 0)]
    edits: usize,
}

#[derive(clap::Args)]
struct OfPeople {
    #[arg(long)]
    mentees: usize,
    /// One seat for each mentor instead of one to three
    #[arg(long)]
    one_seat: bool,
    #[arg(long, value_enum, default_value = "fit")]
    objective: Objective,
    /// The weight of confidential wishes; a third of the mentees have some where it is above 0
    #[arg(long, default_value_t = 0)]
    wishes: u32,
    #[arg(long, default_value_t = 2)]
    threads: usize,
    #[arg(long, default_value_t = 5)]
    runs: usize,
}

impl Bench {
    pub fn run(self) -> Result<(), Stop> {
        let figures = match self.what {
            What::Tables(task) => task.measure()?,
            What::People(task) => task.measure()?,
        };
        println!("{figures}");
        Ok(())
    }
}

impl OfTables {
    fn measure(self) -> Result<serde_json::Value, Stop> {
        let tables = Tables {
            edges: self.edges,
            capacity: self.capacity,
            locks: None,
            vetoes: None,
            published: None,
            keep: 0,
        };
        let market = Market::read(tables.sources()?).map_err(Stop::input)?;
        let mut times = Vec::new();
        for _ in 0..self.runs.max(1) {
            let started = Instant::now();
            let solved = solve_market(&market, self.objective.into(), &mut |_| ControlFlow::Continue(()));
            times.push(started.elapsed().as_secs_f64());
            drop(solved);
        }
        let found = assign(&market, self.objective.into(), &mut |_| ControlFlow::Continue(()));
        let ControlFlow::Continue(found) = found else {
            return Err(Stop::input("The work was stopped."));
        };
        let mut model = found.model;
        let edits = edit_times(&mut model, self.edits);
        Ok(json!({
            "seconds": median(&mut times), "pairs": found.certificate.pairs, "points": found.certificate.points,
            "gap": found.certificate.gap, "edit_p50_us": quantile(&edits, 0.5), "edit_p99_us": quantile(&edits, 0.99),
            "peak_mib": peak_mib(),
        }))
    }
}

/// Microseconds of each edit: somebody leaves, loses a pair, or is locked elsewhere; each leaves the market the best.
fn edit_times(model: &mut Model, count: usize) -> Vec<f64> {
    let mut dice = Dice(9);
    let mut times = Vec::with_capacity(count);
    for at in 0..count {
        let row = dice.below(model.row_count()) as u32;
        let edit = match (at % 3, model.column_of(row as usize), model.choices(row as usize).first()) {
            (0, ..) | (_, None, _) | (_, _, None) => Edit::RowLeaves { row },
            (1, Some(column), _) => Edit::Veto { row, column: column as u32 },
            (_, _, Some(arc)) => Edit::Lock { row, column: arc.to },
        };
        let started = Instant::now();
        if model.apply(edit).is_ok() {
            times.push(started.elapsed().as_secs_f64() * 1e6);
        }
    }
    times.sort_by(f64::total_cmp);
    times
}

impl OfPeople {
    fn measure(self) -> Result<serde_json::Value, Stop> {
        let mut problem = people(self.mentees, self.one_seat);
        problem.policy.objective = self.objective.into();
        if self.wishes > 0 {
            problem.policy.weights.confidential_wishes = self.wishes;
            wish(&mut problem);
        }
        let (mut scoring, mut all) = (Vec::new(), Vec::new());
        let mut last = None;
        for _ in 0..self.runs.max(1) {
            let started = Instant::now();
            let (mut first, mut scored) = (None, None);
            let outcome = solve_on(&problem, self.threads, &mut |progress| {
                let now = started.elapsed().as_secs_f64();
                first = first.or(Some(now));
                if progress.stage != Stage::Scoring {
                    scored = scored.or(Some(now));
                }
                ControlFlow::Continue(())
            });
            all.push(started.elapsed().as_secs_f64());
            scoring.push(scored.unwrap_or(0.0) - first.unwrap_or(0.0));
            last = Some(outcome.map_err(Stop::input)?);
        }
        let outcome = last.ok_or_else(|| Stop::input("Nothing was run."))?;
        let peak_mib = peak_mib();
        let started = Instant::now();
        let proof = verify(&problem, &outcome, &outcome.duals);
        let verified = started.elapsed().as_secs_f64();
        proof.map_err(|_| Stop::input("The outcome does not verify."))?;
        let started = Instant::now();
        let explainer = Explainer::new(&problem);
        let others = explainer.others(&outcome).of_pairs(3, &mut |_| ControlFlow::Continue(()));
        let looked_up = started.elapsed().as_secs_f64();
        drop(others);
        Ok(json!({
            "score_seconds": median(&mut scoring), "seconds": median(&mut all), "pairs": outcome.pairs.len(),
            "points": outcome.total_points, "gap": outcome.certificate.gap, "peak_mib": peak_mib,
            "verify_seconds": verified, "alternatives_seconds": looked_up,
        }))
    }
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    quantile(times, 0.5)
}

/// Of sorted times.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let at = (sorted.len() as f64 * share) as usize;
    sorted.get(at.min(sorted.len().saturating_sub(1))).copied().unwrap_or(0.0)
}

/// The most memory this process has held, where the system tells.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// `SplitMix64` (Steele, Lea and Flood, 2014): the same people everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }

    fn words(&mut self, kind: &str, among: usize, count: usize) -> Vec<String> {
        (0..count).map(|_| format!("{kind}-{}", self.below(among))).collect()
    }
}

/// 40 topics, 50 regions in 6 time zones, 3 languages, 0.7 mentors a mentee.
fn people(mentees: usize, one_seat: bool) -> Problem {
    const STAGES: [CareerStage; 5] =
        [CareerStage::Student, CareerStage::Early, CareerStage::Mid, CareerStage::Late, CareerStage::Retired];
    let mut dice = Dice(5);
    let employers = mentees / 4 + 1;
    let mut problem = Problem::default();
    let languages = |dice: &mut Dice| {
        let mut spoken = vec!["en".to_owned()];
        if dice.below(4) == 0 {
            spoken.push(["es", "fr"][dice.below(2)].to_owned());
        }
        spoken
    };
    for at in 0..mentees {
        let region = dice.below(50);
        problem.mentees.push(Mentee {
            id: format!("a{at}"),
            interests: dice.words("topic", 40, 5),
            goals: dice.words("topic", 40, 3),
            languages: languages(&mut dice),
            setting: format!("setting-{}", dice.below(5)),
            career_stage: STAGES[dice.below(3)],
            region: format!("region-{region}"),
            employer: Some(format!("employer-{}", dice.below(employers))),
            time_zone_offset_minutes: -300 - 60 * (region % 6) as i32,
            available_hours: None,
            excluded: Vec::new(),
            wishes: Vec::new(),
        });
    }
    for at in 0..mentees * 7 / 10 {
        let region = dice.below(50);
        problem.mentors.push(Mentor {
            id: format!("b{at}"),
            interests: dice.words("topic", 40, 5),
            expertise: dice.words("topic", 40, 4),
            languages: languages(&mut dice),
            setting: format!("setting-{}", dice.below(5)),
            career_stage: STAGES[1 + dice.below(4)],
            region: format!("region-{region}"),
            employer: Some(format!("employer-{}", dice.below(employers))),
            time_zone_offset_minutes: -300 - 60 * (region % 6) as i32,
            available_hours: None,
            years_of_experience: dice.below(35) as u32,
            capacity: if one_seat { 1 } else { 1 + dice.below(3) as u32 },
            excluded: Vec::new(),
            shares: Vec::new(),
        });
    }
    problem
}

/// A third of the mentees have one or two of six wishes, and mentors share some of them.
fn wish(problem: &mut Problem) {
    let mut dice = Dice(6);
    for mentee in problem.mentees.iter_mut().step_by(3) {
        let count = 1 + dice.below(2);
        mentee.wishes = dice.words("wish", 6, count);
    }
    for mentor in &mut problem.mentors {
        let count = dice.below(3);
        mentor.shares = dice.words("wish", 6, count);
    }
}
