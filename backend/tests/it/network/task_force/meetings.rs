use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::member;
use crate::both;
use crate::support::{Client, Network};

fn meeting() -> Value {
    json!({ "title": "Spring meeting", "starts_at_local": "2027-03-09T14:00", "time_zone": "America/New_York",
        "duration_minutes": 60, "link": "https://meet.example/task-force", "agenda": "1. The plan" })
}

fn mails_to(network: &Network, person: &Client) -> Vec<Value> {
    let subjects = network.mail_to_person(person);
    let all = network.admin().get("/mails?limit=200").expect(200).items();
    all.into_iter().filter(|mail| subjects.iter().any(|subject| mail["subject"] == *subject)).collect()
}

both!(members_are_invited_told_of_a_move_and_of_the_end, |network| {
    let (admin, ana) = (network.admin(), member(network, true));
    let adviser = member(network, false);
    let planned = admin.post("/task-force-meetings", meeting()).expect(201);
    assert_eq!(planned.json["starts_at"], "2027-03-09T19:00:00Z");
    assert_eq!(planned.json["state"], "planned");
    assert_eq!(planned.json["members"].as_array().unwrap().len(), 2);
    assert_eq!(planned.json["present_voting"], Value::Null);
    let path = format!("/task-force-meetings/{}", planned.id());
    assert_eq!(planned.header("location"), Some(format!("/api/v1{path}").as_str()));
    assert_eq!(network.mail_to_person(&ana), ["Task force: Spring meeting"]);
    assert_eq!(
        network.mail_to_person(&adviser),
        ["Task force: Spring meeting"],
        "who does not vote comes too"
    );
    let invited = &mails_to(network, &ana)[0];
    assert!(invited["body"].as_str().unwrap().contains("1:00 PM CST (America/Chicago)"), "{invited}");
    // What only its members read changes nothing in a calendar.
    admin.patch(&path, json!({ "agenda": "1. Seats", "minutes": null })).expect(200);
    assert_eq!(network.mail_to_person(&ana).len(), 1);
    let moved = admin.patch(&path, json!({ "starts_at_local": "2027-03-16T14:00" })).expect(200);
    assert_eq!(moved.json["starts_at"], "2027-03-16T18:00:00Z", "clocks were turned forward between the two");
    assert_eq!(network.mail_to_person(&ana)[0], "Changed: Spring meeting");
    let cancelled =
        admin.post(&format!("{path}/cancel"), json!({ "reason": "Reports are late." })).expect(200);
    assert_eq!(cancelled.json["state"], "cancelled");
    assert_eq!(network.mail_to_person(&ana)[0], "Cancelled: Spring meeting");
    let last = network.operator(|work| {
        use diesel::prelude::*;
        use perennial::schema::mails;
        Ok(mails::table
            .filter(mails::template.eq("task_force_meeting_cancelled"))
            .select(mails::calendar)
            .first::<Option<String>>(work.conn)?)
    });
    let file = last.unwrap();
    assert!(file.contains("METHOD:CANCEL") && file.contains("SEQUENCE:2"), "{file}");
    assert!(file.contains("PARTSTAT=NEEDS-ACTION"), "{file}");
    admin.patch(&path, json!({ "title": "Again" })).expect(409);
    admin.post(&format!("{path}/cancel"), json!({})).expect(409);
});

both!(who_was_there_is_recorded_once_it_has_begun, |network| {
    let admin = network.admin();
    let (ana, bo, adviser) = (member(network, true), member(network, true), member(network, false));
    let outsider = network.nobody();
    let planned = admin.post("/task-force-meetings", meeting()).expect(201);
    let path = format!("/task-force-meetings/{}", planned.id());
    let sheet = format!("{path}/attendance");
    let record =
        |person: &Client, presence: &str| json!({ "person_id": person.person_id, "presence": presence });
    let all =
        json!({ "records": [record(&ana, "present"), record(&bo, "excused"), record(&adviser, "present")] });
    admin.put(&sheet, all.clone()).expect(409);
    network.advance(TimeDelta::days(9));
    let admin = network.sign_in_as(&admin);
    let twice =
        json!({ "records": [record(&ana, "present"), record(&outsider, "present"), record(&ana, "absent")] });
    let pointers = admin.put(&sheet, twice).expect(422).pointers();
    assert_eq!(pointers, ["/records/1/person_id", "/records/2/person_id"]);
    assert_eq!(admin.get(&path).expect(200).json["state"], "planned", "nothing was kept");
    let held = admin.put(&sheet, all).expect(200).json;
    assert_eq!(
        (&held["state"], &held["present_voting"], &held["quorum"]),
        (&json!("held"), &json!(1), &json!(2))
    );
    let presence: Vec<_> =
        held["members"].as_array().unwrap().iter().map(|m| m["presence"].clone()).collect();
    assert!(presence.contains(&json!("excused")));
    admin.patch(&path, json!({ "minutes": "We met.", "title": "Spring meeting (held)" })).expect(200);
    admin.patch(&path, json!({ "duration_minutes": 90 })).expect(409);
    admin.post(&format!("{path}/cancel"), json!({})).expect(409);
    assert_eq!(network.mail_to_person(&ana).len(), 1, "nobody is told of what has been");
    assert_eq!(admin.get("/task-force-meetings?state=held").expect(200).items().len(), 1);
    assert_eq!(admin.get("/task-force-meetings?state=planned").expect(200).items().len(), 0);
});

