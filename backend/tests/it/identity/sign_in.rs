use chrono::TimeDelta;
use serde_json::json;

use crate::both;
use crate::support::PASSWORD;
use perennial::platform::auth::{Role, ScopeKind};

both!(wrong_password_and_unknown_address_are_told_apart_by_nobody, |network| {
    let admin = network.admin();
    let email = admin.get("/me").expect(200).json["email"].as_str().unwrap().to_owned();
    let wrong = network
        .anonymous
        .post("/auth/sign-in", json!({ "email": email, "password": "wrong password" }))
        .expect(401);
    let unknown = network
        .anonymous
        .post("/auth/sign-in", json!({ "email": "x@y.example", "password": "wrong password" }))
        .expect(401);
    assert_eq!(wrong.json["detail"], unknown.json["detail"]);
    assert_eq!(wrong.json["type"], "/problems/unauthenticated");
});

both!(failures_make_the_address_wait_and_then_pass, |network| {
    let email = network.admin().get("/me").expect(200).json["email"].as_str().unwrap().to_owned();
    let other = network.task_force().get("/me").expect(200).json["email"].as_str().unwrap().to_owned();
    for _ in 0..5 {
        network.anonymous.post("/auth/sign-in", json!({ "email": email, "password": "wrong" })).expect(401);
    }
    let waiting =
        network.anonymous.post("/auth/sign-in", json!({ "email": email, "password": PASSWORD })).expect(429);
    assert_eq!(waiting.header("retry-after"), Some("900"));
    network.sign_in(&other);
    network.advance(TimeDelta::minutes(16));
    network.sign_in(&email);
});

both!(failing_in_somebodys_name_from_elsewhere_does_not_lock_them_out, |network| {
    let email = network.admin().get("/me").expect(200).json["email"].as_str().unwrap().to_owned();
    let try_from = |address: &str, password: &str| {
        let body = json!({ "email": email, "password": password }).to_string();
        let headers = [("Content-Type", "application/json"), ("X-Forwarded-For", address)];
        network.anonymous.send("POST", "/auth/sign-in", &headers, Some(body.as_bytes()))
    };
    for _ in 0..5 {
        try_from("198.51.100.66", "a guess").expect(401);
    }
    try_from("198.51.100.66", PASSWORD).expect(429);
    try_from("203.0.113.7", PASSWORD).expect(200);
});

both!(tokens_that_are_not_ours_are_refused, |network| {
    let admin = network.admin();
    let token = admin.authorization.clone().unwrap();
    let parts: Vec<&str> = token["Bearer ".len()..].split('.').collect();
    // {"alg":"none","typ":"JWT"}, the same claims, no signature
    let none = format!("Bearer eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{}.", parts[1]);
    let forged = format!("Bearer {}.{}.AAAA{}", parts[0], parts[1], &parts[2][4..]);
    for bad in [none.as_str(), forged.as_str(), "Bearer x", "Basic eDp5", "Link abc"] {
        network.anonymous.with_authorization(bad).get("/me").expect(401);
    }
    network.anonymous.get("/me").expect(401);
    network.advance(TimeDelta::minutes(16));
    admin.get("/me").expect(401);
});

both!(a_revoked_grant_and_a_disabled_person_are_out_with_the_next_request, |network| {
    let admin = network.admin();
    let task_force = network.task_force();
    task_force.get("/events").expect(200);
    let grant =
        admin.get(&format!("/grants?person_id={}", task_force.person_id)).expect(200).items()[0]["id"]
            .clone();
    admin.delete(&format!("/grants/{}", grant.as_str().unwrap())).expect(204);
    task_force.get("/events").expect(403);
    let path = format!("/people/{}", task_force.person_id);
    admin.patch(&path, json!({ "disabled": true })).expect(200);
    task_force.get("/me").expect(401);
});

both!(the_last_administrator_stays, |network| {
    let admin = network.person(Role::Admin, ScopeKind::Network, None);
    let grant =
        admin.get(&format!("/grants?person_id={}", admin.person_id)).expect(200).items()[0]["id"].clone();
    admin.delete(&format!("/grants/{}", grant.as_str().unwrap())).expect(409);
});
