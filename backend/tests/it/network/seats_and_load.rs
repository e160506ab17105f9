//! Seats are renamed, closed and opened again; load says where the next one belongs; a seat of the task force ends.

use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use crate::both;
use crate::recruitment::{Desk, apply};
use crate::support::{Client, Network};

fn seat(network: &Network, client: &Client, region: &str, name: &str) -> String {
    let body = json!({ "region_id": network.region(region), "name": name });
    client.post("/seats", body).expect(201).id()
}

both!(a_seat_is_closed_when_nobody_serves_on_it, |network| {
    let task_force = network.task_force();
    let seat = seat(network, &task_force, "03", "First seat");
    let at = format!("/seats/{seat}");
    task_force.patch(&at, json!({ "name": " " })).expect(422);
    task_force.change("PATCH", &at, "\"9\"", json!({ "name": "Later" })).expect(412);
    assert_eq!(task_force.patch(&at, json!({ "name": "Lakes, one" })).expect(200).json["name"], "Lakes, one");
    let ana = network.nobody();
    let today = network.now().date_naive();
    let term = task_force
        .post(
            &format!("{at}/terms"),
            json!({ "person_id": ana.person_id, "starts_on": today + TimeDelta::days(9), "ends_on": "2029-01-01" }),
        )
        .expect(201)
        .id();
    let refused = task_force.act(&format!("{at}/close")).expect(409);
    assert!(refused.text.contains("Test Nobody is appointed"), "{}", refused.text);
    let end = json!({ "kind": "removed", "reason": "other", "ends_on": today });
    task_force.post(&format!("/terms/{term}/end"), end).expect(200);
    let opening = json!({
        "region_id": network.region("03"), "seat_ids": [seat], "title": "Coordinator", "description": "You.",
        "term_starts_on": "2027-07-01", "term_ends_on": "2029-07-01", "closes_on": "2027-05-15", "handover": true,
    });
    let opening = task_force.post("/openings", opening).expect(201);
    assert_eq!(opening.json["handover"], true);
    let refused = task_force.act(&format!("{at}/close")).expect(409);
    assert!(refused.text.contains("'Coordinator'"), "{}", refused.text);
    task_force.act(&format!("/openings/{}/close", opening.id())).expect(200);
    assert_eq!(task_force.act(&format!("{at}/close")).expect(200).json["closed"], true);
    task_force.act(&format!("{at}/close")).expect(409);
    let closed = json!({ "person_id": ana.person_id, "starts_on": today, "ends_on": "2029-01-01" });
    task_force.post(&format!("{at}/terms"), closed.clone()).expect(409);
    task_force.act(&format!("{at}/reopen")).expect(200);
    task_force.act(&format!("{at}/reopen")).expect(409);
    task_force.post(&format!("{at}/terms"), closed).expect(201);
    let west = network.in_region(Role::Coordinator, &network.region("08"));
    west.get(&at).expect(404);
    west.act(&format!("{at}/close")).expect(403);
});

both!(the_next_seat_belongs_where_each_carries_most, |network| {
    let task_force = network.task_force();
    let library = |name: &str, jurisdiction: &str| {
        let body = json!({ "name": name, "setting": "public", "jurisdiction": jurisdiction });
        task_force.post("/institutions", body).expect(201);
    };
    let next = |measure: &str| -> Value {
        task_force.get(&format!("/region-load?measure={measure}")).expect(200).json["next_seat"].clone()
    };
    assert_eq!(next("institutions"), Value::Null, "nobody carries anything");
    for (name, jurisdiction) in [("A", "OH"), ("B", "OH"), ("C", "IL"), ("D", "CA"), ("E", "CA")] {
        library(name, jurisdiction);
    }
    let (lakes, west) = (network.region("03"), network.region("08"));
    seat(network, &task_force, "08", "West");
    assert_eq!(next("institutions"), json!({ "region_ids": [lakes], "why": "no_seat" }));
    seat(network, &task_force, "03", "One");
    assert_eq!(next("institutions"), json!({ "region_ids": [lakes], "why": "heaviest" }), "three to two");
    seat(network, &task_force, "03", "Two");
    assert_eq!(next("institutions"), json!({ "region_ids": [west], "why": "heaviest" }), "1.5 to two");
    library("F", "IN");
    assert_eq!(next("institutions"), json!({ "region_ids": [lakes, west], "why": "heaviest" }), "a tie");
    let load = task_force.get("/region-load").expect(200).json;
    let row = load["regions"].as_array().unwrap().iter().find(|r| r["code"] == "03").unwrap().clone();
    assert_eq!(
        (&row["institutions"], &row["institutions_without_staff"], &row["per_seat"], &row["open_seats"]),
        (&json!(4), &json!(4), &json!(2.0), &json!(2))
    );
    task_force.get("/region-load?measure=weather").expect(400);
    network.in_region(Role::Mentee, &lakes).get("/region-load").expect(403);
});

