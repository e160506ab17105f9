//! The question: people, rules, and how large circles are.

use super::PARTS;
use crate::people::{Mentee, Mentor, WITHHELD};
use crate::policy::Policy;
use crate::problem::{InputProblem, Problem};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fmt;

/// How many mentees a circle has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sizes {
    pub least: u32,
    pub most: u32,
}

impl Default for Sizes {
    fn default() -> Self {
        Self { least: 4, most: 8 }
    }
}

impl Sizes {
    /// The smallest and the largest circle that can be asked for.
    pub const RANGE: (u32, u32) = (2, 9);
}

/// Everything a round of circles needs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CircleProblem {
    pub mentees: Vec<Mentee>,
    /// [`Mentor::capacity`] counts the circles that a mentor leads.
    pub mentors: Vec<Mentor>,
    /// Rules and weights between a member and a mentor of one circle. The objective has no meaning here, and
    /// confidential wishes, which are for one mentor, do not count.
    #[serde(default)]
    pub policy: Policy,
    /// Rules and weights between two members; as `policy` when absent.
    #[serde(default)]
    pub peer_policy: Option<Policy>,
    #[serde(default)]
    pub sizes: Sizes,
    /// 1 or 2: every circle has exactly so many.
    #[serde(default = "one")]
    pub mentors_per_circle: u32,
    /// Confidential: two people, of either side, who must not sit in one circle, by a coordinator's decision.
    #[serde(default)]
    pub apart: Vec<(String, String)>,
    /// Confidential: two people who asked not to meet again. Ids that are not in this round are ignored.
    #[serde(default)]
    pub never_again: Vec<(String, String)>,
    /// How long to search, 0 to 100: 0 builds and improves once, each more adds as many new attempts.
    #[serde(default = "one")]
    pub effort: u32,
}

const fn one() -> u32 {
    1
}

impl Default for CircleProblem {
    fn default() -> Self {
        Self {
            mentees: Vec::new(),
            mentors: Vec::new(),
            policy: Policy::default(),
            peer_policy: None,
            sizes: Sizes::default(),
            mentors_per_circle: 1,
            apart: Vec::new(),
            never_again: Vec::new(),
            effort: 1,
        }
    }
}

impl fmt::Debug for CircleProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CircleProblem")
            .field("mentees", &self.mentees)
            .field("mentors", &self.mentors)
            .field("policy", &self.policy)
            .field("peer_policy", &self.peer_policy)
            .field("sizes", &self.sizes)
            .field("mentors_per_circle", &self.mentors_per_circle)
            .field("apart", &WITHHELD)
            .field("never_again", &WITHHELD)
            .field("effort", &self.effort)
            .finish()
    }
}

impl CircleProblem {
    /// Everything that is wrong, in the order of the fields; empty when circles can be formed.
    #[must_use]
    pub fn validate(&self) -> Vec<InputProblem> {
        let mut found = self.led().validate();
        let mut add = |pointer: String, code, detail| found.push(InputProblem { pointer, code, detail });
        for problem in self.peer_policy.iter().flat_map(Policy::validate) {
            add(format!("/peer_policy{}", problem.pointer), problem.code, problem.detail);
        }
        let (low, high) = Sizes::RANGE;
        let Sizes { least, most } = self.sizes;
        if !(low..=high).contains(&least) {
            let detail = format!("Must be from {low} to {high}, not {least}.");
            add("/sizes/least".to_owned(), "out_of_range", detail);
        }
        if !(least.max(low)..=high).contains(&most) {
            let detail = format!("Must be from {} to {high}, not {most}.", least.max(low).min(high));
            add("/sizes/most".to_owned(), "out_of_range", detail);
        }
        if !(1..=2).contains(&self.mentors_per_circle) {
            let detail = format!("Must be 1 or 2, not {}.", self.mentors_per_circle);
            add("/mentors_per_circle".to_owned(), "out_of_range", detail);
        }
        let mentees = self.mentees.iter().map(|m| m.id.as_str());
        let known: HashSet<&str> = mentees.chain(self.mentors.iter().map(|m| m.id.as_str())).collect();
        for (at, (one, other)) in self.apart.iter().enumerate() {
            for (side, id) in [one, other].into_iter().enumerate() {
                if !known.contains(id.as_str()) {
                    let detail = format!("Nobody has the id {id:?}.");
                    add(format!("/apart/{at}/{side}"), "unknown_person", detail);
                }
            }
        }
        if self.effort > 100 {
            let detail = format!("Must be from 0 to 100, not {}.", self.effort);
            add("/effort".to_owned(), "out_of_range", detail);
        }
        found
    }

    /// Members with mentors, as the problem of a round: its rules and points are those of a circle.
    pub(super) fn led(&self) -> Problem {
        Problem {
            mentees: self.mentees.clone(),
            mentors: self.mentors.clone(),
            policy: self.policy.clone(),
            never_again: self.kept_apart(),
            ..Problem::default()
        }
    }

    /// Members among themselves: everybody is a mentee, and a mentor whose expertise are the own goals.
    pub(super) fn among(&self) -> Problem {
        let as_mentor = |m: &Mentee| Mentor {
            id: m.id.clone(),
            interests: m.interests.clone(),
            expertise: m.goals.clone(),
            languages: m.languages.clone(),
            setting: m.setting.clone(),
            career_stage: m.career_stage,
            region: m.region.clone(),
            employer: m.employer.clone(),
            time_zone_offset_minutes: m.time_zone_offset_minutes,
            available_hours: m.available_hours.clone(),
            years_of_experience: 0,
            capacity: 1,
            excluded: m.excluded.clone(),
            shares: Vec::new(),
        };
        Problem {
            mentees: self.mentees.clone(),
            mentors: self.mentees.iter().map(as_mentor).collect(),
            policy: self.peer_policy.as_ref().unwrap_or(&self.policy).clone(),
            never_again: self.kept_apart(),
            ..Problem::default()
        }
    }

    fn kept_apart(&self) -> Vec<(String, String)> {
        self.apart.iter().chain(&self.never_again).cloned().collect()
    }

    /// Two mentors of one circle have no points; they only must not have asked to be kept apart.
    pub(super) fn mentors_kept_apart(&self) -> HashSet<(&str, &str)> {
        let asked =
            self.apart.iter().chain(&self.never_again).map(|(one, other)| (one.as_str(), other.as_str()));
        let excluded = self
            .mentors
            .iter()
            .flat_map(|m| m.excluded.iter().map(move |other| (m.id.as_str(), other.as_str())));
        asked.chain(excluded).flat_map(|(one, other)| [(one, other), (other, one)]).collect()
    }

    /// What a pair of members is multiplied by in a circle of so many.
    pub(super) const fn peer_weight(size: usize) -> i64 {
        if size < 2 { 0 } else { PARTS / (size as i64 - 1) }
    }

    pub(super) const fn mentor_weight(&self) -> i64 {
        if self.mentors_per_circle == 2 { PARTS / 2 } else { PARTS }
    }
}
