use serde_json::json;

use super::Season;
use crate::both;

both!(every_mentor_who_is_left_has_a_reason, |network| {
    let season = Season::matching(network);
    let enrol = |name: &str, role: &str, more: serde_json::Value| {
        season.enrol(&season.somebody(&season.lakes, name), role, more)
    };
    enrol("Mentor A", "mentor", json!({}));
    let law = enrol("Mentor Law", "mentor", json!({ "setting": "law" }));
    let spanish = enrol("Mentor Spanish", "mentor", json!({ "languages": ["es"] }));
    enrol("Mentee", "mentee", json!({}));
    let round = season.round(&season.task_force, None);
    let path = format!("/rounds/{}/unmatched?role=mentor", round["id"].as_str().unwrap());
    let left = season.task_force.get(&path).expect(200).items();
    let told: Vec<_> = left
        .iter()
        .map(|one| (one["enrolment_id"].as_str().unwrap(), &one["reason"]["code"], &one["role"]))
        .collect();
    let mentor = json!("mentor");
    let (matched, none) = (json!("all_eligible_matched"), json!("no_eligible_mentee"));
    assert_eq!(told, [(law.as_str(), &matched, &mentor), (spanish.as_str(), &none, &mentor)]);
    assert_eq!(left[0]["reason"]["text"], "The only eligible mentee has a mentor.");
    assert_eq!(left[1]["reason"]["removed"], json!([{ "rule": "no_shared_language", "mentors": 1 }]));
    let page = season.task_force.get(&format!("{path}&limit=1")).expect(200).json;
    let cursor = page["next_cursor"].as_str().unwrap();
    let rest = season.task_force.get(&format!("{path}&limit=1&cursor={cursor}")).expect(200).items();
    assert_eq!(rest[0]["enrolment_id"], spanish.as_str());
});

both!(reasons_of_a_published_round_are_those_of_the_round, |network| {
    let season = Season::matching(network);
    let enrol = |name: &str, role: &str, more: serde_json::Value| {
        season.enrol(&season.somebody(&season.lakes, name), role, more)
    };
    enrol("Mentor A", "mentor", json!({}));
    enrol("Mentor Law", "mentor", json!({ "setting": "law" }));
    enrol("Mentor Spanish", "mentor", json!({ "languages": ["es"] }));
    enrol("Mentee", "mentee", json!({}));
    let round = season.round(&season.task_force, Some(&season.lakes));
    let path = format!("/rounds/{}/unmatched?role=mentor", round["id"].as_str().unwrap());
    let reasons = || -> Vec<serde_json::Value> {
        season.task_force.get(&path).expect(200).items().iter().map(|one| one["reason"].clone()).collect()
    };
    let before = reasons();
    assert_eq!(before[0]["text"], "The only eligible mentee of this region has a mentor.");
    assert_eq!((&before[1]["code"], &before[1]["of_region"]), (&json!("no_eligible_mentee"), &json!(true)));
    season.publish(&round);
    assert_eq!(reasons(), before, "the mentee is asked now, and was there");
});

both!(a_round_of_a_region_says_that_it_asked_nobody_elsewhere, |network| {
    let season = Season::matching(network);
    let enrol =
        |region: &str, name: &str, role: &str| season.enrol(&season.somebody(region, name), role, json!({}));
    enrol(&season.lakes, "Mentor Here", "mentor");
    enrol(&season.west, "Mentor There", "mentor");
    enrol(&season.lakes, "Mentee A", "mentee");
    enrol(&season.lakes, "Mentee B", "mentee");
    let round = season.round(&season.task_force, Some(&season.lakes));
    let path = format!("/rounds/{}/unmatched", round["id"].as_str().unwrap());
    let left = season.task_force.get(&path).expect(200).items().remove(0);
    assert_eq!(left["reason"]["text"], "The only eligible mentor of this region is full.");
    assert_eq!(left["reason"]["of_region"], true);
    let waits = season.task_force.get(&format!("/cycles/{}/waitlist", season.cycle)).expect(200).items();
    let told = waits.iter().find(|one| one["why"] == "unmatched").unwrap();
    assert_eq!(told["reason"], left["reason"], "the waitlist says the same");
    let rematch = format!("/enrolments/{}/rematch", left["enrolment_id"].as_str().unwrap());
    season.task_force.post(&rematch, json!({})).expect(201);
    let nation = season.round(&season.task_force, None);
    let path = format!("/rounds/{}/unmatched?role=mentor", nation["id"].as_str().unwrap());
    assert!(!season.task_force.get(&path).expect(200).text.contains("of this region"));
});
