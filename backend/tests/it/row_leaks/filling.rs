//! Rows of every kind: those of the whole network once, and those of a place, filled twice.

mod association;
mod evidence;
mod matching;
mod mentorships;
mod messages;
mod search;
mod shared;

use perennial::network::{Appointment, TermState, appoint, find_term, set_term_state};
use perennial::platform::auth::Role;
use perennial::platform::db::Id;
use perennial::succession::assign_guide;
use serde_json::json;

use super::operations::Standing;
use crate::resources::draft;
use crate::support::{Client, Network};

pub use shared::Shared;

/// Whoever asks from a place.
pub struct Asker {
    pub name: &'static str,
    pub standing: Standing,
    pub client: Client,
}

impl Asker {
    fn in_role(role: Role, client: Client) -> Self {
        Self { name: role.as_str(), standing: Standing::Person(Some(role)), client }
    }

    /// The holder of a mailed link, by the permission that it gives.
    fn by_link(permission: &'static str, client: Client) -> Self {
        Self { name: permission, standing: Standing::Link(permission), client }
    }
}

/// A region, an association and a study, with people of every role. Every name that only those who belong there may read
/// holds the place's name.
pub struct Place {
    pub name: &'static str,
    pub region: Id,
    pub askers: Vec<Asker>,
}

struct Filling<'a> {
    network: &'a Network,
    shared: &'a Shared<'a>,
    name: &'static str,
    code: &'static str,
    jurisdiction: &'a str,
    region: String,
    libraries: [String; 3],
    chief: Client,
}

impl Place {
    pub fn fill(
        network: &Network,
        shared: &Shared<'_>,
        name: &'static str,
        code: &'static str,
        jurisdiction: &str,
    ) -> Self {
        let filling = Filling::begun(network, shared, name, code, jurisdiction);
        filling.institutions();
        let (coordinator, guide) = filling.seats();
        let (reviewer, mut askers) = filling.search();
        let nobody = network.nobody();
        filling.named(&nobody, "nobody");
        let pair = filling.matching(&coordinator);
        askers.push(filling.mentorships(&pair, &coordinator, &nobody));
        askers.push(filling.messages(&pair.mentee, &coordinator));
        filling.training(&coordinator);
        let evaluator = filling.study();
        let partner = filling.association(&pair.mentee);
        coordinator.post("/resources", draft(&format!("A draft of {code}"))).expect(201);
        askers.extend([
            Asker::in_role(Role::Coordinator, coordinator),
            Asker::in_role(Role::Guide, guide),
            Asker::in_role(Role::Reviewer, reviewer),
            Asker::in_role(Role::Mentor, pair.mentor),
            Asker::in_role(Role::Mentee, pair.mentee),
            Asker::in_role(Role::Evaluator, evaluator),
            Asker::in_role(Role::Partner, partner),
            Asker { name: "nobody", standing: Standing::Person(None), client: nobody },
        ]);
        Self { name, region: filling.region.parse().unwrap(), askers }
    }
}

impl<'a> Filling<'a> {
    fn begun(
        network: &'a Network,
        shared: &'a Shared<'a>,
        name: &'static str,
        code: &'static str,
        jurisdiction: &'a str,
    ) -> Self {
        let chief = shared.season.task_force.clone();
        let library = |_| {
            let body = json!({ "name": format!("Library of {code}"), "setting": "public", "city": "Ada",
                "jurisdiction": jurisdiction });
            chief.post("/institutions", body).expect(201).id()
        };
        let libraries = [(); 3].map(library);
        Self { network, shared, name, code, jurisdiction, region: network.region(code), libraries, chief }
    }

    fn named(&self, client: &Client, what: &str) {
        client.patch("/me", json!({ "name": format!("{} {what}", self.name) })).expect(200);
    }

    fn person(&self, role: Role) -> Client {
        let client = self.network.in_region(role, &self.region);
        self.named(&client, role.as_str());
        client
    }

    fn email(&self, who: &str) -> String {
        format!("{who}@{}.example", self.name.to_lowercase())
    }

    fn institutions(&self) {
        let [one, two, three] = &self.libraries;
        self.chief
            .post("/institution-distinctions", json!({ "institution_id": one, "other_id": two }))
            .expect(201);
        self.chief.post(&format!("/institutions/{one}/merge"), json!({ "duplicate_id": three })).expect(201);
    }

    /// A seat with its coordinator, and one whose coordinator has graduated.
    fn seats(&self) -> (Client, Client) {
        let (coordinator, graduate) = (self.person(Role::Coordinator), self.person(Role::Coordinator));
        let (term, served) = (self.term(&coordinator), self.term(&graduate));
        self.chief
            .post(&format!("/terms/{served}/graduate"), json!({ "override_reason": "Served well." }))
            .expect(201);
        let guide = self.person(Role::Guide);
        self.network
            .operator(|work| assign_guide(work, term, guide.person_id.parse().unwrap(), false).map(|_| ()));
        (coordinator, guide)
    }

    fn term(&self, coordinator: &Client) -> Id {
        let body = json!({ "region_id": self.region, "name": format!("{} seat {}", self.name, coordinator.person_id) });
        let seat = self.chief.post("/seats", body).expect(201).id();
        self.network.operator(|work| {
            let appointment = Appointment {
                seat: seat.parse().unwrap(),
                person: coordinator.person_id.parse().unwrap(),
                starts_on: "2027-01-01".parse().unwrap(),
                ends_on: "2028-01-01".parse().unwrap(),
                handover: false,
            };
            let term = appoint(work, &appointment)?;
            let term = find_term(work, term.id)?;
            set_term_state(work, &term, TermState::Active)?;
            Ok(term.id)
        })
    }

    fn training(&self, coordinator: &Client) {
        let Shared { cohort, session, requirement, .. } = self.shared;
        let body = json!({ "person_id": coordinator.person_id });
        let member = self.chief.post(&format!("/cohorts/{cohort}/members"), body).expect(201).id();
        let there = json!({ "records": [{ "member_id": member, "state": "excused" }] });
        self.chief.put(&format!("/training-sessions/{session}/attendance"), there).expect(200);
        let judged = json!({ "records": [{ "member_id": member, "state": "passed",
            "note": format!("{} did well.", self.name) }] });
        self.chief.put(&format!("/requirements/{requirement}/progress"), judged).expect(200);
    }
}
