//! Rows of one place do not exist for people of another: every operation of the document, asked with ids that are real.
//!
//! Two regions, each with an association, a study and people of every role, are filled alike. What people of the first read
//! must be the same to the letter before and after the second is there, and nothing that they ask or send with its ids may
//! answer with anything of it, or change it.

mod allowed;
mod filling;
mod kinds;
mod operations;

use std::collections::BTreeMap;

use diesel::prelude::*;
use perennial::platform::db::Id;
use perennial::schema::events;

use crate::both;
use crate::support::{Answer, Client, Network};
use allowed::{NAMES_OF_ALL, read_of_all};
use filling::{Asker, Place, Shared};
use kinds::{Reach, Rows, reach, rows, since, table_of, table_of_field};
use operations::{Document, Ids, Operation};

/// What of an answer must not change: not the number of a refusal, nor the version of a row that all places share.
fn comparable(answer: &Answer) -> String {
    if answer.status >= 400 {
        return answer.status.to_string();
    }
    let mut parts = answer.text.split("\"version\":");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.trim_start_matches(|sign: char| sign.is_ascii_digit()))
}

struct Here<'a> {
    network: &'a Network,
    document: Document,
    operations: Vec<Operation>,
    place: Place,
    /// Rows of the whole network and of the asking place.
    own: Rows,
}

type Read = BTreeMap<(&'static str, String), (u16, String)>;

impl<'a> Here<'a> {
    fn fill(network: &'a Network, shared: &Shared<'_>) -> Self {
        let place = Place::fill(network, shared, "Ardwick", "03", "OH");
        let document = Document::read();
        Self { network, operations: document.operations(), document, place, own: rows(network) }
    }

    /// Some ids of a kind that a path names, of the place where it has any.
    fn ids(&self, path: &str) -> Vec<Id> {
        match table_of(path).as_str() {
            "regions" => vec![self.place.region],
            // The newest are those of the place.
            table => self.own[table].iter().rev().take(4).copied().collect(),
        }
    }

    /// Everything that people of the place may read: lists, and everything single that is there.
    fn read_all(&self) -> Read {
        let mut found = Read::new();
        for asker in &self.place.askers {
            for operation in self.operations.iter().filter(|it| it.reads() && it.admits(asker.standing)) {
                if operation.path.contains("{key}") || operation.query.iter().any(|(.., needed)| *needed) {
                    continue;
                }
                let paths: Vec<String> = if operation.takes_id() {
                    self.ids(&operation.path).into_iter().map(|id| operation.at(Some(id))).collect()
                } else {
                    vec![operation.at(None)]
                };
                for path in paths.into_iter().filter(|path| read_of_all(path, asker).is_none()) {
                    let answer = asker.client.get(&path);
                    found.insert((asker.name, path), (answer.status, comparable(&answer)));
                }
            }
        }
        found
    }
}

/// The place that nobody of the first may know of.
struct There<'a> {
    place: Place,
    rows: Rows,
    /// Ids that must appear nowhere.
    hidden: Vec<Id>,
    own: &'a Rows,
}

impl<'a> There<'a> {
    fn fill(here: &'a Here<'_>, shared: &Shared<'_>) -> Self {
        let place = Place::fill(here.network, shared, "Quillfeather", "08", "CA");
        let mut rows = since(&here.own, &rows(here.network));
        // Regions are there before anybody is, and one of them is this place's.
        rows.entry("regions").or_default().insert(place.region);
        let hidden = rows
            .iter()
            .filter(|(table, _)| reach(table) == Reach::Place)
            .flat_map(|(_, ids)| ids.iter().copied())
            .collect();
        Self { place, rows, hidden, own: &here.own }
    }

    /// Up to three ids of a kind that a path names: of there where places have their own, else of the network.
    fn ids(&self, path: &str) -> Vec<Id> {
        let table = table_of(path);
        let there = &self.rows[table.as_str()];
        let ids = if there.is_empty() { &self.own[table.as_str()] } else { there };
        assert!(!ids.is_empty(), "{path}: nothing fills {table}: add it to row_leaks/filling");
        ids.iter().take(3).copied().collect()
    }

    /// What an answer tells of the other place, other than what was asked with and rows of these kinds.
    fn told(&self, asked: &str, answer: &Answer, may_name: &[&str]) -> Option<String> {
        let unasked = |what: &str| answer.text.contains(what) && !asked.contains(what);
        let named = |id: &Id| may_name.iter().any(|table| self.rows[table].contains(id));
        let hidden = self.hidden.iter().filter(|id| !named(id));
        let id = hidden.map(ToString::to_string).find(|id| unasked(id));
        // Who may be named is named by name.
        let by_name = !may_name.contains(&"people") && unasked(self.place.name);
        id.or_else(|| by_name.then(|| self.place.name.to_owned()))
    }
}

