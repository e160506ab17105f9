use serde_json::{Value, json};

use crate::both;

fn seat(person: &str, starts_on: &str, ends_on: &str) -> Value {
    json!({ "person_id": person, "title": "Chair", "starts_on": starts_on, "ends_on": ends_on })
}

both!(a_seat_carries_the_role_with_it, |network| {
    let task_force = network.task_force();
    let member = network.nobody();
    member.get("/charters").expect(403);
    let seated =
        task_force.post("/task-force-seats", seat(&member.person_id, "2027-01-01", "2029-01-01")).expect(201);
    assert_eq!(seated.json["current"], true);
    assert_eq!(seated.json["person_name"], "Test Nobody");
    member.get("/charters").expect(200);
    assert_eq!(member.get("/task-force-seats").expect(200).items().len(), 1);
});

both!(a_seat_of_the_past_is_recorded_without_the_role, |network| {
    let member = network.nobody();
    let seated = network
        .admin()
        .post("/task-force-seats", seat(&member.person_id, "2024-01-01", "2027-03-01"))
        .expect(201);
    assert_eq!(seated.json["current"], false, "the last day is not part of it");
    member.get("/charters").expect(403);
});

both!(wrong_days_and_unknown_people_are_refused, |network| {
    let admin = network.admin();
    let member = network.nobody();
    let backwards = admin.post("/task-force-seats", seat(&member.person_id, "2027-02-01", "2027-02-01"));
    assert_eq!(backwards.expect(422).pointers(), ["/ends_on"]);
    let unknown = seat("01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f", "2027-01-01", "2029-01-01");
    assert_eq!(admin.post("/task-force-seats", unknown).expect(422).pointers(), ["/person_id"]);
    member.post("/task-force-seats", seat(&member.person_id, "2027-01-01", "2029-01-01")).expect(403);
    member.get("/charters").expect(403);
});
