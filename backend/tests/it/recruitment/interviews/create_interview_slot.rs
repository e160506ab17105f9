//! Times that are offered, singly and in series.

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::{Search, choose};
use crate::both;
use crate::recruitment::Desk;

both!(a_slot_is_offered_edited_and_removed_while_it_is_free, |network| {
    let search = Search::with_applicants(network, 1);
    let task_force = &search.desk.task_force;
    let made = search.add(search.slot("2027-03-09T10:00")).expect(201);
    assert_eq!(made.json["starts_at"], "2027-03-09T16:00:00Z", "Chicago, before clocks are turned");
    assert_eq!(made.json["ends_at"], "2027-03-09T16:30:00Z");
    assert_eq!(made.json["panel"][0]["name"], "Test reviewer");
    assert!(made.json["holder"].is_null());
    let path = format!("/interview-slots/{}", made.id());
    // A week later, clocks have been turned: the same time on the clock is another moment.
    let moved = task_force.patch(&path, json!({ "starts_at_local": "2027-03-16T10:00" })).expect(200).json;
    assert_eq!(moved["starts_at"], "2027-03-16T15:00:00Z");
    assert_eq!(moved["note"], "The first five minutes are yours.", "what is not named stays");
    let cleared = task_force.patch(&path, json!({ "note": null, "place": "Room 12" })).expect(200).json;
    assert_eq!((cleared["note"].is_null(), cleared["place"].as_str()), (true, Some("Room 12")));
    task_force.change("PATCH", &path, "\"1\"", json!({ "note": "late" })).expect(412);
    assert_eq!(
        task_force.patch(&path, json!({ "link": null, "place": null })).expect(422).pointers(),
        ["/link"]
    );
    task_force.delete(&path).expect(204);
    task_force.get(&path).expect(404);
    let listed = task_force.get(&format!("/openings/{}/interview-slots", search.opening)).expect(200);
    assert!(listed.items().is_empty());
});

both!(all_that_is_wrong_with_a_slot_is_said_at_once, |network| {
    let search = Search::with_applicants(network, 1);
    let mentor = network.in_region(Role::Mentor, &search.desk.region);
    let elsewhere = network.in_region(Role::Reviewer, &network.region("08"));
    let mut slot = search.slot("2027-03-14T02:30");
    slot["link"] = Value::Null;
    slot["panel_ids"] = json!([
        mentor.person_id,
        elsewhere.person_id,
        search.rosa.person_id,
        search.rosa.person_id,
        search.opening
    ]);
    assert_eq!(
        search.add(slot).expect(422).pointers(),
        ["/link", "/panel_ids/0", "/panel_ids/1", "/panel_ids/3", "/panel_ids/4", "/starts_at_local"],
        "02:30 does not happen in Chicago that day"
    );
    let with = |field: &str, value: Value| {
        let mut slot = search.slot("2027-03-09T10:00");
        slot[field] = value;
        search.add(slot)
    };
    for (field, value, pointer) in [
        ("link", json!("http://meet.example/room"), "/link"),
        ("link", json!("javascript:alert(1)"), "/link"),
        ("time_zone", json!("Mars/Olympus"), "/time_zone"),
        ("starts_at_local", json!("2027-02-28T10:00"), "/starts_at_local"),
        ("starts_at_local", json!("2027-03-09T10:00Z"), "/starts_at_local"),
        ("duration_minutes", json!(4), "/duration_minutes"),
        ("panel_ids", json!([]), "/panel_ids"),
        ("room", json!("x"), "/room"),
    ] {
        let answer = with(field, value).expect(422);
        let text = answer.text.clone();
        assert!(answer.pointers() == [pointer] || text.contains("unknown field"), "{field}: {text}");
    }
});

both!(nobody_sits_on_two_panels_at_once, |network| {
    let search = Search::with_applicants(network, 1);
    search.offer("2027-03-09T10:00");
    search.offer("2027-03-09T10:30");
    let refused = search.add(search.slot("2027-03-09T10:15")).expect(422);
    assert_eq!(refused.pointers(), ["/panel_ids/0", "/panel_ids/0"], "both of them are in the way");
    assert!(refused.text.contains("Test reviewer sits on another panel then"), "{}", refused.text);
    // In another opening, in another zone, it is still the same person at the same moment.
    let other = Desk::in_region(network, "03");
    let opening = other.published();
    let path = format!("/openings/{opening}/interview-slots");
    let mut slot = search.slot("2027-03-09T11:00");
    slot["time_zone"] = json!("America/New_York");
    assert_eq!(other.task_force.post(&path, slot.clone()).expect(422).pointers(), ["/panel_ids/0"]);
    slot["panel_ids"] = json!([search.ravi.person_id]);
    let free = other.task_force.post(&path, slot).expect(201).id();
    let both = json!({ "panel_ids": [search.ravi.person_id, search.rosa.person_id] });
    let answer = other.task_force.patch(&format!("/interview-slots/{free}"), both).expect(422);
    assert_eq!(answer.pointers(), ["/panel_ids/1"]);
    let longer = json!({ "duration_minutes": 60 });
    other.task_force.patch(&format!("/interview-slots/{free}"), longer).expect(200);
});

