use perennial::platform::auth::{Role, ScopeKind};
use serde_json::{Value, json};

use super::{Evaluation, useful};
use crate::both;

/// A closed wave in which `n` mentees agreed.
fn answered(evaluation: &Evaluation<'_>, n: usize) -> String {
    let pairs = evaluation.network.pairs(evaluation.cycle, "03", n);
    let wave = evaluation.open("Day 30", "mentees");
    let links = evaluation.links();
    for pair in &pairs {
        evaluation
            .respondent(&links, &pair.mentee_email)
            .post("/public/survey/answers", useful(4))
            .expect(200);
    }
    wave
}

fn finding(wave: &str, variable: &str) -> Value {
    json!({ "title": "Meetings are useful", "statement": "All agree.", "wave_id": wave, "variable": variable })
}

both!(a_finding_keeps_the_result_it_cites, |network| {
    let evaluation = Evaluation::of(network);
    let wave = answered(&evaluation, 6);
    let refused = evaluation.evaluator.post("/findings", finding(&wave, "useful")).expect(409);
    assert!(refused.json["detail"].as_str().unwrap().contains("closed"), "{}", refused.text);
    evaluation.close(&wave);
    let unknown = evaluation.evaluator.post("/findings", finding(&wave, "colour")).expect(422);
    assert_eq!(unknown.pointers(), ["/variable"]);
    let hollow = evaluation.evaluator.post("/findings", finding(&wave, "hours")).expect(409);
    assert!(hollow.json["detail"].as_str().unwrap().contains("Not enough answers"), "{}", hollow.text);

    let recorded = evaluation.evaluator.post("/findings", finding(&wave, "useful")).expect(201);
    let results = evaluation.evaluator.get(&format!("/waves/{wave}/results")).expect(200).json;
    assert_eq!(recorded.json["cited_result"], results["items"][0]);
    assert_eq!(recorded.json["created_by"], evaluation.evaluator.person_id.as_str());
    let at = format!("/findings/{}", recorded.id());

    // Who reads findings: coordinators all of them, evaluators those of their study.
    let coordinator = network.in_region(Role::Coordinator, &network.region("08"));
    assert_eq!(coordinator.get(&at).expect(200).json, recorded.json);
    assert_eq!(coordinator.get("/findings").expect(200).items().len(), 1);
    coordinator.post("/findings", finding(&wave, "useful")).expect(403);
    let stranger = network.person(Role::Evaluator, ScopeKind::Study, Some(network.study()));
    stranger.get(&at).expect(404);
    assert!(stranger.get("/findings").expect(200).items().is_empty());
    assert_eq!(stranger.post("/findings", finding(&wave, "useful")).expect(422).pointers(), ["/wave_id"]);
});

both!(an_adjustment_has_an_owner_and_what_is_done_stays_done, |network| {
    let evaluation = Evaluation::of(network);
    let wave = answered(&evaluation, 6);
    evaluation.close(&wave);
    let cited = evaluation.task_force.post("/findings", finding(&wave, "useful")).expect(201).id();
    let at = format!("/findings/{cited}/adjustments");
    let owner = network.nobody();
    let body = |owner: &str| json!({ "title": "Send an agenda", "owner_id": owner, "due_on": "2027-09-30" });
    let nothing = "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f";
    assert_eq!(evaluation.task_force.post(&at, body(nothing)).expect(422).pointers(), ["/owner_id"]);
    evaluation
        .task_force
        .post(&format!("/findings/{nothing}/adjustments"), body(&owner.person_id))
        .expect(404);
    let mut late = body(&owner.person_id);
    late["due_on"] = json!("2027-02-30");
    assert_eq!(evaluation.task_force.post(&at, late).expect(422).pointers(), ["/due_on"]);
    evaluation.evaluator.post(&at, body(&owner.person_id)).expect(403);

    let planned = evaluation.task_force.post(&at, body(&owner.person_id)).expect(201);
    assert_eq!((&planned.json["state"], &planned.json["observed"]), (&json!("planned"), &Value::Null));
    assert_eq!(planned.json["owner_name"], "Test Nobody");
    let id = planned.id();
    let change = |tag: &str, body: Value| {
        evaluation.task_force.change("PATCH", &format!("/adjustments/{id}"), tag, body)
    };
    change("\"9\"", json!({ "state": "done" })).expect(412);
    change("*", json!({ "state": "in_progress" })).expect(200);
    let done = change("\"2\"", json!({ "state": "done" })).expect(200);
    assert_eq!(done.json["state"], "done");
    change("*", json!({ "state": "planned" })).expect(409);
    let observed = change("*", json!({ "observed": "Two more of ten agree." })).expect(200);
    assert_eq!(observed.json["observed"], "Two more of ten agree.");

    let listed = |client: &crate::support::Client, query: &str| {
        client.get(&format!("/adjustments{query}")).expect(200).items().len()
    };
    assert_eq!(listed(&evaluation.evaluator, ""), 1);
    assert_eq!(listed(&evaluation.task_force, &format!("?owner_id={}&state=done", owner.person_id)), 1);
    assert_eq!(listed(&evaluation.task_force, "?state=planned"), 0);
    assert_eq!(listed(&evaluation.task_force, &format!("?finding_id={nothing}")), 0);
    let stranger = network.person(Role::Evaluator, ScopeKind::Study, Some(network.study()));
    assert_eq!(listed(&stranger, ""), 0);
});
