use chrono::TimeDelta;
use serde_json::json;

use super::Written;
use crate::both;

both!(a_message_reaches_people_of_ones_regions_and_says_who_is_left_out, |network| {
    let it = Written::start(network);
    let invited = it.season.somebody(&it.season.lakes, "Never Came");
    it.season.enrol(&invited, "mentee", json!({}));
    let seen = it.preview(it.enrolled());
    assert_eq!((&seen["chosen"], &seen["reached"], &seen["most"]), (&json!(3), &json!(2), &json!(5000)));
    assert_eq!(seen["left_out"], json!([{ "reason": "address_not_confirmed", "count": 1 }]));
    assert_eq!(seen["left_out_people"][0]["person_id"], json!(invited));
    let sample = &seen["sample"];
    assert_eq!(sample["subject"], "Test, a word");
    assert!(sample["body"].as_str().unwrap().starts_with("Hello Test"), "{sample}");
    assert!(sample["body"].as_str().unwrap().contains("of Great Lakes, how is Spring 2027?"), "{sample}");
    let accepted = it.send(it.enrolled());
    let path = format!("/messages/{}", accepted.id());
    let message = it.coordinator.get(&path).expect(200).json;
    assert_eq!((&message["state"], &message["region_id"]), (&json!("written"), &json!(it.season.lakes)));
    assert_eq!(message["counts"], json!({ "queued": 2, "sent": 0, "bounced": 0, "failed": 0, "skipped": 1 }));
    let recipients = it.coordinator.get(&format!("{path}/recipients")).expect(200).items();
    assert_eq!(recipients.len(), 3);
    let skipped = it.coordinator.get(&format!("{path}/recipients?state=skipped")).expect(200).items();
    assert_eq!((skipped.len(), &skipped[0]["left_out"]), (1, &json!("address_not_confirmed")));
    assert_eq!(it.coordinator.get(&format!("{path}/recipients?state=queued")).expect(200).items().len(), 2);
    for reached in [&it.mentor, &it.mentee] {
        assert_eq!(network.mail_to_person(reached).iter().filter(|s| *s == "Test, a word").count(), 1);
    }
    // Nothing of it exists in another region, and nobody there was written to.
    assert!(!network.mail_to_person(&it.elsewhere).contains(&"Test, a word".to_owned()));
    it.western.get(&path).expect(404);
    it.western.get(&format!("{path}/recipients")).expect(404);
    it.western.get(&format!("{path}/recipients.csv")).expect(404);
    assert!(it.western.get("/messages").expect(200).items().is_empty());
    assert_eq!(it.season.task_force.get("/messages").expect(200).items().len(), 1);
    it.mentor.get("/messages").expect(403);
});

both!(nobody_of_another_region_can_be_named_and_wrong_fields_are_named, |network| {
    let it = Written::start(network);
    let asked = |selection| it.coordinator.post("/message-preview", it.message(selection)).expect(422);
    let named = asked(json!({ "of": "people", "person_ids": [it.mentor.person_id, it.elsewhere.person_id] }));
    assert_eq!(named.pointers(), ["/selection/person_ids/1"]);
    let region =
        asked(json!({ "of": "enrolments", "cycle_id": it.season.cycle, "region_id": it.season.west }));
    assert_eq!(region.pointers(), ["/selection/region_id"]);
    let mixed =
        asked(json!({ "of": "enrolments", "health": "stalled", "person_ids": [it.mentor.person_id] }));
    assert_eq!(mixed.pointers(), ["/selection/cycle_id", "/selection/health", "/selection/person_ids"]);
    let days = asked(json!({ "of": "pairings", "no_meeting_days": 0 }));
    assert_eq!(days.pointers(), ["/selection/no_meeting_days"]);
    let body = json!({ "subject": "{{ who }}", "body": "{{ name", "selection": { "of": "people" } });
    let words = it.coordinator.post("/messages", body).expect(422);
    assert_eq!(words.pointers(), ["/body", "/selection/person_ids", "/subject"]);
    let nobody = json!({ "of": "enrolments", "cycle_id": it.season.cycle, "enrolment_state": "draft" });
    let refused = it.coordinator.post("/messages", it.message(nobody)).expect(422);
    assert_eq!(refused.pointers(), ["/selection"]);
    let mut message = it.message(it.enrolled());
    message["expected_recipients"] = json!(7);
    it.coordinator.post("/messages", message).expect(409);
    assert!(it.coordinator.get("/messages").expect(200).items().is_empty());
});

both!(enrolments_and_pairings_are_narrowed_as_their_lists_are, |network| {
    let it = Written::of_one_region(network);
    let chosen = |more: serde_json::Value| {
        let mut selection = it.enrolled();
        for (name, value) in more.as_object().unwrap() {
            selection[name] = value.clone();
        }
        it.preview(selection)["reached"].as_i64().unwrap()
    };
    assert_eq!(chosen(json!({ "matching": "waiting" })), 1);
    assert_eq!(chosen(json!({ "matching": "unmatched" })), 2);
    assert_eq!(chosen(json!({ "matching": "matched" })), 0);
    assert_eq!(chosen(json!({ "role": "mentor", "ready": true })), 1);
    it.season.pairing(&it.mentor, &it.mentee);
    assert_eq!(chosen(json!({ "matching": "matched" })), 2);
    assert_eq!(chosen(json!({ "matching": "waiting" })), 0);
    let paired = |more: serde_json::Value| {
        let mut selection = json!({ "of": "pairings" });
        for (name, value) in more.as_object().unwrap() {
            selection[name] = value.clone();
        }
        let body = json!({ "subject": "Hello", "body": "You and {{ partner }}", "selection": selection });
        it.coordinator.post("/message-preview", body).expect(200).json
    };
    assert_eq!(paired(json!({}))["reached"], 2);
    assert_eq!(paired(json!({ "role": "mentee" }))["reached"], 1);
    assert!(paired(json!({}))["sample"]["body"].as_str().unwrap().starts_with("You and Test"));
    assert_eq!(paired(json!({ "pairing_state": "ended" }))["reached"], 0);
    assert_eq!(paired(json!({ "health": "well" }))["reached"], 2);
    assert_eq!(paired(json!({ "no_meeting_days": 3 }))["reached"], 0);
    network.advance(TimeDelta::days(3));
    let coordinator = network.sign_in_as(&it.coordinator);
    let body = it.message(json!({ "of": "pairings", "no_meeting_days": 3 }));
    assert_eq!(coordinator.post("/message-preview", body).expect(200).json["reached"], 2);
});
