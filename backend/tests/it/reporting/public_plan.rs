//! What strangers read of the task force: what is published, and nothing of few people.

use diesel::prelude::*;
use perennial::platform::auth::{Role, ScopeKind};
use perennial::schema::enrolments;
use serde_json::{Value, json};

use super::rows::{Pair, cycle};
use crate::both;
use crate::support::{Client, Network};

const PIECES: [&str; 4] = ["charter", "plan", "indicators", "members"];

fn publish(client: &Client, pieces: &[&str]) -> Value {
    let body: Value = PIECES.iter().map(|piece| (*piece, pieces.contains(piece))).collect();
    client.put("/plan-publication", body).expect(200).json
}

fn objective(client: &Client, title: &str) -> String {
    client.post("/objectives", json!({ "title": title, "description": "Why" })).expect(201).id()
}

fn indicator(client: &Client, objective: &str, figure: &str) {
    let body = json!({ "figure": figure, "target": 1, "direction": "at_least", "due_on": "2027-12-31" });
    client.post(&format!("/objectives/{objective}/indicators"), body).expect(201);
}

fn adopt(client: &Client) {
    let body = json!({ "mission": "A mission", "goals": ["A goal"], "structure": "A structure",
        "adopted_on": "2027-02-01" });
    client.post("/charters", body).expect(201);
}

/// Somebody who holds a seat of the task force.
fn seated(network: &Network, by: &Client, title: &str) -> Client {
    let member = network.person(Role::TaskForce, ScopeKind::Network, None);
    let body = json!({ "person_id": member.person_id, "title": title, "starts_on": "2027-01-01",
        "ends_on": "2028-01-01" });
    by.post("/task-force-seats", body).expect(201);
    member
}

both!(nothing_is_shown_unless_the_task_force_says_so, |network| {
    let task_force = network.task_force();
    adopt(&task_force);
    let refused = network.anonymous.get("/public/plan").expect(404);
    assert!(refused.json["detail"].as_str().unwrap().contains("published plan"));
    assert_eq!(network.anonymous.get("/public/pages").expect(200).json, json!({ "plan": false }));
    publish(&task_force, &["charter"]);
    assert_eq!(network.anonymous.get("/public/pages").expect(200).json, json!({ "plan": true }));
    let seen = network.anonymous.get("/public/plan").expect(200);
    assert_eq!(seen.json["charter"]["mission"], "A mission");
    assert_eq!((&seen.json["members"], &seen.json["objectives"]), (&Value::Null, &Value::Null));
    let etag = seen.header("etag").unwrap().to_owned();
    let again = |etag: &str| network.anonymous.send("GET", "/public/plan", &[("if-none-match", etag)], None);
    assert_eq!(again(&etag).status, 304);
    adopt(&task_force);
    let newer = again(&etag);
    assert_eq!(
        (newer.status, &newer.json["charter"]["number"]),
        (200, &json!(2)),
        "another text, another tag"
    );
    publish(&task_force, &[]);
    network.anonymous.get("/public/plan").expect(404);
});

both!(objectives_and_milestones_are_shown_without_owners, |network| {
    let task_force = network.task_force();
    let objective = objective(&task_force, "A coordinator in every region");
    indicator(&task_force, &objective, "regions_uncovered");
    let owner = network.nobody();
    let body = json!({ "title": "Openings", "due_on": "2027-02-01", "owner_id": owner.person_id });
    task_force.post(&format!("/objectives/{objective}/milestones"), body).expect(201);
    publish(&task_force, &["plan"]);
    let seen = network.anonymous.get("/public/plan").expect(200);
    assert_eq!(
        seen.json["objectives"],
        json!([{ "title": "A coordinator in every region", "description": "Why", "indicators": null,
            "milestones": [
                { "title": "Openings", "due_on": "2027-02-01", "state": "planned", "overdue": true },
            ] }])
    );
    assert!(!seen.text.contains(&owner.person_id) && !seen.text.contains("Test Nobody"), "{}", seen.text);
    publish(&task_force, &["plan", "indicators"]);
    let seen = network.anonymous.get("/public/plan").expect(200).json;
    let shown = &seen["objectives"][0]["indicators"][0];
    assert_eq!((&shown["value"], &shown["state"]), (&json!(9.0), &json!("reached")));
    assert_eq!(shown["suppressed"], false);
});

