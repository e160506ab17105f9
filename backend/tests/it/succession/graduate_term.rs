use chrono::Days;
use diesel::prelude::*;
use perennial::network::TermState;
use perennial::platform::db::Id;
use perennial::schema::{cohort_members, cohorts};
use serde_json::{Value, json};

use super::{coordinator, seat, term, with_criteria};
use crate::both;
use crate::support::{Client, Network};

fn completed_training(network: &Network, person: &Client) {
    network.operator(|work| {
        let (cohort, now) = (work.new_id(), work.stamp());
        diesel::insert_into(cohorts::table)
            .values((
                cohorts::id.eq(cohort),
                cohorts::name.eq("Cohort 2026"),
                cohorts::description.eq(""),
                cohorts::starts_on.eq(now.date() - Days::new(500)),
                cohorts::ends_on.eq(now.date() - Days::new(400)),
                cohorts::created_at.eq(now),
                cohorts::updated_at.eq(now),
                cohorts::version.eq(1_i64),
            ))
            .execute(work.conn)?;
        diesel::insert_into(cohort_members::table)
            .values((
                cohort_members::id.eq(work.new_id()),
                cohort_members::cohort_id.eq(cohort),
                cohort_members::person_id.eq(person.person_id.parse::<Id>().unwrap()),
                cohort_members::state.eq("completed"),
                cohort_members::completed_at.eq(Some(now)),
                cohort_members::created_at.eq(now),
                cohort_members::updated_at.eq(now),
                cohort_members::version.eq(1_i64),
            ))
            .execute(work.conn)?;
        Ok(())
    });
}

fn met(readiness: &Value) -> Vec<(&str, i64, bool)> {
    readiness["criteria"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (c["code"].as_str().unwrap(), c["actual"].as_i64().unwrap(), c["met"].as_bool().unwrap()))
        .collect()
}

both!(readiness_is_counted_from_the_records_and_graduation_makes_a_guide, |network| {
    with_criteria(network);
    let task_force = network.task_force();
    let ana = coordinator(network, "03");
    let seat = seat(network, "03");
    let term = term(network, seat, &ana, -400, 300, &[TermState::Active]);
    let at = format!("/terms/{term}");
    let before = task_force.get(&format!("{at}/readiness")).expect(200).json;
    assert_eq!(
        met(&before),
        [
            ("training_completed", 0, false),
            ("term_served_days", 400, true),
            ("pairings_supported", 0, false),
            ("agreements_signed_percent", 0, false),
            ("evaluation_taken_part", 0, false)
        ]
    );
    assert_eq!(before["ready"], false);
    let refused = task_force.post(&format!("{at}/graduate"), json!({})).expect(409);
    let said = refused.json["detail"].as_str().unwrap();
    for unmet in
        ["training_completed", "pairings_supported", "agreements_signed_percent", "evaluation_taken_part"]
    {
        assert!(said.contains(unmet), "{said}");
    }
    assert!(!said.contains("term_served_days"), "{said}");

    completed_training(network, &ana);
    let cycle = network.cycle();
    let pairs = network.pairs(cycle, "03", 6);
    network.pairs(cycle, "08", 2);
    for pair in &pairs[..3] {
        network.agree(pair);
    }
    let study = task_force.post("/studies", crate::evaluation::study_body()).expect(201).id();
    let instrument =
        task_force.post("/instruments", crate::evaluation::instrument_body("pair-check")).expect(201).id();
    task_force.act(&format!("/instruments/{instrument}/publish")).expect(200);
    let wave =
        json!({ "instrument_id": instrument, "cycle_id": cycle, "name": "Day 30", "audience": "pairs" });
    let wave = task_force.post(&format!("/studies/{study}/waves"), wave).expect(201).id();
    task_force.act(&format!("/waves/{wave}/open")).expect(200);

    let after = ana.get(&format!("{at}/readiness")).expect(200).json;
    assert_eq!(
        met(&after),
        [
            ("training_completed", 1, true),
            ("term_served_days", 400, true),
            ("pairings_supported", 6, true),
            ("agreements_signed_percent", 50, true),
            ("evaluation_taken_part", 1, true)
        ]
    );
    assert_eq!(after["criteria"][4]["evidence"][0]["id"], wave.as_str());
    assert!(
        after["criteria"][0]["evidence"][0]["text"].as_str().unwrap().starts_with("Training completed on")
    );

    ana.post(&format!("{at}/graduate"), json!({})).expect(403);
    let graduation = task_force.post(&format!("{at}/graduate"), json!({})).expect(201);
    assert_eq!(graduation.json["criteria"], after["criteria"]);
    assert_eq!(graduation.json["override_reason"], Value::Null);
    assert_eq!(graduation.json["decided_by"], task_force.person_id.as_str());
    task_force.post(&format!("{at}/graduate"), json!({ "override_reason": "Twice" })).expect(409);
    assert_eq!(task_force.get(&at).expect(200).json["state"], "graduated");
    let grants = network.admin().get(&format!("/grants?person_id={}", ana.person_id)).expect(200).items();
    let guide = grants.iter().find(|grant| grant["role"] == "guide").expect("a guide now");
    assert_eq!(guide["scope_id"], network.region("03").as_str());
    assert!(grants.iter().all(|grant| grant["role"] != "coordinator"), "a graduate coordinates no more");
    assert_eq!(ana.get("/graduations").expect(200).items(), [graduation.json]);
    assert!(coordinator(network, "08").get("/graduations").expect(200).items().is_empty());
});

