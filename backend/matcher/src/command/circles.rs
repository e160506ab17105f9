//! `matcher circles`: people and rules in, peer circles out.

use super::matching::{Places, document, lines, write_json};
use super::{Stop, files};
use matcher::circles::{CircleProblem, Sizes, form_circles, verify_circles};
use matcher::tables::pairs_of_ids;
use matcher::{Mentee, Mentor, Policy};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Circles {
    /// One mentee on each line, as JSON
    #[arg(long, value_name = "FILE")]
    mentees: PathBuf,
    /// One mentor on each line, as JSON; the capacity counts circles
    #[arg(long, value_name = "FILE")]
    mentors: PathBuf,
    /// Hard rules and weights between members and mentors, as JSON; the default policy when absent
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// The same between two members; as `--policy` when absent
    #[arg(long, value_name = "FILE")]
    peer_policy: Option<PathBuf>,
    /// The fewest and the most members of a circle, from 2:2 to 9:9
    #[arg(long, value_name = "LEAST:MOST", value_parser = sizes, default_value = "4:8")]
    sizes: Sizes,
    /// 1 or 2
    #[arg(long, value_name = "COUNT", default_value_t = 1)]
    mentors_per_circle: u32,
    /// `one,other`: people, of either side, who must not sit in one circle
    #[arg(long, value_name = "FILE")]
    apart: Option<PathBuf>,
    /// How long to search, 0 to 100
    #[arg(long, default_value_t = 1)]
    effort: u32,
    /// Where to write the circles as JSON; standard output when absent
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Check circles and bound with code that shares nothing with the search
    #[arg(long)]
    verify: bool,
}

fn sizes(text: &str) -> Result<Sizes, String> {
    let read = text
        .split_once(':')
        .and_then(|(least, most)| Some(Sizes { least: least.parse().ok()?, most: most.parse().ok()? }));
    read.ok_or_else(|| "two whole numbers with a colon between them, for example 4:8".to_owned())
}

impl Circles {
    fn read(&self) -> Result<CircleProblem, Stop> {
        let apart = match &self.apart {
            Some(path) => pairs_of_ids(files::source(path)?, ["one", "other"]).map_err(Stop::input)?,
            None => Vec::new(),
        };
        let policy = |path: &Option<PathBuf>| path.as_deref().map(document::<Policy>).transpose();
        let problem = CircleProblem {
            mentees: lines::<Mentee>(&self.mentees)?,
            mentors: lines::<Mentor>(&self.mentors)?,
            policy: policy(&self.policy)?.unwrap_or_default(),
            peer_policy: policy(&self.peer_policy)?,
            sizes: self.sizes,
            mentors_per_circle: self.mentors_per_circle,
            apart: apart.iter().map(|pair| pair.ids.clone()).collect(),
            never_again: Vec::new(),
            effort: self.effort,
        };
        let places = Places {
            mentees: &self.mentees,
            mentors: &self.mentors,
            pairs: &[("apart", self.apart.as_deref(), &apart)],
        };
        let complaints = problem.validate();
        if complaints.is_empty() { Ok(problem) } else { Err(places.stop(&complaints)) }
    }

    pub fn run(self) -> Result<(), Stop> {
        let problem = self.read()?;
        let mut progress = super::assign::Progress::new();
        let outcome = form_circles(&problem, &mut |done| progress.at(done)).map_err(Stop::input)?;
        progress.end();
        if self.verify {
            verify_circles(&problem, &outcome).map_err(|found| {
                Stop::wrong(found.into_iter().map(|one| one.detail).collect::<Vec<_>>().join("\n"))
            })?;
        }
        write_json(self.out.as_deref(), &outcome)?;
        let even = matcher::fairness(&outcome.points());
        eprintln!(
            "{} of {} mentees in {} circles, where no others place more than {}; {:.0} points, at most {:.1} % below \
             any others{}; worst served {}, median {}, Gini {:.3}.",
            outcome.placed,
            problem.mentees.len(),
            outcome.circles.len(),
            outcome.most_placed,
            outcome.parts as f64 / matcher::circles::PARTS as f64,
            outcome.gap() * 100.0,
            if self.verify { ", verified" } else { "" },
            even.worst_served.unwrap_or(0),
            even.quantiles[2],
            even.gini,
        );
        Ok(())
    }
}
