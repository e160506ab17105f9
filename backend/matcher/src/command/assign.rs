//! `matcher assign`: tables in, pairs and certificate out.

use super::{Objective, Stop, Tables, files};
use matcher::tables::{Market, assign, price_of};
use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Instant;

#[derive(clap::Args)]
pub struct Assign {
    #[command(flatten)]
    tables: Tables,
    #[arg(long, value_enum, default_value = "fit")]
    objective: Objective,
    /// Where to write `mentee,mentor,score`; standard output when absent
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Where to write the certificate, for `matcher verify`
    #[arg(long, value_name = "FILE")]
    certificate: Option<PathBuf>,
    /// Where to write fairness and price of the objective as JSON
    #[arg(long, value_name = "FILE")]
    figures: Option<PathBuf>,
}

impl Assign {
    pub fn run(self) -> Result<(), Stop> {
        let started = Instant::now();
        let market = Market::read(self.tables.sources()?).map_err(Stop::input)?;
        let read = started.elapsed();
        let mut progress = Progress::new();
        let ControlFlow::Continue(found) =
            assign(&market, self.objective.into(), &mut |done| progress.at(done))
        else {
            return Err(Stop::input("The work was stopped."));
        };
        progress.end();
        let table = |out: &mut dyn Write| -> std::io::Result<()> {
            let mut rows = csv::Writer::from_writer(out);
            rows.write_record(["mentee", "mentor", "score"])?;
            for (mentee, mentor, score) in &found.pairs {
                let (mentee, mentor) = (&market.mentees[*mentee as usize], &market.mentors[*mentor as usize]);
                rows.write_record([mentee, mentor, &score.to_string()])?;
            }
            rows.flush()
        };
        if let Some(path) = &self.certificate {
            files::write(path, |out| Ok(serde_json::to_writer(out, &found.certificate)?))?;
        }
        match &self.out {
            Some(path) => files::write(path, table)?,
            None => table(&mut std::io::stdout().lock())
                .map_err(|error| Stop::input(format!("The pairs cannot be written: {error}.")))?,
        }
        let solved = started.elapsed() - read;
        let stated = &found.certificate;
        let mut served = vec![None; market.mentees.len()];
        for (mentee, _, score) in &found.pairs {
            served[*mentee as usize] = Some(score.unsigned_abs());
        }
        let fairness = matcher::fairness(&served);
        let mut progress = Progress::new();
        let ControlFlow::Continue(price) = price_of(&market, &found, &mut |done| progress.at(done)) else {
            return Err(Stop::input("The work was stopped."));
        };
        progress.end();
        let told = super::matching::even(&fairness, &price);
        if let Some(path) = &self.figures {
            let figures = serde_json::json!({ "fairness": fairness, "price": price });
            super::matching::write_json(Some(path), &figures)?;
        }
        eprintln!(
            "{} of {} mentees matched, {} points, gap {}; {told}; read in {:.2} s, solved in {:.2} s.",
            stated.pairs,
            market.mentees.len(),
            stated.points,
            stated.gap,
            read.as_secs_f64(),
            solved.as_secs_f64(),
        );
        Ok(())
    }
}

/// A line on standard error once a second, when somebody looks or the work is long.
pub struct Progress {
    last: Instant,
    is_shown: bool,
}

impl Progress {
    pub fn new() -> Self {
        Self { last: Instant::now(), is_shown: false }
    }

    pub fn at(&mut self, done: f64) -> ControlFlow<()> {
        if self.last.elapsed().as_secs() >= 1 {
            self.last = Instant::now();
            let end = if std::io::stderr().is_terminal() { "\r" } else { "\n" };
            eprint!("{:3.0} %{end}", done * 100.0);
            self.is_shown = true;
        }
        ControlFlow::Continue(())
    }

    pub fn end(&self) {
        if self.is_shown && std::io::stderr().is_terminal() {
            eprintln!();
        }
    }
}
