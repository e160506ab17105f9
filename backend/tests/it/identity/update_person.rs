use diesel::prelude::*;
use perennial::platform::auth::Role;
use perennial::platform::db::Id;
use perennial::platform::mail::bounces;
use perennial::schema::mails;
use serde_json::json;

use crate::both;
use crate::support::{Network, PASSWORD};

/// As if a mail to that address had come back.
pub fn bounced(network: &Network, address: &str) {
    network.operator(|work| {
        let mail: Id =
            mails::table.filter(mails::to_address.eq(address)).select(mails::id).first(work.conn)?;
        let now = work.stamp();
        bounces::note(work.conn, mail, address, "550 5.1.1 no such user", now)
    });
}

pub fn is_bounced(network: &Network, address: &str) -> bool {
    network.operator(|work| Ok(!bounces::among(work.conn, &[address.to_owned()])?.is_empty()))
}

/// The subjects of the mails to an address, newest first.
fn subjects(network: &Network, address: &str) -> Vec<String> {
    let mails = network.admin().get("/mails?limit=200").expect(200).items();
    let to = |mail: &&serde_json::Value| mail["to_address"] == address;
    mails.iter().filter(to).map(|mail| mail["subject"].as_str().unwrap().to_owned()).collect()
}

both!(an_administrator_corrects_an_address_and_both_are_told, |network| {
    let admin = network.admin();
    let ana = network.in_region(Role::Mentor, &network.region("03"));
    let path = format!("/people/{}", ana.person_id);
    let before = ana.get("/me").expect(200).json["email"].as_str().unwrap().to_owned();
    let correct = |email: &str| admin.patch(&path, json!({ "email": email }));
    assert_eq!(correct("no address").expect(422).pointers(), ["/email"]);
    assert_eq!(admin.patch(&path, json!({ "email": null })).expect(422).pointers(), ["/email"]);
    let taken = admin.get("/me").expect(200).json["email"].as_str().unwrap().to_uppercase();
    let refused = correct(&taken).expect(422);
    assert_eq!(
        (refused.pointers(), &refused.json["errors"][0]["code"]),
        (vec!["/email".into()], &json!("taken"))
    );
    for who in [&network.task_force(), &network.in_region(Role::Coordinator, &network.region("03")), &ana] {
        who.change("PATCH", &path, "*", json!({ "email": "mine@test.example" })).expect(403);
    }
    // A link that was asked for at the address before.
    network.anonymous.post("/auth/password-resets", json!({ "email": before })).expect(204);
    let asked = network.anonymous.with_link(&network.link_to(&before));
    assert_eq!(correct("Ana.New@Test.example").expect(200).json["email"], "ana.new@test.example");
    asked.post("/auth/password", json!({ "password": PASSWORD })).expect(401);
    for address in [before.as_str(), "ana.new@test.example"] {
        assert_eq!(subjects(network, address)[0], "Your account has another address");
    }
    network.anonymous.post("/auth/sign-in", json!({ "email": before, "password": PASSWORD })).expect(401);
    assert_eq!(network.sign_in("ana.new@test.example").person_id, ana.person_id);
    for event in admin.get("/events?limit=200").expect(200).items() {
        assert!(!event.to_string().contains("ana.new@"), "no address in an event: {event}");
    }
    // The same again changes nothing, and nobody is told.
    correct("ana.new@test.example").expect(200);
    assert_eq!(subjects(network, "ana.new@test.example").len(), 1);
});

both!(a_corrected_address_takes_mail_and_one_that_takes_none_is_not_written_to, |network| {
    let admin = network.admin();
    let ana = network.in_region(Role::Mentor, &network.region("03"));
    let path = format!("/people/{}", ana.person_id);
    let before = ana.get("/me").expect(200).json["email"].as_str().unwrap().to_owned();
    network.anonymous.post("/auth/password-resets", json!({ "email": before })).expect(204);
    bounced(network, &before);
    admin.patch(&path, json!({ "name": "Ana New" })).expect(200);
    assert!(is_bounced(network, &before), "another name says nothing of the address");
    admin.patch(&path, json!({ "email": before })).expect(200);
    assert!(!is_bounced(network, &before), "it takes mail after all");
    bounced(network, &before);
    admin.patch(&path, json!({ "email": "ana.new@test.example" })).expect(200);
    assert!(!subjects(network, &before).contains(&"Your account has another address".to_owned()));
    assert!(is_bounced(network, &before) && !is_bounced(network, "ana.new@test.example"));
});

both!(who_was_invited_at_a_wrong_address_is_invited_at_the_right_one, |network| {
    let body = json!({ "name": "Ana", "email": "ana@libary.example", "role": "task_force",
        "scope_kind": "network", "scope_id": null });
    let admin = network.admin();
    let id = admin.post("/invitations", body).expect(201).id();
    let wrong = network.anonymous.with_link(&network.link_to("ana@libary.example"));
    admin.patch(&format!("/people/{id}"), json!({ "email": "ana@library.example" })).expect(200);
    wrong.get("/auth/invitation").expect(401);
    assert_eq!(subjects(network, "ana@libary.example").len(), 1, "a stranger is not told of Ana's address");
    let right = network.anonymous.with_link(&network.link_to("ana@library.example"));
    let accepted = json!({ "name": "Ana", "password": PASSWORD });
    right.post("/auth/invitation/accept", accepted).expect(200);
    assert_eq!(network.sign_in("ana@library.example").person_id, id);
});
