//! Who may meet, and how well they fit: sets as bit masks, points as whole numbers.
//!
//! A pair has points, which are told, and a score, which is what a round maximises: the points and what confidential
//! wishes add to them, which is told nowhere.
//!
//! People are sorted by id here, once, so that nothing after depends on the order of the input.

use crate::people::{Mentee, Mentor};
use crate::policy::{Factor, HardRule, Policy};
use crate::problem::Problem;
use std::collections::{HashMap, HashSet};

mod adder;
mod batches;
mod candidates;
mod groups;
mod hours;
mod lanes;
mod pick;
mod sieve;
mod slices;
#[cfg(test)]
mod tests;
mod ways;

pub(crate) use batches::in_batches;
pub(crate) use candidates::{BEST, Board, Bounds};
use hours::Week;

const FACTORS: usize = Factor::ALL.len();

/// The people of a problem, sorted by id and prepared for scoring.
pub(crate) struct Pool<'a> {
    pub policy: &'a Policy,
    pub mentees: Vec<&'a Mentee>,
    pub mentors: Vec<&'a Mentor>,
    weights: [u32; FACTORS],
    mentee_facts: Vec<Facts>,
    mentor_facts: Vec<Facts>,
    /// Pairs removed by exclusion, veto or never-again request, told apart nowhere.
    barred: HashSet<(usize, usize)>,
    /// The same by mentee.
    barred_by_mentee: HashMap<usize, Vec<u32>>,
    way: ways::Way,
    topics: usize,
    spoken: usize,
    /// How many different wishes there are; 0 where they do not count.
    wishes: usize,
    /// Points by the difference of two clocks, 0 to 720 minutes.
    by_minutes: Vec<u32>,
    /// Points by shared hours, 0 to those that give everything.
    by_hours: Vec<u32>,
}

/// One person as numbers. Masks hold only words that some mentee uses: others cannot meet any.
struct Facts {
    /// A mentee's interests; a mentor's interests.
    interests: Box<[u64]>,
    /// A mentee's goals; a mentor's interests and expertise.
    goals: Box<[u64]>,
    languages: Box<[u64]>,
    /// A mentee's wishes; what a mentor shares.
    wishes: Box<[u64]>,
    person: u32,
    setting: u32,
    region: u32,
    /// 0 when unknown.
    employer: u32,
    stage: u8,
    offset: i32,
    /// `None` when no hours are stated.
    week: Option<Week>,
    /// A mentor's points for years; 0 for a mentee.
    years_points: u32,
    /// A mentee's points by number of shared interests, met goals, shared languages and wishes that are met.
    interest_points: Box<[u32]>,
    goal_points: Box<[u32]>,
    language_points: Box<[u32]>,
    wish_points: Box<[u32]>,
}

/// What pairs are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// What is told.
    Points,
    /// Points and what confidential wishes add: what a round maximises.
    Score,
}

/// Numbers for words, from 1; 0 is kept for 'none'.
#[derive(Default)]
struct Vocabulary<'a>(HashMap<&'a str, u32>);

impl<'a> Vocabulary<'a> {
    fn number(&mut self, word: &'a str) -> u32 {
        let next = u32::try_from(self.0.len()).map_or(u32::MAX, |n| n + 1);
        *self.0.entry(word).or_insert(next)
    }

    fn mask<'w>(&self, words: impl Iterator<Item = &'w String>) -> Box<[u64]> {
        let mut mask = vec![0; self.0.len().div_ceil(64)];
        for word in words {
            if let Some(number) = self.0.get(word.as_str()) {
                let bit = (*number - 1) as usize;
                mask[bit / 64] |= 1 << (bit % 64);
            }
        }
        mask.into_boxed_slice()
    }
}

/// `weight * part / whole` to the nearest whole point, halves upwards; 0 when there is no whole.
fn portion(weight: u32, part: u32, whole: u32) -> u32 {
    if whole == 0 {
        return 0;
    }
    // At most 100 * 2 * u32::MAX: fits.
    let doubled = 2 * u64::from(weight) * u64::from(part.min(whole)) + u64::from(whole);
    u32::try_from(doubled / (2 * u64::from(whole))).unwrap_or(weight)
}

fn count(mask: &[u64]) -> u32 {
    mask.iter().map(|word| word.count_ones()).sum()
}

fn shared(a: &[u64], b: &[u64]) -> usize {
    a.iter().zip(b).map(|(a, b)| (a & b).count_ones() as usize).sum()
}

