use chrono::TimeDelta;
use serde_json::json;

use crate::both;
use crate::support::PASSWORD;

both!(an_invited_person_chooses_a_password_once_and_has_the_role, |network| {
    let region = network.region("03");
    network
        .task_force()
        .post(
            "/invitations",
            json!({
                "name": "Ana", "email": "Ana@Library.example", "role": "coordinator",
                "scope_kind": "region", "scope_id": region,
            }),
        )
        .expect(201);
    let link = network.anonymous.with_link(&network.link_to("ana@library.example"));
    assert_eq!(link.get("/auth/invitation").expect(200).json["email"], "ana@library.example");
    let weak =
        link.post("/auth/invitation/accept", json!({ "name": "Ana", "password": "short" })).expect(422);
    assert_eq!(weak.pointers(), ["/password"]);
    let body = json!({ "name": "Ana Flores", "password": PASSWORD });
    link.post("/auth/invitation/accept", body.clone()).expect(200);
    link.post("/auth/invitation/accept", body).expect(401);
    let ana = network.sign_in("ana@library.example");
    let me = ana.get("/me").expect(200).json;
    assert_eq!(me["name"], "Ana Flores");
    assert_eq!(me["grants"][0]["scope_name"], "Great Lakes");
});

both!(a_link_serves_one_purpose_and_expires, |network| {
    network
        .admin()
        .post("/invitations", json!({
            "name": "Bo", "email": "bo@library.example", "role": "task_force", "scope_kind": "network", "scope_id": null,
        }))
        .expect(201);
    let link = network.anonymous.with_link(&network.link_to("bo@library.example"));
    link.post("/auth/password", json!({ "password": PASSWORD })).expect(403);
    network.advance(TimeDelta::days(15));
    link.get("/auth/invitation").expect(401);
});

both!(only_an_administrator_invites_an_administrator, |network| {
    let body = json!({
        "name": "Eve", "email": "eve@library.example", "role": "admin", "scope_kind": "network", "scope_id": null,
    });
    network.task_force().post("/invitations", body.clone()).expect(403);
    network.admin().post("/invitations", body).expect(201);
});

both!(every_wrong_field_is_named_at_once, |network| {
    let body = json!({ "name": "", "email": "no address", "role": "coordinator", "scope_kind": "region", "scope_id": null });
    let refused = network.admin().post("/invitations", body).expect(422);
    assert_eq!(refused.pointers(), ["/email", "/name"]);
});

both!(a_password_reset_tells_nobody_whether_an_account_exists, |network| {
    let email = network.task_force().get("/me").expect(200).json["email"].as_str().unwrap().to_owned();
    let known = network.anonymous.post("/auth/password-resets", json!({ "email": email })).expect(204);
    let unknown =
        network.anonymous.post("/auth/password-resets", json!({ "email": "no@body.example" })).expect(204);
    assert_eq!(known.text, unknown.text);
    let link = network.anonymous.with_link(&network.link_to(&email));
    link.post("/auth/password", json!({ "password": "nine loud reading rooms" })).expect(204);
    network.anonymous.post("/auth/sign-in", json!({ "email": email, "password": PASSWORD })).expect(401);
});

both!(strangers_cannot_fill_a_mailbox_with_password_resets, |network| {
    let email = network.task_force().get("/me").expect(200).json["email"].as_str().unwrap().to_owned();
    let ask = || network.anonymous.post("/auth/password-resets", json!({ "email": email })).expect(204);
    let received = || {
        let mails = network.admin().get("/mails?limit=200").expect(200).items();
        mails.iter().filter(|mail| mail["to_address"] == email.as_str()).count()
    };
    let before = received();
    for _ in 0..6 {
        ask();
    }
    assert_eq!(received() - before, 3);
    network.advance(TimeDelta::minutes(61));
    ask();
    assert_eq!(received() - before, 4, "an hour later it may be asked for again");
    let link = network.anonymous.with_link(&network.link_to(&email));
    link.post("/auth/password", json!({ "password": "nine loud reading rooms" })).expect(204);
});
