//! Mentors in lanes, in groups of one region and one time zone, so that hard rules drop whole groups and both factors
//! are added once.
//!
//! The sieve says what each sixteen could have at the most. The best are found in two steps: sixteens of the highest
//! bounds are scored, and the `n`-th highest of their maxima is a floor under the `n`-th highest of all; then those
//! whose bound reaches that floor, and no others.

use super::candidates::{BEST, Best, Keys, LaidOut, OneByOne, Prices, Scorer, Scratch, best_of};
use super::lanes::{Common, EMPTY, Fill, LANES, Lanes, NONE, Part, Probe, Reach, Share};
use super::pick::{Pick, floor_of};
use super::sieve::{Sieve, WIDE};
use super::{Facts, Measure, Pool};
use crate::model::Arc;
use crate::policy::Factor;
use crate::worth::tie;
use std::ops::{Range, RangeInclusive};

/// See the module. `W` words of 32 bits hold the topics, `H` the hours, `V` the wishes: none where points are measured.
pub struct Groups<const W: usize, const H: usize, const V: usize> {
    groups: Vec<Group>,
    lanes: Vec<Lanes<W, H, V>>,
    /// Per lane the mentor's number.
    mentors: Vec<[u32; LANES]>,
    /// Per sixteen.
    group_of: Vec<u32>,
    sieve: Sieve,
}

struct Group {
    region: u32,
    offset: i32,
    states_hours: bool,
    sixteens: Range<usize>,
}

impl<const W: usize, const H: usize, const V: usize> Groups<W, H, V> {
    pub fn new(pool: &Pool<'_>) -> Self {
        let facts = |j: u32| &pool.mentor_facts[j as usize];
        let mut order: Vec<u32> =
            (0..pool.mentors.len() as u32).filter(|j| pool.mentors[*j as usize].capacity > 0).collect();
        let place = |j: u32| (facts(j).region, facts(j).offset, facts(j).week.is_some());
        // Inside a group, those stand together whom a bound can be close to.
        order.sort_by_key(|j| (place(*j), facts(*j).stage, facts(*j).setting, facts(*j).years_points, *j));
        let (mut groups, mut group_of) = (Vec::new(), Vec::new());
        let (mut lanes, mut mentors) = (Vec::new(), Vec::new());
        for group in order.chunk_by(|a, b| place(*a) == place(*b)) {
            let from = lanes.len();
            for sixteen in group.chunks(LANES) {
                lanes.push(lanes_of(&|at| sixteen.get(at).map(|j| facts(*j))));
                mentors.push(std::array::from_fn(|at| sixteen.get(at).copied().unwrap_or(NONE)));
            }
            let (region, offset, states_hours) = group.first().map_or((0, 0, false), |j| place(*j));
            group_of.resize(lanes.len(), groups.len() as u32);
            groups.push(Group { region, offset, states_hours, sixteens: from..lanes.len() });
        }
        let sieve = Sieve::new(pool, &mentors);
        Self { groups, lanes, mentors, group_of, sieve }
    }

    const MEASURE: Measure = if V == 0 { Measure::Points } else { Measure::Score };

    /// The mentee for the lanes; `None` where a share cannot be multiplied exactly.
    fn probe(pool: &Pool<'_>, i: usize) -> Option<Probe<W, H, V>> {
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
            wishes: std::array::from_fn(|word| half(&facts.wishes, word)),
            wish_share: Share::new(facts.wish_points.last().copied().unwrap_or(0), &facts.wish_points)?,
        })
    }

    /// What each group has in common with the mentee, and what no score of each sixteen is above; 0 where a rule drops
    /// the group.
    fn bound(&self, pool: &Pool<'_>, i: usize, scratch: &mut Scratch) {
        let facts = &pool.mentee_facts[i];
        // Wishes are not looked into.
        let wishes = if V == 0 { 0 } else { facts.wish_points.last().copied().unwrap_or(0) };
        self.sieve.bounds(pool.way, &self.sieve.wanted(pool, facts, wishes), &mut scratch.most);
        scratch.commons.clear();
        let most = &mut scratch.most;
        for group in &self.groups {
            let is_same = group.region == facts.region;
            let region = if is_same { pool.weight(Factor::Region) } else { 0 };
            let is_ruled = group.states_hours && facts.week.is_some();
            let points = region + pool.time_zone_points(facts.offset, group.offset);
            let least_hours = if is_ruled { pool.policy.least_shared_hours } else { 0 };
            scratch.commons.push(Common { points, least_hours });
            let most = &mut most[group.sixteens.clone()];
            if is_same || !pool.policy.within_region {
                // A score is one more than its points.
                most.iter_mut().for_each(|most| *most += points as u16 + 1);
            } else {
                most.fill(0);
            }
        }
        most[self.lanes.len()..].fill(0);
        scratch.scores.resize(self.lanes.len(), [0; LANES]);
        scratch.highest.clear();
        scratch.highest.resize(self.lanes.len(), 0);
    }

    /// Scores the sixteens whose bound is in the range.
    fn fill(
        &self,
        pool: &Pool<'_>,
        probe: &Probe<W, H, V>,
        bounds: RangeInclusive<u16>,
        scratch: &mut Scratch,
    ) {
        let Scratch { scores, highest, most, commons, picked, .. } = scratch;
        let (above, at_most) = (i32::from(*bounds.start()) - 1, *bounds.end());
        pool.way.run(Pick { most, above, more: &[], at_most, picked });
        let part = self.part(picked, commons);
        pool.way.run(Fill { probe, part, out: scores, highest });
    }

    fn part<'a>(&'a self, picked: &'a [u32], commons: &'a [Common]) -> Part<'a, W, H, V> {
        Part { lanes: &self.lanes, picked, group_of: &self.group_of, commons }
    }
}

