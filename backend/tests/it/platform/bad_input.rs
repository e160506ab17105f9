use serde_json::{Value, json};

use crate::both;
use crate::support::Network;

/// Every operation of the OpenAPI document that takes a JSON body: method and a path whose ids name nothing.
fn operations_with_a_body(network: &Network) -> Vec<(String, String, Value)> {
    let document = network.anonymous.get("/api/openapi.json").json;
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if operation["requestBody"]["content"]["application/json"].is_object() {
                let path = path.replace("{id}", "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f");
                found.push((method.to_uppercase(), path, operation["security"].clone()));
            }
        }
    }
    found
}

both!(every_operation_with_a_body_refuses_what_it_cannot_read, |network| {
    let admin = network.admin();
    let operations = operations_with_a_body(network);
    assert!(operations.len() > 8, "{operations:?}");
    for (method, path, security) in operations {
        if security[0].get("link").is_some() {
            continue; // needs a live link: asked where that link is made
        }
        let send = |kind: &str, body: &[u8]| {
            admin.send(&method, &path, &[("content-type", kind), ("if-match", "*")], Some(body)).status
        };
        let refused = |status: u16| [400, 403, 404, 409, 415, 413, 422].contains(&status);
        for (kind, body) in [
            ("application/json", b"{".as_slice()),
            ("application/json", b"[1]"),
            ("application/json", b"{\"no_such_field\":1}"),
            ("application/json", b"\"\\u0000\""),
            ("text/plain", b"{}"),
        ] {
            let status = send(kind, body);
            assert!(
                refused(status),
                "{method} {path} answers {status} to {kind} {}",
                String::from_utf8_lossy(body)
            );
        }
        let large = format!("{{\"a\":\"{}\"}}", "x".repeat(300 * 1024));
        let status = send("application/json", large.as_bytes());
        assert!([403, 413].contains(&status), "{method} {path} answers {status} to a large body");
    }
});

both!(all_that_is_wrong_is_named_at_once, |network| {
    let admin = network.admin();
    let refused = admin.post(
        "/institutions",
        json!({ "name": "", "setting": "law", "jurisdiction": "Ohio", "city": "x".repeat(101) }),
    );
    assert_eq!(refused.expect(422).pointers(), ["/city", "/jurisdiction", "/name"]);
    let shape = admin
        .post("/institutions", json!({ "name": "A", "setting": "castle", "jurisdiction": "OH" }))
        .expect(422);
    assert_eq!(shape.pointers(), ["/setting"]);
    let missing = admin.post("/institutions", json!({ "name": "A" })).expect(422);
    assert_eq!(missing.json["errors"][0]["code"], "shape");
    assert_eq!(missing.pointers(), ["/setting"]);
    let unknown = admin
        .post("/institutions", json!({ "name": "A", "setting": "law", "jurisdiction": "OH", "colour": 1 }))
        .expect(422);
    assert!(unknown.json["detail"].as_str().unwrap().contains("colour"), "{}", unknown.text);
    assert_eq!(unknown.pointers(), ["/colour"]);
    for wrong in [json!(null), json!(["law"]), json!({}), json!(7)] {
        let refused = admin
            .post("/institutions", json!({ "name": "A", "setting": wrong, "jurisdiction": "OH" }))
            .expect(422);
        assert_eq!(refused.pointers(), ["/setting"], "{wrong}");
    }
});

both!(a_list_is_no_object_however_deep, |network| {
    let region = network.region("03");
    let lead = network.task_force();
    for policy in
        [json!([]), json!(["worst_served_then_fit", false, false, true]), json!({ "weights": [1, 2] })]
    {
        let refused = lead.put("/network-policy", json!({ "policy": policy })).expect(422);
        assert!(refused.pointers()[0].starts_with("/policy"), "{policy}: {}", refused.text);
    }
    let cycle = json!({
        "name": "Spring", "region_id": region, "starts_on": "2027-04-01", "ends_on": "2027-10-01", "policy": []
    });
    let refused = lead.post("/cycles", cycle).expect(422);
    assert!(!refused.pointers().is_empty(), "{}", refused.text);
});

both!(no_query_field_is_ignored, |network| {
    let admin = network.admin();
    let id = network.region("03");
    for path in ["/me?x=1".to_owned(), format!("/regions/{id}?fields=name"), "/people?x=1".to_owned()] {
        let said = admin.get(&path).expect(400).text;
        assert!(said.contains("query"), "{path}: {said}");
    }
    admin.get("/me?").expect(200);
});

both!(what_is_no_id_names_nothing, |network| {
    let admin = network.admin();
    for path in ["/institutions/1", "/regions/%00", "/people/01937b5e-8f3a-7c21-9d4e", "/jobs/..%2f"] {
        admin.get(path).expect(404);
    }
});
