//! Who may review, how far each is, how hard each marks.

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::{Desk, apply, review};
use crate::both;
use crate::support::Client;

both!(progress_recusals_and_load_are_told_for_each_reviewer, |network| {
    let desk = Desk::in_region(network, "03");
    let (opening, other) = (desk.published(), desk.published());
    for name in ["Ana", "Bo"] {
        let email = format!("{name}@x.example").to_lowercase();
        apply(network, &opening, name, &email);
        apply(network, &other, name, &email);
    }
    let (one, two) =
        (network.in_region(Role::Reviewer, &desk.region), network.in_region(Role::Reviewer, &desk.region));
    let idle = network.in_region(Role::Reviewer, &desk.region);
    let elsewhere = network.in_region(Role::Reviewer, &network.region("08"));
    desk.assign(&opening, &[&one, &two]);
    desk.assign(&other, &[&one, &two]);
    let criteria = desk.criteria(&opening);
    let applications = desk.applications(&opening);
    one.put(&format!("/applications/{}/review", applications[0]), review(&criteria, &[4, 4, 4])).expect(200);
    let reason = json!({ "reason": "Friends." });
    one.post(&format!("/applications/{}/recuse", applications[1]), reason).expect(204);

    let list = || desk.task_force.get(&format!("/openings/{opening}/reviewers")).expect(200).items();
    let of = |reviewer: &Client| -> Value {
        list().into_iter().find(|r| r["reviewer_id"] == reviewer.person_id.as_str()).unwrap()
    };
    let counts = |reviewer: &Client| -> Vec<i64> {
        let found = of(reviewer);
        ["assigned", "reviewed", "waiting", "recused", "waiting_elsewhere"]
            .iter()
            .map(|name| found[name].as_i64().unwrap())
            .collect()
    };
    assert_eq!(counts(&one), [1, 1, 0, 1, 2]);
    assert_eq!(counts(&two), [2, 0, 2, 0, 2]);
    assert_eq!(counts(&idle), [0, 0, 0, 0, 0]);
    assert_eq!((of(&idle)["may_review"].as_bool(), of(&idle)["severity"].is_null()), (Some(true), true));
    assert!(
        list().iter().all(|r| r["reviewer_id"] != elsewhere.person_id.as_str()),
        "no reviewer of this region"
    );
    assert!(of(&one)["severity"].is_null(), "there is nobody to compare with yet");

    two.put(&format!("/applications/{}/review", applications[0]), review(&criteria, &[5, 3, 5])).expect(200);
    let severity = of(&one)["severity"].clone();
    assert_eq!((severity["scores"].as_i64(), severity["applications"].as_i64()), (Some(3), Some(1)));
    assert_eq!((severity["mean"].as_f64(), severity["others_mean"].as_f64()), (Some(4.0), Some(4.3333)));
    assert_eq!(severity["difference"].as_f64(), Some(-0.3333));
    assert_eq!(of(&two)["severity"]["difference"].as_f64(), Some(0.3333));
    two.get(&format!("/openings/{opening}/reviewers")).expect(403);
});

both!(a_decided_application_waits_for_nobody, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    apply(network, &opening, "Ana", "ana@x.example");
    let (one, two) =
        (network.in_region(Role::Reviewer, &desk.region), network.in_region(Role::Reviewer, &desk.region));
    desk.assign(&opening, &[&one, &two]);
    let application = desk.applications(&opening).remove(0);
    let reason = json!({ "reason": "Late." });
    desk.task_force.post(&format!("/applications/{application}/decline"), reason).expect(200);
    let list = desk.task_force.get(&format!("/openings/{opening}/reviewers")).expect(200).items();
    let mine = list.iter().find(|r| r["reviewer_id"] == one.person_id.as_str()).unwrap();
    assert_eq!((mine["assigned"].as_i64(), mine["waiting"].as_i64()), (Some(1), Some(0)));
});
