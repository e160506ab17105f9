//! What a policy would do, before anything runs; nothing confidential moves its figures.

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::Season;
use crate::both;

fn rule(preview: &Value, name: &str) -> [Value; 3] {
    let rules = preview["rules"].as_array().unwrap();
    let found = rules.iter().find(|rule| rule["rule"] == name).unwrap();
    ["applies", "unmatchable_without", "freed"].map(|field| found[field].clone())
}

both!(a_preview_says_whom_each_rule_costs_a_mentor_and_changes_nothing, |network| {
    let season = Season::matching(network);
    let mentor = season.somebody(&season.lakes, "Mentor A");
    season.enrol(&mentor, "mentor", json!({ "capacity": 2 }));
    for (name, region, language) in
        [("Near One", &season.lakes, "en"), ("Far One", &season.west, "en"), ("Far Two", &season.west, "es")]
    {
        let person = season.somebody(region, name);
        season.enrol(&person, "mentee", json!({ "languages": [language] }));
    }
    let path = format!("/cycles/{}/policy-preview", season.cycle);
    let now = season.task_force.post(&path, json!({})).expect(200).json;
    assert_eq!([&now["mentees"], &now["mentors"], &now["seats"]], [3, 1, 2]);
    assert_eq!(now["unmatchable"], 1);
    assert_eq!(rule(&now, "no_shared_language"), [json!(true), json!(0), json!(1)]);
    let policy = json!({ "policy": { "within_region": true } });
    let inside = season.task_force.post(&path, policy).expect(200).json;
    assert_eq!(inside["unmatchable"], 2);
    assert_eq!(rule(&inside, "other_region"), [json!(true), json!(1), json!(1)]);
    assert_eq!(
        rule(&inside, "no_shared_language"),
        [json!(true), json!(2), json!(0)],
        "the region still bars"
    );
    let regions = inside["by_region"].as_array().unwrap();
    let west = regions.iter().find(|r| r["region_id"] == json!(season.west)).unwrap();
    assert_eq!([&west["mentees"], &west["mentors"], &west["seats"]], [2, 0, 0]);
    assert_eq!(
        inside["by_setting"],
        json!([{ "setting": "public", "mentees": 3, "mentors": 1, "seats": 2 }])
    );
    assert_eq!((&inside["exact"], &inside["pairs"]), (&json!(true), &json!(3)));
    let region = now["factors"].as_array().unwrap().iter().find(|f| f["factor"] == "region").unwrap();
    assert_eq!(
        [&region["weight"], &region["mean"], &region["deviation"]],
        [&json!(5), &json!(2.5), &json!(2.5)]
    );
    assert_eq!(region["share_of_variance"], json!(1.0), "the two possible pairs differ in it alone");
    let kept = season.task_force.get(&format!("/cycles/{}", season.cycle)).expect(200).json;
    assert_eq!((&kept["policy"]["within_region"], &kept["policy_number"]), (&json!(false), &json!(0)));
    let wrong = json!({ "policy": { "weights": { "setting": 500 } } });
    assert_eq!(season.task_force.post(&path, wrong).expect(422).pointers(), ["/policy/weights/setting"]);
});

both!(a_coordinator_previews_the_own_region_alone, |network| {
    let season = Season::enrolling(network);
    season.two(&season.lakes);
    season.two(&season.west);
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    let path = format!("/cycles/{}/policy-preview", season.cycle);
    assert_eq!(coordinator.post(&path, json!({})).expect(422).pointers(), ["/region_id"]);
    let refused = coordinator.post(&path, json!({ "region_id": season.west })).expect(422);
    assert_eq!(refused.pointers(), ["/region_id"]);
    let own = coordinator.post(&path, json!({ "region_id": season.lakes })).expect(200).json;
    assert_eq!((&own["mentees"], &own["mentors"]), (&json!(1), &json!(1)));
    network.in_region(Role::Mentor, &season.lakes).post(&path, json!({})).expect(403);
    season
        .task_force
        .post("/cycles/01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f/policy-preview", json!({}))
        .expect(404);
});

both!(a_preview_is_the_same_whatever_people_keep_to_themselves, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let path = format!("/cycles/{}/policy-preview", season.cycle);
    let body = json!({ "policy": { "weights": { "confidential_wishes": 50 } } });
    let before = season.task_force.post(&path, body.clone()).expect(200).json;
    for (person, other) in [(&mentor, &mentee), (&mentee, &mentor)] {
        let mine = person.get("/me/enrolments").expect(200).items();
        let path = format!("/enrolments/{}/wishes", mine[0]["id"].as_str().unwrap());
        person
            .put(&path, json!({ "wishes": ["lgbtq"], "excluded_person_ids": [other.person_id] }))
            .expect(200);
    }
    assert_eq!(season.task_force.post(&path, body).expect(200).json, before);
    let round = season.round(&season.task_force, None);
    assert_eq!(round["matched"], 0, "and yet the two are kept apart");
});
