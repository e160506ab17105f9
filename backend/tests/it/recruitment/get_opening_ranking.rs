use perennial::identity::grant_role;
use perennial::platform::auth::{Role, ScopeKind};
use serde_json::{Value, json};

use super::{Desk, apply, review};
use crate::both;
use crate::support::Client;

both!(the_ranking_shows_ties_and_what_is_missing, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    for name in ["Ana", "Bo", "Cy", "Di"] {
        apply(network, &opening, name, &format!("{name}@x.example").to_lowercase());
    }
    let reviewers: Vec<Client> = (0..2).map(|_| network.in_region(Role::Reviewer, &desk.region)).collect();
    let ids: Vec<&str> = reviewers.iter().map(|r| r.person_id.as_str()).collect();
    desk.task_force
        .post(&format!("/openings/{opening}/reviewers"), json!({ "reviewer_ids": ids }))
        .expect(200);
    let criteria = desk.criteria(&opening);
    let applications = desk.applications(&opening);
    let give = |reviewer: usize, application: usize, scores: &[i32]| {
        let path = format!("/applications/{}/review", applications[application]);
        reviewers[reviewer].put(&path, review(&criteria, scores)).expect(200);
    };
    // Ana: 0.4 * 4.5 + 0.3 * 3.5 + 0.3 * 4.5 = 4.2; Bo and Cy: 3 each; Di: nobody has scored.
    give(0, 0, &[5, 3, 4]);
    give(1, 0, &[4, 4, 5]);
    give(0, 1, &[3, 3, 3]);
    give(1, 1, &[3, 3, 3]);
    give(1, 2, &[3, 3]);
    let ranking = desk.task_force.get(&format!("/openings/{opening}/ranking")).expect(200).items();
    let seen: Vec<(&str, Value, bool, Value, i64)> = ranking
        .iter()
        .map(|r| {
            (
                r["name"].as_str().unwrap(),
                r["rank"].clone(),
                r["tied"].as_bool().unwrap(),
                r["weighted_mean"].clone(),
                r["missing_scores"].as_i64().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("Ana", json!(1), false, json!(4.2), 0),
            ("Bo", json!(2), true, json!(3.0), 0),
            ("Cy", json!(2), true, json!(3.0), 4),
            ("Di", Value::Null, false, Value::Null, 6),
        ]
    );
    assert_eq!(ranking[2]["criteria"][2]["n"], 0);
    assert!(ranking[2]["criteria"][2]["mean"].is_null());
});

both!(who_decides_and_reviews_sees_figures_after_their_own_scores, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    apply(network, &opening, "Ana", "ana@x.example");
    let other = network.in_region(Role::Reviewer, &desk.region);
    let both = network.task_force();
    network.operator(|work| {
        grant_role(work, both.person_id.parse().unwrap(), Role::Reviewer, ScopeKind::Network, None)
    });
    let ids = [&other.person_id, &both.person_id];
    desk.task_force
        .post(&format!("/openings/{opening}/reviewers"), json!({ "reviewer_ids": ids }))
        .expect(200);
    let criteria = desk.criteria(&opening);
    let path = format!("/applications/{}/review", desk.applications(&opening)[0]);
    other.put(&path, review(&criteria, &[4, 4, 4])).expect(200);
    let ranked = |client: &Client| client.get(&format!("/openings/{opening}/ranking")).expect(200).items();
    let before = ranked(&both);
    assert_eq!(before[0]["withheld"], true);
    assert!(before[0]["weighted_mean"].is_null() && before[0]["rank"].is_null());
    assert_eq!(before[0]["criteria"], json!([]));
    assert_eq!(ranked(&desk.task_force)[0]["weighted_mean"], 4.0);
    both.put(&path, review(&criteria, &[2, 2, 2])).expect(200);
    assert_eq!(ranked(&both)[0]["weighted_mean"], 3.0);
});
