//! The work of a round, stage by stage.

use super::pricing::{Look, Pricing};
use super::raising::{self, Raised};
use super::{
    Certificate, CoverOfPeople, Duals, MatchedPair, Outcome, Progress, Stage, Unmatched, UnmatchedReason,
    WorstServed,
};
use crate::model::{Arc, Cover, Lists, Model, Prices, Sides};
use crate::policy::Objective;
use crate::problem::Problem;
use crate::scoring::{Board, Measure, Pool};
use crate::worth::{Unit, mentee_key, mentor_key};
use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;

/// Of the pairs that prices leave worth having, so many of each mentee join the market at a time.
pub const JOINING: usize = 16;

type Tell<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// A round with what coordinators decided, by number.
pub struct Round<'a> {
    pub pool: &'a Pool<'a>,
    pub board: Board,
    pub threads: usize,
    pub locks: Vec<(u32, u32)>,
    pub locked: Vec<bool>,
    published: HashSet<(u32, u32)>,
    keep: i32,
    unit: Unit,
}

impl<'a> Round<'a> {
    fn new(pool: &'a Pool<'a>, problem: &Problem, threads: usize) -> Self {
        let numbered = |pairs: &[(String, String)]| -> Vec<(u32, u32)> {
            let found = pairs.iter().filter_map(|(mentee, mentor)| {
                Some((pool.mentee_index(mentee)? as u32, pool.mentor_index(mentor)? as u32))
            });
            found.collect()
        };
        let locks = numbered(&problem.locks);
        let mut locked = vec![false; pool.mentees.len()];
        locks.iter().for_each(|(i, _)| locked[*i as usize] = true);
        let published = if problem.keep == 0 { Vec::new() } else { numbered(&problem.published) };
        let keep = problem.keep as i32;
        let most = if published.is_empty() { 0 } else { keep };
        Self {
            pool,
            board: Board::new(pool, Measure::Score),
            threads,
            locks,
            locked,
            published: published
                .into_iter()
                .filter(|(i, j)| pool.is_eligible(*i as usize, *j as usize))
                .collect(),
            keep: most,
            unit: unit_of(problem),
        }
    }

    /// A pair that may meet, as the market counts it.
    pub fn arc(&self, i: usize, j: usize) -> Arc {
        Arc { to: j as u32, score: self.pool.score(i, j) as i32 + self.bonus(i as u32, j as u32) }
    }

    /// What a pair of such a score is worth in the objective's number.
    pub fn worth(&self, score: i32) -> i64 {
        self.unit.of(score)
    }

    /// What a published pair counts for the choice beyond its score.
    fn bonus(&self, i: u32, j: u32) -> i32 {
        if self.keep > 0 && self.published.contains(&(i, j)) { self.keep } else { 0 }
    }
}

/// What a point and what a pair is worth, so that no sum of second aims outweighs one first aim.
fn unit_of(problem: &Problem) -> Unit {
    match problem.policy.objective {
        Objective::MostTotalFit => Unit::MOST_FIT,
        Objective::MostMatchedThenFit | Objective::WorstServedThenFit => {
            Unit::most_pairs((problem.policy.highest_score() + problem.keep) as i32)
        }
    }
}

/// Tells a part of a stage, about a hundred times: enough for a bar and for a quick stop.
fn tell(
    progress: Tell<'_>,
    stage: Stage,
    (done, all): (usize, usize),
    from: f64,
    to: f64,
) -> ControlFlow<()> {
    if !done.is_multiple_of(all.div_ceil(100).max(1)) {
        return ControlFlow::Continue(());
    }
    let share = done as f64 / all.max(1) as f64;
    progress(Progress { stage, fraction: from + (to - from) * share.min(1.0) })
}

pub fn run(
    pool: &Pool<'_>,
    problem: &Problem,
    threads: usize,
    progress: Tell<'_>,
) -> ControlFlow<(), Outcome> {
    let Market { round, model, raised, .. } = market(pool, problem, threads, progress)?;
    let outcome = told(&round, &model, raised, progress)?;
    progress(Progress { stage: Stage::Explaining, fraction: 1.0 })?;
    ControlFlow::Continue(outcome)
}

