use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::{draft, published};
use crate::both;

both!(its_owner_and_the_task_force_change_a_resource_and_nobody_else, |network| {
    let owner = network.in_region(Role::Coordinator, &network.region("03"));
    let other = network.in_region(Role::Coordinator, &network.region("03"));
    let mentor = network.in_region(Role::Mentor, &network.region("03"));
    let path = format!("/resources/{}", owner.post("/resources", draft("Mine")).expect(201).id());
    other.get(&path).expect(200);
    other.patch(&path, json!({ "title": "Theirs" })).expect(403);
    other.act(&format!("{path}/submit")).expect(403);
    mentor.post("/resources", draft("Mine")).expect(403);
    owner.patch(&path, json!({ "title": "Still mine" })).expect(200);
    let task_force = network.task_force();
    let handed = task_force.patch(&path, json!({ "owner_id": other.person_id })).expect(200);
    assert_eq!(handed.json["owner_name"], "Test coordinator");
    owner.patch(&path, json!({ "title": "Mine again" })).expect(403);
    other.patch(&path, json!({ "title": "Now theirs" })).expect(200);
});

both!(new_content_goes_back_to_draft_and_a_new_review_day_does_not, |network| {
    let owner = network.in_region(Role::Guide, &network.region("03"));
    let path = published(network, &owner, draft("Guide"));
    let kept = owner.patch(&path, json!({ "review_by": "2028-01-01" })).expect(200);
    assert_eq!(
        (kept.json["state"].clone(), kept.json["review_by"].clone()),
        (json!("published"), json!("2028-01-01"))
    );
    let same = owner.patch(&path, json!({ "title": "Guide" })).expect(200);
    assert_eq!(same.json["state"], "published", "the same title is no change");
    let cleared =
        owner.patch(&path, json!({ "review_by": null, "topics": ["Goal  Setting", "goal setting"] }));
    let cleared = cleared.expect(200);
    assert_eq!(cleared.json["state"], "draft");
    assert_eq!(cleared.json["review_by"], Value::Null);
    assert_eq!(cleared.json["topics"], json!(["goal setting"]));
    owner.act(&format!("{path}/submit")).expect(200);
    assert_eq!(owner.patch(&path, json!({ "summary": "Another" })).expect(200).json["state"], "draft");
});

both!(a_stale_change_is_refused, |network| {
    let owner = network.in_region(Role::Coordinator, &network.region("03"));
    let path = format!("/resources/{}", owner.post("/resources", draft("Mine")).expect(201).id());
    let etag = owner.etag(&path);
    owner.change("PATCH", &path, &etag, json!({ "title": "One" })).expect(200);
    owner.change("PATCH", &path, &etag, json!({ "title": "Two" })).expect(412);
    assert_eq!(owner.get(&path).expect(200).json["title"], "One");
});

both!(everything_wrong_with_a_draft_is_named, |network| {
    let owner = network.in_region(Role::Coordinator, &network.region("03"));
    let refused = owner
        .post(
            "/resources",
            json!({ "kind": "toolkit", "title": " ", "summary": "s", "licence": "", "language": "English",
                "link": "javascript:alert(1)", "topics": ["a\"b"], "review_by": "+10000-01-01" }),
        )
        .expect(422);
    let mut pointers = refused.pointers();
    pointers.dedup();
    assert_eq!(pointers, ["/language", "/licence", "/link", "/review_by", "/title", "/topics"]);
    let mut unknown = draft("X");
    unknown["owner_id"] = json!("01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f");
    assert_eq!(owner.post("/resources", unknown).expect(422).pointers(), ["/owner_id"]);
    for (field, value) in
        [("kind", json!("poster")), ("audiences", json!(["everybody"])), ("body", json!("x".repeat(100_001)))]
    {
        let mut wrong = draft("X");
        wrong[field] = value;
        owner.post("/resources", wrong).expect(422);
    }
    let mut extra = draft("X");
    extra["state"] = json!("published");
    owner.post("/resources", extra).expect(422);
    let path = format!("/resources/{}", owner.post("/resources", draft("X")).expect(201).id());
    owner.patch(&path, json!({ "kind": "reading" })).expect(422);
    owner.patch(&path, json!({ "title": null })).expect(422);
});

both!(what_is_shown_never_runs, |network| {
    let owner = network.in_region(Role::Coordinator, &network.region("03"));
    let mut hostile = draft("Hostile");
    hostile["body"] = json!(
        "<script>alert(1)</script>\n\n[x](javascript:alert(1)) <img src=x onerror=alert(1)>\n\n\
         [ok](https://ok.example) ![poster](https://ok.example/poster.png)"
    );
    let html = owner.post("/resources", hostile).expect(201).json["body_html"].as_str().unwrap().to_owned();
    for refused in ["<script", "<img", "href=\"javascript"] {
        assert!(!html.contains(refused), "{html}");
    }
    assert!(html.contains("href=\"https://ok.example\""), "{html}");
    assert!(html.contains(">poster</a>"), "{html}");
});

both!(who_writes_names_somebody_of_their_regions_to_look_after_it, |network| {
    let (lakes, west) = (network.region("03"), network.region("08"));
    let writer = network.in_region(Role::Coordinator, &lakes);
    let (near, far) = (network.in_region(Role::Mentor, &lakes), network.in_region(Role::Mentor, &west));
    let with = |owner: &str| {
        let mut body = draft("Who looks after it?");
        body["owner_id"] = json!(owner);
        body
    };
    let unknown = "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f";
    let refused = writer.post("/resources", with(&far.person_id)).expect(422);
    assert_eq!(refused.pointers(), ["/owner_id"]);
    let nobody = writer.post("/resources", with(unknown)).expect(422);
    assert_eq!(refused.json["errors"], nobody.json["errors"], "as if there were no such person");
    let own = writer.post("/resources", with(&writer.person_id)).expect(201).id();
    let path = format!("/resources/{own}");
    writer.patch(&path, json!({ "owner_id": far.person_id })).expect(422);
    assert_eq!(
        writer.patch(&path, json!({ "owner_id": near.person_id })).expect(200).json["owner_id"],
        near.person_id
    );
    network.task_force().post("/resources", with(&far.person_id)).expect(201);
});
