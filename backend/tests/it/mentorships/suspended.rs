//! A pairing that rests because of a concern, seen by everybody who does not read the concern.

use chrono::TimeDelta;
use diesel::prelude::*;
use perennial::schema::events;
use serde_json::{Value, json};

use super::care::look_after;
use super::concerns::Worry;
use crate::both;
use crate::support::Network;

/// What the events of a kind say, newest last.
fn events(network: &Network, kind: &str) -> Vec<Value> {
    let told: Vec<String> = network.operator(|work| {
        let of_kind = events::table.filter(events::kind.eq(kind)).order(events::id);
        Ok(of_kind.select(events::data).load(work.conn)?)
    });
    told.iter().map(|data| serde_json::from_str(data).unwrap()).collect()
}

fn names(of: &Value) -> Vec<String> {
    let mut names: Vec<String> = of.as_object().unwrap().keys().cloned().collect();
    names.sort_unstable();
    names
}

both!(a_suspension_looks_like_a_pause_and_answers_like_one, |network| {
    let worry = Worry::start(network);
    let path = format!("/pairings/{}", worry.pairing);
    let pause = json!({ "reason": "leave", "until": "2027-04-01" });
    let ordinary = worry.coordinator.post(&format!("{path}/pause"), pause).expect(200).json;
    let resumed = worry.coordinator.act(&format!("{path}/resume")).expect(200).json;
    let concern = worry.suspended();
    for reader in [&worry.coordinator, &worry.season.task_force, &worry.mentor, &worry.mentee] {
        let seen = reader.get(&path).expect(200).json;
        assert_eq!(names(&seen), names(&ordinary));
        assert!(seen["pause_reason"].is_string() && seen["paused_until"].is_string(), "{seen}");
    }
    let seen = worry.coordinator.get(&path).expect(200).json;
    assert_eq!(seen["may_write"], ordinary["may_write"]);
    let paused = events(network, "pairing.paused");
    assert_eq!((paused.len(), names(&paused[0])), (2, names(&paused[1])));
    assert!(paused[1].as_object().unwrap().values().all(|value| !value.is_null()), "{paused:?}");
    for other in [&worry.coordinator, &worry.mentor] {
        let answer = other.act(&format!("{path}/resume")).expect(200).json;
        assert_eq!(names(&answer), names(&resumed));
        assert_eq!(other.get(&path).expect(200).json["state"], "paused", "it rests all the same");
    }
    assert_eq!(events(network, "pairing.resumed").len(), 1);
    let mail = |who| network.mail_to_person(who).iter().filter(|s| s.contains("is paused")).count();
    assert_eq!(
        [mail(&worry.mentor), mail(&worry.mentee)],
        [1, 1],
        "the first waited for the morning, and was over by then"
    );
    // Its day comes, and it has another.
    network.advance(TimeDelta::days(90));
    look_after(network);
    let coordinator = network.sign_in_as(&worry.coordinator);
    let later = coordinator.get(&path).expect(200).json;
    assert_eq!((&later["state"], &later["paused_until"]), (&json!("paused"), &json!("2027-08-28")));
    network.sign_in_as(&worry.recipient).act(&format!("{concern}/reinstate")).expect(200);
    assert_eq!(coordinator.get(&path).expect(200).json["state"], "active");
    assert_eq!(events(network, "pairing.resumed").len(), 2);
});

