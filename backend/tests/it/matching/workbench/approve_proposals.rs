use serde_json::{Value, json};

use super::Bench;
use crate::both;

both!(what_is_approved_goes_out_alone_and_the_rest_stays, |network| {
    let bench = Bench::of(network, 6, 6);
    let rows = bench.task_force().get(&bench.path("/proposals")).expect(200).items();
    let ids: Vec<&Value> = rows.iter().take(2).map(|row| &row["id"]).collect();
    let approve = |body: Value| bench.task_force().post(&bench.path("/approve"), body);
    let done = approve(json!({ "approved": true, "proposal_ids": ids })).expect(200).json;
    let open = rows.len() - 2;
    assert_eq!(done, json!({ "changed": 2, "approved": 2, "open": open }));
    assert_eq!(approve(json!({ "approved": true, "proposal_ids": ids })).expect(200).json["changed"], 0);
    let round = bench.task_force().act(&bench.path("/publish?only_approved=true")).expect(200).json;
    assert_eq!(
        (&round["state"], &round["asked"], &round["approved"]),
        (&json!("ready"), &json!(2), &json!(0))
    );
    let count = |query: &str| bench.task_force().get(&bench.path(query)).expect(200).items().len();
    assert_eq!((count("/proposals?state=published"), count("/proposals?state=proposed")), (2, open));
    // What was asked stays where it is, whatever is edited afterwards.
    let asked = bench.task_force().get(&bench.path("/proposals?state=published")).expect(200).items();
    let done = bench.now(json!({ "kind": "refresh" })).expect(200).json;
    assert_eq!(done["totals"]["points"], done["totals"]["points_before"]);
    let after = bench.task_force().get(&bench.path("/proposals?state=published")).expect(200).items();
    assert_eq!(asked, after);
    assert_eq!(approve(json!({ "approved": true, "proposal_ids": ids })).expect(422).pointers().len(), 2);
    let round = bench.task_force().act(&bench.path("/publish")).expect(200).json;
    assert_eq!((&round["state"], &round["asked"]), (&json!("published"), &json!(rows.len())));
    approve(json!({ "approved": true, "filter": {} })).expect(409);
});

both!(many_are_approved_by_filter_and_opened_again, |network| {
    let bench = Bench::of(network, 6, 8);
    let approve = |body: Value| bench.task_force().post(&bench.path("/approve"), body);
    let rows = bench.task_force().get(&bench.path("/proposals")).expect(200).items();
    let middle = rows[rows.len() / 2]["points"].as_i64().unwrap();
    let done = approve(json!({ "approved": true, "filter": { "min_points": middle } })).expect(200).json;
    let wanted = rows.iter().filter(|row| row["points"].as_i64().unwrap() >= middle).count();
    assert_eq!(done["approved"], wanted);
    let approved = bench.task_force().get(&bench.path("/proposals?approved=true")).expect(200).items();
    assert_eq!(approved.len(), wanted);
    let name = rows[0]["mentee_name"].as_str().unwrap();
    let done = approve(json!({ "approved": false, "filter": { "q": name.to_uppercase() } })).expect(200).json;
    assert_eq!(done["changed"], 1);
    assert_eq!(approve(json!({ "approved": true })).expect(422).pointers(), ["/proposal_ids"]);
    let both = json!({ "approved": true, "filter": {}, "proposal_ids": [rows[0]["id"]] });
    assert_eq!(approve(both).expect(422).pointers(), ["/proposal_ids"]);
    let wrong = json!({ "approved": true, "filter": { "min_points": -1 } });
    assert_eq!(approve(wrong).expect(422).pointers(), ["/filter/min_points"]);
});

both!(an_approval_ends_with_the_question_that_it_was_for, |network| {
    let mut bench = Bench::of(network, 5, 6);
    let row = bench.task_force().get(&bench.path("/proposals")).expect(200).items()[0].clone();
    let approve = json!({ "approved": true, "proposal_ids": [row["id"]] });
    bench.task_force().post(&bench.path("/approve"), approve).expect(200);
    bench.task_force().act(&bench.path("/publish?only_approved=true")).expect(200);
    network.advance(chrono::TimeDelta::days(60));
    bench.season.task_force = network.sign_in_as(&bench.season.task_force);
    let id = |name: &str| row[name].as_str().unwrap().to_owned();
    bench.now(Bench::lock(&id("mentee_enrolment_id"), &id("mentor_enrolment_id"))).expect(200);
    let again =
        bench.task_force().get(&bench.path("/proposals?state=proposed&limit=200")).expect(200).items();
    let again = again.iter().find(|one| one["id"] == row["id"]).expect("it is proposed again");
    assert_eq!(again["approved"], false);
});
