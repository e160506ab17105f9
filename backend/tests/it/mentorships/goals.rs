use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::happened;
use crate::both;
use crate::matching::Season;

both!(goals_are_moved_by_either_and_their_history_is_kept, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let list = format!("/pairings/{pairing}/goals");
    let made = mentee.post(&list, json!({ "title": " Write a grant ", "due_on": "2027-02-01" })).expect(201);
    let goal = format!("/goals/{}", made.id());
    assert_eq!((&made.json["title"], &made.json["overdue"]), (&json!("Write a grant"), &json!(true)));
    mentor.post(&format!("{goal}/progress"), json!({ "note": "a most private worry" })).expect(200);
    mentee.change("PATCH", &goal, "\"1\"", json!({ "due_on": null })).expect(412);
    let changed = mentee.patch(&goal, json!({ "due_on": null })).expect(200).json;
    assert_eq!((&changed["due_on"], &changed["overdue"]), (&json!(null), &json!(false)));
    let done = mentor.post(&format!("{goal}/progress"), json!({ "state": "done" })).expect(200).json;
    assert_eq!(done["state"], "done");
    mentee.post(&format!("{goal}/progress"), json!({ "state": "done" })).expect(409);
    mentee.post(&format!("{goal}/progress"), json!({ "state": "open", "note": "Not quite." })).expect(200);
    mentee.post(&format!("{goal}/progress"), json!({ "state": "dropped" })).expect(200);
    let history = mentor.get(&format!("{goal}/history")).expect(200).items();
    let what: Vec<&str> = history.iter().map(|step| step["what"].as_str().unwrap()).collect();
    assert_eq!(what, ["created", "noted", "changed", "done", "reopened", "dropped"]);
    assert_eq!(history[1]["note"], "a most private worry");
    // The coordinator sees what and when, the words of the two are theirs.
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    assert_eq!(coordinator.get(&list).expect(200).items()[0]["title"], "Write a grant");
    let admin = network.admin();
    for (reader, path) in [
        (&coordinator, format!("{goal}/history")),
        (&season.task_force, format!("{goal}/history")),
        (&admin, "/events?limit=200".to_owned()),
        (&admin, "/audit-entries?limit=200".to_owned()),
    ] {
        let text = reader.get(&path).expect(200).text;
        assert!(!text.contains("worry") && !text.contains("Not quite"), "{text}");
    }
});

both!(only_the_two_change_goals_while_their_pairing_lasts, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let list = format!("/pairings/{pairing}/goals");
    let goal = format!("/goals/{}", mentor.post(&list, json!({ "title": "A" })).expect(201).id());
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    for other in [&coordinator, &season.task_force, &network.nobody()] {
        other.post(&list, json!({ "title": "B" })).expect(404);
        other.change("PATCH", &goal, "*", json!({ "title": "B" })).expect(404);
        other.post(&format!("{goal}/progress"), json!({ "state": "done" })).expect(404);
    }
    network.in_region(Role::Coordinator, &season.west).get(&goal).expect(404);
    let wrong = |body: Value| mentor.post(&list, body).expect(422).pointers();
    assert_eq!(wrong(json!({ "title": " " })), ["/title"]);
    assert_eq!(wrong(json!({ "title": "x".repeat(301), "due_on": "2027-13-01" })), ["/due_on"]);
    assert_eq!(wrong(json!({ "title": "x".repeat(301), "due_on": "2500-01-01" })), ["/due_on", "/title"]);
    mentor.post(&format!("{goal}/progress"), json!({})).expect(422);
    mentor.post(&format!("{goal}/progress"), json!({ "state": "asleep" })).expect(422);
    for n in 1..30 {
        mentor.post(&list, json!({ "title": format!("Goal {n}") })).expect(201);
    }
    mentor.post(&list, json!({ "title": "One too many" })).expect(409);
    mentor.post(&format!("/pairings/{pairing}/end"), json!({ "reason": "moved" })).expect(200);
    mentor.post(&format!("{goal}/progress"), json!({ "state": "done" })).expect(409);
    mentor.post(&list, json!({ "title": "Too late" })).expect(409);
});

