use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde_json::json;

use super::{Evaluation, answers};
use crate::both;

fn rows(text: &str) -> (Vec<String>, Vec<BTreeMap<String, String>>) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader
        .records()
        .map(|record| header.iter().cloned().zip(record.unwrap().iter().map(str::to_owned)).collect())
        .collect();
    (header, rows)
}

both!(a_dataset_is_what_its_codebook_says, |network| {
    let evaluation = Evaluation::of(network);
    let plenty = network.pairs(evaluation.cycle, "03", 7);
    let few = network.pairs(evaluation.cycle, "08", 2);
    let wave = evaluation.open("=1+1", "mentees");
    let links = evaluation.links();
    for pair in plenty.iter().chain(&few) {
        let given = answers(json!([
            { "variable": "useful", "value": 4 },
            { "variable": "channel", "value": -1 },
            { "variable": "hours", "value": 2.5 },
            { "variable": "regular", "missing": "refused" },
            { "variable": "words", "value": "My mentor is Ana Flores" },
        ]));
        evaluation.respondent(&links, &pair.mentee_email).post("/public/survey/answers", given).expect(200);
    }
    let at = format!("/waves/{wave}/dataset.csv");
    evaluation.evaluator.get(&at).expect(409);
    evaluation.close(&wave);

    let export = evaluation.evaluator.get(&at).expect(200);
    assert_eq!(export.header("content-type"), Some("text/csv; charset=utf-8; header=present"));
    assert!(export.header("content-disposition").unwrap().starts_with("attachment;"));
    let (header, records) = rows(&export.text);
    let codebook = evaluation.evaluator.get(&format!("/waves/{wave}/codebook")).expect(200).items();
    let names: Vec<_> = codebook.iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert_eq!(header, names);
    let (_, described) =
        rows(&evaluation.evaluator.get(&format!("/waves/{wave}/codebook.csv")).expect(200).text);
    assert_eq!(header, described.iter().map(|row| row["name"].clone()).collect::<Vec<_>>());
    assert_eq!(
        header,
        [
            "pseudonym",
            "wave",
            "role",
            "region",
            "submitted_month",
            "useful",
            "useful_missing",
            "regular",
            "regular_missing",
            "channel",
            "channel_missing",
            "hours",
            "hours_missing"
        ]
    );
    assert!(!export.text.contains("Ana"), "texts stay until somebody has read them for names");

    assert_eq!(records.len(), 9);
    for record in &records {
        assert_eq!(record["wave"], "'=1+1", "no spreadsheet runs it");
        assert_eq!((record["role"].as_str(), record["submitted_month"].as_str()), ("mentee", "2027-03"));
        assert_eq!((record["channel"].as_str(), record["hours"].as_str()), ("-1", "2.5"));
        assert_eq!((record["regular"].as_str(), record["regular_missing"].as_str()), ("", "refused"));
    }
    // Two people of the Far West would stand alone: with nobody else to hide among, all regions are hidden.
    assert!(records.iter().all(|record| record["region"] == "suppressed"), "{}", export.text);
    let pseudonyms: Vec<_> = records.iter().map(|record| record["pseudonym"].clone()).collect();
    assert!(pseudonyms.is_sorted(), "the order says nothing");
    for pair in plenty.iter().chain(&few) {
        assert!(!export.text.contains(&pair.mentee.to_string()) && !export.text.contains(&pair.mentee_email));
    }
    assert_eq!(evaluation.evaluator.get(&at).expect(200).text, export.text, "the same bytes again");

    let admin = network.admin();
    let audited = admin.get("/audit-entries?limit=200").expect(200).items();
    let reads: Vec<_> = audited.iter().filter(|entry| entry["action"] == "dataset.read").collect();
    assert_eq!(reads.len(), 2);
    assert_eq!(reads[0]["actor_id"], evaluation.evaluator.person_id.as_str());
    assert_eq!(reads[0]["subject_id"], wave.as_str());
    for other in [&admin, &evaluation.task_force] {
        other.get(&at).expect(403);
    }
});

both!(enough_people_of_a_region_are_shown_as_such, |network| {
    let evaluation = Evaluation::of(network);
    let wave_pairs: Vec<_> =
        ["03", "08"].iter().flat_map(|region| network.pairs(evaluation.cycle, region, 5)).collect();
    let wave = evaluation.open("Day 30", "mentees");
    let links = evaluation.links();
    for pair in &wave_pairs {
        let given = answers(json!([{ "variable": "useful", "value": 4 }]));
        evaluation.respondent(&links, &pair.mentee_email).post("/public/survey/answers", given).expect(200);
    }
    evaluation.close(&wave);
    let (_, records) =
        rows(&evaluation.evaluator.get(&format!("/waves/{wave}/dataset.csv")).expect(200).text);
    let mut regions: BTreeMap<&str, usize> = BTreeMap::new();
    for record in &records {
        *regions.entry(&record["region"]).or_default() += 1;
    }
    assert_eq!(regions, BTreeMap::from([("Far West", 5), ("Great Lakes", 5)]));

    network.advance(TimeDelta::days(400));
    let evaluator = network.person(
        perennial::platform::auth::Role::Evaluator,
        perennial::platform::auth::ScopeKind::Study,
        Some(evaluation.study.parse().unwrap()),
    );
    let expired = evaluator.get(&format!("/waves/{wave}/dataset.csv")).expect(409);
    assert!(expired.json["detail"].as_str().unwrap().contains("expired"), "{}", expired.text);
});
