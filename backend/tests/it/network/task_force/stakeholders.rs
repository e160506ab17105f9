use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::member;
use crate::both;
use crate::support::{Client, Network};

fn ruth(owner: Option<&Client>) -> Value {
    json!({ "name": "Dr. Ruth Chen", "organisation": "School Librarians", "email": "ruth@aasl.example",
        "kind": "expert", "brings": "Knows school libraries.", "owner_id": owner.map(|o| &o.person_id) })
}

fn by_link(network: &Network) -> Client {
    network.anonymous.with_link(&network.link_to("ruth@aasl.example"))
}

fn nominated(network: &Network, owner: Option<&Client>) -> (Client, String) {
    let admin = network.admin();
    let id = admin.post("/stakeholders", ruth(owner)).expect(201).id();
    let path = format!("/stakeholders/{id}");
    admin.post(&format!("{path}/move"), json!({ "state": "nominated", "note": "Seconded" })).expect(200);
    (admin, path)
}

both!(somebody_is_considered_nominated_invited_and_accepts, |network| {
    let owner = member(network, true);
    let (admin, path) = nominated(network, Some(&owner));
    network
        .task_force()
        .post(
            "/charters",
            json!({ "mission": "Every librarian finds a mentor.", "goals": ["One"], "structure": "Nine",
                "adopted_on": "2027-02-01" }),
        )
        .expect(201);
    let invited = admin.post(&format!("{path}/invite"), json!({ "message": "Join us." })).expect(200).json;
    assert_eq!(
        (&invited["state"], &invited["invited_at"]),
        (&json!("invited"), &json!("2027-03-01T12:00:00Z"))
    );
    let letter = network.mail_to("ruth@aasl.example");
    assert!(letter["body"].as_str().unwrap().contains("Join us."), "{letter}");
    let link = by_link(network);
    let read = link.get("/public/stakeholder-invitation").expect(200).json;
    assert_eq!(read["message"], "Join us.");
    assert_eq!(read["mission"], "Every librarian finds a mentor.");
    assert!(read.get("email").is_none() && read.get("brings").is_none(), "{read}");
    link.post("/public/stakeholder-invitation/accept", json!({ "note": "Mondays suit me." })).expect(200);
    link.post("/public/stakeholder-invitation/accept", json!({})).expect(401);
    let now = admin.get(&path).expect(200).json;
    assert_eq!(now["state"], "accepted");
    let steps: Vec<_> =
        now["steps"].as_array().unwrap().iter().map(|s| s["state"].as_str().unwrap()).collect();
    assert_eq!(steps, ["accepted", "invited", "nominated", "considered"]);
    assert_eq!(now["steps"][0]["note"], "Mondays suit me.");
    assert_eq!(now["steps"][0]["person_name"], Value::Null);
    assert_eq!(network.mail_to_person(&owner), ["Dr. Ruth Chen has accepted"]);
});

both!(a_link_ends_with_another_letter_another_address_or_another_answer, |network| {
    let (admin, path) = nominated(network, None);
    let invite = format!("{path}/invite");
    admin.post(&invite, json!({ "message": "Join us." })).expect(200);
    let first = by_link(network);
    network.advance(TimeDelta::minutes(1));
    admin.post(&invite, json!({ "message": "Please." })).expect(200);
    first.get("/public/stakeholder-invitation").expect(401);
    let second = by_link(network);
    assert_eq!(second.get("/public/stakeholder-invitation").expect(200).json["message"], "Please.");
    admin.patch(&path, json!({ "email": "other@aasl.example" })).expect(200);
    second.get("/public/stakeholder-invitation").expect(401);
    admin.patch(&path, json!({ "email": "ruth@aasl.example" })).expect(200);
    network.advance(TimeDelta::minutes(1));
    admin.post(&invite, json!({ "message": "Third." })).expect(200);
    let third = by_link(network);
    admin.post(&format!("{path}/move"), json!({ "state": "declined", "note": "By telephone" })).expect(200);
    third.post("/public/stakeholder-invitation/accept", json!({})).expect(401);
    admin.post(&format!("{path}/move"), json!({ "state": "nominated" })).expect(200);
    admin.post(&invite, json!({ "message": "Fourth." })).expect(409);
    network.advance(TimeDelta::hours(2));
    let admin = network.sign_in_as(&admin);
    admin.post(&invite, json!({ "message": "Fifth." })).expect(200);
    network.advance(TimeDelta::days(31));
    by_link(network).get("/public/stakeholder-invitation").expect(401);
});

