//! Each mentee's best mentors out of all of them, and the pairs beyond those that prices leave worth having.
//!
//! Mentors stand in groups of one region and one time zone, so that hard rules drop whole groups and both factors
//! are added once. The best are found in two steps: the `n`-th highest of the sixteens' maxima is a floor under the
//! `n`-th highest of all, and only sixteens that reach it are looked into.

use super::batches::in_batches;
use super::lanes::{Common, EMPTY, LANES, Lanes, NONE, Probe, Scores, Share};
use super::{Facts, Pool, hours};
use crate::model::Arc;
use crate::policy::Factor;
use crate::worth::{mentee_key, mentor_key, tie};
use std::ops::ControlFlow;

/// How many of its best mentors each mentee brings into the market at first.
pub const BEST: usize = 48;

/// Of one mentee: the best mentors, and the least of them when there are more than that.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Best {
    pub arcs: Vec<Arc>,
    /// Points and tie of the last: no other pair of this mentee has more.
    pub last: Option<(i32, u64)>,
}

/// What pairs outside the market are held against: a pair is of interest when its points reach both together.
pub struct Bounds {
    /// Per mentee, `None` for those nothing can tempt.
    pub mentees: Vec<Option<i32>>,
    pub mentors: Vec<i32>,
}

/// The mentors prepared for fast scoring.
pub struct Board(Box<dyn Scorer>);