/// A round at its one best assignment, of all pairs in question.
pub struct Market<'a> {
    pub round: Round<'a>,
    pub model: Model,
    /// See [`Pricing::lasts`].
    pub lasts: Vec<Option<(i32, u64)>>,
    pub look: Look,
    raised: Option<Raised>,
}

pub fn market<'a>(
    pool: &'a Pool<'a>,
    problem: &Problem,
    threads: usize,
    progress: Tell<'_>,
) -> ControlFlow<(), Market<'a>> {
    let rows = pool.mentees.len();
    let round = Round::new(pool, problem, threads);
    let best =
        round.board.best(pool, threads, &mut |i| tell(progress, Stage::Scoring, (i, rows), 0.0, 0.4))?;
    let lasts: Vec<Option<(i32, u64)>> = best.iter().map(|best| best.last).collect();
    let mut lists = lists_of(best.into_iter().map(|best| best.arcs));
    for (i, j) in &round.published {
        if lists.score(*i as usize, *j as usize).is_none() {
            let score = pool.score(*i as usize, *j as usize) as i32;
            lists.push(*i as usize, Arc { to: *j, score });
        }
    }
    let mut raised = None;
    if problem.policy.objective == Objective::WorstServedThenFit {
        let of_points = pool.counts_wishes().then(|| Board::new(pool, Measure::Points));
        lists = measured(pool, Measure::Points, lists);
        let board = of_points.as_ref().unwrap_or(&round.board);
        raised = Some(raising::raise(&round, board, &mut lists, &mut |done| {
            progress(Progress { stage: Stage::Assigning, fraction: 0.4 + 0.2 * done.min(1.0) })
        })?);
    }
    let least = raised.as_ref().map_or(0, |raised| raised.least_points);
    if raised.is_some() {
        lists = measured(pool, Measure::Score, in_question(&round, &lists, least));
    }
    if !round.published.is_empty() {
        lists = kept(&round, &lists);
    }
    let sides = Sides {
        rows: pool.mentees.iter().map(|m| mentee_key(&m.id)).collect(),
        columns: pool.mentors.iter().map(|m| (mentor_key(&m.id), m.capacity)).collect(),
    };
    let mut model = Model::solve(sides, lists, round.unit, &round.locks, &mut |done| {
        progress(Progress { stage: Stage::Assigning, fraction: 0.4 + 0.3 * done.min(1.0) })
    })?;
    // Locked pairs are worth something too, whether or not they are among the best.
    for (i, j) in &round.locks {
        if model.score(*i as usize, *j as usize).is_none() {
            model.join_all(&[(*i, round.arc(*i as usize, *j as usize))]);
        }
    }
    let look = Pricing { round: &round, lasts: &lasts, least, model: &mut model }
        .run(&mut |i| tell(progress, Stage::Assigning, (i, rows), 0.7, 0.9))?;
    ControlFlow::Continue(Market { round, model, lasts, look, raised })
}

fn lists_of(rows: impl Iterator<Item = Vec<Arc>>) -> Lists {
    let (mut all, mut ends) = (Vec::new(), Vec::new());
    for arcs in rows {
        all.extend(arcs);
        ends.push(all.len() as u32);
    }
    Lists::new(&ends, all)
}

/// The same pairs by another measure; they are the same where no wish counts.
fn measured(pool: &Pool<'_>, measure: Measure, lists: Lists) -> Lists {
    if !pool.counts_wishes() {
        return lists;
    }
    lists_of((0..lists.len()).map(|i| {
        let score = |to: u32| pool.measured(measure, i, to as usize) as i32;
        lists.of(i).iter().map(|arc| Arc { to: arc.to, score: score(arc.to) }).collect()
    }))
}

