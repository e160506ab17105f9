use perennial::mentorships::LOOK_AFTER_PAIRINGS;
use perennial::platform::jobs;
use serde_json::{Value, json};

use super::care::look_after;
use super::planned_meetings::Planning;
use crate::both;
use crate::support::{Client, Network};

const PREFERENCES: &str = "/me/notification-preferences";

/// It is nine in the morning of March 1 in Chicago when it begins.
fn agreed<'a>(network: &'a Network, cadence: &str) -> Planning<'a> {
    let pair = Planning::start(network);
    let path = format!("/pairings/{}/agreement", pair.pairing);
    let terms = json!({ "goals": ["A grant"], "cadence": cadence, "confidentiality": "Between us.",
        "ends_on": "2027-08-01" });
    let digest = pair.mentor.put(&path, terms).expect(200).json["terms_digest"].clone();
    for one in [&pair.mentor, &pair.mentee] {
        one.post(&format!("{path}/sign"), json!({ "terms_digest": digest })).expect(200);
    }
    pair
}

fn count(pair: &Planning<'_>, words: &str) -> [usize; 2] {
    [&pair.mentor, &pair.mentee].map(|who| pair.mails(who, words).len())
}

fn want(client: &Client, changes: Value) {
    let mut body = json!({ "nudges": "weekly", "reminders": true, "reminder_hours": 24,
        "quiet_from": "21:00", "quiet_to": "08:00" });
    for (name, value) in changes.as_object().unwrap() {
        body[name] = value.clone();
    }
    client.put(PREFERENCES, body).expect(200);
}

both!(a_meeting_is_reminded_of_once_as_early_as_each_wants, |network| {
    let mut pair = agreed(network, "monthly");
    want(&pair.mentee, json!({ "reminder_hours": 2 }));
    pair.at(&pair.mentor, "2027-03-09T20:00:00Z").expect(201);
    // March 8, 13:00 in Chicago: 25 hours ahead.
    pair.after(24 * 7 + 4);
    assert_eq!(count(&pair, "Soon"), [0, 0]);
    pair.after(1);
    assert_eq!(count(&pair, "Soon"), [1, 0]);
    let mail = pair.mails(&pair.mentor, "Soon").remove(0);
    let body = mail["body"].as_str().unwrap();
    assert!(body.contains("/account/notifications") && body.contains("You get this because"), "{body}");
    assert!(mail["subject"].as_str().unwrap().contains("2:00 PM CST"), "{mail}");
    pair.after(22);
    assert_eq!(count(&pair, "Soon"), [1, 1], "March 9, 12:00: two hours ahead");
    look_after(network);
    assert_eq!(count(&pair, "Soon"), [1, 1]);
});

both!(a_reminder_goes_with_its_reason, |network| {
    let mut pair = agreed(network, "monthly");
    let cancelled = pair.at(&pair.mentor, "2027-03-03T20:00:00Z").expect(201).id();
    let moved = pair.at(&pair.mentor, "2027-03-03T22:00:00Z").expect(201).id();
    pair.mentor.act(&format!("/planned-meetings/{cancelled}/cancel")).expect(200);
    pair.after(24 + 8);
    assert_eq!(count(&pair, "Soon"), [1, 1], "of the one that is left");
    let later = json!({ "starts_at": "2027-03-05T22:00:00Z" });
    pair.mentee.patch(&format!("/planned-meetings/{moved}"), later).expect(200);
    pair.after(24);
    assert_eq!(count(&pair, "Soon"), [1, 1]);
    pair.after(24);
    assert_eq!(count(&pair, "Soon"), [2, 2], "it is at another time now");
    want(&pair.mentor, json!({ "reminders": false }));
    pair.at(&pair.mentor, "2027-03-06T22:00:00Z").expect(201);
    pair.after(24);
    assert_eq!(count(&pair, "Soon"), [2, 3]);
});

