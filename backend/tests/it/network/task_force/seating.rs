use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::member;
use crate::both;
use crate::support::{Client, Network};

fn seat(person: &Client, starts_on: &str, ends_on: &str) -> Value {
    json!({ "person_id": person.person_id, "title": "Member", "starts_on": starts_on, "ends_on": ends_on })
}

fn rules(network: &Network, change: Value) -> Value {
    network.admin().patch("/task-force-rules", change).expect(200).json
}

both!(the_rules_tell_what_they_mean_with_todays_members, |network| {
    let admin = network.admin();
    let read = admin.get("/task-force-rules").expect(200).json;
    assert_eq!(read["places"], Value::Null);
    assert_eq!((&read["quorum_percent"], &read["ballot_days"]), (&json!(50), &json!(7)));
    assert_eq!(
        (&read["members"], &read["quorum"], &read["vacant_places"]),
        (&json!(0), &json!(1), &Value::Null)
    );
    for votes in [true, true, true, false] {
        member(network, votes);
    }
    let read = rules(network, json!({ "places": 5 }));
    assert_eq!(read["members"], 4);
    assert_eq!(read["voting_members"], 3);
    assert_eq!(read["vacant_places"], 1);
    assert_eq!(read["quorum"], 2, "more than half of those who vote");
    assert_eq!(rules(network, json!({ "quorum_percent": 67 }))["quorum"], 3);
    assert_eq!(rules(network, json!({ "places": null }))["vacant_places"], Value::Null);
});

both!(there_are_as_many_seats_at_once_as_places, |network| {
    let admin = network.admin();
    rules(network, json!({ "places": 2 }));
    let (first, second, third) = (network.nobody(), network.nobody(), network.nobody());
    admin.post("/task-force-seats", seat(&first, "2027-01-01", "2028-01-01")).expect(201);
    admin.post("/task-force-seats", seat(&second, "2027-06-01", "2028-06-01")).expect(201);
    admin.post("/task-force-seats", seat(&third, "2027-01-01", "2028-01-01")).expect(409);
    admin.post("/task-force-seats", seat(&third, "2027-01-01", "2027-06-01")).expect(201);
    let fourth = network.nobody();
    admin.post("/task-force-seats", seat(&fourth, "2028-01-01", "2029-01-01")).expect(201);
    admin.patch("/task-force-rules", json!({ "places": 1 })).expect(409);
    assert_eq!(admin.get("/task-force-rules").json["places"], 2);
});

both!(nobody_holds_two_seats_at_once, |network| {
    let admin = network.admin();
    let person = network.nobody();
    admin.post("/task-force-seats", seat(&person, "2027-01-01", "2028-01-01")).expect(201);
    let again = admin.post("/task-force-seats", seat(&person, "2027-12-31", "2029-01-01")).expect(422);
    assert_eq!(again.pointers(), ["/starts_on"]);
    admin.post("/task-force-seats", seat(&person, "2028-01-01", "2029-01-01")).expect(201);
});

both!(of_many_who_take_the_last_place_at_once_one_gets_it, |network| {
    let admin = network.admin();
    rules(network, json!({ "places": 1 }));
    let people: Vec<Client> = (0..8).map(|_| network.nobody()).collect();
    let answers: Vec<u16> = std::thread::scope(|scope| {
        let running: Vec<_> = people
            .iter()
            .map(|person| {
                let admin = admin.clone();
                scope.spawn(move || {
                    admin.post("/task-force-seats", seat(person, "2027-01-01", "2028-01-01")).status
                })
            })
            .collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(answers.iter().filter(|status| **status == 201).count(), 1, "{answers:?}");
    assert_eq!(answers.iter().filter(|status| **status == 409).count(), 7, "{answers:?}");
});

both!(a_seat_is_changed_and_its_end_takes_the_role, |network| {
    let admin = network.admin();
    let person = member(network, true);
    let id = admin.get("/task-force-seats").items()[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/task-force-seats/{id}");
    let changed = admin.patch(&path, json!({ "title": "Adviser", "votes": false })).expect(200).json;
    assert_eq!((&changed["title"], &changed["votes"]), (&json!("Adviser"), &json!(false)));
    assert_eq!(changed["ends_on"], "2029-01-01");
    assert_eq!(admin.get("/task-force-rules").json["voting_members"], 0);
    person.get("/task-force-meetings").expect(200);
    assert_eq!(admin.patch(&path, json!({ "ends_on": "2030-01-01" })).expect(422).pointers(), ["/ends_on"]);
    assert_eq!(admin.patch(&path, json!({ "title": " ", "votes": null })).expect(422).pointers().len(), 1);
    admin.change("PATCH", &path, "\"1\"", json!({ "title": "Late" })).expect(412);
    admin.patch(&path, json!({ "ends_on": "2027-03-01" })).expect(200);
    person.get("/task-force-meetings").expect(403);
    admin.patch(&path, json!({ "title": "Gone" })).expect(409);
});

both!(coordinators_read_the_rules_and_only_the_task_force_changes_them, |network| {
    let coordinator = network.in_region(Role::Coordinator, &network.region("03"));
    coordinator.get("/task-force-rules").expect(200);
    coordinator.patch("/task-force-rules", json!({ "places": 9 })).expect(403);
    network.anonymous.get("/task-force-rules").expect(401);
    let admin = network.admin();
    let wrong = json!({ "places": 0, "quorum_percent": 101, "ballot_days": 91 });
    let pointers = admin.patch("/task-force-rules", wrong).expect(422).pointers();
    assert_eq!(pointers, ["/ballot_days", "/places", "/quorum_percent"]);
    admin.change("PATCH", "/task-force-rules", "\"77\"", json!({ "places": 9 })).expect(412);
});
