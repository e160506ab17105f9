//! From an opening to an appointed coordinator.

use serde_json::{Value, json};

use crate::support::{Answer, Client, Network};

mod accept_offer;
mod applicant;
mod attachments;
mod campaigns;
mod create_opening;
mod drafts;
mod get_opening_ranking;
mod references;
mod save_review;
mod spam;
mod submit_application;

/// A task force member with a seat in a region.
pub struct Desk {
    pub task_force: Client,
    pub region: String,
    pub seat: String,
}

impl Desk {
    pub fn in_region(network: &Network, code: &str) -> Self {
        let task_force = network.task_force();
        let region = network.region(code);
        let seat =
            task_force.post("/seats", json!({ "region_id": region, "name": "First seat" })).expect(201).id();
        Self { task_force, region, seat }
    }

    pub fn opening(&self) -> Value {
        json!({
            "region_id": self.region,
            "seat_id": self.seat,
            "title": "Mentorship coordinator",
            "description": "You support pairs.",
            "term_starts_on": "2027-07-01",
            "term_ends_on": "2029-07-01",
            "closes_on": "2027-05-15",
        })
    }

    /// A published opening.
    pub fn published(&self) -> String {
        let id = self.task_force.post("/openings", self.opening()).expect(201).id();
        self.task_force.act(&format!("/openings/{id}/publish")).expect(200);
        id
    }

    /// The ids of an opening's applications, in the order of their arrival.
    pub fn applications(&self, opening: &str) -> Vec<String> {
        let list = self.task_force.get(&format!("/openings/{opening}/applications")).expect(200);
        list.items().iter().map(|a| a["id"].as_str().unwrap().to_owned()).collect()
    }

    /// The ids of an opening's criteria, in order.
    pub fn criteria(&self, opening: &str) -> Vec<String> {
        let detail = self.task_force.get(&format!("/openings/{opening}")).expect(200).json;
        detail["criteria"].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap().to_owned()).collect()
    }
}

pub fn application(name: &str, email: &str) -> Value {
    json!({
        "name": name,
        "email": email,
        "institution": format!("Library of {name}"),
        "experience": "Nine years.",
        "leadership": "A committee.",
        "commitment": "Four hours a week.",
        "conflict_of_interest": null,
    })
}

/// Sends what the public form sends, a minute after it was opened.
pub fn send(network: &Network, opening: &str, mut body: Value) -> Answer {
    body["form_token"] = json!(network.form_token(opening));
    network.anonymous.post(&format!("/public/openings/{opening}/applications"), body)
}

/// Applies as anybody would.
pub fn apply(network: &Network, opening: &str, name: &str, email: &str) {
    send(network, opening, application(name, email)).expect(202);
}

/// Scores for the criteria in order, as the body of a review.
pub fn review(criteria: &[String], scores: &[i32]) -> Value {
    let scores: Vec<Value> = criteria
        .iter()
        .zip(scores)
        .map(|(criterion, score)| json!({ "criterion_id": criterion, "score": score }))
        .collect();
    json!({ "scores": scores, "comment": "Read with care." })
}
