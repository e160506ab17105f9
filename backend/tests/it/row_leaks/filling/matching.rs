//! A place's matching: a policy of its own, people enrolled, rounds that were published and rounds on the workbench.

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::Filling;
use crate::support::Client;

/// Two who were matched and have accepted, and beside them a pairing of two others that a hand made.
pub struct Pair {
    pub mentor: Client,
    pub mentee: Client,
    pub pairing: String,
    pub made_by_hand: String,
}

fn id_of(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// A person's own and only enrolment.
fn enrolment_of(person: &Client) -> String {
    id_of(&person.get("/me/enrolments").expect(200).items()[0]["id"]).to_owned()
}

impl Filling<'_> {
    /// The rounds come in the order in which they are wanted: that of pairs made by hand, which all places share, is the oldest,
    /// and the newest two wait on the workbench, each with one edit.
    pub fn matching(&self, coordinator: &Client) -> Pair {
        let policy = json!({ "policy": {}, "note": format!("{} needs it.", self.name) });
        coordinator.put(&format!("/regions/{}/policy", self.region), policy).expect(200);
        let made_by_hand = self.made_by_hand(coordinator);
        let pair = self.matched(coordinator, made_by_hand);
        self.confidential(&pair, coordinator);
        for role in [Role::Mentor, Role::Mentee, Role::Mentee] {
            self.enrolled(role);
        }
        let season = &self.shared.season;
        season.publish(&season.round(coordinator, Some(&self.region)));
        self.enrolled(Role::Mentor);
        self.rematched(coordinator);
        let first = self.round_on_the_workbench(coordinator, None);
        self.reviewed(coordinator, &first);
        self.round_on_the_workbench(coordinator, Some(&first));
        self.circles(coordinator);
        pair
    }

    fn enrolled(&self, role: Role) -> String {
        let person = self.person(role);
        self.shared.season.enrol(&person.person_id, role.as_str(), json!({}))
    }

    fn made_by_hand(&self, coordinator: &Client) -> String {
        let two = json!({ "mentor_enrolment_id": self.enrolled(Role::Mentor),
            "mentee_enrolment_id": self.enrolled(Role::Mentee) });
        coordinator.post("/pairings", two).expect(201).id()
    }

    /// A round of two, published and accepted.
    fn matched(&self, coordinator: &Client, made_by_hand: String) -> Pair {
        let season = &self.shared.season;
        let (mentor, mentee) = season.two(&self.region);
        self.named(&mentor, "mentor");
        self.named(&mentee, "mentee");
        for person in [&mentor, &mentee] {
            let move_in = json!({ "institution_id": self.libraries[0], "moved_on": "2027-03-01" });
            person.post(&format!("/people/{}/institutions", person.person_id), move_in).expect(201);
        }
        season.publish(&season.round(coordinator, Some(&self.region)));
        let open = mentee.get("/me/proposals?state=published").expect(200).items();
        let proposal = id_of(&open[0]["id"]).to_owned();
        mentor.act(&format!("/proposals/{proposal}/accept")).expect(200);
        let accepted = mentee.act(&format!("/proposals/{proposal}/accept")).expect(200);
        let pairing = id_of(&accepted.json["pairing_id"]).to_owned();
        Pair { mentor, mentee, pairing, made_by_hand }
    }

    /// What the two keep to themselves, and a mentor who takes nobody else for a while.
    fn confidential(&self, pair: &Pair, coordinator: &Client) {
        let wishes = json!({ "wishes": ["parent"], "excluded_person_ids": [coordinator.person_id] });
        pair.mentee.put(&format!("/enrolments/{}/wishes", enrolment_of(&pair.mentee)), wishes).expect(200);
        let pause = format!("/enrolments/{}/pause", enrolment_of(&pair.mentor));
        pair.mentor.post(&pause, json!({})).expect(200);
    }

    /// Somebody new for the one mentee who waits, in a round of its own.
    fn rematched(&self, coordinator: &Client) {
        let path = format!("/cycles/{}/waitlist", self.shared.season.cycle);
        let waiting = coordinator.get(&path).expect(200).items();
        let mentee = id_of(&waiting[0]["mentee"]["enrolment_id"]);
        coordinator.post(&format!("/enrolments/{mentee}/rematch"), json!({})).expect(201);
    }

    /// A ready round with a locked pair: its last step has the number 1.
    fn round_on_the_workbench(&self, coordinator: &Client, keep_from: Option<&str>) -> String {
        let body = json!({ "region_id": self.region, "keep_from_round_id": keep_from });
        let path = format!("/cycles/{}/rounds", self.shared.season.cycle);
        let accepted = coordinator.post(&path, body).expect(202);
        let job = self.network.job_done(coordinator, &accepted);
        assert_eq!(job["state"], "succeeded", "{job}");
        let round = accepted.id();
        let row = self.first_proposal(coordinator, &round);
        let lock = json!({ "kind": "lock", "mentor_enrolment_id": row["mentor_enrolment_id"],
            "mentee_enrolment_id": row["mentee_enrolment_id"], "reason": format!("{} asks for it.", self.name) });
        let edit = json!({ "expected_seq": 0, "edits": [lock] });
        coordinator.post(&format!("/rounds/{round}/edits"), edit).expect(200);
        round
    }

    /// A circle that was asked, with one who joined and logged a meeting.
    fn circles(&self, coordinator: &Client) {
        for role in [Role::Mentor, Role::Mentee, Role::Mentee, Role::Mentee] {
            self.enrolled(role);
        }
        let member = self.person(Role::Mentee);
        self.shared.season.enrol(&member.person_id, Role::Mentee.as_str(), json!({}));
        let path = format!("/cycles/{}/circle-rounds", self.shared.season.cycle);
        let accepted = coordinator.post(&path, json!({ "region_id": self.region })).expect(202);
        let job = self.network.job_done(coordinator, &accepted);
        assert_eq!(job["state"], "succeeded", "{job}");
        coordinator.act(&format!("/circle-rounds/{}/publish", accepted.id())).expect(200);
        let mine = member.get("/my-circles").expect(200).items().remove(0);
        let place = id_of(&mine["my_place_id"]);
        member.act(&format!("/circle-places/{place}/accept")).expect(200);
        let held = json!({ "held_on": "2027-03-01", "duration_minutes": 60, "place_ids": [place],
            "shared_note": format!("{} note", self.name) });
        member.post(&format!("/circles/{}/meetings", id_of(&mine["id"])), held).expect(201);
    }

    fn first_proposal(&self, coordinator: &Client, round: &str) -> Value {
        let mut rows = coordinator.get(&format!("/rounds/{round}/proposals")).expect(200).items();
        assert!(!rows.is_empty(), "nobody was matched in {}", self.name);
        rows.remove(0)
    }

    /// A note on a proposal that is approved.
    fn reviewed(&self, coordinator: &Client, round: &str) {
        let row = self.first_proposal(coordinator, round);
        let note = json!({ "body": format!("{} note", self.name) });
        coordinator.put(&format!("/proposals/{}/note", id_of(&row["id"])), note).expect(200);
        let approve = json!({ "approved": true, "proposal_ids": [row["id"]] });
        coordinator.post(&format!("/rounds/{round}/approve"), approve).expect(200);
    }
}
