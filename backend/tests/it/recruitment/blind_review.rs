//! Reviewers of a blind opening never learn who applied.

use perennial::identity::grant_role;
use perennial::platform::auth::{Role, ScopeKind};
use serde_json::{Value, json};

use super::{Desk, apply, review, send};
use crate::both;
use crate::support::{Client, Network};

/// Nothing of this may reach a reviewer of a blind opening.
const NAMING: &[&str] = &["marisol", "quintanilla", "prairie county", "prairiecounty", "my old friend rosa"];

fn telling_application() -> Value {
    json!({
        "name": "Marisol Quintanilla",
        "email": "mquintanilla@prairiecounty.example",
        "institution": "Prairie County Library",
        "experience": "I, Marisol Quintanilla, have worked at the Prairie  County library for nine years.",
        "leadership": "Ask anybody about QUINTANILLA: marisol quintanilla led the committee.",
        "commitment": "Write to mquintanilla@prairiecounty.example. Marisol keeps her word.",
        "conflict_of_interest": "My old friend Rosa may be a reviewer.",
    })
}

fn names_nobody(what: &str, text: &str) {
    let text = text.to_lowercase();
    for naming in NAMING {
        assert!(!text.contains(naming), "{what} tells who applied: {text}");
    }
}

/// Every GET of the whole API, with every id that a reviewer may come to know.
fn everything_readable(reviewer: &Client, ids: &[String]) -> usize {
    let document = serde_json::to_value(perennial::app::openapi()).unwrap();
    let mut read = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        if item.get("get").is_none() {
            continue;
        }
        let path = path.replace("{number}", "1");
        let addresses: Vec<String> = match path.contains("{id}") {
            true => ids.iter().map(|id| path.replace("{id}", id)).collect(),
            false => vec![path],
        };
        for address in addresses {
            let answer = reviewer.get(&address);
            names_nobody(&address, &answer.text);
            read += usize::from(answer.status == 200);
        }
    }
    read
}

both!(a_reviewer_never_learns_who_applied, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published_blind();
    send(network, &opening, telling_application()).expect(202);
    apply(network, &opening, "Bo", "bo@x.example");
    let (one, two) = (
        network.person(Role::Reviewer, ScopeKind::Network, None),
        network.in_region(Role::Reviewer, &desk.region),
    );
    desk.assign(&opening, &[&one, &two]);
    let applications = desk.applications(&opening);
    let criteria = desk.criteria(&opening);

    let seen = one.get(&format!("/applications/{}", applications[0])).expect(200).json;
    assert_eq!(seen["name"], "Application 1");
    assert_eq!((seen["number"].as_i64(), seen["applicant_hidden"].as_bool()), (Some(1), Some(true)));
    assert!(
        seen["institution"].is_null() && seen["conflict_of_interest"].is_null() && seen["email"].is_null()
    );
    assert_eq!(seen["experience"], "I, […], have worked at the […] for nine years.");
    let listed = one.get(&format!("/openings/{opening}/applications")).expect(200).items();
    let names: Vec<&str> = listed.iter().map(|a| a["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Application 1", "Application 2"]);
    assert!(listed[0]["names_conflict"].is_null());
    assert_eq!(one.get(&format!("/openings/{opening}")).expect(200).json["blind_review"], true);

    let body = review(&criteria, &[4, 4, 4]);
    let saved = one.put(&format!("/applications/{}/review", applications[0]), body).expect(200);
    names_nobody("the saved review", &saved.text);
    let assignments = desk.assignments(&opening);
    let mut ids: Vec<String> = vec![opening.clone(), saved.id(), one.person_id.clone(), desk.region.clone()];
    ids.extend(applications.iter().cloned());
    ids.extend(assignments.iter().map(|a| a["id"].as_str().unwrap().to_owned()));
    let walk = |when: &str| {
        for reviewer in [&one, &two] {
            let read = everything_readable(reviewer, &ids);
            assert!(read > 15, "{when}: the walk reads something, {read}");
        }
    };
    walk("after one review");

    let others =
        two.put(&format!("/applications/{}/review", applications[1]), review(&criteria, &[2])).expect(200);
    names_nobody("another review", &others.text);
    let reason = json!({ "reason": "Not this time." });
    desk.task_force.post(&format!("/applications/{}/decline", applications[0]), reason).expect(200);
    walk("after the decision");

    for event in network.admin().get("/events?limit=200").expect(200).items() {
        names_nobody("an event", &event.to_string());
    }
    for mail in network.admin().get("/mails?limit=200").expect(200).items() {
        if mail["to_address"] != "mquintanilla@prairiecounty.example" {
            names_nobody("a mail", &mail.to_string());
        }
    }
    // Refusals are answers too.
    let late =
        one.put(&format!("/applications/{}/review", applications[0]), review(&criteria, &[3])).expect(409);
    names_nobody("a refusal", &late.text);
});

