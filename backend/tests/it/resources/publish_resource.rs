use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::{draft, published};
use crate::both;

both!(a_draft_is_handed_in_and_published_and_then_everybody_reads_it, |network| {
    let coordinator = network.in_region(Role::Coordinator, &network.region("03"));
    let mentee = network.in_region(Role::Mentee, &network.region("08"));
    let task_force = network.task_force();
    let made = coordinator.post("/resources", draft("First meeting")).expect(201);
    let path = format!("/resources/{}", made.id());
    assert_eq!(made.header("location"), Some(format!("/api/v1{path}").as_str()));
    assert_eq!(made.json["state"], "draft");
    assert_eq!(made.json["owner_id"], coordinator.person_id.as_str());
    mentee.get(&path).expect(404);
    task_force.post(&format!("{path}/publish"), json!({})).expect(409);
    assert_eq!(coordinator.act(&format!("{path}/submit")).expect(200).json["state"], "in_review");
    coordinator.act(&format!("{path}/submit")).expect(409);
    mentee.get(&path).expect(404);
    coordinator.post(&format!("{path}/publish"), json!({})).expect(403);
    let out = task_force.post(&format!("{path}/publish"), json!({})).expect(200);
    assert_eq!((out.json["state"].clone(), out.json["number"].clone()), (json!("published"), json!(1)));
    let read = mentee.get(&path).expect(200);
    assert_eq!(
        read.json["body_html"],
        "<h2>Before you meet</h2>\n<ul>\n<li>Read each other's goals</li>\n</ul>\n"
    );
    assert!(read.json["published_at"].is_string());
});

both!(readers_keep_the_published_version_while_the_next_is_written, |network| {
    let coordinator = network.in_region(Role::Coordinator, &network.region("03"));
    let mentee = network.in_region(Role::Mentee, &network.region("03"));
    let task_force = network.task_force();
    let path = published(network, &coordinator, draft("First meeting"));
    let edited = coordinator.patch(&path, json!({ "body": "Secret plans", "title": "Second" })).expect(200);
    assert_eq!(edited.json["state"], "draft");
    assert_eq!(edited.json["unpublished_changes"], true);
    let seen = mentee.get(&path).expect(200);
    assert_eq!(seen.json["title"], "First meeting");
    assert_eq!(seen.json["state"], "published");
    assert_eq!(seen.json["unpublished_changes"], false);
    assert!(!seen.text.contains("Secret"), "{}", seen.text);
    assert_eq!(mentee.get("/resources").expect(200).items()[0]["title"], "First meeting");
    assert_eq!(mentee.get("/resources?q=secret").expect(200).items().len(), 0);
    coordinator.act(&format!("{path}/submit")).expect(200);
    let silent = task_force.post(&format!("{path}/publish"), json!({ "change_note": " " })).expect(422);
    assert_eq!(silent.pointers(), ["/change_note"]);
    task_force.post(&format!("{path}/publish"), json!({ "change_note": "Plans added" })).expect(200);
    let seen = mentee.get(&path).expect(200);
    assert_eq!((seen.json["title"].clone(), seen.json["number"].clone()), (json!("Second"), json!(2)));
    assert_eq!(mentee.get("/resources?q=secret").expect(200).items().len(), 1);
    let versions = mentee.get(&format!("{path}/versions")).expect(200).items();
    let told: Vec<_> = versions.iter().map(|v| (v["number"].clone(), v["change_note"].clone())).collect();
    assert_eq!(told, [(json!(2), json!("Plans added")), (json!(1), Value::Null)]);
    let first = mentee.get(&format!("{path}/versions/1")).expect(200);
    assert_eq!(first.json["title"], "First meeting", "a version never changes");
    mentee.get(&format!("{path}/versions/3")).expect(404);
    mentee.get(&format!("{path}/versions/first")).expect(404);
});

both!(a_retired_resource_is_gone_for_readers_and_kept_for_editors, |network| {
    let coordinator = network.in_region(Role::Coordinator, &network.region("03"));
    let mentor = network.in_region(Role::Mentor, &network.region("03"));
    let task_force = network.task_force();
    let path = published(network, &coordinator, draft("Old ways"));
    mentor.act(&format!("{path}/retire")).expect(403);
    assert_eq!(task_force.act(&format!("{path}/retire")).expect(200).json["state"], "retired");
    task_force.act(&format!("{path}/retire")).expect(409);
    mentor.get(&path).expect(404);
    mentor.get(&format!("{path}/versions")).expect(404);
    mentor.get(&format!("{path}/versions/1")).expect(404);
    assert_eq!(mentor.get("/resources?q=ways").expect(200).items().len(), 0);
    assert_eq!(coordinator.get(&path).expect(200).json["state"], "retired");
    coordinator.patch(&path, json!({ "title": "New ways" })).expect(409);
    coordinator.act(&format!("{path}/submit")).expect(409);
});

both!(there_must_be_something_to_review, |network| {
    let coordinator = network.in_region(Role::Coordinator, &network.region("03"));
    let mut empty = draft("Empty");
    empty["body"] = json!("  \n");
    let path = format!("/resources/{}", coordinator.post("/resources", empty).expect(201).id());
    coordinator.act(&format!("{path}/submit")).expect(409);
    coordinator.patch(&path, json!({ "link": "https://ala.example/first" })).expect(200);
    coordinator.act(&format!("{path}/submit")).expect(200);
});

both!(events_tell_what_was_published_and_nothing_of_drafts, |network| {
    let coordinator = network.in_region(Role::Coordinator, &network.region("03"));
    published(network, &coordinator, draft("First meeting"));
    let admin = network.admin();
    // Positions are given by the worker, soon after the commit.
    let started = std::time::Instant::now();
    let events = loop {
        let events = admin.get("/events?limit=200").expect(200).items();
        if events.iter().any(|event| event["type"] == "resource.published") {
            break events;
        }
        assert!(started.elapsed().as_secs() < 20, "the event does not come");
        std::thread::sleep(std::time::Duration::from_millis(50));
    };
    let told: Vec<_> = events
        .iter()
        .filter(|event| event["subject_kind"] == "resource")
        .map(|event| event["type"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(told, ["resource.created", "resource.submitted", "resource.published"]);
    let created = events.iter().find(|event| event["type"] == "resource.created").unwrap();
    assert_eq!(created["data"], json!({ "kind": "toolkit" }));
});
