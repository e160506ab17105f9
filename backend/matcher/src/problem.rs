//! One round's question: the people, the policy and what coordinators decided by hand.

use crate::people::{Mentee, Mentor, WITHHELD};
use crate::policy::Policy;
use crate::scoring::Pool;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::fmt;

/// Everything a round needs. Pairs are `(mentee id, mentor id)`.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    pub mentees: Vec<Mentee>,
    pub mentors: Vec<Mentor>,
    #[serde(default)]
    pub policy: Policy,
    /// Pairs that must be part of the outcome.
    #[serde(default)]
    pub locks: Vec<(String, String)>,
    /// Confidential: pairs that must not be part of it, by a coordinator's decision.
    #[serde(default)]
    pub vetoes: Vec<(String, String)>,
    /// Confidential: two people who asked not to meet again, whichever of them mentors. Ids that
    /// are not in this round are ignored.
    #[serde(default)]
    pub never_again: Vec<(String, String)>,
    /// Pairs that were published before and are left in peace unless others are better by more than `keep`. Pairs of
    /// people who are not in this round are ignored.
    #[serde(default)]
    pub published: Vec<(String, String)>,
    /// The points, 0 to 1,000, by which a published pair is preferred. They count for the choice alone: points that
    /// are told are those of the policy.
    #[serde(default)]
    pub keep: u32,
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Problem")
            .field("mentees", &self.mentees)
            .field("mentors", &self.mentors)
            .field("policy", &self.policy)
            .field("locks", &self.locks)
            .field("vetoes", &WITHHELD)
            .field("never_again", &WITHHELD)
            .field("published", &self.published)
            .field("keep", &self.keep)
            .finish()
    }
}

/// One thing that is wrong with a problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputProblem {
    /// JSON pointer (RFC 6901) into the [`Problem`].
    pub pointer: String,
    /// One of `blank`, `duplicate`, `out_of_range`, `no_weight`, `unknown_mentee`,
    /// `unknown_mentor`, `mentee_locked_twice`, `over_capacity`, `breaks_hard_rule`,
    /// `not_available`.
    pub code: &'static str,
    /// One English sentence, free of confidential reasons.
    pub detail: String,
}

/// The most points by which published pairs are preferred; no pair can have more.
pub(crate) const MAX_KEEP: u32 = 1_000;

/// The highest capacity of one mentor.
pub(crate) const MAX_CAPACITY: u32 = 1_000;

impl Problem {
    /// Everything that is wrong, in the order of the fields; empty when it can be solved.
    #[must_use]
    pub fn validate(&self) -> Vec<InputProblem> {
        let mut report = Report(Vec::new());
        report.people(&self.mentees, &self.mentors);
        for problem in self.policy.validate() {
            let pointer = format!("/policy{}", problem.pointer);
            report.add(pointer, problem.code, problem.detail);
        }
        let mentees: HashSet<&str> = self.mentees.iter().map(|m| m.id.as_str()).collect();
        let mentors: HashSet<&str> = self.mentors.iter().map(|m| m.id.as_str()).collect();
        for (list, pairs) in [("locks", &self.locks), ("vetoes", &self.vetoes)] {
            for (at, (mentee, mentor)) in pairs.iter().enumerate() {
                if !mentees.contains(mentee.as_str()) {
                    let detail = format!("No mentee has the id {mentee:?}.");
                    report.add(format!("/{list}/{at}/0"), "unknown_mentee", detail);
                }
                if !mentors.contains(mentor.as_str()) {
                    let detail = format!("No mentor has the id {mentor:?}.");
                    report.add(format!("/{list}/{at}/1"), "unknown_mentor", detail);
                }
            }
        }
        report.locks(self);
        if self.keep > MAX_KEEP {
            let detail = format!("Must be from 0 to {MAX_KEEP}, not {}.", self.keep);
            report.add("/keep".to_owned(), "out_of_range", detail);
        }
        report.0
    }
}

struct Report(Vec<InputProblem>);

