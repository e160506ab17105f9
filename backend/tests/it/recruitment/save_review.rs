use perennial::identity::{NewAccount, create_account, grant_role};
use perennial::platform::auth::{Role, ScopeKind};
use serde_json::{Value, json};

use super::{Desk, apply, review};
use crate::both;
use crate::support::Client;

fn assign(desk: &Desk, opening: &str, reviewers: &[&Client]) -> crate::support::Answer {
    let ids: Vec<&str> = reviewers.iter().map(|r| r.person_id.as_str()).collect();
    desk.task_force.post(&format!("/openings/{opening}/reviewers"), json!({ "reviewer_ids": ids }))
}

both!(reviewers_see_what_is_assigned_to_them_and_nothing_else, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    for (name, email) in [("Ana", "ana@x.example"), ("Bo", "bo@x.example"), ("Cy", "cy@x.example")] {
        apply(network, &opening, name, email);
    }
    let reviewers: Vec<Client> = (0..3)
        .map(|n| match n {
            // However wide the grant: a reviewer reads what is assigned.
            0 => network.person(Role::Reviewer, ScopeKind::Network, None),
            _ => network.in_region(Role::Reviewer, &desk.region),
        })
        .collect();
    let shares = assign(&desk, &opening, &reviewers.iter().collect::<Vec<_>>()).expect(200).items();
    let counts: Vec<i64> = shares.iter().map(|s| s["assigned"].as_i64().unwrap()).collect();
    assert_eq!(counts, [2, 2, 2], "three applications, two reviewers each");
    let mut seen: Vec<String> = Vec::new();
    for reviewer in &reviewers {
        let mine = reviewer.get("/reviews/mine").expect(200).items();
        assert_eq!(mine.len(), 2);
        let listed = reviewer.get(&format!("/openings/{opening}/applications")).expect(200).items();
        assert_eq!(listed.len(), 2);
        assert!(listed.iter().all(|a| a["email"].is_null()), "addresses are for those who decide");
        seen.extend(mine.iter().map(|m| m["application_id"].as_str().unwrap().to_owned()));
        let others: Vec<String> = desk
            .applications(&opening)
            .into_iter()
            .filter(|id| mine.iter().all(|m| m["application_id"] != id.as_str()))
            .collect();
        assert_eq!(others.len(), 1);
        reviewer.get(&format!("/applications/{}", others[0])).expect(404);
        reviewer.get(&format!("/applications/{}/reviews", others[0])).expect(404);
        let criteria = desk.criteria(&opening);
        reviewer
            .put(&format!("/applications/{}/review", others[0]), review(&criteria, &[3, 3, 3]))
            .expect(404);
        reviewer.get(&format!("/openings/{opening}/ranking")).expect(403);
    }
    seen.sort();
    for id in desk.applications(&opening) {
        assert_eq!(seen.iter().filter(|s| **s == id).count(), 2);
        let state = desk.task_force.get(&format!("/applications/{id}")).expect(200).json;
        assert_eq!(state["state"], "in_review");
    }
    let outsider = network.in_region(Role::Reviewer, &desk.region);
    outsider.get(&format!("/openings/{opening}/applications")).expect(404);
    network
        .in_region(Role::Coordinator, &desk.region)
        .get(&format!("/openings/{opening}/applications"))
        .expect(403);
});

both!(ones_own_scores_come_first, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    apply(network, &opening, "Ana", "ana@x.example");
    let (one, two) =
        (network.in_region(Role::Reviewer, &desk.region), network.in_region(Role::Reviewer, &desk.region));
    assign(&desk, &opening, &[&one, &two]).expect(200);
    let application = desk.applications(&opening).remove(0);
    let criteria = desk.criteria(&opening);
    let (path, reviews) =
        (format!("/applications/{application}/review"), format!("/applications/{application}/reviews"));
    let count = |client: &Client| {
        let answer = client.get(&reviews).expect(200);
        (answer.items().len(), answer.json["withheld"].as_bool().unwrap())
    };
    let body = review(&criteria, &[4, 3, 5]);
    assert_eq!(one.change("PUT", &path, "\"3\"", body.clone()).status, 412);
    let saved = one.change("PUT", &path, "\"0\"", body.clone()).expect(200);
    assert_eq!(saved.json["version"], 1);
    assert_eq!(count(&one), (1, false));
    assert_eq!(count(&two), (0, true), "the second has not scored yet");
    assert_eq!(count(&desk.task_force), (1, false));
    two.put(&path, review(&criteria, &[2])).expect(200);
    assert_eq!(count(&two), (2, false));
    assert_eq!(count(&one), (2, false));

    one.change("PUT", &path, "\"0\"", body).expect(412);
    let again = one.change("PUT", &path, "\"1\"", review(&criteria, &[5])).expect(200);
    assert_eq!(again.json["scores"].as_array().unwrap().len(), 1, "the new scores take the old ones' place");
    let mine = one.get("/reviews/mine").expect(200).items();
    assert_eq!((mine[0]["version"].as_i64(), mine[0]["review"]["version"].as_i64()), (Some(2), Some(2)));
});

