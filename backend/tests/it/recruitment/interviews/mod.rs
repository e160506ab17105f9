//! Interviews: slots, invitations, times that applicants choose by themselves, panels that score.

use std::collections::HashMap;

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::{Desk, apply};
use crate::support::{Answer, Client, Network};

mod board;
mod book_interview;
pub mod calendar;
mod create_interview_slot;
mod hours_before;
mod invite_to_interview;
mod once_only;
mod save_panel_score;

/// A search that has come to its interviews: applications in review, and two people for the panel.
pub struct Search {
    pub desk: Desk,
    pub opening: String,
    /// In the order of `emails`.
    pub applications: Vec<String>,
    pub emails: Vec<String>,
    pub rosa: Client,
    pub ravi: Client,
}

impl Search {
    pub fn with_applicants(network: &Network, n: usize) -> Self {
        let desk = Desk::in_region(network, "03");
        let opening = desk.published();
        let emails: Vec<String> = (0..n).map(|i| format!("applicant{i}@x.example")).collect();
        for (i, email) in emails.iter().enumerate() {
            apply(network, &opening, &format!("Applicant {i}"), email);
        }
        let (rosa, ravi) = (
            network.in_region(Role::Reviewer, &desk.region),
            network.in_region(Role::Reviewer, &desk.region),
        );
        desk.task_force
            .post(
                &format!("/openings/{opening}/reviewers"),
                json!({ "reviewer_ids": [rosa.person_id, ravi.person_id] }),
            )
            .expect(200);
        let applications = desk.every_application(&opening);
        Self { desk, opening, applications, emails, rosa, ravi }
    }

    /// A slot of half an hour in Chicago, with Rosa on the panel.
    pub fn slot(&self, starts_at_local: &str) -> Value {
        json!({
            "starts_at_local": starts_at_local,
            "time_zone": "America/Chicago",
            "duration_minutes": 30,
            "link": "https://meet.example/room",
            "place": null,
            "note": "The first five minutes are yours.",
            "panel_ids": [self.rosa.person_id],
        })
    }

    pub fn offer(&self, starts_at_local: &str) -> String {
        self.add(self.slot(starts_at_local)).expect(201).id()
    }

    pub fn add(&self, slot: Value) -> Answer {
        self.desk.task_force.post(&format!("/openings/{}/interview-slots", self.opening), slot)
    }

    pub fn invite(&self, applications: &[String]) -> Answer {
        let body = json!({ "application_ids": applications, "message": "", "dry_run": false });
        self.desk.task_force.post(&format!("/openings/{}/interviews", self.opening), body)
    }

    /// The holders of the newest links of these applicants.
    pub fn holders(&self, network: &Network) -> Vec<Client> {
        let mails = network.admin().get("/mails?limit=200").expect(200).items();
        let mut tokens: HashMap<String, String> = HashMap::new();
        for mail in &mails {
            let body = mail["body"].as_str().unwrap();
            if let Some(token) = body.split("/interview#").nth(1) {
                let token = token.split_whitespace().next().unwrap().to_owned();
                tokens.entry(mail["to_address"].as_str().unwrap().to_owned()).or_insert(token);
            }
        }
        self.emails
            .iter()
            .filter_map(|email| tokens.get(email))
            .map(|token| network.anonymous.with_link(token))
            .collect()
    }

    /// The interviews of the opening, in the order of the invitations.
    pub fn interviews(&self) -> Vec<Value> {
        self.desk
            .task_force
            .get(&format!("/openings/{}/interviews?limit=200", self.opening))
            .expect(200)
            .items()
    }
}

impl Desk {
    fn every_application(&self, opening: &str) -> Vec<String> {
        let list = self.task_force.get(&format!("/openings/{opening}/applications?limit=200")).expect(200);
        list.items().iter().map(|a| a["id"].as_str().unwrap().to_owned()).collect()
    }
}

pub fn choose(slot: &str, zone: &str) -> Value {
    json!({ "slot_id": slot, "time_zone": zone })
}

/// Mails to an address, newest first.
pub fn mails_to(network: &Network, address: &str) -> Vec<Value> {
    network.admin().get(&format!("/mails?limit=200&to_address={address}")).expect(200).items()
}

pub fn address_of(client: &Client) -> String {
    client.get("/me").expect(200).json["email"].as_str().unwrap().to_owned()
}
