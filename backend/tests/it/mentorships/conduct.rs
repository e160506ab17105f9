use perennial::platform::auth::Role;
use serde_json::json;

use crate::both;
use crate::matching::Season;
use crate::support::Client;

both!(the_code_of_conduct_is_accepted_version_by_version, |network| {
    let region = network.region("03");
    let mentor = network.in_region(Role::Mentor, &region);
    let task_force = network.task_force();
    let seen = mentor.get("/code-of-conduct").expect(200).json;
    assert_eq!(
        [&seen["version"], &seen["my_accepted_version"], &seen["accepted"]],
        [&json!(1), &json!(null), &json!(false)]
    );
    mentor.post("/code-of-conduct/accept", json!({ "version": 2 })).expect(409);
    for _ in 0..2 {
        let accepted = mentor.post("/code-of-conduct/accept", json!({ "version": 1 })).expect(200).json;
        assert_eq!((&accepted["accepted"], accepted["my_accepted_at"].is_string()), (&json!(true), true));
    }
    let next = json!({ "text": "Be kind.", "note": "Shorter." });
    mentor.change("PUT", "/code-of-conduct", "*", next.clone()).expect(403);
    task_force.change("PUT", "/code-of-conduct", "\"1\"", next.clone()).expect(200);
    task_force.change("PUT", "/code-of-conduct", "\"1\"", next).expect(412);
    let seen = mentor.get("/code-of-conduct").expect(200).json;
    assert_eq!(
        [&seen["version"], &seen["my_accepted_version"], &seen["accepted"]],
        [&json!(2), &json!(1), &json!(false)]
    );
    mentor.post("/code-of-conduct/accept", json!({ "version": 1 })).expect(409);
    mentor.post("/code-of-conduct/accept", json!({ "version": 2 })).expect(200);
    assert_eq!(mentor.get("/code-of-conduct/versions").expect(200).items().len(), 2);
    let path = format!("/code-of-conduct/acceptances?person_id={}", mentor.person_id);
    let here = network.in_region(Role::Coordinator, &region);
    for reader in [&task_force, &here] {
        let versions = reader.get(&path).expect(200).items();
        assert_eq!(versions.iter().map(|v| v["version"].as_i64().unwrap()).collect::<Vec<_>>(), [2, 1]);
    }
    network.in_region(Role::Coordinator, &network.region("08")).get(&path).expect(404);
    mentor.get(&path).expect(403);
    assert_eq!(task_force.put("/code-of-conduct", json!({ "text": " " })).expect(422).pointers(), ["/text"]);
});

both!(signing_an_agreement_may_accept_the_code_of_conduct, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let path = format!("/pairings/{}/agreement", season.pairing(&mentor, &mentee));
    let terms =
        json!({ "goals": ["a"], "cadence": "monthly", "confidentiality": "b", "ends_on": "2027-08-01" });
    let digest = mentor.put(&path, terms).expect(200).json["terms_digest"].clone();
    let sign = |version: i64| {
        mentor.post(&format!("{path}/sign"), json!({ "terms_digest": digest, "conduct_version": version }))
    };
    sign(9).expect(409);
    assert_eq!(mentor.get(&path).expect(200).json["mentor_signed_at"], json!(null), "nothing half done");
    sign(1).expect(200);
    assert_eq!(mentor.get("/code-of-conduct").expect(200).json["accepted"], true);
});

both!(a_new_version_asks_everybody_in_a_pairing, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let asked = |client: &Client| crate::mentorships::caseload::item(client, "conduct_to_accept").is_some();
    assert!(!asked(&mentor), "they are in no pairing yet");
    let pairing = season.pairing(&mentor, &mentee);
    let accept = |client: &Client| {
        let version = client.get("/code-of-conduct").expect(200).json["version"].clone();
        client.post("/code-of-conduct/accept", json!({ "version": version })).expect(200);
    };
    assert!(asked(&mentor) && asked(&mentee));
    accept(&mentor);
    assert!(!asked(&mentor) && asked(&mentee));
    season.task_force.put("/code-of-conduct", json!({ "text": "Be kind, always." })).expect(200);
    assert!(asked(&mentor) && !asked(&season.task_force));
    accept(&mentor);
    mentor.post(&format!("/pairings/{pairing}/end"), json!({ "reason": "moved" })).expect(200);
    assert!(!asked(&mentor) && !asked(&mentee), "their pairing has ended");
});
