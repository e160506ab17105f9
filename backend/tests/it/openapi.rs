//! The OpenAPI document: committed, complete, honest.

use std::collections::BTreeSet;
use std::path::Path;

use perennial::app;
use perennial::platform::auth::permissions;
use serde_json::Value;

fn document() -> Value {
    serde_json::to_value(app::openapi()).unwrap()
}

fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            found.push((method.clone(), path.clone(), operation.clone()));
        }
    }
    found
}

#[test]
fn the_committed_document_is_the_one_the_handlers_make() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/perennial.v1.json");
    let committed: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(committed == document(), "openapi/perennial.v1.json is stale: run `cargo xtask generate`");
}

#[test]
fn every_operation_says_what_its_users_need() {
    let document = document();
    let tags: BTreeSet<&str> =
        document["tags"].as_array().unwrap().iter().filter_map(|t| t["name"].as_str()).collect();
    let mut ids = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        let at = format!("{} {path}", method.to_uppercase());
        let id = operation["operationId"].as_str().unwrap_or_else(|| panic!("{at} has no operationId"));
        assert!(ids.insert(id.to_owned()), "{at}: the operationId {id} is taken");
        assert!(operation["summary"].as_str().is_some_and(|s| !s.is_empty()), "{at} has no summary");
        let tag = operation["tags"][0].as_str().unwrap_or_default();
        assert!(tags.contains(tag), "{at}: '{tag}' is no capability");
        let permission =
            operation["x-permission"].as_str().unwrap_or_else(|| panic!("{at} names no permission"));
        assert!(permissions::ALL.iter().any(|p| p.name == permission), "{at}: no permission '{permission}'");
        let takes_body = ["patch", "put"].contains(&method.as_str());
        assert!(!takes_body || operation["requestBody"].is_object(), "{at} hides its body");
        assert!(
            operation["responses"].as_object().unwrap().keys().any(|s| s.starts_with('4')),
            "{at} never fails"
        );
    }
}

#[test]
fn nothing_is_called_nullable() {
    assert!(!document().to_string().contains("\"nullable\""), "OpenAPI 3.1 says type: [string, null]");
}

#[test]
fn every_reference_resolves_and_enums_say_what_is_sent() {
    fn references(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(map) => {
                if let Some(Value::String(target)) = map.get("$ref") {
                    found.insert(target.clone());
                }
                map.values().for_each(|v| references(v, found));
            }
            Value::Array(items) => items.iter().for_each(|v| references(v, found)),
            _ => {}
        }
    }
    let document = document();
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    assert!(found.len() > 20);
    for target in found {
        let pointer = target.trim_start_matches('#');
        assert!(document.pointer(pointer).is_some(), "{target} is referred to and not defined");
    }
    let roles = &document["components"]["schemas"]["Role"]["enum"];
    assert_eq!(roles[1], "task_force");
}