both!(a_series_is_previewed_and_then_made, |network| {
    let search = Search::with_applicants(network, 1);
    let task_force = &search.desk.task_force;
    let path = format!("/openings/{}/interview-series", search.opening);
    let series = |dry_run: bool| {
        json!({
            "first_day": "2027-03-08", "last_day": "2027-03-19", "weekdays": ["tuesday", "thursday"],
            "from": "10:00", "until": "12:00", "every_minutes": 30, "time_zone": "America/Chicago",
            "duration_minutes": 25, "link": "https://meet.example/room", "place": null, "note": null,
            "panel_ids": [search.rosa.person_id], "dry_run": dry_run,
        })
    };
    let slots = || {
        task_force.get(&format!("/openings/{}/interview-slots?limit=200", search.opening)).expect(200).items()
    };
    let preview = task_force.post(&path, series(true)).expect(200).json;
    assert_eq!((preview["slots"].as_i64(), preview["dry_run"].as_bool()), (Some(16), Some(true)));
    assert!(slots().is_empty(), "a preview makes nothing");
    let made = task_force.post(&path, series(false)).expect(200).json;
    assert_eq!(made["items"], preview["items"]);
    let starts: Vec<String> = slots().iter().map(|s| s["starts_at"].as_str().unwrap().to_owned()).collect();
    assert_eq!(starts.len(), 16);
    assert_eq!(starts[0], "2027-03-09T16:00:00Z");
    assert_eq!(starts[15], "2027-03-18T16:30:00Z", "11:30 again, after clocks were turned");
    // A second time everybody is double-booked: the preview says so, and nothing is made.
    let again = task_force.post(&path, series(true)).expect(200).json;
    assert_eq!(again["slots"], 0);
    assert_eq!(again["items"][0]["obstacle"], "double_booked");
    assert_eq!(again["items"][0]["double_booked"], json!(["Test reviewer"]));
    let refused = task_force.post(&path, series(false)).expect(409);
    assert!(
        refused.text.contains("Test reviewer") && refused.text.contains("16 of these times"),
        "{}",
        refused.text
    );
    assert_eq!(slots().len(), 16);
    let mut night = series(false);
    night["first_day"] = json!("2027-03-14");
    night["last_day"] = json!("2027-03-14");
    night["weekdays"] = json!(["sunday"]);
    night["from"] = json!("01:30");
    night["until"] = json!("03:30");
    let made = task_force.post(&path, night).expect(200).json;
    let fates: Vec<(String, Option<String>)> = made["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| {
            (
                i["starts_at_local"].as_str().unwrap()[11..16].to_owned(),
                i["obstacle"].as_str().map(str::to_owned),
            )
        })
        .collect();
    let skipped = || Some("no_such_time".to_owned());
    assert_eq!(
        fates,
        [
            ("01:30".into(), None),
            ("02:00".into(), skipped()),
            ("02:30".into(), skipped()),
            ("03:00".into(), None)
        ]
    );
    assert_eq!(slots().len(), 18);
    let mut wrong = series(false);
    wrong["last_day"] = json!("2027-03-01");
    wrong["until"] = json!("09:00");
    wrong["every_minutes"] = json!(20);
    assert_eq!(
        task_force.post(&path, wrong).expect(422).pointers(),
        ["/every_minutes", "/last_day", "/until"]
    );
    let mut unreadable = series(true);
    unreadable["from"] = json!("25:00");
    unreadable["time_zone"] = json!("Nowhere");
    assert_eq!(task_force.post(&path, unreadable).expect(422).pointers(), ["/from", "/time_zone"]);
});

both!(slots_are_for_those_who_decide, |network| {
    let search = Search::with_applicants(network, 1);
    let slot = search.offer("2027-03-09T10:00");
    let (list, one) =
        (format!("/openings/{}/interview-slots", search.opening), format!("/interview-slots/{slot}"));
    let coordinator = network.in_region(Role::Coordinator, &search.desk.region);
    for client in [&search.rosa, &coordinator, &network.nobody()] {
        client.get(&list).expect(403);
        client.patch(&one, json!({ "note": "x" })).expect(403);
        client.post(&list, search.slot("2027-03-09T11:00")).expect(403);
    }
    network.anonymous.get(&list).expect(401);
    search.desk.task_force.get(&format!("/interview-slots/{}", search.opening)).expect(404);
    // What is held changes only by its interview.
    search.invite(&search.applications).expect(200);
    search.holders(network)[0].post("/public/interview/book", choose(&slot, "America/Denver")).expect(200);
    let refused = search.desk.task_force.patch(&one, json!({ "note": "x" })).expect(409);
    assert!(refused.text.contains("booked"), "{}", refused.text);
    search.desk.task_force.delete(&one).expect(409);
});

both!(slots_are_offered_while_somebody_is_sought, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.task_force.post("/openings", desk.opening()).expect(201).id();
    let rosa = network.in_region(Role::Reviewer, &desk.region);
    let slot = json!({
        "starts_at_local": "2027-03-09T10:00", "time_zone": "America/Chicago", "duration_minutes": 30,
        "link": null, "place": "Room 12", "note": null, "panel_ids": [rosa.person_id],
    });
    let path = format!("/openings/{opening}/interview-slots");
    let refused = desk.task_force.post(&path, slot.clone()).expect(409);
    assert!(refused.text.contains("draft"), "{}", refused.text);
    desk.task_force.act(&format!("/openings/{opening}/publish")).expect(200);
    desk.task_force.post(&path, slot).expect(201);
});
