use chrono::TimeDelta;
use diesel::prelude::*;
use perennial::platform::auth::Role;
use perennial::schema::idempotency_keys;
use serde_json::json;

use crate::both;
use crate::matching::Season;
use crate::support::{Answer, Client, Network};

both!(a_private_note_is_read_by_its_author_alone, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let list = format!("/pairings/{pairing}/notes");
    let body = json!({ "kind": "private", "body": "a most private worry" });
    let note = format!("/notes/{}", mentor.post(&list, body.clone()).expect(201).id());
    assert_eq!(mentor.get(&note).expect(200).json["body"], "a most private worry");
    assert_eq!(mentor.get(&format!("{list}?kind=private")).expect(200).items().len(), 1);
    assert_eq!(mentee.get(&list).expect(200).items().len(), 0);
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    let admin = network.admin();
    for other in [&mentee, &coordinator, &season.task_force, &admin, &network.nobody()] {
        other.get(&note).expect(404);
        other.change("PATCH", &note, "*", json!({ "body": "x" })).expect(404);
        other.delete(&note).expect(404);
    }
    for other in [&coordinator, &season.task_force, &admin] {
        other.get(&list).expect(404);
        other.post(&list, body.clone()).expect(404);
    }
    for path in ["/events?limit=200", "/audit-entries?limit=200"] {
        let text = admin.get(path).expect(200).text;
        assert!(!text.contains("worry") && !text.contains("note."), "{text}");
    }
    // It stays its author's after the end.
    mentor.post(&format!("/pairings/{pairing}/end"), json!({ "reason": "moved" })).expect(200);
    mentor.post(&list, body).expect(201);
    mentor.post(&list, json!({ "kind": "shared", "body": "x" })).expect(409);
    assert_eq!(mentor.delete(&note).expect(204).text, "");
    mentor.get(&note).expect(404);
});

both!(a_shared_note_is_edited_by_both_and_nobody_overwrites_the_other, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let list = format!("/pairings/{}/notes", season.pairing(&mentor, &mentee));
    let made = mentor.post(&list, json!({ "kind": "shared", "body": "The budget." })).expect(201);
    let note = format!("/notes/{}", made.id());
    let edited =
        mentee.change("PATCH", &note, "\"1\"", json!({ "body": "The budget, first." })).expect(200).json;
    assert_eq!((&edited["edited_by_name"], &edited["version"]), (&json!("Test mentee"), &json!(2)));
    mentor.change("PATCH", &note, "\"1\"", json!({ "body": "Mine." })).expect(412);
    assert_eq!(mentor.get(&note).expect(200).json["body"], "The budget, first.");
    mentee.delete(&note).expect(403);
    mentor.delete(&note).expect(204);
    for body in
        [json!({ "kind": "shared", "body": " " }), json!({ "kind": "shared", "body": "x".repeat(10001) })]
    {
        assert_eq!(mentor.post(&list, body).expect(422).pointers(), ["/body"]);
    }
    assert_eq!(
        mentor.post(&list, json!({ "kind": "secret", "body": "x" })).expect(422).pointers(),
        ["/kind"]
    );
    network.in_region(Role::Coordinator, &season.lakes).get(&list).expect(404);
});

both!(what_the_two_share_freezes_when_their_pairing_ends, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let list = format!("/pairings/{pairing}/notes");
    let write = |kind: &str| {
        let made = mentor.post(&list, json!({ "kind": kind, "body": "The budget." })).expect(201);
        format!("/notes/{}", made.id())
    };
    let (shared, private) = (write("shared"), write("private"));
    mentee.patch(&shared, json!({ "body": "The budget, first." })).expect(200);
    mentor.post(&format!("/pairings/{pairing}/end"), json!({ "reason": "moved" })).expect(200);
    for refused in [
        mentor.patch(&shared, json!({ "body": "Nothing." })),
        mentee.patch(&shared, json!({ "body": "Nothing." })),
        mentor.delete(&shared),
    ] {
        assert!(refused.expect(409).text.contains("has ended"));
    }
    assert_eq!(mentee.get(&shared).expect(200).json["body"], "The budget, first.");
    mentor.patch(&private, json!({ "body": "Mine." })).expect(200);
    mentor.delete(&private).expect(204);
});

/// Sends under a key.
fn keyed(client: &Client, path: &str, key: &str, body: &serde_json::Value) -> Answer {
    let headers = [("content-type", "application/json"), ("idempotency-key", key)];
    client.send("POST", path, &headers, Some(body.to_string().as_bytes()))
}

/// The operations of all answers that are kept, and what they say.
fn kept(network: &Network) -> Vec<(String, Option<String>)> {
    network.operator(|work| {
        let rows = idempotency_keys::table.select((idempotency_keys::operation, idempotency_keys::body));
        Ok(rows.load(work.conn)?)
    })
}

both!(an_answer_is_kept_no_longer_than_the_note_that_it_shows, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let list = format!("/pairings/{}/notes", season.pairing(&mentor, &mentee));
    let body = json!({ "kind": "private", "body": "a most private worry" });
    let made = keyed(&mentor, &list, "one", &body).expect(201);
    assert_eq!(keyed(&mentor, &list, "one", &body).expect(201).id(), made.id(), "it happens once");
    assert_eq!(kept(network).len(), 1);
    mentor.delete(&format!("/notes/{}", made.id())).expect(204);
    assert_eq!(kept(network), []);
    // An edited one neither, whoever of the two edits it.
    let body = json!({ "kind": "shared", "body": "a most private worry" });
    let made = keyed(&mentor, &list, "two", &body).expect(201);
    keyed(&mentor, &list, "three", &body).expect(201);
    mentee.patch(&format!("/notes/{}", made.id()), json!({ "body": "All is well." })).expect(200);
    assert_eq!(kept(network).len(), 1, "that of the other note");
});

both!(nothing_kept_with_a_key_tells_that_never_again_was_asked, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = format!("/pairings/{}", season.pairing(&mentor, &mentee));
    keyed(&mentor, &format!("{pairing}/never-again"), "one", &json!({})).expect(204);
    let ending = json!({ "reason": "other", "never_again": true });
    keyed(&mentee, &format!("{pairing}/end"), "two", &ending).expect(200);
    assert_eq!(kept(network), []);
});

both!(what_is_kept_of_somebody_for_longer_than_a_day_goes_with_their_next_key, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let list = format!("/pairings/{}/notes", season.pairing(&mentor, &mentee));
    let body = json!({ "kind": "shared", "body": "The budget." });
    keyed(&mentor, &list, "one", &body).expect(201);
    keyed(&mentee, &list, "one", &body).expect(201);
    network.advance(TimeDelta::hours(25));
    let mentor = network.sign_in_as(&mentor);
    keyed(&mentor, &list.replace("notes", "questions"), "two", &json!({ "text": "?" })).expect(201);
    let operations: Vec<String> = kept(network).into_iter().map(|(operation, _)| operation).collect();
    assert_eq!(operations.len(), 2, "{operations:?}");
    assert_eq!(operations.iter().filter(|operation| operation.contains("notes")).count(), 1, "the other's");
});
