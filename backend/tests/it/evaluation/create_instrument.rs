use serde_json::json;

use super::instrument_body;
use crate::both;

both!(everything_wrong_with_an_instrument_is_named_at_once, |network| {
    let task_force = network.task_force();
    let mut body = instrument_body("wrong");
    body["items"][0]["variable"] = json!("Useful");
    body["items"][1]["choices"] = json!([{ "code": 1, "label": "Only" }]);
    body["items"][2]["choices"][1]["code"] = json!(1);
    body["items"][3]["variable"] = json!("region");
    body["items"][4]["choices"] = json!([{ "code": 1, "label": "No" }, { "code": 2, "label": "Yes" }]);
    assert_eq!(
        task_force.post("/instruments", body).expect(422).pointers(),
        [
            "/items/0/variable",
            "/items/1/choices",
            "/items/2/choices/1/code",
            "/items/3/variable",
            "/items/4/choices"
        ]
    );
    let mut body = instrument_body("wrong");
    body["items"][0]["prompt"] = json!("");
    body["items"][2]["choices"][0]["label"] = json!("x".repeat(301));
    let pointers = task_force.post("/instruments", body).expect(422).pointers();
    assert!(pointers.contains(&"/items/0/prompt".into()), "{pointers:?}");
    assert!(pointers.contains(&"/items/2/choices/0/label".into()), "{pointers:?}");
    let mut body = instrument_body("wrong");
    body["items"] = json!([]);
    assert_eq!(task_force.post("/instruments", body).expect(422).pointers(), ["/items"]);
    let mut body = instrument_body("wrong");
    body["items"][0]["kind"] = json!("essay");
    assert_eq!(task_force.post("/instruments", body).expect(422).pointers(), ["/items/0/kind"]);
});

both!(a_draft_changes_and_a_published_instrument_never_does, |network| {
    let task_force = network.task_force();
    let draft = task_force.post("/instruments", instrument_body("pair-check")).expect(201);
    assert_eq!(draft.json["state"], "draft");
    assert_eq!(draft.json["items"].as_array().unwrap().len(), 5);
    task_force.post("/instruments", instrument_body("pair-check")).expect(409);

    let at = format!("/instruments/{}", draft.id());
    let items = json!([{ "variable": "hours", "kind": "number", "prompt": "Hours?" }]);
    let changed = task_force.patch(&at, json!({ "title": "Hours", "items": items })).expect(200);
    assert_eq!(changed.json["items"].as_array().unwrap().len(), 1);
    assert_eq!(changed.json["licence"], "CC BY 4.0", "what is absent stays");
    let twice = json!([{ "variable": "a", "kind": "text", "prompt": "?" }, { "variable": "a", "kind": "text", "prompt": "?" }]);
    assert_eq!(
        task_force.patch(&at, json!({ "items": twice })).expect(422).pointers(),
        ["/items/1/variable"]
    );

    let published = task_force.act(&format!("{at}/publish")).expect(200);
    assert_eq!(published.json["state"], "published");
    assert!(published.json["published_at"].is_string());
    task_force.act(&format!("{at}/publish")).expect(409);
    task_force.patch(&at, json!({ "title": "Too late" })).expect(409);
    assert_eq!(task_force.get(&at).expect(200).json, published.json);
});
