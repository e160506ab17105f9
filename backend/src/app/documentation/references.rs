//! Which schemas a part of the OpenAPI document refers to.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

const SCHEMAS: &str = "#/components/schemas/";

/// The names of the schemas that `part` refers to, at any depth.
pub fn names_in(part: &impl Serialize) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    // A model made of text and numbers is always JSON.
    if let Ok(part) = serde_json::to_value(part) {
        collect(&part, &mut names);
    }
    names
}

fn collect(part: &Value, names: &mut BTreeSet<String>) {
    match part {
        Value::String(text) => names.extend(text.strip_prefix(SCHEMAS).map(str::to_owned)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        Value::Object(fields) => fields.values().for_each(|field| collect(field, names)),
        _ => {}
    }
}
