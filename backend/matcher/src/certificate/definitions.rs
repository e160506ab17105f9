//! Who may meet and what a pair's points are, written from the definitions with sorted lists: the
//! plain twin of the scoring, for the check alone.

use crate::policy::{Factor, Policy};
use crate::problem::Problem;
use std::collections::{BTreeMap, BTreeSet};

/// A set of words as sorted numbers.
pub(super) type Words = Vec<u32>;

pub(super) struct Profile {
    pub interests: Words,
    /// A mentee's goals; a mentor's interests and expertise.
    pub aims: Words,
    pub languages: Words,
    /// What a mentee wishes for; what a mentor shares.
    pub wishes: Words,
    /// Hours of the week by UTC in which there is time from beginning to end; `None` when not stated.
    pub hours: Option<Words>,
}

/// What is only ever compared, as numbers that stand for the text.
struct Marks {
    person: u32,
    employer: Option<u32>,
    region: u32,
}

pub(crate) struct Definitions<'a> {
    pub(super) problem: &'a Problem,
    pub mentees: BTreeMap<&'a str, usize>,
    pub mentors: BTreeMap<&'a str, usize>,
    pub(super) mentee_profiles: Vec<Profile>,
    pub(super) mentor_profiles: Vec<Profile>,
    mentee_marks: Vec<Marks>,
    mentor_marks: Vec<Marks>,
    /// Per mentee: the mentors kept away by exclusion, veto or never-again request.
    kept_apart: Vec<BTreeSet<usize>>,
}

impl<'a> Definitions<'a> {
    pub fn new(problem: &'a Problem) -> Self {
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        let mut words = |lists: &[&'a [String]]| -> Words {
            let mut words: Words = Vec::new();
            for word in lists.iter().copied().flatten() {
                let next = numbers.len() as u32;
                words.push(*numbers.entry(word).or_insert(next));
            }
            words.sort_unstable();
            words.dedup();
            words
        };
        let mentee_profiles = problem.mentees.iter().map(|m| Profile {
            interests: words(&[&m.interests]),
            aims: words(&[&m.goals]),
            languages: words(&[&m.languages]),
            wishes: words(&[&m.wishes]),
            hours: hours_by_utc(m.available_hours.as_deref(), m.time_zone_offset_minutes),
        });
        let mentee_profiles = mentee_profiles.collect();
        let mentor_profiles = problem.mentors.iter().map(|m| Profile {
            interests: words(&[&m.interests]),
            aims: words(&[&m.interests, &m.expertise]),
            languages: words(&[&m.languages]),
            wishes: words(&[&m.shares]),
            hours: hours_by_utc(m.available_hours.as_deref(), m.time_zone_offset_minutes),
        });
        let mentor_profiles = mentor_profiles.collect();
        let mut texts: BTreeMap<&str, u32> = BTreeMap::new();
        let mut mark = |id: &'a str, employer: Option<&'a str>, region: &'a str| {
            let mut number = |text: &'a str| {
                let next = texts.len() as u32;
                *texts.entry(text).or_insert(next)
            };
            Marks { person: number(id), employer: employer.map(&mut number), region: number(region) }
        };
        let mentee_marks =
            problem.mentees.iter().map(|m| mark(&m.id, m.employer.as_deref(), &m.region)).collect();
        let mentor_marks =
            problem.mentors.iter().map(|m| mark(&m.id, m.employer.as_deref(), &m.region)).collect();
        let mentees: BTreeMap<&str, usize> = index(problem.mentees.iter().map(|m| &m.id));
        let mentors: BTreeMap<&str, usize> = index(problem.mentors.iter().map(|m| &m.id));

        let mut kept_apart = vec![BTreeSet::new(); problem.mentees.len()];
        let mut keep_apart = |mentee: &str, mentor: &str| {
            if let (Some(a), Some(b)) = (mentees.get(mentee), mentors.get(mentor)) {
                kept_apart[*a].insert(*b);
            }
        };
        for (mentee, mentor) in &problem.vetoes {
            keep_apart(mentee, mentor);
        }
        for (one, other) in &problem.never_again {
            keep_apart(one, other);
            keep_apart(other, one);
        }
        for m in &problem.mentees {
            m.excluded.iter().for_each(|other| keep_apart(&m.id, other));
        }
        for m in &problem.mentors {
            m.excluded.iter().for_each(|other| keep_apart(other, &m.id));
        }
        Self {
            problem,
            mentees,
            mentors,
            mentee_profiles,
            mentor_profiles,
            mentee_marks,
            mentor_marks,
            kept_apart,
        }
    }

    /// Whether no rule, no confidential reason and no capacity of 0 keeps the two apart.
    pub fn may_meet(&self, a: usize, b: usize) -> bool {
        let policy = &self.problem.policy;
        let (mentee, mentor) = (&self.mentee_marks[a], &self.mentor_marks[b]);
        let same_employer = mentee.employer.is_some() && mentee.employer == mentor.employer;
        let (spoken, understood) = (&self.mentee_profiles[a], &self.mentor_profiles[b]);
        self.problem.mentors[b].capacity >= 1
            && mentee.person != mentor.person
            && !(policy.same_employer_forbidden && same_employer)
            && !(policy.within_region && mentee.region != mentor.region)
            && !(policy.shared_language_required && in_both(&spoken.languages, &understood.languages) == 0)
            && !self.kept_apart[a].contains(&b)
            && (policy.least_shared_hours == 0
                || self.shared_hours(a, b).is_none_or(|hours| hours >= u64::from(policy.least_shared_hours)))
    }

    /// `None` when one of the two has not stated any.
    fn shared_hours(&self, a: usize, b: usize) -> Option<u64> {
        let (one, other) = (self.mentee_profiles[a].hours.as_ref()?, self.mentor_profiles[b].hours.as_ref()?);
        Some(in_both(one, other))
    }

    /// What is told of a pair: the sum over its [`Self::parts`].
    pub fn points(&self, a: usize, b: usize) -> u32 {
        self.parts(a, b).iter().map(|(_, points)| points).sum()
    }

    /// What confidential wishes add to the points for the choice, as [`crate::Mentee::wishes`] defines it.
    pub fn for_wishes(&self, a: usize, b: usize) -> u32 {
        let (met, wished) = share(&self.mentee_profiles[a].wishes, &self.mentor_profiles[b].wishes);
        nearest(self.problem.policy.weights.confidential_wishes, met, wished)
    }

    /// The points of every factor that has a weight, as [`Factor`] and [`crate::Policy`] define them.
    pub fn parts(&self, a: usize, b: usize) -> Vec<(Factor, u32)> {
        let policy = &self.problem.policy;
        let (mentee, mentor) = (&self.problem.mentees[a], &self.problem.mentors[b]);
        let (wants, has) = (&self.mentee_profiles[a], &self.mentor_profiles[b]);
        let mut parts = Vec::with_capacity(Factor::ALL.len());
        for factor in Factor::ALL {
            let weight = policy.weights.of(factor);
            if weight == 0 {
                continue;
            }
            let (part, whole) = match factor {
                Factor::SharedInterests => share(&wants.interests, &has.interests),
                Factor::GoalsMetByExpertise => share(&wants.aims, &has.aims),
                Factor::Language => share(&wants.languages, &has.languages),
                Factor::Setting => (u64::from(mentee.setting == mentor.setting), 1),
                Factor::Region => (u64::from(mentee.region == mentor.region), 1),
                Factor::CareerStage => {
                    let is_ahead = mentor.career_stage.rank() > mentee.career_stage.rank();
                    (u64::from(is_ahead), 1)
                }
                Factor::TimeZone => {
                    near_in_time(policy, mentee.time_zone_offset_minutes, mentor.time_zone_offset_minutes)
                }
                Factor::ExperienceYears => years(policy, mentor.years_of_experience),
                Factor::Availability => {
                    let most = u64::from(policy.shared_hours_for_full_points);
                    (self.shared_hours(a, b).unwrap_or(0).min(most), most)
                }
            };
            parts.push((factor, nearest(weight, part, whole)));
        }
        parts
    }
}

