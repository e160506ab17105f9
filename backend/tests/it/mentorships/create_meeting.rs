use perennial::platform::auth::Role;
use serde_json::{Value, json};

use crate::both;
use crate::matching::Season;

both!(notes_stay_with_the_two, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let path = format!("/pairings/{}/meetings", season.pairing(&mentor, &mentee));
    let body = json!({ "held_on": "2027-03-01", "duration_minutes": 45, "channel": "video",
        "shared_note": "a most private worry" });
    mentor.post(&path, body).expect(201);
    assert_eq!(mentee.get(&path).expect(200).items()[0]["shared_note"], "a most private worry");
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    for staff in [&coordinator, &season.task_force, &network.admin()] {
        let seen = staff.get(&path).expect(200);
        assert!(!seen.text.contains("worry"), "{}", seen.text);
        assert_eq!(seen.items()[0]["duration_minutes"], 45);
        staff
            .post(&path, json!({ "held_on": "2027-03-01", "duration_minutes": 5, "channel": "chat" }))
            .expect(404);
    }
    let admin = network.admin();
    assert!(!admin.get("/events?limit=200").expect(200).text.contains("worry"));
    assert!(!admin.get("/audit-entries?limit=200").expect(200).text.contains("worry"));
    network.in_region(Role::Coordinator, &season.west).get(&path).expect(404);
    network.in_region(Role::Mentor, &season.lakes).get(&path).expect(404);
});

both!(a_meeting_is_of_the_pairings_days, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let path = format!("/pairings/{}/meetings", season.pairing(&mentor, &mentee));
    let on = |day: &str, minutes: i64| {
        mentor.post(&path, json!({ "held_on": day, "duration_minutes": minutes, "channel": "phone" }))
    };
    assert_eq!(on("2027-03-02", 30).expect(422).pointers(), ["/held_on"], "tomorrow");
    assert_eq!(on("2027-02-01", 30).expect(422).pointers(), ["/held_on"], "before it began");
    assert_eq!(on("2027-03-01", 601).expect(422).pointers(), ["/duration_minutes"]);
    assert_eq!(on("not a day", 30).expect(422).pointers(), ["/held_on"]);
    // It is tomorrow already where they have gone.
    mentor.patch("/me", json!({ "time_zone": "Pacific/Kiritimati" })).expect(200);
    on("2027-03-02", 30).expect(201);
    on("2027-03-01", 30).expect(201);
    on("2027-03-01", 15).expect(201);
    let days = |query: &str| -> Vec<String> {
        let items = mentee.get(&format!("{path}{query}")).expect(200).items();
        items.iter().map(|m| m["held_on"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(days(""), ["2027-03-02", "2027-03-01", "2027-03-01"], "latest first");
    let page = mentee.get(&format!("{path}?limit=2")).expect(200);
    let cursor = page.json["next_cursor"].as_str().unwrap();
    assert_eq!(days(&format!("?limit=2&cursor={cursor}")), ["2027-03-01"]);
});

both!(who_logged_a_meeting_corrects_it_and_everything_follows, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let list = format!("/pairings/{pairing}/meetings");
    let body = json!({ "held_on": "2027-03-01", "duration_minutes": 45, "channel": "video",
        "shared_note": "a most private worry" });
    let made = mentor.post(&list, body).expect(201);
    let path = format!("/meetings/{}", made.id());
    assert_eq!(made.header("location"), Some(format!("/api/v1{path}").as_str()));
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    assert_eq!(coordinator.get(&path).expect(200).json["shared_note"], json!(null));
    let change = json!({ "duration_minutes": 60 });
    mentee.change("PATCH", &path, "*", change.clone()).expect(403);
    mentee.change("DELETE", &path, "*", json!({})).expect(403);
    for other in [&coordinator, &season.task_force, &network.nobody()] {
        other.change("PATCH", &path, "*", change.clone()).expect(404);
        other.change("DELETE", &path, "*", json!({})).expect(404);
    }
    network.in_region(Role::Coordinator, &season.west).get(&path).expect(404);
    let wrong = |body: Value| mentor.patch(&path, body).expect(422).pointers();
    assert_eq!(wrong(json!({ "held_on": "2027-03-02" })), ["/held_on"]);
    assert_eq!(wrong(json!({ "held_on": null, "duration_minutes": 0 })), ["/held_on"]);
    assert_eq!(wrong(json!({ "duration_minutes": 0 })), ["/duration_minutes"]);
    let same = mentor.patch(&path, json!({ "duration_minutes": 45 })).expect(200).json;
    assert_eq!(same["version"], 1, "nothing has changed");
    let corrected = json!({ "held_on": "2027-02-28", "duration_minutes": 60, "shared_note": null });
    let seen = mentor.change("PATCH", &path, "\"1\"", corrected).expect(200).json;
    assert_eq!((&seen["version"], &seen["shared_note"]), (&json!(2), &json!(null)));
    mentor.change("PATCH", &path, "\"1\"", change).expect(412);
    let of = |name: &str| mentee.get(&format!("/pairings/{pairing}")).expect(200).json[name].clone();
    assert_eq!((of("meetings"), of("last_met_on")), (json!(1), json!("2027-02-28")));
    let second = json!({ "held_on": "2027-03-01", "duration_minutes": 10, "channel": "chat" });
    let second = format!("/meetings/{}", mentee.post(&list, second).expect(201).id());
    mentor.post(&format!("/pairings/{pairing}/end"), json!({ "reason": "completed" })).expect(200);
    // A slip does not stay on the certificate.
    let certificate = format!("/pairings/{pairing}/certificate");
    assert_eq!(mentee.get(&certificate).expect(200).json["meetings"], 2);
    mentee.delete(&second).expect(204);
    mentee.get(&second).expect(404);
    assert_eq!(mentee.get(&certificate).expect(200).json["meetings"], 1);
    assert_eq!(of("last_met_on"), "2027-02-28");
    let admin = network.admin();
    let events = network.events_with("meeting.deleted");
    let audit = admin.get("/audit-entries?limit=200").expect(200).text;
    for kind in ["meeting.corrected", "meeting.deleted"] {
        assert!(events.contains(kind) && audit.contains(kind), "{kind}");
    }
    assert!(!events.contains("worry") && !audit.contains("worry"));
});

both!(a_plan_whose_meeting_is_taken_back_did_not_take_place, |network| {
    let mut pair = crate::mentorships::planned_meetings::Planning::start(network);
    let plan = pair.at(&pair.mentor, "2027-03-02T20:00:00Z").expect(201).id();
    pair.after(36);
    let held = pair.mentor.post(&format!("/planned-meetings/{plan}/held"), json!({})).expect(200).json;
    let meeting = held["meeting_id"].as_str().unwrap();
    pair.mentor.delete(&format!("/meetings/{meeting}")).expect(204);
    let seen = pair.mentor.get(&format!("/planned-meetings/{plan}")).expect(200).json;
    assert_eq!((&seen["state"], &seen["meeting_id"]), (&json!("cancelled"), &json!(null)));
});
