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
