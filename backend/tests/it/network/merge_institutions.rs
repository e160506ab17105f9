//! Institutions recorded twice: found, merged, reached under the old identifiers, and taken apart again.

use diesel::prelude::*;
use perennial::identity::{self, NewAccount};
use perennial::platform::auth::{Role, ScopeKind};
use perennial::platform::db::Id;
use perennial::schema::{grants, memberships};
use serde_json::{Value, json};

use crate::both;
use crate::matching::Season;
use crate::support::{Client, Network};

pub fn library(admin: &Client, name: &str, jurisdiction: &str, city: Option<&str>) -> String {
    let body = json!({ "name": name, "setting": "academic", "jurisdiction": jurisdiction, "city": city });
    admin.post("/institutions", body).expect(201).id()
}

pub fn identify(admin: &Client, id: &str, scheme: &str, value: &str) {
    let body = json!({ "identifiers": [{ "scheme": scheme, "value": value }] });
    admin.put(&format!("/institutions/{id}/identifiers"), body).expect(200);
}

pub fn worker(network: &Network, name: &str, at: &str) -> String {
    let region = network.region("03").parse().unwrap();
    network
        .operator(|work| {
            let account = NewAccount {
                name,
                email: &format!("{}@work.example", name.replace(' ', ".")),
                password_hash: None,
                institution: Some(at.parse().unwrap()),
                jurisdiction: None,
                region: Some(region),
                time_zone: "America/Chicago",
            };
            identity::create_account(work, account)
        })
        .to_string()
}

fn at_work(client: &Client, person: &str) -> Value {
    client.get(&format!("/people/{person}")).expect(200).json["institution_id"].clone()
}

pub fn import(network: &Network, admin: &Client, path: &str, csv: &str) -> Value {
    let sent = admin.send("POST", path, &[("content-type", "text/csv")], Some(csv.as_bytes())).expect(202);
    assert_eq!(network.job_done(admin, &sent)["state"], "succeeded");
    admin.get(&format!("/imports/{}", sent.id())).expect(200).json
}

/// Two records of one library: one known by its FSCS key, the other with people and an own key.
struct Twice {
    stays: String,
    goes: String,
    ana: String,
    enrolment: String,
    membership: String,
}

fn recorded_twice(network: &Network, admin: &Client) -> Twice {
    let stays = library(admin, "Ada Public Library", "OH", Some("Ada"));
    let goes = library(admin, "The ADA public library", "OH", None);
    identify(admin, &stays, "fscs", "OH0001");
    identify(admin, &goes, "fscs", "OH0002");
    let ana = worker(network, "Ana Flores", &goes);
    let enrolment = Season::enrolling(network).enrol(&ana, "mentor", json!({}));
    let association = network.association().to_string();
    let csv = "member_number,name,email,fscs\n1,Bea,bea@elsewhere.example,OH0002\n";
    import(network, admin, &format!("/imports?format=members&association_id={association}"), csv);
    let members = admin.get(&format!("/associations/{association}/members")).expect(200).items();
    let membership = members[0]["id"].as_str().unwrap().to_owned();
    Twice { stays, goes, ana, enrolment, membership }
}

fn where_all_are(network: &Network, admin: &Client, twice: &Twice) -> [Value; 4] {
    let id: Id = twice.membership.parse().unwrap();
    let membership: Option<Id> = network.operator(|work| {
        Ok(memberships::table.find(id).select(memberships::institution_id).first(work.conn)?)
    });
    let affiliations = admin.get(&format!("/people/{}/institutions", twice.ana)).expect(200).items();
    [
        at_work(admin, &twice.ana),
        affiliations[0]["institution_id"].clone(),
        admin.get(&format!("/enrolments/{}", twice.enrolment)).expect(200).json["institution_id"].clone(),
        json!(membership.unwrap().to_string()),
    ]
}

