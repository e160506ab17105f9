//! The hours of a week in which people have time: said by their own clock, shared across zones.

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::Season;
use crate::both;

fn evening(weekday: &str, from: u8, to: u8) -> Value {
    json!({ "weekday": weekday, "from_hour": from, "to_hour": to })
}

both!(hours_are_kept_in_as_few_spans_as_say_them, |network| {
    let season = Season::enrolling(network);
    let mentee = network.in_region(Role::Mentee, &season.lakes);
    let mut wish = Season::wish("mentee");
    wish["available_hours"] =
        json!([evening("friday", 9, 10), evening("monday", 11, 12), evening("monday", 9, 11)]);
    let path = format!("/cycles/{}/enrolments", season.cycle);
    let made = mentee.post(&path, wish).expect(201);
    let kept = json!([evening("monday", 9, 12), evening("friday", 9, 10)]);
    assert_eq!(made.json["available_hours"], kept);
    let own = format!("/enrolments/{}", made.id());
    let same = mentee.patch(&own, json!({ "capacity": 1 })).expect(200);
    assert_eq!(same.json["available_hours"], kept, "not said, not changed");
    let none = mentee.patch(&own, json!({ "available_hours": null })).expect(200);
    assert_eq!(none.json["available_hours"], Value::Null, "not stated any more");
    let wrong = json!([evening("monday", 9, 9), evening("monday", 9, 25), evening("monday", 1, 2)]);
    let refused = mentee.patch(&own, json!({ "available_hours": wrong })).expect(422);
    assert_eq!(refused.pointers(), ["/available_hours/0", "/available_hours/1"]);
    mentee.patch(&own, json!({ "available_hours": [evening("someday", 1, 2)] })).expect(422);
});

both!(shared_hours_are_counted_by_one_clock_and_said_in_words, |network| {
    let season = Season::matching(network);
    let policy =
        json!({ "policy": { "weights": { "availability": 10 }, "shared_hours_for_full_points": 4 } });
    season.task_force.patch(&format!("/cycles/{}", season.cycle), policy).expect(200);
    let mentor = season.somebody(&season.lakes, "Mentor A");
    let mentee = season.somebody(&season.lakes, "Mentee X");
    // Nine in Chicago is ten in New York: two of the mentee's three hours are the mentor's.
    let hours = json!([evening("tuesday", 9, 12)]);
    season.enrol(&mentor, "mentor", json!({ "available_hours": hours, "time_zone": "America/New_York" }));
    season.enrol(&mentee, "mentee", json!({ "available_hours": hours, "time_zone": "America/Chicago" }));
    let round = season.round(&season.task_force, None);
    let proposal = &season.proposals(&round)[0];
    let path = format!("/proposals/{}", proposal["id"].as_str().unwrap());
    let factors = season.task_force.get(&path).expect(200).json["reasons"].clone();
    let found = factors.as_array().unwrap().iter().find(|f| f["factor"] == "availability").unwrap().clone();
    assert_eq!(
        [&found["code"], &found["number"], &found["points"]],
        [&json!("hours_shared"), &json!(2), &json!(5)]
    );
    assert_eq!(found["text"], "Both have time in 2 hours of the week.");
});

both!(too_few_shared_hours_rule_a_pair_out_and_silence_does_not, |network| {
    let season = Season::matching(network);
    let policy = json!({ "policy": { "least_shared_hours": 2 } });
    season.task_force.patch(&format!("/cycles/{}", season.cycle), policy).expect(200);
    let mentor = season.somebody(&season.lakes, "Mentor A");
    let mentee = season.somebody(&season.lakes, "Mentee X");
    season.enrol(&mentor, "mentor", json!({ "available_hours": [evening("monday", 9, 12)] }));
    let id = season.enrol(&mentee, "mentee", json!({ "available_hours": [evening("monday", 11, 14)] }));
    let round = season.round(&season.task_force, None);
    let path = format!("/rounds/{}/unmatched", round["id"].as_str().unwrap());
    let left = season.task_force.get(&path).expect(200).items();
    assert_eq!(left[0]["reason"]["removed"], json!([{ "rule": "too_few_shared_hours", "mentors": 1 }]));
    season.task_force.patch(&format!("/enrolments/{id}"), json!({ "available_hours": null })).expect(200);
    assert_eq!(season.round(&season.task_force, None)["matched"], 1);
    let refused = season
        .task_force
        .patch(&format!("/cycles/{}", season.cycle), json!({ "policy": { "least_shared_hours": 169 } }))
        .expect(422);
    assert_eq!(refused.pointers(), ["/policy/least_shared_hours"]);
});
