use chrono::TimeDelta;
use serde_json::json;

use super::{Desk, application, apply, send};
use crate::both;

both!(nothing_tells_a_stranger_who_applied, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let first = send(network, &opening, application("Ana", "ana@library.example")).expect(202);
    let again = send(network, &opening, application("Mallory", " Ana@Library.example")).status;
    assert_eq!(again, 422, "spaces are no address");
    let again = send(network, &opening, application("Mallory", "Ana@Library.example")).expect(202);
    assert_eq!(first.text, again.text);
    let headers = |answer: &crate::support::Answer| {
        let mut names: Vec<String> =
            answer.headers.keys().map(ToString::to_string).filter(|name| name != "date").collect();
        names.sort();
        names
    };
    assert_eq!(headers(&first), headers(&again));
    assert!(!first.text.contains("id\""), "{}", first.text);

    let kept = desk.task_force.get(&format!("/openings/{opening}/applications")).expect(200).items();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0]["name"], "Ana", "the first application stays as it was");
    let mails = network.admin().get("/mails?limit=200").expect(200).items();
    let to_ana: Vec<_> = mails.iter().filter(|m| m["to_address"] == "ana@library.example").collect();
    assert_eq!(to_ana.len(), 2, "the owner of the address is told of both");
    assert!(to_ana.iter().any(|m| m["body"].as_str().unwrap().contains("kept it as it was")));

    for _ in 0..5 {
        send(network, &opening, application("Mallory", "ana@library.example")).expect(202);
    }
    let mails = network.admin().get("/mails?limit=200").expect(200).items();
    let to_ana = mails.iter().filter(|m| m["to_address"] == "ana@library.example").count();
    assert_eq!(to_ana, 3, "a stranger cannot fill her mailbox");
});

both!(applications_at_the_same_moment_are_one, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| apply(network, &opening, "Ana", "ana@library.example"));
        }
    });
    assert_eq!(desk.applications(&opening).len(), 1);
});

both!(an_application_is_whole_or_refused, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let mut body = application("  ", "no address");
    body["commitment"] = json!("");
    body["experience"] = json!("x".repeat(10_001));
    let refused = send(network, &opening, body).expect(422);
    assert_eq!(refused.pointers(), ["/commitment", "/email", "/experience", "/name"]);
    let mut body = application("Ana", "ana@library.example");
    body["state"] = json!("appointed");
    send(network, &opening, body).expect(422);
    send(network, &opening, json!({ "name": "Ana" })).expect(422);
    assert!(desk.applications(&opening).is_empty());
});

both!(an_opening_takes_applications_until_its_last_day_has_ended_everywhere, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    // 2027-05-16T11:59 UTC is still the fifteenth in American Samoa.
    let end = "2027-05-16T12:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    network.advance(end - network.now() - TimeDelta::seconds(1));
    send(network, &opening, application("Ana", "ana@library.example")).expect(202);
    network.advance(TimeDelta::seconds(1));
    send(network, &opening, application("Bo", "bo@library.example")).expect(409);
    let public = network.anonymous.get(&format!("/public/openings/{opening}")).expect(200).json;
    assert_eq!(public["accepts_applications"], false);
});

both!(drafts_and_closed_openings_take_none, |network| {
    let desk = Desk::in_region(network, "03");
    let draft = desk.task_force.post("/openings", desk.opening()).expect(201).id();
    let body = application("Ana", "ana@library.example");
    send(network, &draft, body.clone()).expect(404);
    let closed = desk.published();
    desk.task_force.act(&format!("/openings/{closed}/close")).expect(200);
    send(network, &closed, body).expect(409);
});
