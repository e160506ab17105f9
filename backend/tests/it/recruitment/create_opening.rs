use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::{Desk, application, apply, send};
use crate::both;

both!(an_opening_asks_for_experience_leadership_and_commitment_unless_told, |network| {
    let desk = Desk::in_region(network, "03");
    let made = desk.task_force.post("/openings", desk.opening()).expect(201);
    assert_eq!(made.json["state"], "draft");
    assert_eq!(made.json["region_name"], "Great Lakes");
    assert_eq!(made.header("location"), Some(format!("/api/v1/openings/{}", made.id()).as_str()));
    let codes: Vec<&str> =
        made.json["criteria"].as_array().unwrap().iter().map(|c| c["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["experience", "leadership", "commitment"]);
    for criterion in made.json["criteria"].as_array().unwrap() {
        assert_eq!(criterion["anchors"].as_array().unwrap().len(), 5);
    }
});

both!(all_that_does_not_fit_is_said_at_once, |network| {
    let desk = Desk::in_region(network, "03");
    let elsewhere = Desk::in_region(network, "08");
    let anchors = ["1", "2", "3", "4", "5"];
    let criterion = |code: &str| json!({ "code": code, "label": "L", "weight": 1, "anchors": anchors });
    let mut body = desk.opening();
    body["seat_ids"] = json!([elsewhere.seat, desk.seat, desk.seat, uuid::Uuid::nil()]);
    body["term_ends_on"] = json!("2027-06-30");
    body["closes_on"] = json!("2027-06-30");
    body["criteria"] = json!([criterion("a"), criterion("a")]);
    let refused = desk.task_force.post("/openings", body.clone()).expect(422);
    assert_eq!(
        refused.pointers(),
        ["/closes_on", "/criteria/1/code", "/seat_ids/0", "/seat_ids/2", "/seat_ids/3", "/term_ends_on"]
    );
    body["criteria"] = json!([{ "code": "a", "label": " ", "weight": 0, "anchors": ["1"] }]);
    let refused = desk.task_force.post("/openings", body.clone()).expect(422);
    assert_eq!(refused.pointers(), ["/criteria/0/anchors", "/criteria/0/label", "/criteria/0/weight"]);
    body["honey"] = json!("pot");
    desk.task_force.post("/openings", body).expect(422);
});

both!(a_draft_is_edited_in_full_a_published_opening_is_reworded, |network| {
    let desk = Desk::in_region(network, "03");
    let id = desk.task_force.post("/openings", desk.opening()).expect(201).id();
    let path = format!("/openings/{id}");
    let anchors = ["1", "2", "3", "4", "5"];
    let changed = desk
        .task_force
        .patch(
            &path,
            json!({ "title": "Coordinator", "criteria": [
                { "code": "patience", "label": "Patience", "weight": 1, "anchors": anchors }] }),
        )
        .expect(200);
    assert_eq!(changed.json["title"], "Coordinator");
    assert_eq!(changed.json["description"], "You support pairs.", "what is absent is unchanged");
    assert_eq!(changed.json["criteria"].as_array().unwrap().len(), 1);
    desk.task_force.change("PATCH", &path, "\"1\"", json!({ "title": "Old" })).expect(412);
    desk.task_force.patch(&path, json!({ "title": null })).expect(422);
    desk.task_force.patch(&path, json!({ "term_ends_on": "2027-01-01" })).expect(422);
    network.anonymous.get(&format!("/public/openings/{id}")).expect(404);
    desk.task_force.act(&format!("{path}/publish")).expect(200);
    desk.task_force.act(&format!("{path}/publish")).expect(409);
    // A 409 until the third edition: whoever published a mistake, or needed a week more, had to close and start anew.
    desk.task_force.patch(&path, json!({ "title": "Mentorship coordinator" })).expect(200);
    desk.task_force.patch(&path, json!({ "handover": true })).expect(409);
    let public = network.anonymous.get(&format!("/public/openings/{id}")).expect(200).json;
    assert_eq!(public["title"], "Mentorship coordinator");
    assert_eq!(public["accepts_applications"], true);
    assert_eq!(network.anonymous.get("/public/openings").expect(200).items().len(), 1);
    desk.task_force.act(&format!("{path}/close")).expect(200);
    desk.task_force.act(&format!("{path}/close")).expect(409);
    let refused = desk.task_force.patch(&path, json!({ "title": "Too late" })).expect(409);
    assert!(refused.text.contains("The opening is closed"), "{}", refused.text);
    assert_eq!(network.anonymous.get("/public/openings").expect(200).items().len(), 0);
    let public = network.anonymous.get(&format!("/public/openings/{id}")).expect(200).json;
    assert_eq!(
        (public["state"].as_str(), public["accepts_applications"].as_bool()),
        (Some("closed"), Some(false))
    );
});

both!(an_opening_whose_day_is_over_is_not_published, |network| {
    let desk = Desk::in_region(network, "03");
    let id = desk.task_force.post("/openings", desk.opening()).expect(201).id();
    network.advance(chrono::TimeDelta::days(90));
    let again = network.task_force();
    again.act(&format!("/openings/{id}/publish")).expect(409);
    again.patch(&format!("/openings/{id}"), json!({ "closes_on": "2027-06-15" })).expect(200);
    again.act(&format!("/openings/{id}/publish")).expect(200);
});

both!(a_published_opening_is_extended_and_reworded_and_nothing_else, |network| {
    let desk = Desk::in_region(network, "03");
    let id = desk.published();
    let path = format!("/openings/{id}");
    let patch = |body: Value| desk.task_force.patch(&path, body);
    for earlier in ["2027-05-14", "2027-02-01"] {
        assert_eq!(patch(json!({ "closes_on": earlier })).expect(422).pointers(), ["/closes_on"]);
    }
    // It closes before the term ends, as ever.
    assert_eq!(patch(json!({ "closes_on": "2029-07-01" })).expect(422).pointers(), ["/closes_on"]);
    patch(json!({ "title": " " })).expect(422);
    let anchors = ["1", "2", "3", "4", "5"];
    for (field, value) in [
        ("seat_ids", json!([desk.seat])),
        ("term_starts_on", json!("2027-07-01")),
        ("term_ends_on", json!("2029-07-02")),
        ("handover", json!(false)),
        ("criteria", json!([{ "code": "a", "label": "A", "weight": 1, "anchors": anchors }])),
        ("blind_review", json!(true)),
        ("references_asked", json!(1)),
        ("book_until_hours", json!(5)),
        ("change_until_hours", json!(5)),
    ] {
        let mut body = json!({ "title": "Reworded" });
        body[field] = value;
        let refused = patch(body).expect(409);
        let says = format!("title, description and closes_on can be changed, {field} cannot");
        assert!(refused.text.contains(&says), "{}", refused.text);
    }
    let before = desk.task_force.get(&path).expect(200);
    assert_eq!(before.json["title"], "Mentorship coordinator", "nothing of what was refused is kept");
    let seen = before.header("etag").unwrap().to_owned();
    let body = json!({ "title": " Coordinator ", "description": "You support pairs of mentors.",
        "closes_on": "2027-05-31" });
    let changed = desk.task_force.change("PATCH", &path, &seen, body).expect(200).json;
    assert_eq!(changed["version"].as_i64(), before.json["version"].as_i64().map(|version| version + 1));
    assert_eq!(changed["state"], "published");
    desk.task_force.change("PATCH", &path, &seen, json!({ "title": "Old" })).expect(412);
    let public = network.anonymous.get(&format!("/public/openings/{id}")).expect(200).json;
    assert_eq!(
        (&public["title"], &public["description"], &public["closes_on"]),
        (&json!("Coordinator"), &json!("You support pairs of mentors."), &json!("2027-05-31"))
    );
    let told = network.admin().get(&format!("/audit-entries?subject_id={id}")).expect(200).text;
    assert!(told.contains("opening.updated") && told.contains("2027-05-15"), "what it was before: {told}");
    network.in_region(Role::Coordinator, &desk.region).patch(&path, json!({ "title": "Mine" })).expect(403);
});

both!(a_published_opening_whose_day_is_over_takes_applications_again, |network| {
    let desk = Desk::in_region(network, "03");
    let id = desk.published();
    network.advance(chrono::TimeDelta::days(90));
    let again = network.task_force();
    let path = format!("/openings/{id}");
    send(network, &id, application("Ana", "ana@x.example")).expect(409);
    again.patch(&path, json!({ "title": "Coordinator" })).expect(200);
    let past = network.now().date_naive() - chrono::TimeDelta::days(3);
    assert_eq!(again.patch(&path, json!({ "closes_on": past })).expect(422).pointers(), ["/closes_on"]);
    let today = network.now().date_naive();
    let extended = again.patch(&path, json!({ "closes_on": today })).expect(200).json;
    assert_eq!(extended["accepts_applications"], true);
    apply(network, &id, "Ana", "ana@x.example");
});

both!(only_the_task_force_manages_openings, |network| {
    let desk = Desk::in_region(network, "03");
    let coordinator = network.in_region(Role::Coordinator, &desk.region);
    coordinator.post("/openings", desk.opening()).expect(403);
    network.anonymous.post("/openings", desk.opening()).expect(401);
    let reviewer = network.in_region(Role::Reviewer, &desk.region);
    let id = desk.published();
    reviewer.get(&format!("/openings/{id}")).expect(404);
    assert!(reviewer.get("/openings").expect(200).items().is_empty(), "nothing is assigned yet");
    assert_eq!(desk.task_force.get("/openings?state=published").expect(200).items().len(), 1);
    assert!(desk.task_force.get("/openings?state=filled").expect(200).items().is_empty());
});