both!(whoever_just_got_a_calendar_entry_is_not_nudged_within_the_hour, |network| {
    let pair = agreed(network, "monthly");
    // 20 hours ahead: within the hours in which it would be reminded of at once.
    let id = pair.at(&pair.mentor, "2027-03-02T11:00:00Z").expect(201).id();
    let later = |minutes: i64| {
        network.advance(chrono::TimeDelta::minutes(minutes));
        look_after(network);
    };
    later(0);
    assert_eq!(count(&pair, "Soon"), [0, 0]);
    later(30);
    let moved = json!({ "starts_at": "2027-03-02T12:00:00Z" });
    let mentee = network.sign_in_as(&pair.mentee);
    mentee.patch(&format!("/planned-meetings/{id}"), moved).expect(200);
    later(59);
    assert_eq!(count(&pair, "Soon"), [0, 0], "the change is the entry that they have before their eyes");
    // A note goes to nobody's calendar, and holds nothing back.
    let mentor = network.sign_in_as(&pair.mentor);
    mentor.patch(&format!("/planned-meetings/{id}"), json!({ "note": "Bring the draft." })).expect(200);
    later(1);
    assert_eq!(count(&pair, "Soon"), [1, 1]);
    later(60);
    assert_eq!(count(&pair, "Soon"), [1, 1]);
});

both!(in_quiet_hours_it_waits_and_comes_only_if_there_is_still_a_reason, |network| {
    let mut pair = agreed(network, "monthly");
    // 7:00 in the morning of March 3 and 8:30, Chicago; a reminder an hour ahead falls into the mentor's quiet hours.
    want(&pair.mentor, json!({ "reminder_hours": 1 }));
    want_hour(&pair.mentee);
    let early = pair.at(&pair.mentor, "2027-03-03T13:00:00Z").expect(201).id();
    pair.at(&pair.mentor, "2027-03-03T14:30:00Z").expect(201);
    // 6:30.
    network.advance(chrono::TimeDelta::minutes(-150));
    pair.after(48);
    assert_eq!(count(&pair, "Soon"), [0, 1], "the mentee has no quiet hours");
    // 7:30: for the second one it is time too.
    pair.after(1);
    assert_eq!(count(&pair, "Soon"), [0, 2]);
    network.advance(chrono::TimeDelta::minutes(-30));
    pair.after(1);
    assert_eq!(count(&pair, "Soon"), [1, 2], "8:00: the first one has begun, the second one is to come");
    // When the first one is over both are asked, but not in the night.
    assert_eq!(count(&pair, "Did you meet"), [1, 1]);
    pair.mentor.post(&format!("/planned-meetings/{early}/held"), json!({})).expect(200);
});

/// An hour ahead, and no quiet hours.
fn want_hour(client: &Client) {
    want(client, json!({ "reminder_hours": 1, "quiet_from": "00:00", "quiet_to": "00:00" }));
}

both!(nobody_is_asked_at_night_about_what_was_said_by_morning, |network| {
    let mut pair = agreed(network, "monthly");
    // 20:30 to 21:15 in Chicago.
    let id = pair.at(&pair.mentor, "2027-03-03T02:30:00Z").expect(201).id();
    pair.after(24 + 13);
    assert_eq!(count(&pair, "Did you meet"), [0, 0], "22:00");
    pair.mentee.post(&format!("/planned-meetings/{id}/held"), json!({})).expect(200);
    pair.after(12);
    assert_eq!(count(&pair, "Did you meet"), [0, 0], "it was said meanwhile");
    let id = pair.at(&pair.mentor, "2027-03-04T02:30:00Z").expect(201).id();
    pair.after(24);
    assert_eq!(count(&pair, "Did you meet"), [1, 1], "10:00 of the next day");
    pair.mentor.act(&format!("/planned-meetings/{id}/cancel")).expect(200);
});