impl Report {
    fn add(&mut self, pointer: String, code: &'static str, detail: String) {
        self.0.push(InputProblem { pointer, code, detail });
    }

    fn people(&mut self, mentees: &[Mentee], mentors: &[Mentor]) {
        let mut seen = HashSet::new();
        for (at, m) in mentees.iter().enumerate() {
            let path = format!("/mentees/{at}");
            self.id(&path, &m.id, seen.insert(m.id.as_str()));
            self.employer(&path, m.employer.as_deref());
            self.offset(&path, m.time_zone_offset_minutes);
            self.hours(&path, m.available_hours.as_deref());
        }
        seen.clear();
        for (at, m) in mentors.iter().enumerate() {
            let path = format!("/mentors/{at}");
            self.id(&path, &m.id, seen.insert(m.id.as_str()));
            self.employer(&path, m.employer.as_deref());
            self.offset(&path, m.time_zone_offset_minutes);
            self.hours(&path, m.available_hours.as_deref());
            if m.capacity > MAX_CAPACITY {
                let detail = format!("Must be from 0 to {MAX_CAPACITY}, not {}.", m.capacity);
                self.add(format!("{path}/capacity"), "out_of_range", detail);
            }
        }
    }

    fn id(&mut self, path: &str, id: &str, is_new: bool) {
        if id.trim().is_empty() {
            let detail = "An id must not be blank.".to_owned();
            self.add(format!("{path}/id"), "blank", detail);
        } else if !is_new {
            let detail = format!("The id {id:?} occurs before.");
            self.add(format!("{path}/id"), "duplicate", detail);
        }
    }

    fn employer(&mut self, path: &str, employer: Option<&str>) {
        // Two blank employers would count as the same one and forbid the pair.
        if employer.is_some_and(|e| e.trim().is_empty()) {
            let detail = "An unknown employer is null, not blank.".to_owned();
            self.add(format!("{path}/employer"), "blank", detail);
        }
    }

    fn offset(&mut self, path: &str, minutes: i32) {
        if !(-720..=840).contains(&minutes) {
            let pointer = format!("{path}/time_zone_offset_minutes");
            let detail = format!("Must be from -720 to 840, not {minutes}.");
            self.add(pointer, "out_of_range", detail);
        }
    }

    fn hours(&mut self, path: &str, hours: Option<&[u8]>) {
        for (at, hour) in hours.unwrap_or_default().iter().enumerate().filter(|(_, hour)| **hour > 167) {
            let detail = format!("Must be from 0 to 167, not {hour}.");
            self.add(format!("{path}/available_hours/{at}"), "out_of_range", detail);
        }
    }

    fn locks(&mut self, problem: &Problem) {
        let pool = Pool::new(problem);
        let mut locked = HashSet::new();
        let mut taken: HashMap<usize, u32> = HashMap::new();
        for (at, (mentee, mentor)) in problem.locks.iter().enumerate() {
            let (Some(i), Some(j)) = (pool.mentee_index(mentee), pool.mentor_index(mentor)) else {
                continue;
            };
            let pointer = format!("/locks/{at}");
            if !locked.insert(i) {
                let detail = format!("The mentee {mentee:?} is locked before.");
                self.add(pointer.clone(), "mentee_locked_twice", detail);
            }
            let rules = pool.broken_rules(i, j);
            let seats = pool.mentors[j].capacity;
            if !rules.is_empty() {
                let names: Vec<String> = rules.iter().map(|rule| format!("{rule:?}")).collect();
                let detail = format!("The pair breaks a hard rule: {}.", names.join(", "));
                self.add(pointer.clone(), "breaks_hard_rule", detail);
            } else if !pool.is_available(i, j) {
                let detail = "The mentor is not available for this mentee.".to_owned();
                self.add(pointer.clone(), "not_available", detail);
            }
            let taken = taken.entry(j).or_insert(0);
            *taken += 1;
            if seats > 0 && *taken > seats {
                let detail = format!("The mentor {mentor:?} has {seats} seats, all locked before.");
                self.add(pointer, "over_capacity", detail);
            }
        }
    }
}