impl<'a> Pool<'a> {
    pub fn new(problem: &'a Problem) -> Self {
        let policy = &problem.policy;
        let mut mentees: Vec<&Mentee> = problem.mentees.iter().collect();
        mentees.sort_by(|a, b| a.id.cmp(&b.id));
        let mut mentors: Vec<&Mentor> = problem.mentors.iter().collect();
        mentors.sort_by(|a, b| a.id.cmp(&b.id));

        // A policy is validated before it is solved; the limits keep an explanation of a bad one finite.
        let weights = Factor::ALL.map(|f| policy.weights.of(f).min(Policy::MAX_WEIGHT));
        let weight = |factor: Factor| weights[factor as usize];
        let mut topics = Vocabulary::default();
        let mut languages = Vocabulary::default();
        let mut wishes = Vocabulary::default();
        let wish_weight = policy.weights.confidential_wishes.min(Policy::MAX_WEIGHT);
        let mut classes = Vocabulary::default();
        let mut people = Vocabulary::default();
        for m in &mentees {
            for word in m.interests.iter().chain(&m.goals) {
                topics.number(word);
            }
            for word in &m.languages {
                languages.number(word);
            }
            for word in m.wishes.iter().filter(|_| wish_weight > 0) {
                wishes.number(word);
            }
        }
        let by_count = |weight: u32, mask: &[u64]| -> Box<[u32]> {
            let whole = count(mask);
            (0..=whole).map(|k| portion(weight, k, whole)).collect()
        };
        let mentee_facts = mentees
            .iter()
            .map(|m| {
                let interests = topics.mask(m.interests.iter());
                let goals = topics.mask(m.goals.iter());
                let spoken = languages.mask(m.languages.iter());
                let wished = wishes.mask(m.wishes.iter());
                Facts {
                    interest_points: by_count(weight(Factor::SharedInterests), &interests),
                    goal_points: by_count(weight(Factor::GoalsMetByExpertise), &goals),
                    language_points: by_count(weight(Factor::Language), &spoken),
                    wish_points: by_count(wish_weight, &wished),
                    interests,
                    goals,
                    languages: spoken,
                    wishes: wished,
                    person: people.number(&m.id),
                    setting: classes.number(&m.setting),
                    region: classes.number(&m.region),
                    employer: m.employer.as_deref().map_or(0, |e| classes.number(e)),
                    stage: m.career_stage.rank(),
                    offset: m.time_zone_offset_minutes,
                    week: Week::of(m.available_hours.as_deref(), m.time_zone_offset_minutes),
                    years_points: 0,
                }
            })
            .collect();
        let mentor_facts = mentors
            .iter()
            .map(|m| Facts {
                interests: topics.mask(m.interests.iter()),
                goals: topics.mask(m.interests.iter().chain(&m.expertise)),
                languages: languages.mask(m.languages.iter()),
                wishes: wishes.mask(m.shares.iter()),
                person: people.number(&m.id),
                setting: classes.number(&m.setting),
                region: classes.number(&m.region),
                employer: m.employer.as_deref().map_or(0, |e| classes.number(e)),
                stage: m.career_stage.rank(),
                offset: m.time_zone_offset_minutes,
                week: Week::of(m.available_hours.as_deref(), m.time_zone_offset_minutes),
                years_points: portion(
                    weight(Factor::ExperienceYears),
                    m.years_of_experience,
                    policy.experience_years_for_full_points.max(1),
                ),
                interest_points: Box::default(),
                goal_points: Box::default(),
                language_points: Box::default(),
                wish_points: Box::default(),
            })
            .collect();
        let tolerance = policy.time_zone_tolerance_minutes.max(1);
        let by_minutes = (0..=720)
            .map(|d| portion(weight(Factor::TimeZone), tolerance.saturating_sub(d), tolerance))
            .collect();
        let full = policy.shared_hours_for_full_points.clamp(1, Policy::MAX_SHARED_HOURS);
        let by_hours = (0..=full).map(|hours| portion(weight(Factor::Availability), hours, full)).collect();

        let mut pool = Self {
            policy,
            mentees,
            mentors,
            weights,
            mentee_facts,
            mentor_facts,
            barred: HashSet::new(),
            barred_by_mentee: HashMap::new(),
            way: ways::Way::best(),
            topics: topics.0.len(),
            spoken: languages.0.len(),
            wishes: wishes.0.len(),
            by_minutes,
            by_hours,
        };
        pool.bar(problem);
        pool
    }

    fn bar(&mut self, problem: &Problem) {
        let mut barred = HashSet::new();
        let mut add = |mentee: &str, mentor: &str| {
            if let (Some(i), Some(j)) = (self.mentee_index(mentee), self.mentor_index(mentor)) {
                barred.insert((i, j));
            }
        };
        for m in &problem.mentees {
            m.excluded.iter().for_each(|mentor| add(&m.id, mentor));
        }
        for m in &problem.mentors {
            m.excluded.iter().for_each(|mentee| add(mentee, &m.id));
        }
        for (mentee, mentor) in &problem.vetoes {
            add(mentee, mentor);
        }
        for (one, other) in &problem.never_again {
            add(one, other);
            add(other, one);
        }
        for (i, j) in &barred {
            self.barred_by_mentee.entry(*i).or_default().push(*j as u32);
        }
        self.barred = barred;
    }

    /// The mentors kept from this mentee for a confidential reason.
    fn barred_mentors(&self, i: usize) -> &[u32] {
        self.barred_by_mentee.get(&i).map_or(&[], Vec::as_slice)
    }

