//! How high a score sixteen mentors could have at the most, found without scoring them.
//!
//! For every topic sixteen bits say who of the sixteen has it. A mentee's topics laid over one another count them for
//! many sixteens at a time: the bits of 'at least two' are those of 'at least one' that the next topic has too.
//! The best count that somebody of the sixteen reaches, with the best of what is left, is a bound; most sixteens are
//! below what a mentee is looking for and are never scored.

use super::lanes::LANES;
use super::ways::{Task, Way};
use super::{Facts, Pool};
use crate::policy::Factor;

/// Sixteens are padded to a multiple of these, which are looked at side by side.
pub const WIDE: usize = 32;

/// A mentee with more interests or goals than these is not counted: the bound takes all points for them.
pub const LEVELS: usize = 8;

/// What is known of all mentors, sixteen by sixteen.
pub struct Sieve {
    /// With padding.
    sixteens: usize,
    /// By topic and then by sixteen: who has it as an interest, and who as an interest or by expertise.
    interests: Vec<u16>,
    goals: Vec<u16>,
    /// Settings as bits, several settings to one bit; the highest career stage; the most points for years.
    settings: Vec<u16>,
    stages: Vec<u16>,
    years: Vec<u16>,
}

/// One side of a mentee's topics: rows of bits, and points by how many are met.
#[derive(Default)]
struct Counted<'a> {
    rows: Vec<&'a [u16]>,
    points: &'a [u32],
}

/// What a mentee is looking for, as the sieve sees it.
pub struct Wanted<'a> {
    interests: Counted<'a>,
    goals: Counted<'a>,
    setting: u16,
    setting_points: u16,
    stage: u16,
    stage_points: u16,
    /// Points that are not looked into: everybody may have all of them.
    rest: u16,
}

/// Sixteens that are counted at a time: few enough that all levels stay next to the processor.
const TILE: usize = 16 * WIDE;

/// Who has at least one, two and so on of the topics of one side.
type Levels = [[u16; TILE]; LEVELS];

impl Sieve {
    /// `mentors` are the sixteens in their order.
    pub fn new(pool: &Pool<'_>, mentors: &[[u32; LANES]]) -> Self {
        let sixteens = mentors.len().next_multiple_of(WIDE);
        let mut sieve = Self {
            sixteens,
            interests: vec![0; sixteens * pool.topics],
            goals: vec![0; sixteens * pool.topics],
            settings: vec![0; sixteens],
            stages: vec![0; sixteens],
            years: vec![0; sixteens],
        };
        for (at, sixteen) in mentors.iter().enumerate() {
            for (lane, mentor) in sixteen.iter().enumerate() {
                let Some(facts) = pool.mentor_facts.get(*mentor as usize) else { continue };
                for topic in bits(&facts.interests) {
                    sieve.interests[topic * sixteens + at] |= 1 << lane;
                }
                for topic in bits(&facts.goals) {
                    sieve.goals[topic * sixteens + at] |= 1 << lane;
                }
                sieve.settings[at] |= setting_bit(facts);
                let highest = |of: &mut u16, value: u32| *of = (*of).max(value as u16);
                highest(&mut sieve.stages[at], u32::from(facts.stage));
                highest(&mut sieve.years[at], facts.years_points);
            }
        }
        sieve
    }

    /// `more` are points that anybody may have besides those of the factors.
    pub fn wanted<'a>(&'a self, pool: &Pool<'_>, facts: &'a Facts, more: u32) -> Wanted<'a> {
        let mut rest = more + pool.weight(Factor::Language) + pool.weight(Factor::Availability);
        let mut side = |topics: &[u64], points: &'a [u32], all: &'a [u16]| -> Counted<'a> {
            if points.len() > LEVELS + 1 {
                rest += points.last().copied().unwrap_or(0);
                return Counted::default();
            }
            let row = |topic: usize| &all[topic * self.sixteens..(topic + 1) * self.sixteens];
            Counted { rows: bits(topics).map(row).collect(), points }
        };
        let interests = side(&facts.interests, &facts.interest_points, &self.interests);
        let goals = side(&facts.goals, &facts.goal_points, &self.goals);
        Wanted {
            interests,
            goals,
            setting: setting_bit(facts),
            setting_points: pool.weight(Factor::Setting) as u16,
            stage: u16::from(facts.stage),
            stage_points: pool.weight(Factor::CareerStage) as u16,
            rest: rest as u16,
        }
    }

    /// The bound of every sixteen, without what rules and factors take from the group.
    pub fn bounds(&self, way: Way, wanted: &Wanted<'_>, out: &mut Vec<u16>) {
        out.clear();
        out.resize(self.sixteens, 0);
        way.run(Sift { sieve: self, wanted, out });
    }
}

