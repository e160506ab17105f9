//! Matching policies at three levels: every save a version, the most specific one counts.

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::Season;
use crate::both;

fn weight(setting: u32, note: &str) -> Value {
    json!({ "policy": { "weights": { "setting": setting } }, "note": note })
}

both!(a_cycle_comes_before_a_region_and_a_region_before_the_network, |network| {
    let season = Season::matching(network);
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    let region = format!("/regions/{}/policy", season.lakes);
    let cycle = format!("/cycles/{}/policy", season.cycle);
    let in_force = |query: &str| {
        let found = coordinator.get(&format!("{cycle}{query}")).expect(200).json["in_force"].clone();
        (found["level"].as_str().unwrap().to_owned(), found["policy"]["weights"]["setting"].clone())
    };
    let own = format!("?region_id={}", season.lakes);
    assert_eq!(in_force(&own), ("built_in".into(), json!(10)));
    assert_eq!(coordinator.get("/network-policy").expect(200).header("etag"), Some("\"0\""));
    season.task_force.put("/network-policy", weight(20, "")).expect(200);
    assert_eq!(in_force(&own), ("network".into(), json!(20)));
    coordinator.put(&region, weight(30, "")).expect(200);
    assert_eq!((in_force(&own), in_force("")), (("region".into(), json!(30)), ("network".into(), json!(20))));
    season.task_force.put(&cycle, weight(40, "")).expect(200);
    assert_eq!(in_force(&own), ("cycle".into(), json!(40)));
    let seen = season.task_force.get(&format!("/cycles/{}", season.cycle)).expect(200).json;
    assert_eq!((&seen["policy_level"], &seen["policy"]["weights"]["setting"]), (&json!("cycle"), &json!(40)));
    // Saying nothing any more is a version too.
    season.task_force.put(&cycle, json!({ "policy": null, "note": "As the region does." })).expect(200);
    assert_eq!(in_force(&own), ("region".into(), json!(30)));
    let answer = season.task_force.get(&cycle).expect(200).json;
    assert_eq!((&answer["number"], &answer["policy"]), (&json!(2), &Value::Null));
    assert_eq!(answer["resolution"], json!(["cycle", "region", "network", "built_in"]));
});

both!(what_confidential_wishes_count_is_the_networks_to_say, |network| {
    let season = Season::matching(network);
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    let region = format!("/regions/{}/policy", season.lakes);
    let wishes =
        |weight: u32| json!({ "policy": { "weights": { "confidential_wishes": weight, "setting": 20 } } });
    let in_force = || {
        let path = format!("/cycles/{}/policy?region_id={}", season.cycle, season.lakes);
        coordinator.get(&path).expect(200).json["in_force"]["policy"]["weights"]["confidential_wishes"]
            .clone()
    };
    let refused = coordinator.put(&region, wishes(100)).expect(422);
    assert_eq!(refused.pointers(), ["/policy/weights/confidential_wishes"]);
    coordinator.put(&region, weight(20, "Says nothing of wishes.")).expect(200);
    assert_eq!(in_force(), 10, "they count unless somebody decides that they do not");
    season.task_force.put("/network-policy", wishes(25)).expect(200);
    assert_eq!(in_force(), 25);
    coordinator.put(&region, wishes(25)).expect(200);
    season.task_force.put("/network-policy", wishes(0)).expect(200);
    assert_eq!(in_force(), 0, "also where a region has said something since");
});

both!(who_may_save_which_level, |network| {
    let season = Season::enrolling(network);
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    coordinator.put("/network-policy", weight(20, "")).expect(403);
    coordinator.put(&format!("/cycles/{}/policy", season.cycle), weight(20, "")).expect(403);
    coordinator.put(&format!("/regions/{}/policy", season.west), weight(20, "")).expect(404);
    coordinator.get(&format!("/regions/{}/policy", season.west)).expect(404);
    coordinator.put(&format!("/regions/{}/policy", season.lakes), weight(20, "")).expect(200);
    season.task_force.put(&format!("/regions/{}/policy", season.west), weight(25, "")).expect(200);
    let mentee = network.in_region(Role::Mentee, &season.lakes);
    for path in ["/network-policy".to_owned(), format!("/cycles/{}/policy", season.cycle)] {
        mentee.get(&path).expect(403);
    }
    // Other regions' versions do not exist for a coordinator.
    let seen = coordinator.get("/policy-versions").expect(200).items();
    assert_eq!(seen.len(), 1, "{seen:?}");
    let elsewhere = season.task_force.get(&format!("/policy-versions?region_id={}", season.west)).expect(200);
    coordinator
        .get(&format!("/policy-versions/{}", elsewhere.items()[0]["id"].as_str().unwrap()))
        .expect(404);
});