/// Of the tolerance, the minutes that are left of it.
pub(super) fn near_in_time(policy: &Policy, one: i32, other: i32) -> (u64, u64) {
    let east = one - other;
    let apart = east.rem_euclid(1440).min((-east).rem_euclid(1440));
    let tolerance = i64::from(policy.time_zone_tolerance_minutes);
    let left = (tolerance - i64::from(apart)).max(0);
    (left.unsigned_abs(), tolerance.unsigned_abs())
}

/// Of the years that give all points, those that somebody has.
pub(super) fn years(policy: &Policy, has: u32) -> (u64, u64) {
    let most = policy.experience_years_for_full_points;
    (u64::from(has.min(most)), u64::from(most))
}

fn index<'a>(ids: impl Iterator<Item = &'a String>) -> BTreeMap<&'a str, usize> {
    ids.enumerate().map(|(at, id)| (id.as_str(), at)).collect()
}

/// Minute by minute: an hour of UTC counts when the own clock shows a stated hour in each of its minutes.
fn hours_by_utc(stated: Option<&[u8]>, offset: i32) -> Option<Words> {
    let stated: BTreeSet<i32> = stated?.iter().map(|hour| i32::from(*hour)).collect();
    let own_hour = |minute: i32| (minute + offset).rem_euclid(7 * 24 * 60) / 60;
    let is_free = |hour: &u32| (0..60).all(|minute| stated.contains(&own_hour(*hour as i32 * 60 + minute)));
    Some((0..7 * 24).filter(is_free).collect())
}

fn in_both(a: &Words, b: &Words) -> u64 {
    let (mut a, mut b) = (a.as_slice(), b.as_slice());
    let mut both = 0;
    while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b) {
        both += u64::from(x == y);
        if x <= y {
            a = rest_a;
        }
        if y <= x {
            b = rest_b;
        }
    }
    both
}

fn share(wanted: &Words, offered: &Words) -> (u64, u64) {
    (in_both(wanted, offered), wanted.len() as u64)
}

/// `weight * part / whole` to the nearest whole point, halves upwards.
pub(super) fn nearest(weight: u32, part: u64, whole: u64) -> u32 {
    let product = u64::from(weight) * part;
    let (Some(floor), Some(rest)) = (product.checked_div(whole), product.checked_rem(whole)) else {
        return 0;
    };
    (floor + u64::from(2 * rest >= whole)) as u32
}
