//! What other weights would change in a ranking.

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::{Desk, apply, review};
use crate::both;
use crate::support::{Client, Network};

/// Three applications, two reviewers; Ana is stronger in experience, Bo in leadership, Cy in nothing.
fn scored(network: &Network) -> (Desk, String, Vec<Client>) {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    for name in ["Ana", "Bo", "Cy"] {
        apply(network, &opening, name, &format!("{name}@x.example").to_lowercase());
    }
    let reviewers: Vec<Client> = (0..2).map(|_| network.in_region(Role::Reviewer, &desk.region)).collect();
    desk.assign(&opening, &[&reviewers[0], &reviewers[1]]);
    let criteria = desk.criteria(&opening);
    let applications = desk.applications(&opening);
    for (application, scores) in applications.iter().zip([[5, 3, 3], [3, 5, 3], [1, 1, 1]]) {
        for reviewer in &reviewers {
            let path = format!("/applications/{application}/review");
            reviewer.put(&path, review(&criteria, &scores)).expect(200);
        }
    }
    (desk, opening, reviewers)
}

fn ranks(ranking: &Value) -> Vec<(String, Value, Value, Value)> {
    let items = ranking["items"].as_array().unwrap();
    let name = |item: &Value| item["name"].as_str().unwrap().to_owned();
    items
        .iter()
        .map(|i| (name(i), i["rank"].clone(), i["opening_rank"].clone(), i["place"].clone()))
        .collect()
}

both!(other_weights_are_answered_beside_the_openings_own, |network| {
    let (desk, opening, _) = scored(network);
    let path = format!("/openings/{opening}/ranking");
    let own = desk.task_force.get(&path).expect(200).json;
    assert_eq!(own["other_weights"], false);
    let row = |name: &str, rank, own, place: &str| (name.to_owned(), json!(rank), json!(own), json!(place));
    assert_eq!(ranks(&own), [row("Ana", 1, 1, "above"), row("Bo", 2, 2, "below"), row("Cy", 3, 3, "below")]);

    let asked = desk.task_force.get(&format!("{path}?weights=experience:20,leadership:50")).expect(200).json;
    assert_eq!(asked["other_weights"], true);
    assert_eq!(
        ranks(&asked),
        [row("Bo", 1, 2, "above"), row("Ana", 2, 1, "below"), row("Cy", 3, 3, "below")]
    );
    // 0.2 * 3 + 0.5 * 5 + 0.3 * 3, and 0.4 * 3 + 0.3 * 5 + 0.3 * 3
    assert_eq!(asked["items"][0]["weighted_mean"], 4.0);
    assert_eq!(asked["items"][0]["opening_weighted_mean"], 3.6);
    let weights: Vec<(i64, i64)> = asked["weights"]
        .as_array()
        .unwrap()
        .iter()
        .map(|w| (w["weight"].as_i64().unwrap(), w["opening_weight"].as_i64().unwrap()))
        .collect();
    assert_eq!(weights, [(20, 40), (50, 30), (30, 30)]);
    assert_eq!(desk.task_force.get(&path).expect(200).json, own, "nothing is changed");

    let tied = desk.task_force.get(&format!("{path}?weights=leadership:40&seats=1")).expect(200).json;
    assert_eq!(
        ranks(&tied),
        [row("Ana", 1, 1, "at_the_line"), row("Bo", 1, 2, "at_the_line"), row("Cy", 3, 3, "below")]
    );
    let two = desk.task_force.get(&format!("{path}?weights=leadership:40&seats=2")).expect(200).json;
    assert_eq!(two["items"][0]["place"], "above");
});