both!(a_meeting_of_the_past_is_only_written_down, |network| {
    let ana = member(network, true);
    let mut past = meeting();
    past["starts_at_local"] = json!("2027-02-02T14:00");
    network.admin().post("/task-force-meetings", past).expect(201);
    assert_eq!(network.mail_to_person(&ana), [""; 0]);
});

both!(what_is_written_in_markdown_comes_as_html_that_runs_nothing, |network| {
    let admin = network.admin();
    let mut written = meeting();
    written["agenda"] = json!("1. The plan\n2. <script>alert(1)</script>");
    let planned = admin.post("/task-force-meetings", written).expect(201);
    assert_eq!(planned.json["minutes_html"], Value::Null);
    let html = planned.json["agenda_html"].as_str().unwrap();
    assert!(html.contains("<li>The plan</li>") && !html.contains("<script"), "{html}");
    let path = format!("/task-force-meetings/{}", planned.id());
    let changed = admin.patch(&path, json!({ "minutes": "# Said\n\nNothing." })).expect(200);
    assert!(changed.json["minutes_html"].as_str().unwrap().contains("<h2>Said</h2>"), "{}", changed.json);
    let motion = json!({ "title": "T", "motion": "A **second** seat." });
    let put = admin.post("/decisions", motion).expect(201);
    assert!(put.json["motion_html"].as_str().unwrap().contains("<strong>second</strong>"), "{}", put.json);
});

both!(wrong_meetings_are_refused_with_every_field, |network| {
    let admin = network.admin();
    let refused = admin.post(
        "/task-force-meetings",
        json!({ "title": " ", "starts_at_local": "2027-03-09T14:00", "time_zone": "America/New_York",
            "duration_minutes": 1, "link": "javascript:alert(1)" }),
    );
    assert_eq!(refused.expect(422).pointers(), ["/duration_minutes", "/link", "/title"]);
    let mut skipped = meeting();
    skipped["starts_at_local"] = json!("2027-03-14T02:30");
    assert_eq!(admin.post("/task-force-meetings", skipped).expect(422).pointers(), ["/starts_at_local"]);
    let mut nowhere = meeting();
    nowhere["time_zone"] = json!("Mars/Olympus");
    assert_eq!(admin.post("/task-force-meetings", nowhere).expect(422).pointers(), ["/time_zone"]);
    assert_eq!(admin.get("/task-force-meetings").items().len(), 0);
});

both!(meetings_are_the_task_forces_own, |network| {
    let coordinator = network.in_region(Role::Coordinator, &network.region("03"));
    coordinator.get("/task-force-meetings").expect(403);
    coordinator.post("/task-force-meetings", meeting()).expect(403);
    let id = network.admin().post("/task-force-meetings", meeting()).expect(201).id();
    coordinator.get(&format!("/task-force-meetings/{id}")).expect(403);
    network.anonymous.get(&format!("/task-force-meetings/{id}")).expect(401);
});

both!(pages_of_meetings_follow_one_another, |network| {
    let admin = network.admin();
    for day in ["02", "03", "04"] {
        let mut one = meeting();
        one["starts_at_local"] = json!(format!("2027-04-{day}T10:00"));
        one["title"] = json!(day);
        admin.post("/task-force-meetings", one).expect(201);
    }
    let first = admin.get("/task-force-meetings?limit=2").expect(200);
    let titles: Vec<_> = first.items().iter().map(|m| m["title"].as_str().unwrap().to_owned()).collect();
    assert_eq!(titles, ["04", "03"], "latest first");
    let cursor = first.json["next_cursor"].as_str().unwrap();
    let rest = admin.get(&format!("/task-force-meetings?limit=2&cursor={cursor}")).expect(200);
    assert_eq!(rest.items()[0]["title"], "02");
});
