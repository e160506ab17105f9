//! An objective that was entered wrongly is taken out of the plan, with what hangs on it where that is wanted.

use serde_json::json;

use crate::both;
use crate::support::{Client, Network};

/// The kinds of the events that tell of these.
fn told(network: &Network, kinds: &[&str]) -> Vec<usize> {
    use diesel::prelude::*;
    use perennial::schema::events;
    let all: Vec<String> = network.operator(|work| Ok(events::table.select(events::kind).load(work.conn)?));
    kinds.iter().map(|kind| all.iter().filter(|it| it == kind).count()).collect()
}

fn objective(client: &Client) -> String {
    client.post("/objectives", json!({ "title": "Entered twice" })).expect(201).id()
}

both!(an_objective_goes_with_what_hangs_on_it_only_when_that_is_said, |network| {
    let task_force = network.task_force();
    let (kept, wrong) = (objective(&task_force), objective(&task_force));
    for id in [&kept, &wrong] {
        let milestone = json!({ "title": "Published", "due_on": "2027-06-01" });
        task_force.post(&format!("/objectives/{id}/milestones"), milestone).expect(201);
        let indicator = json!({ "figure": "seats_covered", "target": 9, "direction": "at_least",
            "due_on": "2027-12-31" });
        task_force.post(&format!("/objectives/{id}/indicators"), indicator).expect(201);
    }
    let path = format!("/objectives/{wrong}");
    let refused = task_force.delete(&path).expect(409);
    assert!(refused.text.contains("milestones (1) and indicators (1)"), "{}", refused.text);
    task_force.get(&path).expect(200);
    let with_contents = format!("{path}?with_contents=true");
    task_force.send("DELETE", &with_contents, &[], None).expect(428);
    task_force.send("DELETE", &with_contents, &[("if-match", "\"9\"")], None).expect(412);
    assert_eq!(task_force.get("/milestones").expect(200).items().len(), 2, "nothing half written");
    task_force.send("DELETE", &with_contents, &[("if-match", "\"1\"")], None).expect(204);
    task_force.get(&path).expect(404);
    task_force.delete(&path).expect(404);
    for list in ["/milestones", "/indicators"] {
        let items = task_force.get(list).expect(200).items();
        assert_eq!((items.len(), &items[0]["objective_id"]), (1, &json!(kept)), "{list}");
    }
    let kinds = ["objective.removed", "milestone.removed", "indicator.removed"];
    assert_eq!(told(network, &kinds), [1, 1, 1]);
});

both!(an_objective_without_anything_goes_at_once, |network| {
    let task_force = network.task_force();
    let path = format!("/objectives/{}", objective(&task_force));
    network
        .in_region(perennial::platform::auth::Role::Coordinator, &network.region("03"))
        .delete(&path)
        .expect(403);
    task_force.delete(&path).expect(204);
    assert!(task_force.get("/objectives").expect(200).items().is_empty());
});
