use diesel::prelude::*;
use perennial::identity;
use perennial::platform::auth::Role;
use perennial::schema::{audit_entries, mails};
use serde_json::{Value, json};

use super::happened;
use crate::both;
use crate::matching::Season;
use crate::support::{Client, Network};

/// The subjects of all mails to a person: letters about concerns are in no list of the outbox that others read.
pub(super) fn letters_to(network: &Network, who: &Client) -> Vec<String> {
    let id = who.person_id.parse().unwrap();
    network.operator(|work| {
        let address = identity::contacts(work.conn, &[id])?[&id].email.clone();
        Ok(mails::table.filter(mails::to_address.eq(address)).select(mails::subject).load(work.conn)?)
    })
}

/// How often something stands in the audit log, for whom it may be listed or not.
fn audited(network: &Network, action: &str) -> i64 {
    network.operator(|work| {
        Ok(audit_entries::table.filter(audit_entries::action.eq(action)).count().get_result(work.conn)?)
    })
}

/// A pairing, its coordinator, and two who may receive concerns.
pub(super) struct Worry<'a> {
    pub season: Season<'a>,
    pub mentor: Client,
    pub mentee: Client,
    pub coordinator: Client,
    pub recipient: Client,
    pub other_recipient: Client,
    pub pairing: String,
}

impl<'a> Worry<'a> {
    pub fn start(network: &'a Network) -> Self {
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

    pub fn named(&self, people: &[&Client]) {
        let ids: Vec<&str> = people.iter().map(|person| person.person_id.as_str()).collect();
        self.season.task_force.put("/concern-recipients", json!({ "person_ids": ids })).expect(200);
    }

    pub fn raise(&self) -> crate::support::Answer {
        self.raise_about(&self.mentor)
    }

    pub fn raise_about(&self, who: &Client) -> crate::support::Answer {
        let body = json!({ "pairing_id": self.pairing, "about_person_id": who.person_id,
            "text": "a most private worry" });
        self.mentee.post("/concerns", body)
    }

    /// Raised and suspended: the path of the concern.
    pub fn suspended(&self) -> String {
        let path = format!("/concerns/{}", self.raise().expect(201).id());
        self.recipient.act(&format!("{path}/suspend")).expect(200);
        path
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
        assert!(letters_to(network, who).iter().any(|s| s.contains("confidential concern")));
    }
    assert!(!letters_to(network, &worry.coordinator).iter().any(|s| s.contains("concern")));
    for path in ["/events?limit=200", "/mails?limit=200"] {
        let text = admin.get(path).expect(200).text;
        assert!(!text.contains("private worry"), "{text}");
    }
    assert!(!admin.get("/events?limit=200").expect(200).text.contains("concern."), "no event tells of it");
    assert_eq!(audited(network, "concern.read"), 4, "every read is audited");
    assert!(!admin.get("/audit-entries?limit=200").expect(200).text.contains("private worry"));
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
            ["paused", "other", "2027-05-30"]
        );
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
    assert_eq!(
        (&seen["end_reason"], &seen["ended_by_side"]),
        (&json!("other"), &Value::Null),
        "no coordinator"
    );
    assert!(!network.admin().get("/events?limit=200").expect(200).text.contains("separat"));
    let later = Season::matching(network);
    later.enrol(&worry.mentor.person_id, "mentor", json!({}));
    later.enrol(&worry.mentee.person_id, "mentee", json!({}));
    assert_eq!(later.round(&later.task_force, None)["matched"], 0);
});

both!(a_concern_that_nobody_may_read_is_said_so_and_nonsense_is_refused, |network| {
    let worry = Worry::start(network);
    worry.named(&[&worry.coordinator, &worry.mentor]);
    let refused = worry.raise().expect(422);
    assert_eq!(refused.pointers(), ["/about_person_id"]);
    assert_eq!(refused.json["errors"][0]["code"], "nobody_reads");
    let raise = |client: &Client, body: Value| client.post("/concerns", body);
    let stranger = network.in_region(Role::Mentor, &worry.season.lakes);
    let body = json!({ "pairing_id": worry.pairing, "text": "x" });
    assert_eq!(raise(&stranger, body.clone()).expect(422).pointers(), ["/pairing_id"]);
    assert_eq!(raise(&worry.mentee, body).expect(422).pointers(), ["/pairing_id"], "nobody reads any");
    assert_eq!(worry.mentee.get("/me/concerns").expect(200).items().len(), 0, "nothing was kept");
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
fn told(network: &Network, who: &Client, subject: &str, kind: &str) -> [usize; 2] {
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
    assert_eq!(version(), before, "nothing tells of it");
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
    let admin = network.admin();
    let listed = admin.get("/audit-entries?limit=200").expect(200).items();
    assert!(!listed.iter().any(|one| kinds.iter().any(|kind| one["action"] == *kind)), "{listed:?}");
    let kept: Vec<(String, Option<perennial::platform::db::Id>)> = network.operator(|work| {
        let of_steps = audit_entries::table.filter(audit_entries::action.eq_any(kinds));
        Ok(of_steps.select((audit_entries::actor_kind, audit_entries::actor_id)).load(work.conn)?)
    });
    assert_eq!(kept, [0; 3].map(|_| ("worker".to_owned(), None)), "nor is anybody named where it is kept");
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
    assert!(worry.raise().expect(422).text.contains("disabled"));
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
    let reads = || audited(network, "concern.read");
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
        letters_to(network, who).iter().filter(|subject| subject.contains("concern was closed")).count()
    };
    assert_eq!([letters(&worry.mentee), letters(&worry.mentor), letters(&worry.coordinator)], [1, 0, 0]);
    for other in [&worry.mentor, &worry.coordinator] {
        assert_eq!(other.get("/me/concerns").expect(200).items().len(), 0);
    }
    assert!(!network.admin().get("/mails?limit=200").expect(200).text.contains("talked to them"));
});

