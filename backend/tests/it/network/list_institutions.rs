use serde_json::json;

use crate::both;
use crate::support::Network;

fn add(network: &Network, count: usize) {
    let admin = network.admin();
    for n in 0..count {
        let jurisdiction = if n % 2 == 0 { "OH" } else { "CA" };
        admin
            .post("/institutions", json!({ "name": format!("Library {n:03}"), "setting": "school", "jurisdiction": jurisdiction }))
            .expect(201);
    }
}

both!(pages_hold_everything_once_and_in_order, |network| {
    add(network, 23);
    let admin = network.admin();
    let (mut names, mut path) = (Vec::new(), "/institutions?limit=5".to_owned());
    loop {
        let page = admin.get(&path).expect(200);
        names.extend(page.items().iter().map(|i| i["name"].as_str().unwrap().to_owned()));
        match page.json["next_cursor"].as_str() {
            None => break assert_eq!(page.header("link"), None),
            Some(cursor) => {
                let link = page.header("link").unwrap();
                assert_eq!(link, format!("</api/v1/institutions?limit=5&cursor={cursor}>; rel=\"next\""));
                path = format!("/institutions?limit=5&cursor={cursor}");
            }
        }
    }
    let expected: Vec<String> = (0..23).map(|n| format!("Library {n:03}")).collect();
    assert_eq!(names, expected);
});

both!(filters_narrow_and_unknown_ones_are_refused, |network| {
    add(network, 4);
    let admin = network.admin();
    assert_eq!(admin.get("/institutions?jurisdiction=OH").expect(200).items().len(), 2);
    assert_eq!(
        admin.get("/institutions?q=LIBRARY%20003").expect(200).items().len(),
        1,
        "case does not matter"
    );
    assert_eq!(admin.get("/institutions?setting=public").expect(200).items().len(), 0);
    assert_eq!(admin.get("/institutions?q=100%25").expect(200).items().len(), 0, "a % is no wildcard");
    admin.get("/institutions?colour=green").expect(400);
    admin.get("/institutions?setting=castle").expect(400);
    admin.get("/institutions?limit=0").expect(400);
    admin.get("/institutions?limit=201").expect(400);
});

both!(a_cursor_of_another_list_or_a_forged_one_is_refused, |network| {
    add(network, 3);
    let admin = network.admin();
    let cursor =
        admin.get("/institutions?limit=1").expect(200).json["next_cursor"].as_str().unwrap().to_owned();
    admin.get(&format!("/people?cursor={cursor}")).expect(400);
    admin.get(&format!("/institutions?cursor={}A", &cursor[..cursor.len() - 1])).expect(400);
    admin.get("/institutions?cursor=AAAA").expect(400);
});
