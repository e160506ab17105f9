use diesel::connection::SimpleConnection;
use perennial::platform::db::AnyConnection;
use perennial::platform::problem::Problem;
use serde_json::{Value, json};

use super::Written;
use crate::both;

fn wording(region: Option<&str>) -> Value {
    json!({ "region_id": region, "name": "First month", "subject": "A month", "body": "Hello {{ first_name }}." })
}

both!(each_change_of_a_wording_is_a_version_and_an_older_one_is_taken_back, |network| {
    let it = Written::start(network);
    let made = it.coordinator.post("/message-templates", wording(Some(&it.season.lakes))).expect(201);
    let path = format!("/message-templates/{}", made.id());
    assert_eq!(made.json["number"], 1);
    let second = it.coordinator.patch(&path, json!({ "body": "Dear {{ name }}." })).expect(200).json;
    assert_eq!((&second["number"], &second["version"]), (&json!(2), &json!(2)));
    // Putting it away, or saving what it said already, makes no version.
    let same =
        it.coordinator.patch(&path, json!({ "body": "Dear {{ name }}.", "archived": true })).expect(200).json;
    assert_eq!((&same["number"], &same["version"]), (&json!(2), &json!(3)));
    let versions = format!("{path}/versions");
    let read = it.coordinator.get(&versions).expect(200).items();
    let bodies: Vec<(i64, &str)> =
        read.iter().map(|one| (one["number"].as_i64().unwrap(), one["body"].as_str().unwrap())).collect();
    assert_eq!(bodies, [(2, "Dear {{ name }}."), (1, "Hello {{ first_name }}.")]);
    let me = it.coordinator.get("/me").expect(200).json;
    assert_eq!(read[0]["written_by_name"], me["name"]);
    assert!(read[0]["written_at"].is_string());
    let first = it.coordinator.get(&format!("{versions}?limit=1")).expect(200).json;
    let next = first["next_cursor"].as_str().unwrap();
    let rest = it.coordinator.get(&format!("{versions}?limit=1&cursor={next}")).expect(200).json;
    assert_eq!((&rest["items"][0]["number"], &rest["next_cursor"]), (&json!(1), &Value::Null));
    it.coordinator.get(&format!("{versions}?limit=0")).expect(400);
    // An older one is taken back as a new one; what was there stays.
    let back = format!("{path}/take-back");
    let chief = &it.season.task_force;
    let taken = chief.post(&back, json!({ "number": 1 })).expect(200).json;
    assert_eq!((&taken["number"], &taken["body"]), (&json!(3), &json!("Hello {{ first_name }}.")));
    assert_eq!(taken["archived"], true);
    let read = it.coordinator.get(&versions).expect(200).items();
    assert_eq!((read.len(), &read[1]["body"]), (3, &json!("Dear {{ name }}.")));
    it.coordinator.post(&back, json!({ "number": 1 })).expect(409);
    assert_eq!(it.coordinator.post(&back, json!({ "number": 9 })).expect(422).pointers(), ["/number"]);
    assert_eq!(it.coordinator.post(&back, json!({ "number": 0 })).expect(422).pointers(), ["/number"]);
    // Nobody of another region; those of the whole network are read by all and taken back by those who lead it.
    it.western.get(&versions).expect(404);
    it.western.post(&back, json!({ "number": 2 })).expect(404);
    it.mentor.get(&versions).expect(403);
    let all = chief.post("/message-templates", wording(None)).expect(201).id();
    chief.patch(&format!("/message-templates/{all}"), json!({ "subject": "Two months" })).expect(200);
    assert_eq!(it.western.get(&format!("/message-templates/{all}/versions")).expect(200).items().len(), 2);
    it.western.post(&format!("/message-templates/{all}/take-back"), json!({ "number": 1 })).expect(403);
});

both!(a_message_tells_which_version_it_began_with, |network| {
    let it = Written::start(network);
    let made = it.coordinator.post("/message-templates", wording(Some(&it.season.lakes))).expect(201).id();
    let path = format!("/message-templates/{made}");
    let message = |template: &str, number: i64, body: &str| {
        json!({ "subject": "A month", "body": body, "selection": it.enrolled(),
            "template": { "template_id": template, "number": number } })
    };
    let sent = it.coordinator.post("/messages", message(&made, 1, "Hello {{ first_name }}.")).expect(202);
    it.coordinator.patch(&path, json!({ "name": "Second month" })).expect(200);
    let read =
        |id: &str| it.season.task_force.get(&format!("/messages/{id}")).expect(200).json["template"].clone();
    assert_eq!(
        read(&sent.id()),
        json!({ "template_id": made, "number": 1, "name": "First month", "changed": false })
    );
    let sent = it.coordinator.post("/messages", message(&made, 2, "Hello!")).expect(202);
    assert_eq!(
        read(&sent.id()),
        json!({ "template_id": made, "number": 2, "name": "Second month", "changed": true })
    );
    let refused = |body: Value| it.coordinator.post("/messages", body).expect(422).pointers();
    assert_eq!(refused(message(&made, 3, "Hello!")), ["/template/number"]);
    assert_eq!(refused(message(&made, 0, "Hello!")), ["/template/number"]);
    let west = it.western.post("/message-templates", wording(Some(&it.season.west))).expect(201).id();
    assert_eq!(refused(message(&west, 1, "{{ secret }}")), ["/body", "/template/template_id"]);
    // One of another region is not told of.
    let chief = &it.season.task_force;
    let mut body = message(&west, 1, "Hello!");
    body["selection"]["region_id"] = json!(it.season.lakes);
    let sent = chief.post("/messages", body).expect(202).id();
    assert_eq!(read(&sent)["template_id"], json!(west));
    let here = it.coordinator.get(&format!("/messages/{sent}")).expect(200);
    assert_eq!(here.json["template"], Value::Null);
    assert!(!here.text.contains(&west));
});

/// The history's step back, and forth again.
fn migrated_anew(conn: &mut AnyConnection) -> Result<(), Problem> {
    macro_rules! step {
        ($database:literal, $way:literal) => {
            include_str!(concat!(
                "../../../../../migrations/",
                $database,
                "/20261219100000_message_template_versions/",
                $way,
                ".sql"
            ))
        };
    }
    match conn {
        AnyConnection::Sqlite(c) => {
            c.batch_execute(step!("sqlite", "down"))?;
            c.batch_execute(step!("sqlite", "up"))?;
        }
        AnyConnection::Postgres(c) => {
            c.batch_execute(step!("postgres", "down"))?;
            c.batch_execute(step!("postgres", "up"))?;
        }
    }
    Ok(())
}

both!(wordings_from_before_histories_were_kept_are_their_first_version, |network| {
    let it = Written::start(network);
    let made = it.coordinator.post("/message-templates", wording(Some(&it.season.lakes))).expect(201).id();
    let path = format!("/message-templates/{made}");
    it.coordinator.patch(&path, json!({ "body": "Dear {{ name }}." })).expect(200);
    network.operator(|work| migrated_anew(work.conn));
    assert_eq!(it.coordinator.get(&path).expect(200).json["number"], 1);
    let read = it.coordinator.get(&format!("{path}/versions")).expect(200).items();
    assert_eq!(
        (read.len(), &read[0]["number"], &read[0]["body"]),
        (1, &json!(1), &json!("Dear {{ name }}."))
    );
    let changed = it.coordinator.patch(&path, json!({ "body": "Hello." })).expect(200).json;
    assert_eq!(changed["number"], 2);
});
