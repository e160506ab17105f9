use perennial::platform::auth::{Role, ScopeKind};
use serde_json::{Value, json};

use super::{Evaluation, study_body};
use crate::both;

both!(a_study_has_a_floor_and_a_future, |network| {
    let task_force = network.task_force();
    let mut body = study_body();
    body.as_object_mut().unwrap().remove("k");
    let study = task_force.post("/studies", body.clone()).expect(201);
    assert_eq!((study.json["k"].as_i64(), study.json["consent_version"].as_i64()), (Some(10), Some(1)));
    assert_eq!(study.json["irb_number"], Value::Null);

    for (field, wrong) in [
        ("k", json!(4)),
        ("k", json!(101)),
        ("expires_on", json!("2027-02-28")),
        ("title", json!("  ")),
        ("consent_text", json!("")),
        ("consent_text", json!("x".repeat(20001))),
    ] {
        body[field] = wrong;
        assert_eq!(task_force.post("/studies", body.clone()).expect(422).pointers(), [format!("/{field}")]);
        body = study_body();
    }
    network.in_region(Role::Coordinator, &network.region("03")).post("/studies", study_body()).expect(403);
});

both!(another_consent_text_is_another_version, |network| {
    let evaluation = Evaluation::of(network);
    let at = format!("/studies/{}", evaluation.study);
    let change = |body: Value| evaluation.task_force.patch(&at, body);
    let same =
        change(json!({ "title": "How it went", "consent_text": "Taking part is voluntary." })).expect(200);
    assert_eq!(same.json["consent_version"], 1);
    let other =
        change(json!({ "consent_text": "Taking part is up to you.", "irb_number": "IRB-7" })).expect(200);
    assert_eq!((&other.json["consent_version"], &other.json["irb_number"]), (&json!(2), &json!("IRB-7")));
    assert_eq!(change(json!({ "irb_number": null })).expect(200).json["irb_number"], Value::Null);
    let stale = evaluation.task_force.change("PATCH", &at, "\"1\"", json!({ "title": "Late" }));
    stale.expect(412);
});

both!(k_is_fixed_once_a_wave_has_gone_out, |network| {
    let evaluation = Evaluation::of(network);
    let at = format!("/studies/{}", evaluation.study);
    evaluation.task_force.patch(&at, json!({ "k": 6 })).expect(200);
    network.pairs(evaluation.cycle, "03", 1);
    evaluation.open("Day 30", "pairs");
    let refused = evaluation.task_force.patch(&at, json!({ "k": 5 })).expect(409);
    assert!(refused.json["detail"].as_str().unwrap().contains("fixed"), "{}", refused.text);
    evaluation.task_force.patch(&at, json!({ "k": 6, "title": "Still editable" })).expect(200);
});

both!(an_evaluator_knows_the_granted_study_alone, |network| {
    let evaluation = Evaluation::of(network);
    let other: perennial::platform::db::Id = network.study();
    let wave = evaluation.wave("Day 30", "pairs");
    let items = evaluation.evaluator.get("/studies").expect(200).items();
    assert_eq!(items.iter().map(|s| s["id"].as_str().unwrap()).collect::<Vec<_>>(), [&evaluation.study]);
    evaluation.evaluator.get(&format!("/studies/{other}")).expect(404);
    evaluation.evaluator.get(&format!("/studies/{other}/waves")).expect(404);
    evaluation.evaluator.get(&format!("/waves/{wave}")).expect(200);
    assert_eq!(evaluation.task_force.get("/studies").expect(200).items().len(), 2);

    let stranger = network.person(Role::Evaluator, ScopeKind::Study, Some(other));
    for path in ["", "/results", "/codebook", "/codebook.csv", "/dataset.csv"] {
        stranger.get(&format!("/waves/{wave}{path}")).expect(404);
    }
    let coordinator = network.in_region(Role::Coordinator, &network.region("03"));
    coordinator.get(&format!("/waves/{wave}/results")).expect(403);
    evaluation.evaluator.patch(&format!("/studies/{}", evaluation.study), json!({ "k": 5 })).expect(403);
});