both!(one_a_week_besides_reminders_unless_somebody_wants_all_or_none, |network| {
    let mut pair = agreed(network, "weekly");
    want(&pair.mentee, json!({ "nudges": "all" }));
    pair.after(24 * 8);
    assert_eq!(count(&pair, "Plan your next"), [1, 1], "eight days without a meeting");
    pair.at(&pair.mentor, "2027-03-10T16:00:00Z").expect(201);
    pair.at(&pair.mentor, "2027-03-10T18:00:00Z").expect(201);
    pair.after(24 * 2);
    assert_eq!(count(&pair, "Did you meet"), [0, 2], "the mentor had one this week");
    assert_eq!(count(&pair, "Plan your next"), [1, 1]);
    pair.after(24 * 5);
    assert_eq!(count(&pair, "Did you meet"), [1, 2]);
    look_after(network);
    assert_eq!(count(&pair, "Did you meet"), [1, 2], "the second one waits for another week");
    pair.after(24 * 7);
    assert_eq!(count(&pair, "Did you meet"), [2, 2]);
    for one in [&pair.mentor, &pair.mentee] {
        want(one, json!({ "nudges": "none" }));
    }
    let items = pair.mentor.get(&format!("{}?state=planned", pair.path())).expect(200).items();
    for item in items {
        let id = item["id"].as_str().unwrap();
        pair.mentor.act(&format!("/planned-meetings/{id}/cancel")).expect(200);
    }
    let held = json!({ "held_on": "2027-03-15", "duration_minutes": 30, "channel": "phone" });
    pair.mentor.post(&format!("/pairings/{}/meetings", pair.pairing), held).expect(201);
    pair.after(24 * 8);
    assert_eq!(count(&pair, "Plan your next"), [1, 1], "nobody wants any");
    want(&pair.mentor, json!({}));
    pair.after(24);
    assert_eq!(count(&pair, "Plan your next"), [2, 1]);
});

both!(disabled_accounts_are_not_written_to, |network| {
    let pair = agreed(network, "weekly");
    pair.at(&pair.mentor, "2027-03-03T20:00:00Z").expect(201);
    let path = format!("/people/{}", pair.mentee.person_id);
    network.admin().patch(&path, json!({ "disabled": true })).expect(200);
    network.advance(chrono::TimeDelta::hours(32));
    look_after(network);
    assert_eq!(network.mail_to_person(&pair.mentor).iter().filter(|s| s.contains("Soon")).count(), 1);
    assert_eq!(network.mail_to_person(&pair.mentee).iter().filter(|s| s.contains("Soon")).count(), 0);
});

both!(a_pairing_that_rests_or_has_ended_nudges_nobody, |network| {
    let mut pair = agreed(network, "weekly");
    pair.at(&pair.mentor, "2027-03-02T16:00:00Z").expect(201);
    // Ten in the evening of that day: it is over, and nobody is asked in the night.
    network.advance(chrono::TimeDelta::hours(37));
    pair.mentor = network.sign_in_as(&pair.mentor);
    let path = format!("/pairings/{}", pair.pairing);
    pair.mentor
        .post(&format!("{path}/pause"), json!({ "reason": "leave", "until": "2027-04-01" }))
        .expect(200);
    pair.after(24 * 10 + 12);
    assert_eq!((count(&pair, "Did you meet"), count(&pair, "Plan your next")), ([0, 0], [0, 0]));
    pair.mentee.act(&format!("{path}/resume")).expect(200);
    pair.after(1);
    assert_eq!(count(&pair, "Did you meet"), [1, 1]);
    pair.mentee.post(&format!("{path}/end"), json!({ "reason": "completed" })).expect(200);
    pair.after(24 * 10);
    assert_eq!((count(&pair, "Did you meet"), count(&pair, "Plan your next")), ([1, 1], [0, 0]));
});

