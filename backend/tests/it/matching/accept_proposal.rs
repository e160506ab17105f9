use std::thread;

use perennial::platform::auth::Role;
use serde_json::json;

use super::Season;
use crate::both;

both!(two_acceptances_make_a_pairing, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let proposal = season.proposal_of(&mentee);
    let path = format!("/proposals/{proposal}/accept");
    let first = mentor.act(&path).expect(200).json;
    assert_eq!((&first["state"], &first["pairing_id"]), (&json!("published"), &json!(null)));
    mentor.act(&path).expect(409);
    let second = mentee.act(&path).expect(200).json;
    assert_eq!(second["state"], "accepted");
    let pairing =
        mentee.get(&format!("/pairings/{}", second["pairing_id"].as_str().unwrap())).expect(200).json;
    assert_eq!((&pairing["state"], &pairing["my_side"]), (&json!("active"), &json!("mentee")));
    assert_eq!((&pairing["started_on"], &pairing["ends_on"]), (&json!("2027-03-01"), &json!("2027-09-01")));
    mentee.act(&path).expect(409);
    mentee.post(&format!("/proposals/{proposal}/decline"), json!({ "reason": "other" })).expect(409);
});

both!(two_who_accept_at_once_make_one_pairing, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let path = format!("/proposals/{}/accept", season.proposal_of(&mentee));
    let statuses = thread::scope(|scope| {
        let asked: Vec<_> = [&mentor, &mentee, &mentor, &mentee]
            .into_iter()
            .map(|person| scope.spawn(|| person.act(&path).status))
            .collect();
        let mut statuses: Vec<u16> = asked.into_iter().map(|t| t.join().unwrap()).collect();
        statuses.sort_unstable();
        statuses
    });
    assert_eq!(statuses, [200, 200, 409, 409]);
    assert_eq!(season.task_force.get("/pairings").expect(200).items().len(), 1);
});

both!(of_accepting_and_leaving_at_once_one_comes_first, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let proposal = season.proposal_of(&mentee);
    let accept = format!("/proposals/{proposal}/accept");
    mentor.act(&accept).expect(200);
    let mine = mentor.get("/me/enrolments").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    let leave = format!("/enrolments/{mine}/withdraw");
    let [accepted, left] = thread::scope(|scope| {
        let asked = [(&mentee, &accept), (&mentor, &leave)]
            .map(|(person, path)| scope.spawn(move || person.act(path).status));
        asked.map(|one| one.join().unwrap())
    });
    assert!(matches!((accepted, left), (200, 409) | (409, 200)), "{accepted} {left}");
    let pairings = season.task_force.get("/pairings").expect(200).items();
    assert_eq!(pairings.len(), usize::from(accepted == 200));
});

both!(who_declines_is_not_asked_about_the_same_person_again, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let proposal = season.proposal_of(&mentee);
    mentor.act(&format!("/proposals/{proposal}/accept")).expect(200);
    let path = format!("/proposals/{proposal}/decline");
    assert_eq!(mentee.post(&path, json!({ "reason": "boredom" })).expect(422).pointers(), ["/reason"]);
    mentee.post(&path, json!({ "reason": "not_a_fit" })).expect(200);
    mentee.post(&path, json!({ "reason": "not_a_fit" })).expect(409);
    let seen =
        |client: &crate::support::Client| client.get(&format!("/proposals/{proposal}")).expect(200).json;
    assert_eq!(seen(&season.task_force)["decline_reason"], "not_a_fit");
    assert_eq!(seen(&mentor)["decline_reason"], json!(null), "the other side never learns it");
    let round = season.round(&season.task_force, None);
    assert_eq!((&round["mentees"], &round["matched"]), (&json!(1), &json!(0)));
    // Another mentor is another matter.
    let other = season.somebody(&season.lakes, "Mentor B");
    season.enrol(&other, "mentor", json!({}));
    assert_eq!(season.round(&season.task_force, None)["matched"], 1);
});

both!(nobody_answers_for_another, |network| {
    let season = Season::matching(network);
    let (_, mentee) = season.two(&season.lakes);
    let proposal = season.proposal_of(&mentee);
    let stranger = network.in_region(Role::Mentor, &season.lakes);
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    for person in [&stranger, &coordinator, &season.task_force] {
        person.act(&format!("/proposals/{proposal}/accept")).expect(404);
        person.post(&format!("/proposals/{proposal}/decline"), json!({ "reason": "other" })).expect(404);
    }
    network.anonymous.act(&format!("/proposals/{proposal}/accept")).expect(401);
});

both!(an_unpublished_proposal_does_not_exist_for_the_two, |network| {
    let season = Season::matching(network);
    let (_, mentee) = season.two(&season.lakes);
    let round = season.round(&season.task_force, None);
    let proposal = season.proposals(&round)[0]["id"].as_str().unwrap().to_owned();
    mentee.get(&format!("/proposals/{proposal}")).expect(404);
    mentee.act(&format!("/proposals/{proposal}/accept")).expect(404);
});
