//! Each mentee's best mentors out of all of them, and the pairs beyond those that prices leave worth having.

use super::batches::in_batches;
use super::groups::Groups;
use super::lanes::{Common, LANES, Scores};
use super::sieve::WIDE;
use super::slices::{Sliced, Slicer, Slices};
use super::{Measure, Pool, hours};
use crate::model::Arc;
use crate::worth::{mentee_key, mentor_key, tie};
use std::ops::ControlFlow;

/// How many of its best mentors each mentee brings into the market at first.
pub const BEST: usize = 48;

/// Of one mentee: the best mentors by what the board measures, and the least of them when there are more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Best {
    pub arcs: Vec<Arc>,
    /// Score and tie of the last: no other pair of this mentee has more.
    pub last: Option<(i32, u64)>,
}

/// What pairs outside the market are held against: a pair is of interest when its score reaches both together.
pub struct Bounds {
    /// Per mentee, `None` for those nothing can tempt.
    pub mentees: Vec<Option<i32>>,
    pub mentors: Vec<i32>,
}

/// The mentors prepared for fast scoring.
pub struct Board {
    scorer: Box<dyn Scorer>,
    /// Faster, where it can be asked.
    slicer: Option<Box<dyn Slicer>>,
}

/// A way to score one mentee with all mentors.
pub trait Scorer: Sync {
    fn best(&self, pool: &Pool<'_>, keys: &Keys, i: usize, scratch: &mut Scratch) -> Best;

    fn eligible(&self, pool: &Pool<'_>, i: usize, scratch: &mut Scratch) -> u32;

    fn lay_out(&self, prices: &[i32]) -> LaidOut;

    fn tempting(
        &self,
        pool: &Pool<'_>,
        i: usize,
        least: i32,
        prices: &Prices<'_>,
        scratch: &mut Scratch,
    ) -> Vec<Arc>;
}

/// Prices by mentor, and as a scorer laid them out.
pub struct Prices<'a> {
    pub by_mentor: &'a [i32],
    pub laid_out: LaidOut,
}

/// Prices in the order in which mentors stand, and the lowest of each sixteen.
#[derive(Default)]
pub struct LaidOut {
    pub prices: Vec<[i32; LANES]>,
    pub lowest: Vec<[i32; WIDE]>,
}

/// Too many topics, languages or wishes for lanes: pair by pair.
pub struct OneByOne(pub Measure);

impl Board {
    pub fn new(pool: &Pool<'_>, measure: Measure) -> Self {
        let words = pool.topics.div_ceil(32);
        let wishes = if measure == Measure::Score { pool.wishes } else { 0 };
        if pool.spoken > 32 || words > 8 || wishes > 32 {
            return Self { scorer: Box::new(OneByOne(measure)), slicer: None };
        }
        let scorer = match (pool.counts_hours(), wishes > 0) {
            (false, false) => in_lanes::<0, 0>(pool, words),
            (false, true) => in_lanes::<0, 1>(pool, words),
            (true, false) => in_lanes::<{ hours::WORDS }, 0>(pool, words),
            (true, true) => in_lanes::<{ hours::WORDS }, 1>(pool, words),
        };
        Self { scorer, slicer: in_slices(pool, measure) }
    }

    /// Without slices, for those who compare.
    #[cfg(test)]
    pub fn lanes_alone(self) -> Self {
        Self { slicer: None, ..self }
    }

    /// The slow way, for those who compare.
    #[cfg(test)]
    pub fn one_by_one(measure: Measure) -> Self {
        Self { scorer: Box::new(OneByOne(measure)), slicer: None }
    }

