use perennial::platform::auth::Role;
use serde_json::{Value, json};

use crate::both;
use crate::matching::Season;
use crate::support::Client;

fn enrolment_of(client: &Client) -> String {
    client.get("/me/enrolments").expect(200).items()[0]["id"].as_str().unwrap().to_owned()
}

fn pair(mentor: &str, mentee: &str) -> Value {
    json!({ "mentor_enrolment_id": mentor, "mentee_enrolment_id": mentee })
}

fn codes(answer: &crate::support::Answer) -> Vec<String> {
    answer.json["errors"].as_array().unwrap().iter().map(|e| e["code"].as_str().unwrap().to_owned()).collect()
}

both!(a_coordinator_makes_a_pair_that_holds_its_seats, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let body = pair(&enrolment_of(&mentor), &enrolment_of(&mentee));
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let there = network.in_region(Role::Coordinator, &season.west);
    assert_eq!(codes(&there.post("/pairings", body.clone()).expect(422)), ["unknown", "unknown"]);
    mentor.post("/pairings", body.clone()).expect(403);
    let check = format!(
        "/pairings/hand-check?mentor_enrolment_id={}&mentee_enrolment_id={}",
        body["mentor_enrolment_id"].as_str().unwrap(),
        body["mentee_enrolment_id"].as_str().unwrap()
    );
    assert_eq!(
        here.get(&check).expect(200).json,
        json!({ "possible": true, "obstacles": [], "warnings": [] })
    );
    let made = here.post("/pairings", body.clone()).expect(201).json;
    assert_eq!((&made["made_by"], &made["state"]), (&json!("hand"), &json!("active")));
    assert_eq!((&made["started_on"], &made["ends_on"]), (&json!("2027-03-01"), &json!("2027-09-01")));
    for one in [&mentor, &mentee] {
        assert!(network.mail_to_person(one).iter().any(|s| s.contains("is your")));
    }
    assert_eq!(season.round(&season.task_force, None)["matched"], 0, "both are taken");
    assert_eq!(
        here.get(&format!("/cycles/{}/rounds", season.cycle)).expect(200).items().len(),
        1,
        "what was made by hand is no round"
    );
    let proposal = here.get(&format!("/proposals/{}", made["proposal_id"].as_str().unwrap())).expect(200);
    let hidden = format!("/rounds/{}", proposal.json["round_id"].as_str().unwrap());
    for rest in ["", "/proposals", "/unmatched", "/workbench", "/edits", "/fairness"] {
        season.task_force.get(&format!("{hidden}{rest}")).expect(404);
        here.get(&format!("{hidden}{rest}")).expect(404);
    }
    season.task_force.act(&format!("{hidden}/publish")).expect(404);
    let twice = here.post("/pairings", body.clone()).expect(422);
    assert_eq!(twice.pointers(), ["/mentee_enrolment_id", "/mentor_enrolment_id"]);
    assert_eq!(codes(&twice), ["no_seat", "not_available"]);
    // The end gives the seats back.
    let id = made["id"].as_str().unwrap();
    mentor.post(&format!("/pairings/{id}/end"), json!({ "reason": "workload" })).expect(200);
    let free = season.somebody(&season.lakes, "Fay Free");
    season.enrol(&free, "mentee", json!({}));
    assert_eq!(season.round(&season.task_force, None)["matched"], 1);
});

both!(what_is_confidential_and_who_is_full_are_the_same_not_available, |network| {
    let season = Season::matching(network);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let not_available = |mentor: &str, mentee: &str| {
        let refused = here.post("/pairings", pair(mentor, mentee)).expect(422);
        assert_eq!(codes(&refused), ["not_available"], "{}", refused.text);
        refused.json["errors"].clone()
    };
    let names = ["Mia Mentor", "Mel Mentor", "Tom Mentee", "Tim Mentee", "Ted Mentee"];
    let people = names.map(|name| season.somebody(&season.lakes, name));
    let full = season.enrol(&people[0], "mentor", json!({}));
    let taken = season.enrol(&people[2], "mentee", json!({}));
    here.post("/pairings", pair(&full, &taken)).expect(201);
    let other = season.enrol(&people[3], "mentee", json!({}));
    let of_full = not_available(&full, &other);
    let (_, excluding) = season.excluding(Role::Mentor, &[&people[4]]);
    season.task_force.patch(&format!("/enrolments/{excluding}"), json!({ "capacity": 2 })).expect(200);
    let excluded = season.enrol(&people[4], "mentee", json!({}));
    assert_eq!(not_available(&excluding, &excluded), of_full);
    here.post("/pairings", pair(&excluding, &other)).expect(201);
});