both!(the_question_how_it_goes_waits_for_the_morning_whatever_is_wanted, |network| {
    let mut pair = Planning::start(network);
    want(&pair.mentor, json!({ "nudges": "none", "reminders": false }));
    want_hour(&pair.mentee);
    // Eleven in the evening of March 15 in Chicago.
    pair.after(24 * 14 + 13);
    let asked = |pair: &Planning<'_>| count(pair, "How is it going");
    assert_eq!(asked(&pair), [0, 1]);
    assert_eq!(pair.mentor.get("/me/pairing-questions").expect(200).items().len(), 1, "in the network");
    pair.after(10);
    assert_eq!(asked(&pair), [1, 1]);
    look_after(network);
    assert_eq!(asked(&pair), [1, 1]);
});

both!(two_workers_at_once_send_nothing_twice, |network| {
    let pair = agreed(network, "monthly");
    for hour in [16, 17, 18, 20] {
        pair.at(&pair.mentor, &format!("2027-03-02T{hour}:00:00Z")).expect(201);
    }
    network.advance(chrono::TimeDelta::hours(6));
    let platform = network.platform.clone();
    std::thread::scope(|scope| {
        for _ in 0..3 {
            let platform = platform.clone();
            scope.spawn(move || {
                let stop = std::sync::atomic::AtomicBool::new(false);
                let worker = jobs::Worker {
                    platform: platform.into_inner(),
                    handlers: perennial::app::job_handlers(),
                    recurring: &[],
                };
                std::thread::scope(|inner| {
                    inner.spawn(|| worker.run(&stop));
                    std::thread::sleep(std::time::Duration::from_secs(3));
                    stop.store(true, std::sync::atomic::Ordering::Relaxed);
                });
            });
        }
        for _ in 0..6 {
            network.operator(|work| jobs::enqueue(work, LOOK_AFTER_PAIRINGS, &json!({})));
        }
    });
    look_after(network);
    assert_eq!(count(&pair, "Soon"), [4, 4]);
});

both!(preferences_are_ones_own_and_what_is_wrong_is_said_by_field, |network| {
    let me = network.nobody();
    let usual = me.get(PREFERENCES).expect(200).json;
    assert_eq!(
        usual,
        json!({ "nudges": "weekly", "reminders": true, "reminder_hours": 24, "quiet_from": "21:00",
            "quiet_to": "08:00", "time_zone": "America/Chicago", "version": 0 })
    );
    let body = |name: &str, value: Value| {
        let mut body = json!({ "nudges": "all", "reminders": false, "reminder_hours": 3,
            "quiet_from": "22:30", "quiet_to": "06:15" });
        body[name] = value;
        body
    };
    for (name, value) in [
        ("nudges", json!("daily")),
        ("reminders", json!("yes")),
        ("reminder_hours", json!(0)),
        ("reminder_hours", json!(73)),
        ("quiet_from", json!("24:00")),
        ("quiet_from", json!("9:00")),
        ("quiet_to", json!("08:60")),
        ("quiet_to", json!("+8:00")),
    ] {
        let pointers = me.change("PUT", PREFERENCES, "*", body(name, value.clone())).expect(422).pointers();
        assert_eq!(pointers, [format!("/{name}")], "{value}");
    }
    let mut all_day = body("quiet_from", json!("00:00"));
    all_day["quiet_to"] = json!("23:59");
    let refused = me.change("PUT", PREFERENCES, "*", all_day).expect(422);
    assert_eq!(
        (refused.pointers(), refused.json["errors"][0]["code"].clone()),
        (vec!["/quiet_to".to_owned()], json!("too_long"))
    );
    me.send("PUT", PREFERENCES, &[("content-type", "application/json")], Some(b"{}")).expect(422);
    let changed = me.change("PUT", PREFERENCES, "\"0\"", body("nudges", json!("all"))).expect(200).json;
    assert_eq!((&changed["version"], &changed["quiet_from"]), (&json!(1), &json!("22:30")));
    me.change("PUT", PREFERENCES, "\"0\"", body("nudges", json!("none"))).expect(412);
    assert_eq!(me.get(PREFERENCES).expect(200).json, changed);
    assert_eq!(network.nobody().get(PREFERENCES).expect(200).json["version"], 0);
    network.anonymous.get(PREFERENCES).expect(401);
});

