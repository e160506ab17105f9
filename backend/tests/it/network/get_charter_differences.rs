use perennial::platform::auth::Role;
use serde_json::{Value, json};

use crate::both;
use crate::support::Client;

fn adopt(client: &Client, mission: &str, goals: &[&str], structure: &str) -> String {
    let body =
        json!({ "mission": mission, "goals": goals, "structure": structure, "adopted_on": "2027-02-01" });
    client.post("/charters", body).expect(201).id()
}

fn joined(segments: &Value, without: &str) -> String {
    let segments = segments.as_array().unwrap();
    segments.iter().filter(|s| s["kind"] != without).map(|s| s["text"].as_str().unwrap()).collect()
}

both!(two_versions_are_told_word_by_word, |network| {
    let task_force = network.task_force();
    let kept = "A coordinator in every region";
    let first =
        adopt(&task_force, "Every librarian finds a mentor.", &[kept, "Evidence to check"], "Nine members.");
    let second = adopt(
        &task_force,
        "Every librarian finds a mentor, wherever they work.",
        &["Evidence that others may check", kept, "Graduates guide"],
        "Nine members.",
    );
    let third = adopt(&task_force, "Another mission", &["Graduates guide"], "Eleven members.");

    let told = task_force.get(&format!("/charters/{second}/differences")).expect(200).json;
    assert_eq!(told["from"]["id"], *first, "the version before, unless told");
    assert_eq!((told["from"]["number"].as_i64(), told["to"]["number"].as_i64()), (Some(1), Some(2)));
    assert_eq!(
        told["mission"],
        json!([
            { "kind": "same", "text": "Every librarian finds a mentor" },
            { "kind": "added", "text": ", wherever they work" },
            { "kind": "same", "text": "." },
        ])
    );
    assert_eq!(told["structure"], json!([{ "kind": "same", "text": "Nine members." }]));
    let goals: Vec<_> = told["goals"].as_array().unwrap().clone();
    let changes: Vec<_> = goals.iter().map(|g| g["change"].as_str().unwrap()).collect();
    assert_eq!(changes, ["reworded", "kept", "added"]);
    assert_eq!((&goals[1]["place"], &goals[1]["former_place"]), (&json!(2), &json!(1)));
    assert_eq!(joined(&goals[0]["segments"], "added"), "Evidence to check");

    let told = task_force.get(&format!("/charters/{third}/differences?from={first}")).expect(200).json;
    assert_eq!(told["from"]["number"], 1);
    assert_eq!(joined(&told["structure"], "removed"), "Eleven members.");
    assert_eq!(joined(&told["structure"], "added"), "Nine members.");
    let gone: Vec<_> =
        told["goals"].as_array().unwrap().iter().filter(|g| g["change"] == "removed").collect();
    assert_eq!(gone.len(), 2);
    assert_eq!(gone[0]["place"], Value::Null);
});

both!(all_of_the_first_version_is_added, |network| {
    let task_force = network.task_force();
    let first = adopt(&task_force, "A mission", &["A goal", "Another"], "A structure");
    adopt(&task_force, "A later mission", &["A goal"], "A structure");
    let told = task_force.get(&format!("/charters/{first}/differences")).expect(200).json;
    assert_eq!(told["from"], Value::Null);
    assert_eq!(told["mission"], json!([{ "kind": "added", "text": "A mission" }]));
    let goals = told["goals"].as_array().unwrap();
    assert!(goals.iter().all(|g| g["change"] == "added" && g["former_place"].is_null()), "{told}");
    let same = task_force.get(&format!("/charters/{first}/differences?from={first}")).expect(200).json;
    assert_eq!(same["mission"], json!([{ "kind": "same", "text": "A mission" }]));
});

both!(versions_that_are_not_there_are_named, |network| {
    let task_force = network.task_force();
    let first = adopt(&task_force, "A mission", &["A goal"], "A structure");
    let nothing = "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f";
    task_force.get(&format!("/charters/{nothing}/differences")).expect(404);
    let refused = task_force.get(&format!("/charters/{first}/differences?from={nothing}")).expect(422);
    assert_eq!(refused.pointers(), ["/from"]);
    task_force.get(&format!("/charters/{first}/differences?from=first")).expect(400);
    task_force.get(&format!("/charters/{first}/differences?against={first}")).expect(400);
    let path = format!("/charters/{first}/differences");
    network.in_region(Role::Coordinator, &network.region("03")).get(&path).expect(200);
    network.in_region(Role::Mentor, &network.region("03")).get(&path).expect(403);
    network.anonymous.get(&path).expect(401);
});