both!(hard_rules_are_said_in_words, |network| {
    let season = Season::matching(network);
    let task_force = &season.task_force;
    let names = ["Mia Mentor", "Tom Mentee", "Far Mentee"];
    let [mia, tom, far] = names.map(|name| season.somebody(&season.lakes, name));
    let mentor = season.enrol(&mia, "mentor", json!({ "languages": ["es"] }));
    let mentee = season.enrol(&tom, "mentee", json!({ "languages": ["en"] }));
    let refused = task_force.post("/pairings", pair(&mentor, &mentee)).expect(422);
    assert_eq!(codes(&refused), ["no_shared_language"]);
    assert!(refused.text.contains("no language in common"));
    let as_mentee = season.enrol(&mia, "mentee", json!({}));
    assert!(
        codes(&task_force.post("/pairings", pair(&mentor, &as_mentee)).expect(422))
            .contains(&"same_person".to_owned())
    );
    assert_eq!(
        codes(&task_force.post("/pairings", pair(&mentee, &mentor)).expect(422)),
        ["wrong_role", "wrong_role"]
    );
    let later = Season::enrolling(network);
    let elsewhere = later.enrol(&far, "mentee", json!({}));
    assert_eq!(codes(&task_force.post("/pairings", pair(&mentor, &elsewhere)).expect(422)), ["other_cycle"]);
    let early = later.enrol(&mia, "mentor", json!({}));
    task_force.post("/pairings", pair(&early, &elsewhere)).expect(409);
    let wrong_day =
        json!({ "mentor_enrolment_id": mentor, "mentee_enrolment_id": mentee, "ends_on": "2030-01-01" });
    assert_eq!(
        task_force.post("/pairings", wrong_day).expect(422).pointers(),
        ["/ends_on", "/mentor_enrolment_id"]
    );
    assert_eq!(task_force.post("/pairings", json!({ "mentor_enrolment_id": "x" })).expect(422).status, 422);
});

both!(a_mentor_who_pauses_is_not_available_and_too_few_shared_hours_are_said, |network| {
    let season = Season::matching(network);
    let policy = json!({ "policy": { "least_shared_hours": 2 } });
    season.task_force.patch(&format!("/cycles/{}", season.cycle), policy).expect(200);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let [mia, tom] = ["Mia Mentor", "Tom Mentee"].map(|name| season.somebody(&season.lakes, name));
    let hours = |from: u8| json!([{ "weekday": "monday", "from_hour": from, "to_hour": from + 3 }]);
    let mentor = season.enrol(&mia, "mentor", json!({ "available_hours": hours(9) }));
    let mentee = season.enrol(&tom, "mentee", json!({ "available_hours": hours(11) }));
    let refused = here.post("/pairings", pair(&mentor, &mentee)).expect(422);
    assert_eq!(codes(&refused), ["too_few_shared_hours"]);
    assert_eq!(refused.pointers(), ["/mentor_enrolment_id"]);
    let change = json!({ "available_hours": hours(10) });
    season.task_force.patch(&format!("/enrolments/{mentee}"), change).expect(200);
    season.task_force.post(&format!("/enrolments/{mentor}/pause"), json!({})).expect(200);
    let paused = here.post("/pairings", pair(&mentor, &mentee)).expect(422);
    assert_eq!(codes(&paused), ["not_available"]);
    assert!(!paused.text.contains("paus"), "nothing tells which it is: {}", paused.text);
    season.task_force.act(&format!("/enrolments/{mentor}/resume")).expect(200);
    here.post("/pairings", pair(&mentor, &mentee)).expect(201);
});

both!(a_veto_is_acknowledged_with_a_reason_or_heeded, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let (one, other) = (enrolment_of(&mentor), enrolment_of(&mentee));
    let round = season.round(&season.task_force, None)["id"].as_str().unwrap().to_owned();
    let veto = json!({ "kind": "veto", "mentee_enrolment_id": other, "mentor_enrolment_id": one,
        "reason": "Former boss." });
    let body = json!({ "expected_seq": 0, "edits": [veto] });
    season.task_force.post(&format!("/rounds/{round}/edits"), body).expect(200);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let mut body = pair(&one, &other);
    let refused = here.post("/pairings", body.clone()).expect(422);
    assert_eq!((refused.pointers(), codes(&refused)), (vec!["/despite_veto".into()], vec!["vetoed".into()]));
    assert!(refused.text.contains("despite_veto: true"), "{}", refused.text);
    body["despite_veto"] = json!(true);
    for reason in [json!(null), json!("  ")] {
        body["reason"] = reason;
        assert_eq!(here.post("/pairings", body.clone()).expect(422).pointers(), ["/reason"]);
    }
    // A veto still counts when its round is discarded.
    season.task_force.act(&format!("/rounds/{round}/discard")).expect(200);
    here.post("/pairings", pair(&one, &other)).expect(422);
    body["reason"] = json!("Both asked for it.");
    let made = here.post("/pairings", body).expect(201).id();
    let audit = network.admin().get("/audit-entries?limit=200").expect(200).items();
    let row = audit.iter().find(|row| row["action"] == "pairing.made_despite_veto").unwrap();
    assert_eq!((&row["subject_id"], &row["detail"]["reason"]), (&json!(made), &json!("Both asked for it.")));
});
