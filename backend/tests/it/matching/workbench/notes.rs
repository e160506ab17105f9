use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::Bench;
use crate::both;

both!(notes_keep_every_wording_and_are_for_coordinators_alone, |network| {
    let bench = Bench::of(network, 3, 3);
    let row = bench.task_force().get(&bench.path("/proposals")).expect(200).items().remove(0);
    let path = format!("/proposals/{}/note", row["id"].as_str().unwrap());
    let none = bench.task_force().get(&path).expect(200).json;
    assert_eq!((&none["body"], &none["version"]), (&json!(""), &json!(0)));
    let write =
        |etag: &str, body: &str| bench.task_force().change("PUT", &path, etag, json!({ "body": body }));
    write("\"0\"", "Ask Ben first.").expect(200);
    write("\"0\"", "Overwritten.").expect(412);
    let second = write("\"1\"", "Ben agrees.").expect(200).json;
    assert_eq!((&second["version"], &second["earlier"][0]["body"]), (&json!(2), &json!("Ask Ben first.")));
    let put = json!({ "body": "x" }).to_string();
    bench
        .task_force()
        .send("PUT", &path, &[("content-type", "application/json")], Some(put.as_bytes()))
        .expect(428);
    let has_note = |id: &Value| {
        let rows = bench.task_force().get(&bench.path("/proposals")).expect(200).items();
        rows.iter().find(|row| row["id"] == *id).unwrap()["has_note"].clone()
    };
    assert_eq!(has_note(&row["id"]), true);
    assert_eq!(write("\"2\"", "  ").expect(200).json["body"], "");
    assert_eq!(has_note(&row["id"]), false);
    assert_eq!(write("\"3\"", &"x".repeat(4001)).expect(422).pointers(), ["/body"]);
    let elsewhere =
        if row["region_id"] == bench.season.west.as_str() { &bench.season.lakes } else { &bench.season.west };
    network.in_region(Role::Coordinator, elsewhere).get(&path).expect(404);
    network.in_region(Role::Mentee, &bench.season.lakes).get(&path).expect(403);
    let admin = network.admin();
    for list in ["/events?limit=200", "/audit-entries?limit=200"] {
        assert!(!admin.get(list).expect(200).text.contains("Ben agrees"));
    }
});