both!(weights_that_are_not_right_name_the_parameter, |network| {
    let (desk, opening, reviewers) = scored(network);
    let path = format!("/openings/{opening}/ranking");
    for (query, code) in [
        ("charm:5", "unknown"),
        ("experience:101", "range"),
        ("experience:-1", "range"),
        ("experience:many", "range"),
        ("experience", "shape"),
        ("experience:1,experience:2", "duplicate"),
        ("experience:0,leadership:0,commitment:0", "empty"),
    ] {
        let refused = desk.task_force.get(&format!("{path}?weights={query}")).expect(422);
        assert_eq!(refused.pointers(), ["/weights"], "{query}");
        assert_eq!(refused.json["errors"][0]["code"], code, "{query}");
    }
    for query in ["seats=0", "seats=51", "seats=two", "weights=", "weight=experience:5"] {
        desk.task_force.get(&format!("{path}?{query}")).expect(400);
    }
    reviewers[0].get(&format!("{path}?weights=experience:50")).expect(403);
});

both!(what_would_change_the_order_at_the_line_is_told, |network| {
    let (desk, opening, reviewers) = scored(network);
    let path = format!("/openings/{opening}/ranking");
    // 5 3 3 against 3 5 3: with 30 for experience and 35 for leadership Bo leads.
    let line = desk.task_force.get(&path).expect(200).json["line"].clone();
    assert_eq!((line["seats"].as_i64(), line["reviewers_left_out"].as_i64()), (Some(1), Some(2)));
    assert_eq!(line["weights_tried"], 6);
    let changes = line["changes"].as_array().unwrap();
    let said: Vec<(&str, &str, i64)> = changes
        .iter()
        .map(|c| {
            (
                c["cause"].as_str().unwrap(),
                c["criterion_code"].as_str().unwrap(),
                c["points"].as_i64().unwrap(),
            )
        })
        .collect();
    // Leadership at 40 leaves experience 34.3.
    assert_eq!(said, [("weight", "experience", -10), ("weight", "leadership", 10)]);
    let moved = changes[0]["moved"].as_array().unwrap();
    let across: Vec<(&str, &str, &str)> = moved
        .iter()
        .map(|m| (m["name"].as_str().unwrap(), m["from"].as_str().unwrap(), m["to"].as_str().unwrap()))
        .collect();
    assert_eq!(across, [("Ana", "above", "below"), ("Bo", "below", "above")]);

    // Now one reviewer alone keeps Ana ahead.
    let criteria = desk.criteria(&opening);
    let applications = desk.applications(&opening);
    reviewers[1]
        .put(&format!("/applications/{}/review", applications[1]), review(&criteria, &[4, 5, 3]))
        .expect(200);
    reviewers[0]
        .put(&format!("/applications/{}/review", applications[1]), review(&criteria, &[3, 4, 3]))
        .expect(200);
    let line = desk.task_force.get(&path).expect(200).json["line"].clone();
    let without: Vec<&str> = line["changes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|c| c["cause"] == "without_reviewer")
        .map(|c| c["reviewer_id"].as_str().unwrap())
        .collect();
    // Without the first, Bo has 4 5 3 (4.0) against Ana's 5 3 3 (3.8); without the second 3 4 3 (3.3).
    assert_eq!(without, [reviewers[0].person_id.as_str()]);
    let enough = desk.task_force.get(&format!("{path}?seats=3")).expect(200).json["line"].clone();
    assert_eq!(enough["changes"], json!([]), "there is a seat for everybody");
});

both!(a_declined_application_takes_no_seat, |network| {
    let (desk, opening, _) = scored(network);
    let first = desk.applications(&opening).remove(0);
    let reason = json!({ "reason": "Cannot move." });
    desk.task_force.post(&format!("/applications/{first}/decline"), reason).expect(200);
    let ranking = desk.task_force.get(&format!("/openings/{opening}/ranking")).expect(200).json;
    let places: Vec<(&str, Value)> = ranking["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| (i["name"].as_str().unwrap(), i["place"].clone()))
        .collect();
    assert_eq!(places, [("Ana", Value::Null), ("Bo", json!("above")), ("Cy", json!("below"))]);
});
