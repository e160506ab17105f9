use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::care::look_after;
use super::happened;
use crate::both;
use crate::matching::Season;
use crate::recruitment::calendar::{Read, read};
use crate::support::{Answer, Client, Network};

/// A pairing of March 1; both live in Chicago, and have read and written since eight in the morning.
pub struct Planning<'a> {
    pub network: &'a Network,
    pub mentor: Client,
    pub mentee: Client,
    pub lakes: String,
    pub west: String,
    pub pairing: String,
}

impl<'a> Planning<'a> {
    /// At nine in the morning in Chicago.
    pub fn start(network: &'a Network) -> Self {
        network.advance(TimeDelta::hours(3));
        let season = Season::matching(network);
        let (mentor, mentee) = season.two(&season.lakes);
        let pairing = season.pairing(&mentor, &mentee);
        Self { network, mentor, mentee, lakes: season.lakes, west: season.west, pairing }
    }

    /// Time goes by, pairings are looked after, and the two sign in again.
    pub fn after(&mut self, hours: i64) {
        self.network.advance(TimeDelta::hours(hours));
        look_after(self.network);
        for client in [&mut self.mentor, &mut self.mentee] {
            *client = self.network.sign_in_as(client);
        }
    }

    pub fn path(&self) -> String {
        format!("/pairings/{}/planned-meetings", self.pairing)
    }

    pub fn at(&self, client: &Client, starts_at: &str) -> Answer {
        client.post(&self.path(), json!({ "starts_at": starts_at, "duration_minutes": 45 }))
    }

    /// The mails to somebody that have such words in their subject, newest first.
    pub fn mails(&self, who: &Client, words: &str) -> Vec<Value> {
        let id = who.person_id.parse().unwrap();
        let address =
            self.network.operator(|w| Ok(perennial::identity::contacts(w.conn, &[id])?[&id].email.clone()));
        let mails = self.network.admin().get("/mails?limit=200").expect(200).items();
        let about = |mail: &Value| mail["subject"].as_str().unwrap().contains(words);
        mails.into_iter().filter(|mail| mail["to_address"] == address && about(mail)).collect()
    }

    /// The newest calendar entry that somebody got.
    pub fn entry(&self, who: &Client) -> Read {
        let mails = self.mails(who, "eeting with");
        read(mails.iter().find_map(|mail| mail["calendar"].as_str()).expect("a calendar file"))
    }
}

pub fn said(entry: &Read) -> (&str, &str, &str, &str) {
    (entry.method.as_str(), entry.get("SEQUENCE"), entry.get("STATUS"), entry.get("DTSTART"))
}

both!(both_get_each_change_as_the_same_calendar_entry, |network| {
    let pair = Planning::start(network);
    let body = json!({ "starts_at": "2027-03-09T20:00:00.5Z", "duration_minutes": 45, "place": " ",
        "link": "https://meet.example/room", "note": "a most private plan" });
    let planned = pair.mentor.post(&pair.path(), body).expect(201);
    let seen = planned.json.clone();
    assert_eq!(
        [&seen["state"], &seen["starts_at"], &seen["ends_at"], &seen["link"]],
        ["planned", "2027-03-09T20:00:00Z", "2027-03-09T20:45:00Z", "https://meet.example/room"]
    );
    assert_eq!((&seen["place"], &seen["sequence"]), (&json!(null), &json!(1)));
    let path = format!("/planned-meetings/{}", planned.id());
    let uid = pair.entry(&pair.mentee).get("UID").to_owned();
    for one in [&pair.mentor, &pair.mentee] {
        let entry = pair.entry(one);
        assert_eq!(said(&entry), ("REQUEST", "1", "CONFIRMED", "20270309T200000Z"));
        assert_eq!((entry.get("UID"), entry.get("DTEND")), (&*uid, "20270309T204500Z"));
        let mail = &pair.mails(one, "Meeting with")[0];
        let body = mail["body"].as_str().unwrap();
        assert!(body.contains("Tuesday, March 9, 2027, 2:00 PM CST (America/Chicago)"), "{body}");
        assert!(body.contains("https://meet.example/room") && body.contains("/pairings/"), "{body}");
        assert!(!mail.to_string().contains("private plan"), "what they note stays between them");
    }
    let moved = json!({ "starts_at": "2027-03-10T20:00:00Z" });
    assert_eq!(pair.mentee.patch(&path, moved.clone()).expect(200).json["sequence"], 2);
    for one in [&pair.mentor, &pair.mentee] {
        let entry = pair.entry(one);
        assert_eq!(said(&entry), ("REQUEST", "2", "CONFIRMED", "20270310T200000Z"));
        assert_eq!(entry.get("UID"), uid);
    }
    // The same again, and only a note: no mail.
    pair.mentee.patch(&path, moved).expect(200);
    let noted = pair.mentee.patch(&path, json!({ "note": "another" })).expect(200).json;
    assert_eq!((&noted["sequence"], &noted["note"]), (&json!(2), &json!("another")));
    assert_eq!(pair.mails(&pair.mentor, "eeting with").len(), 2);
    pair.mentor.change("PATCH", &path, "\"1\"", json!({ "note": "late" })).expect(412);
    let gone = pair.mentor.act(&format!("{path}/cancel")).expect(200).json;
    assert_eq!((&gone["state"], &gone["sequence"]), (&json!("cancelled"), &json!(3)));
    for one in [&pair.mentor, &pair.mentee] {
        let entry = pair.entry(one);
        assert_eq!(said(&entry), ("CANCEL", "3", "CANCELLED", "20270310T200000Z"));
        assert_eq!(entry.get("UID"), uid);
    }
    pair.mentor.act(&format!("{path}/cancel")).expect(409);
    pair.mentor.patch(&path, json!({ "duration_minutes": 60 })).expect(409);
    pair.mentor.post(&format!("{path}/held"), json!({})).expect(409);
    // The last is numbered after the others.
    let events = network.events_with("planned_meeting.cancelled");
    for kind in ["planned", "moved", "noted", "cancelled"] {
        assert!(events.contains(&format!("\"planned_meeting.{kind}\"")), "{kind}");
    }
    assert!(!events.contains("private plan"));
});

