//! Tracked links and the funnel from the page to the appointment.

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::{Desk, application, send};
use crate::both;
use crate::support::Network;

fn visit(network: &Network, opening: &str, stage: &str, from: Value) {
    let body = json!({ "stage": stage, "from": from });
    network.anonymous.post(&format!("/public/openings/{opening}/visits"), body).expect(204);
}

fn campaign(desk: &Desk, opening: &str, name: &str) -> Value {
    let body = json!({ "name": name, "channel": "newsletter", "partner": "Ohio Library Council" });
    desk.task_force.post(&format!("/openings/{opening}/campaigns"), body).expect(201).json
}

fn counts(views: i64, starts: i64, submissions: i64, appointments: i64) -> Value {
    json!({ "views": views, "starts": starts, "submissions": submissions, "appointments": appointments })
}

both!(the_funnel_leads_from_the_page_to_the_appointment, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let spring = campaign(&desk, &opening, "Spring letter");
    let code = spring["code"].as_str().unwrap();
    assert!(spring["link"].as_str().unwrap().ends_with(&format!("/openings/{opening}?from={code}")));
    let quiet = campaign(&desk, &opening, "Quiet one");
    assert_ne!(quiet["code"], spring["code"]);
    for _ in 0..3 {
        visit(network, &opening, "view", json!(code));
    }
    visit(network, &opening, "start", json!(code));
    visit(network, &opening, "view", Value::Null);
    visit(network, &opening, "view", json!("no-such-code"));
    network.advance(chrono::TimeDelta::days(1));
    let task_force = network.task_force();
    visit(network, &opening, "view", json!(code));
    let mut body = application("Ana", "ana@x.example");
    body["from"] = json!(code);
    send(network, &opening, body).expect(202);
    // A draft remembers by which link its writer came.
    let draft = json!({ "email": "bo@x.example", "from": code, "form_token": network.form_token(&opening), "draft": {
        "name": "Bo", "institution": "B", "experience": "B", "leadership": "B", "commitment": "B" } });
    network.anonymous.post(&format!("/public/openings/{opening}/drafts"), draft).expect(202);
    let bo = network.anonymous.with_link(&network.link_to("bo@x.example"));
    bo.post("/public/draft/submit", json!({ "version": 1 })).expect(202);
    send(network, &opening, application("Cy", "cy@x.example")).expect(202);
    let reviewers: Vec<String> =
        (0..2).map(|_| network.in_region(Role::Reviewer, &desk.region).person_id).collect();
    task_force
        .post(&format!("/openings/{opening}/reviewers"), json!({ "reviewer_ids": reviewers }))
        .expect(200);
    let first =
        task_force.get(&format!("/openings/{opening}/applications")).expect(200).items()[0]["id"].clone();
    let offer = json!({ "expires_on": "2027-03-15", "reason": "First." });
    task_force.post(&format!("/applications/{}/offer", first.as_str().unwrap()), offer).expect(201);
    network.anonymous.with_link(&network.link_to("ana@x.example")).act("/public/offer/accept").expect(200);

    let funnel = task_force.get(&format!("/openings/{opening}/funnel")).expect(200).json;
    // Two came by a draft and without a counted start: who applied has begun to write.
    assert_eq!(funnel["total"], counts(6, 3, 3, 1));
    let by = |index: usize| {
        (funnel["campaigns"][index]["name"].clone(), funnel["campaigns"][index]["counts"].clone())
    };
    assert_eq!(by(0), (json!("Spring letter"), counts(4, 2, 2, 1)));
    assert_eq!(by(1), (json!("Quiet one"), counts(0, 0, 0, 0)));
    assert_eq!(by(2), (Value::Null, counts(2, 1, 1, 0)));
    // Days tell what was counted on them.
    let days: Vec<(Value, Value, Value)> = funnel["days"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| (d["day"].clone(), d["campaign_id"].clone(), d["counts"].clone()))
        .collect();
    assert_eq!(
        days,
        [
            (json!("2027-03-01"), Value::Null, counts(2, 0, 0, 0)),
            (json!("2027-03-01"), spring["id"].clone(), counts(3, 1, 0, 0)),
            (json!("2027-03-02"), Value::Null, counts(0, 0, 1, 0)),
            (json!("2027-03-02"), spring["id"].clone(), counts(1, 0, 2, 1)),
        ]
    );
});

