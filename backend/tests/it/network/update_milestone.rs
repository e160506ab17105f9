use perennial::platform::auth::Role;
use serde_json::{Value, json};

use crate::both;
use crate::support::Client;

fn objective(client: &Client, title: &str) -> String {
    client.post("/objectives", json!({ "title": title })).expect(201).id()
}

fn milestone(client: &Client, objective: &str, title: &str, due_on: &str) -> String {
    client
        .post(&format!("/objectives/{objective}/milestones"), json!({ "title": title, "due_on": due_on }))
        .expect(201)
        .id()
}

fn titles(client: &Client, path: &str) -> Vec<String> {
    let items = client.get(path).expect(200).items();
    items.iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

both!(objectives_keep_the_order_of_the_plan_and_count_their_milestones, |network| {
    let task_force = network.task_force();
    let second = objective(&task_force, "Second");
    objective(&task_force, "Third");
    let first = task_force.post("/objectives", json!({ "title": "First", "position": 1 })).expect(201);
    task_force.patch(&format!("/objectives/{second}"), json!({ "position": 2 })).expect(200);
    task_force.patch(&format!("/objectives/{}", first.id()), json!({ "description": "Why" })).expect(200);
    assert_eq!(titles(&task_force, "/objectives"), ["First", "Second", "Third"], "a tie goes by age");
    milestone(&task_force, &second, "A", "2027-04-01");
    let done = milestone(&task_force, &second, "B", "2027-04-01");
    task_force.patch(&format!("/milestones/{done}"), json!({ "state": "done" })).expect(200);
    let listed = task_force.get("/objectives").expect(200).items();
    let counted = listed.iter().find(|o| o["id"] == *second).unwrap();
    assert_eq!(counted["milestones"], json!({ "planned": 1, "in_progress": 0, "done": 1, "dropped": 0 }));
    task_force.patch(&format!("/objectives/{second}"), json!({ "position": null })).expect(422);
    task_force.patch(&format!("/objectives/{second}"), json!({ "title": " " })).expect(422);
});

both!(milestones_are_listed_by_day_and_narrowed, |network| {
    let task_force = network.task_force();
    let (a, b) = (objective(&task_force, "A"), objective(&task_force, "B"));
    let owner = network.nobody().person_id;
    milestone(&task_force, &a, "late", "2027-06-01");
    milestone(&task_force, &b, "early", "2027-02-01");
    task_force
        .post(
            &format!("/objectives/{a}/milestones"),
            json!({ "title": "owned", "due_on": "2027-03-01", "owner_id": owner }),
        )
        .expect(201);
    assert_eq!(titles(&task_force, "/milestones"), ["early", "owned", "late"]);
    assert_eq!(titles(&task_force, &format!("/milestones?objective_id={a}")), ["owned", "late"]);
    assert_eq!(titles(&task_force, &format!("/milestones?owner_id={owner}")), ["owned"]);
    assert_eq!(titles(&task_force, "/milestones?due_before=2027-03-01"), ["early"]);
    assert_eq!(titles(&task_force, "/milestones?state=done"), [""; 0]);
    let listed = task_force.get("/milestones").expect(200).items();
    let overdue: Vec<_> = listed.iter().map(|m| m["overdue"].as_bool().unwrap()).collect();
    assert_eq!(overdue, [true, false, false], "due on the day itself is not overdue");
    assert_eq!(listed[1]["owner_name"], "Test Nobody");
    assert_eq!(listed[1]["objective_title"], "A");
    let mut walked = Vec::new();
    let mut path = "/milestones?limit=1".to_owned();
    loop {
        let page = task_force.get(&path).expect(200);
        walked.extend(page.items().iter().map(|m| m["title"].as_str().unwrap().to_owned()));
        let Some(cursor) = page.json["next_cursor"].as_str() else { break };
        path = format!("/milestones?limit=1&cursor={cursor}");
    }
    assert_eq!(walked, ["early", "owned", "late"]);
    task_force.get("/milestones?due_before=soon").expect(400);
    task_force.get("/milestones?state=lost").expect(400);
});

both!(states_follow_their_rules, |network| {
    let task_force = network.task_force();
    let objective = objective(&task_force, "A");
    let id = milestone(&task_force, &objective, "M", "2027-04-01");
    let path = format!("/milestones/{id}");
    let state = |state: &str| task_force.patch(&path, json!({ "state": state }));
    assert_eq!(state("in_progress").expect(200).json["state"], "in_progress");
    assert_eq!(state("done").expect(200).json["state"], "done");
    let refused = state("dropped").expect(409);
    assert!(refused.json["detail"].as_str().unwrap().contains("done"), "{}", refused.text);
    task_force.patch(&path, json!({ "due_on": "2027-05-01" })).expect(409);
    task_force.patch(&path, json!({ "title": "Still M" })).expect(200);
    let reopened =
        task_force.patch(&path, json!({ "state": "in_progress", "due_on": "2027-05-01" })).expect(200);
    assert_eq!(reopened.json["due_on"], "2027-05-01");
    state("lost").expect(422);
});

both!(a_change_needs_the_version_that_was_read, |network| {
    let task_force = network.task_force();
    let objective = objective(&task_force, "A");
    let path = format!("/milestones/{}", milestone(&task_force, &objective, "M", "2027-04-01"));
    let etag = task_force.etag(&path);
    task_force.change("PATCH", &path, &etag, json!({ "title": "N" })).expect(200);
    task_force.change("PATCH", &path, &etag, json!({ "title": "O" })).expect(412);
    let headers = [("content-type", "application/json")];
    task_force.send("PATCH", &path, &headers, Some(b"{\"title\":\"P\"}")).expect(428);
    assert_eq!(task_force.get(&path).expect(200).json["title"], "N");
    let read = task_force.send("GET", &path, &[("if-none-match", &task_force.etag(&path))], None);
    assert_eq!(read.status, 200, "its owner's name and its lateness change without its version");
});

both!(owners_exist_and_can_be_taken_away, |network| {
    let task_force = network.task_force();
    let objective = objective(&task_force, "A");
    let nobody = "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f";
    let body = json!({ "title": "M", "due_on": "2027-04-01", "owner_id": nobody });
    let refused = task_force.post(&format!("/objectives/{objective}/milestones"), body).expect(422);
    assert_eq!(refused.pointers(), ["/owner_id"]);
    let path = format!("/milestones/{}", milestone(&task_force, &objective, "M", "2027-04-01"));
    task_force.patch(&path, json!({ "owner_id": nobody })).expect(422);
    let owner = network.nobody().person_id;
    assert_eq!(task_force.patch(&path, json!({ "owner_id": owner })).expect(200).json["owner_id"], owner);
    assert_eq!(
        task_force.patch(&path, json!({ "owner_id": null })).expect(200).json["owner_id"],
        Value::Null
    );
    task_force
        .post(&format!("/objectives/{nobody}/milestones"), json!({ "title": "M", "due_on": "2027-04-01" }))
        .expect(404);
});

both!(coordinators_see_the_plan_and_do_not_change_it, |network| {
    let task_force = network.task_force();
    let objective = objective(&task_force, "A");
    let path = format!("/milestones/{}", milestone(&task_force, &objective, "M", "2027-04-01"));
    let coordinator = network.in_region(Role::Coordinator, &network.region("03"));
    coordinator.get(&path).expect(200);
    coordinator.patch(&path, json!({ "state": "done" })).expect(403);
    coordinator.post("/objectives", json!({ "title": "Mine" })).expect(403);
    network.in_region(Role::Mentor, &network.region("03")).get("/milestones").expect(403);
});