both!(those_who_decide_see_who_applied, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published_blind();
    send(network, &opening, telling_application()).expect(202);
    let before = desk.task_force.get(&format!("/openings/{opening}/applications")).expect(200).items();
    assert!(before[0]["number"].is_null(), "numbers come with the reviewers");
    let (one, two) =
        (network.in_region(Role::Reviewer, &desk.region), network.in_region(Role::Reviewer, &desk.region));
    desk.assign(&opening, &[&one, &two]);
    let id = desk.applications(&opening).remove(0);
    let seen = desk.task_force.get(&format!("/applications/{id}")).expect(200).json;
    assert_eq!(seen["name"], "Marisol Quintanilla");
    assert_eq!(seen["email"], "mquintanilla@prairiecounty.example");
    assert_eq!(seen["institution"], "Prairie County Library");
    assert_eq!(seen["conflict_of_interest"], "My old friend Rosa may be a reviewer.");
    assert_eq!((seen["number"].as_i64(), seen["applicant_hidden"].as_bool()), (Some(1), Some(false)));
    let ranked = desk.task_force.get(&format!("/openings/{opening}/ranking")).expect(200).items();
    assert_eq!(ranked[0]["name"], "Marisol Quintanilla");
});

/// A member of the task force who reviews too.
fn deciding_reviewer(network: &Network) -> Client {
    let person = network.task_force();
    network.operator(|work| {
        grant_role(work, person.person_id.parse().unwrap(), Role::Reviewer, ScopeKind::Network, None)
    });
    person
}

both!(who_decides_and_reviews_is_a_reviewer_first, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published_blind();
    send(network, &opening, telling_application()).expect(202);
    let (judge, other) = (deciding_reviewer(network), network.in_region(Role::Reviewer, &desk.region));
    desk.assign(&opening, &[&judge, &other]);
    let id = desk.applications(&opening).remove(0);
    let criteria = desk.criteria(&opening);
    let recruitment = |client: &Client| -> Vec<String> {
        ["", "/applications", "/ranking", "/agreement", "/reviewers", "/assignments", "/conflicts"]
            .iter()
            .map(|part| client.get(&format!("/openings/{opening}{part}")).expect(200).text)
            .chain(
                [
                    format!("/applications/{id}"),
                    format!("/applications/{id}/reviews"),
                    "/reviews/mine".into(),
                ]
                .iter()
                .map(|path| client.get(path).expect(200).text),
            )
            .collect()
    };
    for text in recruitment(&judge) {
        names_nobody("before the own review", &text);
    }
    let other_judge = deciding_reviewer(network);
    let texts = recruitment(&other_judge).concat();
    assert!(texts.contains("Marisol Quintanilla"), "who is not asked for this review decides and knows");
    judge.put(&format!("/applications/{id}/review"), review(&criteria, &[4, 4, 4])).expect(200);
    let seen = judge.get(&format!("/applications/{id}")).expect(200).json;
    assert_eq!(seen["name"], "Marisol Quintanilla");
    assert_eq!(judge.get("/reviews/mine").expect(200).items()[0]["applicant_name"], "Marisol Quintanilla");
});

both!(blindness_is_chosen_while_it_is_a_draft, |network| {
    let desk = Desk::in_region(network, "03");
    let made = desk.task_force.post("/openings", desk.opening()).expect(201);
    assert_eq!(made.json["blind_review"], false, "unless told otherwise");
    let path = format!("/openings/{}", made.id());
    let changed = desk.task_force.patch(&path, json!({ "blind_review": true })).expect(200);
    assert_eq!(changed.json["blind_review"], true);
    desk.task_force.patch(&path, json!({ "title": "Another" })).expect(200);
    assert_eq!(
        desk.task_force.get(&path).expect(200).json["blind_review"],
        true,
        "what is absent is unchanged"
    );
    for wrong in [json!(null), json!("yes")] {
        desk.task_force.patch(&path, json!({ "blind_review": wrong })).expect(422);
    }
    desk.task_force.act(&format!("{path}/publish")).expect(200);
    desk.task_force.patch(&path, json!({ "blind_review": false })).expect(409);
    let public = network.anonymous.get(&format!("/public/openings/{}", made.id())).expect(200).json;
    assert_eq!(public["blind_review"], true, "applicants are told");
});

both!(an_application_keeps_its_number, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published_blind();
    for name in ["Ana", "Bo"] {
        apply(network, &opening, name, &format!("{name}@x.example").to_lowercase());
    }
    let (one, two) =
        (network.in_region(Role::Reviewer, &desk.region), network.in_region(Role::Reviewer, &desk.region));
    desk.assign(&opening, &[&one, &two]);
    let reason = json!({ "reason": "Not this time." });
    desk.task_force
        .post(&format!("/applications/{}/decline", desk.applications(&opening)[0]), reason)
        .expect(200);
    apply(network, &opening, "Cy", "cy@x.example");
    desk.assign(&opening, &[&one, &two]);
    let labels = |client: &Client| -> Vec<String> {
        let list = client.get(&format!("/openings/{opening}/applications")).expect(200).items();
        list.iter().map(|a| a["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(labels(&one), ["Application 1", "Application 2", "Application 3"]);
    assert_eq!(labels(&two), labels(&one), "the same for everybody");
    let second = desk.published_blind();
    apply(network, &second, "Di", "di@x.example");
    desk.assign(&second, &[&one, &two]);
    let list = one.get(&format!("/openings/{second}/applications")).expect(200).items();
    assert_eq!(list[0]["name"], "Application 1", "each opening counts for itself");
});
