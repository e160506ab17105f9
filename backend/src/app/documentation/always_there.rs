//! Answers always carry all of their fields, those without a value as `null`: the document says so, so that a
//! generated client need not tell "absent" from "null". Bodies of requests are left alone: there, absent has a meaning.

use std::collections::BTreeSet;

use utoipa::openapi::path::Operation;
use utoipa::openapi::schema::{Components, Schema};
use utoipa::openapi::{OpenApi, RefOr};

use super::PROBLEM;
use super::references::names_in;

/// Lists every field of every answer as required; problems leave out what they do not have: most have no `errors`.
pub fn require_all_fields_of_answers(document: &mut OpenApi) {
    let operations: Vec<&Operation> = document
        .paths
        .paths
        .values()
        .flat_map(|item| [&item.get, &item.post, &item.put, &item.patch, &item.delete])
        .flatten()
        .collect();
    let asked = names_in(&operations.iter().map(|it| &it.request_body).collect::<Vec<_>>());
    let answered = names_in(&operations.iter().map(|it| &it.responses).collect::<Vec<_>>());
    let Some(components) = &mut document.components else { return };
    let asked = with_what_they_hold(asked, components);
    let answered = with_what_they_hold(answered, components);
    for name in answered.difference(&asked).filter(|name| !PROBLEM.contains(&name.as_str())) {
        if let Some(RefOr::T(schema)) = components.schemas.get_mut(name) {
            require_all(schema);
        }
    }
}

fn require_all(schema: &mut Schema) {
    let inline = |items: &mut Vec<RefOr<Schema>>| {
        for item in items {
            if let RefOr::T(schema) = item {
                require_all(schema);
            }
        }
    };
    match schema {
        Schema::Object(object) => object.required = object.properties.keys().cloned().collect(),
        Schema::AllOf(all) => inline(&mut all.items),
        Schema::OneOf(one) => inline(&mut one.items),
        _ => {}
    }
}

fn with_what_they_hold(mut names: BTreeSet<String>, components: &Components) -> BTreeSet<String> {
    loop {
        let held: BTreeSet<String> =
            names.iter().filter_map(|name| components.schemas.get(name)).flat_map(names_in).collect();
        let before = names.len();
        names.extend(held);
        if names.len() == before {
            return names;
        }
    }
}