    pub fn mentee_index(&self, id: &str) -> Option<usize> {
        self.mentees.binary_search_by(|m| m.id.as_str().cmp(id)).ok()
    }

    pub fn mentor_index(&self, id: &str) -> Option<usize> {
        self.mentors.binary_search_by(|m| m.id.as_str().cmp(id)).ok()
    }

    /// False when a confidential reason or a capacity of 0 keeps the mentor from this mentee.
    pub fn is_available(&self, i: usize, j: usize) -> bool {
        self.mentors[j].capacity > 0 && !self.barred.contains(&(i, j))
    }

    /// The first hard rule that the pair breaks, in the order of [`HardRule::ALL`].
    #[inline]
    pub fn first_broken_rule(&self, i: usize, j: usize) -> Option<HardRule> {
        HardRule::ALL.into_iter().find(|rule| self.breaks(*rule, i, j))
    }

    pub fn broken_rules(&self, i: usize, j: usize) -> Vec<HardRule> {
        HardRule::ALL.into_iter().filter(|rule| self.breaks(*rule, i, j)).collect()
    }

    #[inline]
    fn breaks(&self, rule: HardRule, i: usize, j: usize) -> bool {
        let (a, b) = (&self.mentee_facts[i], &self.mentor_facts[j]);
        match rule {
            HardRule::SamePerson => a.person == b.person,
            HardRule::SameEmployer => {
                self.policy.same_employer_forbidden && a.employer != 0 && a.employer == b.employer
            }
            HardRule::NoSharedLanguage => {
                self.policy.shared_language_required && shared(&a.languages, &b.languages) == 0
            }
            HardRule::OtherRegion => self.policy.within_region && a.region != b.region,
            HardRule::TooFewSharedHours => {
                let least = self.policy.least_shared_hours;
                least > 0 && self.shared_hours(i, j).is_some_and(|hours| hours < least)
            }
        }
    }

    /// The pair's points per factor in the order of [`Factor::ALL`], whether or not they may meet:
    /// a confidential reason never changes a point.
    #[inline]
    pub fn factor_points(&self, i: usize, j: usize) -> [u32; FACTORS] {
        let (a, b) = (&self.mentee_facts[i], &self.mentor_facts[j]);
        let all_or_nothing = |factor: Factor, is_met: bool| {
            if is_met { self.weights[factor as usize] } else { 0 }
        };
        [
            a.interest_points[shared(&a.interests, &b.interests)],
            a.goal_points[shared(&a.goals, &b.goals)],
            all_or_nothing(Factor::Setting, a.setting == b.setting),
            all_or_nothing(Factor::CareerStage, b.stage > a.stage),
            self.time_zone_points(a.offset, b.offset),
            b.years_points,
            a.language_points[shared(&a.languages, &b.languages)],
            all_or_nothing(Factor::Region, a.region == b.region),
            self.availability_points(i, j),
        ]
    }

    /// Hours of the week in which both have time; `None` when one of them has not stated any.
    pub fn shared_hours(&self, i: usize, j: usize) -> Option<u32> {
        let (one, other) = (self.mentee_facts[i].week.as_ref()?, self.mentor_facts[j].week.as_ref()?);
        Some(one.shared(other))
    }

    fn availability_points(&self, i: usize, j: usize) -> u32 {
        if self.weights[Factor::Availability as usize] == 0 {
            return 0;
        }
        let shared = self.shared_hours(i, j).unwrap_or(0) as usize;
        self.by_hours[shared.min(self.by_hours.len() - 1)]
    }

    /// Whether shared hours count at all under this policy.
    pub fn counts_hours(&self) -> bool {
        self.policy.least_shared_hours > 0 || self.weights[Factor::Availability as usize] > 0
    }

    /// Whether any wish counts at all: else score and points are the same.
    pub fn counts_wishes(&self) -> bool {
        self.wishes > 0
    }

    /// What is told of a pair.
    pub fn points(&self, i: usize, j: usize) -> u32 {
        self.factor_points(i, j).iter().sum()
    }

    /// What confidential wishes add to the points for the choice; told nowhere.
    pub fn wish_points(&self, i: usize, j: usize) -> u32 {
        let (a, b) = (&self.mentee_facts[i], &self.mentor_facts[j]);
        a.wish_points[shared(&a.wishes, &b.wishes)]
    }

    /// What a round maximises the sum of; not for display.
    pub fn score(&self, i: usize, j: usize) -> u32 {
        self.points(i, j) + self.wish_points(i, j)
    }

    pub fn measured(&self, measure: Measure, i: usize, j: usize) -> u32 {
        match measure {
            Measure::Points => self.points(i, j),
            Measure::Score => self.score(i, j),
        }
    }

    pub fn weight(&self, factor: Factor) -> u32 {
        self.weights[factor as usize]
    }

    fn time_zone_points(&self, one: i32, other: i32) -> u32 {
        // Clocks go round: ten hours east and ten hours west of UTC are four hours apart.
        let apart = one.abs_diff(other) % 1440;
        self.by_minutes[apart.min(1440 - apart) as usize]
    }
}
