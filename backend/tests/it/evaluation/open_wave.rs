use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use perennial::platform::auth::Role;
use perennial::platform::db::Id;
use perennial::schema::jobs;
use serde_json::{Value, json};

use super::{Evaluation, instrument_body};
use crate::both;

both!(a_wave_needs_a_published_instrument_and_a_cycle, |network| {
    let evaluation = Evaluation::of(network);
    let at = format!("/studies/{}/waves", evaluation.study);
    let nothing = "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f";
    let wave = |instrument: &str, cycle: &str| json!({ "instrument_id": instrument, "cycle_id": cycle, "name": "Day 30", "audience": "pairs" });
    let refused = evaluation.task_force.post(&at, wave(nothing, nothing)).expect(422);
    assert_eq!(refused.pointers(), ["/cycle_id", "/instrument_id"]);
    let draft = evaluation.task_force.post("/instruments", instrument_body("draft")).expect(201).id();
    let cycle = evaluation.cycle.to_string();
    evaluation.task_force.post(&at, wave(&draft, &cycle)).expect(409);
    evaluation.task_force.post(&format!("/studies/{nothing}/waves"), wave(&draft, &cycle)).expect(404);
    let prepared = evaluation.task_force.post(&at, wave(&evaluation.instrument, &cycle)).expect(201);
    assert_eq!((&prepared.json["state"], &prepared.json["invited"]), (&json!("draft"), &json!(0)));
    let nobody = evaluation.task_force.act(&format!("/waves/{}/open", prepared.id())).expect(409);
    assert!(nobody.json["detail"].as_str().unwrap().contains("Nobody"), "{}", nobody.text);
});

both!(everybody_of_the_audience_gets_a_link_of_their_own_once, |network| {
    let evaluation = Evaluation::of(network);
    let pairs = network.pairs(evaluation.cycle, "03", 3);
    let elsewhere = network.pairs(network.cycle(), "03", 1);
    let wave = evaluation.wave("Day 30", "mentees");
    let at = format!("/waves/{wave}");
    evaluation.task_force.act(&format!("{at}/close")).expect(409);
    let open = evaluation.task_force.act(&format!("{at}/open")).expect(200);
    assert_eq!((&open.json["state"], &open.json["invited"]), (&json!("open"), &json!(3)));
    evaluation.task_force.act(&format!("{at}/open")).expect(409);

    let links = evaluation.links();
    let asked: BTreeSet<_> = links.keys().cloned().collect();
    assert_eq!(asked, pairs.iter().map(|pair| pair.mentee_email.clone()).collect());
    assert!(!asked.contains(&elsewhere[0].mentee_email));
    assert_eq!(links.values().collect::<BTreeSet<_>>().len(), 3, "each link is another");

    evaluation.task_force.act(&format!("{at}/close")).expect(200);
    evaluation.task_force.act(&format!("{at}/open")).expect(409);
    evaluation.task_force.act(&format!("{at}/close")).expect(409);
});

both!(many_are_invited_by_a_job, |network| {
    let evaluation = Evaluation::of(network);
    network.pairs(evaluation.cycle, "03", 110);
    let wave = evaluation.wave("Day 30", "pairs");
    let accepted = evaluation.task_force.act(&format!("/waves/{wave}/open")).expect(202);
    assert_eq!(accepted.json["state"], "opening");
    let job = network.job_done(&network.admin(), &accepted);
    assert_eq!((&job["state"], &job["result"]["invited"]), (&json!("succeeded"), &json!(220)), "{job}");
    let wave = evaluation.task_force.get(&format!("/waves/{wave}")).expect(200);
    assert_eq!((&wave.json["state"], &wave.json["invited"]), (&json!("open"), &json!(220)));
    assert_eq!(evaluation.links().len(), 220);
});

both!(the_two_of_a_pairing_that_ends_are_asked_once_by_the_waves_that_are_open, |network| {
    let evaluation = Evaluation::of(network);
    let first = network.pairs(evaluation.cycle, "03", 1).remove(0);
    let wave = evaluation.wave("At the end", "pairs");
    evaluation.task_force.act(&format!("/waves/{wave}/open")).expect(200);
    // They came together after it was opened.
    let later = network.pairs(evaluation.cycle, "03", 2);
    let coordinator = network.in_region(Role::Coordinator, &network.region("03"));
    let end = |pairing: Id, reason: &str, nth: i64| {
        coordinator.post(&format!("/pairings/{pairing}/end"), json!({ "reason": reason })).expect(200);
        let started = Instant::now();
        loop {
            let done: i64 = network.operator(|work| {
                let of_it = jobs::kind.eq("ask_at_end").and(jobs::state.eq("succeeded"));
                Ok(jobs::table.filter(of_it).count().get_result(work.conn)?)
            });
            if done == nth {
                return evaluation.task_force.get(&format!("/waves/{wave}")).expect(200).json["invited"]
                    .clone();
            }
            assert!(started.elapsed() < Duration::from_secs(60), "the job does not end");
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    assert_eq!(end(first.pairing, "completed", 1), 2, "they were asked when it was opened");
    assert_eq!(end(later[0].pairing, "completed", 2), 4);
    assert_eq!(evaluation.links().len(), 4);
    evaluation.task_force.act(&format!("/waves/{wave}/close")).expect(200);
    assert_eq!(end(later[1].pairing, "moved", 3), 4, "nobody asks any more");
    // One that is opened later asks those whose pairings have ended since the cycle began.
    let next = evaluation.wave("Afterwards", "pairs");
    let open = evaluation.task_force.act(&format!("/waves/{next}/open")).expect(200).json;
    assert_eq!(open["invited"], 6);
    // The event tells enough to ask them elsewhere.
    let events = network.admin().get("/events?limit=200").expect(200).items();
    let ended: Vec<&Value> = events.iter().filter(|event| event["type"] == "pairing.ended").collect();
    assert_eq!(ended.len(), 3);
    let early = ended.iter().find(|event| event["data"]["reason"] == "moved").unwrap();
    assert_eq!(
        (&early["data"]["early"], &early["data"]["mentee_id"]),
        (&json!(true), &json!(later[1].mentee))
    );
});
