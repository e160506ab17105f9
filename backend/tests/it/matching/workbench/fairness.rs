use serde_json::json;

use super::Bench;
use crate::both;

both!(figures_add_up_and_the_objective_has_its_price, |network| {
    let bench = Bench::of(network, 4, 8);
    let seen = bench.task_force().get(&bench.path("/fairness")).expect(200).json;
    let pairs = bench.pairs();
    assert_eq!((&seen["all"]["people"], &seen["all"]["unmatched"]), (&json!(8), &json!(8 - pairs.len())));
    let least = pairs.values().map(|pair| pair.1).min().unwrap();
    assert_eq!(seen["all"]["worst_served"], least);
    assert_eq!(seen["worst"][0]["points"], least);
    for classes in ["by_setting", "by_career_stage", "by_region"] {
        let people: u64 = seen[classes]
            .as_array()
            .unwrap()
            .iter()
            .map(|class| class["figures"]["people"].as_u64().unwrap())
            .sum();
        assert_eq!(people, 8, "{classes}");
    }
    assert_eq!(seen["by_region"].as_array().unwrap().len(), 2);
    let price = &seen["price"];
    assert_eq!(price["given_up"], 0, "the objective is most total fit already");
    let path = format!("/cycles/{}/rounds", bench.season.cycle);
    let body = json!({ "objective": "worst_served_then_fit" });
    let accepted = bench.task_force().post(&path, body).expect(202);
    network.job_done(bench.task_force(), &accepted);
    let other = bench.task_force().get(&format!("/rounds/{}/fairness", accepted.id())).expect(200).json;
    let price = &other["price"];
    let points = |name: &str| price[name].as_i64().unwrap();
    assert_eq!(points("given_up"), points("most_points") - points("points"));
    assert!(points("worst_served") >= points("worst_served_by_fit"));
    bench.task_force().act(&bench.path("/publish")).expect(200);
    let published = bench.task_force().get(&bench.path("/fairness")).expect(200).json;
    assert_eq!((&published["price"], &published["all"]), (&json!(null), &seen["all"]));
});