both!(who_sees_one_region_reads_the_load_of_that_region_alone, |network| {
    let task_force = network.task_force();
    for (name, jurisdiction) in [("A", "OH"), ("B", "CA"), ("C", "CA")] {
        let body = json!({ "name": name, "setting": "public", "jurisdiction": jurisdiction });
        task_force.post("/institutions", body).expect(201);
    }
    seat(network, &task_force, "03", "Lakes");
    seat(network, &task_force, "08", "West");
    let lakes = network.region("03");
    let seen = network.in_region(Role::Coordinator, &lakes).get("/region-load").expect(200).json;
    let regions = seen["regions"].as_array().unwrap();
    assert_eq!((regions.len(), &regions[0]["region_id"]), (1, &json!(lakes)), "{seen}");
    assert_eq!((&regions[0]["institutions"], &regions[0]["per_seat"]), (&json!(1), &json!(1.0)));
    // Where the next seat belongs is a comparison: with one region it would always be that one.
    assert_eq!((&seen["whole_network"], &seen["next_seat"]), (&json!(false), &Value::Null));
    let whole = task_force.get("/region-load").expect(200).json;
    assert_eq!((&whole["whole_network"], whole["regions"].as_array().unwrap().len()), (&json!(true), 9));
    assert_eq!(whole["next_seat"]["region_ids"], json!([network.region("08")]));
});

both!(applications_of_a_filled_opening_weigh_nothing, |network| {
    let lakes = Desk::in_region(network, "03");
    let west = Desk::in_region(network, "08");
    let open = |code: &str| {
        let load = lakes.task_force.get("/region-load?measure=applications").expect(200).json;
        let row = load["regions"].as_array().unwrap().iter().find(|row| row["code"] == code).unwrap().clone();
        (row["open_applications"].clone(), load["next_seat"].clone())
    };
    let opening = lakes.published();
    for name in ["Ana", "Bo", "Cy"] {
        apply(network, &opening, name, &format!("{name}@x.example").to_lowercase());
    }
    let reviewers = [(); 2].map(|()| network.in_region(Role::Reviewer, &lakes.region));
    lakes.assign(&opening, &[&reviewers[0], &reviewers[1]]);
    assert_eq!(open("03").0, json!(3));
    let body = json!({ "expires_on": "2027-03-15", "reason": "First in the ranking." });
    let first = lakes.applications(&opening)[0].clone();
    lakes.task_force.post(&format!("/applications/{first}/offer"), body).expect(201);
    let ana = network.anonymous.with_link(&network.link_to("ana@x.example"));
    ana.act("/public/offer/accept").expect(200);
    let filled = lakes.task_force.get(&format!("/openings/{opening}")).expect(200).json;
    assert_eq!(filled["state"], "filled");
    assert_eq!(open("03").0, json!(0), "two are still in review, and nobody waits for them");
    let elsewhere = west.published();
    apply(network, &elsewhere, "Di", "di@x.example");
    let heaviest = json!({ "region_ids": [west.region], "why": "heaviest" });
    assert_eq!(open("08"), (json!(1), heaviest.clone()));
    west.task_force.act(&format!("/openings/{elsewhere}/close")).expect(200);
    assert_eq!(open("08"), (json!(1), heaviest), "what came in before it closed is still decided");
});

both!(the_role_ends_with_the_last_seat_in_the_task_force, |network| {
    let admin = network.admin();
    let member = network.nobody();
    let give = |title: &str, from: &str, to: &str| {
        let body = json!({ "person_id": member.person_id, "title": title, "starts_on": from, "ends_on": to });
        admin.post("/task-force-seats", body).expect(201).id()
    };
    let chair = give("Chair", "2027-01-01", "2027-03-04");
    let schools = give("Schools", "2027-03-04", "2029-01-01");
    let end = |id: &str, day: &str| {
        admin.change("PATCH", &format!("/task-force-seats/{id}"), "*", json!({ "ends_on": day }))
    };
    assert_eq!(end(&schools, "2027-02-01").expect(422).pointers(), ["/ends_on"]);
    assert_eq!(end(&schools, "2029-01-01").expect(422).pointers(), ["/ends_on"]);
    member
        .change("PATCH", &format!("/task-force-seats/{chair}"), "\"8\"", json!({ "ends_on": "2027-03-02" }))
        .expect(412);
    end(&schools, "2027-03-01").expect(200);
    member.get("/charters").expect(200);
    network.advance(TimeDelta::days(3));
    let member = network.sign_in_as(&member);
    member.get("/charters").expect(403);
    let refused = network.admin().change(
        "PATCH",
        &format!("/task-force-seats/{chair}"),
        "*",
        json!({ "ends_on": "2027-03-04" }),
    );
    refused.expect(409);
});