/// The pairs that reach the least points or are locked.
fn in_question(round: &Round<'_>, lists: &Lists, least: i32) -> Lists {
    lists_of(
        (0..lists.len()).map(|i| {
            lists.of(i).iter().filter(|arc| round.locked[i] || arc.score >= least).copied().collect()
        }),
    )
}

/// The pairs with what publishing adds to them.
fn kept(round: &Round<'_>, lists: &Lists) -> Lists {
    lists_of((0..lists.len()).map(|i| {
        let score = |arc: &Arc| arc.score + round.bonus(i as u32, arc.to);
        lists.of(i).iter().map(|arc| Arc { to: arc.to, score: score(arc) }).collect()
    }))
}

/// Names, reasons and the proof.
fn told(
    round: &Round<'_>,
    model: &Model,
    raised: Option<Raised>,
    progress: Tell<'_>,
) -> ControlFlow<(), Outcome> {
    let pool = round.pool;
    let prices = model.lowest_prices();
    let (mut pairs, mut left_out, mut primal) = (Vec::new(), Vec::new(), 0);
    for (i, locked) in round.locked.iter().enumerate() {
        tell(progress, Stage::Explaining, (i, round.locked.len()), 0.9, 1.0)?;
        let Some(j) = model.column_of(i) else {
            left_out.push(i);
            continue;
        };
        let points = pool.points(i, j);
        primal += round.unit.of(pool.score(i, j) as i32 + round.bonus(i as u32, j as u32));
        pairs.push(MatchedPair {
            mentee: pool.mentees[i].id.clone(),
            mentor: pool.mentors[j].id.clone(),
            points,
            factors: pool.explained_points(i, j),
            locked: *locked,
        });
    }
    let eligible = round.board.eligible(pool, &left_out, round.threads);
    let unmatched = left_out
        .into_iter()
        .zip(eligible)
        .map(|(i, eligible)| {
            let reason = match eligible {
                0 => pool.reason_unmatched(i),
                eligible => UnmatchedReason::AllEligibleFull { eligible },
            };
            Unmatched { mentee: pool.mentees[i].id.clone(), reason }
        })
        .collect();
    let total_points: u64 = pairs.iter().map(|pair| u64::from(pair.points)).sum();
    ControlFlow::Continue(Outcome {
        pairs,
        unmatched,
        total_points,
        certificate: certify(pool, primal, &prices, round.unit),
        duals: Duals {
            mentees: by_id(pool.mentees.iter().map(|m| &m.id), &prices.rows),
            mentors: by_id(pool.mentors.iter().map(|m| &m.id), &prices.columns),
        },
        worst_served: raised.map(|raised| WorstServed {
            least_points: raised.least_points.unsigned_abs(),
            most: named(pool, &raised.most),
            above: raised.above.map(|cover| named(pool, &cover)),
        }),
    })
}

fn named(pool: &Pool<'_>, cover: &Cover) -> CoverOfPeople {
    CoverOfPeople {
        mentees: cover.rows.iter().map(|row| pool.mentees[*row as usize].id.clone()).collect(),
        mentors: cover.columns.iter().map(|column| pool.mentors[*column as usize].id.clone()).collect(),
    }
}

fn by_id<'a>(ids: impl Iterator<Item = &'a String>, duals: &[(i64, i128)]) -> BTreeMap<String, i64> {
    ids.cloned().zip(duals.iter().map(|dual| dual.0)).collect()
}

fn certify(pool: &Pool<'_>, primal: i64, prices: &Prices, unit: Unit) -> Certificate {
    let seats = pool.mentors.iter().zip(&prices.columns).map(|(m, price)| i64::from(m.capacity) * price.0);
    let dual = prices.rows.iter().map(|dual| dual.0).sum::<i64>() + seats.sum::<i64>();
    let Unit { per_point: points_multiplier, per_pair: pair_bonus } = unit;
    Certificate { points_multiplier, pair_bonus, primal, dual, gap: dual - primal }
}