/// When each mail to somebody whose subject holds such words may go out, newest first.
fn goes_at(pair: &Planning<'_>, who: &Client, words: &str) -> Vec<String> {
    use diesel::prelude::*;
    use perennial::schema::mails;
    let email = who.get("/me").expect(200).json["email"].as_str().unwrap().to_owned();
    let rows: Vec<(String, chrono::NaiveDateTime)> = pair.network.operator(|work| {
        Ok(mails::table
            .filter(mails::to_address.eq(&email))
            .order(mails::id.desc())
            .select((mails::subject, mails::next_attempt_at))
            .load(work.conn)?)
    });
    let named = rows.into_iter().filter(|(subject, _)| subject.contains(words));
    named.map(|(_, at)| at.format("%m-%d %H:%M").to_string()).collect()
}

both!(letters_wait_for_the_end_of_quiet_hours_but_what_is_needed_at_once, |network| {
    let mut pair = agreed(network, "monthly");
    // Ten in the evening of March 1 in Chicago, which is four in the morning of March 2 in Greenwich.
    pair.after(13);
    let far = pair.at(&pair.mentor, "2027-03-09T20:00:00Z").expect(201).id();
    assert_eq!(goes_at(&pair, &pair.mentee, "Meeting with"), ["03-02 14:00"], "eight in the morning");
    assert_eq!(goes_at(&pair, &pair.mentor, "Meeting with"), ["03-02 04:00"], "they do it just now");
    // Moved and moved again: what waited is true no more. Within a day it is needed at once.
    let to = |day: &str| json!({ "starts_at": format!("2027-03-{day}:00Z") });
    pair.mentor.patch(&format!("/planned-meetings/{far}"), to("10T20:00")).expect(200);
    assert_eq!(goes_at(&pair, &pair.mentee, "eeting with"), ["03-02 14:00"]);
    pair.mentor.patch(&format!("/planned-meetings/{far}"), to("02T20:00")).expect(200);
    assert_eq!(goes_at(&pair, &pair.mentee, "eeting with"), ["03-02 04:00"]);
    pair.mentor.act(&format!("/planned-meetings/{far}/cancel")).expect(200);
    assert_eq!(goes_at(&pair, &pair.mentee, "Cancelled"), ["03-02 04:00"]);
    // The life of the pairing: what was overtaken by night is not sent in the morning.
    let path = format!("/pairings/{}", pair.pairing);
    let pause = json!({ "reason": "leave", "until": "2027-04-01" });
    pair.mentor.post(&format!("{path}/pause"), pause).expect(200);
    assert_eq!(goes_at(&pair, &pair.mentee, "is paused"), ["03-02 14:00"]);
    pair.mentor.act(&format!("{path}/resume")).expect(200);
    assert!(goes_at(&pair, &pair.mentee, "is paused").is_empty());
    assert_eq!(goes_at(&pair, &pair.mentee, "goes on"), ["03-02 14:00"]);
    // The job tells of the end at night: who has no quiet hours gets it at once.
    want_hour(&pair.mentee);
    pair.after(24 * 140);
    assert_eq!(goes_at(&pair, &pair.mentor, "ends on"), ["07-20 13:00"], "eight in the morning, in summer");
    assert_eq!(goes_at(&pair, &pair.mentee, "ends on"), ["07-20 04:00"]);
    pair.mentee.post(&format!("{path}/end"), json!({ "reason": "completed" })).expect(200);
    assert!(goes_at(&pair, &pair.mentor, "ends on").is_empty(), "it has ended");
});
