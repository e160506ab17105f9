use std::thread;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use perennial::platform::db::Id;
use perennial::platform::record::{Change, number_events};
use perennial::schema::events;
use serde_json::json;

use crate::both;

both!(a_reader_of_events_misses_none_and_sees_none_twice, |network| {
    let admin = network.admin();
    let writers = 4;
    let each = 15;
    let seen = thread::scope(|scope| {
        for writer in 0..writers {
            let admin = admin.clone();
            scope.spawn(move || {
                for n in 0..each {
                    let name = format!("Library {writer}-{n}");
                    admin
                        .post(
                            "/institutions",
                            json!({ "name": name, "setting": "law", "jurisdiction": "NY" }),
                        )
                        .expect(201);
                }
            });
        }
        let (mut after, mut seen, started) = (0, Vec::new(), Instant::now());
        while seen.len() < writers * each && started.elapsed() < Duration::from_secs(30) {
            let page = admin.get(&format!("/events?after={after}&limit=7")).expect(200);
            after = page.json["next_after"].as_i64().unwrap();
            seen.extend(page.items().into_iter().filter(|e| e["type"] == "institution.created"));
            thread::sleep(Duration::from_millis(5));
        }
        seen
    });
    let mut subjects: Vec<&str> = seen.iter().map(|e| e["subject_id"].as_str().unwrap()).collect();
    subjects.sort_unstable();
    subjects.dedup();
    assert_eq!(subjects.len(), writers * each);
    let positions: Vec<i64> = seen.iter().map(|e| e["position"].as_i64().unwrap()).collect();
    assert!(positions.windows(2).all(|pair| pair[0] < pair[1]), "{positions:?}");
});

both!(what_a_large_file_brings_is_numbered_at_once_and_without_a_gap, |network| {
    let admin = network.admin();
    let n = 4_500_usize;
    network.operator(|work| {
        let subjects: Vec<_> = (0..n).map(|_| work.new_id()).collect();
        let changes: Vec<_> = subjects.iter().map(|id| Change::new("test.happened", *id)).collect();
        work.record_all(&changes)
    });
    // Together with the worker, who does the same: neither gives a number twice.
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| number_events(&network.platform).unwrap());
        }
    });
    let numbered: Vec<(Option<i64>, Id)> = network.operator(|work| {
        Ok(events::table.select((events::position, events::id)).order(events::position).load(work.conn)?)
    });
    let positions: Vec<i64> = numbered.iter().map(|(position, _)| position.expect("a number")).collect();
    let expected: Vec<i64> = (1..).take(positions.len()).collect();
    assert_eq!(positions, expected, "one after the other");
    let last: Vec<Id> = numbered.iter().rev().take(n).map(|(_, id)| *id).collect();
    assert!(last.windows(2).all(|pair| pair[0] > pair[1]), "in the order of their ids");
    assert_eq!(number_events(&network.platform).unwrap(), 0, "none is numbered anew");
    let (mut after, mut seen) = (0, 0);
    loop {
        let page = admin.get(&format!("/events?after={after}&limit=200")).expect(200);
        seen += page.items().iter().filter(|event| event["type"] == "test.happened").count();
        let next = page.json["next_after"].as_i64().unwrap();
        if next == after {
            break;
        }
        after = next;
    }
    assert_eq!(seen, n);
});

both!(every_change_leaves_an_audit_row_that_names_who, |network| {
    let admin = network.admin();
    let made = admin
        .post("/institutions", json!({ "name": "A", "setting": "law", "jurisdiction": "NY" }))
        .expect(201);
    let entries = admin.get(&format!("/audit-entries?subject_id={}", made.id())).expect(200).items();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0]["actor_id"], json!(admin.person_id));
    assert_eq!(entries[0]["request_id"].as_str(), made.header("x-request-id"));
});
