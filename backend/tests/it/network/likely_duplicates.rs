//! Institutions that look like one: listed until somebody says that they are two.

use perennial::platform::auth::{Role, ScopeKind};
use serde_json::{Value, json};

use super::merge_institutions::{identify, library};
use crate::both;
use crate::support::Client;

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
