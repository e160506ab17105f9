//! What the panel gives, own scores first.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{Search, choose};
use crate::both;
use crate::support::{Client, Network};

/// One applicant's interview with Rosa and Ravi, booked for 2027-03-03T10:00 in Chicago.
fn booked(network: &Network) -> (Search, String) {
    let search = Search::with_applicants(network, 1);
    let mut slot = search.slot("2027-03-03T10:00");
    slot["panel_ids"] = json!([search.rosa.person_id, search.ravi.person_id]);
    let slot = search.add(slot).expect(201).id();
    search.invite(&search.applications).expect(200);
    search.holders(network)[0].post("/public/interview/book", choose(&slot, "America/Denver")).expect(200);
    let id = search.interviews()[0]["id"].as_str().unwrap().to_owned();
    (search, id)
}

fn scores(criteria: &[String], given: &[i32]) -> Value {
    let scores: Vec<Value> = criteria
        .iter()
        .zip(given)
        .map(|(criterion, score)| json!({ "criterion_id": criterion, "score": score }))
        .collect();
    json!({ "scores": scores, "notes": "Plain answers." })
}

/// The same people, signed in anew: access tokens last a quarter of an hour.
fn anew(network: &Network, search: &mut Search) {
    let email = |person: &Client| {
        network.operator(|work| {
            let id = person.person_id.parse().unwrap();
            Ok(perennial::identity::contacts(work.conn, &[id])?.remove(&id).unwrap().email)
        })
    };
    let (rosa, ravi) = (email(&search.rosa), email(&search.ravi));
    search.rosa = network.sign_in(&rosa);
    search.ravi = network.sign_in(&ravi);
    search.desk.task_force = network.task_force();
}

both!(the_panel_scores_after_it_began_own_scores_first, |network| {
    let (mut search, id) = booked(network);
    let criteria = search.desk.criteria(&search.opening);
    let (score, list) = (format!("/interviews/{id}/score"), format!("/interviews/{id}/scores"));
    let early = search.rosa.put(&score, scores(&criteria, &[5, 5, 5])).expect(409);
    assert!(early.text.contains("not begun"), "{}", early.text);
    network.advance(TimeDelta::days(2) + TimeDelta::hours(4));
    anew(network, &mut search);
    let wrong = json!({ "scores": [
        { "criterion_id": criteria[0], "score": 5 }, { "criterion_id": criteria[0], "score": 4 },
        { "criterion_id": search.opening, "score": 3 },
    ], "notes": "" });
    assert_eq!(
        search.rosa.put(&score, wrong).expect(422).pointers(),
        ["/scores/1/criterion_id", "/scores/2/criterion_id"]
    );
    let first = search.rosa.change("PUT", &score, "\"0\"", scores(&criteria, &[5, 3])).expect(200);
    assert_eq!(first.json["version"], 1);
    search.rosa.change("PUT", &score, "\"0\"", scores(&criteria, &[5, 3])).expect(412);
    let interview = &search.interviews()[0];
    assert_eq!(interview["state"], "held", "a score says that it was held");
    assert_eq!((interview["weighted_mean"].as_f64(), interview["scores"].as_i64()), (Some(4.1429), Some(1)));
    assert_eq!(interview["missing_scores"], 4, "one of Rosa's, three of Ravi's");
    let given: Vec<bool> =
        interview["panel"].as_array().unwrap().iter().map(|p| p["scored"].as_bool().unwrap()).collect();
    assert_eq!(given.iter().filter(|scored| **scored).count(), 1);
    // Ravi sees that Rosa has scored and not what, until he has.
    let seen = search.ravi.get(&list).expect(200);
    assert_eq!((seen.items().len(), seen.json["withheld"].as_bool()), (0, Some(true)));
    let detail = search.ravi.get(&format!("/interviews/{id}")).expect(200).json;
    assert_eq!(
        (detail["interview"]["weighted_mean"].is_null(), detail["on_panel"].as_bool()),
        (true, Some(true))
    );
    assert_eq!(detail["experience"], "Nine years.");
    search.ravi.put(&score, scores(&criteria, &[3, 3, 3])).expect(200);
    let seen = search.ravi.get(&list).expect(200);
    assert_eq!((seen.items().len(), seen.json["withheld"].as_bool()), (2, Some(false)));
    assert_eq!(search.desk.task_force.get(&list).expect(200).items().len(), 2, "those who decide read all");
    // Reviews and interviews are kept apart.
    let ranking = search.desk.task_force.get(&format!("/openings/{}/ranking", search.opening)).expect(200);
    assert!(ranking.items()[0]["weighted_mean"].is_null(), "nobody reviewed");
});

