//! Institutions recorded twice: found, merged, reached under the old identifiers, and taken apart again.

use diesel::prelude::*;
use perennial::identity::{self, NewAccount};
use perennial::platform::auth::{Role, ScopeKind};
use perennial::platform::db::Id;
use perennial::schema::{grants, memberships, people};
use serde_json::{Value, json};

use crate::both;
use crate::matching::Season;
use crate::support::{Client, Network};

fn library(admin: &Client, name: &str, jurisdiction: &str, city: Option<&str>) -> String {
    let body = json!({ "name": name, "setting": "academic", "jurisdiction": jurisdiction, "city": city });
    admin.post("/institutions", body).expect(201).id()
}

fn identify(admin: &Client, id: &str, scheme: &str, value: &str) {
    let body = json!({ "identifiers": [{ "scheme": scheme, "value": value }] });
    admin.put(&format!("/institutions/{id}/identifiers"), body).expect(200);
}

fn worker(network: &Network, name: &str, at: &str) -> String {
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

fn import(network: &Network, admin: &Client, path: &str, csv: &str) -> Value {
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

/// Where a person, their role and an enrolment belong.
fn regions_of(network: &Network, admin: &Client, person: &str, enrolment: &str) -> [Value; 3] {
    let id: Id = person.parse().unwrap();
    let role: Option<Id> = network.operator(|work| {
        Ok(grants::table
            .filter(grants::person_id.eq(id).and(grants::role.eq(Role::Mentor)))
            .select(grants::scope_id)
            .first(work.conn)?)
    });
    [
        admin.get(&format!("/people/{person}")).expect(200).json["region_id"].clone(),
        json!(role.unwrap().to_string()),
        admin.get(&format!("/enrolments/{enrolment}")).expect(200).json["region_id"].clone(),
    ]
}

both!(a_merge_across_regions_says_who_goes_where_and_takes_them_back, |network| {
    let admin = network.admin();
    let stays = library(&admin, "Oregon College", "OR", None);
    let goes = library(&admin, "Ohio College", "OH", None);
    let (far_west, lakes) = (json!(network.region("08")), json!(network.region("03")));
    let ana = worker(network, "Ana Flores", &goes);
    // Bea works there, and somebody placed her in another region.
    let bea = worker(network, "Bea Klein", &goes);
    let south: Id = network.region("05").parse().unwrap();
    network.operator(|work| {
        let bea: Id = bea.parse().unwrap();
        let placed = people::region_id.eq(south);
        Ok(diesel::update(people::table.find(bea)).set(placed).execute(work.conn)?)
    });
    let enrolment = Season::enrolling(network).enrol(&ana, "mentor", json!({}));
    let preview =
        admin.get(&format!("/institutions/{stays}/merge-preview?duplicate_id={goes}")).expect(200).json;
    let told = &preview["region_move"];
    assert_eq!((&told["from_region_id"], &told["to_region_id"]), (&lakes, &far_west));
    assert_eq!((&told["people"], &told["enrolments"], &told["roles"]), (&json!(1), &json!(1), &json!(1)));
    assert_eq!((&preview["people"], &preview["first_people"]), (&json!(2), &json!(["Ana Flores"])));
    assert_eq!(regions_of(network, &admin, &ana, &enrolment), [(); 3].map(|()| lakes.clone()));

    let merge = format!("/institutions/{stays}/merge");
    let merged = admin.post(&merge, json!({ "duplicate_id": goes })).expect(201);
    assert_eq!(merged.json["region_move"]["people"], 1);
    assert_eq!(regions_of(network, &admin, &ana, &enrolment), [(); 3].map(|()| far_west.clone()));
    let of_bea = admin.get(&format!("/people/{bea}")).expect(200).json;
    assert_eq!((&of_bea["region_id"], &of_bea["institution_id"]), (&json!(south.to_string()), &json!(stays)));
    assert!(admin.get("/institutions?q=ohio").expect(200).items().is_empty());

    admin.act(&format!("/institution-merges/{}/undo", merged.id())).expect(200);
    assert_eq!(regions_of(network, &admin, &ana, &enrolment), [(); 3].map(|()| lakes.clone()));
    assert_eq!(admin.get("/institutions?q=ohio").expect(200).items().len(), 1);

    // Somebody places Ana elsewhere meanwhile: nobody moves her back unasked.
    let again = admin.post(&merge, json!({ "duplicate_id": goes })).expect(201).id();
    network.operator(|work| {
        let ana: Id = ana.parse().unwrap();
        let placed = people::region_id.eq(south);
        Ok(diesel::update(people::table.find(ana)).set(placed).execute(work.conn)?)
    });
    let refused = admin.act(&format!("/institution-merges/{again}/undo")).expect(409);
    assert!(refused.text.contains("Ana Flores moved since"), "{}", refused.text);
});

both!(what_is_under_way_stays_with_its_region_when_a_duplicate_is_merged_across_regions, |network| {
    let admin = network.admin();
    let stays = library(&admin, "Oregon College", "OR", None);
    let goes = library(&admin, "Ohio College", "OH", None);
    let (cycle, lakes) = (network.cycle(), network.region("03"));
    let pair = &network.pairs(cycle, "03", 1)[0];
    let mentee = pair.mentee;
    network.operator(|work| {
        let there = people::institution_id.eq(Some(goes.parse::<Id>().unwrap()));
        Ok(diesel::update(people::table.find(mentee)).set(there).execute(work.conn)?)
    });
    let preview =
        admin.get(&format!("/institutions/{stays}/merge-preview?duplicate_id={goes}")).expect(200).json;
    assert_eq!((&preview["pairings_stay"], &preview["region_move"]["people"]), (&json!(1), &json!(1)));
    admin.post(&format!("/institutions/{stays}/merge"), json!({ "duplicate_id": goes })).expect(201);
    let pairing = admin.get(&format!("/pairings/{}", pair.pairing)).expect(200).json;
    assert_eq!(pairing["region_id"], json!(lakes));
    let person = admin.get(&format!("/people/{mentee}")).expect(200).json;
    assert_eq!(person["region_id"], json!(network.region("08")));
});

fn groups(admin: &Client) -> Vec<Vec<String>> {
    let groups = admin.get("/institution-duplicates").expect(200).items();
    let ids = |group: &Value| -> Vec<String> {
        let members = group["institutions"].as_array().unwrap().iter();
        members.map(|each| each["id"].as_str().unwrap().to_owned()).collect()
    };
    groups.iter().map(ids).collect()
}

both!(two_that_were_told_apart_do_not_come_back_until_it_is_taken_back, |network| {
    let admin = network.admin();
    let ids = [(); 3].map(|()| library(&admin, "Ada Library", "OH", Some("Ada")));
    let [one, two, three] = &ids;
    assert_eq!(groups(&admin), [ids.to_vec()]);
    let tell = |one: &str, other: &str| {
        admin.post("/institution-distinctions", json!({ "institution_id": one, "other_id": other }))
    };
    let first = tell(two, one).expect(201);
    assert_eq!(first.json["institution_name"], "Ada Library");
    assert!(first.json["told_by_name"].is_string());
    assert_eq!(groups(&admin), [ids.to_vec()], "each may still be the third");
    tell(one, two).expect(409);
    let second = tell(one, three).expect(201).id();
    assert_eq!(groups(&admin), [vec![two.clone(), three.clone()]]);
    tell(two, three).expect(201);
    assert!(groups(&admin).is_empty());

    // A file that names one of them again asks nobody again; one that adds a fourth does.
    admin.patch(&format!("/institutions/{one}"), json!({ "name": "ADA LIBRARY" })).expect(200);
    assert!(groups(&admin).is_empty());
    let four = library(&admin, "ada library", "OH", Some("Ada"));
    assert_eq!(groups(&admin)[0].len(), 4);
    for id in &ids {
        tell(&four, id).expect(201);
    }
    assert!(groups(&admin).is_empty());

    let list = admin.get("/institution-distinctions?limit=4").expect(200);
    assert_eq!(list.items().len(), 4);
    let next = list.json["next_cursor"].as_str().unwrap();
    let rest = admin.get(&format!("/institution-distinctions?limit=4&cursor={next}")).expect(200).items();
    assert_eq!(rest.last().unwrap()["id"], json!(first.id()), "newest first");
    let path = format!("/institution-distinctions/{second}");
    admin.change("DELETE", &path, "\"9\"", json!(null)).expect(412);
    admin.delete(&path).expect(204);
    admin.get(&path).expect(404);
    // By name: 'ADA LIBRARY' stands before 'Ada Library'.
    assert_eq!(groups(&admin), [vec![one.clone(), three.clone()]]);
});

both!(what_is_no_pair_is_not_told_apart, |network| {
    let admin = network.admin();
    let one = library(&admin, "Ada Library", "OH", None);
    let nowhere = "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f";
    let tell = |body: Value| admin.post("/institution-distinctions", body).expect(422);
    let same = tell(json!({ "institution_id": one, "other_id": one }));
    assert_eq!(
        (same.pointers(), &same.json["errors"][0]["code"]),
        (vec!["/other_id".to_owned()], &json!("same"))
    );
    let far = "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e10";
    let unknown = tell(json!({ "institution_id": nowhere, "other_id": far }));
    assert_eq!(unknown.pointers(), ["/institution_id", "/other_id"]);
    tell(json!({ "institution_id": one }));
    admin.get(&format!("/institution-distinctions/{nowhere}")).expect(404);
    for role in [Role::Coordinator, Role::Mentor] {
        let other = network.person(role, ScopeKind::Network, None);
        other.get("/institution-distinctions").expect(403);
        other
            .post("/institution-distinctions", json!({ "institution_id": one, "other_id": nowhere }))
            .expect(403);
    }
});

both!(of_two_that_are_added_at_once_each_looks_like_the_other, |network| {
    let admin = network.admin();
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| library(&admin, "Ada Library", "OH", Some("Ada")));
        }
    });
    assert_eq!(groups(&admin).iter().map(Vec::len).collect::<Vec<_>>(), [6]);
});

