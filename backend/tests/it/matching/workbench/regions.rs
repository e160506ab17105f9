//! A round of the nation in the hands of coordinators of one region.

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::Bench;
use crate::both;

both!(coordinators_decide_about_mentees_of_their_region_alone, |network| {
    let bench = Bench::of(network, 6, 9);
    let lakes = network.in_region(Role::Coordinator, &bench.season.lakes);
    let is_ours = |mentee: &String| lakes.get(&format!("/enrolments/{mentee}")).status == 200;
    let ours = bench.mentees.iter().find(|mentee| is_ours(mentee)).unwrap();
    let theirs = bench.mentees.iter().find(|mentee| !is_ours(mentee)).unwrap();
    let mentor = &bench.mentors[1];
    let refused = bench.edit(&lakes, 0, json!([Bench::lock(theirs, mentor)])).expect(422);
    let unknown = Bench::lock("01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f", mentor);
    let absent = bench.edit(&lakes, 0, json!([unknown])).expect(422);
    assert_eq!(refused.json["errors"], absent.json["errors"], "as impossible as somebody who does not exist");
    bench.edit(&lakes, 0, json!([{ "kind": "refresh" }])).expect(403);
    let query = |mentee: &str| format!("/pair?mentee_enrolment_id={mentee}&mentor_enrolment_id={mentor}");
    lakes.get(&bench.path(&query(theirs))).expect(422);
    lakes.get(&bench.path(&query(ours))).expect(200);
    let done = bench.edit(&lakes, 0, json!([Bench::lock(ours, mentor)])).expect(200).json;
    assert_eq!(done["seq"], 1);
    let region = Value::from(bench.season.lakes.clone());
    for list in ["new", "gone", "changed"] {
        for row in done["proposals"][list].as_array().unwrap() {
            assert_eq!(row["region_id"], region);
        }
    }
    for row in lakes.get(&bench.path("/proposals?limit=200")).expect(200).items() {
        assert_eq!(row["region_id"], region);
    }
    bench.task_force().post(&bench.path("/undo"), json!({ "expected_seq": 1 })).expect(200);
    // What the task force decided elsewhere is neither seen nor taken back.
    bench.edit(bench.task_force(), 2, json!([Bench::veto(theirs, mentor)])).expect(200);
    let seen = lakes.get(&bench.path("/edits")).expect(200);
    assert_eq!(seen.items().len(), 1);
    assert!(!seen.text.contains("Former boss."));
    lakes.post(&bench.path("/undo"), json!({ "expected_seq": 3 })).expect(409);
    let stale = bench.edit(&lakes, 2, json!([Bench::lock(ours, mentor)])).expect(412);
    assert!(stale.json["detail"].as_str().unwrap().contains("a pair of another region"), "{}", stale.text);
    let bench_seen = lakes.get(&bench.path("/workbench")).expect(200).json;
    assert_eq!(
        (&bench_seen["undo"]["yours"], &bench_seen["undo"]["mentee_name"]),
        (&json!(false), &Value::Null)
    );
    let figures = lakes.get(&bench.path("/fairness")).expect(200).json;
    assert_eq!(figures["by_region"].as_array().unwrap().len(), 1);
});

both!(a_regional_round_does_not_exist_elsewhere, |network| {
    let bench = Bench::of(network, 3, 3);
    let season = &bench.season;
    let lakes = network.in_region(Role::Coordinator, &season.lakes);
    let west = network.in_region(Role::Coordinator, &season.west);
    let round = season.round(&lakes, Some(&season.lakes));
    let path = format!("/rounds/{}", round["id"].as_str().unwrap());
    for rest in ["/workbench", "/edits", "/fairness", "/publication-preview"] {
        west.get(&format!("{path}{rest}")).expect(404);
        lakes.get(&format!("{path}{rest}")).expect(200);
    }
    west.get(&format!("{path}/comparison?with={}", bench.round)).expect(404);
    let body = json!({ "expected_seq": 0, "edits": [{ "kind": "refresh" }] });
    west.post(&format!("{path}/edits"), body.clone()).expect(404);
    lakes.post(&format!("{path}/edits"), body).expect(200);
    let approve = json!({ "approved": true, "filter": {} });
    west.post(&format!("{path}/approve"), approve.clone()).expect(404);
    lakes.post(&format!("{path}/approve"), approve).expect(200);
    // A coordinator reviews the own pairs of a national round, and does not publish it.
    let ours = lakes.get(&bench.path("/proposals")).expect(200).items().len();
    let done =
        lakes.post(&bench.path("/approve"), json!({ "approved": true, "filter": {} })).expect(200).json;
    assert_eq!(done["changed"], ours);
    lakes.get(&bench.path("/publication-preview")).expect(403);
    let told = lakes.get(&bench.path("/workbench")).expect(200).json;
    assert_eq!(told["yours"], json!({ "proposed": ours, "approved": ours, "asked": 0 }));
    assert_eq!((&told["leads"], &told["approved"]), (&json!(false), &json!(ours)));
    let whole = bench.task_force().get(&bench.path("/workbench")).expect(200).json;
    assert_eq!((&whole["leads"], &whole["yours"]["proposed"]), (&json!(true), &whole["proposed"]));
});