both!(a_concern_may_be_about_whoever_would_read_it_and_never_reaches_them, |network| {
    let worry = Worry::start(network);
    let path = format!("/pairings/{}/concern-people", worry.pairing);
    let asked = worry.mentee.get(&path).expect(200).json;
    let people: Vec<(&str, &Value)> = asked["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|person| (person["kind"].as_str().unwrap(), &person["id"]))
        .collect();
    let id = |who: &Client| json!(who.person_id);
    let [mentor, coordinator] = [id(&worry.mentor), id(&worry.coordinator)];
    let [recipient, other] = [id(&worry.recipient), id(&worry.other_recipient)];
    assert_eq!(
        people,
        [
            ("other_of_the_pair", &mentor),
            ("coordinator", &coordinator),
            ("recipient", &recipient),
            ("recipient", &other)
        ]
    );
    assert_eq!(asked["readers"], json!(["Test Nobody", "Test coordinator"]));
    assert_eq!(asked["people"][2]["readers"], json!(["Test coordinator"]));
    for stranger in [&worry.coordinator, &worry.season.task_force, &worry.recipient] {
        stranger.get(&path).expect(404);
    }
    let raised = worry.raise_about(&worry.recipient).expect(201);
    assert_eq!(raised.json["recipients"], json!(["Test coordinator"]));
    let concern = format!("/concerns/{}", raised.id());
    worry.recipient.get(&concern).expect(404);
    assert_eq!(worry.recipient.get("/concerns").expect(200).items().len(), 0);
    assert!(!letters_to(network, &worry.recipient).iter().any(|s| s.contains("concern")));
    worry.other_recipient.get(&concern).expect(200);
    worry.raise_about(&worry.coordinator).expect(201);
    worry.named(&[&worry.recipient]);
    let refused = worry.raise_about(&worry.recipient).expect(422);
    assert_eq!(refused.pointers(), ["/about_person_id"]);
    assert_eq!(worry.mentee.get("/me/concerns").expect(200).items().len(), 2);
});

both!(whoever_gets_a_part_in_it_or_is_named_no_longer_reads_a_concern_no_more, |network| {
    let worry = Worry::start(network);
    let path = format!("/concerns/{}", worry.raise().expect(201).id());
    let both = [&worry.recipient, &worry.other_recipient];
    for reader in both {
        reader.get(&path).expect(200);
    }
    let grant = json!({ "person_id": worry.recipient.person_id, "role": "coordinator", "scope_kind": "region",
        "scope_id": worry.season.lakes });
    let admin = network.admin();
    admin.post("/grants", grant).expect(201);
    worry.named(&[&worry.recipient]);
    for reader in both {
        reader.get(&path).expect(404);
        reader.act(&format!("{path}/suspend")).expect(404);
        assert_eq!(reader.get("/concerns").expect(200).items().len(), 0);
    }
});

both!(lists_of_mails_and_of_what_was_done_tell_of_a_concern_to_its_readers_alone, |network| {
    let worry = Worry::start(network);
    let reading_admin = network.admin();
    worry.named(&[&worry.recipient, &reading_admin]);
    let path = format!("/concerns/{}", worry.raise().expect(201).id());
    reading_admin.get(&path).expect(200);
    for step in ["suspend", "separate"] {
        worry.recipient.act(&format!("{path}/{step}")).expect(200);
    }
    let closing = json!({ "outcome": "separated", "told_to_reporter": "We have talked." });
    worry.recipient.post(&format!("{path}/close"), closing).expect(200);
    let address = network.operator(|work| {
        let id = worry.recipient.person_id.parse().unwrap();
        Ok(identity::contacts(work.conn, &[id])?[&id].email.clone())
    });
    let concern = path.strip_prefix("/concerns/").unwrap();
    let lists = [
        "/mails?limit=200".to_owned(),
        format!("/mails?to_address={address}"),
        "/audit-entries?limit=200".to_owned(),
        format!("/audit-entries?subject_id={concern}"),
        "/events?limit=200".to_owned(),
    ];
    let admin = network.admin();
    for list in &lists {
        let text = admin.get(list).expect(200).text;
        for word in [
            concern,
            "concern_raised",
            "concern_closed",
            "concern was closed",
            "concern.",
            "\"request_id\":\"network\"",
        ] {
            assert!(!text.contains(word), "{list} tells of {word}: {text}");
        }
    }
    // A page is as long as it is asked for, whatever is left out.
    assert_eq!(admin.get("/audit-entries?limit=3").expect(200).items().len(), 3);
    let told = |list: &str| reading_admin.get(list).expect(200).text;
    assert!(told(&lists[0]).contains("concern_raised") && told(&lists[0]).contains("concern_closed"));
    assert!(told(&lists[3]).contains("concern.read"));
});
