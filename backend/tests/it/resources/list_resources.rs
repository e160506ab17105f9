use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::{draft, published};
use crate::both;
use crate::support::{Client, Network};

fn titles(client: &Client, path: &str) -> Vec<String> {
    let items = client.get(path).expect(200).items();
    items.iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

fn made(network: &Network, client: &Client, title: &str, changes: Value) {
    let mut body = draft(title);
    for (name, value) in changes.as_object().unwrap() {
        body[name] = value.clone();
    }
    published(network, client, body);
}

both!(filters_narrow_what_is_listed_by_title, |network| {
    let guide = network.in_region(Role::Guide, &network.region("03"));
    made(
        network,
        &guide,
        "C",
        json!({ "kind": "guideline", "topics": ["Grant writing"], "settings": ["school"] }),
    );
    made(
        network,
        &guide,
        "A",
        json!({ "audiences": ["mentor", "mentee"], "topics": ["grant writing", "50%"] }),
    );
    made(network, &guide, "B", json!({ "audiences": ["mentor"], "topics": ["50 ways"] }));
    guide.post("/resources", draft("D, a draft")).expect(201);
    let mentee = network.in_region(Role::Mentee, &network.region("08"));
    assert_eq!(titles(&mentee, "/resources"), ["A", "B", "C"]);
    assert_eq!(titles(&mentee, "/resources?kind=guideline"), ["C"]);
    assert_eq!(titles(&mentee, "/resources?topic=Grant%20Writing"), ["A", "C"]);
    assert_eq!(titles(&mentee, "/resources?topic=grant"), [""; 0], "a topic is whole");
    assert_eq!(titles(&mentee, "/resources?topic=50%25"), ["A"], "a % is no wildcard");
    assert_eq!(titles(&mentee, "/resources?setting=school"), ["C"]);
    assert_eq!(titles(&mentee, "/resources?audience=mentee"), ["A"]);
    assert_eq!(titles(&mentee, "/resources?audience=mentor&topic=50%20ways"), ["B"]);
    assert_eq!(titles(&mentee, "/resources?state=published"), ["A", "B", "C"]);
    assert_eq!(titles(&mentee, "/resources?state=draft"), [""; 0], "readers see no drafts");
    assert_eq!(titles(&guide, "/resources?state=draft"), ["D, a draft"]);
    assert_eq!(titles(&guide, "/resources"), ["A", "B", "C", "D, a draft"]);
    let listed = mentee.get("/resources").expect(200).items();
    assert!(listed[0].get("body").is_none(), "a list carries no bodies");
    mentee.get("/resources?kind=poster").expect(400);
    mentee.get("/resources?topic=%22").expect(400);
    mentee.get("/resources?colour=green").expect(400);
});

both!(search_finds_words_best_first_and_pages_through_them, |network| {
    let guide = network.in_region(Role::Guide, &network.region("03"));
    let named = json!({ "body": "Nothing of note." });
    made(network, &guide, "Mentoring circles", named.clone());
    made(network, &guide, "Budgets", json!({ "body": "A word on mentoring circles, once." }));
    made(network, &guide, "Weeding", named);
    let mentee = network.in_region(Role::Mentee, &network.region("08"));
    assert_eq!(
        titles(&mentee, "/resources?q=mentoring"),
        ["Mentoring circles", "Budgets"],
        "a title weighs more"
    );
    assert_eq!(
        titles(&mentee, "/resources?q=circl"),
        ["Mentoring circles", "Budgets"],
        "the last may be a beginning"
    );
    assert_eq!(titles(&mentee, "/resources?q=mentoring%20weeding"), [""; 0], "every word");
    assert_eq!(titles(&mentee, "/resources?q=%27%22%20%3A*%20%26%20%7C"), [""; 0], "signs find nothing");
    assert_eq!(titles(&mentee, "/resources?q=%20"), ["Budgets", "Mentoring circles", "Weeding"]);
    assert_eq!(titles(&mentee, "/resources?q=mentoring&kind=reading"), [""; 0]);
    let page = mentee.get("/resources?q=mentoring&limit=1").expect(200);
    let cursor = page.json["next_cursor"].as_str().unwrap().to_owned();
    assert_eq!(titles(&mentee, &format!("/resources?q=mentoring&limit=1&cursor={cursor}")), ["Budgets"]);
    mentee.get(&format!("/resources?limit=1&cursor={cursor}")).expect(400);
});

both!(pages_by_title_hold_everything_once, |network| {
    let guide = network.in_region(Role::Guide, &network.region("03"));
    for title in ["b", "a", "b", "c"] {
        made(network, &guide, title, json!({}));
    }
    let mentee = network.in_region(Role::Mentee, &network.region("08"));
    let (mut walked, mut path) = (Vec::new(), "/resources?limit=1".to_owned());
    loop {
        let page = mentee.get(&path).expect(200);
        walked.extend(page.items().iter().map(|r| r["title"].as_str().unwrap().to_owned()));
        let Some(cursor) = page.json["next_cursor"].as_str() else { break };
        path = format!("/resources?limit=1&cursor={cursor}");
    }
    assert_eq!(walked, ["a", "b", "b", "c"]);
});

both!(a_draft_is_found_by_those_who_write_only, |network| {
    let guide = network.in_region(Role::Guide, &network.region("03"));
    guide.post("/resources", draft("Unfinished thoughts")).expect(201);
    assert_eq!(titles(&guide, "/resources?q=unfinished"), ["Unfinished thoughts"]);
    let mentee = network.in_region(Role::Mentee, &network.region("03"));
    assert_eq!(titles(&mentee, "/resources?q=unfinished"), [""; 0]);
    network.nobody().get("/resources").expect(403);
    network.anonymous.get("/resources").expect(401);
});
