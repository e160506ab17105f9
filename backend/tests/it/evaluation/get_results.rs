use serde_json::{Value, json};

use super::{Evaluation, answers, emails, useful};
use crate::both;

fn item<'a>(results: &'a Value, variable: &str) -> &'a Value {
    let items = results["items"].as_array().unwrap();
    items.iter().find(|item| item["variable"] == variable).unwrap_or_else(|| panic!("no {variable}"))
}

fn states(row: &Value) -> Vec<&str> {
    row["cells"].as_array().unwrap().iter().map(|cell| cell["state"].as_str().unwrap()).collect()
}

both!(figures_come_when_the_wave_is_closed_and_hide_what_is_small, |network| {
    let evaluation = Evaluation::of(network);
    let pairs = network.pairs(evaluation.cycle, "03", 10);
    let wave = evaluation.open("Day 30", "pairs");
    let at = format!("/waves/{wave}/results");
    let links = evaluation.links();
    // Eight mentors agree, two strongly: a small cell. Six mentees are neutral, the rest says nothing.
    for (n, email) in emails(&pairs).iter().enumerate().take(16) {
        let code = match n {
            0..8 => 4,
            8..10 => 5,
            _ => 3,
        };
        let given = answers(json!([
            { "variable": "useful", "value": code },
            { "variable": "channel", "value": 1 },
            { "variable": "hours", "missing": "refused" },
        ]));
        evaluation.respondent(&links, email).post("/public/survey/answers", given).expect(200);
    }
    let open = evaluation.evaluator.get(&at).expect(200).json;
    assert_eq!(
        (&open["state"], &open["responded"], &open["invited"]),
        (&json!("not_ready"), &json!(16), &json!(20))
    );
    assert_eq!(
        (&open["items"], &open["response_rates"], &open["dispositions"]),
        (&json!([]), &json!([]), &Value::Null)
    );

    evaluation.close(&wave);
    let closed = evaluation.evaluator.get(&at).expect(200).json;
    assert_eq!((&closed["state"], &closed["k"]), (&json!("ready"), &json!(5)));
    let useful = item(&closed, "useful");
    assert_eq!(useful["state"], "published");
    assert_eq!(useful["total"]["n"]["count"], 16);
    let cells = states(&useful["total"]);
    assert_eq!(&cells[..2], ["zero", "zero"]);
    assert_eq!(cells[4], "suppressed", "two people strongly agree");
    assert_eq!(useful["total"]["cells"][4]["count"], Value::Null);
    assert!(cells[2..4].contains(&"suppressed"), "and one more, or the total would tell: {cells:?}");
    assert_eq!(useful["total"]["statistics"], Value::Null, "the mean would tell too");
    assert_eq!(useful["by_role"].as_array().unwrap().len(), 2);

    let channel = item(&closed, "channel");
    assert_eq!(states(&channel["total"]), ["count", "zero", "zero"]);
    assert_eq!(
        channel["total"]["cells"][0],
        json!({ "code": 1, "label": "Video", "state": "count", "count": 16, "share": 1.0 })
    );
    let roles: Vec<_> =
        channel["by_role"].as_array().unwrap().iter().map(|row| (&row["key"], &row["n"]["count"])).collect();
    assert_eq!(roles, [(&json!("mentor"), &json!(10)), (&json!("mentee"), &json!(6))]);

    let hours = item(&closed, "hours");
    assert_eq!(
        (&hours["state"], &hours["missing"]["refused"]["state"]),
        (&json!("not_enough_answers"), &json!("not_enough_answers"))
    );
    assert_eq!(item(&closed, "regular")["state"], "not_enough_answers");

    // Three of five items have no answer, so that every response is a break-off; silence is a non-contact.
    assert_eq!(
        closed["dispositions"],
        json!({ "complete": 0, "partial": 0, "break_off": 16, "non_contact": 4 })
    );
    let names: Vec<_> =
        closed["response_rates"].as_array().unwrap().iter().map(|r| r["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["rr1", "rr2", "rr3", "rr4"]);
    for rate in closed["response_rates"].as_array().unwrap() {
        assert_eq!((&rate["n"], &rate["value"]), (&json!(20), &json!(0.0)));
        assert!(
            rate["definition"].as_str().is_some_and(|d| !d.is_empty())
                && rate["method"].as_str().unwrap().contains("AAPOR")
        );
    }
    for reader in [&evaluation.task_force, &network.admin()] {
        assert_eq!(reader.get(&at).expect(200).json, closed);
    }
});

both!(a_statistic_says_all_that_is_needed_to_cite_it, |network| {
    let evaluation = Evaluation::of(network);
    let pairs = network.pairs(evaluation.cycle, "03", 12);
    let wave = evaluation.open("Day 30", "mentees");
    let links = evaluation.links();
    for (n, pair) in pairs.iter().enumerate() {
        let code = if n < 6 { 3 } else { 5 };
        evaluation
            .respondent(&links, &pair.mentee_email)
            .post("/public/survey/answers", useful(code))
            .expect(200);
    }
    evaluation.close(&wave);
    let results = evaluation.evaluator.get(&format!("/waves/{wave}/results")).expect(200).json;
    let useful = item(&results, "useful");
    assert_eq!(useful["by_role"], json!([]), "one role was asked");
    let mean = &useful["total"]["statistics"][0];
    assert_eq!((&mean["name"], &mean["value"], &mean["n"]), (&json!("mean"), &json!(4.0), &json!(12)));
    let (low, high) = (mean["interval"]["low"].as_f64().unwrap(), mean["interval"]["high"].as_f64().unwrap());
    // sd 1.0445, t(11) 2.2010
    assert!((low - 3.336_35).abs() < 1e-4 && (high - 4.663_65).abs() < 1e-4, "{mean}");
    assert_eq!(mean["interval"]["level"], 0.95);
    for said in ["method", "definition"] {
        assert!(mean[said].as_str().is_some_and(|text| !text.is_empty()));
    }
});

both!(fewer_than_k_answers_tell_nothing, |network| {
    let evaluation = Evaluation::of(network);
    let pairs = network.pairs(evaluation.cycle, "03", 4);
    let wave = evaluation.open("Day 30", "mentees");
    let links = evaluation.links();
    for pair in &pairs {
        evaluation
            .respondent(&links, &pair.mentee_email)
            .post("/public/survey/answers", useful(2))
            .expect(200);
    }
    evaluation.close(&wave);
    let results = evaluation.evaluator.get(&format!("/waves/{wave}/results")).expect(200).json;
    for item in results["items"].as_array().unwrap() {
        assert_eq!(item["state"], "not_enough_answers");
        assert!(item["total"]["cells"].as_array().unwrap().iter().all(|cell| cell["count"].is_null()));
        assert_eq!(
            (&item["total"]["n"]["count"], &item["total"]["statistics"]),
            (&Value::Null, &Value::Null)
        );
    }
    let refused = evaluation.evaluator.get(&format!("/waves/{wave}/dataset.csv")).expect(409);
    assert!(refused.json["detail"].as_str().unwrap().contains("Not enough answers"), "{}", refused.text);
});
