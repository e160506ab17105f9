use perennial::platform::auth::Role;
use serde_json::json;

use super::Desk;
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

both!(a_draft_is_edited_a_published_opening_is_not, |network| {
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
    desk.task_force.patch(&path, json!({ "title": "Too late" })).expect(409);
    let public = network.anonymous.get(&format!("/public/openings/{id}")).expect(200).json;
    assert_eq!(public["title"], "Coordinator");
    assert_eq!(public["accepts_applications"], true);
    assert_eq!(network.anonymous.get("/public/openings").expect(200).items().len(), 1);
    desk.task_force.act(&format!("{path}/close")).expect(200);
    desk.task_force.act(&format!("{path}/close")).expect(409);
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