both!(members_are_named_only_by_their_own_consent, |network| {
    let admin = network.admin();
    let (chair, second) = (seated(network, &admin, "Chair"), seated(network, &admin, "Member"));
    seated(network, &admin, "Member").get("/me/public-name").expect(200);
    adopt(&admin);
    publish(&admin, &["charter", "members"]);
    let members = || network.anonymous.get("/public/plan").expect(200).json["members"].clone();
    assert_eq!(
        members(),
        json!([{ "title": "Chair", "name": null }, { "title": "Member", "name": null },
            { "title": "Member", "name": null }])
    );
    let own = chair.get("/me/public-name").expect(200);
    assert_eq!((&own.json["shown"], &own.json["has_seat"]), (&json!(false), &json!(true)));
    let etag = chair.etag("/me/public-name");
    let shown = json!({ "shown": true });
    chair.change("PUT", "/me/public-name", &etag, shown.clone()).expect(200);
    chair.change("PUT", "/me/public-name", &etag, json!({ "shown": false })).expect(412);
    let headers = [("content-type", "application/json")];
    second.send("PUT", "/me/public-name", &headers, Some(b"{\"shown\":true}")).expect(428);
    assert_eq!(members()[0], json!({ "title": "Chair", "name": "Test task_force" }));
    assert_eq!(members()[1]["name"], Value::Null, "one's consent is nobody else's");
    chair.put("/me/public-name", json!({ "shown": false })).expect(200);
    assert_eq!(members()[0]["name"], Value::Null, "consent can be taken back");

    let nobody = network.nobody();
    nobody.put("/me/public-name", shown).expect(409);
    nobody.put("/me/public-name", json!({ "shown": "yes" })).expect(422);
    nobody.put("/me/public-name", json!({ "shown": false })).expect(200);
    network.anonymous.get("/me/public-name").expect(401);
    let seats = admin.get("/task-force-seats").expect(200).items();
    let first = format!("/task-force-seats/{}", seats[0]["id"].as_str().unwrap());
    let ended = json!({ "ends_on": "2027-03-01" });
    let tag = format!("\"{}\"", seats[0]["version"]);
    admin.change("PATCH", &first, &tag, ended).expect(200);
    assert_eq!(members().as_array().unwrap().len(), 2, "who has left is not listed");
});

both!(counts_of_few_people_are_withheld_and_cannot_be_worked_out, |network| {
    let task_force = network.task_force();
    let objective = objective(&task_force, "Pairs");
    let figures = ["mentees_enrolled", "mentees_matched_share", "pairings_active", "resources_current"];
    for figure in figures {
        indicator(&task_force, &objective, figure);
    }
    publish(&task_force, &["plan", "indicators"]);
    let seen = || {
        let plan = network.anonymous.get("/public/plan").expect(200).json;
        plan["objectives"][0]["indicators"].as_array().unwrap().clone()
    };
    assert_eq!(seen()[0]["missing"], "no_running_cycle", "what nobody measured is not withheld");

    let season = cycle(network, "Spring", "mentoring", "2027-01-01".parse().unwrap());
    let pairs: Vec<Pair> = (0..12).map(|_| Pair::proposed(network, season, "03", false)).collect();
    for pair in &pairs[..9] {
        pair.paired(network);
    }
    // 12 mentees may be told. That 75 % of them are matched would tell that nine are and three are not.
    let now = seen();
    assert_eq!((&now[0]["value"], &now[0]["suppressed"]), (&json!(12.0), &json!(false)));
    for at in [1, 2] {
        let withheld = (&now[at]["value"], &now[at]["suppressed"], &now[at]["state"]);
        assert_eq!(withheld, (&Value::Null, &json!(true), &Value::Null), "{}", now[at]);
    }
    assert_eq!(now[3]["value"], 0.0, "resources are not people");
    let own = task_force.get("/indicators").expect(200).items();
    assert_eq!(own[1]["value"], 0.75, "who keeps the plan sees it");

    // With all twelve matched nobody is left to be known.
    for pair in &pairs[9..] {
        pair.paired(network);
    }
    let now = seen();
    assert_eq!((&now[1]["value"], &now[2]["value"]), (&json!(1.0), &json!(12.0)));
    network.operator(|work| {
        let out = enrolments::table.filter(enrolments::role.eq("mentee")).select(enrolments::id).limit(3);
        let out: Vec<perennial::platform::db::Id> = out.load(work.conn)?;
        diesel::update(enrolments::table.filter(enrolments::id.eq_any(out)))
            .set(enrolments::state.eq("withdrawn"))
            .execute(work.conn)?;
        Ok(())
    });
    let now = seen();
    assert_eq!((&now[0]["suppressed"], &now[1]["suppressed"]), (&json!(true), &json!(true)), "nine are few");
});

both!(publication_is_previewed_decided_and_guarded, |network| {
    let task_force = network.task_force();
    adopt(&task_force);
    let preview = |query: &str| task_force.get(&format!("/plan-publication/preview{query}"));
    assert_eq!(preview("").expect(200).json["charter"], Value::Null);
    assert_eq!(preview("?charter=true").expect(200).json["charter"]["number"], 1);
    network.anonymous.get("/public/plan").expect(404);
    preview("?charter=perhaps").expect(400);
    preview("?charters=true").expect(400);

    let path = "/plan-publication";
    let all = json!({ "charter": true, "plan": true, "indicators": true, "members": true });
    let etag = task_force.etag(path);
    task_force.change("PUT", path, &etag, all.clone()).expect(200);
    task_force.change("PUT", path, &etag, all.clone()).expect(412);
    let headers = [("content-type", "application/json")];
    task_force.send("PUT", path, &headers, Some(all.to_string().as_bytes())).expect(428);
    let lone = json!({ "charter": true, "plan": false, "indicators": true, "members": false });
    assert_eq!(task_force.put(path, lone).expect(422).pointers(), ["/indicators"]);
    task_force.put(path, json!({ "charter": true })).expect(422);
    assert_eq!(task_force.get(path).expect(200).json["plan"], true, "nothing was kept of what was refused");

    let coordinator = network.in_region(Role::Coordinator, &network.region("03"));
    coordinator.get(path).expect(200);
    coordinator.get("/plan-publication/preview").expect(200);
    coordinator.put(path, all).expect(403);
    network.in_region(Role::Mentor, &network.region("03")).get(path).expect(403);
    network.anonymous.get("/plan-publication/preview").expect(401);
});
