use perennial::mentorships::{PairingCounts, paired_people, pairing_counts};
use perennial::platform::auth::Role;
use serde_json::json;

use crate::both;
use crate::matching::Season;

both!(an_ended_pairing_gives_its_seats_back_and_is_not_made_again, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let mine = mentor.get("/me/enrolments").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    mentor.act(&format!("/enrolments/{mine}/withdraw")).expect(409);
    let path = format!("/pairings/{pairing}/end");
    assert_eq!(mentor.post(&path, json!({ "reason": "bored" })).expect(422).pointers(), ["/reason"]);
    let ended = mentor.post(&path, json!({ "reason": "workload" })).expect(200).json;
    assert_eq!((&ended["state"], &ended["ended_on"]), (&json!("ended"), &json!("2027-03-01")));
    mentee.post(&path, json!({ "reason": "other" })).expect(409);
    let meeting = json!({ "held_on": "2027-03-01", "duration_minutes": 5, "channel": "chat" });
    mentee.post(&format!("/pairings/{pairing}/meetings"), meeting).expect(409);
    let round = season.round(&season.task_force, None);
    assert_eq!([&round["mentors"], &round["mentees"], &round["matched"]], [1, 1, 0]);
    mentor.act(&format!("/enrolments/{mine}/withdraw")).expect(200);
});

both!(a_coordinator_ends_pairings_of_the_own_region, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let path = format!("/pairings/{}/end", season.pairing(&mentor, &mentee));
    let there = network.in_region(Role::Coordinator, &season.west);
    there.post(&path, json!({ "reason": "no_contact" })).expect(404);
    network.nobody().post(&path, json!({ "reason": "no_contact" })).expect(404);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    here.post(&path, json!({ "reason": "no_contact" })).expect(200);
});

both!(figures_of_pairings_are_what_happened, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let first = season.pairing(&mentor, &mentee);
    let (other, another) = season.two(&season.lakes);
    season.pairing(&other, &another);
    let terms =
        json!({ "goals": ["a"], "cadence": "monthly", "confidentiality": "b", "ends_on": "2027-08-01" });
    let written = mentor.put(&format!("/pairings/{first}/agreement"), terms).expect(200).json;
    for person in [&mentor, &mentee] {
        let path = format!("/pairings/{first}/agreement/sign");
        person.post(&path, json!({ "terms_digest": written["terms_digest"] })).expect(200);
    }
    let meeting = json!({ "held_on": "2027-03-01", "duration_minutes": 5, "channel": "chat" });
    mentee.post(&format!("/pairings/{first}/meetings"), meeting).expect(201);
    mentor.post(&format!("/pairings/{first}/end"), json!({ "reason": "completed" })).expect(200);
    let (cycle, lakes, west) =
        (season.cycle.parse().unwrap(), season.lakes.parse().unwrap(), season.west.parse().unwrap());
    let found = network.operator(|work| pairing_counts(work, Some(lakes), Some(cycle)));
    let expected =
        PairingCounts { active: 1, ended_completed: 1, ended_early: 0, with_agreement: 1, meetings: 1 };
    assert_eq!(found, expected);
    assert_eq!(network.operator(|work| pairing_counts(work, None, None)), expected);
    assert_eq!(network.operator(|work| pairing_counts(work, Some(west), None)), PairingCounts::default());
    assert_eq!(network.operator(|work| paired_people(work, cycle)).len(), 4);
});