fn setting_bit(facts: &Facts) -> u16 {
    1 << (facts.setting % 16)
}

/// The numbers of the bits that are set.
pub fn bits(mask: &[u64]) -> impl Iterator<Item = usize> + '_ {
    mask.iter().enumerate().flat_map(|(at, word)| {
        let mut left = *word;
        std::iter::from_fn(move || {
            let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(64 * at + bit)
        })
    })
}

struct Sift<'a> {
    sieve: &'a Sieve,
    wanted: &'a Wanted<'a>,
    out: &'a mut [u16],
}

impl Task for Sift<'_> {
    #[inline(always)]
    fn run(self) {
        let Self { sieve, wanted, out } = self;
        let (mut interests, mut goals) = ([[0; TILE]; LEVELS], [[0; TILE]; LEVELS]);
        for (tile, out) in out.chunks_mut(TILE).enumerate() {
            let interests = wanted.interests.lay_over(tile * TILE, out.len(), &mut interests);
            let goals = wanted.goals.lay_over(tile * TILE, out.len(), &mut goals);
            for (interest, of_interests) in interests.iter().zip(wanted.interests.met()) {
                raise(out, interest, interest, of_interests);
            }
            for (goal, of_goals) in goals.iter().zip(wanted.goals.met()) {
                raise(out, goal, goal, of_goals);
                for (interest, of_interests) in interests.iter().zip(wanted.interests.met()) {
                    raise(out, goal, interest, of_goals + of_interests);
                }
            }
        }
        // Numbers of its own, so that no choice is a jump.
        let (setting, stage, rest) = (wanted.setting, wanted.stage, wanted.rest);
        let (setting_points, stage_points) = (wanted.setting_points, wanted.stage_points);
        for (((out, settings), stages), years) in
            out.iter_mut().zip(&sieve.settings).zip(&sieve.stages).zip(&sieve.years)
        {
            let of_setting = if settings & setting == 0 { 0 } else { setting_points };
            let of_stage = if *stages > stage { stage_points } else { 0 };
            *out += of_setting + of_stage + years + rest;
        }
    }
}

impl Counted<'_> {
    /// Points for one, two and so on that are met.
    fn met(&self) -> impl Iterator<Item = u16> {
        self.points.iter().skip(1).map(|points| *points as u16)
    }

    /// Sets the bits of those who have at least one, two and so on of the rows, in `len` sixteens from one on.
    #[inline(always)]
    fn lay_over<'l>(&self, from: usize, len: usize, levels: &'l mut Levels) -> &'l [[u16; TILE]] {
        let levels = &mut levels[..self.rows.len()];
        levels.iter_mut().for_each(|level| level.fill(0));
        for (count, row) in self.rows.iter().enumerate() {
            let row = &row[from..from + len];
            for level in (1..=count).rev() {
                let (below, above) = levels.split_at_mut(level);
                for ((above, below), row) in above[0].iter_mut().zip(&below[level - 1]).zip(row) {
                    *above |= below & row;
                }
            }
            levels[0].iter_mut().zip(row).for_each(|(level, row)| *level |= row);
        }
        levels
    }
}

/// Raises to `points` where somebody is in both.
#[inline(always)]
fn raise(out: &mut [u16], one: &[u16], other: &[u16], points: u16) {
    for ((out, one), other) in out.iter_mut().zip(one).zip(other) {
        *out = (*out).max(if one & other == 0 { 0 } else { points });
    }
}
