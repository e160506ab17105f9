//! A cycle to test with: people of two regions, enrolled, matched, asked.

use perennial::identity::{NewAccount, create_account};
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use crate::support::{Client, Network};

pub struct Season<'a> {
    pub network: &'a Network,
    pub task_force: Client,
    pub cycle: String,
    pub lakes: String,
    pub west: String,
}

impl<'a> Season<'a> {
    /// A cycle in the state `enrolling`.
    pub fn enrolling(network: &'a Network) -> Self {
        let task_force = network.task_force();
        let body = json!({ "name": "Spring 2027", "starts_on": "2027-03-01", "ends_on": "2027-09-01" });
        let cycle = task_force.post("/cycles", body).expect(201).id();
        let season =
            Self { network, task_force, cycle, lakes: network.region("03"), west: network.region("08") };
        season.becomes("enrolling");
        season
    }

    /// A cycle in the state `matching`, which still takes people.
    pub fn matching(network: &'a Network) -> Self {
        let season = Self::enrolling(network);
        season.becomes("matching");
        season
    }

    pub fn becomes(&self, state: &str) {
        self.task_force.post(&format!("/cycles/{}/state", self.cycle), json!({ "state": state })).expect(200);
    }

    /// A person of a region who never signs in.
    pub fn somebody(&self, region: &str, name: &str) -> String {
        let email = format!("{}@test.example", name.to_lowercase().replace(' ', "."));
        let region = region.parse().unwrap();
        self.network
            .operator(|work| {
                create_account(
                    work,
                    NewAccount {
                        name,
                        email: &email,
                        password_hash: None,
                        institution: None,
                        jurisdiction: None,
                        region: Some(region),
                        time_zone: "America/Chicago",
                    },
                )
            })
            .to_string()
    }

    pub fn wish(role: &str) -> Value {
        json!({
            "role": role, "setting": "public", "career_stage": if role == "mentor" { "late" } else { "early" },
            "years_of_experience": if role == "mentor" { 15 } else { 1 },
            "interests": ["makerspaces"], "goals": ["grant writing"], "languages": ["en"],
        })
    }

    /// Enrols a person in the task force's name; `more` overrides the wish.
    pub fn enrol(&self, person: &str, role: &str, more: Value) -> String {
        let mut wish = Self::wish(role);
        wish["person_id"] = json!(person);
        for (name, value) in more.as_object().unwrap() {
            wish[name] = value.clone();
        }
        self.task_force.post(&format!("/cycles/{}/enrolments", self.cycle), wish).expect(201).id()
    }

    /// Somebody who signs in, enrolled in the task force's name, and who says themselves whom they exclude.
    pub fn excluding(&self, role: Role, excluded: &[&str]) -> (Client, String) {
        let person = self.network.in_region(role, &self.lakes);
        let role = if role == Role::Mentor { "mentor" } else { "mentee" };
        let enrolment = self.enrol(&person.person_id, role, json!({}));
        let body = json!({ "excluded_person_ids": excluded });
        person.patch(&format!("/enrolments/{enrolment}"), body).expect(200);
        (person, enrolment)
    }

    /// A mentor and a mentee of a region who sign in, both enrolled.
    pub fn two(&self, region: &str) -> (Client, Client) {
        let mentor = self.network.in_region(Role::Mentor, region);
        let mentee = self.network.in_region(Role::Mentee, region);
        self.enrol(&mentor.person_id, "mentor", json!({}));
        self.enrol(&mentee.person_id, "mentee", json!({}));
        (mentor, mentee)
    }

    /// Runs a round as `client` and answers it when its job is done.
    #[track_caller]
    pub fn round(&self, client: &Client, region: Option<&str>) -> Value {
        let body = json!({ "region_id": region });
        let accepted = client.post(&format!("/cycles/{}/rounds", self.cycle), body).expect(202);
        let job = self.network.job_done(client, &accepted);
        assert_eq!(job["state"], "succeeded", "{job}");
        client.get(&format!("/rounds/{}", accepted.id())).expect(200).json
    }

    #[track_caller]
    pub fn publish(&self, round: &Value) {
        self.task_force.act(&format!("/rounds/{}/publish", round["id"].as_str().unwrap())).expect(200);
    }

    pub fn proposals(&self, round: &Value) -> Vec<Value> {
        let path = format!("/rounds/{}/proposals?limit=200", round["id"].as_str().unwrap());
        self.task_force.get(&path).expect(200).items()
    }

    /// Runs a round of the nation, publishes it, and answers the one open proposal of `person`.
    #[track_caller]
    pub fn proposal_of(&self, person: &Client) -> String {
        let round = self.round(&self.task_force, None);
        self.publish(&round);
        let open = person.get("/me/proposals?state=published").expect(200).items();
        assert_eq!(open.len(), 1, "{open:?}");
        open[0]["id"].as_str().unwrap().to_owned()
    }

    /// Both accept: the pairing.
    #[track_caller]
    pub fn pairing(&self, mentor: &Client, mentee: &Client) -> String {
        let proposal = self.proposal_of(mentee);
        mentor.act(&format!("/proposals/{proposal}/accept")).expect(200);
        let accepted = mentee.act(&format!("/proposals/{proposal}/accept")).expect(200);
        accepted.json["pairing_id"].as_str().unwrap().to_owned()
    }
}
