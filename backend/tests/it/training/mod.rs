//! From a cohort to an active term.

use perennial::network::{Appointment, appoint};
use serde_json::{Value, json};

use crate::support::{Client, Network};

mod complete_cohort_member;
mod create_cohort;
mod create_training_session;
mod record_attendance;

/// A task force member with a cohort.
pub struct Course {
    pub task_force: Client,
    pub cohort: String,
}

impl Course {
    pub fn start(network: &Network) -> Self {
        let task_force = network.task_force();
        let body = json!({ "name": "Spring 2027", "description": "Eight weeks.",
            "starts_on": "2027-02-01", "ends_on": "2027-04-01" });
        let cohort = task_force.post("/cohorts", body).expect(201).id();
        Self { task_force, cohort }
    }

    pub fn member(&self, person: &str) -> String {
        let path = format!("/cohorts/{}/members", self.cohort);
        self.task_force.post(&path, json!({ "person_id": person })).expect(201).id()
    }

    pub fn session(&self, starts_at_local: &str) -> String {
        self.task_force
            .post(&format!("/cohorts/{}/sessions", self.cohort), session(starts_at_local, "America/Chicago"))
            .expect(201)
            .id()
    }

    pub fn requirement(&self, kind: &str, allowed_absences: i32) -> String {
        let body = json!({ "title": format!("The {kind}"), "description": "", "kind": kind,
            "allowed_absences": allowed_absences });
        self.task_force.post(&format!("/cohorts/{}/requirements", self.cohort), body).expect(201).id()
    }

    pub fn attend(&self, session: &str, member: &str, state: &str) {
        let body = json!({ "records": [{ "member_id": member, "state": state }] });
        self.task_force.put(&format!("/training-sessions/{session}/attendance"), body).expect(200);
    }

    pub fn judge(&self, requirement: &str, member: &str, state: &str) {
        let body = json!({ "records": [{ "member_id": member, "state": state, "note": "Seen." }] });
        self.task_force.put(&format!("/requirements/{requirement}/progress"), body).expect(200);
    }

    /// The states of a member's requirements, in order.
    pub fn states(&self, member: &str) -> Vec<String> {
        let detail = self.task_force.get(&format!("/cohorts/{}", self.cohort)).expect(200).json;
        let members = detail["members"].as_array().unwrap();
        let member = members.iter().find(|m| m["id"] == member).expect("a member");
        let requirements = member["requirements"].as_array().unwrap();
        requirements.iter().map(|r| r["state"].as_str().unwrap().to_owned()).collect()
    }
}

pub fn session(starts_at_local: &str, time_zone: &str) -> Value {
    json!({ "title": "How pairs begin", "kind": "workshop", "starts_at_local": starts_at_local,
        "time_zone": time_zone, "duration_minutes": 90, "link": "https://meet.example/1", "capacity": 30 })
}

/// Appoints a person to a term in a region; the term's id.
pub fn appointed(network: &Network, person: &str, region: &str) -> String {
    let seat =
        network.admin().post("/seats", json!({ "region_id": region, "name": "First seat" })).expect(201).id();
    network
        .operator(|work| {
            appoint(
                work,
                &Appointment {
                    seat: seat.parse().unwrap(),
                    person: person.parse().unwrap(),
                    starts_on: "2027-02-01".parse().unwrap(),
                    ends_on: "2029-02-01".parse().unwrap(),
                    handover: false,
                },
            )
        })
        .id
        .to_string()
}
