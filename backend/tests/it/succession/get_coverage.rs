use perennial::network::TermState;
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::{coordinator, day, seat, term, with_criteria};
use crate::both;
use crate::support::{Client, Network};

fn region<'a>(coverage: &'a Value, code: &str) -> &'a Value {
    let regions = coverage["regions"].as_array().unwrap();
    regions.iter().find(|region| region["code"] == code).unwrap()
}

fn next_days(network: &Network, client: &Client, n: u64) -> Value {
    let (from, to) = (day(network, 0), day(network, n));
    client.get(&format!("/coverage?from={from}&to={to}")).expect(200).json
}

both!(coverage_tells_who_has_a_seat_until_when, |network| {
    let task_force = network.task_force();
    let (ana, ben) = (coordinator(network, "03"), coordinator(network, "03"));
    let lakes = seat(network, "03");
    term(network, lakes, &ana, -100, 40, &[TermState::Active]);
    term(network, lakes, &ben, 60, 400, &[]);
    let plains = seat(network, "04");
    term(network, plains, &coordinator(network, "04"), -100, 300, &[TermState::Active]);
    let west = seat(network, "08");
    term(network, west, &coordinator(network, "08"), -5, 300, &[TermState::Active, TermState::OnLeave]);
    let south = seat(network, "05");
    term(network, south, &coordinator(network, "05"), 10, 300, &[]);

    let seen = next_days(network, &task_force, 100);
    assert_eq!(seen["whole_network"], true);
    assert_eq!((&seen["seats"], &seen["covered_seats"]), (&json!(4), &json!(2)));
    let states: Vec<_> =
        ["03", "04", "08", "05", "01"].iter().map(|c| region(&seen, c)["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["ending_soon", "covered", "uncovered", "in_training", "uncovered"]);
    let lakes = &region(&seen, "03")["seats"][0];
    assert_eq!(lakes["covered_until"], day(network, 40).to_string());
    assert_eq!(lakes["uncovered_days"], 60, "who is in training covers nothing yet");
    let people: Vec<_> =
        lakes["terms"].as_array().unwrap().iter().map(|t| (&t["person_id"], &t["state"])).collect();
    assert_eq!(
        people,
        [(&json!(ana.person_id), &json!("active")), (&json!(ben.person_id), &json!("in_training"))]
    );
    assert_eq!(region(&seen, "08")["seats"][0]["terms"], json!([]), "leave is nobody's business here");
    assert_eq!(seen["uncovered_days"], 60 + 100 + 100);
    let uncovered: Vec<_> = seen["uncovered_seats"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["region_name"].as_str().unwrap())
        .collect();
    assert_eq!(uncovered.len(), 2);
    assert!(uncovered.contains(&"Far West") && uncovered.contains(&"Southeast"), "{uncovered:?}");
    let jurisdictions = seen["jurisdictions"].as_array().unwrap();
    assert_eq!(jurisdictions.len(), 56);
    let ohio = jurisdictions.iter().find(|j| j["code"] == "OH").unwrap();
    assert_eq!(
        (&ohio["state"], &ohio["covered_until"]),
        (&json!("ending_soon"), &json!(day(network, 40).to_string()))
    );
});

both!(who_sees_one_region_reads_its_seats_and_nobody_elsewhere, |network| {
    let (ana, ben) = (coordinator(network, "03"), coordinator(network, "08"));
    term(network, seat(network, "03"), &ana, -100, 40, &[TermState::Active]);
    term(network, seat(network, "08"), &ben, -100, 20, &[TermState::Active]);
    for (who, region, person) in [(&ana, "03", &ana), (&ben, "08", &ben)] {
        let seen = next_days(network, who, 100);
        assert_eq!((&seen["whole_network"], &seen["seats"]), (&json!(false), &json!(1)), "{seen}");
        let regions = seen["regions"].as_array().unwrap();
        assert_eq!((regions.len(), &regions[0]["code"]), (1, &json!(region)));
        assert_eq!(regions[0]["seats"][0]["terms"][0]["person_id"], person.person_id);
        let (own, others) = (network.region(region), seen["jurisdictions"].as_array().unwrap());
        assert!(others.iter().all(|jurisdiction| jurisdiction["region_id"] == own), "{seen}");
        assert!(!others.is_empty());
    }
    assert_eq!(next_days(network, &ana, 100)["uncovered_days"], 60, "of the own region");
    let evaluator =
        network.person(Role::Evaluator, perennial::platform::auth::ScopeKind::Study, Some(network.study()));
    assert_eq!(next_days(network, &evaluator, 100)["regions"], json!([]), "no region is theirs");
    let nation = next_days(network, &network.task_force(), 100);
    assert_eq!((&nation["seats"], &nation["uncovered_days"]), (&json!(2), &json!(60 + 80)));
});

both!(graduation_ends_coverage_and_days_before_a_seat_do_not_count, |network| {
    with_criteria(network);
    let task_force = network.task_force();
    let lakes = seat(network, "03");
    let first = term(network, lakes, &coordinator(network, "03"), -20, 300, &[TermState::Active]);
    assert_eq!(next_days(network, &task_force, 100)["uncovered_days"], 0);
    task_force.post(&format!("/terms/{first}/graduate"), json!({ "override_reason": "Early." })).expect(201);
    let after = next_days(network, &task_force, 100);
    assert_eq!((&after["uncovered_days"], &after["covered_seats"]), (&json!(100), &json!(0)));
    let past = task_force.get("/coverage?from=2027-02-01&to=2027-03-01").expect(200).json;
    assert_eq!(past["uncovered_days"], 0, "the seat was opened today");
    assert_eq!(past["regions"][2]["seats"][0]["terms"][0]["ends_on"], "2027-03-01");
});

both!(coverage_is_asked_for_a_time_that_is_one, |network| {
    let task_force = network.task_force();
    let usual = task_force.get("/coverage").expect(200).json;
    assert_eq!((&usual["from"], &usual["to"]), (&json!("2027-03-01"), &json!("2028-02-29")));
    assert_eq!(task_force.get("/coverage?from=2027-03-02&to=2027-03-02").expect(422).pointers(), ["/to"]);
    assert_eq!(task_force.get("/coverage?from=2027-01-01&to=2040-01-01").expect(422).pointers(), ["/to"]);
    task_force.get("/coverage?from=yesterday").expect(400);
    task_force.get("/coverage?since=2027-01-01").expect(400);
    network.nobody().get("/coverage").expect(403);
    network.anonymous.get("/coverage").expect(401);
});
