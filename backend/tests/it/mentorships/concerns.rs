use perennial::platform::auth::Role;
use serde_json::{Value, json};

use crate::both;
use crate::matching::Season;
use crate::support::Client;

/// A pairing, its coordinator, and two who may receive concerns.
struct Worry<'a> {
    season: Season<'a>,
    mentor: Client,
    mentee: Client,
    coordinator: Client,
    recipient: Client,
    other_recipient: Client,
    pairing: String,
}

impl<'a> Worry<'a> {
    fn start(network: &'a crate::support::Network) -> Self {
        let season = Season::matching(network);
        let (mentor, mentee) = season.two(&season.lakes);
        let pairing = season.pairing(&mentor, &mentee);
        let coordinator = network.in_region(Role::Coordinator, &season.lakes);
        let recipient = network.nobody();
        let other_recipient = network.in_region(Role::Coordinator, &season.west);
        let worry = Self { season, mentor, mentee, coordinator, recipient, other_recipient, pairing };
        worry.named(&[&worry.recipient, &worry.coordinator, &worry.other_recipient, &worry.mentor]);
        worry
    }

    fn named(&self, people: &[&Client]) {
        let ids: Vec<&str> = people.iter().map(|person| person.person_id.as_str()).collect();
        self.season.task_force.put("/concern-recipients", json!({ "person_ids": ids })).expect(200);
    }

    fn raise(&self) -> crate::support::Answer {
        let body = json!({ "pairing_id": self.pairing, "about_person_id": self.mentor.person_id,
            "text": "a most private worry" });
        self.mentee.post("/concerns", body)
    }
}

both!(a_concern_reaches_named_people_and_never_those_whom_it_is_about, |network| {
    let worry = Worry::start(network);
    let raised = worry.raise().expect(201);
    assert!(!raised.text.contains("worry"), "{}", raised.text);
    assert_eq!(raised.json["recipients"], json!(["Test Nobody", "Test coordinator"]));
    let path = format!("/concerns/{}", raised.id());
    for reader in [&worry.recipient, &worry.other_recipient] {
        assert_eq!(reader.get(&path).expect(200).json["text"], "a most private worry");
        assert_eq!(reader.get("/concerns").expect(200).items().len(), 1);
    }
    let admin = network.admin();
    // The accused is named as a recipient, and so is the pair's coordinator: not of this one.
    for other in [&worry.mentor, &worry.coordinator, &worry.mentee, &worry.season.task_force, &admin] {
        other.get(&path).expect(404);
        for step in ["suspend", "reinstate", "separate"] {
            other.act(&format!("{path}/{step}")).expect(404);
        }
        other.post(&format!("{path}/close"), json!({ "outcome": "unfounded" })).expect(404);
        assert_eq!(other.get("/concerns").expect(200).items().len(), 0);
    }
    for who in [&worry.recipient, &worry.other_recipient] {
        assert!(network.mail_to_person(who).iter().any(|s| s.contains("confidential concern")));
    }
    assert!(!network.mail_to_person(&worry.coordinator).iter().any(|s| s.contains("concern")));
    for path in ["/events?limit=200", "/mails?limit=200"] {
        let text = admin.get(path).expect(200).text;
        assert!(!text.contains("private worry"), "{text}");
    }
    assert!(!admin.get("/events?limit=200").expect(200).text.contains("concern."), "no event tells of it");
    let audit = admin.get("/audit-entries?limit=200").expect(200);
    let reads = audit.items().iter().filter(|entry| entry["action"] == "concern.read").count();
    assert_eq!(reads, 4, "every read is audited");
    assert!(!audit.text.contains("private worry"));
});

both!(recipients_suspend_and_reinstate_and_nobody_else_learns_why, |network| {
    let worry = Worry::start(network);
    let path = format!("/concerns/{}", worry.raise().expect(201).id());
    let pairing = format!("/pairings/{}", worry.pairing);
    assert_eq!(worry.recipient.act(&format!("{path}/suspend")).expect(200).json["state"], "suspended");
    for reader in [&worry.mentor, &worry.mentee, &worry.coordinator, &worry.season.task_force] {
        let seen = reader.get(&pairing).expect(200).json;
        assert_eq!(
            [&seen["state"], &seen["pause_reason"], &seen["paused_until"]],
            [&json!("paused"), &Value::Null, &Value::Null]
        );
    }
    for other in [&worry.mentor, &worry.coordinator] {
        let refused = other.act(&format!("{pairing}/resume")).expect(409);
        assert!(!refused.text.contains("concern"), "{}", refused.text);
    }
    worry.other_recipient.act(&format!("{path}/suspend")).expect(409);
    worry.recipient.post(&format!("{path}/close"), json!({ "outcome": "unfounded" })).expect(409);
    worry.other_recipient.act(&format!("{path}/reinstate")).expect(200);
    assert_eq!(worry.mentor.get(&pairing).expect(200).json["state"], "active");
    let closed = worry
        .recipient
        .post(&format!("{path}/close"), json!({ "outcome": "advised", "note": "They have talked." }))
        .expect(200)
        .json;
    assert_eq!([&closed["state"], &closed["outcome"]], ["closed", "advised"]);
    let steps: Vec<&str> =
        closed["steps"].as_array().unwrap().iter().map(|s| s["what"].as_str().unwrap()).collect();
    assert_eq!(steps, ["raised", "suspended", "reinstated", "closed"]);
    worry.recipient.act(&format!("{path}/separate")).expect(409);
});

both!(those_who_are_separated_are_never_paired_again, |network| {
    let worry = Worry::start(network);
    let path = format!("/concerns/{}", worry.raise().expect(201).id());
    assert_eq!(worry.recipient.act(&format!("{path}/separate")).expect(200).json["state"], "separated");
    let seen = worry.mentor.get(&format!("/pairings/{}", worry.pairing)).expect(200).json;
    assert_eq!(seen["state"], "ended");
    assert!(!network.admin().get("/events?limit=200").expect(200).text.contains("separat"));
    let later = Season::matching(network);
    later.enrol(&worry.mentor.person_id, "mentor", json!({}));
    later.enrol(&worry.mentee.person_id, "mentee", json!({}));
    assert_eq!(later.round(&later.task_force, None)["matched"], 0);
});

both!(a_concern_that_nobody_may_read_is_said_so_and_nonsense_is_refused, |network| {
    let worry = Worry::start(network);
    worry.named(&[&worry.coordinator, &worry.mentor]);
    worry.raise().expect(409);
    let raise = |client: &Client, body: Value| client.post("/concerns", body);
    let stranger = network.in_region(Role::Mentor, &worry.season.lakes);
    let body = json!({ "pairing_id": worry.pairing, "text": "x" });
    assert_eq!(raise(&stranger, body).expect(422).pointers(), ["/pairing_id"]);
    let body = json!({ "pairing_id": worry.pairing, "about_person_id": stranger.person_id, "text": "x" });
    assert_eq!(raise(&worry.mentee, body).expect(422).pointers(), ["/about_person_id"]);
    let body = json!({ "pairing_id": worry.pairing, "text": " " });
    assert_eq!(raise(&worry.mentee, body).expect(422).pointers(), ["/text"]);
    let task_force = &worry.season.task_force;
    let ids = json!({ "person_ids": [worry.pairing, worry.mentor.person_id, worry.mentor.person_id] });
    assert_eq!(
        task_force.put("/concern-recipients", ids).expect(422).pointers(),
        ["/person_ids/0", "/person_ids/2"]
    );
    for other in [&worry.mentor, &worry.coordinator, &network.admin()] {
        other.get("/concern-recipients").expect(403);
    }
});
