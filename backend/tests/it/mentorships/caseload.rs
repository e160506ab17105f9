use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::care::look_after;
use crate::both;
use crate::matching::Season;
use crate::support::Client;

pub(super) fn item(client: &Client, kind: &str) -> Option<Value> {
    let today = client.get("/dashboard").expect(200).json["today"].clone();
    today.as_array().unwrap().iter().find(|item| item["kind"] == kind).cloned()
}

fn action(item: &Value) -> (String, String) {
    let action = &item["subjects"][0]["action"];
    (action["method"].as_str().unwrap().to_owned(), action["href"].as_str().unwrap().to_owned())
}

both!(today_names_what_needs_the_coordinator_and_one_step_for_each, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let there = network.in_region(Role::Coordinator, &season.west);
    let question =
        mentee.post(&format!("/pairings/{pairing}/questions"), json!({ "text": "worry" })).expect(201).id();
    let asked = item(&here, "questions_to_answer").unwrap();
    assert_eq!(action(&asked), ("POST".into(), format!("/api/v1/questions/{question}/answers")));
    assert!(item(&season.task_force, "questions_to_answer").is_none(), "they are not addressed to it");
    let unsigned = item(&here, "pairings_without_agreement").unwrap();
    assert_eq!(action(&unsigned).1, format!("/api/v1/pairings/{pairing}/agreement/remind"));
    assert!(item(&here, "pairings_stalled").is_none());
    assert!(item(&mentor, "pairing_questions").is_none());
    network.advance(TimeDelta::days(14));
    look_after(network);
    let mentor = network.sign_in_as(&mentor);
    let tap = item(&mentor, "pairing_questions").unwrap();
    assert_eq!(action(&tap).1, format!("/api/v1/pairings/{pairing}/health/answer"));
    network.advance(TimeDelta::days(7));
    let (here, there) = (network.sign_in_as(&here), network.sign_in_as(&there));
    let stalled = item(&here, "pairings_stalled").unwrap();
    assert_eq!((&stalled["count"], &stalled["earliest_on"]), (&json!(1), &json!("2027-03-22")));
    let (method, href) = action(&stalled);
    assert_eq!(method, "POST");
    here.act(href.strip_prefix("/api/v1").unwrap()).expect(200);
    assert!(item(&here, "pairings_stalled").is_none(), "one step was enough");
    for kind in ["pairings_stalled", "questions_to_answer", "pairings_without_agreement", "pairings_ending"] {
        assert!(item(&there, kind).is_none(), "{kind}");
    }
    network.advance(TimeDelta::days(150));
    let here = network.sign_in_as(&here);
    let ending = item(&here, "pairings_ending").unwrap();
    assert_eq!(action(&ending).1, format!("/api/v1/pairings/{pairing}/extend"));
    assert_eq!(ending["earliest_on"], "2027-09-01");
});

both!(who_was_declined_waits_for_another_proposal, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let proposal = season.proposal_of(&mentee);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    assert!(item(&here, "proposals_declined").is_none());
    mentor.post(&format!("/proposals/{proposal}/decline"), json!({ "reason": "not_now" })).expect(200);
    let waiting = item(&here, "proposals_declined").unwrap();
    assert_eq!((&waiting["count"], &waiting["subjects"][0]["title"]), (&json!(1), &json!("Test mentee")));
    assert_eq!(action(&waiting).1, format!("/api/v1/cycles/{}/rounds", season.cycle));
    assert!(item(&network.in_region(Role::Coordinator, &season.west), "proposals_declined").is_none());
});

both!(the_caseload_counts_by_region_and_says_what_is_too_much, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let first = season.pairing(&mentor, &mentee);
    let (other, another) = season.two(&season.lakes);
    let second = season.pairing(&other, &another);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let there = network.in_region(Role::Coordinator, &season.west);
    let rules = json!({ "most_pairings": 1, "most_stalled": 0, "ending_days": 365 });
    season.task_force.patch("/mentoring-rules", rules).expect(200);
    other
        .post(&format!("/pairings/{second}/pause"), json!({ "reason": "leave", "until": "2027-06-01" }))
        .expect(200);
    mentee.post(&format!("/pairings/{first}/questions"), json!({ "text": "?" })).expect(201);
    network.advance(TimeDelta::days(14));
    look_after(network);
    network.advance(TimeDelta::days(7));
    let read = |client: &Client| network.sign_in_as(client).get("/caseload").expect(200).json;
    let seen = read(&here);
    assert_eq!(seen["items"].as_array().unwrap().len(), 1, "the own regions");
    let lakes = &seen["items"][0];
    let figures = ["active", "paused", "stalled", "ending_soon", "open_questions", "unsigned"];
    assert_eq!(figures.map(|name| lakes[name].as_i64().unwrap()), [1, 1, 1, 2, 1, 2]);
    assert_eq!(
        (&lakes["per_coordinator"], lakes["coordinators"].as_array().unwrap().len()),
        (&json!(2.0), 1)
    );
    assert_eq!((&lakes["too_many_pairings"], &lakes["too_many_stalled"]), (&json!(true), &json!(true)));
    let west = &read(&there)["items"][0];
    assert_eq!(figures.map(|name| west[name].as_i64().unwrap()), [0; 6]);
    assert_eq!((&west["too_many_pairings"], &west["too_many_stalled"]), (&json!(false), &json!(false)));
    assert!(read(&season.task_force)["items"].as_array().unwrap().len() > 2, "the network sees all");
    network.sign_in_as(&mentor).get("/caseload").expect(403);
});
