//! The task force at work: seats and rules, meetings, decisions, stakeholders.

mod decisions;
mod meetings;
mod seating;
mod stakeholders;

use perennial::platform::auth::{Role, ScopeKind};
use serde_json::json;

use crate::support::{Client, Network};

/// A person who sits in the task force from 2027-01-01 until 2029-01-01, and votes or not.
pub fn member(network: &Network, votes: bool) -> Client {
    let person = network.nobody();
    network
        .person_of(Role::Admin, ScopeKind::Network, None)
        .post(
            "/task-force-seats",
            json!({ "person_id": person.person_id, "title": "Member", "votes": votes,
                "starts_on": "2027-01-01", "ends_on": "2029-01-01" }),
        )
        .expect(201);
    person
}
