use chrono::TimeDelta;
use perennial::network::TermState;
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::{coordinator, seat, term, with_criteria};
use crate::both;

both!(a_guide_holds_the_role_or_founds_it, |network| {
    with_criteria(network);
    let task_force = network.task_force();
    let ben = coordinator(network, "03");
    let seat = seat(network, "03");
    let first = term(network, seat, &ben, -100, 100, &[TermState::Active]);
    let at = format!("/terms/{first}/guide");
    let nobody = network.nobody();
    let guide = |id: &str| task_force.post(&at, json!({ "guide_id": id }));
    assert_eq!(guide(&nobody.person_id).expect(422).pointers(), ["/guide_id"]);
    assert_eq!(guide(&ben.person_id).expect(422).pointers(), ["/guide_id"]);
    assert_eq!(guide("01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f").expect(422).pointers(), ["/guide_id"]);
    ben.post(&at, json!({ "guide_id": nobody.person_id })).expect(403);

    let founding =
        task_force.post(&at, json!({ "guide_id": nobody.person_id, "founding": true })).expect(201);
    assert_eq!((&founding.json["founding"], &founding.json["ended_on"]), (&json!(true), &Value::Null));
    let grants = network.admin().get(&format!("/grants?person_id={}", nobody.person_id)).expect(200).items();
    assert_eq!(grants[0]["role"], "guide");
    guide(&nobody.person_id).expect(409);

    let other = network.in_region(Role::Guide, &network.region("08"));
    let taken_over = guide(&other.person_id).expect(201);
    let listed = ben.get(&format!("/guideships?term_id={first}")).expect(200).items();
    assert_eq!(listed.len(), 2);
    assert_eq!(listed[0]["ended_on"], "2027-03-01", "the first guide stepped back");
    assert_eq!(listed[1], taken_over.json);
    let open = ben.get("/guideships?open=true").expect(200).items();
    assert_eq!(open, [taken_over.json]);
    assert!(coordinator(network, "08").get("/guideships").expect(200).items().is_empty());

    task_force
        .post(&format!("/terms/{first}/graduate"), json!({ "override_reason": "First of all." }))
        .expect(201);
    let ended = ben.get(&format!("/guideships?term_id={first}")).expect(200).items();
    assert!(ended.iter().all(|guideship| guideship["ended_on"] == "2027-03-01"), "{ended:?}");
    guide(&nobody.person_id).expect(409);
    let cleo = coordinator(network, "03");
    let next = term(network, seat, &cleo, 100, 400, &[]);
    let late = json!({ "guide_id": network.nobody().person_id, "founding": true });
    let refused = task_force.post(&format!("/terms/{next}/guide"), late).expect(409);
    assert!(refused.json["detail"].as_str().unwrap().contains("graduated"), "{}", refused.text);
    let graduate =
        task_force.post(&format!("/terms/{next}/guide"), json!({ "guide_id": ben.person_id })).expect(201);
    assert_eq!(
        (&graduate.json["founding"], &graduate.json["coordinator_id"]),
        (&json!(false), &json!(cleo.person_id))
    );
});

both!(a_guideship_ends_with_the_term, |network| {
    let task_force = network.task_force();
    let ben = coordinator(network, "03");
    let first = term(network, seat(network, "03"), &ben, -100, 10, &[TermState::Active]);
    let body = json!({ "guide_id": network.nobody().person_id, "founding": true });
    task_force.post(&format!("/terms/{first}/guide"), body.clone()).expect(201);
    network.advance(TimeDelta::days(11));
    let task_force = network.task_force();
    let listed = task_force.get("/guideships").expect(200).items();
    assert_eq!(listed[0]["ended_on"], "2027-03-11");
    assert!(task_force.get("/guideships?open=true").expect(200).items().is_empty());
    task_force.post(&format!("/terms/{first}/guide"), body).expect(409);
});
