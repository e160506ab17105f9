use perennial::platform::auth::Role;
use serde_json::json;

use crate::both;
use crate::matching::Season;
use crate::support::{Client, Network};

/// Ends the pairing, enrols the two in another cycle and answers how many are matched there.
fn matched_later(network: &Network, ending: serde_json::Value, ask_after: bool) -> (Season<'_>, i64) {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    mentee.post(&format!("/pairings/{pairing}/end"), ending).expect(200);
    if ask_after {
        for _ in 0..2 {
            mentor.act(&format!("/pairings/{pairing}/never-again")).expect(204);
        }
    }
    let later = Season::matching(network);
    later.enrol(&mentor.person_id, "mentor", json!({}));
    later.enrol(&mentee.person_id, "mentee", json!({}));
    let round = later.round(&later.task_force, None);
    let matched = round["matched"].as_i64().unwrap();
    (later, matched)
}

both!(two_who_only_ended_may_meet_again_in_another_cycle, |network| {
    let ending = json!({ "reason": "workload", "never_again": false });
    assert_eq!(matched_later(network, ending, false).1, 1);
});

both!(never_again_bars_the_two_in_every_cycle_to_come_and_nobody_reads_it, |network| {
    let ending = json!({ "reason": "other", "never_again": true });
    let (later, matched) = matched_later(network, ending, false);
    assert_eq!(matched, 0);
    let admin = network.admin();
    let coordinator = network.in_region(Role::Coordinator, &later.lakes);
    let read = |client: &Client, path: &str| client.get(path).expect(200).text;
    for text in [
        read(&admin, "/events?limit=200"),
        read(&admin, "/audit-entries?limit=200"),
        read(&coordinator, "/pairings"),
    ] {
        assert!(!text.contains("never"), "{text}");
    }
});

both!(never_again_may_be_asked_long_after_by_the_other_one, |network| {
    assert_eq!(matched_later(network, json!({ "reason": "completed" }), true).1, 0);
});

both!(only_the_two_ask_for_it, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let path = format!("/pairings/{}", season.pairing(&mentor, &mentee));
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    for stranger in [&coordinator, &network.nobody(), &network.admin()] {
        stranger.act(&format!("{path}/never-again")).expect(404);
    }
    let ending = json!({ "reason": "no_contact", "never_again": true });
    let refused = coordinator.post(&format!("{path}/end"), ending).expect(422);
    assert_eq!(refused.pointers(), ["/never_again"]);
    assert_eq!(mentor.get(&path).expect(200).json["state"], "active", "nothing half done");
    let ended = coordinator.post(&format!("{path}/end"), json!({ "reason": "no_contact" })).expect(200).json;
    assert_eq!(
        (&ended["ended_by_side"], &ended["end_reason"]),
        (&json!("coordinator"), &json!("no_contact"))
    );
});

both!(a_completed_pairing_has_a_certificate_of_what_was_done, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let path = format!("/pairings/{}", season.pairing(&mentor, &mentee));
    for minutes in [45, 60] {
        let body = json!({ "held_on": "2027-03-01", "duration_minutes": minutes, "channel": "video" });
        mentor.post(&format!("{path}/meetings"), body).expect(201);
    }
    let goal = mentee.post(&format!("{path}/goals"), json!({ "title": "A grant" })).expect(201).id();
    mentee.post(&format!("/goals/{goal}/progress"), json!({ "state": "done" })).expect(200);
    mentor.get(&format!("{path}/certificate")).expect(409);
    mentor.post(&format!("{path}/end"), json!({ "reason": "completed" })).expect(200);
    for reader in [&mentor, &mentee, &network.in_region(Role::Coordinator, &season.lakes)] {
        let seen = reader.get(&format!("{path}/certificate")).expect(200).json;
        assert_eq!([&seen["meetings"], &seen["minutes"], &seen["goals_done"]], [2, 105, 1]);
        assert_eq!((&seen["hours"], &seen["cycle_name"]), (&json!(1.75), &json!("Spring 2027")));
    }
    network.in_region(Role::Coordinator, &season.west).get(&format!("{path}/certificate")).expect(404);
});

both!(a_pairing_that_ended_early_has_no_certificate, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let path = format!("/pairings/{}", season.pairing(&mentor, &mentee));
    mentor.post(&format!("{path}/end"), json!({ "reason": "moved" })).expect(200);
    for reader in [&mentor, &mentee] {
        reader.get(&format!("{path}/certificate")).expect(409);
    }
});
