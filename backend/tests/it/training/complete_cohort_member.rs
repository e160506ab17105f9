use perennial::platform::auth::Role;
use serde_json::json;

use super::{Course, appointed};
use crate::both;

both!(training_is_complete_when_nothing_is_open, |network| {
    let course = Course::start(network);
    let region = network.region("03");
    let ana = network.nobody();
    let term = appointed(network, &ana.person_id, &region);
    let member = course.member(&ana.person_id);
    let (first, second) = (course.session("2027-02-10T14:00"), course.session("2027-02-17T14:00"));
    course.requirement("attendance", 1);
    let task = course.requirement("task", 0);
    let complete = || course.task_force.act(&format!("/cohort-members/{member}/complete"));

    let refused = complete().expect(409);
    for open in ["The attendance", "The task", "not_evaluated"] {
        assert!(refused.json["detail"].as_str().unwrap().contains(open), "{}", refused.text);
    }
    course.attend(&first, &member, "absent");
    assert_eq!(course.states(&member), ["not_evaluated", "not_evaluated"]);
    course.attend(&second, &member, "present");
    course.judge(&task, &member, "asked_to_repeat");
    assert_eq!(course.states(&member), ["passed", "asked_to_repeat"]);
    let refused = complete().expect(409);
    assert!(!refused.json["detail"].as_str().unwrap().contains("The attendance"), "{}", refused.text);
    course.judge(&task, &member, "passed");

    let state = || course.task_force.get(&format!("/terms/{term}")).expect(200).json["state"].clone();
    assert_eq!(state(), "in_training");
    let done = complete().expect(200).json;
    assert_eq!(done["state"], "completed");
    assert_eq!(done["region_id"].as_str(), Some(&*region), "the region of the term");
    assert_eq!(done["activated_term_ids"], json!([term]));
    assert_eq!(state(), "active");
    complete().expect(409);
    let person = ana.person_id.parse().unwrap();
    let when = network.operator(|work| perennial::training::has_completed(work, person));
    assert_eq!(when, Some(network.now().naive_utc()));

    let mine = ana.get("/me/training").expect(200).items();
    assert_eq!(mine.len(), 1);
    assert_eq!(mine[0]["member"]["state"], "completed");
    assert_eq!(mine[0]["member"]["requirements"][1]["note"], "Seen.");
    let attended: Vec<_> =
        mine[0]["sessions"].as_array().unwrap().iter().map(|s| s["attendance"].clone()).collect();
    assert_eq!(attended, [json!("absent"), json!("present")]);
});

both!(more_absences_than_allowed_fail, |network| {
    let course = Course::start(network);
    let member = course.member(&network.nobody().person_id);
    let sessions = [course.session("2027-02-10T14:00"), course.session("2027-02-17T14:00")];
    course.requirement("attendance", 0);
    course.attend(&sessions[0], &member, "absent");
    assert_eq!(course.states(&member), ["failed"]);
    course.task_force.act(&format!("/cohort-members/{member}/complete")).expect(409);
    course.attend(&sessions[0], &member, "excused");
    assert_eq!(course.states(&member), ["not_evaluated"]);
    course.attend(&sessions[1], &member, "present");
    assert_eq!(course.states(&member), ["passed"]);
});

both!(attendance_is_computed_and_never_judged, |network| {
    let course = Course::start(network);
    let member = course.member(&network.nobody().person_id);
    let attendance = course.requirement("attendance", 0);
    let body = json!({ "records": [{ "member_id": member, "state": "passed", "note": null }] });
    course.task_force.put(&format!("/requirements/{attendance}/progress"), body.clone()).expect(409);
    let task = course.requirement("task", 0);
    let path = format!("/requirements/{task}/progress");
    course.task_force.change("PUT", &path, "\"7\"", body.clone()).expect(412);
    course.task_force.change("PUT", &path, "\"1\"", body.clone()).expect(200);
    network.in_region(Role::Guide, &network.region("03")).put(&path, body).expect(404);
    let unfit = json!({ "title": "X", "description": "", "kind": "task", "allowed_absences": 1 });
    let path = format!("/cohorts/{}/requirements", course.cohort);
    assert_eq!(course.task_force.post(&path, unfit).expect(422).pointers(), ["/allowed_absences"]);
    assert_eq!(course.task_force.get(&path).expect(200).items().len(), 2);
});

both!(who_decides_sees_only_their_own_under_me, |network| {
    let course = Course::start(network);
    course.member(&network.nobody().person_id);
    assert!(course.task_force.get("/me/training").expect(200).items().is_empty());
    let own = course.member(&course.task_force.person_id);
    let mine = course.task_force.get("/me/training").expect(200).items();
    assert_eq!(mine[0]["member"]["id"], own.as_str());
    assert_eq!(mine[0]["cohort"]["member_count"], 1, "of a cohort one sees oneself");
    network.anonymous.get("/me/training").expect(401);
});
