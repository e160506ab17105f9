//! Who may do what: every operation of the OpenAPI document x every role, as it really answers.

use std::fmt::Write;
use std::path::Path;

use perennial::platform::auth::{Audience, Role, ScopeKind, permissions};
use perennial::platform::db::Id;
use serde_json::Value;

use crate::support::{Client, Kind, Network};

struct Operation {
    method: String,
    path: String,
    permission: String,
}

fn operations() -> Vec<Operation> {
    let document = serde_json::to_value(perennial::app::openapi()).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            found.push(Operation {
                method: method.to_uppercase(),
                path: path.clone(),
                permission: operation["x-permission"].as_str().unwrap_or_default().to_owned(),
            });
        }
    }
    found
}

/// Asks with ids that name nothing and a body that is none, so that an admitted caller changes nothing.
fn admitted(client: &Client, operation: &Operation) -> bool {
    let path = operation.path.replace("{id}", "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f");
    let answer = match operation.method.as_str() {
        "GET" => client.send("GET", &path, &[], None),
        "DELETE" => client.send("DELETE", &path, &[("if-match", "*")], None),
        method => {
            client.send(method, &path, &[("content-type", "text/nonsense"), ("if-match", "*")], Some(b""))
        }
    };
    assert!(answer.status < 500, "{} {path}: {}", operation.method, answer.text);
    // 403 also says "you are not the one" further in; only the extractor's own words count as refusal.
    let refused = answer.status == 401
        || (answer.status == 403
            && answer.json["detail"].as_str().is_some_and(|d| d.starts_with("None of your grants")));
    !refused
}

/// One scope of each kind.
struct Places {
    region: Id,
    study: Id,
    association: Id,
}

impl Places {
    fn of(network: &Network) -> Self {
        Self {
            region: network.region("03").parse().unwrap(),
            study: network.study(),
            association: network.association(),
        }
    }
}

fn scope_of(role: Role, places: &Places) -> (ScopeKind, Option<Id>) {
    match role {
        Role::Admin | Role::TaskForce => (ScopeKind::Network, None),
        Role::Evaluator => (ScopeKind::Study, Some(places.study)),
        Role::Partner => (ScopeKind::Association, Some(places.association)),
        _ => (ScopeKind::Region, Some(places.region)),
    }
}

fn matrix(network: &Network) -> String {
    let places = Places::of(network);
    let callers: Vec<(&str, Client)> = std::iter::once(("anonymous", network.anonymous.clone()))
        .chain(std::iter::once(("signed_in", network.nobody())))
        .chain(Role::ALL.iter().map(|role| {
            let (kind, scope) = scope_of(*role, &places);
            (role.as_str(), network.person(*role, kind, scope))
        }))
        .collect();
    let mut text = String::from(
        "# Operation x role, as the server answers: who is admitted (rows are scoped further).\n",
    );
    for operation in operations() {
        let who: Vec<&str> = callers
            .iter()
            .filter(|(_, client)| admitted(client, &operation))
            .map(|(name, _)| *name)
            .collect();
        let who = if who.len() == callers.len() { "everybody".to_owned() } else { who.join(" ") };
        writeln!(text, "{:<6} {} [{}] {}", operation.method, operation.path, operation.permission, who)
            .unwrap();
    }
    text
}

/// The exceptions: operations that nobody needs to be signed in for. It may only shrink or be argued for.
const OPEN_TO_ALL: &[&str] = &["sign_in", "view_public_pages", "apply", "unsubscribe"];

#[test]
fn authz_matrix_is_the_committed_one() {
    let actual = matrix(&Network::start(Kind::Sqlite));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/authz_matrix.txt");
    if std::env::var_os("PERENNIAL_UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, &actual).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let only_in = |one: &str, other: &str| -> Vec<String> {
        one.lines().filter(|line| !other.lines().any(|it| it == *line)).map(str::to_owned).collect()
    };
    assert!(
        actual == committed,
        "authz_matrix.txt is stale: run `cargo xtask generate` and read the diff.\nnew: {:#?}\ngone: {:#?}",
        only_in(&actual, &committed),
        only_in(&committed, &actual)
    );
}

#[test]
fn every_operation_demands_the_permission_it_names() {
    let network = Network::start(Kind::Sqlite);
    let nobody = network.nobody();
    let places = Places::of(&network);
    for operation in operations() {
        let at = format!("{} {}", operation.method, operation.path);
        let entry = permissions::ALL
            .iter()
            .find(|entry| entry.name == operation.permission)
            .unwrap_or_else(|| panic!("{at} names no permission"));
        let open = OPEN_TO_ALL.contains(&entry.name);
        assert_eq!(
            entry.audience == Audience::Public,
            open,
            "{at}: {} is not in the list of exceptions",
            entry.name
        );
        // `refresh_session` answers 401 for want of a cookie, which is its own kind of credential.
        let own_credential = operation.path.ends_with("/auth/refresh");
        assert_eq!(
            admitted(&network.anonymous, &operation),
            open && !own_credential,
            "{at}, asked by anybody"
        );
        let expected = match entry.audience {
            Audience::Public => !own_credential,
            Audience::Roles { own, .. } => own,
            Audience::Link(_) => false,
        };
        assert_eq!(admitted(&nobody, &operation), expected, "{at}, asked by a person without grants");
        for role in Role::ALL {
            let (kind, scope) = scope_of(*role, &places);
            let expected = match entry.audience {
                Audience::Public => !own_credential,
                Audience::Roles { roles, own } => own || roles.contains(role),
                Audience::Link(_) => false,
            };
            let client = network.person_of(*role, kind, scope);
            assert_eq!(admitted(&client, &operation), expected, "{at}, asked by {role}");
        }
    }
}

#[test]
fn a_token_says_nothing_about_grants() {
    use base64::Engine;
    let network = Network::start(Kind::Sqlite);
    let admin = network.admin();
    let token = admin.authorization.unwrap();
    let claims =
        base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap();
    let claims: Value = serde_json::from_slice(&claims).unwrap();
    let mut names: Vec<&String> = claims.as_object().unwrap().keys().collect();
    names.sort();
    assert_eq!(names, ["aud", "exp", "iat", "iss", "sid", "sub"]);
}
