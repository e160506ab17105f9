use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::happened;
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

/// How often a mail with this subject went to a person, and how often an event of this kind happened.
fn told(network: &crate::support::Network, who: &Client, subject: &str, kind: &str) -> [usize; 2] {
    let mails = network.mail_to_person(who).iter().filter(|s| s.contains(subject)).count();
    [mails, happened(network).iter().filter(|(happened, ..)| happened == kind).count()]
}

both!(a_second_suspension_is_silent_and_the_last_one_lifted_lets_the_pairing_go_on, |network| {
    let worry = Worry::start(network);
    let [first, second] = [0, 1].map(|_| format!("/concerns/{}", worry.raise().expect(201).id()));
    let pairing = format!("/pairings/{}", worry.pairing);
    worry.recipient.act(&format!("{first}/suspend")).expect(200);
    let once = told(network, &worry.mentor, "is paused", "pairing.paused");
    assert_eq!(once, [1, 1]);
    worry.other_recipient.act(&format!("{second}/suspend")).expect(200);
    assert_eq!(told(network, &worry.mentor, "is paused", "pairing.paused"), once);
    let version = || worry.mentor.get(&pairing).expect(200).json["version"].as_i64().unwrap();
    let before = version();
    worry.recipient.act(&format!("{first}/reinstate")).expect(200);
    assert_eq!(worry.mentor.get(&pairing).expect(200).json["state"], "paused", "the second holds it");
    assert!(version() > before, "whoever reinstates takes the pairing");
    worry.other_recipient.act(&format!("{second}/reinstate")).expect(200);
    assert_eq!(worry.mentor.get(&pairing).expect(200).json["state"], "active");
    assert_eq!(told(network, &worry.mentor, "goes on", "pairing.resumed"), [1, 1]);
});

both!(what_recipients_do_about_a_pairing_names_none_of_them, |network| {
    let worry = Worry::start(network);
    let path = format!("/concerns/{}", worry.raise().expect(201).id());
    for step in ["suspend", "reinstate", "separate"] {
        worry.recipient.act(&format!("{path}/{step}")).expect(200);
    }
    let kinds = ["pairing.paused", "pairing.resumed", "pairing.ended"];
    let mut events = happened(network);
    events.retain(|(kind, ..)| kinds.contains(&kind.as_str()));
    assert_eq!(events, kinds.map(|kind| (kind.to_owned(), "worker".to_owned(), None)));
    let audit = network.admin().get("/audit-entries?limit=200").expect(200).items();
    let of_steps: Vec<&Value> =
        audit.iter().filter(|one| kinds.iter().any(|kind| one["action"] == *kind)).collect();
    assert_eq!(of_steps.len(), 3);
    for one in of_steps {
        assert_eq!((&one["actor_id"], &one["actor_kind"]), (&Value::Null, &json!("worker")));
        assert_eq!(one["request_id"], "network", "nor does the request name anybody");
    }
});

both!(disabled_accounts_receive_no_concern_and_are_named_when_somebody_names_them, |network| {
    let worry = Worry::start(network);
    let admin = network.admin();
    let disable = |who: &Client| {
        admin.patch(&format!("/people/{}", who.person_id), json!({ "disabled": true })).expect(200);
    };
    disable(&worry.recipient);
    assert_eq!(worry.raise().expect(201).json["recipients"], json!(["Test coordinator"]));
    let ids = json!({ "person_ids": [worry.other_recipient.person_id, worry.recipient.person_id] });
    let refused = worry.season.task_force.put("/concern-recipients", ids).expect(422);
    assert_eq!(refused.pointers(), ["/person_ids/1"]);
    assert_eq!(refused.json["errors"][0]["code"], "disabled");
    disable(&worry.other_recipient);
    assert!(worry.raise().expect(409).text.contains("disabled"));
    // Nor does a coordinator who cannot sign in read what the two say.
    let path = format!("/pairings/{}/check-in-question", worry.pairing);
    assert_eq!(worry.mentee.get(&path).expect(200).json["readers"].as_array().unwrap().len(), 2);
    disable(&worry.coordinator);
    assert_eq!(worry.mentee.get(&path).expect(200).json["readers"].as_array().unwrap().len(), 1);
    let mails = network.mail_to_person(&worry.coordinator).len();
    worry.mentee.post(&format!("/pairings/{}/questions", worry.pairing), json!({ "text": "?" })).expect(201);
    assert_eq!(network.mail_to_person(&worry.coordinator).len(), mails);
});

both!(of_a_page_of_concerns_only_those_shown_are_audited, |network| {
    let worry = Worry::start(network);
    for _ in 0..3 {
        worry.raise().expect(201);
    }
    let admin = network.admin();
    let reads = || {
        let entries = admin.get("/audit-entries?limit=200").expect(200).items();
        entries.iter().filter(|entry| entry["action"] == "concern.read").count()
    };
    assert_eq!(worry.recipient.get("/concerns?limit=1").expect(200).items().len(), 1);
    assert_eq!(reads(), 1);
    assert_eq!(worry.recipient.get("/concerns?limit=3").expect(200).items().len(), 3);
    assert_eq!(reads(), 4);
});

both!(whoever_raised_a_concern_reads_what_they_were_told_and_not_the_outcome, |network| {
    let worry = Worry::start(network);
    let path = format!("/concerns/{}/close", worry.raise().expect(201).id());
    let body = |told: &str| json!({ "outcome": "advised", "note": "Kept apart.", "told_to_reporter": told });
    assert_eq!(worry.recipient.post(&path, body(" ")).expect(422).pointers(), ["/told_to_reporter"]);
    let before = worry.mentee.get("/me/concerns").expect(200).items();
    assert_eq!([&before[0]["state"], &before[0]["told_to_reporter"]], [&json!("open"), &Value::Null]);
    worry.recipient.post(&path, body("We have talked to them.")).expect(200);
    let mine = worry.mentee.get("/me/concerns").expect(200);
    let seen = mine.items();
    assert_eq!([&seen[0]["state"], &seen[0]["told_to_reporter"]], ["closed", "We have talked to them."]);
    assert!(!mine.text.contains("advised") && !mine.text.contains("Kept apart"), "{}", mine.text);
    let letters = |who: &Client| {
        network.mail_to_person(who).iter().filter(|subject| subject.contains("concern was closed")).count()
    };
    assert_eq!([letters(&worry.mentee), letters(&worry.mentor), letters(&worry.coordinator)], [1, 0, 0]);
    for other in [&worry.mentor, &worry.coordinator] {
        assert_eq!(other.get("/me/concerns").expect(200).items().len(), 0);
    }
    assert!(!network.admin().get("/mails?limit=200").expect(200).text.contains("talked to them"));
});
