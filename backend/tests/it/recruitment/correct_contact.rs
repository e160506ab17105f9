//! Applicants correct how they are reached, until a decision.

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::{Desk, application, apply, send};
use crate::both;
use crate::identity::update_person::{bounced, is_bounced};
use crate::support::{Client, Network};

fn mails_to(network: &Network, address: &str) -> Vec<Value> {
    network.admin().get(&format!("/mails?limit=200&to_address={address}")).expect(200).items()
}

fn token_in(network: &Network, address: &str, page: &str) -> String {
    let body = mails_to(network, address).remove(0)["body"].as_str().unwrap().to_owned();
    let after = body.split(&format!("/{page}#")).nth(1).unwrap_or_else(|| panic!("no link in {body}"));
    after.split_whitespace().next().unwrap().to_owned()
}

fn ana(network: &Network, opening: &str) -> Client {
    apply(network, opening, "Ana Flores", "ana@x.example");
    network.anonymous.with_link(&network.link_to("ana@x.example"))
}

fn ask(ana: &Client, email: &str) -> crate::support::Answer {
    ana.post("/public/application/address", json!({ "email": email }))
}

both!(an_applicant_corrects_name_telephone_and_residence, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let ana = ana(network, &opening);
    let path = "/public/application";
    let wrong = json!({ "name": "See www.x.example", "phone": "call me", "residence": "ZZ" });
    assert_eq!(ana.patch(path, wrong).expect(422).pointers(), ["/name", "/phone", "/residence"]);
    assert_eq!(ana.patch(path, json!({ "name": " " })).expect(422).pointers(), ["/name"]);
    ana.patch(path, json!({ "name": null })).expect(422);
    ana.patch(path, json!({ "email": "other@x.example" })).expect(422);
    let right = json!({ "name": "Ana María Flores", "phone": " +1 216 555 0134 ", "residence": "OH" });
    let seen = ana.patch(path, right.clone()).expect(200).json;
    assert_eq!(
        (&seen["name"], &seen["phone"], &seen["residence"], &seen["version"]),
        (&json!("Ana María Flores"), &json!("+1 216 555 0134"), &json!("OH"), &json!(2))
    );
    ana.change("PATCH", path, "\"1\"", right).expect(412);

    let id = desk.applications(&opening).remove(0);
    let decided = desk.task_force.get(&format!("/applications/{id}")).expect(200).json;
    assert_eq!((&decided["phone"], &decided["residence"]), (&json!("+1 216 555 0134"), &json!("OH")));
    let audit = network.admin().get("/audit-entries?limit=200").expect(200);
    let kept = audit.items();
    let corrected =
        kept.iter().find(|e| e.to_string().contains("application.contact_corrected")).expect("an entry");
    assert!(corrected.to_string().contains(r#""fields":["name","phone","residence"]"#), "{corrected}");
    assert!(!audit.text.contains("555 0134"), "which fields, and none of them");

    let cleared = ana.patch(path, json!({ "phone": null })).expect(200).json;
    assert_eq!((&cleared["phone"], &cleared["residence"]), (&Value::Null, &json!("OH")));

    let reviewer = network.in_region(Role::Reviewer, &desk.region);
    desk.assign(&opening, &[&reviewer, &network.in_region(Role::Reviewer, &desk.region)]);
    let read = reviewer.get(&format!("/applications/{id}")).expect(200).json;
    assert_eq!((&read["phone"], &read["residence"]), (&Value::Null, &Value::Null));
    desk.task_force.post(&format!("/applications/{id}/decline"), json!({ "reason": "No." })).expect(200);
    ana.patch(path, json!({ "phone": "555 0000" })).expect(409);
    ask(&ana, "home@x.example").expect(409);
    assert_eq!(ana.get(path).expect(200).json["may_correct"], false);
});

both!(a_new_address_counts_after_its_owner_has_confirmed_it, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let ana = ana(network, &opening);
    assert_eq!(ask(&ana, "no address").expect(422).pointers(), ["/email"]);
    assert_eq!(ask(&ana, "Ana@x.example").expect(422).pointers(), ["/email"]);
    let asked = ask(&ana, "Home@x.example").expect(200).json;
    assert_eq!((&asked["email"], &asked["asked_email"]), (&json!("ana@x.example"), &json!("home@x.example")));
    let told = mails_to(network, "ana@x.example").remove(0);
    assert!(told["body"].as_str().unwrap().contains("home@x.example"), "the old address is told: {told}");

    let first = network.anonymous.with_link(&token_in(network, "home@x.example", "address"));
    assert_eq!(first.get("/public/application-address").expect(200).json["email"], "home@x.example");
    first.get("/public/application").expect(403);
    ana.get("/public/application-address").expect(403);
    // Asked for another one: the first link has ended.
    ask(&ana, "new@x.example").expect(200);
    first.act("/public/application-address/confirm").expect(401);
    let owner = network.anonymous.with_link(&token_in(network, "new@x.example", "address"));
    bounced(network, "new@x.example");
    owner.act("/public/application-address/confirm").expect(204);
    assert!(!is_bounced(network, "new@x.example"), "its owner has read the mail");
    owner.act("/public/application-address/confirm").expect(401);
    ana.get("/public/application").expect(401);
    let moved = network.anonymous.with_link(&token_in(network, "new@x.example", "application"));
    let seen = moved.get("/public/application").expect(200).json;
    assert_eq!((&seen["email"], &seen["asked_email"]), (&json!("new@x.example"), &Value::Null));
    let left = mails_to(network, "ana@x.example").remove(0);
    assert!(left["subject"].as_str().unwrap().starts_with("We write to another address now"), "{left}");
    for event in network.admin().get("/events?limit=200").expect(200).items() {
        assert!(!event.to_string().contains("new@x.example"), "no address in an event: {event}");
    }
});

