//! Robots are kept out of the public forms, people are not.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{Desk, application};
use crate::both;
use crate::support::{Answer, Network};

/// Both public forms of an opening, each with a body that would be taken.
fn forms(opening: &str) -> [(String, Value); 2] {
    [
        (format!("/public/openings/{opening}/applications"), application("Ana", "ana@x.example")),
        (format!("/public/openings/{opening}/drafts"), json!({ "email": "ana@x.example" })),
    ]
}

fn send(network: &Network, path: &str, body: &Value, token: &str) -> Answer {
    let mut body = body.clone();
    body["form_token"] = json!(token);
    network.anonymous.post(path, body)
}

fn nothing_came(network: &Network, desk: &Desk, opening: &str) {
    assert!(desk.applications(opening).is_empty());
    let mails = network.admin().get("/mails?limit=200").expect(200).items();
    assert!(mails.iter().all(|mail| mail["to_address"] != "ana@x.example"));
}

both!(a_form_opened_and_sent_within_seconds_is_a_programs, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let drawn = network.anonymous.get(&format!("/public/openings/{opening}/form")).expect(200).json;
    assert_eq!((&drawn["wait_seconds"], &drawn["lasts_seconds"]), (&json!(3), &json!(86_400)));
    let token = drawn["form_token"].as_str().unwrap();
    for (path, body) in forms(&opening) {
        let refused = send(network, &path, &body, token).expect(422);
        assert_eq!(refused.pointers(), ["/form_token"]);
        assert_eq!(refused.json["errors"][0]["code"], "too_soon");
        let said = refused.json["errors"][0]["detail"].as_str().unwrap();
        assert!(said.contains("wait three seconds and send it again"), "{said}");
    }
    nothing_came(network, &desk, &opening);
    network.advance(TimeDelta::seconds(3));
    for (path, body) in forms(&opening) {
        send(network, &path, &body, token).expect(202);
    }
});

both!(a_token_serves_its_opening_for_a_day, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let other = desk.published();
    let elsewhere = network.form_token(&other);
    let old = network.form_token(&opening);
    network.advance(TimeDelta::hours(24));
    for (path, body) in forms(&opening) {
        for (token, code) in
            [(elsewhere.as_str(), "unknown"), ("made up", "unknown"), (old.as_str(), "too_old")]
        {
            let refused = send(network, &path, &body, token).expect(422);
            assert_eq!(refused.json["errors"][0]["code"], code);
        }
        network.anonymous.post(&path, body).expect(422);
    }
    nothing_came(network, &Desk { task_force: network.task_force(), ..desk }, &opening);
    network.anonymous.get("/public/openings/01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f/form").expect(404);
});

both!(who_fills_what_nobody_sees_is_told_what_to_do, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let token = network.form_token(&opening);
    for (path, mut body) in forms(&opening) {
        body["leave_empty"] = json!("https://buy.example");
        let refused = send(network, &path, &body, &token).expect(422);
        assert_eq!(refused.pointers(), ["/leave_empty"]);
        let said = refused.json["errors"][0]["detail"].as_str().unwrap();
        assert!(said.contains("empty it and send again"), "{said}");
    }
    nothing_came(network, &desk, &opening);
    for (path, mut body) in forms(&opening) {
        body["leave_empty"] = json!("");
        send(network, &path, &body, &token).expect(202);
    }
});

/// Applies from an address, as the balancer tells it.
fn apply_from(network: &Network, opening: &str, client: &str, email: &str) -> Answer {
    let mut body = application("Ana", email);
    body["form_token"] = json!(network.form_token(opening));
    let headers = [("content-type", "application/json"), ("x-forwarded-for", client)];
    let path = format!("/public/openings/{opening}/applications");
    network.anonymous.send("POST", &path, &headers, Some(body.to_string().as_bytes()))
}

both!(too_much_from_one_place_waits_an_hour, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    for n in 0..120 {
        // One customer of an IPv6 network has all of its addresses.
        let client = format!("2001:db8:1:2::{n:x}");
        apply_from(network, &opening, &client, &format!("a{n}@x.example")).expect(202);
    }
    let refused = apply_from(network, &opening, "2001:db8:1:2:9::9", "last@x.example").expect(429);
    assert_eq!(refused.header("retry-after"), Some("3600"));
    assert!(refused.json["detail"].as_str().unwrap().contains("Keep what you have written"));
    apply_from(network, &opening, "2001:db8:1:3::1", "elsewhere@x.example").expect(202);
    network.advance(TimeDelta::seconds(3601));
    apply_from(network, &opening, "2001:db8:1:2::1", "last@x.example").expect(202);
});

both!(too_much_for_one_mail_address_is_refused_where_it_comes_from, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    for _ in 0..12 {
        apply_from(network, &opening, "203.0.113.9", "ana@x.example").expect(202);
    }
    apply_from(network, &opening, "203.0.113.9", "Ana@x.example").expect(429);
    apply_from(network, &opening, "203.0.113.9", "bo@x.example").expect(202);
    // From elsewhere nobody can tell what was sent for her address.
    apply_from(network, &opening, "198.51.100.1", "ana@x.example").expect(202);
});

both!(nothing_is_kept_of_where_a_form_came_from_but_a_digest, |network| {
    use diesel::prelude::*;
    use perennial::schema::public_submissions;
    use sha2::{Digest, Sha256};
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    apply_from(network, &opening, "203.0.113.9", "ana@x.example").expect(202);
    let kept: Vec<(Vec<u8>, Vec<u8>)> = network.operator(|work| {
        let columns = (public_submissions::client_digest, public_submissions::address_digest);
        Ok(public_submissions::table.select(columns).load(work.conn)?)
    });
    assert_eq!(kept.len(), 1);
    for (digest, plain) in [(&kept[0].0, "203.0.113.9"), (&kept[0].1, "ana@x.example")] {
        assert_eq!(digest.len(), 32);
        assert_ne!(
            digest.as_slice(),
            Sha256::digest(plain.as_bytes()).as_slice(),
            "nobody can try all addresses"
        );
    }
    let text = desk.task_force.get(&format!("/openings/{opening}/applications")).expect(200).text;
    assert!(!text.contains("203.0.113"));
});