both!(only_the_panel_scores_and_only_it_and_those_who_decide_read, |network| {
    let (mut search, id) = booked(network);
    network.advance(TimeDelta::days(2) + TimeDelta::hours(4));
    anew(network, &mut search);
    let criteria = search.desk.criteria(&search.opening);
    let score = format!("/interviews/{id}/score");
    search.desk.task_force.put(&score, scores(&criteria, &[5, 5, 5])).expect(404);
    let outsider = network.in_region(perennial::platform::auth::Role::Reviewer, &search.desk.region);
    for path in [
        format!("/interviews/{id}"),
        format!("/interviews/{id}/scores"),
        format!("/interviews/{id}/calendar.ics"),
    ] {
        outsider.get(&path).expect(404);
        network.nobody().get(&path).expect(403);
        network.anonymous.get(&path).expect(401);
    }
    outsider.put(&score, scores(&criteria, &[5, 5, 5])).expect(404);
    outsider.post(&format!("/interviews/{id}/outcome"), json!({ "outcome": "held" })).expect(404);
    assert!(outsider.get("/interviews/mine").expect(200).items().is_empty());
    let mine = search.rosa.get("/interviews/mine").expect(200).items();
    assert_eq!((mine.len(), mine[0]["id"].as_str()), (1, Some(&*id)));
    assert_eq!(mine[0]["time"]["link"], "https://meet.example/room");
});

both!(a_missed_interview_has_no_scores_and_can_be_put_right, |network| {
    let (mut search, id) = booked(network);
    let outcome = format!("/interviews/{id}/outcome");
    let early = search.rosa.post(&outcome, json!({ "outcome": "missed" })).expect(409);
    assert!(early.text.contains("not begun"), "{}", early.text);
    assert_eq!(
        search.rosa.post(&outcome, json!({ "outcome": "forgotten" })).expect(422).pointers(),
        ["/outcome"]
    );
    network.advance(TimeDelta::days(2) + TimeDelta::hours(4));
    anew(network, &mut search);
    let missed = search.rosa.post(&outcome, json!({ "outcome": "missed" })).expect(200).json;
    assert_eq!(missed["state"], "missed");
    let criteria = search.desk.criteria(&search.opening);
    search.rosa.put(&format!("/interviews/{id}/score"), scores(&criteria, &[5, 5, 5])).expect(409);
    search.desk.task_force.post(&outcome, json!({ "outcome": "held" })).expect(200);
    search.desk.task_force.post(&outcome, json!({ "outcome": "missed" })).expect(409);
    search.rosa.put(&format!("/interviews/{id}/score"), scores(&criteria, &[5, 5, 5])).expect(200);
    // What was held is neither moved nor cancelled nor invited again.
    let task_force = &search.desk.task_force;
    task_force.post(&format!("/interviews/{id}/cancel"), json!({})).expect(409);
    task_force.post(&format!("/interviews/{id}/reschedule"), json!({ "slot_id": id })).expect(409);
    search.offer("2027-03-09T10:00");
    assert_eq!(search.invite(&search.applications).expect(422).pointers(), ["/application_ids/0"]);
});
