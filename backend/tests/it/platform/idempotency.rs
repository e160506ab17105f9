use std::thread;

use chrono::TimeDelta;
use serde_json::json;

use crate::both;
use crate::support::{Answer, Client};

fn create(client: &Client, key: &str, name: &str) -> Answer {
    let body = json!({ "name": name, "setting": "law", "jurisdiction": "NY" }).to_string();
    let headers = [("content-type", "application/json"), ("idempotency-key", key)];
    client.send("POST", "/institutions", &headers, Some(body.as_bytes()))
}

both!(the_same_key_gives_the_first_answer_again, |network| {
    let admin = network.admin();
    let first = create(&admin, "k-1", "Once").expect(201);
    let again = create(&admin, "k-1", "Once").expect(201);
    assert_eq!(first.text, again.text);
    assert_eq!(
        (first.header("location"), first.header("etag")),
        (again.header("location"), again.header("etag"))
    );
    assert_eq!(admin.get("/institutions").expect(200).items().len(), 1);
    assert_eq!(create(&admin, "k-1", "Other").expect(422).json["type"], "/problems/idempotency-mismatch");
});

both!(keys_belong_to_their_principal_and_end_after_a_day, |network| {
    let (admin, other) = (network.admin(), network.task_force());
    let first = create(&admin, "k-1", "Once").expect(201).id();
    assert_ne!(create(&other, "k-1", "Once").expect(201).id(), first);
    let email = admin.get("/me").expect(200).json["email"].as_str().unwrap().to_owned();
    network.advance(TimeDelta::hours(25));
    let the_same = network.sign_in(&email);
    assert_ne!(create(&the_same, "k-1", "Once").expect(201).id(), first);
});

both!(twins_at_the_same_time_make_one, |network| {
    let admin = network.admin();
    let statuses: Vec<u16> = thread::scope(|scope| {
        let twins: Vec<_> = (0..8).map(|_| scope.spawn(|| create(&admin, "twin", "Twin").status)).collect();
        twins.into_iter().map(|twin| twin.join().unwrap()).collect()
    });
    assert!(statuses.iter().all(|s| *s == 201 || *s == 409), "{statuses:?}");
    assert!(statuses.contains(&201));
    assert_eq!(admin.get("/institutions").expect(200).items().len(), 1);
});

both!(a_failed_request_keeps_no_answer, |network| {
    let admin = network.admin();
    let body = json!({ "name": "A", "setting": "law", "jurisdiction": "ZZ" }).to_string();
    let headers = [("content-type", "application/json"), ("idempotency-key", "k-2")];
    admin.send("POST", "/institutions", &headers, Some(body.as_bytes())).expect(422);
    create(&admin, "k-2", "Right now").expect(201);
    create(&admin, "a b", "Right now").expect(400);
});