both!(identifiers_that_say_the_same_come_first_and_pages_follow_each_other, |network| {
    let admin = network.admin();
    for name in ["Ada", "Lima", "Troy"] {
        for _ in 0..2 {
            library(&admin, name, "OH", None);
        }
    }
    let (a, b) = (library(&admin, "Zed", "OH", None), library(&admin, "Zed College", "OH", None));
    identify(&admin, &a, "isil", "US-ZED");
    identify(&admin, &b, "marc", "ZED");
    let (mut seen, mut path) = (Vec::new(), "/institution-duplicates?limit=1".to_owned());
    loop {
        let page = admin.get(&path).expect(200);
        seen.extend(page.items().iter().map(|group| group["institutions"][0]["name"].clone()));
        match page.json["next_cursor"].as_str() {
            Some(cursor) => path = format!("/institution-duplicates?limit=1&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(seen, ["Zed", "Ada", "Lima", "Troy"]);
    identify(&admin, &b, "marc", "OTHER");
    assert_eq!(groups(&admin).len(), 3, "they say different things now");
});

fn survey(network: &Network, admin: &Client, rows: &str) -> [i64; 4] {
    let csv = format!("STABR,FSCSKEY,LIBNAME,TOTSTAFF\n{rows}");
    let done = import(network, admin, "/imports?format=imls-pls", &csv);
    ["created", "updated", "unchanged", "failed"].map(|name| done[name].as_i64().unwrap())
}

fn known_by(admin: &Client, key: &str) -> Value {
    admin.get(&format!("/institutions?identifier=fscs:{key}")).expect(200).items()[0].clone()
}

both!(the_survey_row_of_a_merged_duplicate_overwrites_nothing_in_any_order, |network| {
    let admin = network.admin();
    let (own, other) = ("OH,OH7003,MAIN LIBRARY,10\n", "OH,OH7004,DUP LIBRARY,2\n");
    assert_eq!(survey(network, &admin, &format!("{own}{other}")), [2, 0, 0, 0]);
    let (stays, goes) = (known_by(&admin, "OH7003")["id"].clone(), known_by(&admin, "OH7004")["id"].clone());
    let merge = format!("/institutions/{}/merge", stays.as_str().unwrap());
    let merged = admin.post(&merge, json!({ "duplicate_id": goes })).expect(201).id();
    for (rows, unchanged) in
        [(format!("{other}{own}"), 2), (format!("{own}{other}"), 2), (other.to_owned(), 1)]
    {
        assert_eq!(survey(network, &admin, &rows), [0, 0, unchanged, 0], "{rows}");
        let seen = known_by(&admin, "OH7004");
        assert_eq!(
            [&seen["id"], &seen["name"], &seen["staff"]["value"]],
            [&stays, &json!("MAIN LIBRARY"), &json!(10.0)],
            "{rows}"
        );
    }
    let grown = own.replace("10", "11");
    assert_eq!(survey(network, &admin, &format!("{other}{grown}")), [0, 1, 1, 0]);
    assert_eq!(known_by(&admin, "OH7003")["staff"]["value"], json!(11.0));

    // Taken apart, each has its own row again.
    admin.act(&format!("/institution-merges/{merged}/undo")).expect(200);
    let smaller = other.replace(",2", ",1");
    assert_eq!(survey(network, &admin, &format!("{smaller}{grown}")), [0, 1, 1, 0]);
    assert_eq!(known_by(&admin, "OH7004")["staff"]["value"], json!(1.0));
});

both!(who_has_no_key_of_its_own_is_told_of_by_the_nearest_duplicates, |network| {
    let admin = network.admin();
    let (far, near) = ("OH,OH7005,FAR LIBRARY,1\n", "OH,OH7006,NEAR LIBRARY,2\n");
    survey(network, &admin, &format!("{far}{near}"));
    let [first, second] = ["OH7005", "OH7006"].map(|key| known_by(&admin, key)["id"].clone());
    let stays = library(&admin, "Lima Library", "OH", None);
    let merge = |into: &str, duplicate: &Value| {
        admin.post(&format!("/institutions/{into}/merge"), json!({ "duplicate_id": duplicate })).expect(201);
    };
    merge(second.as_str().unwrap(), &first);
    merge(&stays, &second);
    // It was added by hand: the row that tells of it is taken, the other is not.
    assert_eq!(survey(network, &admin, &format!("{far}{near}")), [0, 1, 1, 0]);
    assert_eq!(survey(network, &admin, &format!("{near}{far}")), [0, 0, 2, 0]);
    let seen = known_by(&admin, "OH7005");
    assert_eq!([&seen["id"], &seen["name"]], [&json!(stays), &json!("NEAR LIBRARY")]);
});
