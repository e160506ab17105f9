use serde_json::{Value, json};

use super::Bench;
use crate::both;

both!(what_a_pair_would_cost_is_what_forcing_it_costs, |network| {
    let bench = Bench::of(network, 5, 8);
    let before = bench.pairs();
    let mut asked = 0;
    for (n, mentee) in bench.mentees.iter().enumerate() {
        let mentor = &bench.mentors[n % 5];
        let seen = bench.pair(mentee, mentor);
        assert_eq!(seen["standing"], "eligible");
        let sum: i64 =
            seen["reasons"].as_array().unwrap().iter().map(|reason| reason["points"].as_i64().unwrap()).sum();
        assert_eq!(seen["points"], sum, "the factors add up");
        assert_eq!(seen["proposed"], before.get(mentee).is_some_and(|pair| pair.0 == *mentor));
        let done = bench.now(Bench::lock(mentee, mentor)).expect(200).json;
        let totals = &done["totals"];
        let fell =
            |name: &str| totals[format!("{name}_before")].as_i64().unwrap() - totals[name].as_i64().unwrap();
        assert_eq!(seen["cost"]["points"], fell("points"));
        assert_eq!(seen["cost"]["matched"], fell("matched"));
        let after = bench.pairs();
        let mut moved: Vec<&String> = bench
            .mentees
            .iter()
            .filter(|one| before.get(*one).map(|pair| &pair.0) != after.get(*one).map(|pair| &pair.0))
            .collect();
        moved.sort();
        let told: Vec<&str> = seen["cost"]["moves"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["mentee"]["enrolment_id"].as_str().unwrap())
            .collect();
        assert_eq!(told, moved, "who would move is who moves");
        let seq = bench.seq();
        bench.task_force().post(&bench.path("/undo"), json!({ "expected_seq": seq })).expect(200);
        assert_eq!(bench.pairs(), before);
        asked += 1;
    }
    assert_eq!(asked, 8);
});

both!(who_is_not_in_the_round_cannot_be_asked_about, |network| {
    let bench = Bench::of(network, 2, 2);
    let late = bench.season.somebody(&bench.season.lakes, "Late Comer");
    let late = bench.season.enrol(&late, "mentee", json!({}));
    let ask = |mentee: &str, mentor: &str| {
        let query = format!("/pair?mentee_enrolment_id={mentee}&mentor_enrolment_id={mentor}");
        bench.task_force().get(&bench.path(&query))
    };
    assert_eq!(ask(&late, &bench.mentors[0]).expect(422).pointers(), ["/mentee_enrolment_id"]);
    assert_eq!(ask(&bench.mentees[0], &late).expect(422).pointers(), ["/mentor_enrolment_id"]);
    bench.task_force().get(&bench.path("/pair?mentee_enrolment_id=x")).expect(400);
    let seen = bench.pair(&bench.mentees[0], &bench.mentors[0]);
    assert_eq!(seen["mentee"]["interests"], json!(["archives", "budgets"]), "both side by side");
    assert_eq!(seen["mentor"]["name"], Value::from("mentor 0"));
});
