//! From an opening to an appointed coordinator.

use serde_json::{Value, json};

use crate::support::{Answer, Client, Network};

mod accept_offer;
mod applicant;
mod attachments;
mod blind_review;
mod campaigns;
mod correct_contact;
mod create_opening;
mod declare_conflict;
mod decline_application;
mod decline_remaining;
mod drafts;
mod get_opening_agreement;
mod get_opening_ranking;
mod interviews;
mod list_applications;
mod list_opening_reviewers;
mod other_weights;
mod recuse_from_application;
mod references;
mod save_review;
mod set_review_aside;
mod spam;
mod submit_application;
mod whole_search;

pub use interviews::calendar;

/// A task force member with a seat in a region.
pub struct Desk {
    pub task_force: Client,
    pub region: String,
    pub seat: String,
    /// More seats that its openings are to fill.
    pub further_seats: Vec<String>,
}

impl Desk {
    pub fn in_region(network: &Network, code: &str) -> Self {
        let task_force = network.task_force();
        let region = network.region(code);
        let seat =
            task_force.post("/seats", json!({ "region_id": region, "name": "First seat" })).expect(201).id();
        Self { task_force, region, seat, further_seats: Vec::new() }
    }

    pub fn opening(&self) -> Value {
        let seats: Vec<&String> = std::iter::once(&self.seat).chain(&self.further_seats).collect();
        json!({
            "region_id": self.region,
            "seat_ids": seats,
            "title": "Mentorship coordinator",
            "description": "You support pairs.",
            "term_starts_on": "2027-07-01",
            "term_ends_on": "2029-07-01",
            "closes_on": "2027-05-15",
        })
    }

    /// A published opening whose reviewers are not told who applied.
    pub fn published_blind(&self) -> String {
        let mut body = self.opening();
        body["blind_review"] = json!(true);
        let id = self.task_force.post("/openings", body).expect(201).id();
        self.task_force.act(&format!("/openings/{id}/publish")).expect(200);
        id
    }

    /// Shares the waiting applications out, two reviewers each.
    #[track_caller]
    pub fn assign(&self, opening: &str, reviewers: &[&Client]) {
        let ids: Vec<&str> = reviewers.iter().map(|r| r.person_id.as_str()).collect();
        let body = json!({ "reviewer_ids": ids });
        self.task_force.post(&format!("/openings/{opening}/reviewers"), body).expect(200);
    }

    /// All assignments of an opening, as those who decide see them.
    pub fn assignments(&self, opening: &str) -> Vec<Value> {
        self.task_force.get(&format!("/openings/{opening}/assignments?limit=200")).expect(200).items()
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