both!(what_both_have_signed_becomes_goals_once, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let path = format!("/pairings/{pairing}/agreement");
    let list = format!("/pairings/{pairing}/goals");
    mentor.post(&list, json!({ "title": "A grant" })).expect(201);
    let sign = |goals: Value| {
        let terms = json!({ "goals": goals, "cadence": "monthly", "confidentiality": "Ours.",
            "ends_on": "2027-08-01" });
        let written = mentor.put(&path, terms).expect(200).json;
        for one in [&mentor, &mentee] {
            one.post(&format!("{path}/sign"), json!({ "terms_digest": written["terms_digest"] })).expect(200);
        }
    };
    sign(json!(["A grant", "A talk"]));
    sign(json!(["A grant", "A talk", "A paper"]));
    let goals = mentee.get(&list).expect(200).items();
    let titles: Vec<&str> = goals.iter().map(|goal| goal["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["A grant", "A talk", "A paper"]);
    assert_eq!((&goals[0]["from_agreement"], &goals[1]["from_agreement"]), (&json!(false), &json!(true)));
    let created = happened(network).iter().filter(|(kind, ..)| kind == "goal.created").count();
    assert_eq!(created, 3, "those of the agreement too");
});

both!(goals_follow_what_is_agreed_each_once_and_within_the_limit, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let path = format!("/pairings/{pairing}/agreement");
    let list = format!("/pairings/{pairing}/goals");
    let terms = |goals: Value| json!({ "goals": goals, "cadence": "monthly", "confidentiality": "Ours.", "ends_on": "2027-08-01" });
    let sign = |goals: Value| {
        let written = mentor.put(&path, terms(goals)).expect(200).json;
        for one in [&mentor, &mentee] {
            one.post(&format!("{path}/sign"), json!({ "terms_digest": written["terms_digest"] })).expect(200);
        }
    };
    let goals = || -> Vec<(String, String, bool)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let all = mentee.get(&format!("{list}?limit=200")).expect(200).items();
        all.iter().map(|g| (text(&g["title"]), text(&g["state"]), g["from_agreement"] == true)).collect()
    };
    let goal = |title: &str, state: &str, agreed| (title.to_owned(), state.to_owned(), agreed);
    sign(json!(["A talk", "A talk", " A talk ", "A paper"]));
    assert_eq!(goals(), [goal("A talk", "open", true), goal("A paper", "open", true)]);
    // One whose words were changed is the same one.
    let talk = mentor.get(&list).expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    mentor.patch(&format!("/goals/{talk}"), json!({ "title": "A longer talk" })).expect(200);
    sign(json!(["A talk", "A book"]));
    assert_eq!(
        goals(),
        [
            goal("A longer talk", "open", true),
            goal("A paper", "dropped", false),
            goal("A book", "open", true)
        ]
    );
    sign(json!(["A paper"]));
    assert_eq!(
        goals(),
        [
            goal("A longer talk", "dropped", false),
            goal("A paper", "open", true),
            goal("A book", "dropped", false)
        ]
    );
    for n in 1..30 {
        mentor.post(&list, json!({ "title": format!("Goal {n}") })).expect(201);
    }
    let refused = mentor.put(&path, terms(json!(["A paper", "One more"]))).expect(422);
    assert_eq!(
        (refused.pointers(), &refused.json["errors"][0]["code"]),
        (vec!["/goals".to_owned()], &json!("too_many"))
    );
    mentor.post(&format!("/goals/{talk}/progress"), json!({ "state": "open" })).expect(409);
    sign(json!(["One more"]));
    assert_eq!(goals().iter().filter(|(_, state, _)| state == "open").count(), 30);
});