both!(only_the_two_plan_and_their_coordinator_sees_times, |network| {
    let pair = Planning::start(network);
    let body = json!({ "starts_at": "2027-03-09T20:00:00Z", "duration_minutes": 45, "place": "The old mill",
        "link": "https://meet.example/mill", "note": "the mill" });
    let id = pair.mentor.post(&pair.path(), body.clone()).expect(201).id();
    let path = format!("/planned-meetings/{id}");
    let coordinator = network.in_region(Role::Coordinator, &pair.lakes);
    for staff in [&coordinator, &network.task_force(), &network.admin()] {
        for read in [&pair.path(), &path] {
            let seen = staff.get(read).expect(200);
            assert!(seen.text.contains("2027-03-09T20:00:00Z"), "{}", seen.text);
            assert!(!seen.text.contains("mill"), "{}", seen.text);
        }
        staff.post(&pair.path(), body.clone()).expect(404);
        staff.change("PATCH", &path, "*", json!({ "duration_minutes": 60 })).expect(404);
        staff.act(&format!("{path}/cancel")).expect(404);
        staff.post(&format!("{path}/held"), json!({})).expect(404);
    }
    let strangers = [
        network.in_region(Role::Coordinator, &pair.west),
        network.in_region(Role::Mentor, &pair.lakes),
        network.nobody(),
    ];
    for stranger in &strangers {
        stranger.get(&pair.path()).expect(404);
        stranger.get(&path).expect(404);
        stranger.act(&format!("{path}/cancel")).expect(404);
    }
    network.anonymous.get(&path).expect(401);
    assert_eq!(pair.mentee.get(&path).expect(200).json["note"], "the mill");
});

