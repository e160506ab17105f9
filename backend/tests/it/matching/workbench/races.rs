use std::thread;

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::Bench;
use crate::both;

both!(of_two_who_edit_at_once_one_is_told_what_the_other_did, |network| {
    let bench = Bench::of(network, 4, 6);
    let second = network.task_force();
    let (mentee, other) = bench.another();
    let edit = json!([Bench::lock(&mentee, &other)]);
    let answers = thread::scope(|scope| {
        let asked: Vec<_> = [bench.task_force(), &second]
            .into_iter()
            .map(|client| scope.spawn(|| bench.edit(client, 0, edit.clone())))
            .collect();
        asked.into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
    });
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    let stale = answers.iter().find(|answer| answer.status == 412).unwrap();
    assert_eq!(stale.pointers(), ["/edits/1"]);
    let error = &stale.json["errors"][0];
    assert_eq!(error["code"], "lock");
    assert!(error["detail"].as_str().unwrap().contains(" locked mentee "), "{error}");
    assert!(!stale.text.contains("Asked for."), "no reasons in a problem");
    bench.task_force().post(&bench.path("/undo"), json!({ "expected_seq": 1 })).expect(200);
    let stale = bench.edit(&second, 1, edit).expect(412);
    assert_eq!(
        (stale.pointers(), &stale.json["errors"][0]["code"]),
        (vec!["/edits/2".into()], &json!("undo"))
    );
});

both!(fifty_edits_and_publications_at_once_spend_no_seat_twice, |network| {
    let bench = Bench::of(network, 5, 8);
    let other = bench.season.round(bench.task_force(), None)["id"].as_str().unwrap().to_owned();
    let clients: Vec<_> = (0..5).map(|_| network.task_force()).collect();
    let statuses: Vec<u16> = thread::scope(|scope| {
        let asked: Vec<_> = (0..50)
            .map(|n| {
                let (bench, client, other) = (&bench, &clients[n % 5], &other);
                scope.spawn(move || match n % 5 {
                    0 if n > 20 => client.act(&format!("/rounds/{other}/publish")).status,
                    1 if n > 20 => client.act(&bench.path("/publish")).status,
                    _ => {
                        let mentee = &bench.mentees[n % 8];
                        let mentor = &bench.mentors[n % 5];
                        let seq = client.get(&bench.path("/workbench")).json["seq"].as_i64().unwrap_or(0);
                        bench.edit(client, seq, json!([Bench::lock(mentee, mentor)])).status
                    }
                })
            })
            .collect();
        asked.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(statuses.iter().all(|status| [200, 409, 412, 422].contains(status)), "{statuses:?}");
    assert!(statuses.contains(&200));
    let mut mentees: Vec<Value> = Vec::new();
    let mut seats = std::collections::BTreeMap::new();
    for round in [&bench.round, &other] {
        let path = format!("/rounds/{round}/proposals?state=published&limit=200");
        for row in bench.task_force().get(&path).expect(200).items() {
            mentees.push(row["mentee_enrolment_id"].clone());
            *seats.entry(row["mentor_enrolment_id"].as_str().unwrap().to_owned()).or_insert(0) += 1;
        }
    }
    let all = mentees.len();
    mentees.sort_by_key(Value::to_string);
    mentees.dedup();
    assert_eq!(mentees.len(), all, "a mentee is asked twice");
    for (mentor, taken) in seats {
        let seen = bench.task_force().get(&format!("/enrolments/{mentor}")).expect(200).json;
        assert!(taken <= seen["capacity"].as_i64().unwrap(), "{mentor} has {taken} of {}", seen["capacity"]);
    }
});

both!(what_another_round_took_is_no_part_of_the_question_any_more, |network| {
    let bench = Bench::of(network, 4, 4);
    let season = &bench.season;
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    let regional = season.round(&coordinator, Some(&season.lakes));
    coordinator.act(&format!("/rounds/{}/publish", regional["id"].as_str().unwrap())).expect(200);
    let asked = regional["matched"].as_i64().unwrap();
    assert!(asked > 0);
    let refused = bench.task_force().act(&bench.path("/publish")).expect(409);
    assert!(!refused.pointers().is_empty());
    let seen = bench.task_force().get(&bench.path("/workbench")).expect(200).json;
    let what: Vec<&Value> =
        seen["people_changed"].as_array().unwrap().iter().map(|one| &one["what"]).collect();
    assert!(
        what.iter().filter(|what| **what == "taken").count() >= usize::try_from(asked).unwrap(),
        "{seen}"
    );
    let done = bench.now(json!({ "kind": "refresh" })).expect(200).json;
    assert_eq!(done["totals"]["gap"], 0);
    bench.task_force().act(&bench.path("/publish")).expect(200);
});