both!(a_duplicate_is_found_merged_and_taken_apart_again, |network| {
    let admin = network.admin();
    let twice = recorded_twice(network, &admin);
    let (stays, goes) = (json!(twice.stays), json!(twice.goes));
    let groups = admin.get("/institution-duplicates").expect(200).items();
    assert_eq!((groups.len(), &groups[0]["likeness"]), (1, &json!("name")));
    let before: Value = admin.get(&format!("/institutions/{}", twice.goes)).expect(200).json;

    let path = format!("/institutions/{}/merge-preview?duplicate_id={}", twice.stays, twice.goes);
    let preview = admin.get(&path).expect(200).json;
    let counts = ["people", "affiliations", "enrolments", "memberships"];
    assert_eq!(counts.map(|name| preview[name].clone()), [1, 1, 1, 1].map(|n| json!(n)));
    assert_eq!(preview["identifiers"], json!([{ "scheme": "fscs", "value": "OH0002" }]));
    assert_eq!(
        where_all_are(network, &admin, &twice),
        [(); 4].map(|()| goes.clone()),
        "looking moves nothing"
    );

    let merge = format!("/institutions/{}/merge", twice.stays);
    let merged = admin.post(&merge, json!({ "duplicate_id": twice.goes })).expect(201);
    assert_eq!(counts.map(|name| merged.json[name].clone()), [1, 1, 1, 1].map(|n| json!(n)));
    assert_eq!(where_all_are(network, &admin, &twice), [(); 4].map(|()| stays.clone()));
    let gone = admin.get(&format!("/institutions/{}", twice.goes)).expect(404);
    assert!(gone.text.contains("was merged into Ada Public Library"), "{}", gone.text);
    assert_eq!(gone.json["errors"][0]["code"], "merged_into");
    assert_eq!(gone.json["errors"][0]["detail"], stays);
    admin.put(&format!("/institutions/{}/identifiers", twice.goes), json!({ "identifiers": [] })).expect(404);
    assert!(admin.get("/institution-duplicates").expect(200).items().is_empty());
    let listed = admin.get("/institutions").expect(200).items();
    assert_eq!(listed.len(), 1);
    assert_eq!(admin.get("/institutions?identifier=fscs:OH0002").expect(200).items()[0]["id"], stays);
    let regions = admin.get("/regions").expect(200).items();
    let lakes = regions.iter().find(|region| region["code"] == "03").unwrap();
    assert_eq!(lakes["institutions"], 1, "it counts once");

    // The old key reaches the one that stayed, in both kinds of file.
    let csv = "name,setting,jurisdiction,fscs\nAda Public Library,public,OH,OH0002\n";
    assert_eq!(import(network, &admin, "/imports?format=institutions", csv)["created"], 0);
    let csv = "STABR,FSCSKEY,LIBNAME\nOH,OH0002,ADA PUBLIC LIBRARY\n";
    assert_eq!(import(network, &admin, "/imports?format=imls-pls", csv)["created"], 0);

    let history = admin.get(&format!("/institutions/{}/merges", twice.stays)).expect(200).items();
    assert_eq!((history.len(), &history[0]["undone_at"]), (1, &Value::Null));
    let undo = format!("/institution-merges/{}/undo", merged.id());
    let undone = admin.act(&undo).expect(200).json;
    assert!(undone["undone_at"].is_string());
    assert_eq!(where_all_are(network, &admin, &twice), [(); 4].map(|()| goes.clone()));
    let after = admin.get(&format!("/institutions/{}", twice.goes)).expect(200).json;
    for same in ["name", "city", "setting", "identifiers", "region_id"] {
        assert_eq!(after[same], before[same], "{same}");
    }
    assert!(admin.act(&undo).expect(409).text.contains("undone already"));
    admin.post(&merge, json!({ "duplicate_id": twice.goes })).expect(201);
});

both!(what_happened_since_is_named_and_keeps_a_merge_from_being_undone, |network| {
    let admin = network.admin();
    let twice = recorded_twice(network, &admin);
    let other = library(&admin, "Lima Library", "OH", None);
    let merge = |into: &str, duplicate: &str| {
        admin
            .post(&format!("/institutions/{into}/merge"), json!({ "duplicate_id": duplicate }))
            .expect(201)
            .id()
    };
    let first = merge(&twice.stays, &twice.goes);
    let undo = |id: &str| admin.act(&format!("/institution-merges/{id}/undo"));
    let go = |from: &str, to: &str| {
        let body = json!({ "from_institution_id": from, "institution_id": to, "moved_on": "2027-03-02" });
        admin.post(&format!("/people/{}/institutions", twice.ana), body).expect(201);
    };
    go(&twice.stays, &other);
    identify(&admin, &twice.stays, "fscs", "OH0001");
    let refused = undo(&first).expect(409);
    assert!(refused.text.contains("Ana Flores moved since"), "{}", refused.text);
    assert!(refused.text.contains("fscs OH0002"), "{}", refused.text);
    assert_eq!(at_work(&admin, &twice.ana), json!(other), "nothing was carried back");
    admin.get(&format!("/institutions/{}", twice.goes)).expect(404);

    // Whoever comes back has another history than the one that moved.
    go(&other, &twice.stays);
    assert!(undo(&first).expect(409).text.contains("Ana Flores moved since"));

    let second = merge(&other, &twice.stays);
    let chained = admin.get(&format!("/institutions/{}", twice.goes)).expect(404);
    assert_eq!(chained.json["errors"][0]["detail"], json!(other), "the end of the chain is named");
    assert!(undo(&first).expect(409).text.contains("merged into Lima Library itself"));
    undo(&second).expect(200);
    assert_eq!(at_work(&admin, &twice.ana), json!(twice.stays));
});