both!(what_is_wrong_with_a_plan_is_said_by_field, |network| {
    let pair = Planning::start(network);
    let wrong = |body: Value| pair.mentor.post(&pair.path(), body).expect(422).pointers();
    let with = |name: &str, value: Value| {
        let mut body = json!({ "starts_at": "2027-03-09T20:00:00Z", "duration_minutes": 45 });
        body[name] = value;
        body
    };
    for (name, value) in [
        ("starts_at", json!("2027-03-01T15:00:00Z")),
        ("starts_at", json!("2028-04-01T15:00:00Z")),
        ("starts_at", json!("+200000-01-01T00:00:00Z")),
        ("starts_at", json!("soon")),
        ("starts_at", json!(null)),
        ("duration_minutes", json!(14)),
        ("duration_minutes", json!(481)),
        ("link", json!("http://meet.example/room")),
        ("link", json!("javascript:alert(1)")),
        ("place", json!("x".repeat(301))),
        ("note", json!("x".repeat(4001))),
        ("colour", json!("red")),
    ] {
        let expected = if name == "colour" { "" } else { name };
        let found = wrong(with(name, value.clone()));
        assert!(found.iter().all(|p| p.contains(expected)) && !found.is_empty(), "{name} {value}: {found:?}");
    }
    let first = pair.at(&pair.mentor, "2027-03-09T20:00:00Z").expect(201).id();
    for (starts, status) in
        [("2027-03-09T20:44:00Z", 422), ("2027-03-09T19:16:00Z", 422), ("2027-03-09T20:45:00Z", 201)]
    {
        let answer = pair.at(&pair.mentee, starts).expect(status);
        if status == 422 {
            assert_eq!(
                (answer.pointers(), answer.json["errors"][0]["code"].as_str()),
                (vec!["/starts_at".into()], Some("overlap"))
            );
        }
    }
    let path = format!("/planned-meetings/{first}");
    let change = |body: Value| pair.mentee.patch(&path, body).expect(422).pointers();
    assert_eq!(change(json!({ "starts_at": "2027-03-09T20:30:00Z" })), ["/starts_at"], "the second begins");
    assert_eq!(change(json!({ "starts_at": "2027-02-09T20:30:00Z" })), ["/starts_at"]);
    assert_eq!(change(json!({ "starts_at": null })), ["/starts_at"]);
    assert_eq!(change(json!({ "duration_minutes": 0 })), ["/duration_minutes"]);
    pair.mentee.patch(&path, json!({ "starts_at": "2027-03-09T19:50:00Z" })).expect(200);
    let listed = |query: &str| -> Vec<String> {
        let items = pair.mentee.get(&format!("{}{query}", pair.path())).expect(200).items();
        items.iter().map(|m| m["starts_at"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(listed(""), ["2027-03-09T19:50:00Z", "2027-03-09T20:45:00Z"]);
    let page = pair.mentee.get(&format!("{}?limit=1", pair.path())).expect(200);
    let cursor = page.json["next_cursor"].as_str().unwrap().to_owned();
    assert_eq!(listed(&format!("?limit=1&cursor={cursor}")), ["2027-03-09T20:45:00Z"]);
    assert!(listed("?state=held").is_empty());
    pair.mentee.get(&format!("{}?state=perhaps", pair.path())).expect(400);
});

both!(what_took_place_becomes_a_logged_meeting_in_one_step, |network| {
    let mut pair = Planning::start(network);
    let body = json!({ "starts_at": "2027-03-10T02:00:00Z", "duration_minutes": 45,
        "link": "https://meet.example/room", "note": "the grant" });
    let id = pair.mentor.post(&pair.path(), body).expect(201).id();
    let path = format!("/planned-meetings/{id}");
    let refused = pair.mentee.post(&format!("{path}/held"), json!({})).expect(409);
    assert!(refused.text.contains("not begun"), "{}", refused.text);
    let other = pair.at(&pair.mentor, "2027-03-11T20:00:00Z").expect(201).id();
    pair.after(24 * 12);
    let wrong = json!({ "duration_minutes": 0, "channel": "dream" });
    pair.mentee.post(&format!("{path}/held"), wrong).expect(422);
    assert_eq!(
        pair.mentee.post(&format!("{path}/held"), json!({ "held_on": "2027-02-01" })).expect(422).pointers(),
        ["/held_on"]
    );
    let held = pair.mentee.post(&format!("{path}/held"), json!({})).expect(200).json;
    assert_eq!(held["state"], "held");
    let meetings = pair.mentor.get(&format!("/pairings/{}/meetings", pair.pairing)).expect(200).items();
    assert_eq!(meetings.len(), 1);
    let logged = &meetings[0];
    assert_eq!(
        [&logged["id"], &logged["held_on"], &logged["channel"], &logged["shared_note"]],
        [&held["meeting_id"], &json!("2027-03-09"), &json!("video"), &json!("the grant")],
        "it was the ninth in Chicago"
    );
    assert_eq!(
        (&logged["duration_minutes"], &logged["logged_by"]),
        (&json!(45), &json!(pair.mentee.person_id))
    );
    pair.mentor.post(&format!("{path}/held"), json!({})).expect(409);
    // What did not take place is cancelled.
    pair.mentor.act(&format!("/planned-meetings/{other}/cancel")).expect(200);
    assert!(happened(network).iter().any(|(kind, ..)| kind == "planned_meeting.held"));
});

both!(a_pairing_that_rests_or_ends_takes_its_meetings_out_of_both_calendars, |network| {
    let mut pair = Planning::start(network);
    let state = |pair: &Planning<'_>, id: &str| {
        pair.mentee.get(&format!("/planned-meetings/{id}")).expect(200).json["state"].clone()
    };
    let past = pair.at(&pair.mentor, "2027-03-02T20:00:00Z").expect(201).id();
    let next = pair.at(&pair.mentor, "2027-03-20T20:00:00Z").expect(201).id();
    pair.after(48);
    let steer = format!("/pairings/{}", pair.pairing);
    let coordinator = network.in_region(Role::Coordinator, &pair.lakes);
    let pause = json!({ "reason": "leave", "until": "2027-04-01" });
    coordinator.post(&format!("{steer}/pause"), pause).expect(200);
    assert_eq!((state(&pair, &past), state(&pair, &next)), (json!("planned"), json!("cancelled")));
    for one in [&pair.mentor, &pair.mentee] {
        let entry = pair.entry(one);
        assert_eq!(said(&entry), ("CANCEL", "2", "CANCELLED", "20270320T200000Z"));
        assert_eq!(pair.mails(one, "Cancelled").len(), 1, "the other one may have taken place");
    }
    let refused = pair.at(&pair.mentor, "2027-03-20T20:00:00Z").expect(409);
    assert!(refused.text.contains("paused"), "{}", refused.text);
    let later = json!({ "starts_at": "2027-03-22T20:00:00Z" });
    let refused = pair.mentor.patch(&format!("/planned-meetings/{past}"), later).expect(409);
    assert!(refused.text.contains("paused"), "{}", refused.text);
    pair.mentor.act(&format!("{steer}/resume")).expect(200);
    assert_eq!(state(&pair, &next), "cancelled", "nothing comes back by itself");
    let again = pair.at(&pair.mentor, "2027-03-21T20:00:00Z").expect(201).id();
    pair.mentee.post(&format!("{steer}/end"), json!({ "reason": "moved" })).expect(200);
    for id in [&past, &again] {
        assert_eq!(state(&pair, id), "cancelled");
    }
    for one in [&pair.mentor, &pair.mentee] {
        assert_eq!(said(&pair.entry(one)), ("CANCEL", "2", "CANCELLED", "20270321T200000Z"));
        assert_eq!(pair.mails(one, "Cancelled").len(), 2);
    }
    pair.at(&pair.mentor, "2027-03-22T20:00:00Z").expect(409);
});

both!(a_concern_takes_meetings_out_of_both_calendars_without_a_word, |network| {
    let pair = Planning::start(network);
    let recipient = network.nobody();
    let named = json!({ "person_ids": [recipient.person_id] });
    network.task_force().put("/concern-recipients", named).expect(200);
    let raise = |text: &str| {
        let body = json!({ "pairing_id": pair.pairing, "text": text });
        pair.mentee.post("/concerns", body).expect(201).id()
    };
    let concern = raise("worry");
    let first = pair.at(&pair.mentor, "2027-03-20T20:00:00Z").expect(201).id();
    recipient.act(&format!("/concerns/{concern}/suspend")).expect(200);
    let state =
        |id: &str| pair.mentor.get(&format!("/planned-meetings/{id}")).expect(200).json["state"].clone();
    assert_eq!(state(&first), "cancelled");
    recipient.act(&format!("/concerns/{concern}/reinstate")).expect(200);
    assert_eq!(state(&first), "cancelled");
    let second = pair.at(&pair.mentor, "2027-03-21T20:00:00Z").expect(201).id();
    recipient.act(&format!("/concerns/{concern}/separate")).expect(200);
    assert_eq!(state(&second), "cancelled");
    for one in [&pair.mentor, &pair.mentee] {
        let mails = pair.mails(one, "Cancelled");
        assert_eq!(mails.len(), 2);
        assert!(mails.iter().all(|mail| !mail.to_string().contains("concern")), "{mails:?}");
    }
});

both!(of_two_at_once_one_plans_and_the_other_is_told, |network| {
    let pair = Planning::start(network);
    let pair = &pair;
    let answers: Vec<u16> = std::thread::scope(|scope| {
        let running: Vec<_> = [&pair.mentor, &pair.mentee]
            .map(|who| scope.spawn(move || pair.at(who, "2027-03-09T20:00:00Z").status))
            .into_iter()
            .collect();
        running.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let mut sorted = answers.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, [201, 422], "{answers:?}");
    assert_eq!(pair.mails(&pair.mentor, "Meeting with").len(), 1);
});
