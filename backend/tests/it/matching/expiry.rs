//! What becomes of questions that nobody answers: both are told, once, and reminded before.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use perennial::mentorships::LOOK_AFTER_PROPOSALS;
use perennial::platform::auth::Role;
use perennial::platform::jobs;
use serde_json::{Value, json};

use super::Season;
use crate::both;
use crate::support::{Client, Network};

/// Does the job and answers what it did.
#[track_caller]
fn look_after(network: &Network) -> Value {
    let job = network.operator(|work| jobs::enqueue(work, LOOK_AFTER_PROPOSALS, &json!({}))).id;
    let admin = network.admin();
    let started = Instant::now();
    loop {
        let seen = admin.get(&format!("/jobs/{job}")).expect(200).json;
        if seen["state"] == "succeeded" {
            return seen["result"].clone();
        }
        assert!(["queued", "running"].contains(&seen["state"].as_str().unwrap()), "{seen}");
        assert!(started.elapsed() < Duration::from_secs(60), "the job does not end");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn mails(network: &Network, person: &Client, words: &str) -> usize {
    network.mail_to_person(person).iter().filter(|subject| subject.contains(words)).count()
}

fn events(network: &Network, kind: &str) -> Vec<Value> {
    let admin = network.admin();
    let told = Instant::now();
    loop {
        let all = admin.get("/events?limit=200").expect(200).items();
        let found: Vec<Value> = all.into_iter().filter(|event| event["type"] == kind).collect();
        if !found.is_empty() || told.elapsed() > Duration::from_secs(5) {
            return found;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

both!(who_has_not_answered_is_reminded_once_and_told_once_that_it_is_over, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let proposal = season.proposal_of(&mentee);
    mentor.act(&format!("/proposals/{proposal}/accept")).expect(200);
    network.advance(TimeDelta::days(10));
    assert_eq!(look_after(network), json!({ "expired": 0, "reminded": 0 }), "five days are left");
    network.advance(TimeDelta::days(1));
    assert_eq!(look_after(network)["reminded"], 0, "it is six in the morning where they are");
    network.advance(TimeDelta::hours(2));
    // The network looks by itself too, perhaps just now: what counts are the letters.
    look_after(network);
    assert_eq!(look_after(network)["reminded"], 0);
    assert_eq!([&mentor, &mentee].map(|who| mails(network, who, "Please answer soon")), [0, 1]);
    network.advance(TimeDelta::days(3));
    look_after(network);
    assert_eq!(look_after(network), json!({ "expired": 0, "reminded": 0 }));
    assert_eq!([&mentor, &mentee].map(|who| mails(network, who, "is over")), [1, 1]);
    let told = events(network, "proposal.expired");
    assert_eq!(told.len(), 1);
    assert_eq!(
        (&told[0]["subject_id"], &told[0]["data"]["because"]),
        (&json!(proposal), &json!("time_over"))
    );
    let audit = network.admin().get("/audit-entries?limit=200").expect(200).items();
    let rows: Vec<_> = audit.iter().filter(|row| row["action"] == "proposal.expired").collect();
    assert_eq!((rows.len(), &rows[0]["actor_id"]), (1, &Value::Null), "nobody did it: its time was over");
    let mentee = network.sign_in_as(&mentee);
    let seen = mentee.get("/me/proposals").expect(200).items();
    assert_eq!((&seen[0]["id"], &seen[0]["state"]), (&json!(proposal), &json!("expired")));
});

both!(whoever_publishes_next_finds_what_is_overdue_and_both_are_told, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    season.proposal_of(&mentee);
    network.advance(TimeDelta::days(14));
    let again = Season { task_force: network.task_force(), ..season };
    let round = again.round(&again.task_force, None);
    again.publish(&round);
    assert_eq!([&mentor, &mentee].map(|who| mails(network, who, "is over")), [1, 1]);
    assert_eq!([&mentor, &mentee].map(|who| mails(network, who, "is proposed as")), [2, 2]);
    assert_eq!(look_after(network)["expired"], 0);
});

both!(a_cycle_that_is_closed_tells_those_who_are_asked, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    season.proposal_of(&mentee);
    season.becomes("mentoring");
    season.becomes("closed");
    assert_eq!([&mentor, &mentee].map(|who| mails(network, who, "is over")), [1, 1]);
    let email = mentee.get("/me").expect(200).json["email"].as_str().unwrap().to_owned();
    let body = network.mail_to(&email)["body"].as_str().unwrap().to_owned();
    assert!(body.contains("has been closed") && body.contains("/my-proposals"), "{body}");
    assert_eq!(events(network, "proposal.expired")[0]["data"]["because"], "cycle_closed");
});

both!(a_cycle_does_not_go_back_while_somebody_is_asked, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let proposal = season.proposal_of(&mentee);
    let path = format!("/cycles/{}/state", season.cycle);
    let refused = season.task_force.post(&path, json!({ "state": "enrolling" })).expect(409);
    let detail = refused.json["detail"].as_str().unwrap();
    assert!(detail.starts_with("1 proposal is still waiting for an answer"), "{detail}");
    mentee.act(&format!("/proposals/{proposal}/accept")).expect(200);
    mentor.post(&format!("/proposals/{proposal}/decline"), json!({ "reason": "other" })).expect(200);
    season.becomes("enrolling");
});

both!(who_is_asked_about_somebody_who_leaves_is_told_and_still_sees_it, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let proposal = season.proposal_of(&mentee);
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    let mine = mentee.get("/me/enrolments").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    coordinator.act(&format!("/enrolments/{mine}/withdraw")).expect(200);
    assert_eq!(mails(network, &mentor, "will not become a pairing"), 1);
    assert_eq!(mails(network, &mentee, "will not become a pairing"), 0, "they know");
    for person in [&mentor, &mentee] {
        let seen = person.get("/me/proposals").expect(200).items();
        assert_eq!((&seen[0]["id"], &seen[0]["state"]), (&json!(proposal), &json!("withdrawn")));
    }
    // Of what was never published nobody is told.
    let (other, another) = season.two(&season.lakes);
    season.round(&season.task_force, None);
    let mine = another.get("/me/enrolments").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    another.act(&format!("/enrolments/{mine}/withdraw")).expect(200);
    assert_eq!(mails(network, &other, "will not become"), 0);
});
