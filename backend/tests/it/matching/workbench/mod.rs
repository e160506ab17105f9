//! The workbench through HTTP: a ready round edited, asked, reviewed, published in part.

mod alternatives;
mod approve_proposals;
mod changed_people;
mod compare_rounds;
mod confidential;
mod edit_round;
mod fairness;
mod list_rows;
mod notes;
mod own_pair;
mod pair;
mod pauses;
mod publication_preview;
mod races;
mod regions;
mod rematch;
mod undo;
mod unmatched_mentors;
mod vetoes;
mod waitlist;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Season;
use crate::support::{Answer, Client, Network};

const WORDS: [&str; 7] = ["archives", "budgets", "copyright", "data", "equity", "film", "grants"];

/// A season with a crowd of two regions and a ready round of the nation.
pub struct Bench<'a> {
    pub season: Season<'a>,
    /// Enrolments, in the order in which they were made.
    pub mentors: Vec<String>,
    pub mentees: Vec<String>,
    pub round: String,
}

impl<'a> Bench<'a> {
    pub fn of(network: &'a Network, mentors: usize, mentees: usize) -> Self {
        let season = Season::matching(network);
        let enrol = |role: &str, n: usize, more: Value| {
            let region = if n.is_multiple_of(3) { &season.west } else { &season.lakes };
            let person = season.somebody(region, &format!("{role} {n}"));
            season.enrol(&person, role, more)
        };
        let words = |n: usize, step: usize| json!([WORDS[n % 7], WORDS[(n * step + 1) % 7]]);
        let mentors = (0..mentors)
            .map(|n| {
                let wish = json!({ "interests": words(n, 3), "goals": words(n, 5), "capacity": 1 + n % 2 });
                enrol("mentor", n, wish)
            })
            .collect();
        let mentees = (0..mentees)
            .map(|n| enrol("mentee", n, json!({ "interests": words(n, 2), "goals": words(n, 4) })))
            .collect();
        let round = season.round(&season.task_force, None)["id"].as_str().unwrap().to_owned();
        Self { season, mentors, mentees, round }
    }

    pub fn task_force(&self) -> &Client {
        &self.season.task_force
    }

    pub fn path(&self, rest: &str) -> String {
        format!("/rounds/{}{rest}", self.round)
    }

    /// The number of the round's last step.
    pub fn seq(&self) -> i64 {
        self.task_force().get(&self.path("/workbench")).expect(200).json["seq"].as_i64().unwrap()
    }

    pub fn edit(&self, client: &Client, expected_seq: i64, edits: Value) -> Answer {
        client.post(&self.path("/edits"), json!({ "expected_seq": expected_seq, "edits": edits }))
    }

    /// One edit on top of the last step.
    pub fn now(&self, edit: Value) -> Answer {
        self.edit(self.task_force(), self.seq(), json!([edit]))
    }

    pub fn lock(mentee: &str, mentor: &str) -> Value {
        json!({ "kind": "lock", "mentee_enrolment_id": mentee, "mentor_enrolment_id": mentor, "reason": "Asked for." })
    }

    pub fn veto(mentee: &str, mentor: &str) -> Value {
        json!({ "kind": "veto", "mentee_enrolment_id": mentee, "mentor_enrolment_id": mentor, "reason": "Former boss." })
    }

    /// Every proposal that waits, by mentee: the mentor and the points.
    pub fn pairs(&self) -> BTreeMap<String, (String, i64)> {
        pairs_of(self.task_force(), &self.round)
    }

    /// What the mentee has now.
    pub fn mentor_of(&self, mentee: &str) -> Option<String> {
        self.pairs().remove(mentee).map(|(mentor, _)| mentor)
    }

    /// A mentee who has somebody, and another mentor whom they could have.
    pub fn another(&self) -> (String, String) {
        self.another_of(0)
    }

    /// The same of the mentee who stands at this place of those who have somebody.
    pub fn another_of(&self, place: usize) -> (String, String) {
        let (mentee, (mentor, _)) = self.pairs().into_iter().nth(place).unwrap();
        let other = self
            .mentors
            .iter()
            .find(|other| **other != mentor && self.pair(&mentee, other)["standing"] == "eligible")
            .unwrap();
        (mentee, other.clone())
    }

    pub fn pair(&self, mentee: &str, mentor: &str) -> Value {
        let query = format!("/pair?mentee_enrolment_id={mentee}&mentor_enrolment_id={mentor}");
        self.task_force().get(&self.path(&query)).expect(200).json
    }
}

pub fn pairs_of(client: &Client, round: &str) -> BTreeMap<String, (String, i64)> {
    let path = format!("/rounds/{round}/proposals?limit=200&state=proposed");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    client
        .get(&path)
        .expect(200)
        .items()
        .iter()
        .map(|row| {
            let mentor = (text(&row["mentor_enrolment_id"]), row["points"].as_i64().unwrap());
            (text(&row["mentee_enrolment_id"]), mentor)
        })
        .collect()
}
