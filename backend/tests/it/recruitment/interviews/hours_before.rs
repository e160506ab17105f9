//! How long before an interview its applicant may still choose or change the time is the opening's own.

use chrono::TimeDelta;
use serde_json::json;

use super::{Search, choose, mails_to};
use crate::both;

both!(an_opening_says_until_when_its_applicants_choose_and_change, |network| {
    let mut search = Search::with_applicants(network, 1);
    let defaults = search.desk.task_force.get(&format!("/openings/{}", search.opening)).expect(200).json;
    assert_eq!((&defaults["book_until_hours"], &defaults["change_until_hours"]), (&json!(4), &json!(24)));

    let mut body = search.desk.opening();
    body["book_until_hours"] = json!(337);
    body["change_until_hours"] = json!(-1);
    let refused = search.desk.task_force.post("/openings", body.clone()).expect(422);
    assert_eq!(refused.pointers(), ["/book_until_hours", "/change_until_hours"]);
    body["book_until_hours"] = json!(48);
    body["change_until_hours"] = json!(48);
    let id = search.desk.task_force.post("/openings", body).expect(201).id();
    let path = format!("/openings/{id}");
    let null = json!({ "change_until_hours": null });
    search.desk.task_force.patch(&path, null).expect(422);
    search.desk.task_force.patch(&path, json!({ "change_until_hours": 2 })).expect(200);
    let read = search.desk.task_force.get(&path).expect(200).json;
    assert_eq!((&read["book_until_hours"], &read["change_until_hours"]), (&json!(48), &json!(2)));
    search.desk.task_force.act(&format!("{path}/publish")).expect(200);

    super::super::apply(network, &id, "Ana", "ana@y.example");
    search.opening.clone_from(&id);
    search.desk.assign(&id, &[&search.rosa, &search.ravi]);
    search.applications = search.desk.every_application(&id);
    search.emails = vec!["ana@y.example".to_owned()];
    let (near, far) = (search.offer("2027-03-03T05:59"), search.offer("2027-03-04T10:00"));
    search.invite(&search.applications).expect(200);
    let letter = mails_to(network, "ana@y.example").remove(0)["body"].as_str().unwrap().to_owned();
    assert!(letter.contains("until 48 hours before the interview begins"), "{letter}");
    assert!(letter.contains("or cancel, until 2 hours before the interview begins"), "{letter}");
    let holder = search.holders(network).remove(0);
    let seen = holder.get("/public/interview").expect(200).json;
    assert_eq!((&seen["book_until_hours"], &seen["change_until_hours"]), (&json!(48), &json!(2)));
    assert_eq!(seen["free"].as_array().unwrap().len(), 1, "the nearer one is two days away, less a minute");
    holder.post("/public/interview/book", choose(&near, "America/Chicago")).expect(409);
    let booked = holder.post("/public/interview/book", choose(&far, "America/Chicago")).expect(200).json;
    assert_eq!(booked["change_until"], "2027-03-04T14:00:00Z");
    // 2027-03-04T16:00Z less two hours, and a minute.
    network.advance(TimeDelta::hours(74) + TimeDelta::minutes(1));
    let late = holder.post("/public/interview/cancel", json!({})).expect(409);
    assert!(late.text.contains("less than 2 hours"), "{}", late.text);
});