impl<const W: usize, const H: usize, const V: usize> Scorer for Groups<W, H, V> {
    fn best(&self, pool: &Pool<'_>, keys: &Keys, i: usize, scratch: &mut Scratch) -> Best {
        let Some(probe) = Self::probe(pool, i) else {
            return OneByOne(Self::MEASURE).best(pool, keys, i, scratch);
        };
        self.bound(pool, i, scratch);
        // A barred mentor may hold a maximum, so the floor leaves room for each of them.
        let wanted = BEST + 1 + pool.barred_mentors(i).len();
        let first = floor_of(pool.way, &scratch.most, 2 * wanted);
        self.fill(pool, &probe, first..=u16::MAX, scratch);
        let mut floor = floor_of(pool.way, &scratch.highest, wanted);
        if floor < first {
            self.fill(pool, &probe, floor..=first - 1, scratch);
            floor = floor_of(pool.way, &scratch.highest, wanted);
        }
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
            return OneByOne(Self::MEASURE).eligible(pool, i, scratch);
        };
        self.bound(pool, i, scratch);
        self.fill(pool, &probe, 1..=u16::MAX, scratch);
        let scored = scratch.picked.iter().flat_map(|at| &scratch.scores[*at as usize]);
        let count = scored.filter(|score| **score > 0).count() as u32;
        let barred = pool.barred_mentors(i).iter().map(|j| *j as usize);
        count
            - barred
                .filter(|j| pool.mentors[*j].capacity > 0 && pool.first_broken_rule(i, *j).is_none())
                .count() as u32
    }

    fn lay_out(&self, prices: &[i32]) -> LaidOut {
        let price = |mentor: u32| prices.get(mentor as usize).copied().unwrap_or(i32::MAX / 4);
        let prices: Vec<[i32; LANES]> = self.mentors.iter().map(|mentors| mentors.map(price)).collect();
        let mut lowest = vec![[i32::MAX / 4; WIDE]; prices.len().div_ceil(WIDE)];
        for (lowest, prices) in lowest.as_flattened_mut().iter_mut().zip(&prices) {
            *lowest = prices.iter().copied().fold(i32::MAX, i32::min);
        }
        LaidOut { prices, lowest }
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
            return OneByOne(Self::MEASURE).tempting(pool, i, least, prices, scratch);
        };
        let LaidOut { prices, lowest } = &prices.laid_out;
        self.bound(pool, i, scratch);
        let Scratch { scores, highest: reached, most, commons, picked, .. } = scratch;
        pool.way.run(Pick { most, above: least, more: lowest, at_most: u16::MAX, picked });
        let part = self.part(picked, commons);
        pool.way.run(Reach { probe: &probe, part, least, prices, out: scores, reached });
        for at in picked.iter().map(|at| *at as usize).filter(|at| reached[*at] != 0) {
            for (lane, price) in prices[at].iter().enumerate() {
                let (score, mentor) = (i32::from(scores[at][lane]), self.mentors[at][lane]);
                let reaches = score > 0 && score > least + price;
                if reaches && !pool.barred_mentors(i).contains(&mentor) {
                    found.push(Arc { to: mentor, score: score - 1 });
                }
            }
        }
        found.shrink_to_fit();
        found
    }
}

/// The facts of sixteen people, lane by lane.
fn lanes_of<'p, const W: usize, const H: usize, const V: usize>(
    of: &dyn Fn(usize) -> Option<&'p Facts>,
) -> Lanes<W, H, V> {
    let each = |value: &dyn Fn(&Facts) -> u32, none: u32| -> [u32; LANES] {
        std::array::from_fn(|at| of(at).map_or(none, value))
    };
    Lanes {
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
        shares: std::array::from_fn(|word| each(&|facts| half(&facts.wishes, word), 0)),
    }
}

/// One half of a mask's 64-bit words.
fn half(mask: &[u64], word: usize) -> u32 {
    mask.get(word / 2).map_or(0, |bits| (bits >> (32 * (word % 2))) as u32)
}
