//! Whoever coordinates a region and is one of a pair there is one of a pair, and nothing more in it.

use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::care::look_after;
use super::caseload::item;
use crate::both;
use crate::matching::Season;
use crate::support::{Client, Network};

/// A coordinator who mentors in their own region, and a colleague of theirs.
struct Double {
    both: Client,
    colleague: Client,
    mentee: Client,
    pairing: String,
}

impl Double {
    fn start(network: &Network) -> Self {
        let season = Season::matching(network);
        let both = network.in_region(Role::Coordinator, &season.lakes);
        let mentee = network.in_region(Role::Mentee, &season.lakes);
        season.enrol(&both.person_id, "mentor", json!({}));
        season.enrol(&mentee.person_id, "mentee", json!({}));
        let pairing = season.pairing(&both, &mentee);
        let colleague = network.in_region(Role::Coordinator, &season.lakes);
        Self { both, colleague, mentee, pairing }
    }

    /// Days go by, pairings are looked after, and everybody signs in again.
    fn after(&mut self, network: &Network, days: i64) {
        network.advance(TimeDelta::days(days));
        look_after(network);
        for client in [&mut self.both, &mut self.colleague, &mut self.mentee] {
            *client = network.sign_in_as(client);
        }
    }
}

fn caseload(client: &Client) -> [i64; 2] {
    let lakes = client.get("/caseload").expect(200).json["items"][0].clone();
    ["stalled", "open_questions"].map(|name| lakes[name].as_i64().unwrap())
}

both!(questions_to_the_coordinators_are_not_read_by_the_other_of_the_pair, |network| {
    let pair = Double::start(network);
    let path = format!("/pairings/{}/questions", pair.pairing);
    let asked = pair.mentee.post(&path, json!({ "text": "a most private worry" })).expect(201);
    let question = format!("/questions/{}", asked.id());
    assert_eq!(pair.colleague.get("/questions?state=open").expect(200).items().len(), 1);
    assert_eq!(pair.both.get("/questions").expect(200).items().len(), 0);
    pair.both.get(&question).expect(404);
    pair.both.post(&format!("{question}/answers"), json!({ "text": "x" })).expect(404);
    let told = |who: &Client| network.mail_to_person(who).iter().any(|s| s.contains("asks you something"));
    assert_eq!([told(&pair.colleague), told(&pair.both)], [true, false]);
    assert!(item(&pair.colleague, "questions_to_answer").is_some());
    assert!(item(&pair.both, "questions_to_answer").is_none());
    assert_eq!((caseload(&pair.colleague), caseload(&pair.both)), ([0, 1], [0, 0]));
    // What they ask themselves they read as whoever asked.
    let own = pair.both.post(&path, json!({ "text": "And mine?" })).expect(201).id();
    assert_eq!(pair.both.get(&format!("/questions/{own}")).expect(200).json["text"], "And mine?");
    assert!(item(&pair.both, "questions_to_answer").is_none(), "nobody answers themselves");
});

both!(check_ins_are_not_addressed_to_the_other_of_the_pair, |network| {
    let pair = Double::start(network);
    let asked = pair.mentee.get(&format!("/pairings/{}/check-in-question", pair.pairing)).expect(200).json;
    let kinds: Vec<&Value> = asked["readers"].as_array().unwrap().iter().map(|r| &r["kind"]).collect();
    assert_eq!(kinds, ["coordinator", "yourself"]);
    let path = format!("/pairings/{}/check-ins", pair.pairing);
    let said = json!({ "choice": "needs_attention", "text": "a most private worry" });
    assert_eq!(pair.mentee.post(&path, said).expect(201).json["readers"], json!(["Test coordinator"]));
    assert_eq!(pair.colleague.get(&path).expect(200).items().len(), 1);
    assert_eq!(pair.both.get(&path).expect(200).items().len(), 0);
});

both!(an_alert_of_their_own_pair_is_their_colleagues, |network| {
    let mut pair = Double::start(network);
    pair.after(network, 14);
    let answer = format!("/pairings/{}/health/answer", pair.pairing);
    pair.mentee.post(&answer, json!({ "answer": "help" })).expect(200);
    let path = format!("/pairings/{}/health", pair.pairing);
    let theirs = pair.colleague.get(&path).expect(200).json;
    assert_eq!([&theirs["state"], &theirs["question"]["mentee_answer"]], ["stalled", "help"]);
    let own = pair.both.get(&path).expect(200).json;
    assert_eq!(
        [&own["state"], &own["question"]["mentee_answer"], &own["stalled_since"]],
        [&json!("asked"), &Value::Null, &Value::Null]
    );
    let listed = |who: &Client| who.get("/pairing-health").expect(200).items().len();
    assert_eq!([listed(&pair.colleague), listed(&pair.both)], [1, 0]);
    assert!(item(&pair.colleague, "pairings_asking_for_attention").is_some());
    for kind in ["pairings_asking_for_attention", "pairings_stalled"] {
        assert!(item(&pair.both, kind).is_none());
    }
    assert_eq!((caseload(&pair.colleague)[0], caseload(&pair.both)[0]), (1, 0));
    pair.both.act(&format!("{path}/acknowledge")).expect(403);
    pair.colleague.act(&format!("{path}/acknowledge")).expect(200);
});