both!(a_reason_overrides_what_is_not_met_and_is_kept, |network| {
    with_criteria(network);
    let task_force = network.task_force();
    let ana = coordinator(network, "03");
    let term = term(network, seat(network, "03"), &ana, -10, 300, &[TermState::Active]);
    let at = format!("/terms/{term}/graduate");
    assert_eq!(
        task_force.post(&at, json!({ "override_reason": "" })).expect(422).pointers(),
        ["/override_reason"]
    );
    let graduation = task_force.post(&at, json!({ "override_reason": "Led the founding year." })).expect(201);
    assert_eq!(graduation.json["override_reason"], "Led the founding year.");
    assert!(graduation.json["criteria"].as_array().unwrap().iter().any(|c| c["met"] == false));
});

both!(who_serves_another_term_in_the_region_stays_its_coordinator, |network| {
    with_criteria(network);
    let task_force = network.task_force();
    let ana = coordinator(network, "03");
    let first = term(network, seat(network, "03"), &ana, -400, 300, &[TermState::Active]);
    term(network, seat(network, "03"), &ana, -10, 600, &[TermState::Active]);
    let reason = json!({ "override_reason": "Goes on in the second seat." });
    task_force.post(&format!("/terms/{first}/graduate"), reason).expect(201);
    let grants = network.admin().get(&format!("/grants?person_id={}", ana.person_id)).expect(200).items();
    let mut roles: Vec<&str> = grants.iter().filter_map(|grant| grant["role"].as_str()).collect();
    roles.sort_unstable();
    assert_eq!(roles, ["coordinator", "guide"]);
});

both!(who_is_in_training_has_served_nothing_and_cannot_graduate, |network| {
    with_criteria(network);
    let task_force = network.task_force();
    let term = term(network, seat(network, "03"), &coordinator(network, "03"), -400, 300, &[]);
    let readiness = task_force.get(&format!("/terms/{term}/readiness")).expect(200).json;
    assert_eq!(met(&readiness)[1], ("term_served_days", 0, false));
    let refused =
        task_force.post(&format!("/terms/{term}/graduate"), json!({ "override_reason": "?!" })).expect(409);
    assert!(refused.json["detail"].as_str().unwrap().contains("in_training"), "{}", refused.text);
    coordinator(network, "08").get(&format!("/terms/{term}/readiness")).expect(404);
    network.nobody().get(&format!("/terms/{term}/readiness")).expect(403);
});

both!(what_graduation_asks_for_is_data, |network| {
    with_criteria(network);
    with_criteria(network);
    let task_force = network.task_force();
    let criteria = task_force.get("/graduation-criteria").expect(200).items();
    let thresholds: Vec<_> =
        criteria.iter().map(|c| (c["code"].as_str().unwrap(), c["threshold"].as_i64().unwrap())).collect();
    assert_eq!(
        thresholds,
        [
            ("training_completed", 1),
            ("term_served_days", 365),
            ("pairings_supported", 5),
            ("agreements_signed_percent", 50),
            ("evaluation_taken_part", 1)
        ]
    );
    let at = |n: usize| format!("/graduation-criteria/{}", criteria[n]["id"].as_str().unwrap());
    let change = |n: usize, tag: &str, threshold: i64| {
        task_force.change("PATCH", &at(n), tag, json!({ "threshold": threshold }))
    };
    assert_eq!(change(3, "\"1\"", 101).expect(422).pointers(), ["/threshold"]);
    assert_eq!(change(1, "\"1\"", -1).expect(422).pointers(), ["/threshold"]);
    assert_eq!(change(1, "\"1\"", 0).expect(200).json["threshold"], 0);
    change(1, "\"1\"", 30).expect(412);
    let term = term(network, seat(network, "03"), &coordinator(network, "03"), -1, 300, &[TermState::Active]);
    let readiness = task_force.get(&format!("/terms/{term}/readiness")).expect(200).json;
    assert!(met(&readiness)[1].2, "nothing is asked for");
    let ana = coordinator(network, "03");
    ana.change("PATCH", &at(1), "*", json!({ "threshold": 1 })).expect(403);
});
