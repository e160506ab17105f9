use perennial::platform::auth::Role;
use serde_json::json;

use super::{Course, session};
use crate::both;

both!(local_time_and_zone_are_kept_and_utc_follows, |network| {
    let course = Course::start(network);
    let path = format!("/cohorts/{}/sessions", course.cohort);
    let made = course.task_force.post(&path, session("2027-07-15T14:00", "America/Chicago")).expect(201);
    assert_eq!(made.json["starts_at_local"], "2027-07-15T14:00:00");
    assert_eq!(made.json["starts_at"], "2027-07-15T19:00:00Z");
    let id = made.id();
    let path = format!("/training-sessions/{id}");
    let moved = course.task_force.patch(&path, json!({ "time_zone": "Pacific/Guam" })).expect(200);
    assert_eq!(moved.json["starts_at_local"], "2027-07-15T14:00:00");
    assert_eq!(moved.json["starts_at"], "2027-07-15T04:00:00Z");
    let cleared = course.task_force.patch(&path, json!({ "link": null, "capacity": null })).expect(200).json;
    assert!(cleared["link"].is_null() && cleared["capacity"].is_null());
    assert_eq!(cleared["title"], "How pairs begin");
    course.task_force.change("PATCH", &path, "\"1\"", json!({ "title": "Old" })).expect(412);
    course.task_force.patch(&path, json!({ "title": null })).expect(422);
    network.in_region(Role::Guide, &network.region("03")).get(&path).expect(404);
});

both!(a_time_that_clocks_leave_out_is_refused, |network| {
    let course = Course::start(network);
    let path = format!("/cohorts/{}/sessions", course.cohort);
    let gap = course.task_force.post(&path, session("2027-03-14T02:30", "America/New_York")).expect(422);
    assert_eq!(gap.json["errors"][0]["code"], "no_such_time");
    let phoenix = session("2027-03-14T02:30", "America/Phoenix"); // keeps its clocks as they are
    let made = course.task_force.post(&path, phoenix).expect(201);
    let moved = json!({ "time_zone": "America/Denver" });
    let path = format!("/training-sessions/{}", made.id());
    assert_eq!(course.task_force.patch(&path, moved).expect(422).pointers(), ["/starts_at_local"]);
});

both!(all_that_is_wrong_with_a_session_is_named, |network| {
    let course = Course::start(network);
    let path = format!("/cohorts/{}/sessions", course.cohort);
    let wrong = session("2027-03-01T14:00Z", "Mars/Olympus");
    assert_eq!(
        course.task_force.post(&path, wrong).expect(422).pointers(),
        ["/starts_at_local", "/time_zone"]
    );
    let mut wrong = session("2027-03-01T14:00", "America/Chicago");
    wrong["duration_minutes"] = json!(0);
    wrong["link"] = json!("javascript:alert(1)");
    wrong["capacity"] = json!(0);
    wrong["title"] = json!("");
    assert_eq!(
        course.task_force.post(&path, wrong).expect(422).pointers(),
        ["/capacity", "/duration_minutes", "/link", "/title"]
    );
    let mut wrong = session("2027-03-01T14:00", "America/Chicago");
    wrong["kind"] = json!("party");
    assert_eq!(course.task_force.post(&path, wrong).expect(422).pointers(), ["/kind"]);
});
