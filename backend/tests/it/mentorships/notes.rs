use perennial::platform::auth::Role;
use serde_json::json;

use crate::both;
use crate::matching::Season;

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