both!(what_cannot_be_merged_is_refused, |network| {
    let admin = network.admin();
    let (ohio, oregon) =
        (library(&admin, "Ohio College", "OH", None), library(&admin, "Oregon College", "OR", None));
    let gone = library(&admin, "Ohio Coll.", "OH", None);
    admin.post(&format!("/institutions/{ohio}/merge"), json!({ "duplicate_id": gone })).expect(201);
    let nowhere = "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f";
    for (duplicate, code) in [(&*ohio, "same"), (&*gone, "unknown"), (nowhere, "unknown")] {
        let preview =
            admin.get(&format!("/institutions/{ohio}/merge-preview?duplicate_id={duplicate}")).expect(422);
        let refused = admin
            .post(&format!("/institutions/{ohio}/merge"), json!({ "duplicate_id": duplicate }))
            .expect(422);
        for answer in [preview, refused] {
            assert_eq!(answer.pointers(), ["/duplicate_id"]);
            assert_eq!(answer.json["errors"][0]["code"], code);
        }
    }
    admin.post(&format!("/institutions/{gone}/merge"), json!({ "duplicate_id": oregon })).expect(404);
    admin.post(&format!("/institutions/{ohio}/merge"), json!({})).expect(422);
    admin.act(&format!("/institution-merges/{nowhere}/undo")).expect(404);
    // Who may change one of two regions alone moves nobody to the other. Nobody is granted that today.
    let regional = network.nobody();
    let region: Id = network.region("03").parse().unwrap();
    network.operator(|work| {
        let person: Id = regional.person_id.parse().unwrap();
        let grant = (
            grants::id.eq(work.new_id()),
            grants::person_id.eq(person),
            grants::role.eq(Role::TaskForce),
            grants::scope_kind.eq(ScopeKind::Region),
            grants::scope_id.eq(region),
            grants::created_at.eq(work.stamp()),
            grants::version.eq(1_i64),
        );
        Ok(diesel::insert_into(grants::table).values(grant).execute(work.conn)?)
    });
    let refused =
        regional.post(&format!("/institutions/{ohio}/merge"), json!({ "duplicate_id": oregon })).expect(422);
    assert_eq!(refused.json["errors"][0]["code"], "region");
    let ana = worker(network, "Ana Flores", &ohio);
    let body = json!({ "from_institution_id": ohio, "institution_id": gone, "moved_on": "2027-03-01" });
    admin.post(&format!("/people/{ana}/institutions"), body).expect(422);

    let merged = admin.get(&format!("/institutions/{ohio}/merges")).expect(200).items()[0].clone();
    for role in [Role::Coordinator, Role::Mentor, Role::Guide] {
        let other = network.person(role, ScopeKind::Network, None);
        other.get("/institution-duplicates").expect(403);
        other.get(&format!("/institutions/{ohio}/merges")).expect(403);
        other.post(&format!("/institutions/{ohio}/merge"), json!({ "duplicate_id": oregon })).expect(403);
        other.act(&format!("/institution-merges/{}/undo", merged["id"].as_str().unwrap())).expect(403);
    }
});

both!(of_merges_at_once_one_is_made, |network| {
    let admin = network.admin();
    let (one, two) = (library(&admin, "Ada Library", "OH", None), library(&admin, "Ada Library", "OH", None));
    let ana = worker(network, "Ana Flores", &two);
    let mut statuses: Vec<u16> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..8)
            .map(|n| {
                let (admin, one, two) = (&admin, &one, &two);
                // Each into the other: neither may win both.
                let (stays, goes) = if n % 2 == 0 { (one, two) } else { (two, one) };
                scope.spawn(move || {
                    admin
                        .post(&format!("/institutions/{stays}/merge"), json!({ "duplicate_id": goes }))
                        .status
                })
            })
            .collect();
        all.into_iter().map(|each| each.join().unwrap()).collect()
    });
    statuses.sort_unstable();
    assert_eq!(statuses[0], 201, "{statuses:?}");
    assert!(statuses[1..].iter().all(|status| [404, 409, 422].contains(status)), "{statuses:?}");
    let left = admin.get("/institutions").expect(200).items();
    assert_eq!(left.len(), 1);
    assert_eq!(at_work(&admin, &ana), left[0]["id"]);
    let history =
        admin.get(&format!("/institutions/{}/merges", left[0]["id"].as_str().unwrap())).expect(200).items();
    let path = format!("/institution-merges/{}/undo", history[0]["id"].as_str().unwrap());
    let mut statuses: Vec<u16> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..4).map(|_| scope.spawn(|| admin.act(&path).status)).collect();
        all.into_iter().map(|each| each.join().unwrap()).collect()
    });
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409, 409]);
    assert_eq!(admin.get("/institutions").expect(200).items().len(), 2);
});