both!(whoever_applies_has_begun_and_read_even_where_nothing_was_counted, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let spring = campaign(&desk, &opening, "Spring letter");
    let mut body = application("Ana", "ana@x.example");
    body["from"] = spring["code"].clone();
    send(network, &opening, body).expect(202);
    send(network, &opening, application("Bo", "bo@x.example")).expect(202);
    for _ in 0..5 {
        visit(network, &opening, "view", Value::Null);
    }
    let funnel = desk.task_force.get(&format!("/openings/{opening}/funnel")).expect(200).json;
    assert_eq!(funnel["campaigns"][0]["counts"], counts(1, 1, 1, 0), "of the campaign");
    assert_eq!(funnel["campaigns"][1]["counts"], counts(5, 1, 1, 0), "without one");
    assert_eq!(funnel["total"], counts(6, 2, 2, 0), "the total is that of the campaigns");
});

both!(page_loads_at_the_same_moment_are_all_counted, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    std::thread::scope(|scope| {
        for _ in 0..50 {
            scope.spawn(|| visit(network, &opening, "view", Value::Null));
        }
    });
    let funnel = desk.task_force.get(&format!("/openings/{opening}/funnel")).expect(200).json;
    assert_eq!(funnel["total"]["views"], 50);
});

both!(reading_counts_nothing_and_nothing_is_kept_of_visitors, |network| {
    use diesel::prelude::*;
    use perennial::schema::{audit_entries, events, idempotency_keys};
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    network.anonymous.get(&format!("/public/openings/{opening}")).expect(200);
    let kept = || -> [i64; 3] {
        network.operator(|work| {
            Ok([
                events::table.count().get_result(work.conn)?,
                audit_entries::table.count().get_result(work.conn)?,
                idempotency_keys::table.count().get_result(work.conn)?,
            ])
        })
    };
    let before = kept();
    let body = br#"{"stage":"view","from":null}"#;
    let headers = [("content-type", "application/json"), ("idempotency-key", "one")];
    let path = format!("/public/openings/{opening}/visits");
    let answer = network.anonymous.send("POST", &path, &headers, Some(body)).expect(204);
    assert_eq!(answer.header("set-cookie"), None);
    assert_eq!(kept(), before);
    let funnel = desk.task_force.get(&format!("/openings/{opening}/funnel")).expect(200).json;
    assert_eq!(funnel["total"]["views"], 1);
    // What is over belongs to no funnel; what was never public is not there.
    desk.task_force.act(&format!("/openings/{opening}/close")).expect(200);
    visit(network, &opening, "view", Value::Null);
    let funnel = desk.task_force.get(&format!("/openings/{opening}/funnel")).expect(200).json;
    assert_eq!(funnel["total"]["views"], 1);
    let draft = desk.task_force.post("/openings", desk.opening()).expect(201).id();
    let path = format!("/public/openings/{draft}/visits");
    network.anonymous.post(&path, json!({ "stage": "view" })).expect(404);
    let path = format!("/public/openings/{opening}/visits");
    network.anonymous.post(&path, json!({ "stage": "appoint" })).expect(422);
});

both!(campaigns_are_the_task_forces, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let made = campaign(&desk, &opening, "  Spring letter ");
    assert_eq!(made["name"], "Spring letter");
    let path = format!("/campaigns/{}", made["id"].as_str().unwrap());
    let changed =
        desk.task_force.patch(&path, json!({ "name": "Summer letter", "partner": null })).expect(200).json;
    assert_eq!((&changed["name"], &changed["partner"]), (&json!("Summer letter"), &Value::Null));
    assert_eq!(changed["code"], made["code"], "links that are out keep working");
    desk.task_force.change("PATCH", &path, "\"1\"", json!({ "name": "Stale" })).expect(412);
    let wrong = json!({ "name": " ", "channel": "pigeon" });
    desk.task_force.post(&format!("/openings/{opening}/campaigns"), wrong).expect(422);
    let reviewer = network.in_region(Role::Reviewer, &desk.region);
    for hidden in
        [path.clone(), format!("/openings/{opening}/campaigns"), format!("/openings/{opening}/funnel")]
    {
        reviewer.get(&hidden).expect(403);
        network.anonymous.get(&hidden).expect(401);
    }
    desk.task_force.get(&format!("/openings/{}/funnel", desk.seat)).expect(404);
    desk.task_force.get(&format!("/campaigns/{}", desk.seat)).expect(404);
    let listed = desk.task_force.get(&format!("/openings/{opening}/campaigns")).expect(200).items();
    assert_eq!(listed.len(), 1);
});