    /// The best mentors of every mentee, by score and then by tie.
    pub fn best(
        &self,
        pool: &Pool<'_>,
        threads: usize,
        step: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> ControlFlow<(), Vec<Best>> {
        let keys = Keys::of(pool);
        in_batches(pool.mentees.len(), threads, step, &|i, scratch: &mut Scratch| {
            let sliced = self.slicer.as_ref().and_then(|slicer| slicer.best(pool, &keys, i, scratch));
            sliced.unwrap_or_else(|| self.scorer.best(pool, &keys, i, scratch))
        })
    }

    /// How many mentors each of these mentees may meet.
    pub fn eligible(&self, pool: &Pool<'_>, mentees: &[usize], threads: usize) -> Vec<u32> {
        let counts =
            in_batches(mentees.len(), threads, &mut |_| ControlFlow::Continue(()), &|at, scratch| {
                self.scorer.eligible(pool, mentees[at], scratch)
            });
        match counts {
            ControlFlow::Continue(counts) => counts,
            ControlFlow::Break(()) => Vec::new(),
        }
    }

    /// Every pair that reaches its bounds, per mentee, whether or not it is in the market.
    pub fn tempting(
        &self,
        pool: &Pool<'_>,
        bounds: &Bounds,
        threads: usize,
        step: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> ControlFlow<(), Vec<Vec<Arc>>> {
        let prices = Prices { by_mentor: &bounds.mentors, laid_out: self.scorer.lay_out(&bounds.mentors) };
        in_batches(pool.mentees.len(), threads, step, &|i, scratch: &mut Scratch| {
            let least = bounds.mentees[i];
            least.map_or_else(Vec::new, |least| self.scorer.tempting(pool, i, least, &prices, scratch))
        })
    }
}

fn in_lanes<const H: usize, const V: usize>(pool: &Pool<'_>, words: usize) -> Box<dyn Scorer> {
    match words {
        0..=1 => Box::new(Groups::<1, H, V>::new(pool)),
        2 => Box::new(Groups::<2, H, V>::new(pool)),
        3..=4 => Box::new(Groups::<4, H, V>::new(pool)),
        _ => Box::new(Groups::<8, H, V>::new(pool)),
    }
}

/// Numbers of seven bits hold the default policy's scores, ten those of any.
fn in_slices(pool: &Pool<'_>, measure: Measure) -> Option<Box<dyn Slicer>> {
    if pool.policy.highest_score() < 128 {
        Some(Box::new(Slices::<7>::new(pool, measure)?))
    } else {
        Some(Box::new(Slices::<10>::new(pool, measure)?))
    }
}

/// The keys of ties.
pub struct Keys {
    pub mentees: Vec<u64>,
    pub mentors: Vec<u64>,
}

impl Keys {
    fn of(pool: &Pool<'_>) -> Self {
        Self {
            mentees: pool.mentees.iter().map(|m| mentee_key(&m.id)).collect(),
            mentors: pool.mentors.iter().map(|m| mentor_key(&m.id)).collect(),
        }
    }
}

/// A thread's own memory.
#[derive(Default)]
pub struct Scratch {
    pub scores: Vec<Scores>,
    /// Per sixteen: the highest score, or whether some points reach what is asked.
    pub highest: Vec<u16>,
    /// Per sixteen: what no score is above.
    pub most: Vec<u16>,
    /// Per group of mentors.
    pub commons: Vec<Common>,
    pub picked: Vec<u32>,
    pub sliced: Sliced,
    pub found: Vec<(i32, u64, u32)>,
}

/// The best [`BEST`] of what was found, in the order of the mentors' numbers.
pub fn best_of(found: &mut Vec<(i32, u64, u32)>) -> Best {
    let mut last = None;
    if found.len() > BEST {
        found.select_nth_unstable_by(BEST - 1, |a, b| (b.0, b.1).cmp(&(a.0, a.1)));
        last = Some((found[BEST - 1].0, found[BEST - 1].1));
        found.truncate(BEST);
    }
    let mut arcs: Vec<Arc> = found.iter().map(|(score, _, to)| Arc { to: *to, score: *score }).collect();
    arcs.sort_unstable_by_key(|arc| arc.to);
    Best { arcs, last }
}

impl Scorer for OneByOne {
    fn best(&self, pool: &Pool<'_>, keys: &Keys, i: usize, scratch: &mut Scratch) -> Best {
        scratch.found.clear();
        for arc in self.arcs_of(pool, i) {
            scratch.found.push((arc.score, tie(keys.mentees[i], keys.mentors[arc.to as usize]), arc.to));
        }
        best_of(&mut scratch.found)
    }

    fn eligible(&self, pool: &Pool<'_>, i: usize, _: &mut Scratch) -> u32 {
        self.arcs_of(pool, i).count() as u32
    }

    fn lay_out(&self, _: &[i32]) -> LaidOut {
        LaidOut::default()
    }

    fn tempting(
        &self,
        pool: &Pool<'_>,
        i: usize,
        least: i32,
        prices: &Prices<'_>,
        _: &mut Scratch,
    ) -> Vec<Arc> {
        let price = |arc: &Arc| prices.by_mentor.get(arc.to as usize).copied().unwrap_or(i32::MAX / 4);
        self.arcs_of(pool, i).filter(|arc| arc.score >= least.saturating_add(price(arc))).collect()
    }
}

impl OneByOne {
    fn arcs_of(&self, pool: &Pool<'_>, i: usize) -> impl Iterator<Item = Arc> {
        let measure = self.0;
        let eligible = (0..pool.mentors.len())
            .filter(move |j| pool.first_broken_rule(i, *j).is_none() && pool.is_available(i, *j));
        eligible.map(move |j| Arc { to: j as u32, score: pool.measured(measure, i, j) as i32 })
    }
}
