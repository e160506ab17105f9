//! What a proposal tells, to whom, and what nothing ever tells.

use perennial::platform::auth::Role;
use serde_json::json;

use super::Season;
use crate::both;

both!(a_proposal_explains_itself_in_points_and_in_words, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let other = season.somebody(&season.lakes, "Mentor B");
    season.enrol(&other, "mentor", json!({ "setting": "law" }));
    let proposal = season.proposal_of(&mentee);
    let seen = season.task_force.get(&format!("/proposals/{proposal}")).expect(200).json;
    let reasons = seen["reasons"].as_array().unwrap();
    let sum: i64 = reasons.iter().map(|r| r["points"].as_i64().unwrap()).sum();
    assert_eq!(sum, seen["points"].as_i64().unwrap(), "the factors add up");
    assert_eq!(reasons[0]["text"], "Both are interested in makerspaces.");
    assert_eq!(
        (&reasons[0]["code"], &reasons[0]["words"]),
        (&json!("interests_shared"), &json!(["makerspaces"]))
    );
    let alternatives = seen["alternatives"].as_array().unwrap();
    assert_eq!((&alternatives[0]["name"], &alternatives[0]["full"]), (&json!("Mentor B"), &json!(false)));
    assert_eq!(alternatives[0]["points"].as_i64().unwrap(), seen["points"].as_i64().unwrap() - 10);
    for person in [&mentor, &mentee] {
        let seen = person.get(&format!("/proposals/{proposal}")).expect(200).json;
        assert_eq!(seen["alternatives"], json!([]), "not for the two");
        assert_eq!(seen["reasons"].as_array().unwrap().len(), reasons.len());
    }
});

both!(nothing_tells_whom_a_person_excludes, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let mine = mentee.get("/me/enrolments").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    let changed = mentee
        .patch(&format!("/enrolments/{mine}"), json!({ "excluded_person_ids": [mentor.person_id] }))
        .expect(200);
    assert!(!changed.text.contains("exclu") && !changed.text.contains(&mentor.person_id));
    let round = season.round(&season.task_force, None);
    assert_eq!(round["matched"], 0);
    let path = format!("/rounds/{}/unmatched", round["id"].as_str().unwrap());
    let left = season.task_force.get(&path).expect(200);
    assert!(!left.text.contains("exclu") && !left.text.contains(&mentor.person_id));
    assert_eq!(left.items()[0]["reason"]["removed"], json!([{ "rule": "not_available", "mentors": 1 }]));
    let admin = network.admin();
    let told = [
        admin.get("/events?limit=200").expect(200).text,
        admin.get("/audit-entries?limit=200").expect(200).text,
        admin.get(&format!("/cycles/{}/enrolments", season.cycle)).expect(200).text,
        admin.get(&format!("/enrolments/{mine}")).expect(200).text,
    ];
    for text in told {
        assert!(!text.contains("exclu"), "{text}");
    }
    // The mentor's own wish works the same way, and a free one is told in the same words as a full one.
    season.excluding(Role::Mentor, &[&mentee.person_id]);
    let round = season.round(&season.task_force, None);
    let path = format!("/rounds/{}/unmatched", round["id"].as_str().unwrap());
    let left = season.task_force.get(&path).expect(200).items();
    assert_eq!(left[0]["reason"]["removed"], json!([{ "rule": "not_available", "mentors": 2 }]));
});

both!(a_wish_of_one_never_changes_the_points_of_another, |network| {
    let season = Season::matching(network);
    let (_, mentee) = season.two(&season.lakes);
    let points = |round: &serde_json::Value| season.proposals(round)[0]["points"].clone();
    let before = points(&season.round(&season.task_force, None));
    season.excluding(Role::Mentor, &[&mentee.person_id]);
    assert_eq!(points(&season.round(&season.task_force, None)), before);
});
