//! What one mentee would have with every mentor, at once: the same sums as [`Definitions::points`], with the mentors looked up by
//! what they have. Every pair of a round is held against its two prices, and pair by pair that would take a minute for a nation.

use super::definitions::{Definitions, Profile, Words, near_in_time, nearest, years};
use crate::policy::{Factor, Policy};
use std::collections::BTreeMap;

/// Three words of 64 hold the 168 hours of a week.
type Week = [u64; 3];

/// The mentors, fact by fact.
pub struct Mentors {
    count: usize,
    interests: Having,
    aims: Having,
    languages: Having,
    shares: Having,
    settings: Classes<String>,
    regions: Classes<String>,
    ranks: Classes<u8>,
    offsets: Classes<i32>,
    years: Vec<u32>,
    hours: Vec<Option<Week>>,
}

/// By word: the mentors who have it.
struct Having(Vec<Vec<u32>>);

impl Having {
    fn of<'p>(lists: impl Iterator<Item = &'p Words>) -> Self {
        let mut by_word: Vec<Vec<u32>> = Vec::new();
        for (mentor, words) in lists.enumerate() {
            for word in words.iter().map(|word| *word as usize) {
                by_word.resize_with(by_word.len().max(word + 1), Vec::new);
                by_word[word].push(mentor as u32);
            }
        }
        Self(by_word)
    }

    /// Adds to every mentor's points those for the wanted words that the mentor has.
    fn add(&self, weight: u32, wanted: &Words, counts: &mut Vec<u32>, points: &mut [u32]) {
        if weight == 0 || wanted.is_empty() {
            return;
        }
        counts.clear();
        counts.resize(points.len(), 0);
        for word in wanted {
            for mentor in self.0.get(*word as usize).into_iter().flatten() {
                counts[*mentor as usize] += 1;
            }
        }
        let whole = wanted.len() as u64;
        let by_count: Vec<u32> = (0..=whole).map(|part| nearest(weight, part, whole)).collect();
        for (points, count) in points.iter_mut().zip(counts) {
            *points += by_count[*count as usize];
        }
    }
}

/// Mentors by a fact of which few values occur.
struct Classes<T> {
    values: Vec<T>,
    of: Vec<u32>,
}

impl<T: Ord + Clone> Classes<T> {
    fn of(facts: impl Iterator<Item = T>) -> Self {
        let (mut numbers, mut values, mut of) = (BTreeMap::new(), Vec::new(), Vec::new());
        for fact in facts {
            let number = *numbers.entry(fact.clone()).or_insert(values.len());
            if number == values.len() {
                values.push(fact);
            }
            of.push(number as u32);
        }
        Self { values, of }
    }

    /// Adds to every mentor's points what `points_of` gives for the value.
    fn add(&self, points: &mut [u32], points_of: impl Fn(&T) -> u32) {
        let by_class: Vec<u32> = self.values.iter().map(points_of).collect();
        if by_class.iter().all(|points| *points == 0) {
            return;
        }
        for (points, class) in points.iter_mut().zip(&self.of) {
            *points += by_class[*class as usize];
        }
    }
}

/// A mentee's row, to be used again and again.
#[derive(Default)]
pub struct Row {
    /// By mentor: the points that are told.
    pub points: Vec<u32>,
    /// By mentor: what confidential wishes add to them.
    pub for_wishes: Vec<u32>,
    counts: Vec<u32>,
}

impl Mentors {
    pub fn of(people: &Definitions<'_>) -> Self {
        let policy = &people.problem.policy;
        let mentors = &people.problem.mentors;
        let having = |words: fn(&Profile) -> &Words| Having::of(people.mentor_profiles.iter().map(words));
        Self {
            count: mentors.len(),
            interests: having(|profile| &profile.interests),
            aims: having(|profile| &profile.aims),
            languages: having(|profile| &profile.languages),
            shares: having(|profile| &profile.wishes),
            settings: Classes::of(mentors.iter().map(|m| m.setting.clone())),
            regions: Classes::of(mentors.iter().map(|m| m.region.clone())),
            ranks: Classes::of(mentors.iter().map(|m| m.career_stage.rank())),
            offsets: Classes::of(mentors.iter().map(|m| m.time_zone_offset_minutes)),
            years: mentors.iter().map(|m| years_points(policy, m.years_of_experience)).collect(),
            hours: people.mentor_profiles.iter().map(|profile| week(profile.hours.as_ref())).collect(),
        }
    }

