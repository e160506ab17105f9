//! Institutions corrected by hand, and the identifiers by which they are known and found.

use perennial::platform::auth::{Role, ScopeKind};
use serde_json::{Value, json};

use crate::both;
use crate::support::{Answer, Client};

fn added(admin: &Client, name: &str) -> Answer {
    let body = json!({ "name": name, "setting": "academic", "jurisdiction": "MA" });
    admin.post("/institutions", body).expect(201)
}

fn identify(admin: &Client, id: &str, identifiers: Value) -> Answer {
    admin.put(&format!("/institutions/{id}/identifiers"), json!({ "identifiers": identifiers }))
}

fn names(answer: Answer) -> Vec<String> {
    let items = answer.expect(200).items();
    items.iter().map(|i| i["name"].as_str().unwrap().to_owned()).collect()
}

/// Events are numbered after the commit: whoever reads them waits a little.
fn told(admin: &Client, what: &str, subject: &str) -> bool {
    (0..200).any(|_| {
        let events = admin.get("/events?limit=200").expect(200).items();
        let found = events.iter().any(|e| e["type"] == what && e["subject_id"] == subject);
        if !found {
            std::thread::sleep(std::time::Duration::from_millis(25));
        }
        found
    })
}

both!(an_institution_is_known_and_found_by_its_identifiers, |network| {
    let admin = network.admin();
    let id = added(&admin, "Harvard Library").id();
    added(&admin, "Another Library");
    let seen = identify(
        &admin,
        &id,
        json!([
            { "scheme": "ror", "value": "https://ror.org/03VEK6S52" },
            { "scheme": "ipeds", "value": "166027" },
            { "scheme": "isil", "value": "us-MH" },
        ]),
    )
    .expect(200);
    let kept: Vec<(&str, &str)> = seen.json["identifiers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| (i["scheme"].as_str().unwrap(), i["value"].as_str().unwrap()))
        .collect();
    assert_eq!(kept, [("ipeds", "166027"), ("isil", "US-MH"), ("ror", "03vek6s52")]);

    for typed in ["03vek6s52", "https%3A%2F%2Fror.org%2F03vek6s52", "166027", "us-MH", "harvard"] {
        assert_eq!(names(admin.get(&format!("/institutions?q={typed}"))), ["Harvard Library"], "{typed}");
    }
    assert_eq!(names(admin.get("/institutions?identifier=ror:03vek6s52")), ["Harvard Library"]);
    assert!(names(admin.get("/institutions?identifier=ror:042nb2s44")).is_empty());
    assert!(names(admin.get("/institutions?identifier=ipeds:166027&jurisdiction=OH")).is_empty());
    for wrong in ["03vek6s52", "ror:03vek6s53", "isbn:1"] {
        admin.get(&format!("/institutions?identifier={wrong}")).expect(400);
    }

    identify(&admin, &id, json!([])).expect(200);
    assert!(names(admin.get("/institutions?q=166027")).is_empty());
    assert!(told(&admin, "institution.identified", &id), "readers of events learn of it");
});

both!(wrong_and_taken_identifiers_are_all_named_and_nothing_is_kept, |network| {
    let admin = network.admin();
    let (one, two) = (added(&admin, "One").id(), added(&admin, "Two").id());
    identify(&admin, &one, json!([{ "scheme": "oclc", "value": "EYM" }])).expect(200);
    let shapes = identify(
        &admin,
        &two,
        json!([
            { "scheme": "ror", "value": "03vek6s53" },
            { "scheme": "oclc", "value": "DLC" },
            { "scheme": "fscs", "value": "Ohio 55" },
        ]),
    )
    .expect(422);
    assert_eq!(shapes.pointers(), ["/identifiers/0/value", "/identifiers/2/value"]);
    let taken = json!([{ "scheme": "marc", "value": "EYM" }, { "scheme": "oclc", "value": "eym" }]);
    let refused = identify(&admin, &two, taken).expect(422);
    assert_eq!(refused.pointers(), ["/identifiers/1/value"]);
    assert!(refused.text.contains("One is known by this already"), "{}", refused.text);
    let seen = admin.get(&format!("/institutions/{two}")).expect(200).json;
    assert_eq!(seen["identifiers"], json!([]));
    assert_eq!(seen["version"], 1);
    admin
        .put(
            &format!("/institutions/{two}/identifiers"),
            json!({ "identifiers": [{ "scheme": "isbn", "value": "1" }] }),
        )
        .expect(422);
});

both!(an_institution_is_corrected_by_those_who_may, |network| {
    let admin = network.admin();
    let made = added(&admin, "Lakeveiw School");
    let path = format!("/institutions/{}", made.id());
    let body = json!({ "name": " Lakeview School ", "setting": "school", "city": "Boston" });
    let seen = admin.patch(&path, body).expect(200).json;
    assert_eq!((seen["name"].as_str(), seen["setting"].as_str()), (Some("Lakeview School"), Some("school")));
    let seen = admin.patch(&path, json!({ "city": null })).expect(200).json;
    assert!(seen["city"].is_null());
    assert_eq!(seen["name"], "Lakeview School");
    admin.patch(&path, json!({ "name": "  " })).expect(422);
    admin.patch(&path, json!({ "name": null })).expect(422);
    assert_eq!(admin.patch(&path, json!({ "setting": null })).expect(422).pointers(), ["/setting"]);
    admin.patch(&path, json!({ "jurisdiction": "Ohio" })).expect(422);
    admin.change("PATCH", &path, "\"1\"", json!({ "city": "Late" })).expect(412);
    let mentor = network.person(Role::Mentor, ScopeKind::Network, None);
    mentor.patch(&path, json!({ "city": "Mine" })).expect(403);
    admin.patch("/institutions/01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f", json!({ "city": "None" })).expect(404);
});
