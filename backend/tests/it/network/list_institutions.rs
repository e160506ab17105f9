use diesel::prelude::*;
use perennial::network::read_earlier_institutions;
use perennial::schema::{institution_words, institutions, institutions_to_read};
use serde_json::json;

use crate::both;
use crate::support::{Client, Network};

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

fn found(client: &Client, typed: &str) -> Vec<String> {
    let page = client.get(&format!("/institutions?limit=200&q={typed}")).expect(200);
    page.items().iter().map(|i| i["name"].as_str().unwrap().to_owned()).collect()
}

fn import(network: &Network, admin: &Client, csv: &str) {
    let path = "/imports?format=institutions";
    let sent = admin.send("POST", path, &[("content-type", "text/csv")], Some(csv.as_bytes())).expect(202);
    assert_eq!(network.job_done(admin, &sent)["state"], "succeeded");
}

both!(a_name_is_found_by_the_beginnings_of_its_words_after_every_write, |network| {
    let admin = network.admin();
    let body = json!({ "name": "Peñasco O'Fallon Library", "setting": "public", "jurisdiction": "NM" });
    let made = admin.post("/institutions", body).expect(201).id();
    for typed in ["pe%C3%B1asco", "PENASCO", "fallon%20penas", "o'fallon", "lib%20ofal"] {
        assert_eq!(found(&admin, typed), ["Peñasco O'Fallon Library"], "{typed}");
    }
    for typed in ["asco", "penasco%20college", "%20-%20"] {
        assert!(found(&admin, typed).is_empty(), "{typed}");
    }
    admin.patch(&format!("/institutions/{made}"), json!({ "name": "Taos Library" })).expect(200);
    assert_eq!(found(&admin, "taos"), ["Taos Library"]);
    assert!(found(&admin, "penasco").is_empty(), "it is called otherwise now");

    import(network, &admin, "name,setting,jurisdiction,external_id\nWillow College,academic,OH,w-1\n");
    assert_eq!(found(&admin, "will"), ["Willow College"]);
    import(network, &admin, "name,setting,jurisdiction,external_id\nBirch College,academic,OH,w-1\n");
    assert_eq!((found(&admin, "birch"), found(&admin, "willow")), (vec!["Birch College".into()], vec![]));
    let survey = |name: &str| {
        let csv = format!("STABR,FSCSKEY,LIBNAME\nOH,OH0007,{name}\n");
        let path = "/imports?format=imls-pls";
        let sent =
            admin.send("POST", path, &[("content-type", "text/csv")], Some(csv.as_bytes())).expect(202);
        assert_eq!(network.job_done(&admin, &sent)["state"], "succeeded");
    };
    survey("ADA PUBLIC LIBRARY");
    assert_eq!(found(&admin, "ada"), ["ADA PUBLIC LIBRARY"]);
    survey("LIMA PUBLIC LIBRARY");
    assert_eq!((found(&admin, "lima").len(), found(&admin, "ada").len()), (1, 0));
});

both!(words_that_a_thousand_names_hold_fill_pages_in_order, |network| {
    let admin = network.admin();
    let mut csv = "name,setting,jurisdiction,external_id\nElm House,school,OH,common\n".to_owned();
    for n in 0..1050 {
        let more = if n % 100 == 7 { " Annex" } else { "" };
        csv.push_str(&format!("Common Library {n:04}{more},school,OH,c-{n}\n"));
    }
    import(network, &admin, &csv);
    let first: Vec<String> = (0..3).map(|n| format!("Common Library {n:04}")).collect();
    let page = admin.get("/institutions?q=libr%20common&limit=3").expect(200);
    let names = |page: &crate::support::Answer| -> Vec<String> {
        page.items().iter().map(|i| i["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&page), first);
    let cursor = page.json["next_cursor"].as_str().unwrap().to_owned();
    let next = admin.get(&format!("/institutions?q=libr%20common&limit=3&cursor={cursor}")).expect(200);
    assert_eq!(names(&next)[0], "Common Library 0003");
    assert_eq!(found(&admin, "common%20library%20annex").len(), 11, "one rare word among common ones");
    assert_eq!(found(&admin, "annex%200107"), ["Common Library 0107 Annex"]);
    let mut schools = "name,setting,jurisdiction,external_id\n".to_owned();
    for n in 0..1001 {
        let name = if n == 0 { "Common House".to_owned() } else { format!("House {n}") };
        schools.push_str(&format!("{name},school,OH,h-{n}\n"));
    }
    import(network, &admin, &schools);
    assert_eq!(found(&admin, "house%20common"), ["Common House"], "two common words in one name");
    let (mut seen, mut path) = (0, "/institutions?q=common&limit=200".to_owned());
    let last = loop {
        let page = admin.get(&path).expect(200);
        seen += page.items().len();
        match page.json["next_cursor"].as_str() {
            Some(cursor) => path = format!("/institutions?q=common&limit=200&cursor={cursor}"),
            None => break names(&page).pop(),
        }
    };
    assert_eq!((seen, last.as_deref()), (1052, Some("Elm House")), "known by what was typed");
});

both!(what_was_there_before_names_were_kept_is_read_at_the_next_start, |network| {
    let admin = network.admin();
    add(network, 3);
    network.operator(|work| {
        diesel::delete(institution_words::table).execute(work.conn)?;
        let ids: Vec<perennial::platform::db::Id> =
            institutions::table.select(institutions::id).load(work.conn)?;
        for id in ids {
            diesel::insert_into(institutions_to_read::table)
                .values(institutions_to_read::institution_id.eq(id))
                .execute(work.conn)?;
        }
        Ok(())
    });
    assert!(found(&admin, "library").is_empty());
    network.operator(read_earlier_institutions);
    assert_eq!(found(&admin, "library").len(), 3);
    let left: i64 = network.operator(|work| Ok(institutions_to_read::table.count().get_result(work.conn)?));
    assert_eq!(left, 0);
});