both!(a_pause_of_their_own_is_as_it_was_before_and_after, |network| {
    let worry = Worry::start(network);
    let path = format!("/pairings/{}", worry.pairing);
    let pause = json!({ "reason": "leave", "until": "2027-04-01" });
    worry.mentor.post(&format!("{path}/pause"), pause.clone()).expect(200);
    let shown = || {
        let seen = worry.coordinator.get(&path).expect(200).json;
        ["state", "pause_reason", "paused_until"].map(|name| seen[name].clone())
    };
    let before = shown();
    let mails = network.mail_to_person(&worry.mentee).len();
    let concern = worry.suspended();
    assert_eq!(shown(), before);
    assert_eq!(
        (network.mail_to_person(&worry.mentee).len(), events(network, "pairing.paused").len()),
        (mails, 1)
    );
    worry.recipient.act(&format!("{concern}/reinstate")).expect(200);
    assert_eq!(shown(), before, "until its day");
    // The two end their own pause while it is suspended: then nothing is left of it.
    worry.recipient.act(&format!("{concern}/suspend")).expect(200);
    worry.mentee.act(&format!("{path}/resume")).expect(200);
    assert_eq!(shown(), before, "and it rests still");
    worry.recipient.act(&format!("{concern}/reinstate")).expect(200);
    assert_eq!(shown()[0], "active");
    // One whose day has come meanwhile is over.
    worry.mentor.post(&format!("{path}/pause"), pause).expect(200);
    worry.recipient.act(&format!("{concern}/suspend")).expect(200);
    network.advance(TimeDelta::days(40));
    look_after(network);
    let [coordinator, recipient] = [&worry.coordinator, &worry.recipient].map(|who| network.sign_in_as(who));
    assert_eq!(coordinator.get(&path).expect(200).json["state"], "paused");
    recipient.act(&format!("{concern}/reinstate")).expect(200);
    assert_eq!(coordinator.get(&path).expect(200).json["state"], "active");
});

both!(while_it_is_suspended_the_two_write_nothing_together, |network| {
    let worry = Worry::start(network);
    let path = format!("/pairings/{}", worry.pairing);
    let (mentor, mentee) = (&worry.mentor, &worry.mentee);
    let terms = json!({ "goals": ["A grant"], "cadence": "weekly", "confidentiality": "Between us.",
        "ends_on": "2027-08-01" });
    let digest =
        mentor.put(&format!("{path}/agreement"), terms.clone()).expect(200).json["terms_digest"].clone();
    let note =
        mentee.post(&format!("{path}/notes"), json!({ "kind": "shared", "body": "x" })).expect(201).id();
    let goal = mentee.post(&format!("{path}/goals"), json!({ "title": "A grant" })).expect(201).id();
    let met = json!({ "held_on": "2027-03-01", "duration_minutes": 30, "channel": "phone" });
    let concern = worry.suspended();
    let refused = || {
        let mut other_terms = terms.clone();
        other_terms["confidentiality"] = json!("Nothing.");
        let plan = json!({ "starts_at": "2027-03-09T20:00:00Z", "duration_minutes": 30 });
        vec![
            mentee.post(&format!("{path}/notes"), json!({ "kind": "shared", "body": "y" })),
            mentee.change("PATCH", &format!("/notes/{note}"), "*", json!({ "body": "y" })),
            mentor.post(&format!("{path}/meetings"), met.clone()),
            mentor.post(&format!("{path}/planned-meetings"), plan),
            mentor.post(&format!("{path}/extend"), json!({ "ends_on": "2027-12-01" })),
            mentor.put(&format!("{path}/agreement"), other_terms),
            mentor.post(&format!("{path}/agreement/sign"), json!({ "terms_digest": digest })),
            mentee.post(&format!("{path}/goals"), json!({ "title": "Another" })),
            mentee.post(&format!("/goals/{goal}/progress"), json!({ "note": "y" })),
        ]
    };
    for answer in refused() {
        let text = answer.expect(409).text;
        assert!(text.contains("The pairing is paused") && !text.contains("concern"), "{text}");
    }
    assert_eq!(mentee.get(&path).expect(200).json["may_write"], false);
    // What is for oneself or one's coordinator stays open, and so is what the coordinator does.
    mentee.post(&format!("{path}/notes"), json!({ "kind": "private", "body": "y" })).expect(201);
    mentee.post(&format!("{path}/check-ins"), json!({ "choice": "going_well" })).expect(201);
    mentee.post(&format!("{path}/questions"), json!({ "text": "?" })).expect(201);
    worry.coordinator.post(&format!("{path}/extend"), json!({ "ends_on": "2027-10-01" })).expect(200);
    worry.recipient.act(&format!("{concern}/reinstate")).expect(200);
    // An ordinary pause leaves open what it did.
    mentor.post(&format!("{path}/pause"), json!({ "reason": "leave", "until": "2027-04-01" })).expect(200);
    assert_eq!(mentee.get(&path).expect(200).json["may_write"], true);
    mentee.post(&format!("{path}/notes"), json!({ "kind": "shared", "body": "z" })).expect(201);
    mentor.post(&format!("{path}/meetings"), met).expect(201);
    mentor.post(&format!("{path}/extend"), json!({ "ends_on": "2027-12-01" })).expect(200);
});
