use serde_json::{Value, json};

use super::Bench;
use crate::both;

both!(alternatives_are_the_cheapest_of_all, |network| {
    let bench = Bench::of(network, 6, 9);
    for mentee in &bench.mentees[..4] {
        let present = bench.mentor_of(mentee);
        let mut costs: Vec<(i64, i64)> = bench
            .mentors
            .iter()
            .filter(|mentor| Some(*mentor) != present.as_ref())
            .map(|mentor| bench.pair(mentee, mentor)["cost"].clone())
            .map(|cost| (cost["matched"].as_i64().unwrap(), cost["points"].as_i64().unwrap()))
            .collect();
        costs.sort_unstable();
        let path = bench.path(&format!("/alternatives?mentee_enrolment_id={mentee}&most=3"));
        let told = bench.task_force().get(&path).expect(200).json;
        let cheapest: Vec<(i64, i64)> = told["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| &one["cost"])
            .map(|cost| (cost["matched"].as_i64().unwrap(), cost["points"].as_i64().unwrap()))
            .collect();
        assert_eq!(cheapest, costs[..3], "{mentee}");
        let now = &told["present_mentor"]["mentor"]["enrolment_id"];
        assert_eq!(*now, present.map_or(Value::Null, Value::from));
    }
    let path = bench.path(&format!("/alternatives?mentee_enrolment_id={}", bench.mentors[0]));
    assert_eq!(bench.task_force().get(&path).expect(422).pointers(), ["/mentee_enrolment_id"]);
    let path = bench.path(&format!("/alternatives?mentee_enrolment_id={}&most=11", bench.mentees[0]));
    bench.task_force().get(&path).expect(400);
});

both!(a_mentor_without_a_seat_left_says_so, |network| {
    let bench = Bench::of(network, 3, 6);
    let pairs = bench.pairs();
    let path = bench.path(&format!("/alternatives?mentee_enrolment_id={}", bench.mentees[0]));
    for one in bench.task_force().get(&path).expect(200).json["items"].as_array().unwrap() {
        let mentor = one["mentor"]["enrolment_id"].as_str().unwrap();
        let taken = pairs.values().filter(|pair| pair.0 == mentor).count();
        let seen = bench.task_force().get(&format!("/enrolments/{mentor}")).expect(200).json;
        assert_eq!(one["full"], json!(taken == usize::try_from(seen["capacity"].as_u64().unwrap()).unwrap()));
    }
});