    /// Fills the row of one mentee.
    pub fn row(&self, people: &Definitions<'_>, mentee: usize, row: &mut Row) {
        let policy = &people.problem.policy;
        let weight = |factor: Factor| policy.weights.of(factor);
        let (one, wants) = (&people.problem.mentees[mentee], &people.mentee_profiles[mentee]);
        let Row { points, for_wishes, counts } = row;
        points.clear();
        points.extend_from_slice(&self.years);
        self.interests.add(weight(Factor::SharedInterests), &wants.interests, counts, points);
        self.aims.add(weight(Factor::GoalsMetByExpertise), &wants.aims, counts, points);
        self.languages.add(weight(Factor::Language), &wants.languages, counts, points);
        let whole = |factor: Factor, is_met: bool| if is_met { nearest(weight(factor), 1, 1) } else { 0 };
        self.settings.add(points, |setting| whole(Factor::Setting, *setting == one.setting));
        self.regions.add(points, |region| whole(Factor::Region, *region == one.region));
        self.ranks.add(points, |rank| whole(Factor::CareerStage, *rank > one.career_stage.rank()));
        self.offsets.add(points, |offset| {
            let (part, all) = near_in_time(policy, one.time_zone_offset_minutes, *offset);
            nearest(weight(Factor::TimeZone), part, all)
        });
        self.add_hours(policy, wants.hours.as_ref(), points);
        for_wishes.clear();
        for_wishes.resize(self.count, 0);
        self.shares.add(policy.weights.confidential_wishes, &wants.wishes, counts, for_wishes);
    }

    fn add_hours(&self, policy: &Policy, wanted: Option<&Words>, points: &mut [u32]) {
        let weight = policy.weights.of(Factor::Availability);
        let (Some(wanted), true) = (week(wanted), weight > 0) else { return };
        let most = u64::from(policy.shared_hours_for_full_points);
        let by_hours: Vec<u32> = (0..=168).map(|hours: u64| nearest(weight, hours.min(most), most)).collect();
        for (points, has) in points.iter_mut().zip(&self.hours) {
            let Some(has) = has else { continue };
            let shared: u32 = wanted.iter().zip(has).map(|(one, other)| (one & other).count_ones()).sum();
            *points += by_hours[shared as usize];
        }
    }
}

fn years_points(policy: &Policy, has: u32) -> u32 {
    let (part, whole) = years(policy, has);
    nearest(policy.weights.of(Factor::ExperienceYears), part, whole)
}

fn week(hours: Option<&Words>) -> Option<Week> {
    let mut week = [0; 3];
    for hour in hours? {
        week[*hour as usize / 64] |= 1_u64 << (hour % 64);
    }
    Some(week)
}

#[cfg(test)]
mod tests {
    use super::{Definitions, Mentors, Row};
    use crate::{Mentee, Mentor, Policy, Problem};

    /// Numbers that look thrown, always the same.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, n: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % n
        }

        fn words(&mut self, n: u64) -> Vec<String> {
            (0..self.below(n)).map(|_| format!("word {}", self.below(9))).collect()
        }

        fn hours(&mut self) -> Option<Vec<u8>> {
            let many = self.below(90);
            (self.below(3) > 0).then(|| (0..many).map(|_| self.below(168) as u8).collect())
        }

        fn mentee(&mut self, id: usize) -> Mentee {
            let stages = ["student", "early", "mid", "late", "retired", "changing"];
            let json = serde_json::json!({
                "id": format!("mentee {id}"), "interests": self.words(6), "goals": self.words(6),
                "languages": self.words(3), "setting": format!("s{}", self.below(3)),
                "career_stage": stages[self.below(6) as usize], "region": format!("r{}", self.below(3)),
                "employer": null, "time_zone_offset_minutes": self.below(52) as i32 * 30 - 720,
                "available_hours": self.hours(), "wishes": self.words(4),
            });
            serde_json::from_value(json).expect("a mentee")
        }

        fn mentor(&mut self, id: usize) -> Mentor {
            let stages = ["student", "early", "mid", "late", "retired", "changing"];
            let json = serde_json::json!({
                "id": format!("mentor {id}"), "interests": self.words(6), "expertise": self.words(6),
                "languages": self.words(3), "setting": format!("s{}", self.below(3)),
                "career_stage": stages[self.below(6) as usize], "region": format!("r{}", self.below(3)),
                "employer": null, "time_zone_offset_minutes": self.below(52) as i32 * 30 - 720,
                "available_hours": self.hours(), "years_of_experience": self.below(40), "capacity": 1,
                "shares": self.words(4),
            });
            serde_json::from_value(json).expect("a mentor")
        }
    }

    #[test]
    fn a_row_has_the_points_of_every_pair() {
        for seed in 0..60 {
            let mut dice = Dice(seed);
            let mut policy = Policy::default();
            let weights = &mut policy.weights;
            for weight in [
                &mut weights.shared_interests,
                &mut weights.goals_met_by_expertise,
                &mut weights.setting,
                &mut weights.career_stage,
                &mut weights.time_zone,
                &mut weights.experience_years,
                &mut weights.language,
                &mut weights.region,
                &mut weights.availability,
                &mut weights.confidential_wishes,
            ] {
                *weight = dice.below(4) as u32 * 13;
            }
            let problem = Problem {
                mentees: (0..12).map(|id| dice.mentee(id)).collect(),
                mentors: (0..15).map(|id| dice.mentor(id)).collect(),
                policy,
                ..Problem::default()
            };
            let people = Definitions::new(&problem);
            let (mentors, mut row) = (Mentors::of(&people), Row::default());
            for mentee in 0..problem.mentees.len() {
                mentors.row(&people, mentee, &mut row);
                for mentor in 0..problem.mentors.len() {
                    let told = (people.points(mentee, mentor), people.for_wishes(mentee, mentor));
                    assert_eq!((row.points[mentor], row.for_wishes[mentor]), told, "seed {seed}");
                }
            }
        }
    }
}
