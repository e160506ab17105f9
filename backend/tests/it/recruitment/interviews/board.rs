//! The board tells how far each application is with its interview.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{Search, choose};
use crate::both;
use crate::support::{Client, Network};

/// What the board says of each application's interview, in the order of arrival.
fn board(client: &Client, search: &Search) -> Vec<Value> {
    let path = format!("/openings/{}/applications?limit=200", search.opening);
    client.get(&path).expect(200).items().into_iter().map(|one| one["interview"].clone()).collect()
}

fn stages(search: &Search) -> Vec<Value> {
    board(&search.desk.task_force, search).into_iter().map(|one| one["stage"].clone()).collect()
}

fn anew(network: &Network, search: &mut Search) {
    let (rosa, ravi) = (address(network, &search.rosa), address(network, &search.ravi));
    search.rosa = network.sign_in(&rosa);
    search.ravi = network.sign_in(&ravi);
    search.desk.task_force = network.task_force();
}

fn address(network: &Network, person: &Client) -> String {
    network.operator(|work| {
        let id = person.person_id.parse().unwrap();
        Ok(perennial::identity::contacts(work.conn, &[id])?.remove(&id).unwrap().email)
    })
}

both!(an_interview_goes_over_the_board_from_invited_to_scored, |network| {
    let mut search = Search::with_applicants(network, 3);
    assert_eq!(stages(&search), [Value::Null, Value::Null, Value::Null]);
    let mut slot = search.slot("2027-03-03T10:00");
    slot["panel_ids"] = json!([search.rosa.person_id, search.ravi.person_id]);
    let first = search.add(slot).expect(201).id();
    let second = search.offer("2027-03-03T11:00");
    search.invite(&search.applications[..2]).expect(200);
    assert_eq!(stages(&search), [json!("invited"), json!("invited"), Value::Null]);
    let told = board(&search.desk.task_force, &search).remove(0);
    assert_eq!((&told["starts_at"], &told["panel"], &told["scored"]), (&Value::Null, &json!(0), &json!(0)));

    let holders = search.holders(network);
    holders[0].post("/public/interview/book", choose(&first, "America/Denver")).expect(200);
    holders[1].post("/public/interview/book", choose(&second, "America/Denver")).expect(200);
    let told = board(&search.desk.task_force, &search).remove(0);
    assert_eq!(told["stage"], "booked");
    assert_eq!((&told["starts_at"], &told["panel"]), (&json!("2027-03-03T16:00:00Z"), &json!(2)));
    assert_eq!(told["interview_id"], search.interviews()[0]["id"]);

    network.advance(TimeDelta::days(2) + TimeDelta::hours(6));
    anew(network, &mut search);
    let ids: Vec<String> =
        search.interviews().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
    let missed = json!({ "outcome": "missed" });
    search.rosa.post(&format!("/interviews/{}/outcome", ids[1]), missed).expect(200);
    let criteria = search.desk.criteria(&search.opening);
    let scores = json!({ "scores": [{ "criterion_id": criteria[0], "score": 4 }], "notes": "" });
    let score = format!("/interviews/{}/score", ids[0]);
    search.rosa.put(&score, scores.clone()).expect(200);
    assert_eq!(stages(&search), [json!("held"), json!("missed"), Value::Null], "Ravi has not scored");
    search.ravi.put(&score, scores).expect(200);
    assert_eq!(stages(&search), [json!("scored"), json!("missed"), Value::Null]);
    let told = board(&search.desk.task_force, &search).remove(0);
    assert_eq!((&told["scored"], &told["panel"]), (&json!(2), &json!(2)));
});

both!(what_is_called_off_is_shown_so_and_reviewers_see_no_interviews, |network| {
    let search = Search::with_applicants(network, 1);
    let slot = search.offer("2027-03-09T10:00");
    search.invite(&search.applications).expect(200);
    search.holders(network)[0].post("/public/interview/book", choose(&slot, "America/Denver")).expect(200);
    assert_eq!(board(&search.rosa, &search), [Value::Null], "it is arranged by those who decide");
    let id = search.interviews()[0]["id"].as_str().unwrap().to_owned();
    search.desk.task_force.post(&format!("/interviews/{id}/cancel"), json!({})).expect(200);
    let told = board(&search.desk.task_force, &search).remove(0);
    assert_eq!(
        (&told["stage"], &told["starts_at"], &told["panel"]),
        (&json!("cancelled"), &Value::Null, &json!(0))
    );
});
