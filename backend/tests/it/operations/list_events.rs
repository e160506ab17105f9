use std::thread;
use std::time::{Duration, Instant};

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
