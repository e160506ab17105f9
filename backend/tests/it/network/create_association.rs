use perennial::platform::auth::Role;
use serde_json::{Value, json};

use crate::both;

both!(associations_are_listed_by_name_and_named_once, |network| {
    let task_force = network.task_force();
    let body = json!({ "name": " Ohio Library Council ", "website": "https://olc.example" });
    let made = task_force.post("/associations", body).expect(201);
    assert_eq!(made.json["name"], "Ohio Library Council");
    task_force.post("/associations", json!({ "name": "American Library Association" })).expect(201);
    let taken = task_force.post("/associations", json!({ "name": "Ohio Library Council" })).expect(409);
    assert!(taken.json["detail"].as_str().unwrap().contains("Ohio Library Council"));
    let mentee = network.in_region(Role::Mentee, &network.region("03"));
    let listed = mentee.get("/associations").expect(200).items();
    let names: Vec<_> = listed.iter().map(|a| a["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["American Library Association", "Ohio Library Council"]);
    assert_eq!(listed[0]["website"], Value::Null);
    mentee.get(&format!("/associations/{}", made.id())).expect(200);
});

both!(a_website_is_an_address_of_the_web, |network| {
    let task_force = network.task_force();
    for website in ["javascript:alert(1)", "olc.example", "ftp://olc.example", ""] {
        let refused =
            task_force.post("/associations", json!({ "name": "X", "website": website })).expect(422);
        assert_eq!(refused.pointers(), ["/website"], "{website}");
    }
    let refused = task_force.post("/associations", json!({ "name": "\u{a0} " })).expect(422);
    assert_eq!(refused.pointers(), ["/name"]);
    network
        .in_region(Role::Coordinator, &network.region("03"))
        .post("/associations", json!({ "name": "Mine" }))
        .expect(403);
});
