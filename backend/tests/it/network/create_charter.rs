use perennial::platform::auth::Role;
use serde_json::{Value, json};

use crate::both;

fn charter(mission: &str) -> Value {
    json!({ "mission": mission, "goals": ["A coordinator in every region", "Evidence that others may check"],
        "structure": "Nine members, two-year seats.", "adopted_on": "2027-02-01" })
}

both!(each_version_counts_up_and_the_earlier_ones_stay, |network| {
    let task_force = network.task_force();
    assert_eq!(task_force.get("/charters").expect(200).items().len(), 0);
    let first = task_force.post("/charters", charter("First")).expect(201);
    assert_eq!(first.json["number"], 1);
    assert_eq!(first.header("location"), Some(format!("/api/v1/charters/{}", first.id()).as_str()));
    assert_eq!(task_force.post("/charters", charter("Second")).expect(201).json["number"], 2);
    let listed = network.in_region(Role::Guide, &network.region("03")).get("/charters").expect(200).items();
    let missions: Vec<_> = listed.iter().map(|c| c["mission"].as_str().unwrap()).collect();
    assert_eq!(missions, ["Second", "First"], "newest first");
    let read = task_force.get(&format!("/charters/{}", first.id())).expect(200);
    assert_eq!(read.json["goals"], charter("")["goals"]);
    let path = format!("/charters/{}", first.id());
    let known = task_force.send("GET", &path, &[("if-none-match", &task_force.etag(&path))], None);
    assert_eq!(known.status, 304);
    let page = task_force.get("/charters?limit=1").expect(200);
    let cursor = page.json["next_cursor"].as_str().unwrap();
    let rest = task_force.get(&format!("/charters?limit=1&cursor={cursor}")).expect(200);
    assert_eq!(rest.items()[0]["number"], 1);
    assert_eq!(rest.json["next_cursor"], Value::Null);
});

both!(two_versions_adopted_at_once_have_two_numbers, |network| {
    let task_force = network.task_force();
    let answers: Vec<u16> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..4)
            .map(|n| {
                let client = task_force.clone();
                scope.spawn(move || client.post("/charters", charter(&format!("Mission {n}"))).status)
            })
            .collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(answers.iter().all(|status| [201, 409].contains(status)), "{answers:?}");
    let kept = answers.iter().filter(|status| **status == 201).count();
    let mut numbers: Vec<_> = task_force
        .get("/charters")
        .expect(200)
        .items()
        .iter()
        .map(|charter| charter["number"].as_u64().unwrap())
        .collect();
    numbers.reverse();
    assert_eq!(numbers, (1..=kept as u64).collect::<Vec<_>>());
});

both!(everything_wrong_is_named_at_once, |network| {
    let task_force = network.task_force();
    let refused = task_force
        .post(
            "/charters",
            json!({ "mission": "  ", "goals": [], "structure": "", "adopted_on": "2027-02-01" }),
        )
        .expect(422);
    let mut pointers = refused.pointers();
    pointers.dedup();
    assert_eq!(pointers, ["/goals", "/mission", "/structure"]);
    let mut long_goal = charter("m");
    long_goal["goals"] = json!(["x".repeat(501)]);
    assert_eq!(task_force.post("/charters", long_goal).expect(422).pointers(), ["/goals"]);
    let mut far = charter("m");
    far["adopted_on"] = json!("+12027-02-01");
    assert_eq!(task_force.post("/charters", far).expect(422).pointers(), ["/adopted_on"]);
    let mut unknown = charter("m");
    unknown["vision"] = json!("x");
    task_force.post("/charters", unknown).expect(422);
    assert_eq!(task_force.get("/charters").expect(200).items().len(), 0, "nothing was kept");
});

both!(coordinators_read_the_charter_and_others_do_not, |network| {
    let coordinator = network.in_region(Role::Coordinator, &network.region("03"));
    coordinator.get("/charters").expect(200);
    coordinator.post("/charters", charter("Mine")).expect(403);
    network.in_region(Role::Mentee, &network.region("03")).get("/charters").expect(403);
    network.anonymous.get("/charters").expect(401);
    coordinator.get("/charters/01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f").expect(404);
});