both!(scores_that_do_not_fit_are_named, |network| {
    let desk = Desk::in_region(network, "03");
    let (opening, other) = (desk.published(), desk.published());
    apply(network, &opening, "Ana", "ana@x.example");
    let (one, two) =
        (network.in_region(Role::Reviewer, &desk.region), network.in_region(Role::Reviewer, &desk.region));
    assign(&desk, &opening, &[&one, &two]).expect(200);
    let application = desk.applications(&opening).remove(0);
    let path = format!("/applications/{application}/review");
    let foreign = desk.criteria(&other);
    let criteria = desk.criteria(&opening);
    let refused = one.put(&path, review(&foreign, &[3])).expect(422);
    assert_eq!(refused.pointers(), ["/scores/0/criterion_id"]);
    let twice = [criteria[0].clone(), criteria[0].clone()];
    assert_eq!(one.put(&path, review(&twice, &[3, 3])).expect(422).pointers(), ["/scores/1/criterion_id"]);
    assert_eq!(one.put(&path, review(&criteria, &[6])).expect(422).pointers(), ["/scores/0/score"]);
    assert_eq!(one.put(&path, review(&criteria, &[])).expect(422).pointers(), ["/scores"]);
    one.send(
        "PUT",
        &path,
        &[("content-type", "application/json")],
        Some(review(&criteria, &[3]).to_string().as_bytes()),
    )
    .expect(428);
    let decline = json!({ "reason": "Late." });
    desk.task_force.post(&format!("/applications/{application}/decline"), decline).expect(200);
    one.put(&path, review(&criteria, &[3])).expect(409);
});

both!(nobody_reviews_their_own_house, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    apply(network, &opening, "Ana", "ana@x.example"); // of the Library of Ana
    let house: Value = json!({ "name": "Library of Ana", "setting": "public", "jurisdiction": "OH" });
    let house = network.admin().post("/institutions", house).expect(201).id();
    let colleague = network.operator(|work| {
        let person = create_account(
            work,
            NewAccount {
                name: "A Colleague",
                email: "colleague@x.example",
                password_hash: None,
                institution: Some(house.parse().unwrap()),
                jurisdiction: None,
                region: None,
                time_zone: "America/Chicago",
            },
        )?;
        grant_role(work, person, Role::Reviewer, ScopeKind::Network, None)?;
        Ok(person.to_string())
    });
    let (one, two) =
        (network.in_region(Role::Reviewer, &desk.region), network.in_region(Role::Reviewer, &desk.region));
    let path = format!("/openings/{opening}/reviewers");
    let refused =
        desk.task_force.post(&path, json!({ "reviewer_ids": [colleague, one.person_id] })).expect(409);
    assert!(refused.json["detail"].as_str().unwrap().contains("Ana"), "{}", refused.text);
    let body = json!({ "reviewer_ids": [colleague, one.person_id, two.person_id] });
    let shares = desk.task_force.post(&path, body).expect(200).items();
    let counts: Vec<i64> = shares.iter().map(|s| s["assigned"].as_i64().unwrap()).collect();
    assert_eq!(counts, [0, 1, 1]);
});

both!(only_reviewers_of_the_region_are_assigned, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let here = network.in_region(Role::Reviewer, &desk.region);
    let elsewhere = network.in_region(Role::Reviewer, &network.region("08"));
    let mentor = network.in_region(Role::Mentor, &desk.region);
    let path = format!("/openings/{opening}/reviewers");
    let ids = [&here.person_id, &elsewhere.person_id, &mentor.person_id, &here.person_id, &desk.seat];
    let refused = desk.task_force.post(&path, json!({ "reviewer_ids": ids })).expect(422);
    assert_eq!(
        refused.pointers(),
        ["/reviewer_ids/1", "/reviewer_ids/2", "/reviewer_ids/3", "/reviewer_ids/4"]
    );
    desk.task_force.post(&path, json!({ "reviewer_ids": [here.person_id] })).expect(422);
    let second = network.in_region(Role::Reviewer, &desk.region);
    assign(&desk, &opening, &[&here, &second]).expect(409); // nothing to review
    here.post(&path, json!({ "reviewer_ids": ids })).expect(403);
});

both!(later_applications_are_assigned_without_touching_the_earlier, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    apply(network, &opening, "Ana", "ana@x.example");
    let (one, two) =
        (network.in_region(Role::Reviewer, &desk.region), network.in_region(Role::Reviewer, &desk.region));
    assign(&desk, &opening, &[&one, &two]).expect(200);
    apply(network, &opening, "Bo", "bo@x.example");
    let shares = assign(&desk, &opening, &[&one, &two]).expect(200).items();
    for share in &shares {
        assert_eq!((share["newly_assigned"].as_i64(), share["assigned"].as_i64()), (Some(1), Some(2)));
    }
});
