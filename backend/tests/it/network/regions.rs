//! Presets, regions of one's own, and jurisdictions that move between regions.

use std::fmt::Write;
use std::time::Instant;

use chrono::TimeDelta;
use diesel::prelude::*;
use perennial::identity::{self, NewAccount};
use perennial::network::import_survey;
use perennial::platform::auth::{Role, ScopeKind};
use perennial::platform::db::Id;
use perennial::schema::people;
use serde_json::{Value, json};

use crate::both;
use crate::support::{Client, Network};

fn movement(network: &Network, jurisdiction: &str, region: &str, n: i64) -> Value {
    json!({
        "jurisdiction": jurisdiction, "to_region_id": network.region(region),
        "effective_on": network.now().date_naive() + TimeDelta::days(n), "reason": "Two regions share the load.",
    })
}

fn region_of(client: &Client, jurisdiction: &str) -> String {
    let all = client.get("/jurisdictions").expect(200).items();
    let there = all.iter().find(|j| j["code"] == jurisdiction).unwrap();
    there["region_id"].as_str().unwrap().to_owned()
}

fn region_of_person(network: &Network, person: Id) -> Option<String> {
    let region: Option<Id> =
        network.operator(|work| Ok(people::table.find(person).select(people::region_id).first(work.conn)?));
    region.map(|id| id.to_string())
}

/// A mentor who works at an institution or lives in a jurisdiction, in a region.
fn mentor(network: &Network, name: &str, works_at: Option<&str>, lives_in: Option<&str>, region: &str) -> Id {
    let region: Id = network.region(region).parse().unwrap();
    network.operator(|work| {
        let account = NewAccount {
            name,
            email: &format!("{name}@mentor.example"),
            password_hash: None,
            institution: works_at.map(|id| id.parse().unwrap()),
            jurisdiction: lives_in.map(str::to_owned),
            region: Some(region),
            time_zone: "America/Chicago",
        };
        let person = identity::create_account(work, account)?;
        identity::grant_role(work, person, Role::Mentor, ScopeKind::Region, Some(region))?;
        Ok(person)
    })
}

both!(a_preset_is_chosen_while_the_network_is_empty, |network| {
    let admin = network.admin();
    let before = admin.get("/region-presets").expect(200).json;
    assert_eq!((&before["current"], &before["hindrance"]), (&json!("bea"), &Value::Null));
    assert_eq!(before["items"].as_array().unwrap().len(), 3);
    for (preset, regions) in [("census", 10), ("nnlm", 7), ("bea", 9)] {
        let chosen = admin.post("/region-presets", json!({ "preset": preset })).expect(200);
        assert_eq!(chosen.items().len(), regions);
        assert_eq!(admin.get("/region-presets").expect(200).json["current"], preset);
        assert_eq!(admin.get("/jurisdictions").expect(200).items().len(), 56);
    }
    admin.post("/region-presets", json!({ "preset": "fema" })).expect(422);
    admin.post("/seats", json!({ "region_id": network.region("03"), "name": "First seat" })).expect(201);
    let refused = admin.post("/region-presets", json!({ "preset": "nnlm" })).expect(409);
    assert!(refused.text.contains("1 seats"), "{}", refused.text);
    assert_eq!(admin.get("/regions").expect(200).items().len(), 9, "nothing has moved");
    network.in_region(Role::Coordinator, &network.region("03")).get("/region-presets").expect(403);
});

both!(a_region_of_ones_own_is_made_named_and_removed_while_unused, |network| {
    let admin = network.admin();
    let made = admin.post("/regions", json!({ "code": "10", "name": "Islands" })).expect(201);
    let at = format!("/regions/{}", made.id());
    admin.post("/regions", json!({ "code": "10", "name": "Others" })).expect(409);
    admin.post("/regions", json!({ "code": " ", "name": "" })).expect(422);
    assert_eq!(
        admin.patch(&at, json!({ "name": "Pacific Islands" })).expect(200).json["name"],
        "Pacific Islands"
    );
    admin.post("/jurisdiction-moves", movement(network, "GU", "10", 0)).expect(201);
    let refused = admin.delete(&at).expect(409);
    assert!(refused.text.contains("1 jurisdictions"), "{}", refused.text);
    let unused = admin.post("/regions", json!({ "code": "11", "name": "Nowhere" })).expect(201).id();
    admin.delete(&format!("/regions/{unused}")).expect(204);
    admin.get(&format!("/regions/{unused}")).expect(404);
    network.in_region(Role::Guide, &network.region("03")).post("/regions", json!({})).expect(403);
});

