//! The operations of the document, and plausible bodies for them.

use std::collections::BTreeMap;

use perennial::platform::auth::{Audience, Role, permissions};
use perennial::platform::db::Id;
use serde_json::{Value, json};

use super::kinds::{Rows, table_of_field};

/// As what somebody asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Signed in, with a role or without any.
    Person(Option<Role>),
    /// With a mailed link that gives this permission.
    Link(&'static str),
}

/// What is left out of bodies: a trap for machines, and a choice by filter where one by ids asks more and both are none.
const LEFT_OUT: [&str; 2] = ["leave_empty", "filter"];

pub struct Operation {
    pub method: String,
    pub path: String,
    pub audience: Audience,
    pub permission: &'static str,
    /// Names of query parameters, and whether each must be there.
    pub query: Vec<(String, Value, bool)>,
    pub body: Option<Value>,
}

impl Operation {
    pub fn reads(&self) -> bool {
        self.method == "GET"
    }

    pub fn takes_id(&self) -> bool {
        self.path.contains("{id}")
    }

    /// Whether somebody of this standing gets past the permission.
    pub fn admits(&self, standing: Standing) -> bool {
        match (self.audience, standing) {
            (Audience::Roles { roles, own }, Standing::Person(role)) => {
                own || role.is_some_and(|role| roles.contains(&role))
            }
            (Audience::Link(_), Standing::Link(permission)) => self.permission == permission,
            _ => false,
        }
    }

    /// The path with this id in it.
    pub fn at(&self, id: Option<Id>) -> String {
        let path = self.path.trim_start_matches("/api/v1").replace("{number}", "1");
        id.map_or(path.clone(), |id| path.replace("{id}", &id.to_string()))
    }
}

pub struct Document(Value);

impl Document {
    pub fn read() -> Self {
        Self(serde_json::to_value(perennial::app::openapi()).unwrap())
    }

    pub fn operations(&self) -> Vec<Operation> {
        let mut found = Vec::new();
        for (path, item) in self.0["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                let named = operation["x-permission"].as_str().unwrap_or_default();
                let entry = permissions::ALL.iter().find(|entry| entry.name == named).unwrap();
                let content = operation["requestBody"]["content"].as_object();
                let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
                found.push(Operation {
                    method: method.to_uppercase(),
                    path: path.clone(),
                    audience: entry.audience,
                    permission: entry.name,
                    query: parameters
                        .iter()
                        .filter(|it| it["in"] == "query")
                        .map(|it| {
                            let name = it["name"].as_str().unwrap().to_owned();
                            (name, it["schema"].clone(), it["required"] == true)
                        })
                        .collect(),
                    body: content
                        .filter(|types| types.contains_key("application/json"))
                        .map(|types| types["application/json"]["schema"].clone()),
                });
            }
        }
        found
    }

    fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let mut schema = schema;
        loop {
            let Some(name) = schema["$ref"].as_str() else { return schema };
            schema = &self.0["components"]["schemas"][name.rsplit('/').next().unwrap()];
        }
    }

    /// Something that the schema takes. Fields that name rows name those of `ids`; `named` says whether any did.
    pub fn plausible(&self, schema: &Value, field: &str, ids: &Ids<'_>, named: &mut bool) -> Value {
        if let Some(id) = table_of_field(field).and_then(|table| ids.of(table))
            && !schema["items"].is_object()
            && self.resolved(schema)["type"] != "array"
        {
            *named = true;
            return json!(id);
        }
        let schema = self.resolved(schema);
        for of in ["oneOf", "anyOf"] {
            if let Some(first) =
                schema[of].as_array().and_then(|all| all.iter().find(|it| it["type"] != "null"))
            {
                return self.plausible(first, field, ids, named);
            }
        }
        if let Some(parts) = schema["allOf"].as_array() {
            let mut whole = json!({});
            for part in parts {
                let one = self.plausible(part, field, ids, named);
                for (name, value) in one.as_object().into_iter().flatten() {
                    whole[name] = value.clone();
                }
            }
            return whole;
        }
        if let Some(first) = schema["enum"].as_array().and_then(|all| all.first()) {
            return first.clone();
        }
        let kind = match &schema["type"] {
            Value::Array(kinds) => kinds.iter().find(|kind| **kind != "null").cloned().unwrap_or_default(),
            kind => kind.clone(),
        };
        match kind.as_str() {
            Some("object") | None => {
                let fields = schema["properties"].as_object().cloned().unwrap_or_default();
                fields
                    .iter()
                    .filter(|(name, _)| !LEFT_OUT.contains(&name.as_str()))
                    .map(|(name, schema)| (name.clone(), self.plausible(schema, name, ids, named)))
                    .collect()
            }
            Some("array") => {
                let one = field.strip_suffix('s').unwrap_or(field);
                json!([self.plausible(&schema["items"], one, ids, named)])
            }
            _ if field == "language" => json!("en"),
            // As the filling leaves the rounds that wait: who names another step is not heard.
            _ if field == "expected_seq" => json!(1),
            _ if !schema["example"].is_null() => schema["example"].clone(),
            Some("integer" | "number") => json!(schema["minimum"].as_i64().unwrap_or(1).max(1)),
            Some("boolean") => json!(true),
            _ => match schema["format"].as_str() {
                Some("date") => json!("2027-06-01"),
                Some("date-time") => json!("2027-06-01T12:00:00Z"),
                Some("email") => json!("ana@library.example"),
                Some("uuid") => json!(ids.any),
                _ => json!("Written"),
            },
        }
    }
}

/// The rows that fields name: of one place where it has any.
pub struct Ids<'a> {
    pub rows: &'a Rows,
    pub any: Id,
}

impl Ids<'_> {
    pub fn of(&self, table: &str) -> Option<Id> {
        self.rows.get(table).and_then(|ids| ids.first().copied())
    }
}

/// How many answers had which status, for what is said when a test fails.
pub type Statuses = BTreeMap<u16, usize>;