both!(an_address_with_an_application_of_its_own_is_refused_to_its_owner_alone, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let ana = ana(network, &opening);
    apply(network, &opening, "Bo", "bo@x.example");
    ask(&ana, "bo@x.example").expect(200);
    let bo = network.anonymous.with_link(&token_in(network, "bo@x.example", "address"));
    bo.act("/public/application-address/confirm").expect(409);
    assert_eq!(ana.get("/public/application").expect(200).json["email"], "ana@x.example");
    for _ in 0..2 {
        ask(&ana, "bo@x.example").expect(200);
    }
    assert!(
        ask(&ana, "bo@x.example").expect(429).header("retry-after").is_some(),
        "nobody's mailbox is filled"
    );
});

both!(a_blind_reviewer_learns_neither_the_new_name_nor_the_old_one, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published_blind();
    let mut body = application("Ana Flores", "ana@x.example");
    body["experience"] = json!("I am Ana Flores, ana@x.example.");
    send(network, &opening, body).expect(202);
    let ana = network.anonymous.with_link(&network.link_to("ana@x.example"));
    let corrected = json!({ "name": "Marta Quist", "phone": "216 555 0134", "residence": "OH" });
    ana.patch("/public/application", corrected).expect(200);
    ask(&ana, "marta@y.example").expect(200);
    let owner = network.anonymous.with_link(&token_in(network, "marta@y.example", "address"));
    owner.act("/public/application-address/confirm").expect(204);
    let reviewer = network.in_region(Role::Reviewer, &desk.region);
    desk.assign(&opening, &[&reviewer, &network.in_region(Role::Reviewer, &desk.region)]);
    let id = desk.applications(&opening).remove(0);
    let read = reviewer.get(&format!("/applications/{id}")).expect(200);
    for word in ["Ana", "Flores", "ana@", "Marta", "marta@", "0134", "\"OH\""] {
        assert!(!read.text.contains(word), "{word} in {}", read.text);
    }
    assert_eq!(read.json["experience"], "I am […], […].");
});