both!(a_jurisdiction_moves_with_its_people_and_leaves_its_seats, |network| {
    let task_force = network.task_force();
    let library = |name: &str, jurisdiction: &str| {
        let body = json!({ "name": name, "setting": "public", "jurisdiction": jurisdiction });
        task_force.post("/institutions", body).expect(201).id()
    };
    let (akron, chicago) = (library("Akron", "OH"), library("Chicago", "IL"));
    task_force.post("/seats", json!({ "region_id": network.region("03"), "name": "First seat" })).expect(201);
    let works = mentor(network, "works", Some(&akron), None, "03");
    let lives = mentor(network, "lives", None, Some("OH"), "03");
    let commutes = mentor(network, "commutes", Some(&chicago), Some("OH"), "03");
    let placed = mentor(network, "placed", Some(&akron), None, "05");

    let ask = |client: &Client, code: &str, region: &str| {
        client.get(&format!("/jurisdiction-moves/preview?jurisdiction={code}&to_region_id={region}"))
    };
    let seen = ask(&task_force, "OH", &network.region("02")).expect(200).json;
    assert_eq!(seen["moves"]["institutions"], json!({ "count": 1, "first": ["Akron"] }));
    assert_eq!(seen["moves"]["people"], json!({ "count": 2, "first": ["lives", "works"] }));
    assert_eq!((&seen["moves"]["roles"], &seen["stays"]["seats"]), (&json!(2), &json!(1)));
    assert_eq!(region_of(&task_force, "OH"), network.region("03"), "a preview changes nothing");
    assert_eq!(ask(&task_force, "OH", &network.region("03")).expect(422).pointers(), ["/to_region_id"]);
    assert_eq!(ask(&task_force, "ZZ", &akron).expect(422).pointers(), ["/jurisdiction", "/to_region_id"]);
    let west = network.in_region(Role::Coordinator, &network.region("08"));
    ask(&west, "OH", &network.region("02")).expect(403);

    let mut wrong = movement(network, "OH", "02", -1);
    wrong["to_region_id"] = json!(akron);
    assert_eq!(
        task_force.post("/jurisdiction-moves", wrong).expect(422).pointers(),
        ["/effective_on", "/to_region_id"]
    );
    let made = task_force.post("/jurisdiction-moves", movement(network, "OH", "02", 0)).expect(201).json;
    assert_eq!(
        (&made["state"], &made["institutions"], &made["people"], &made["from_region_name"]),
        (&json!("made"), &json!(1), &json!(2), &json!("Great Lakes"))
    );
    let (lakes, mid) = (Some(network.region("03")), Some(network.region("02")));
    assert_eq!(region_of(&task_force, "OH"), network.region("02"));
    assert_eq!(region_of_person(network, works), mid);
    assert_eq!(region_of_person(network, lives), mid);
    assert_eq!(region_of_person(network, commutes), lakes, "the institution comes first");
    assert_eq!(region_of_person(network, placed), Some(network.region("05")), "somebody placed them there");
    let akron = task_force.get(&format!("/institutions/{akron}")).expect(200).json;
    assert_eq!(akron["region_id"], json!(network.region("02")));
    let grants = network.admin().get(&format!("/grants?person_id={works}")).expect(200).items();
    assert_eq!(grants[0]["scope_id"], json!(network.region("02")), "the role follows");
    let seats = task_force.get("/seats").expect(200).items();
    assert_eq!(seats[0]["region_id"], json!(network.region("03")));

    task_force.post("/jurisdiction-moves", movement(network, "OH", "03", 0)).expect(201);
    assert_eq!(region_of_person(network, works), lakes, "moving it back undoes it");
    let history = west.get("/jurisdiction-moves?jurisdiction=OH").expect(200).items();
    let told: Vec<_> = history.iter().map(|m| m["to_region_name"].as_str().unwrap()).collect();
    assert_eq!(told, ["Great Lakes", "Mid East"]);
    assert_eq!(history[0]["moved_by_name"], "Test task_force");
});

both!(a_move_is_planned_for_a_day_and_can_be_cancelled, |network| {
    let task_force = network.task_force();
    let planned = task_force.post("/jurisdiction-moves", movement(network, "OH", "02", 5)).expect(201);
    assert_eq!(planned.json["state"], "planned");
    let second = task_force.post("/jurisdiction-moves", movement(network, "OH", "05", 0)).expect(409);
    assert!(second.text.contains("planned for"), "{}", second.text);
    let at = format!("/jurisdiction-moves/{}", planned.id());
    assert_eq!(task_force.act(&format!("{at}/cancel")).expect(200).json["state"], "cancelled");
    task_force.act(&format!("{at}/cancel")).expect(409);
    let planned = task_force.post("/jurisdiction-moves", movement(network, "OH", "02", 5)).expect(201).id();
    assert_eq!(region_of(&task_force, "OH"), network.region("03"));
    network.advance(TimeDelta::days(5));
    let task_force = network.task_force();
    let started = Instant::now();
    while region_of(&task_force, "OH") != network.region("02") {
        assert!(started.elapsed().as_secs() < 30, "the move is not made on its day");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let made = task_force.get(&format!("/jurisdiction-moves/{planned}")).expect(200).json;
    assert_eq!((&made["state"], &made["moved_by_name"]), (&json!("made"), &json!("Test task_force")));
});

both!(of_many_moves_at_once_one_is_made, |network| {
    let task_force = network.task_force();
    let body = movement(network, "OH", "02", 0);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..50)
            .map(|_| scope.spawn(|| task_force.post("/jurisdiction-moves", body.clone()).status))
            .collect();
        running.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
    assert_eq!(task_force.get("/jurisdiction-moves").expect(200).items().len(), 1);
});

both!(every_library_of_the_nation_moves_in_well_under_a_second, |network| {
    let mut file = String::from("STABR,FSCSKEY,LIBNAME,CITY,TOTSTAFF,VISITS\n");
    for n in 0..9261 {
        writeln!(file, "TX,TX{n:04},Library {n},AUSTIN,3.5,-1").unwrap();
    }
    network.operator(|work| import_survey(work, file.as_bytes(), false).map(|_| ()));
    let task_force = network.task_force();
    let started = Instant::now();
    let made = task_force.post("/jurisdiction-moves", movement(network, "TX", "05", 0)).expect(201).json;
    let took = started.elapsed();
    assert_eq!(made["institutions"], 9261);
    assert!(took.as_millis() < 1500, "{took:?} in a debug build beside other tests");
});