fn events(network: &Network) -> i64 {
    network.operator(|work| Ok(events::table.count().get_result(work.conn)?))
}

both!(what_people_of_one_place_read_says_nothing_of_another, |network| {
    let shared = Shared::fill(network);
    let here = Here::fill(network, &shared);
    let before = here.read_all();
    let read = before.values().filter(|(status, _)| *status == 200).count();
    assert!(read > 150, "only {read} answers were read: the filling gives too little");
    let there = There::fill(&here, &shared);
    let mut wrong = Vec::new();
    for ((who, path), after) in here.read_all() {
        let was = &before[&(who, path.clone())];
        if *was != after {
            wrong.push(format!("{who} reads GET {path} otherwise:\n  {}\n  {}", was.1, after.1));
        }
    }
    for asker in &here.place.askers {
        for operation in here.operations.iter().filter(|it| it.reads() && it.admits(asker.standing)) {
            for path in asked_with_other_ids(&here.document, operation, &there) {
                let answer = asker.client.get(&path);
                assert!(answer.status < 500, "{} GET {path}: {}", asker.name, answer.text);
                let exists = answer.status == 200
                    && operation.takes_id()
                    && reach(&table_of(&operation.path)) == Reach::Place;
                if let Some(told) = there.told(&path, &answer, read_of_all(&path, asker).unwrap_or_default())
                {
                    wrong.push(format!("{} GET {path} tells of {told}: {}", asker.name, answer.text));
                } else if exists && path.contains(&there.ids(&operation.path)[0].to_string()) {
                    wrong.push(format!("{} GET {path} exists: {}", asker.name, answer.text));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} leaks:\n{}", wrong.len(), wrong.join("\n"));
});

/// The paths of an operation with ids of the other place: in the path, and in each filter that takes one.
fn asked_with_other_ids(document: &Document, operation: &Operation, there: &There<'_>) -> Vec<String> {
    let base: Vec<String> = if operation.path.contains("{key}") {
        Vec::new()
    } else if operation.takes_id() {
        there.ids(&operation.path).into_iter().map(|id| operation.at(Some(id))).collect()
    } else {
        vec![operation.at(None)]
    };
    let ids = Ids { rows: &there.rows, any: there.hidden[0] };
    let needed: Vec<String> = operation
        .query
        .iter()
        .filter(|(.., needed)| *needed)
        .map(|(name, schema, _)| {
            let value = document.plausible(schema, name, &ids, &mut false);
            format!("{name}={}", value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        })
        .collect();
    let needed = needed.join("&");
    let filters: Vec<String> =
        filters_of_the_other(operation, there, &ids).iter().map(|one| format!("{needed}&{one}")).collect();
    let mut found: Vec<String> = base.iter().map(|path| format!("{path}?{needed}")).collect();
    found.extend(base.iter().flat_map(|path| filters.iter().map(move |filter| format!("{path}?{filter}"))));
    // A path of the own place that names something of the other.
    if operation.takes_id() {
        let names = operation.query.iter().any(|(name, _, needed)| *needed && table_of_field(name).is_some());
        let asked: Vec<&String> = filters.iter().chain(names.then_some(&needed)).collect();
        for id in there.own[table_of(&operation.path).as_str()].iter().rev().take(2) {
            found.extend(asked.iter().map(|filter| format!("{}?{filter}", operation.at(Some(*id)))));
        }
    }
    found.iter().map(|path| path.replace("?&", "?")).collect()
}

/// Each filter that nobody has to give, with an id or the name of the other place.
fn filters_of_the_other(operation: &Operation, there: &There<'_>, ids: &Ids<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for (name, ..) in operation.query.iter().filter(|(.., needed)| !needed) {
        let value = match name.as_str() {
            "q" => there.place.name.to_owned(),
            "from" if operation.path.contains("charters") => continue,
            field => match table_of_field(field).and_then(|table| ids.of(table)) {
                Some(id) => id.to_string(),
                None => continue,
            },
        };
        found.push(format!("{name}={value}"));
    }
    found
}

both!(nothing_that_people_of_one_place_send_changes_another, |network| {
    let shared = Shared::fill(network);
    let here = Here::fill(network, &shared);
    let there = There::fill(&here, &shared);
    let ids = Ids { rows: &there.rows, any: there.hidden[0] };
    for operation in here.operations.iter().filter(|it| it.takes_id()) {
        assert!(!there.ids(&operation.path).is_empty());
        let place = reach(&table_of(&operation.path)) == Reach::Place;
        assert!(
            !place || !there.rows[table_of(&operation.path).as_str()].is_empty(),
            "{}: the second place has none of them: add them to row_leaks/filling",
            operation.path
        );
    }
    let (mut wrong, mut statuses, mut shapes) = (Vec::new(), operations::Statuses::new(), Vec::new());
    let filled = rows(network);
    for Asker { name, standing, client } in &here.place.askers {
        for operation in here.operations.iter().filter(|it| !it.reads() && it.admits(*standing)) {
            for (path, body) in sent_with_other_ids(&here.document, operation, &there, &ids) {
                let before = events(network);
                let answer = send(client, &operation.method, &path, body.as_ref());
                *statuses.entry(answer.status).or_default() += 1;
                let at = format!("{name} {} {path}", operation.method);
                let known = there.hidden.iter().any(|id| path.contains(&id.to_string()));
                if answer.status < 400
                    || answer.status >= 500
                    || known && ![403, 404, 422].contains(&answer.status)
                {
                    wrong.push(format!("{at}: {} {}", answer.status, answer.text));
                } else if events(network) != before {
                    wrong.push(format!("{at} was refused, and changed something"));
                } else if let Some(told) = there.told(&format!("{path} {body:?}"), &answer, &[]) {
                    wrong.push(format!("{at} tells of {told}: {}", answer.text));
                }
                if answer.status == 400 || answer.status == 415 {
                    shapes.push(format!("{at}: {}", answer.text));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} leaks:\n{}", wrong.len(), wrong.join("\n"));
    assert!(shapes.is_empty(), "bodies that are none ask nothing:\n{}", shapes.join("\n"));
    assert_eq!(rows(network), filled, "rows came or went");
    let refused: usize =
        statuses.iter().filter(|(status, _)| [403, 404].contains(status)).map(|(_, n)| n).sum();
    assert!(refused > 100, "hardly anything was asked: {statuses:?}");
});

/// Paths and bodies with ids of the other place: in the path, or in the body of something of one's own.
fn sent_with_other_ids(
    document: &Document,
    operation: &Operation,
    there: &There<'_>,
    ids: &Ids<'_>,
) -> Vec<(String, Option<serde_json::Value>)> {
    let pattern = operation.path.trim_start_matches("/api/v1");
    if pattern.contains("{key}") {
        return Vec::new();
    }
    let may_name = NAMES_OF_ALL.contains(&pattern);
    let mut named = false;
    let body = operation.body.as_ref().map(|schema| document.plausible(schema, "", ids, &mut named));
    let mut query = Vec::new();
    for (name, schema, needed) in &operation.query {
        let value = match table_of_field(name).and_then(|table| ids.of(table)) {
            Some(id) => {
                named = true;
                id.to_string()
            }
            None if name == "format" => "members".to_owned(),
            None if *needed => document.plausible(schema, name, ids, &mut false).to_string(),
            None => continue,
        };
        query.push(format!("{name}={value}"));
    }
    let with_query =
        |path: String| if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) };
    let mut found = Vec::new();
    if operation.takes_id() {
        let table = table_of(&operation.path);
        if !there.rows[table.as_str()].is_empty() {
            let theirs = there.ids(&operation.path).into_iter();
            found.extend(theirs.map(|id| (with_query(operation.at(Some(id))), body.clone())));
        }
        if named && !may_name {
            let own = there.own[table.as_str()].iter().rev().take(2);
            found.extend(own.map(|id| (with_query(operation.at(Some(*id))), body.clone())));
        }
    } else if named {
        found.push((with_query(operation.at(None)), body));
    }
    found
}

fn send(client: &Client, method: &str, path: &str, body: Option<&serde_json::Value>) -> Answer {
    let text = body.map(ToString::to_string);
    if path.starts_with("/imports") {
        let csv: &[u8] = b"member_number,name,email\n9,Nine,nine@x.example\n";
        return client.send(method, path, &[("content-type", "text/csv")], Some(csv));
    }
    let headers = [("content-type", "application/json"), ("if-match", "*")];
    match text {
        Some(text) => client.send(method, path, &headers, Some(text.as_bytes())),
        None if method == "POST" => client.send(method, path, &[], Some(b"")),
        None => client.send(method, path, &[("if-match", "*")], None),
    }
}

#[test]
fn every_kind_of_id_that_the_document_names_is_known_here() {
    for operation in Document::read().operations().iter().filter(|it| it.takes_id()) {
        // Says what is missing.
        let _ = reach(&table_of(&operation.path));
    }
}