both!(versions_of_a_cycle_that_is_not_announced_are_for_those_who_plan_it, |network| {
    let season = Season::enrolling(network);
    let body = json!({ "name": "Autumn 2027", "starts_on": "2027-09-01", "ends_on": "2028-03-01" });
    let draft = season.task_force.post("/cycles", body).expect(201).id();
    season.task_force.put(&format!("/cycles/{draft}/policy"), weight(31, "Secret plans.")).expect(200);
    season.task_force.put(&format!("/cycles/{}/policy", season.cycle), weight(32, "")).expect(200);
    season.task_force.put("/network-policy", weight(33, "")).expect(200);
    let all = season.task_force.get("/policy-versions").expect(200).items();
    assert_eq!(all.len(), 3);
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    let seen = coordinator.get("/policy-versions").expect(200);
    assert_eq!(seen.items().len(), 2, "{}", seen.text);
    assert!(!seen.text.contains("Secret plans."));
    let of_draft = format!("/policy-versions?cycle_id={draft}");
    assert_eq!(coordinator.get(&of_draft).expect(200).items().len(), 0);
    let id = season.task_force.get(&of_draft).expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    coordinator.get(&format!("/policy-versions/{id}")).expect(404);
    season.task_force.get(&format!("/policy-versions/{id}")).expect(200);
    season.task_force.post(&format!("/cycles/{draft}/state"), json!({ "state": "enrolling" })).expect(200);
    coordinator.get(&format!("/policy-versions/{id}")).expect(200);
});

both!(every_save_is_a_version_with_who_when_and_why, |network| {
    let season = Season::matching(network);
    let path = format!("/cycles/{}", season.cycle);
    season.task_force.put(&format!("{path}/policy"), weight(11, "To begin with.")).expect(200);
    season.two(&season.lakes);
    let round = season.round(&season.task_force, None);
    season.task_force.patch(&path, json!({ "policy": { "weights": { "setting": 12 } } })).expect(200);
    let versions =
        season.task_force.get(&format!("/policy-versions?cycle_id={}", season.cycle)).expect(200).items();
    let numbers: Vec<_> = versions.iter().map(|v| v["number"].as_i64().unwrap()).collect();
    assert_eq!(numbers, [2, 1], "newest first; a patch of the cycle is one too");
    assert_eq!(versions[1]["note"], "To begin with.");
    assert_eq!(versions[1]["saved_by"], json!(season.task_force.person_id));
    assert_eq!(round["policy_version_id"], versions[1]["id"], "a round names the version it used");
    let old = format!("/policy-versions/{}", versions[1]["id"].as_str().unwrap());
    assert_eq!(season.task_force.get(&old).expect(200).json["policy"]["weights"]["setting"], 11);
    assert_eq!(
        season.task_force.get(&format!("/rounds/{}", round["id"].as_str().unwrap())).expect(200).json["policy"]
            ["weights"]["setting"],
        11,
        "and keeps its rules"
    );
    let stale = season.task_force.change("PUT", &format!("{path}/policy"), "\"1\"", weight(13, ""));
    stale.expect(412);
});

both!(a_bad_policy_is_named_field_by_field_and_saves_nothing, |network| {
    let season = Season::enrolling(network);
    let path = format!("/cycles/{}/policy", season.cycle);
    let bad = json!({ "policy": { "weights": { "setting": 101, "confidential_wishes": 101 },
        "least_shared_hours": 200 } });
    let refused = season.task_force.put(&path, bad).expect(422);
    assert_eq!(
        refused.pointers(),
        ["/policy/least_shared_hours", "/policy/weights/confidential_wishes", "/policy/weights/setting"]
    );
    season.task_force.put(&path, json!({ "note": "nothing" })).expect(422);
    assert_eq!(season.task_force.get(&path).expect(200).json["number"], 0);
    season.becomes("matching");
    season.becomes("mentoring");
    season.becomes("closed");
    season.task_force.put(&path, weight(20, "")).expect(409);
});