/// A way to score one mentee with all mentors.
trait Scorer: Sync {
    fn best(&self, pool: &Pool<'_>, keys: &Keys, i: usize, scratch: &mut Scratch) -> Best;

    fn eligible(&self, pool: &Pool<'_>, i: usize, scratch: &mut Scratch) -> u32;

    /// Prices, by mentor, in the order in which mentors stand.
    fn lay_out(&self, prices: &[i32]) -> Vec<[i32; LANES]>;

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
struct Prices<'a> {
    by_mentor: &'a [i32],
    laid_out: Vec<[i32; LANES]>,
}

/// Too many topics or languages for lanes: pair by pair.
struct OneByOne;

/// In lanes, grouped by what rules and factors take from the group.
struct Groups<const W: usize, const H: usize> {
    groups: Vec<Group>,
    lanes: Vec<Lanes<W, H>>,
    /// Per lane the mentor's number.
    mentors: Vec<[u32; LANES]>,
}

struct Group {
    region: u32,
    offset: i32,
    states_hours: bool,
    from: usize,
    to: usize,
}

impl Board {
    pub fn new(pool: &Pool<'_>) -> Self {
        let words = pool.topics.div_ceil(32);
        if pool.spoken > 32 || words > 8 {
            return Self(Box::new(OneByOne));
        }
        if pool.counts_hours() {
            Self::in_lanes::<{ hours::WORDS }>(pool, words)
        } else {
            Self::in_lanes::<0>(pool, words)
        }
    }

    fn in_lanes<const H: usize>(pool: &Pool<'_>, words: usize) -> Self {
        Self(match words {
            0..=1 => Box::new(Groups::<1, H>::new(pool)),
            2 => Box::new(Groups::<2, H>::new(pool)),
            3..=4 => Box::new(Groups::<4, H>::new(pool)),
            _ => Box::new(Groups::<8, H>::new(pool)),
        })
    }

    /// The best mentors of every mentee, by points and then by tie.
    pub fn best(
        &self,
        pool: &Pool<'_>,
        threads: usize,
        step: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> ControlFlow<(), Vec<Best>> {
        let keys = Keys::of(pool);
        in_batches(pool.mentees.len(), threads, step, &|i, scratch: &mut Scratch| {
            self.0.best(pool, &keys, i, scratch)
        })
    }

    /// How many mentors each of these mentees may meet.
    pub fn eligible(&self, pool: &Pool<'_>, mentees: &[usize], threads: usize) -> Vec<u32> {
        let counts =
            in_batches(mentees.len(), threads, &mut |_| ControlFlow::Continue(()), &|at, scratch| {
                self.0.eligible(pool, mentees[at], scratch)
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
        let prices = Prices { by_mentor: &bounds.mentors, laid_out: self.0.lay_out(&bounds.mentors) };
        in_batches(pool.mentees.len(), threads, step, &|i, scratch: &mut Scratch| {
            let least = bounds.mentees[i];
            least.map_or_else(Vec::new, |least| self.0.tempting(pool, i, least, &prices, scratch))
        })
    }
}

/// The keys of ties.
struct Keys {
    mentees: Vec<u64>,
    mentors: Vec<u64>,
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
struct Scratch {
    scores: Vec<Scores>,
    highest: Vec<u16>,
    counts: Vec<u32>,
    found: Vec<(i32, u64, u32)>,
}

impl<const W: usize, const H: usize> Groups<W, H> {
    fn new(pool: &Pool<'_>) -> Self {
        let mut order: Vec<u32> =
            (0..pool.mentors.len() as u32).filter(|j| pool.mentors[*j as usize].capacity > 0).collect();
        let place = |j: u32| {
            let facts = &pool.mentor_facts[j as usize];
            (facts.region, facts.offset, facts.week.is_some())
        };
        order.sort_by_key(|j| (place(*j), *j));
        let mut board = Self { groups: Vec::new(), lanes: Vec::new(), mentors: Vec::new() };
        for group in order.chunk_by(|a, b| place(*a) == place(*b)) {
            let from = board.lanes.len();
            for sixteen in group.chunks(LANES) {
                let of = |at: usize| sixteen.get(at).map(|j| &pool.mentor_facts[*j as usize]);
                let each = |value: &dyn Fn(&Facts) -> u32, none: u32| -> [u32; LANES] {
                    std::array::from_fn(|at| of(at).map_or(none, value))
                };
                board.lanes.push(Lanes {
                    interests: std::array::from_fn(|word| each(&|facts| half(&facts.interests, word), 0)),
                    goals: std::array::from_fn(|word| each(&|facts| half(&facts.goals, word), 0)),
                    languages: each(&|facts| half(&facts.languages, 0), 0),
                    setting: each(&|facts| facts.setting, 0),
                    stage: each(&|facts| u32::from(facts.stage), 0),
                    years: each(&|facts| facts.years_points, EMPTY),
                    employer: each(&|facts| facts.employer, 0),
                    person: each(&|facts| facts.person, 0),
                    hours: std::array::from_fn(|word| {
                        each(&|facts| facts.week.as_ref().map_or(0, |week| week.word(word)), 0)
                    }),
                });
                board.mentors.push(std::array::from_fn(|at| sixteen.get(at).copied().unwrap_or(NONE)));
            }
            let (region, offset, states_hours) = group.first().map_or((0, 0, false), |j| place(*j));
            board.groups.push(Group { region, offset, states_hours, from, to: board.lanes.len() });
        }
        board
    }

    /// The mentee for the lanes; `None` where a share cannot be multiplied exactly.
    fn probe(pool: &Pool<'_>, i: usize) -> Option<Probe<W, H>> {
        let facts = &pool.mentee_facts[i];
        let share = |factor, points: &[u32]| Share::new(pool.weight(factor), points);
        let is_employer_ruled = pool.policy.same_employer_forbidden && facts.employer != 0;
        Some(Probe {
            interests: std::array::from_fn(|word| half(&facts.interests, word)),
            goals: std::array::from_fn(|word| half(&facts.goals, word)),
            languages: half(&facts.languages, 0),
            setting: facts.setting,
            stage: u32::from(facts.stage),
            employer: if is_employer_ruled { facts.employer } else { NONE },
            person: facts.person,
            needs_language: pool.policy.shared_language_required,
            interest_share: share(Factor::SharedInterests, &facts.interest_points)?,
            goal_share: share(Factor::GoalsMetByExpertise, &facts.goal_points)?,
            language_share: share(Factor::Language, &facts.language_points)?,
            setting_points: pool.weight(Factor::Setting),
            stage_points: pool.weight(Factor::CareerStage),
            hours: std::array::from_fn(|word| facts.week.as_ref().map_or(0, |week| week.word(word))),
            full_hours: pool.by_hours.len() as u32 - 1,
            hour_share: share(Factor::Availability, &pool.by_hours)?,
        })
    }

    /// Calls `run` for each group that no rule drops, with the points that all of it have in common.
    fn each_group(&self, pool: &Pool<'_>, i: usize, mut run: impl FnMut(usize, usize, Common)) {
        let facts = &pool.mentee_facts[i];
        for group in &self.groups {
            let is_same = group.region == facts.region;
            if is_same || !pool.policy.within_region {
                let region = if is_same { pool.weight(Factor::Region) } else { 0 };
                let is_ruled = group.states_hours && facts.week.is_some();
                let common = Common {
                    points: region + pool.time_zone_points(facts.offset, group.offset),
                    least_hours: if is_ruled { pool.policy.least_shared_hours } else { 0 },
                };
                run(group.from, group.to, common);
            }
        }
    }
}

impl<const W: usize, const H: usize> Scorer for Groups<W, H> {
    fn best(&self, pool: &Pool<'_>, keys: &Keys, i: usize, scratch: &mut Scratch) -> Best {
        let Some(probe) = Self::probe(pool, i) else {
            return OneByOne.best(pool, keys, i, scratch);
        };
        let way = pool.way;
        scratch.scores.resize(self.lanes.len(), [0; LANES]);
        scratch.highest.clear();
        scratch.highest.resize(self.lanes.len(), 0);
        self.each_group(pool, i, |from, to, common| {
            let (scores, highest) = (&mut scratch.scores[from..to], &mut scratch.highest[from..to]);
            way.fill(&probe, &self.lanes[from..to], common, scores, highest);
        });
        // A barred mentor may hold a maximum, so the floor leaves room for each of them.
        let floor = floor_of(&scratch.highest, BEST + 1 + pool.barred_mentors(i).len(), &mut scratch.counts);
        scratch.found.clear();
        for (at, highest) in scratch.highest.iter().enumerate() {
            if *highest < floor {
                continue;
            }
            for (lane, score) in scratch.scores[at].iter().enumerate() {
                let mentor = self.mentors[at][lane];
                if *score >= floor && !pool.barred_mentors(i).contains(&mentor) {
                    let tie = tie(keys.mentees[i], keys.mentors[mentor as usize]);
                    scratch.found.push((i32::from(*score) - 1, tie, mentor));
                }
            }
        }
        best_of(&mut scratch.found)
    }

    fn eligible(&self, pool: &Pool<'_>, i: usize, scratch: &mut Scratch) -> u32 {
        let Some(probe) = Self::probe(pool, i) else {
            return OneByOne.eligible(pool, i, scratch);
        };
        scratch.scores.resize(self.lanes.len(), [0; LANES]);
        scratch.highest.resize(self.lanes.len(), 0);
        let mut count = 0;
        self.each_group(pool, i, |from, to, common| {
            let (scores, highest) = (&mut scratch.scores[from..to], &mut scratch.highest[from..to]);
            pool.way.fill(&probe, &self.lanes[from..to], common, scores, highest);
            count += scores.iter().flatten().filter(|score| **score > 0).count() as u32;
        });
        let barred = pool.barred_mentors(i).iter().map(|j| *j as usize);
        count
            - barred
                .filter(|j| pool.mentors[*j].capacity > 0 && pool.first_broken_rule(i, *j).is_none())
                .count() as u32
    }

    fn lay_out(&self, prices: &[i32]) -> Vec<[i32; LANES]> {
        let price = |mentor: u32| prices.get(mentor as usize).copied().unwrap_or(i32::MAX / 4);
        self.mentors.iter().map(|mentors| mentors.map(price)).collect()
    }

    fn tempting(
        &self,
        pool: &Pool<'_>,
        i: usize,
        least: i32,
        prices: &Prices<'_>,
        scratch: &mut Scratch,
    ) -> Vec<Arc> {
        let mut found = Vec::new();
        let Some(probe) = Self::probe(pool, i) else {
            return OneByOne.tempting(pool, i, least, prices, scratch);
        };
        let prices = &prices.laid_out;
        let way = pool.way;
        scratch.scores.resize(self.lanes.len(), [0; LANES]);
        scratch.highest.resize(self.lanes.len(), 0);
        self.each_group(pool, i, |from, to, common| {
            let (scores, reached) = (&mut scratch.scores[from..to], &mut scratch.highest[from..to]);
            way.reach(&probe, &self.lanes[from..to], common, least, &prices[from..to], scores, reached);
            for at in (from..to).filter(|at| scratch.highest[*at] != 0) {
                for (lane, price) in prices[at].iter().enumerate() {
                    let (score, mentor) = (i32::from(scratch.scores[at][lane]), self.mentors[at][lane]);
                    let reaches = score > 0 && score > least + price;
                    if reaches && !pool.barred_mentors(i).contains(&mentor) {
                        found.push(Arc { to: mentor, score: score - 1 });
                    }
                }
            }
        });
        found
    }
}

/// One half of a mask's 64-bit words.
fn half(mask: &[u64], word: usize) -> u32 {
    mask.get(word / 2).map_or(0, |bits| (bits >> (32 * (word % 2))) as u32)
}

/// The `n`-th highest, at least 1.
fn floor_of(values: &[u16], n: usize, counts: &mut Vec<u32>) -> u16 {
    counts.clear();
    counts.resize(1_024, 0);
    for value in values {
        // At most 901.
        counts[usize::from(*value) & 1_023] += 1;
    }
    let mut above = 0;
    for value in (1..1_024).rev() {
        above += counts[value] as usize;
        if above >= n {
            return value as u16;
        }
    }
    1
}

/// The best [`BEST`] of what was found, in the order of the mentors' numbers.
fn best_of(found: &mut Vec<(i32, u64, u32)>) -> Best {
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
        for arc in arcs_of(pool, i) {
            scratch.found.push((arc.score, tie(keys.mentees[i], keys.mentors[arc.to as usize]), arc.to));
        }
        best_of(&mut scratch.found)
    }

    fn eligible(&self, pool: &Pool<'_>, i: usize, _: &mut Scratch) -> u32 {
        arcs_of(pool, i).count() as u32
    }

    fn lay_out(&self, _: &[i32]) -> Vec<[i32; LANES]> {
        Vec::new()
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
        arcs_of(pool, i).filter(|arc| arc.score >= least.saturating_add(price(arc))).collect()
    }
}

fn arcs_of<'p>(pool: &'p Pool<'_>, i: usize) -> impl Iterator<Item = Arc> + 'p {
    let eligible = (0..pool.mentors.len())
        .filter(move |j| pool.first_broken_rule(i, *j).is_none() && pool.is_available(i, *j));
    eligible.map(move |j| Arc { to: j as u32, score: pool.points(i, j) as i32 })
}
