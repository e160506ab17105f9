//! Rounds that nobody will publish.

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::Season;
use crate::both;

fn waiting_for_publication(client: &crate::support::Client) -> Value {
    let seen = client.get("/dashboard").expect(200).json;
    let items = seen["today"].as_array().unwrap().clone();
    let found = items.iter().find(|one| one["kind"] == "rounds_to_publish");
    found.map_or(json!(0), |one| one["count"].clone())
}

both!(a_ready_round_is_discarded_by_whoever_leads_it, |network| {
    let season = Season::matching(network);
    season.two(&season.lakes);
    let round = season.round(&season.task_force, None);
    let path = format!("/rounds/{}", round["id"].as_str().unwrap());
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    coordinator.act(&format!("{path}/discard")).expect(403);
    network.in_region(Role::Mentee, &season.lakes).act(&format!("{path}/discard")).expect(403);
    assert_eq!(waiting_for_publication(&season.task_force), 1);
    let done = season.task_force.act(&format!("{path}/discard")).expect(200).json;
    assert_eq!((&done["state"], &done["gap"]), (&json!("discarded"), &json!(0)));
    assert_eq!(waiting_for_publication(&season.task_force), 0);
    for rest in ["/discard", "/publish"] {
        season.task_force.act(&format!("{path}{rest}")).expect(409);
    }
    let audit = network.admin().get("/audit-entries?limit=200").expect(200).items();
    let row = audit.iter().find(|row| row["action"] == "round.discarded").unwrap();
    assert_eq!(row["actor_id"], json!(season.task_force.person_id));
    let regional = season.round(&coordinator, Some(&season.lakes));
    let path = format!("/rounds/{}/discard", regional["id"].as_str().unwrap());
    network.in_region(Role::Coordinator, &season.west).act(&path).expect(404);
    coordinator.act(&path).expect(200);
});

both!(a_closed_cycle_has_nothing_left_to_publish, |network| {
    let season = Season::matching(network);
    season.two(&season.lakes);
    let round = season.round(&season.task_force, None);
    season.becomes("mentoring");
    season.becomes("closed");
    let path = format!("/rounds/{}", round["id"].as_str().unwrap());
    assert_eq!(season.task_force.get(&path).expect(200).json["state"], "discarded");
    assert_eq!(waiting_for_publication(&season.task_force), 0);
});

both!(a_newer_rematch_of_the_same_person_takes_the_place_of_the_older, |network| {
    let season = Season::matching(network);
    let (_, mentee) = season.two(&season.lakes);
    let mine = mentee.get("/me/enrolments").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/enrolments/{mine}/rematch");
    let rounds: Vec<String> = (0..2)
        .map(|_| {
            let found = season.task_force.post(&path, json!({})).expect(201).json;
            found["round_id"].as_str().unwrap().to_owned()
        })
        .collect();
    let states = || -> Vec<Value> {
        rounds
            .iter()
            .map(|id| season.task_force.get(&format!("/rounds/{id}")).expect(200).json["state"].clone())
            .collect()
    };
    assert_eq!(states(), ["discarded", "ready"]);
    let seen = season.task_force.get(&format!("/rounds/{}", rounds[1])).expect(200).json;
    assert_eq!((&seen["number"], &seen["rematch_of_name"]), (&json!(2), &json!("Test mentee")));
    season.task_force.post(&path, json!({ "publish": true })).expect(201);
    assert_eq!(states(), ["discarded", "discarded"]);
});

both!(nothing_is_not_published, |network| {
    let season = Season::matching(network);
    let (mentor, _) = season.two(&season.lakes);
    let round = season.round(&season.task_force, None);
    let path = format!("/rounds/{}/publish", round["id"].as_str().unwrap());
    let refused = season.task_force.act(&format!("{path}?only_approved=true")).expect(409);
    assert!(refused.text.contains("None of its proposals is approved"), "{}", refused.text);
    let mine = mentor.get("/me/enrolments").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    mentor.act(&format!("/enrolments/{mine}/withdraw")).expect(200);
    let refused = season.task_force.act(&path).expect(409);
    assert!(refused.text.contains("there is nothing to publish"), "{}", refused.text);
    let state = season.task_force.get(&format!("/rounds/{}", round["id"].as_str().unwrap())).expect(200);
    assert_eq!(state.json["state"], "ready");
});