both!(only_who_is_nominated_and_has_an_address_is_invited, |network| {
    let admin = network.admin();
    let mut nameless = ruth(None);
    nameless["email"] = Value::Null;
    let id = admin.post("/stakeholders", nameless).expect(201).id();
    let path = format!("/stakeholders/{id}");
    let invite =
        |status| admin.post(&format!("{path}/invite"), json!({ "message": "Join us." })).expect(status);
    invite(409);
    admin.post(&format!("{path}/move"), json!({ "state": "accepted" })).expect(409);
    admin.post(&format!("{path}/move"), json!({ "state": "nominated" })).expect(200);
    invite(409);
    admin.patch(&path, json!({ "email": "Ruth@AASL.example" })).expect(200);
    assert_eq!(invite(200).json["email"], "ruth@aasl.example");
});

both!(they_are_found_narrowed_and_named_wrong_field_by_field, |network| {
    let admin = network.admin();
    let owner = member(network, true);
    admin.post("/stakeholders", ruth(Some(&owner))).expect(201);
    admin
        .post(
            "/stakeholders",
            json!({ "name": "Abe Lin", "kind": "stakeholder", "next_step": "Call", "next_step_on": "2027-02-01" }),
        )
        .expect(201);
    let names = |query: &str| -> Vec<String> {
        let found = admin.get(&format!("/stakeholders{query}")).expect(200).items();
        found.iter().map(|s| s["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(""), ["Abe Lin", "Dr. Ruth Chen"]);
    assert_eq!(names("?kind=expert"), ["Dr. Ruth Chen"]);
    assert_eq!(names("?q=SCHOOL"), ["Dr. Ruth Chen"]);
    assert_eq!(names("?q=lin"), ["Abe Lin"]);
    assert_eq!(names(&format!("?owner_id={}", owner.person_id)), ["Dr. Ruth Chen"]);
    assert_eq!(names("?state=accepted"), [""; 0]);
    let overdue = &admin.get("/stakeholders?q=abe").items()[0];
    assert_eq!(overdue["overdue"], true);
    let first = admin.get("/stakeholders?limit=1").expect(200);
    let cursor = first.json["next_cursor"].as_str().unwrap();
    assert_eq!(
        admin.get(&format!("/stakeholders?limit=1&cursor={cursor}")).items()[0]["name"],
        "Dr. Ruth Chen"
    );
    let wrong = json!({ "name": " ", "email": "nobody", "kind": "expert", "next_step": " " });
    assert_eq!(admin.post("/stakeholders", wrong).expect(422).pointers(), ["/email", "/name", "/next_step"]);
    let mut unknown = ruth(None);
    unknown["owner_id"] = json!("01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f");
    assert_eq!(admin.post("/stakeholders", unknown).expect(422).pointers(), ["/owner_id"]);
    let id = admin.get("/stakeholders?q=abe").items()[0]["id"].as_str().unwrap().to_owned();
    admin.change("PATCH", &format!("/stakeholders/{id}"), "\"9\"", json!({ "name": "A" })).expect(412);
});

both!(they_are_the_task_forces_own, |network| {
    let coordinator = network.in_region(Role::Coordinator, &network.region("03"));
    coordinator.get("/stakeholders").expect(403);
    let id = network.admin().post("/stakeholders", ruth(None)).expect(201).id();
    coordinator.get(&format!("/stakeholders/{id}")).expect(403);
    network.anonymous.get("/stakeholders").expect(401);
    network.anonymous.get("/public/stakeholder-invitation").expect(401);
});

both!(somebody_who_was_written_down_wrongly_is_removed_and_their_link_ends, |network| {
    let (admin, path) = nominated(network, None);
    admin.post(&format!("{path}/invite"), json!({ "message": "Join us." })).expect(200);
    let link = by_link(network);
    link.get("/public/stakeholder-invitation").expect(200);
    let version = admin.get(&path).expect(200).json["version"].clone();
    admin.send("DELETE", &path, &[], None).expect(428);
    admin.send("DELETE", &path, &[("if-match", "\"1\"")], None).expect(412);
    network.in_region(Role::Coordinator, &network.region("03")).delete(&path).expect(403);
    let tag = format!("\"{version}\"");
    admin.send("DELETE", &path, &[("if-match", &tag)], None).expect(204);
    admin.get(&path).expect(404);
    assert!(admin.get("/stakeholders").expect(200).items().is_empty());
    link.get("/public/stakeholder-invitation").expect(401);
    link.post("/public/stakeholder-invitation/accept", json!({})).expect(401);
    let id = path.rsplit('/').next().unwrap();
    let entries = admin.get(&format!("/audit-entries?subject_id={id}")).expect(200);
    let removed = entries.items().into_iter().find(|entry| entry["action"] == "stakeholder.removed");
    assert!(removed.is_some_and(|entry| !entry.to_string().contains("Ruth")), "no name is kept");
});
