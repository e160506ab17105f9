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

/// The names of the types of a source that become schemas: those that derive it, and closed lists of words.
fn schema_names(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut derives, mut renamed, mut words, mut deriving) = (false, None, false, false);
    for line in text.lines().map(str::trim) {
        words |= line.ends_with("text_enum! {");
        deriving |= line.starts_with("#[derive(");
        derives |= deriving && line.contains("ToSchema");
        deriving &= !line.ends_with(")]");
        if let Some(name) = line.strip_prefix("#[schema(as = ") {
            renamed = Some(name.split([')', ',', ' ']).next().unwrap().to_owned());
        }
        let line = line.strip_prefix("pub ").or_else(|| line.strip_prefix("pub(crate) ")).unwrap_or(line);
        let Some(rest) = line.strip_prefix("struct ").or_else(|| line.strip_prefix("enum ")) else {
            continue;
        };
        let own = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap().to_owned();
        if derives || words {
            found.push(renamed.take().unwrap_or(own));
        }
        (derives, renamed, words) = (false, None, false);
    }
    found
}

#[test]
fn no_two_types_are_one_schema() {
    fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.extend(schema_names(&text).into_iter().map(|name| (name, path.display().to_string())));
            }
        }
    }
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    // The generated document keeps the last of two types of one name, silently, and every reference means that one.
    found.sort();
    let twice: Vec<_> = found.windows(2).filter(|two| two[0].0 == two[1].0).collect();
    assert!(twice.is_empty(), "two types would be one schema: {twice:#?}");
    // What the document defines is what was looked at, but for pages of lists.
    let document = document();
    let known: BTreeSet<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    let overlooked: Vec<&String> = document["components"]["schemas"]
        .as_object()
        .unwrap()
        .keys()
        .filter(|name| !name.starts_with("Page_") && !known.contains(name.as_str()))
        .collect();
    assert!(overlooked.is_empty(), "schemas of which this test knows no type: {overlooked:?}");
}

#[test]
fn types_that_become_schemas_are_found_in_their_sources() {
    let text = "#[derive(\n    Serialize,\n    utoipa::ToSchema,\n)]\npub struct One {\n}\n#[derive(Debug)]\nstruct Not;\n\
                crate::text_enum! {\n    /// Words.\n    pub enum Two {\n";
    assert_eq!(schema_names(text), ["One", "Two"]);
}
