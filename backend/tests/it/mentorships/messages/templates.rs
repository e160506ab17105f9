use serde_json::json;

use super::Written;
use crate::both;

both!(wordings_belong_to_a_region_or_to_the_network_and_are_checked, |network| {
    let it = Written::start(network);
    let wording = |region: Option<&str>| {
        json!({ "region_id": region, "name": "First month", "subject": "{{ first_name }}, a month",
            "body": "Hello {{ first_name }}." })
    };
    let chief = &it.season.task_force;
    let mine = it.coordinator.post("/message-templates", wording(Some(&it.season.lakes))).expect(201).id();
    let all = chief.post("/message-templates", wording(None)).expect(201).id();
    let pointers = |body| it.coordinator.post("/message-templates", body).expect(422).pointers();
    assert_eq!(pointers(wording(None)), ["/region_id"]);
    assert_eq!(pointers(wording(Some(&it.season.west))), ["/region_id"]);
    let broken =
        json!({ "region_id": it.season.lakes, "name": "X", "subject": "{{ nmae }}", "body": "{{ x" });
    assert_eq!(pointers(broken), ["/body", "/subject"]);
    let ids = |client: &crate::support::Client, query: &str| -> Vec<String> {
        let items = client.get(&format!("/message-templates{query}")).expect(200).items();
        items.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&it.coordinator, ""), [mine.clone(), all.clone()]);
    assert_eq!(ids(&it.western, ""), std::slice::from_ref(&all));
    let path = format!("/message-templates/{mine}");
    it.western.get(&path).expect(404);
    it.western.change("PATCH", &path, "*", json!({ "name": "Ours" })).expect(404);
    it.coordinator.patch(&format!("/message-templates/{all}"), json!({ "name": "Ours" })).expect(403);
    let changed = it.coordinator.patch(&path, json!({ "body": "Hello {{ name }}." })).expect(200).json;
    assert_eq!(changed["version"], 2);
    it.coordinator.change("PATCH", &path, "\"1\"", json!({ "name": "Late" })).expect(412);
    it.coordinator.patch(&path, json!({ "body": "{{ secret }}" })).expect(422);
    it.coordinator.patch(&path, json!({ "archived": true })).expect(200);
    assert_eq!(ids(&it.coordinator, ""), std::slice::from_ref(&all));
    assert_eq!(ids(&it.coordinator, "?archived=true"), [mine]);
    assert!(it.coordinator.get("/message-words").expect(200).items().len() >= 5);
});
