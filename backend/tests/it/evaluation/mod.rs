//! Studies, instruments, waves, answers, results, datasets, findings.

mod create_finding;
mod create_instrument;
mod create_study;
mod export_dataset;
mod get_results;
mod open_wave;
mod submit_survey;

use std::collections::HashMap;

use perennial::platform::auth::{Role, ScopeKind};
use perennial::platform::db::Id;
use serde_json::{Value, json};

use crate::support::{Client, Network, Pair};

/// A study with a published instrument and a cycle, and who may do what with it.
pub struct Evaluation<'a> {
    network: &'a Network,
    task_force: Client,
    evaluator: Client,
    study: String,
    instrument: String,
    cycle: Id,
}

pub fn study_body() -> Value {
    json!({
        "title": "How mentoring goes", "consent_text": "Taking part is voluntary.",
        "data_use_terms": "For this evaluation only.", "expires_on": "2028-03-01", "k": 5,
    })
}

fn scale() -> Value {
    json!([
        { "code": 1, "label": "Strongly disagree" }, { "code": 2, "label": "Disagree" },
        { "code": 3, "label": "Neither" }, { "code": 4, "label": "Agree" }, { "code": 5, "label": "Strongly agree" },
    ])
}

pub fn instrument_body(code: &str) -> Value {
    json!({
        "code": code, "title": "How is it going?", "licence": "CC BY 4.0", "citation": "Perennial (2027)",
        "items": [
            { "variable": "useful", "kind": "likert", "prompt": "Our meetings are useful.", "required": true, "choices": scale() },
            { "variable": "regular", "kind": "likert", "prompt": "We meet as agreed.", "choices": scale() },
            { "variable": "channel", "kind": "single_choice", "prompt": "We meet mostly by",
              "choices": [{ "code": 1, "label": "Video" }, { "code": 2, "label": "Phone" }, { "code": -1, "label": "Other" }] },
            { "variable": "hours", "kind": "number", "prompt": "Hours spent last month" },
            { "variable": "words", "kind": "text", "prompt": "Anything else?" },
        ],
    })
}

impl<'a> Evaluation<'a> {
    pub fn of(network: &'a Network) -> Self {
        let task_force = network.task_force();
        let study = task_force.post("/studies", study_body()).expect(201).id();
        let instrument = task_force.post("/instruments", instrument_body("pair-check")).expect(201).id();
        task_force.act(&format!("/instruments/{instrument}/publish")).expect(200);
        let evaluator = network.person(Role::Evaluator, ScopeKind::Study, Some(study.parse().unwrap()));
        let cycle = network.cycle();
        Self { network, task_force, evaluator, study, instrument, cycle }
    }

    /// A wave that has not gone out.
    pub fn wave(&self, name: &str, audience: &str) -> String {
        let body = json!({
            "instrument_id": self.instrument, "cycle_id": self.cycle, "name": name, "audience": audience,
        });
        self.task_force.post(&format!("/studies/{}/waves", self.study), body).expect(201).id()
    }

    /// A wave that has, to the people paired so far.
    pub fn open(&self, name: &str, audience: &str) -> String {
        let wave = self.wave(name, audience);
        self.task_force.act(&format!("/waves/{wave}/open")).expect(200);
        wave
    }

    pub fn close(&self, wave: &str) {
        self.task_force.act(&format!("/waves/{wave}/close")).expect(200);
    }

    /// The token in the newest mail to each address.
    pub fn links(&self) -> HashMap<String, String> {
        let mut links = HashMap::new();
        let admin = self.network.admin();
        let mut cursor = String::new();
        loop {
            let page = admin.get(&format!("/mails?limit=200{cursor}")).expect(200);
            for mail in page.items() {
                let body = mail["body"].as_str().unwrap();
                if let Some(after) = body.split('#').nth(1) {
                    let token = after.split_whitespace().next().unwrap().to_owned();
                    links.entry(mail["to_address"].as_str().unwrap().to_owned()).or_insert(token);
                }
            }
            match page.json["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return links,
            }
        }
    }

    pub fn respondent(&self, links: &HashMap<String, String>, email: &str) -> Client {
        self.network.anonymous.with_link(&links[email])
    }
}

/// Answers under the first version of the consent.
pub fn answers(answers: Value) -> Value {
    json!({ "consent": true, "consent_version": 1, "answers": answers })
}

pub fn useful(code: i64) -> Value {
    answers(json!([{ "variable": "useful", "value": code }]))
}

/// Everybody of the pairs, mentors first.
pub fn emails(pairs: &[Pair]) -> Vec<String> {
    let mentors = pairs.iter().map(|pair| pair.mentor_email.clone());
    mentors.chain(pairs.iter().map(|pair| pair.mentee_email.clone())).collect()
}
